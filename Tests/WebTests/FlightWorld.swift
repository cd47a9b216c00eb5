import Casework
import Service
import Storage
import Travel
import TravelMessages

@testable import Web

/// Flight QX 123 with a party of three, somebody alone, somebody without a booking who has an alert, and crew.
struct FlightWorld {
    let harness: Harness
    let key: VoyageKey
    let alert: Identifier

    static let leg = Leg(
        carrier: "QX", number: "123", from: "AMS", to: "OSL", departure: LocalDateTime(iso8601: "2026-11-26T12:00"),
        arrival: LocalDateTime(iso8601: "2026-11-26T14:00"))

    init() async throws {
        harness = try await Harness()
        alert = try await harness.alert()
        guard let state = try await harness.unit.storage.alert(alert) else { throw ServiceError.request("no alert") }
        key = state.key.voyageKey

        var bookings = Self.message(.pnrgov, [Self.leg])
        // The departure is at 11:00 UTC.
        Self.add("AAA111", made: "2026-11-25T04:00", ["ZOE", "ADA", "BEN"].map { Self.person("MARL", $0) }, to: &bookings)
        Self.add("BBB222", made: "2026-10-01T09:00", [Self.person("OAK", "KIT")], to: &bookings)
        bookings.bookings[0].value.agency = Agency(system: "QX", number: "99999999", office: "OSL3")
        bookings.bookings[0].value.contacts = [Contact(kind: .telephone, role: .mobile, value: "+995550101")]
        bookings.bookings[0].value.payments = [
            Payment(form: "CC", amount: "310.00", currency: "XTS", vendor: "VI", account: "4999000011112222", expiry: "1229")
        ]
        try await ingest(bookings)

        var list = Self.message(.paxlst, [Self.leg])
        var captain = Self.person("TILLER", "SAM")
        captain.role = .crew
        let people = [
            Self.person("MARL", "ZOE", seat: "12C", locator: "AAA111", document: "UT5550001"),
            Self.person("MARL", "ADA", seat: "12A", locator: "AAA111", document: "UT5550002"),
            Self.person("OAK", "KIT", seat: "3F", locator: "BBB222", document: "UT5550003"), captain,
        ]
        list.travellers = people.map { Evidenced($0, extent: Extent(offset: 0, length: 0)) }
        try await ingest(list)
        // 23 hours are left: bookings should be there.
        harness.wait(seconds: 4 * 3_600)
    }

    func ingest(_ message: TravelMessage) async throws {
        let bytes = message.kind == .paxlst ? PAXLSTWriter.write([message]) : PNRGOVWriter.write([message])
        _ = try await harness.unit.ingest(bytes, door: "api", access: Access(account: nil, purpose: "operation"))
        try await harness.workers.drain()
    }

    /// The passage of somebody, found as the unit's own steps find people.
    func passage(_ given: String, on voyage: VoyageKey? = nil) async throws -> PassageKey {
        let rows = try await harness.unit.storage.travellers(of: voyage ?? key)
        for row in rows {
            guard let version = row.apiVersion ?? row.pnrVersion else { continue }
            let subject = SealedSubject(voyage: row.key.voyageKey, subject: row.key.passage, version: version)
            let opened = try await harness.unit.storage.open(
                identities: [subject], access: .assessment, what: "test", at: harness.unit.clock.now())
            let traveller = try opened[subject].map { try PackedFacts.decode(Traveller.self, from: $0) }
            if traveller?.name.given == given { return row.key }
        }
        throw ServiceError.unknown(what: given)
    }

    static func message(_ kind: TravelMessage.Kind, _ legs: [Leg], prepared: String = "2026-11-25T07:30") -> TravelMessage {
        var message = TravelMessage(kind: kind, release: kind == .paxlst ? "D:05B" : "13:1", extent: Extent(offset: 0, length: 0))
        message.action = .manifest
        message.sender = "QXAIR"
        message.recipient = "NOGOV"
        message.prepared = LocalDateTime(iso8601: prepared)
        message.legs = legs
        return message
    }

    static func person(
        _ family: String, _ given: String, seat: String? = nil, locator: String? = nil, document: String? = nil
    ) -> Traveller {
        var traveller = Traveller(names: [PersonName(family: family, given: given)])
        traveller.seat = seat
        if let locator { traveller.locators = [RecordLocator(system: "QX", value: locator)] }
        if let document { traveller.documents = [TravelDocument(type: "P", number: document, issuer: "UTO")] }
        return traveller
    }

    static func add(_ locator: String, made: String, _ people: [Traveller], to message: inout TravelMessage) {
        var booking = Booking(locators: [RecordLocator(system: "QX", value: locator)])
        booking.created = LocalDateTime(iso8601: made)
        let back = Leg(
            carrier: "QX", number: "124", from: "OSL", to: "AMS", departure: LocalDateTime(iso8601: "2026-12-03T12:00"),
            arrival: LocalDateTime(iso8601: "2026-12-03T14:00"))
        booking.itinerary = [
            ItinerarySegment(kind: .flight, leg: leg),
            ItinerarySegment(kind: .flight, leg: back),
        ]
        for person in people {
            booking.travellers.append(message.travellers.count)
            var person = person
            person.locators = booking.locators
            message.travellers.append(Evidenced(person, extent: Extent(offset: 0, length: 0)))
        }
        message.bookings.append(Evidenced(booking, extent: Extent(offset: 0, length: 0)))
    }
}
