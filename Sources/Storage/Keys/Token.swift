import Crypto

/// What a token stands for. A token of one kind never equals one of another.
public enum TokenKind: UInt8, Sendable, CaseIterable {
    case document = 1
    case telephone = 2
    case email = 3
    case card = 4
    case address = 5
    case locator = 6
    case nameAndBirthDate = 7
    case locatorAndName = 8
    case uniqueReference = 9
    case digest = 10
    case reference = 11
    case name = 12
}

/// A keyed name of a value: equal values have equal tokens, and nobody without the key can tell which value it is.
///
/// Sixteen bytes: the number of the key (2), and the first fourteen bytes of HMAC-SHA-256 over the kind and the value.
public struct Token: Hashable, Sendable {
    public let kind: TokenKind
    public let bytes: [UInt8]

    /// Seventeen bytes: kind, token.
    public var packed: [UInt8] { [kind.rawValue] + bytes }

    public init?(packed: some Collection<UInt8>) {
        guard packed.count == 17, let first = packed.first, let kind = TokenKind(rawValue: first) else { return nil }
        self.kind = kind
        bytes = Array(packed.dropFirst())
    }

    init(kind: TokenKind, value: [UInt8], key: NumberedKey) {
        var mac = key.mac
        mac.update(data: [kind.rawValue])
        mac.update(data: value)
        self.kind = kind
        bytes = [UInt8(key.number >> 8 & 255), UInt8(key.number & 255)] + SystemBytes.array(mac.finalize()).prefix(14)
    }

    /// Tokens as a version's row packs them.
    public static func pack(_ tokens: [Token]) -> [UInt8] { tokens.flatMap(\.packed) }

    public static func unpack(_ bytes: [UInt8]) -> [Token] {
        stride(from: 0, to: bytes.count - bytes.count % 17, by: 17).compactMap { Token(packed: bytes[$0..<$0 + 17]) }
    }
}
