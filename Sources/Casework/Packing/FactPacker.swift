/// Writes packed facts. Numbers are 7 bits a byte, lowest first (LEB128), signed ones folded so that small ones stay short; a
/// text is its length and its UTF-8; what may be missing is 0, or 1 and the value.
public struct FactPacker: Sendable {
    private(set) var bytes: [UInt8]

    init() {
        bytes = []
        bytes.reserveCapacity(512)
    }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func natural(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// 0, -1, 1, -2 … as 0, 1, 2, 3 …
    mutating func integer(_ value: Int) {
        let wide = Int64(value)
        natural(UInt64(bitPattern: wide << 1 ^ wide >> 63))
    }

    mutating func optionalInteger(_ value: Int?) {
        guard let value else { return append(0) }
        append(1)
        integer(value)
    }

    mutating func flag(_ value: Bool) { append(value ? 1 : 0) }

    mutating func text(_ value: String) {
        let utf8 = value.utf8
        natural(UInt64(utf8.count))
        bytes.append(contentsOf: utf8)
    }

    /// One more than the length, so that a missing text takes a byte and an empty one too.
    mutating func optionalText(_ value: String?) {
        guard let value else { return append(0) }
        let utf8 = value.utf8
        natural(UInt64(utf8.count) + 1)
        bytes.append(contentsOf: utf8)
    }

    mutating func texts(_ values: [String]) {
        natural(UInt64(values.count))
        for value in values { text(value) }
    }

    mutating func integers(_ values: [Int]) {
        natural(UInt64(values.count))
        for value in values { integer(value) }
    }

    mutating func optional<Value: PackedFact>(_ value: Value?) {
        guard let value else { return append(0) }
        append(1)
        value.pack(into: &self)
    }

    mutating func list<Value: PackedFact>(_ values: [Value]) {
        natural(UInt64(values.count))
        for value in values { value.pack(into: &self) }
    }

    mutating func code<Value: PackedCode>(_ value: Value) { append(value.packedCode) }

    /// Codes begin at 1: 0 is nothing.
    mutating func optionalCode<Value: PackedCode>(_ value: Value?) { append(value?.packedCode ?? 0) }
}

/// One of a few names, stored as one byte that never changes its meaning.
protocol PackedCode: Sendable {
    /// From 1 on.
    var packedCode: UInt8 { get }
    init?(packedCode: UInt8)
}
