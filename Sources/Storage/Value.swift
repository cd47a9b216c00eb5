/// One stored value. Integers, text and bytes are all that the house stores: they hash and compare the same in each engine.
public enum Value: Hashable, Sendable {
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
    case null

    static func integer(_ value: Int?) -> Value { value.map { .integer(Int64($0)) } ?? .null }
    static func text(_ value: String?) -> Value { value.map { .text($0) } ?? .null }
    static func bytes(_ value: [UInt8]?) -> Value { value.map { .bytes($0) } ?? .null }
}
