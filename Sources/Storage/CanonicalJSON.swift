/// JSON in the one form of RFC 8785, for strings and integers: members sorted, nothing optional in the spelling.
///
/// Bytes are written as hexadecimal strings and null members are left out; the table's columns say which is which, so the
/// form is unambiguous. Member names of ours are ASCII, for which the order of UTF-16 units is the order of bytes.
enum CanonicalJSON {
    /// What a leaf of the log hashes: `{"row":{…},"table":"message"}`.
    /// - Parameter salt: what stands before it
    static func row(_ table: Table, _ values: [Value], behind salt: [UInt8] = []) -> [UInt8] {
        var out = salt
        out.reserveCapacity(salt.count + 64 + values.reduce(0) { $0 + 24 + length($1) })
        out += #"{"row":{"#.utf8
        var first = true
        for (index, member) in table.canonicalMembers {
            if case .null = values[index] { continue }
            if !first { out.append(0x2C) }
            first = false
            out += member
            append(values[index], to: &out)
        }
        out += table.canonicalEnd
        return out
    }

    /// About as many bytes as the value takes.
    private static func length(_ value: Value) -> Int {
        switch value {
        case .integer, .null: 20
        case .text(let text): text.utf8.count + 2
        case .bytes(let bytes): bytes.count * 2 + 2
        }
    }

    /// A member's name with what stands around it.
    static func member(_ name: String) -> [UInt8] {
        var out: [UInt8] = []
        append(name, to: &out)
        return out + [0x3A]
    }

    /// What closes a row of that table.
    static func end(_ table: String) -> [UInt8] {
        var out = Array(#"},"table":"#.utf8)
        append(table, to: &out)
        return out + [0x7D]
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
            let start = out.count
            out.append(contentsOf: repeatElement(0x22, count: bytes.count * 2 + 1))
            out.withUnsafeMutableBufferPointer { out in
                var place = start
                for byte in bytes {
                    out[place] = digit(byte >> 4)
                    out[place + 1] = digit(byte & 15)
                    place += 2
                }
            }
        case .null: out += "null".utf8
        }
    }

    private static func append(_ text: String, to out: inout [UInt8]) {
        out.append(0x22)
        let utf8 = text.utf8
        if utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
            out += utf8
            out.append(0x22)
            return
        }
        for byte in utf8 {
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
