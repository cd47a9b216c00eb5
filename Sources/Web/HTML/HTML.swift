/// Markup. What stands in the source as a literal is markup; everything else is text and enters escaped, byte by byte.
///
/// Both promises are kept by types: a literal is a `StaticString`, which cannot be made at run time, and interpolation takes
/// `String` (escaped), whole numbers and `HTML`, nothing else. Escaping works on UTF-8 and never on `Character`: a quotation
/// mark with a combining accent is one `Character`, and a comparison by `Character` would let it through.
struct HTML: ExpressibleByStringInterpolation, Sendable {
    private(set) var utf8: [UInt8]

    static let empty: HTML = ""

    init(stringLiteral value: StaticString) { utf8 = value.withUTF8Buffer(Array.init) }
    init(stringInterpolation interpolation: StringInterpolation) { utf8 = interpolation.out }

    /// The same text as markup, escaped.
    init(text: String) {
        utf8 = []
        Self.escape(text, into: &utf8)
    }

    var isEmpty: Bool { utf8.isEmpty }
    /// For tests and logs of size; pages are sent as ``utf8``.
    var string: String { String(decoding: utf8, as: UTF8.self) }

    static func + (a: HTML, b: HTML) -> HTML { "\(a)\(b)" }
    static func += (a: inout HTML, b: HTML) { a.utf8 += b.utf8 }

    /// Appends `text` so that it can end neither an element's text nor a quoted attribute. Control characters that HTML
    /// does not allow become U+FFFD.
    static func escape(_ text: String, into out: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case 0x26: out += "&amp;".utf8
            case 0x3C: out += "&lt;".utf8
            case 0x3E: out += "&gt;".utf8
            case 0x22: out += "&quot;".utf8
            case 0x27: out += "&#39;".utf8
            case 0x60: out += "&#96;".utf8
            case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: out += "\u{FFFD}".utf8
            default: out.append(byte)
            }
        }
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var out: [UInt8] = []

        init(literalCapacity: Int, interpolationCount: Int) { out.reserveCapacity(literalCapacity + 16 * interpolationCount) }
        mutating func appendLiteral(_ literal: StaticString) { literal.withUTF8Buffer { out.append(contentsOf: $0) } }
        mutating func appendInterpolation(_ html: HTML) { out += html.utf8 }
        mutating func appendInterpolation(_ parts: some Sequence<HTML>) { for part in parts { out += part.utf8 } }
        mutating func appendInterpolation(_ text: String) { HTML.escape(text, into: &out) }
        mutating func appendInterpolation(_ number: Int) { out += String(number).utf8 }
        mutating func appendInterpolation(_ number: Int64) { out += String(number).utf8 }
    }
}

extension Sequence<HTML> {
    /// The parts with `separator` between them; empty parts are left out.
    func joined(_ separator: HTML) -> HTML {
        var whole = HTML.empty
        for part in self where !part.isEmpty {
            if !whole.isEmpty { whole += separator }
            whole += part
        }
        return whole
    }
}
