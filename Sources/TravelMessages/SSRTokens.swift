import Travel

/// Free text of a special service request, split at its slashes (AIRIMP; PNRGOV guide, SSR 4440).
struct SSRTokens {
    /// The text, as a place in bytes: tokens are looked at far more often than they are kept.
    let text: ArraySlice<UInt8>
    /// Counted from the start of the text. Blanks at the ends are off; the first is empty where the text begins with a slash, as it
    /// should.
    private let ranges: [Range<Int>]
    /// Whom `-1SURNAME/GIVEN` at the end of the text names.
    let tie: SSRTie?

    init(_ text: ArraySlice<UInt8>) {
        let found = SSRTie.find(in: text.span)
        let end = found?.start ?? text.count
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(16)
        let bytes = text.span
        var start = 0
        var next = 0
        while next <= end {
            if next == end || bytes[next] == 0x2F {
                ranges.append(trimmedBlanks(bytes, start..<next))
                start = next + 1
            }
            next += 1
        }
        self.text = text
        self.ranges = ranges
        tie = found?.tie
    }

    var count: Int { ranges.count }

    /// Where the token stands in the text; empty where there is none.
    subscript(index: Int) -> Range<Int> { ranges.indices.contains(index) ? ranges[index] : 0..<0 }

    /// The bytes of the token.
    func bytes(_ index: Int) -> ArraySlice<UInt8> {
        let range = self[index]
        return text[text.startIndex + range.lowerBound..<text.startIndex + range.upperBound]
    }

    func isEmpty(_ index: Int) -> Bool { self[index].isEmpty }

    /// The token as text, or nil where there is none or it is empty.
    func text(_ index: Int) -> String? { isEmpty(index) ? nil : String(decoding: bytes(index), as: UTF8.self) }

    /// Whether the token is this one ASCII character.
    func isLetter(_ index: Int, _ letter: UInt8) -> Bool {
        let range = self[index]
        return range.count == 1 && text.span[range.lowerBound] == letter
    }

    /// The token as a date.
    func date(_ index: Int) -> SSRDate? { SSRDate(text.span.extracting(self[index])) }

    /// The first token that is not empty.
    var firstFilled: Int? {
        for index in ranges.indices where !ranges[index].isEmpty { return index }
        return nil
    }
}

/// The end of a service text that ties it to a name: `-1SURNAME/GIVEN`.
struct SSRTie: Hashable, Sendable {
    var family: String
    var given: String

    /// The tie at the end of a text, and where it begins, counted from the start of the text.
    static func find(in text: Span<UInt8>) -> (tie: SSRTie, start: Int)? {
        var hyphen = text.count - 1
        while hyphen >= 0, text[hyphen] != 0x2D { hyphen -= 1 }
        guard hyphen >= 0 else { return nil }
        var index = hyphen + 1
        while index < text.count, text[index] >= 0x30, text[index] <= 0x39 { index += 1 }
        guard index > hyphen + 1, index < text.count else { return nil }
        let first = text[index]
        guard first & 0xDF >= 0x41 && first & 0xDF <= 0x5A || first >= 0x80 else { return nil }
        var slash = index
        while slash < text.count, text[slash] != 0x2F { slash += 1 }
        var given = text.count..<text.count
        if slash < text.count {
            given = slash + 1..<text.count
            for index in given where text[index] == 0x2F { return nil }
        }
        let tie = SSRTie(
            family: string(text, trimmedBlanks(text, index..<slash)), given: string(text, trimmedBlanks(text, given)))
        return (tie, hyphen)
    }

    private static func string(_ text: Span<UInt8>, _ range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        for index in range { bytes.append(text[index]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The text without blanks at its ends.
func trimmedBlanks(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let range = trimmedBlanks(text.span, 0..<text.count)
    return text[text.startIndex + range.lowerBound..<text.startIndex + range.upperBound]
}

/// The range without blanks at its ends.
func trimmedBlanks(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, text[start] == 0x20 { start += 1 }
    while start < end, text[end - 1] == 0x20 { end -= 1 }
    return start..<end
}
