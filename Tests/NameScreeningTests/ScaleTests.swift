import NameScreening
import Testing

@Suite struct ScaleTests {
    let birth = BirthDate(year: 1981, month: 4, day: 23)
    var entry: ScreeningEntry {
        ScreeningEntry(
            key: EntryKey(low: 7), names: [ScreenedName(family: "Zubaradi", given: "Kelvano")], births: [birth].compactMap { $0 },
            sex: .male,
            nationalities: ["UTO"])
    }

    @Test func `full name, birth date, sex and nationality equal is 1`() {
        #expect(match(query(entry), entry)?.score == 1)
    }

    @Test func `full name of two parts alone is about three quarters`() throws {
        let found = try #require(match(ScreeningQuery(names: entry.names), entry))
        #expect((0.75...0.8).contains(found.score))
    }

    @Test(arguments: ["Zubarady", "Zubardi", "Zubraadi", "Zubaraddi"])
    func `one edit in a part with the same birth date stays at 0.8 or more`(family: String) throws {
        let asked = ScreeningQuery(names: [ScreenedName(family: family, given: "Kelvano")], births: entry.births)
        let found = try #require(match(asked, entry))
        #expect(found.score >= 0.8)
        #expect(found.score < 1)
    }

    @Test func `an exact name with another birth date is at most 0.5, whatever else agrees`() throws {
        var asked = query(entry)
        asked.births = [BirthDate(year: 1964, month: 11, day: 2)].compactMap { $0 }
        #expect(try #require(match(asked, entry)).score <= 0.5)
    }

    @Test func `one shared part of two is at most 0.4`() {
        #expect(score("Kelvano Brendisso", "Kelvano Zubaradi") <= 0.4)
        #expect(score("Miralda Zubaradi", "Kelvano Zubaradi") <= 0.4)
    }

    @Test func `a single part that meets one of three is weak`() {
        let one = score("Zubaradi", "Kelvano Tomisar Zubaradi")
        #expect(one > 0 && one <= 0.4)
        #expect(one < score("Kelvano Zubaradi", "Kelvano Tomisar Zubaradi"))
    }

    @Test func `a shared rare part says more than a shared frequent one`() throws {
        // Given a list in which every second person is called Tamarel
        var people = InventedPeople(seed: 4)
        var entries: [ScreeningEntry] = []
        for number in 0..<400 {
            let name = ScreenedName(family: people.part() + people.part(), given: number % 2 == 0 ? "Tamarel" : people.part())
            entries.append(ScreeningEntry(key: EntryKey(low: UInt64(number)), names: [name]))
        }
        entries.append(ScreeningEntry(key: EntryKey(low: 9_001), names: [ScreenedName(family: "Zubaradi", given: "Tamarel")]))
        let index = ScreeningIndex(Snapshot(entries))
        func top(_ family: String, _ given: String) -> Double {
            let asked = ScreeningQuery(names: [ScreenedName(family: family, given: given)])
            return index.matches(for: asked, minimumScore: 0).first { $0.key.low == 9_001 }?.score ?? 0
        }
        // When one asks for the rare part alone, and for the frequent part alone, each with a stranger's other part
        #expect(top("Zubaradi", "Brenko") > top("Wenkomir", "Tamarel"))
    }
}
