import NameScreening
import Testing

@Suite struct AttributeTests {
    static let name = ScreenedName(family: "Zubaradi", given: "Kelvano")

    func found(_ mine: BirthDate?, _ theirs: BirthDate?) -> Explanation? {
        let entry = ScreeningEntry(key: EntryKey(low: 1), names: [Self.name], births: [theirs].compactMap { $0 })
        let asked = ScreeningQuery(names: [Self.name], births: [mine].compactMap { $0 })
        return match(asked, entry)?.parts.first { $0.rule.rawValue.hasPrefix("birthDate") }
    }

    @Test func `birth dates weigh by how well they agree`() throws {
        let full = BirthDate(year: 1981, month: 4, day: 9)
        let equal = try #require(found(full, full))
        let swapped = try #require(found(BirthDate(year: 1981, month: 9, day: 4), full))
        let nextYear = try #require(found(BirthDate(year: 1982, month: 4, day: 9), full))
        let yearOnly = try #require(found(BirthDate(year: 1981), full))
        let newYear = try #require(found(BirthDate(year: 1981, month: 1, day: 1), full))
        let mistyped = try #require(found(BirthDate(year: 1981, month: 4, day: 19), full) ?? nil)
        let other = try #require(found(BirthDate(year: 1959, month: 12, day: 30), full))
        #expect(equal.rule == .birthDateEqual && swapped.rule == .birthDateDayMonthSwapped && nextYear.rule == .birthDateYearOffByOne)
        #expect(yearOnly.rule == .birthDatePartlyEqual && newYear.rule == .birthDatePartlyEqual && other.rule == .birthDateContradiction)
        #expect(mistyped.rule == .birthDateMistyped)
        #expect(equal.weight > swapped.weight && swapped.weight > nextYear.weight && nextYear.weight > yearOnly.weight)
        #expect(yearOnly.weight > 0 && other.weight < 0)
        #expect(equal.queryPart == "1981-04-09")
    }

    @Test func `what is missing says nothing`() throws {
        #expect(found(nil, BirthDate(year: 1981)) == nil)
        #expect(found(BirthDate(year: 1981), nil) == nil)
        let entry = ScreeningEntry(key: EntryKey(low: 1), names: [Self.name], sex: .female, nationalities: ["UTO"])
        let alone = try #require(match(ScreeningQuery(names: [Self.name]), entry))
        #expect(alone.parts.allSatisfy { $0.rule == .exact })
    }

    @Test func `of several birth dates the best counts`() throws {
        let first = try #require(BirthDate(year: 1981, month: 4, day: 9))
        let second = try #require(BirthDate(year: 1970, month: 2, day: 1))
        let entry = ScreeningEntry(key: EntryKey(low: 1), names: [Self.name], births: [second, first])
        let found = try #require(match(ScreeningQuery(names: [Self.name], births: [first]), entry))
        #expect(found.parts.contains { $0.rule == .birthDateEqual })
    }

    @Test func `sex and nationality add, contradict, or say nothing`() throws {
        let entry = ScreeningEntry(key: EntryKey(low: 1), names: [Self.name], sex: .female, nationalities: ["UTO", "XXA"])
        func total(_ sex: Sex, _ nationalities: [String]) throws -> Double {
            try #require(match(ScreeningQuery(names: [Self.name], sex: sex, nationalities: nationalities), entry)).score
        }
        let neutral = try total(.unspecified, [])
        #expect(try total(.female, []) > neutral)
        #expect(try total(.male, []) < neutral)
        #expect(try total(.unspecified, [" xxa "]) > neutral)
        #expect(try total(.unspecified, ["XXB"]) < neutral)
    }

    @Test func `no date is made of numbers that no calendar has`() {
        #expect(BirthDate(year: 0) == nil && BirthDate(year: 10_000) == nil && BirthDate(year: .min, month: 1, day: 1) == nil)
        #expect(BirthDate(year: 1981, month: 13) == nil && BirthDate(year: 1981, month: 0) == nil)
        #expect(BirthDate(year: 1981, month: 1, day: 32) == nil)
        #expect(BirthDate(year: 1981, day: 3)?.day == nil)
    }
}
