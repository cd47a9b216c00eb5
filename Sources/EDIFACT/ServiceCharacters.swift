/// The characters with a meaning of their own in an interchange (ISO 9735-1 annex A; UNA).
public struct ServiceCharacters: Hashable, Sendable {
    /// Between the components of an element.
    public var component: UInt8
    /// Between elements.
    public var element: UInt8
    /// Decimal mark; ISO 9735-1 asks receivers to ignore it.
    public var decimal: UInt8
    /// Takes the meaning away from the character after it; nil where the sender has none.
    public var release: UInt8?
    /// Ends a segment.
    public var terminator: UInt8

    public init(component: UInt8, element: UInt8, decimal: UInt8 = 0x2E, release: UInt8?, terminator: UInt8) {
        self.component = component
        self.element = element
        self.decimal = decimal
        self.release = release
        self.terminator = terminator
    }

    /// `:+.? '`: what holds without UNA.
    public static let standard = ServiceCharacters(component: 0x3A, element: 0x2B, release: 0x3F, terminator: 0x27)

    /// Whether they are those that hold without UNA; the decimal mark has no meaning to readers.
    var isStandard: Bool {
        let standard = Self.standard
        return component == standard.component && element == standard.element && release == standard.release
            && terminator == standard.terminator
    }

    /// Whether a reader can tell them apart, from one another and from text.
    public var isUsable: Bool {
        let all = [component, element, terminator] + (release.map { [$0] } ?? [])
        return Set(all).count == all.count && !all.contains { Self.isAlphanumeric($0) || $0 == 0x20 || $0 == 0 || $0 >= 0x80 }
    }

    /// UNA with these characters, nine bytes.
    public var serviceString: [UInt8] {
        [0x55, 0x4E, 0x41, component, element, decimal, release ?? 0x20, 0x20, terminator]
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A
    }
}
