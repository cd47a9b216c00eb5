/// A segment tag, packed into an integer so that comparing tags costs one instruction.
public struct Tag: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The characters, most significant first; 0 for no tag.
    @usableFromInline let packed: UInt32

    @inlinable init(packed: UInt32) { self.packed = packed }

    /// A tag from its first four ASCII characters.
    public init(_ text: String) {
        var value: UInt32 = 0
        for byte in text.utf8.prefix(4) { value = value << 8 | UInt32(byte) }
        packed = value
    }

    /// A code of one ASCII character, known when compiled: comparing with it needs no look-up.
    @inlinable
    public init(letter: Unicode.Scalar) { packed = letter.value }

    /// A tag or code of two ASCII characters, known when compiled.
    @inlinable
    public init(_ first: Unicode.Scalar, _ second: Unicode.Scalar) {
        packed = first.value << 8 | second.value
    }

    /// A tag or code of three ASCII characters, known when compiled.
    @inlinable
    public init(_ first: Unicode.Scalar, _ second: Unicode.Scalar, _ third: Unicode.Scalar) {
        packed = first.value << 16 | second.value << 8 | third.value
    }

    /// A code of four ASCII characters, known when compiled.
    @inlinable
    public init(_ first: Unicode.Scalar, _ second: Unicode.Scalar, _ third: Unicode.Scalar, _ fourth: Unicode.Scalar) {
        packed = first.value << 24 | second.value << 16 | third.value << 8 | fourth.value
    }

    /// A code from its up to four bytes, as they are; nil for more, and for none.
    @inlinable
    public init?(_ bytes: Span<UInt8>) {
        guard !bytes.isEmpty, bytes.count <= 4 else { return nil }
        var value: UInt32 = 0
        for index in bytes.indices { value = value << 8 | UInt32(bytes[index]) }
        packed = value
    }

    public init(stringLiteral text: String) { self.init(text) }

    public var description: String {
        var bytes = InlineArray<4, UInt8>(repeating: 0)
        var count = 0
        var isASCII = true
        for shift in stride(from: UInt32(24), through: 0, by: -8) {
            let byte = UInt8(truncatingIfNeeded: packed >> shift)
            if byte == 0 { continue }
            bytes[count] = byte
            count += 1
            if byte >= 0x80 { isASCII = false }
        }
        let span = bytes.span.extracting(0..<count)
        if isASCII, let text = try? UTF8Span(validating: span) { return String(copying: text) }
        // A code beyond ASCII is shown as ISO 8859-1.
        return span.indices.reduce(into: "") { $0.unicodeScalars.append(Unicode.Scalar(bytes[$1])) }
    }

    @inlinable
    public static func == (a: Tag, b: Tag) -> Bool { a.packed == b.packed }
}

extension Tag {
    /// Service segments of ISO 9735-1: interchange, group and message, header and trailer.
    @inlinable
    public static var unb: Tag { Tag("U", "N", "B") }
    @inlinable
    public static var ung: Tag { Tag("U", "N", "G") }
    @inlinable
    public static var unh: Tag { Tag("U", "N", "H") }
    @inlinable
    public static var unt: Tag { Tag("U", "N", "T") }
    @inlinable
    public static var une: Tag { Tag("U", "N", "E") }
    @inlinable
    public static var unz: Tag { Tag("U", "N", "Z") }
}
