import Analysis
import Casework
import Foundation
import Testing
import Travel

/// One name against many travellers.
@Suite struct NameSearchTests {
    private let people: [(family: String, given: String)] = [
        ("PETROVA", "NATALIA"), ("QUIST", "ALBA MARIA"), ("ALHUSAINI", "NOURA"), ("Соколов", "Дмитрий"), ("الزهراني", "محمد"),
        ("QUIRK", "ALMA"), ("OAK", "KIT"), ("QUIST", "ALBA"),
    ]

    private func candidate(_ number: Int) -> NameSearch.Candidate {
        let person = people[number]
        return NameSearch.Candidate(
            key: PassageKey(month: 202611, voyage: Identifier(high: 1, low: 1), passage: Identifier(high: 2, low: UInt64(number))),
            travellers: [Traveller(names: [PersonName(family: person.family, given: person.given)])])
    }
    private func found(_ name: String, _ level: NameSearch.Level, among all: [Int]? = nil) -> [Int: Int] {
        let slice = (all ?? Array(people.indices)).map(candidate)
        return Dictionary(
            uniqueKeysWithValues: NameSearch(name, level: level).found(among: slice).map { (Int($0.key.passage.low), $0.score) })
    }

    @Test(
        "Given a name in one script, whoever is written in another is found",
        arguments: [
            ("Наталия Петрова", 0), ("نورة الحسيني", 2), ("Sokolov Dmitriy", 3), ("Mohammed Alzahrani", 4), ("Zahrani Muhammad", 4),
        ])
    func scripts(name: String, meant: Int) {
        let found = found(name, .wide)
        #expect(found[meant] != nil, "\(found)")
        #expect(found.max { $0.value < $1.value }?.key == meant, "\(found)")
    }

    @Test("Exact is the same parts in any order; close lets a letter or a part differ; somebody else is not found at any level")
    func levels() {
        #expect(Set(found("alba quist", .exact).keys) == [7])
        #expect(Set(found("Quist Albaa", .exact).keys) == [])
        #expect(Set(found("Quist Albaa", .close).keys).contains(7))
        #expect(Set(found("Alba Quist", .close).keys) == [1, 7])
        #expect(Set(found("Quist", .close).keys) == [])
        #expect(Set(found("Quist", .wide).keys).isSuperset(of: [7]))
        for level in NameSearch.Level.allCases {
            #expect(found("Alba Quist", level)[5] == nil && found("Alba Quist", level)[6] == nil, "\(level)")
        }
    }

    @Test("A score says the same whoever else travels")
    func alone() throws {
        let together = try #require(found("Quist Albaa", .close)[7])
        #expect(found("Quist Albaa", .close, among: [7]) == [7: together])
    }

    @Test("What is no name finds nobody, and neither does an empty slice")
    func nothing() {
        for name in ["", "  ", "12 34", "…"] { #expect(found(name, .wide).isEmpty, "\(name)") }
        #expect(found("Quist", .wide, among: []).isEmpty)
    }
}
