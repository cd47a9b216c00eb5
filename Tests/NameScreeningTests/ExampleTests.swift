import NameScreening
import Testing

/// The examples of the library's catalogue, line for line: a test compares the two.
@Suite("Examples of the catalogue")
struct ExampleTests {
    @Test func aNameIsFoundInAnotherSpelling() {
        let snapshot = Snapshot([
            ScreeningEntry(key: EntryKey(low: 1), names: [ScreenedName(family: "Müller", given: "Kelvano")], nationalities: ["UTO"])
        ])
        let index = ScreeningIndex(snapshot, Delta(added: [], withdrawn: []))
        var scratch = SearchScratch()  // one for each thread
        let query = ScreeningQuery(names: [ScreenedName(family: "MUELLER", given: "KELVANO")])
        let matches = index.matches(for: query, limit: 20, minimumScore: 0.5, scratch: &scratch)
        #expect(matches.map(\.key) == [EntryKey(low: 1)])
    }
}
