import Analysis
import Casework
import Storage
import Testing
import Travel

/// A passage against the lists.
@Suite struct ScreeningTests {
    private let list = """
        \(header)
        Own,person,VELDOR,TAMARA,,1985-07-12,F,UTO,P,XA 100-001,UTO,Unit 1,Act 1,r,refer,2026-01-01,,R-1
        Weak,person,BRESOLKA,WIMPATA,,1971-03-09,M,UTO,,,,Unit 1,Act 1,r,refer,,,R-2
        """

    @Test func anExactDocumentReachesTheThresholdAloneWhateverTheName() async throws {
        let world = try World()
        _ = try await world.importList(list)
        let voyage = try await world.voyage()
        let seeded = try await world.book(on: voyage, [traveller("LIRGON", "HEFUR", born: "1960-01-02", document: "xa100001")])
        try await world.assess(seeded.passages[0])
        let hits = try await world.hits(seeded.passages[0])
        #expect(hits.map(\.source) == [.document])
        let hit = try #require(hits.first)
        #expect(hit.weight >= world.profile.threshold)
        let explanation = try await world.explanation(hit)
        #expect(explanation.parts.reduce(0) { $0 + $1.weight } == hit.weight)
        #expect(explanation.opposing.map(\.code) == ["birth-date-differs"])
        #expect(
            explanation.places == [
                EvidencePlace(
                    subject: seeded.passages[0].passage, version: 1, field: .document,
                    message: try #require(try await world.storage.judgedPassage(seeded.passages[0])?.pnr?.message),
                    extent: Extent(offset: 40, length: 9))
            ])
        #expect(try await world.waiting(.raise).map(\.key) == [seeded.passages[0].packed])
    }

    @Test func aMisspeltNameWithTheBirthDateIsFoundAndItsPartsAddUp() async throws {
        let world = try World()
        _ = try await world.importList(list)
        let voyage = try await world.voyage()
        let seeded = try await world.book(on: voyage, [traveller("VELDOOR", "TAMARA", born: "1985-07-12", sex: .female)])
        try await world.assess(seeded.passages[0])
        let hit = try #require(try await world.hits(seeded.passages[0]).first)
        #expect(hit.source == .name && hit.weight >= world.profile.leastNameScore)
        let explanation = try await world.explanation(hit)
        #expect(explanation.parts.reduce(0) { $0 + $1.weight } == hit.weight)
        #expect(explanation.supporting.first?.code == "listed")
    }

    /// A list that the profile weighs at one half gives half the score, and says so in a line of its own.
    @Test func theListsWeightIsALineOfItsOwn() async throws {
        let world = try World()
        _ = try await world.importList(list)
        let voyage = try await world.voyage()
        let seeded = try await world.book(on: voyage, [traveller("BRESOLKA", "WIMPATA", born: "1971-03-09")])
        try await world.assess(seeded.passages[0])
        let hit = try #require(try await world.hits(seeded.passages[0]).first)
        let explanation = try await world.explanation(hit)
        #expect(explanation.parts.reduce(0) { $0 + $1.weight } == hit.weight)
        let line = try #require(explanation.parts.first { $0.rule == "list-weight" })
        #expect(line.weight < 0 && abs(hit.weight * 2 - (hit.weight - line.weight)) <= 1)
    }

    @Test func aGluedTitleIsReadBothWays() async throws {
        let world = try World()
        _ = try await world.importList(list)
        let voyage = try await world.voyage()
        var person = traveller("VELDOR", "TAMARAMISS", born: "1985-07-12")
        person.names.append(PersonName(family: "VELDOR", given: "TAMARA", reading: .titleCut))
        let seeded = try await world.book(on: voyage, [person])
        try await world.assess(seeded.passages[0])
        #expect(try await world.hits(seeded.passages[0]).count == 1)
    }

    @Test func somebodyElseIsNoHit() async throws {
        let world = try World()
        _ = try await world.importList(list)
        let voyage = try await world.voyage()
        let seeded = try await world.book(
            on: voyage, [traveller("LIRGON", "HEFUR", born: "1960-01-02", document: "ZZ999999"), traveller("", "")])
        for key in seeded.passages {
            try await world.assess(key)
            #expect(try await world.hits(key).isEmpty)
        }
        #expect(try await world.waiting(.raise).isEmpty)
    }

    @Test func assessingAgainChangesNothing() async throws {
        let world = try World()
        _ = try await world.importList(list)
        let voyage = try await world.voyage()
        let seeded = try await world.book(on: voyage, [traveller("VELDOR", "TAMARA", born: "1985-07-12", document: "XA100001")])
        try await world.assess(seeded.passages[0])
        let before = try await world.allHits(seeded.passages[0])
        world.wait(seconds: 60)
        try await world.assess(seeded.passages[0])
        #expect(before.count == 2)
        #expect(try await world.allHits(seeded.passages[0]) == before)
    }

    @Test func aHitThatNoLongerHoldsIsEndedWithTheReasonAndStays() async throws {
        let world = try World()
        _ = try await world.importList(list)
        let voyage = try await world.voyage()
        let seeded = try await world.book(on: voyage, [traveller("LIRGON", "HEFUR", document: "XA100001")])
        try await world.assess(seeded.passages[0])
        // The carrier corrects the document.
        world.wait(seconds: 60)
        try await world.book(on: voyage, [traveller("LIRGON", "HEFUR", document: "XA100002")], again: seeded, version: 2)
        try await world.assess(seeded.passages[0])
        let all = try await world.allHits(seeded.passages[0])
        #expect(all.map(\.endReason) == ["data-changed"])
    }

    @Test func aWithdrawnAndAChangedEntryEndTheirHits() async throws {
        let world = try World()
        _ = try await world.importList(list)
        let voyage = try await world.voyage()
        let seeded = try await world.book(on: voyage, [traveller("LIRGON", "HEFUR", document: "XA100001")])
        let key = seeded.passages[0]
        try await world.assess(key)
        world.wait(seconds: 60)
        let changed = "\(header)\nOwn,person,VELDOR,TAMARA,,1985-07-12,F,UTO,P,XA100001,UTO,Unit 1,Act 2,r,stop,2026-01-01,,R-1"
        _ = try await world.importList(changed)
        try await world.assess(key)
        #expect(try await world.allHits(key).compactMap(\.endReason) == ["entry-changed"])
        #expect(try await world.hits(key).map(\.subjectVersion) == [2])
        world.wait(seconds: 60)
        _ = try await world.importList("\(header)\nOwn,person,OTHER,ONE,,,,,,,,,,,,,,R-9", replace: true)
        try await world.assess(key)
        #expect(Set(try await world.allHits(key).compactMap(\.endReason)) == ["entry-changed", "entry-withdrawn"])
        #expect(try await world.hits(key).isEmpty)
    }

    @Test func whoIsTakenOffHasHitsEndedAndNothingNew() async throws {
        let world = try World()
        _ = try await world.importList(list)
        let voyage = try await world.voyage()
        let seeded = try await world.book(on: voyage, [traveller("VELDOR", "TAMARA", born: "1985-07-12", document: "XA100001")])
        try await world.assess(seeded.passages[0])
        world.wait(seconds: 60)
        try await world.take(.off, seeded.passages[0])
        try await world.assess(seeded.passages[0])
        #expect(try await world.hits(seeded.passages[0]).isEmpty)
        #expect(Set(try await world.allHits(seeded.passages[0]).compactMap(\.endReason)) == ["passage-off"])
    }

    @Test func anImportScreensAgainWhoseMomentLiesAhead() async throws {
        let world = try World()
        let ahead = try await world.voyage("1", departsIn: 40)
        let over = try await world.voyage("2", departsIn: -10)
        let cancelled = try await world.voyage("3", departsIn: 40, status: "cancelled")
        let expected = try await world.book(on: ahead, [traveller("VELDOR", "TAMARA"), traveller("KOZUN", "MIRA")])
        try await world.book(on: over, [traveller("VELDOR", "TAMARA")])
        try await world.book(on: cancelled, [traveller("VELDOR", "TAMARA")])
        try await world.take(.off, expected.passages[1])
        let count = try await Rescreener(storage: world.storage, clock: world.clock).rescreen(world.claim(.rescreen, []))
        #expect(count == 1)
        #expect(try await world.waiting(.assess).map(\.key) == [expected.passages[0].packed])
    }
}
