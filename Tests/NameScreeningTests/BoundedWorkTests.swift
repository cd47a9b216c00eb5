import Testing

@testable import NameScreening

@Suite struct BoundedWorkTests {
    static let large: ScreeningIndex = {
        var people = InventedPeople(seed: 21)
        return ScreeningIndex(Snapshot(people.list(20_000)))
    }()

    @Test func `a query touches a small part of 20,000 entries`() {
        var people = InventedPeople(seed: 22)
        var scratch = SearchScratch()
        var touched = 0
        for number in 0..<100 {
            // Given a stranger without any of the very frequent parts
            var asked = ScreeningQuery(names: [ScreenedName(family: people.part() + "OSK", given: people.part() + "WIM")])
            if number % 2 == 0 { asked.names.append(ScreenedName(full: "KAVELDOR ZUNTABRE")) }
            _ = Self.large.matches(for: asked, scratch: &scratch)
            touched += scratch.effort.postings
            #expect(scratch.effort.aligned <= 2 * ScreeningLimits.alignments)
        }
        #expect(touched / 100 < 1_000, "entries touched by the average query")
    }

    @Test(arguments: [
        String(repeating: "KAVELDOR", count: 1_250), (0..<200).map { _ in "TAMAREL" }.joined(separator: " "),
        (0..<200).map { "TAMAREL DORIK K\($0)" }.joined(separator: " "), String(repeating: "A ", count: 5_000),
        String(repeating: "é", count: 10_000), String(repeating: "e\u{301}\u{300}", count: 5_000), String(repeating: "王", count: 10_000),
    ])
    func `a crafted name costs bounded work`(name: String) {
        var scratch = SearchScratch()
        let asked = ScreeningQuery(names: [ScreenedName(full: name), ScreenedName(family: name, given: name)])
        _ = Self.large.matches(for: asked, scratch: &scratch)
        // Counted rather than timed, since tests run unoptimised beside others: two readings, and the last step of each may go over.
        #expect(scratch.effort.postings <= 2 * (ScreeningLimits.postings + 20_000))
        #expect(scratch.effort.aligned <= 2 * ScreeningLimits.alignments)
        #expect(
            scratch.effort.comparisons <= ScreeningLimits.comparisons + 2 * ScreeningLimits.partsPerName * ScreeningLimits.partsPerName)
        #expect(NameFolding.parts(of: ScreenedName(full: name)).count <= ScreeningLimits.partsPerName)
        #expect(
            NameFolding.parts(of: ScreenedName(full: name)).allSatisfy {
                $0.readings.allSatisfy { (1...ScreeningLimits.lettersPerPart).contains($0.count) }
            })
    }
}
