import Casework
import Foundation
import Storage
import Testing
import Travel

/// What a traveller's page asks, without who it is.
@Suite struct PassageQuestionTests {
    private let now = TemporaryUnit.now
    private func passage(_ voyage: UInt64, _ person: UInt64) -> PassageKey { PassageKey(TemporaryUnit.key(voyage), identifier(person)) }

    @Test func theDetailHasAlertsOfEveryStateCompanionsAndMessages() async throws {
        let unit = try TemporaryUnit()
        try await unit.voyage(1, at: now)
        try await unit.message(100, on: 1, kind: "PNRGOV", naming: [20, 21], booking: 50)
        try await unit.message(101, on: 1, naming: [20, 22])
        try await unit.message(102, on: 1, naming: [23])
        try await unit.change(20, on: 1, .notListed)
        try await unit.alert(10, on: 1, person: 20, .p2, status: .dismissed)
        try await unit.alert(11, on: 1, person: 20, .p3)
        try await unit.alert(12, on: 1, person: 21, .p1)
        let detail = try #require(try await unit.storage.passageDetail(passage(1, 20)))
        #expect(detail.alerts.map(\.alert) == [11, 10].map(identifier))
        #expect(detail.companions.map(\.key) == [passage(1, 21)] && detail.companions[0].openAlert == identifier(12))
        #expect(detail.messages.map(\.message) == [101, 100].map(identifier))
        #expect((detail.apiVersion, detail.pnrVersion, detail.booking, detail.bookingVersion) == (1, 2, identifier(50), 1))
        #expect(detail.status == "expected" && !detail.isListed && detail.voyage.designator.carrier == "QX")
        #expect(try await unit.storage.passageDetail(passage(2, 20)) == nil)
    }

    @Test func whoWasTakenForSomebodyElseIsFoundUnderThatName() async throws {
        let unit = try TemporaryUnit()
        try await unit.voyage(1, at: now)
        try await unit.message(100, on: 1, naming: [20, 21, 22])
        try await unit.change(22, on: 1, .retired, into: 21)
        try await unit.change(21, on: 1, .retired, into: 20)
        #expect(try await unit.storage.standing(passage(1, 20)) == passage(1, 20))
        #expect(try await unit.storage.standing(passage(1, 22)) == passage(1, 20))
        #expect(try await unit.storage.standing(passage(1, 23)) == nil)
        // A ring can only be somebody's hand: it ends all the same.
        try unit.tamper("UPDATE passage SET status = 'retired', into_passage = passage")
        #expect(try await unit.storage.standing(passage(1, 20)) == nil)
    }

    @Test func otherVoyagesAreThoseWithTheSameDocumentTheLatestFirst() async throws {
        let unit = try TemporaryUnit()
        let keys = try await unit.storage.keys(at: now)
        let mine = keys.token(.document, "UT1234567")
        for voyage in 1...4 as ClosedRange<UInt64> { try await unit.voyage(voyage, at: now) }
        try await unit.message(100, on: 1, naming: [20], tokens: [mine])
        try await unit.message(101, on: 2, naming: [21], tokens: [mine, keys.token(.telephone, "+99555")])
        try await unit.message(102, on: 2, kind: "PNRGOV", naming: [21], tokens: [mine])
        try await unit.message(103, on: 3, naming: [22], tokens: [mine])
        try await unit.message(104, on: 3, naming: [23], tokens: [keys.token(.document, "UT7654321"), keys.token(.telephone, "+99555")])
        try await unit.message(105, on: 4, naming: [24, 25], tokens: [mine])
        try await unit.change(25, on: 4, .retired, into: 24)
        try await unit.alert(10, on: 2, person: 21, .p2, status: .referred)
        func others(_ tokens: [Token], limit: Int = 20) async throws -> [PassageGlance] {
            try await unit.storage.passages(sharing: tokens, but: passage(1, 20), limit: limit)
        }
        let found = try await others([mine])
        #expect(found.map(\.key) == [passage(4, 24), passage(3, 22), passage(2, 21)])
        #expect(found.map { $0.alert?.status } == [nil, nil, .referred])
        #expect(try await others([mine], limit: 2).map(\.key) == [passage(4, 24), passage(3, 22)])
        // A telephone is shared by families and offices: it makes nobody the same person.
        #expect(try await others([keys.token(.telephone, "+99555")]).isEmpty)
        #expect(try await others([]).isEmpty)
    }
}
