import Casework
import Foundation
import Storage
import Testing
import Travel

/// What a board asks, without anybody's identity.
@Suite struct VoyageQuestionTests {
    private let now = TemporaryUnit.now

    private func found(_ unit: TemporaryUnit, _ window: VoyageWindow, reading: Int = 100) async throws -> [VoyageSummary] {
        try await unit.storage.voyages(in: window, after: nil, limit: 50, reading: reading).found
    }
    private var window: VoyageWindow { VoyageWindow(from: now - 3_600, to: now + 3_600) }

    @Test func theBoardGoesByMomentInPagesAndHoldsNothingElse() async throws {
        let unit = try TemporaryUnit()
        for (number, minutes) in [(1, 30), (2, -60), (3, 10), (4, 10), (5, 60), (6, -61)] as [(UInt64, Int64)] {
            try await unit.voyage(number, at: now + minutes * 60)
        }
        try await unit.voyage(7, at: nil)
        let all = try await found(unit, window)
        // The first second of the window is in it, the last is not.
        #expect(all.map(\.voyage.key) == [2, 3, 4, 1].map(TemporaryUnit.key))
        var paged: [VoyageKey] = []
        var cursor: VoyageCursor?
        repeat {
            let page = try await unit.storage.voyages(in: window, after: cursor, limit: 1, reading: 100)
            #expect(page.found.count == 1)
            paged += page.found.map(\.voyage.key)
            cursor = page.resume
        } while cursor != nil
        #expect(paged == all.map(\.voyage.key))
    }

    @Test func filtersGoByCarrierAnyStopAndOpenAlerts() async throws {
        let unit = try TemporaryUnit()
        try await unit.voyage(1, at: now, carrier: "QX", stops: ["AMS", "CPH", "OSL"])
        try await unit.voyage(2, at: now + 1, carrier: "XY", stops: ["CPH", "OSL"])
        try await unit.voyage(3, at: now + 2, carrier: "XY", stops: ["AMS", "BGO"])
        try await unit.alert(10, on: 2, person: 20, .p2)
        try await unit.alert(11, on: 3, person: 21, .p1, status: .dismissed)
        func keys(_ carrier: String? = nil, _ airport: String? = nil, alerts: Bool = false) async throws -> [VoyageKey] {
            var window = window
            window.carrier = carrier
            window.airport = airport
            window.hasOpenAlerts = alerts
            return try await found(unit, window).map(\.voyage.key)
        }
        #expect(try await keys("XY") == [2, 3].map(TemporaryUnit.key))
        #expect(try await keys(nil, "CPH") == [1, 2].map(TemporaryUnit.key))
        #expect(try await keys("XY", "OSL") == [TemporaryUnit.key(2)])
        #expect(try await keys(alerts: true) == [TemporaryUnit.key(2)])
        #expect(try await keys("ZZ").isEmpty)
    }

    @Test func aFilterThatNothingMeetsReadsNoFurtherThanItMayAndSaysWhereToGoOn() async throws {
        let unit = try TemporaryUnit()
        for number in 1...6 as ClosedRange<UInt64> { try await unit.voyage(number, at: now + Int64(number)) }
        try await unit.voyage(7, at: now + 7, stops: ["BGO", "OSL"])
        var window = window
        window.airport = "BGO"
        let first = try await unit.storage.voyages(in: window, after: nil, limit: 50, reading: 4)
        #expect(first.found.isEmpty && first.resume?.key == TemporaryUnit.key(4))
        let second = try await unit.storage.voyages(in: window, after: first.resume, limit: 50, reading: 4)
        #expect(second.found.map(\.voyage.key) == [TemporaryUnit.key(7)] && second.resume == nil)
    }

