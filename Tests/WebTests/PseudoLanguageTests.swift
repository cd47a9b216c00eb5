import Testing

@testable import Web

@Suite("Languages to try a layout with")
struct PseudoLanguageTests {
    static let all = [Catalogue.long, .mirrored]

    @Test(
        "given a pseudo-language, then it has every text of the English one, with the same places, and another wording",
        arguments: all.map(\.language))
    func texts(language: String) throws {
        let words = Catalogue.language(language)
        #expect(words.language == language)
        #expect(Set(words.entries.keys) == Set(Catalogue.english.entries.keys))
        for (key, entry) in Catalogue.english.entries {
            let other = try #require(words.entries[key]).patterns
            #expect(other.map(\.places) == entry.patterns.map(\.places), "\(key)")
            for (mine, theirs) in zip(other, entry.patterns) where Self.hasWords(theirs) {
                #expect(mine.source != theirs.source, "\(key)")
            }
        }
    }

    /// Patterns of places alone are the same in every language.
    private static func hasWords(_ pattern: Pattern) -> Bool {
        pattern.parts.contains { if case .text(let text) = $0 { text.contains(where: \.isLetter) } else { false } }
    }

    @Test(
        "the long one adds at least a quarter to all texts together, the mirrored one runs from right to left; any other tag gives English")
    func directions() {
        func length(_ words: Catalogue) -> Int { words.entries.values.reduce(0) { $0 + $1.patterns.reduce(0) { $0 + $1.source.count } } }
        #expect(length(.long) * 4 > length(.english) * 5)
        #expect(Catalogue.mirrored.direction == .rightToLeft && Catalogue.long.direction == .leftToRight)
        #expect(Catalogue.language("xx").language == "en")
    }
}
