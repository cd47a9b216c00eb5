/// Reads packed facts. Whatever the bytes are, it gives the one value that they are the form of, or throws.
public struct FactUnpacker: Sendable {
    private let bytes: [UInt8]
    private(set) var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }
    var fault: PackedFactsFault { .bytes(at: position) }

    mutating func byte() throws -> UInt8 {
        guard position < bytes.count else { throw PackedFactsFault.truncated(at: position) }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func natural() throws -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            // Ten bytes hold 70 bits: of the last, one bit alone has a place.
            if shift == 63, byte > 1 { throw fault }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 {
                // A number has one form: no empty byte at its end.
                if byte == 0, shift > 0 { throw fault }
                return value
            }
            shift += 7
        }
    }

    mutating func integer() throws -> Int {
        let folded = try natural()
        return Int(Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1))
    }

    mutating func optionalInteger() throws -> Int? { try flag() ? integer() : nil }

    mutating func flag() throws -> Bool {
        switch try byte() {
        case 0: return false
        case 1: return true
        default: throw fault
        }
    }

    mutating func text() throws -> String { try text(length: natural()) }

    mutating func optionalText() throws -> String? {
        let length = try natural()
        return length == 0 ? nil : try text(length: length - 1)
    }

    private mutating func text(length: UInt64) throws -> String {
        guard length <= UInt64(bytes.count - position) else { throw PackedFactsFault.truncated(at: bytes.count) }
        let end = position + Int(length)
        guard let text = String(validating: bytes[position..<end], as: UTF8.self) else { throw fault }
        position = end
        return text
    }

    mutating func texts() throws -> [String] {
        let count = try count()
        var values: [String] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try text()) }
        return values
    }

    mutating func integers() throws -> [Int] {
        let count = try count()
        var values: [Int] = []
        for _ in 0..<count { values.append(try integer()) }
        return values
    }

    mutating func optional<Value: PackedFact>(_ type: Value.Type = Value.self) throws -> Value? {
        try flag() ? Value(unpacking: &self) : nil
    }

    mutating func list<Value: PackedFact>(_ type: Value.Type = Value.self) throws -> [Value] {
        let count = try count()
        var values: [Value] = []
        // What a bad count announces is not reserved: the values have to come.
        values.reserveCapacity(min(count, 64))
        for _ in 0..<count { values.append(try Value(unpacking: &self)) }
        return values
    }

    mutating func code<Value: PackedCode>(_ type: Value.Type = Value.self) throws -> Value {
        guard let value = Value(packedCode: try byte()) else { throw fault }
        return value
    }

    mutating func optionalCode<Value: PackedCode>(_ type: Value.Type = Value.self) throws -> Value? {
        let code = try byte()
        if code == 0 { return nil }
        guard let value = Value(packedCode: code) else { throw fault }
        return value
    }

    /// Of elements that take a byte each at least.
    mutating func count() throws -> Int {
        let count = try natural()
        guard count <= UInt64(bytes.count - position) else { throw PackedFactsFault.truncated(at: bytes.count) }
        return Int(count)
    }
}
