import Casework
import Storage
import Testing
import Travel
import TravelMessages

@testable import Collection

@Suite("Words: voyage")
struct VoyageTests {
    private let rest = leg("OSL", "TOS", "2026-11-25T13:00", "2026-11-25T15:00")

    @Test("A voyage is found by the origin of any of its legs and its local date")
    func anyLeg() async throws {
        let quay = try Quay()
        try await quay.send(api([person("SOLBERG", "ANN")], legs: [leg(), rest]))
        try await quay.send(pnr([(booking("ABCDEF"), [person("BERG", "BO")])], legs: [rest]))
        let voyage = try await quay.voyage(origin: "OSL")
        #expect(voyage.passages.count == 2)
        #expect(try await quay.voyage().key == voyage.key)
        #expect(try FactsJSON.decode([Leg].self, from: Array(voyage.legs.utf8)).count == 2)
    }

    @Test("A leg before those that are known joins the same voyage, whose key never changes")
    func earlierLeg() async throws {
        let quay = try Quay()
        try await quay.send(pnr([(booking("ABCDEF"), [person("BERG", "BO")])], legs: [rest]))
        let first = try await quay.voyage(origin: "OSL")
        try await quay.send(api([person("SOLBERG", "ANN")], legs: [leg(), rest]))
        let second = try await quay.voyage(origin: "AMS")
        #expect(second.key == first.key && second.designator.origin == "OSL" && second.facts == 2)
        #expect(second.momentPlace == "OSL")
    }

    @Test("Codes of ICAO find the voyage that IATA codes made")
    func otherCodes() async throws {
        let quay = try Quay()
        try await quay.send(api([person("SOLBERG", "ANN")]))
        var other = leg()
        other.from = "EHAM"
        other.to = "ENGM"
        try await quay.send(api(.update, [person("BERG", "BO")], legs: [other]))
        #expect(try await quay.voyage().passages.count == 2)
    }

    @Test("Another date is another voyage, unless a change message says so")
    func dates() async throws {
        let quay = try Quay()
        try await quay.send(api([person("SOLBERG", "ANN")]))
        try await quay.finishWork()
        let late = leg("AMS", "OSL", "2026-11-26T02:00", "2026-11-26T03:45")
        try await quay.send(api(.changeFlight, [], legs: [late]))
        let moved = try await quay.voyage(date: "2026-11-26")
        #expect(try await quay.voyage().key == moved.key)
        #expect(moved.moment == Instant(rfc3339: "2026-11-26T02:45:00Z"))
        // The moment moved, so its passages are assessed again.
        #expect(try await quay.work()[.assess] == [PassageKey(moved.key, moved.passages[0].passage).packed])
        try await quay.send(api([person("BERG", "BO")], legs: [leg("AMS", "OSL", "2026-11-27T10:00", "2026-11-27T11:45")]))
        #expect(try await quay.voyage(date: "2026-11-27").key != moved.key)
    }

    @Test("Without flight or date, people stand on the transmission's own unplaced voyage, and are assessed all the same")
    func unplaced() async throws {
        let quay = try Quay()
        let report = try await quay.send(
            api([person("SOLBERG", "ANN")], legs: []), api(.update, [person("BERG", "BO")], legs: [Leg(from: "AMS")]))
        let messages = try await quay.storage.messages(ofTransmission: report.transmission)
        let voyage = try #require(try await quay.storage.voyageState(messages[0].voyage))
        #expect(messages[1].voyage == voyage.key && !voyage.placed && voyage.key.month == 202_611)
        #expect(voyage.passages.count == 2 && voyage.moment == nil)
        #expect(try await quay.work()[.assess]?.count == 2)
        let other = try await quay.send(api([person("SOLBERG", "ANN")], legs: []))
        #expect(try await quay.storage.messages(ofTransmission: other.transmission).first?.voyage != voyage.key)
    }

    @Test("A cancelled flight takes everyone off and leaves work to close their alerts; a later list puts back whom it names")
    func cancelled() async throws {
        let quay = try Quay()
        let people = [person("SOLBERG", "ANN", document: "N1111111"), person("BERG", "BO", document: "N2222222")]
        try await quay.send(api(people))
        try await quay.finishWork()
        try await quay.send(api(.cancelFlight, []))
        let voyage = try await quay.voyage()
        #expect(voyage.status == "cancelled" && voyage.passages.allSatisfy { $0.status == "off" })
        #expect(try await quay.work()[.raise]?.count == 2)
        try await quay.send(api([people[0]]))
        let again = try await quay.voyage()
        #expect(again.status == "planned" && again.passages.map(\.status).sorted() == ["expected", "off"])
    }
}

@Suite("Words: latest useful moment")
struct VoyageTimesTests {
    private func times(_ legs: [Leg]) -> VoyageTimes { VoyageTimes(legs, state: "NOR", offset: 7) }

    @Test("For those who come, the landing at our first airport, in its zone")
    func landing() {
        let times = times([leg(), leg("OSL", "TOS", "2026-11-25T13:00", "2026-11-25T15:00")])
        #expect(times.moment == Instant(rfc3339: "2026-11-25T10:45:00Z") && times.momentPlace == "OSL" && times.findings.isEmpty)
        #expect(times.departure == Instant(rfc3339: "2026-11-25T09:00:00Z") && times.arrival == Instant(rfc3339: "2026-11-25T14:00:00Z"))
    }

    @Test("For those who leave, the departure from our last airport")
    func leaving() {
        let times = times([
            leg("TOS", "OSL", "2026-11-25T08:00", "2026-11-25T10:00"), leg("OSL", "AMS", "2026-11-25T11:00", "2026-11-25T13:00"),
        ])
        #expect(times.moment == Instant(rfc3339: "2026-11-25T10:00:00Z") && times.momentPlace == "OSL")
    }

    @Test("A missing arrival is the departure and the great circle at 950 km/h, and a finding")
    func estimated() throws {
        let times = times([leg("AMS", "OSL", "2026-11-25T10:00", nil)])
        let minutes = try #require(times.moment) - (try #require(times.departure))
        // 960 km.
        #expect((3_500...3_750).contains(minutes))
        #expect(times.findings.map(\.code) == [.arrivalEstimated] && times.findings[0].offset == 7)
    }

    @Test("An unknown airport has the easternmost zone, and a finding")
    func unknown() {
        let times = times([leg("QQQ", "OSL", "2026-11-25T10:00", "2026-11-25T11:45")])
        #expect(times.departure == Instant(rfc3339: "2026-11-24T20:00:00Z"))
        #expect(times.findings.contains { $0.code == .zoneUnknown && $0.arguments == ["QQQ"] })
    }

    @Test("Without any time there is no moment")
    func nothing() {
        #expect(times([Leg(carrier: "XY", number: "12", from: "AMS", to: "OSL")]).moment == nil)
        #expect(times([]) == times([]))
    }
}
