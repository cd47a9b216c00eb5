/// A value that is stored as packed bytes: its members in the order in which they are declared, without their names.
///
/// A member that is added later needs another ``PackedFacts/format``, under which the older form is still read.
public protocol PackedFact: Sendable {
    func pack(into out: inout FactPacker)
    /// - Throws: ``PackedFactsFault`` for bytes that ``pack(into:)`` never writes.
    init(unpacking bytes: inout FactUnpacker) throws
}

/// Facts as bytes, before they are sealed: a format byte, then the value. Each value has one form and each form one value, so
/// that equal facts have equal bytes and equal digests, and whatever is read back is written the same.
///
/// Why not JSON: each fact is sealed once and opened at each look, and JSON took a third of the time of the whole way.
public enum PackedFacts {
    public static let format: UInt8 = 1

    public static func encode(_ value: some PackedFact) -> [UInt8] {
        var out = FactPacker()
        out.append(format)
        value.pack(into: &out)
        return out.bytes
    }

    /// - Throws: ``PackedFactsFault`` for another format, for what is cut off, and for what follows the value.
    public static func decode<Value: PackedFact>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        var unpacker = FactUnpacker(bytes)
        guard try unpacker.byte() == format else { throw PackedFactsFault.format }
        let value = try Value(unpacking: &unpacker)
        guard unpacker.isAtEnd else { throw PackedFactsFault.bytes(at: unpacker.position) }
        return value
    }
}

/// Why bytes are not packed facts. Holds no byte of theirs.
public enum PackedFactsFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The first byte names a format that this program does not know.
    case format
    /// The bytes end within a value.
    case truncated(at: Int)
    /// A byte, a number or a text that no value has, or bytes behind the value.
    case bytes(at: Int)

    public var description: String {
        switch self {
        case .format: "facts in a format that this program does not know: install the newer program"
        case .truncated(let offset): "facts that end at byte \(offset), within a value: run `plimsoll verify`"
        case .bytes(let offset): "facts that hold no value at byte \(offset): run `plimsoll verify`"
        }
    }
}
