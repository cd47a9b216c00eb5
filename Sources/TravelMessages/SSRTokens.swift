import Travel

/// Free text of a special service request, split at its slashes (AIRIMP; PNRGOV guide, SSR 4440).
struct SSRTokens {
    /// The text, as bytes: tokens are looked at far more often than they are kept.
    private let bytes: [UInt8]
    /// Blanks at the ends are off; the first is empty where the text begins with a slash, as it should.
    private let ranges: [Range<Int>]
    /// Whom `-1SURNAME/GIVEN` at the end of the text names.
    let tie: SSRTie?

    init(_ text: String) {
        let bytes = Array(text.utf8)
        let found = SSRTie.find(in: bytes[...])
        let end = found?.start ?? bytes.count
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(16)
        var start = 0
        while start <= end {
            var next = start
            while next < end, bytes[next] != 0x2F { next += 1 }
            ranges.append(trimmedBlanks(bytes[start..<next]).indices)
            start = next + 1
        }
        self.bytes = bytes
        self.ranges = ranges
        tie = found?.tie
    }

    var count: Int { ranges.count }

    /// The token there; empty where there is none.
    subscript(index: Int) -> ArraySlice<UInt8> { ranges.indices.contains(index) ? bytes[ranges[index]] : bytes[0..<0] }

    func isEmpty(_ index: Int) -> Bool { ranges.indices.contains(index) ? ranges[index].isEmpty : true }

    /// The token as text, or nil where there is none or it is empty.
    func text(_ index: Int) -> String? {
        isEmpty(index) ? nil : String(decoding: bytes[ranges[index]], as: UTF8.self)
    }

    /// Whether the token is this one ASCII character.
    func isLetter(_ index: Int, _ letter: UInt8) -> Bool {
        ranges.indices.contains(index) && ranges[index].count == 1 && bytes[ranges[index].lowerBound] == letter
    }

    /// The first token that is not empty.
    var firstFilled: Int? { ranges.firstIndex { !$0.isEmpty } }
}

/// The end of a service text that ties it to a name: `-1SURNAME/GIVEN`.
struct SSRTie: Hashable, Sendable {
    var family: String
    var given: String

    /// The tie at the end of a text, and where it begins.
    static func find(in text: ArraySlice<UInt8>) -> (tie: SSRTie, start: Int)? {
        var hyphen = text.endIndex - 1
        while hyphen >= text.startIndex, text[hyphen] != 0x2D { hyphen -= 1 }
        guard hyphen >= text.startIndex else { return nil }
        var index = hyphen + 1
        while index < text.endIndex, text[index] >= 0x30, text[index] <= 0x39 { index += 1 }
        guard index > hyphen + 1, index < text.endIndex else { return nil }
        let first = text[index]
        guard first & 0xDF >= 0x41 && first & 0xDF <= 0x5A || first >= 0x80 else { return nil }
        var slash = index
        while slash < text.endIndex, text[slash] != 0x2F { slash += 1 }
        var given = text[text.endIndex...]
        if slash < text.endIndex {
            given = text[(slash + 1)...]
            guard !given.contains(0x2F) else { return nil }
        }
        let family = trimmedBlanks(text[index..<slash])
        return (
            SSRTie(family: String(decoding: family, as: UTF8.self), given: String(decoding: trimmedBlanks(given), as: UTF8.self)), hyphen
        )
    }
}

/// The text without blanks at its ends.
func trimmedBlanks(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var start = text.startIndex
    var end = text.endIndex
    while start < end, text[start] == 0x20 { start += 1 }
    while start < end, text[end - 1] == 0x20 { end -= 1 }
    return text[start..<end]
}
