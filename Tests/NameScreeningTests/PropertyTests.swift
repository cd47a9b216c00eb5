import Testing

@testable import NameScreening

@Suite struct PropertyTests {
    @Test(arguments: [1, 2, 3] as [UInt64]) func `nobody scores above an entry that is asked for by its own name`(seed: UInt64) throws {
        var people = InventedPeople(seed: seed)
        let entries = people.list(400)
        let index = ScreeningIndex(Snapshot(entries))
        var scratch = SearchScratch()
        for entry in entries.prefix(120) {
            for number in entry.names.indices {
                let matches = index.matches(for: query(entry, name: number), limit: 400, minimumScore: 0, scratch: &scratch)
                let own = try #require(matches.first { $0.key == entry.key })
                #expect(own.score + 1e-9 >= matches[0].score)
            }
        }
    }

    @Test(arguments: [4, 5] as [UInt64]) func `the weights of an explanation add up to the score`(seed: UInt64) {
        var people = InventedPeople(seed: seed)
        let index = ScreeningIndex(Snapshot(people.list(600)))
        var scratch = SearchScratch()
        var lines = 0
        for number in 0..<200 {
            var asked = query(people.entry(UInt64(number)))
            if number % 3 == 0 { asked.names.append(people.name()) }
            for match in index.matches(for: asked, minimumScore: 0, scratch: &scratch) {
                let sum = match.parts.reduce(0) { $0 + $1.weight }
                #expect(abs(sum - match.score) < 1e-9)
                #expect((0...1).contains(match.score))
                for line in match.parts {
                    lines += 1
                    if line.rule == .missingInEntry || line.rule == .missingInQuery { #expect(line.weight <= 0) }
                    if line.rule == .missingInQuery { #expect(line.queryPart.isEmpty && !line.entryPart.isEmpty) }
                }
            }
        }
        #expect(lines > 1_000)
    }

    @Test func `the same question has the same answer, equal scores in the order of keys`() {
        // Given twenty people of one name, in no order
        let name = ScreenedName(family: "Zubaradi", given: "Kelvano")
        var entries = (0..<20).map { ScreeningEntry(key: EntryKey(high: UInt64($0 * 7 % 20), low: 3), names: [name]) }
        let forwards = ScreeningIndex(Snapshot(entries)).matches(for: ScreeningQuery(names: [name]))
        entries.reverse()
        let backwards = ScreeningIndex(Snapshot(entries)).matches(for: ScreeningQuery(names: [name]))
        #expect(forwards == backwards)
        #expect(forwards.map(\.key.high) == (0..<20).map { UInt64($0) })
    }

    @Test func `working memory carries nothing from one query to the next`() {
        var people = InventedPeople(seed: 6)
        let index = ScreeningIndex(Snapshot(people.list(500)))
        let other = ScreeningIndex(Snapshot(people.list(900)))
        var kept = SearchScratch()
        for number in 0..<60 {
            let asked = query(people.entry(UInt64(number)))
            #expect(index.matches(for: asked, minimumScore: 0, scratch: &kept) == index.matches(for: asked, minimumScore: 0))
            #expect(other.matches(for: asked, minimumScore: 0, scratch: &kept) == other.matches(for: asked, minimumScore: 0))
        }
    }
}
