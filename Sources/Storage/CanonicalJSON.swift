/// JSON in the one form of RFC 8785, for strings and integers: members sorted, nothing optional in the spelling.
///
/// Bytes are written as hexadecimal strings and null members are left out; the table's columns say which is which, so the
/// form is unambiguous. Member names of ours are ASCII, for which the order of UTF-16 units is the order of bytes.
enum CanonicalJSON {
    /// What a leaf of the log hashes: `{"row":{…},"table":"message"}`.
    static func row(_ table: Table, _ values: [Value]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(64 + values.count * 40)
        out += #"{"row":{"#.utf8
        var first = true
        for index in table.columnsByName {
            if case .null = values[index] { continue }
            if !first { out.append(0x2C) }
            first = false
            append(table.columns[index].name, to: &out)
            out.append(0x3A)
            append(values[index], to: &out)
        }
        out += #"},"table":"#.utf8
        append(table.name, to: &out)
        out.append(0x7D)
        return out
    }

    static func array(_ values: some Collection<Value>) -> String {
        var out: [UInt8] = [0x5B]
        for (index, value) in values.enumerated() {
            if index > 0 { out.append(0x2C) }
            append(value, to: &out)
        }
        out.append(0x5D)
        return String(decoding: out, as: UTF8.self)
    }

    /// An object of strings and integers, sorted by name.
    static func object(_ members: [(String, Value)]) -> [UInt8] {
        var out: [UInt8] = [0x7B]
        for (index, member) in members.sorted(by: { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }).enumerated() {
            if index > 0 { out.append(0x2C) }
            append(member.0, to: &out)
            out.append(0x3A)
            append(member.1, to: &out)
        }
        out.append(0x7D)
        return out
    }

    private static func append(_ value: Value, to out: inout [UInt8]) {
        switch value {
        case .integer(let number): out += String(number).utf8
        case .text(let text): append(text, to: &out)
        case .bytes(let bytes):
            out.append(0x22)
            for byte in bytes {
                out.append(digit(byte >> 4))
                out.append(digit(byte & 15))
            }
            out.append(0x22)
        case .null: out += "null".utf8
        }
    }

    private static func append(_ text: String, to out: inout [UInt8]) {
        out.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22: out += [0x5C, 0x22]
            case 0x5C: out += [0x5C, 0x5C]
            case 0x08: out += [0x5C, 0x62]
            case 0x09: out += [0x5C, 0x74]
            case 0x0A: out += [0x5C, 0x6E]
            case 0x0C: out += [0x5C, 0x66]
            case 0x0D: out += [0x5C, 0x72]
            case 0..<0x20: out += [0x5C, 0x75, 0x30, 0x30, digit(byte >> 4), digit(byte & 15)]
            default: out.append(byte)
            }
        }
        out.append(0x22)
    }

    private static func digit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 0x30 + nibble : 0x57 + nibble }
}
