/// Records of comma-separated values (RFC 4180), with the line on which each begins.
///
/// Line breaks may be CRLF, LF or CR; a quoted field may hold commas, line breaks and doubled quotes. A byte order mark is
/// skipped. Bytes that are not UTF-8 are replaced, and the record says so.
public struct CommaSeparatedValues {
    public struct Record: Hashable, Sendable {
        /// From 1.
        public var line: Int
        public var fields: [String]
        public var isUTF8: Bool
        /// A quote was opened and never closed.
        public var isCut: Bool
    }

    private let bytes: [UInt8]
    private var index = 0
    private var line = 1

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    /// The next record that is not blank, or nil at the end.
    public mutating func next() -> Record? {
        while index < bytes.count {
            let record = read()
            if record.fields.count > 1 || record.fields.first?.isEmpty == false || record.isCut { return record }
        }
        return nil
    }

    private mutating func read() -> Record {
        var record = Record(line: line, fields: [], isUTF8: true, isCut: false)
        var field: [UInt8] = []
        func text(_ bytes: [UInt8]) -> String {
            if let text = String(validating: bytes, as: UTF8.self) { return text }
            record.isUTF8 = false
            return String(decoding: bytes, as: UTF8.self)
        }
        var quoted = false
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if quoted {
                if byte == 0x22 {
                    if index < bytes.count, bytes[index] == 0x22 {
                        field.append(byte)
                        index += 1
                    } else {
                        quoted = false
                    }
                } else {
                    if byte == 0x0A || (byte == 0x0D && !(index < bytes.count && bytes[index] == 0x0A)) { line += 1 }
                    field.append(byte)
                }
                continue
            }
            switch byte {
            case 0x22 where field.isEmpty: quoted = true
            case 0x2C:
                record.fields.append(text(field))
                field = []
            case 0x0A, 0x0D:
                if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
                line += 1
                record.fields.append(text(field))
                return record
            default: field.append(byte)
            }
        }
        record.isCut = quoted
        record.fields.append(text(field))
        return record
    }
}