    @Test func aVoyageSaysHowManyAreKnownFromWhich() async throws {
        let unit = try TemporaryUnit()
        try await unit.voyage(1, at: now)
        try await unit.message(100, on: 1, kind: "PNRGOV", naming: [20, 21, 22], booking: 50)
        try await unit.message(101, on: 1, naming: [20, 21, 23])
        try await unit.message(102, on: 1, naming: [30], role: "crew", findings: #"[{"code":"a"},{"code":"b"}]"#)
        try await unit.message(103, on: 1, naming: [24, 25])
        try await unit.change(24, on: 1, .off)
        try await unit.change(25, on: 1, .retired, into: 20)
        try await unit.alert(10, on: 1, person: 20, .p2)
        try await unit.alert(11, on: 1, person: 21, .p2)
        try await unit.alert(12, on: 1, person: 22, .p4)
        try await unit.alert(13, on: 1, person: 23, .p1, status: .expired)
        let summary = try #require(try await unit.storage.voyage(TemporaryUnit.key(1), messages: 3))
        #expect(
            summary.coverage
                == VoyageCoverage(expected: 5, crew: 1, withAPI: 4, withPNR: 3, withBoth: 2, withoutPNR: 1, off: 1))
        #expect(summary.coverage.withoutAPI == 1)
        #expect(summary.openAlerts == [.p2: 2, .p4: 1])
        // The newest first, and no more than was asked for.
        #expect(summary.messages.map(\.id) == [103, 102, 101].map(identifier))
        #expect(summary.messages.map(\.findings) == [0, 2, 0])
        #expect(try await unit.storage.voyage(TemporaryUnit.key(2)) == nil)
    }

    @Test func whatHasNoTimeIsFoundWhileItIsNew() async throws {
        let unit = try TemporaryUnit()
        let ids = IdentifierSource(clock: .fixed(now)) { 7 }
        let fresh = ids.next()
        let old = IdentifierSource(clock: .fixed(now - 200_000)) { 7 }.next()
        for id in [fresh, old] {
            var act = Act(operation, .messagePart, at: now)
            act.insert(
                VoyageVersionRow(
                    voyage: VoyageKey(month: now.utc.date.monthNumber, voyage: id), version: 1, message: id,
                    designator: VoyageDesignator(carrier: "", number: "", origin: "", date: now.utc.date), legs: "[]", status: "planned",
                    departure: nil, arrival: nil, moment: nil, momentPlace: nil, ordered: now, placed: false))
            try await unit.storage.commit(act)
        }
        let untimed = try await unit.storage.voyagesWithoutTime(announcedSince: now - 172_800, like: window, limit: 20)
        #expect(untimed.map(\.voyage.key.voyage) == [fresh])
        var carrier = window
        carrier.carrier = "QX"
        #expect(try await unit.storage.voyagesWithoutTime(announcedSince: now - 172_800, like: carrier, limit: 20).isEmpty)
    }

    @Test func everybodyOnAVoyageStandsInTheOrderOfTheirNamesWithBookingAndAlert() async throws {
        let unit = try TemporaryUnit()
        try await unit.voyage(1, at: now)
        try await unit.message(100, on: 1, kind: "PNRGOV", naming: [21, 22], booking: 50)
        try await unit.message(101, on: 1, naming: [20, 21, 23])
        try await unit.change(22, on: 1, .off)
        try await unit.change(20, on: 1, .notListed)
        try await unit.change(23, on: 1, .retired, into: 20)
        try await unit.alert(10, on: 1, person: 21, .p3)
        try await unit.alert(11, on: 1, person: 20, .p1, status: .referred)
        let people = try await unit.storage.travellers(of: TemporaryUnit.key(1))
        #expect(people.map(\.key.passage) == [20, 21, 22].map(identifier))
        #expect(people.map(\.status) == ["expected", "expected", "off"])
        #expect(people.map(\.isListed) == [false, true, true])
        #expect(people.map(\.apiVersion) == [1, 1, nil] && people.map(\.pnrVersion) == [nil, 2, 2])
        #expect(people.map(\.booking) == [nil, identifier(50), identifier(50)] && people[1].booked == now - 3_600)
        #expect(people.map(\.openAlert) == [nil, identifier(10), nil] && people[1].severity == .p3)
    }

    @Test func whatOnePageShowedIsNewToAnother() async throws {
        let unit = try TemporaryUnit()
        try await unit.voyage(1, at: now)
        try await unit.message(101, on: 1, naming: [20])
        let analyst = Access(account: identifier(9), role: .analyst, permission: .alertsRead, purpose: "assessment", session: identifier(8))
        let subject = SealedSubject(voyage: TemporaryUnit.key(1), subject: identifier(20), version: 1)
        let before = try await unit.storage.logSize()
        for what in ["alerts", "flight", "traveller", "flight", "traveller"] {
            _ = try await unit.storage.open(identities: [subject], access: analyst, what: what, at: now, refresh: true)
        }
        #expect(try await unit.storage.logSize() == before + 3)
    }
}
