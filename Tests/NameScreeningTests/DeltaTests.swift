import Testing

@testable import NameScreening

@Suite struct DeltaTests {
    @Test(arguments: [11, 12, 13] as [UInt64]) func `a snapshot with a delta answers as a rebuilt snapshot does`(seed: UInt64) {
        // Given a list, of which some entries are withdrawn, some replaced, and to which some are added
        var people = InventedPeople(seed: seed)
        let entries = people.list(500)
        let withdrawn = (0..<40).map { _ in EntryKey(low: UInt64(people.random.below(500))) }
        var added = (500..<540).map { people.entry(UInt64($0)) }
        added += (0..<20).map { _ in people.entry(UInt64(people.random.below(500))) }
        let delta = Delta(added: added, withdrawn: withdrawn + [EntryKey(low: 9_999)])

        // When the same list is built anew
        var now: [EntryKey: ScreeningEntry] = [:]
        for entry in entries { now[entry.key] = entry }
        for key in delta.withdrawn { now[key] = nil }
        for entry in delta.added { now[entry.key] = entry }
        let patched = ScreeningIndex(Snapshot(entries), delta)
        let rebuilt = ScreeningIndex(Snapshot(now.values.sorted { $0.key < $1.key }))

        // Then every question has the same answer, scores and reasons included
        #expect(patched.count == rebuilt.count)
        for number in 0..<150 {
            let asked = number % 2 == 0 ? query(people.entry(UInt64(number))) : query(added[number % added.count])
            #expect(patched.matches(for: asked, limit: 50, minimumScore: 0) == rebuilt.matches(for: asked, limit: 50, minimumScore: 0))
        }
        for key in delta.withdrawn {
            guard let gone = entries.first(where: { $0.key == key }) else { continue }
            #expect(!patched.matches(for: query(gone), limit: 500, minimumScore: 0).contains { $0.key == key })
        }
    }

    @Test func `two deltas one after the other are one`() {
        let name = ScreenedName(family: "Zubaradi", given: "Kelvano")
        func entry(_ key: UInt64) -> ScreeningEntry { ScreeningEntry(key: EntryKey(low: key), names: [name]) }
        let base = Snapshot([entry(1), entry(2)])
        let both = Delta(added: [entry(3), entry(4)], withdrawn: [EntryKey(low: 1)])
            .followed(by: Delta(added: [entry(1)], withdrawn: [EntryKey(low: 3), EntryKey(low: 2)]))
        let keys = ScreeningIndex(base, both).matches(for: ScreeningQuery(names: [name])).map(\.key.low)
        #expect(keys == [1, 4])
        #expect(Delta().isEmpty && !both.isEmpty)
    }

    @Test func `of two entries with one key the later counts`() {
        let first = ScreeningEntry(key: EntryKey(low: 1), names: [ScreenedName(full: "Kelvano Zubaradi")])
        let second = ScreeningEntry(key: EntryKey(low: 1), names: [ScreenedName(full: "Ostrek Wenkomir")])
        let index = ScreeningIndex(Snapshot([first, second]))
        #expect(index.count == 1)
        #expect(index.matches(for: query(first)).isEmpty)
        #expect(index.matches(for: query(second)).count == 1)
    }
}
