/// Walks through Swift's text far enough to tell code from comments and string literals (The Swift Programming Language, "Lexical Structure").
struct CodeScanner {
    private let bytes: [UInt8]
    private var position = 0
    /// The text so far, with all that is not code blanked.
    private(set) var out: [UInt8] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        out.reserveCapacity(bytes.count)
    }

    private func byte(_ offset: Int = 0) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    private func starts(with text: [UInt8]) -> Bool {
        guard position + text.count <= bytes.count else { return false }
        for offset in text.indices where bytes[position + offset] != text[offset] { return false }
        return true
    }

    private mutating func keep(_ count: Int = 1) {
        let end = min(position + count, bytes.count)
        out += bytes[position..<end]
        position = end
    }

    private mutating func blank(_ count: Int = 1) {
        let end = min(position + count, bytes.count)
        while position < end {
            out.append(bytes[position] == Self.newline ? Self.newline : 0x20)
            position += 1
        }
    }

    mutating func scanCode(untilParenthesis: Bool) {
        var depth = 0
        while let next = byte() {
            switch next {
            case Self.slash where byte(1) == Self.slash:
                while let character = byte(), character != Self.newline { blank() }
            case Self.slash where byte(1) == Self.star:
                scanBlockComment()
            case Self.quote:
                scanString(hashes: 0)
            case Self.hash:
                var hashes = 1
                while byte(hashes) == Self.hash { hashes += 1 }
                if byte(hashes) == Self.quote { scanString(hashes: hashes) } else { keep(hashes) }
            case UInt8(ascii: "("):
                depth += 1
                keep()
            case UInt8(ascii: ")"):
                depth -= 1
                if untilParenthesis, depth < 0 { return }
                keep()
            default:
                keep()
            }
        }
    }

    private mutating func scanBlockComment() {
        var depth = 0
        repeat {
            if byte() == Self.slash, byte(1) == Self.star {
                depth += 1
                blank(2)
            } else if byte() == Self.star, byte(1) == Self.slash {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && position < bytes.count
    }

    private mutating func scanString(hashes: Int) {
        let fence = Array(repeating: Self.hash, count: hashes)
        blank(hashes)
        let isMultiline = byte(1) == Self.quote && byte(2) == Self.quote
        let quotes = Array(repeating: Self.quote, count: isMultiline ? 3 : 1)
        blank(quotes.count)
        let end = quotes + fence
        let escape = [UInt8(ascii: "\\")] + fence
        let interpolation = escape + [UInt8(ascii: "(")]
        while let next = byte() {
            if next == Self.quote, starts(with: end) {
                blank(end.count)
                return
            }
            // A literal of one line that does not end is not Swift; the next line is read as code again.
            if !isMultiline, next == Self.newline { return }
            if next == escape[0], starts(with: interpolation) {
                blank(escape.count)
                keep()
                scanCode(untilParenthesis: true)
                keep()
            } else if next == escape[0], starts(with: escape) {
                blank(escape.count + 1)
            } else {
                blank()
            }
        }
    }

    private static let newline = UInt8(ascii: "\n")
    private static let slash = UInt8(ascii: "/")
    private static let star = UInt8(ascii: "*")
    private static let quote = UInt8(ascii: "\"")
    private static let hash = UInt8(ascii: "#")
}
