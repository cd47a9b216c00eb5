import Travel

@testable import Web

/// A traveller of whom all is known, and one of whom nothing is.
extension PagesSamples {
    static let bookingPart: BookingPart = {
        var booking = Booking(locators: [RecordLocator(system: "XY", value: "Q7ZX2A"), RecordLocator(value: "PLM4TT")])
        booking.created = local("2026-11-23T02:15")
        booking.ticketed = local("2026-11-23T02:20")
        booking.cancelled = true
        booking.groupName = "CHOIR \(hostile)"
        booking.splits = [RecordLocator(value: "OLD111")]
        booking.agency = Agency(system: "XY", number: "99999999", office: "OSL3", country: "XYZ", agentSign: "MM")
        booking.contacts = [
            Contact(kind: .telephone, role: .mobile, value: "+99 5550 1234", name: "AUNT"),
            Contact(kind: .address, role: .home, value: "1 Long Quay", city: "Portus", postcode: "9999"),
        ]
        booking.payments = [
            Payment(form: "CC", amount: "1240.00", currency: "XTS", vendor: "VI", account: "************0042", payer: "QUILL \(hostile)"),
            Payment(form: hostile),
        ]
        return BookingPart(
            booking: booking, own: [Contact(kind: .email, value: "noura@mail.example")], made: Moment(now - 193_500),
            beforeDeparture: 111_600, isLate: true)
    }()

    static func travellerPage() -> TravellerPage {
        let alert = alert()
        return TravellerPage(
            who: people[1], flight: .flight("2026-11", "0192"), voyage: alert.voyage, event: alert.event,
            times: flightPage.times, isListed: false,
            alerts: [
                .init(id: "a7", number: "1047", severity: .p1, status: .open, raised: now - 500, score: 1_133),
                .init(id: "a3", number: "1021", severity: .p3, status: .dismissed, raised: now - 90_000, score: 700),
            ], hits: alert.hits.map { HitPart(source: $0.source, headline: $0.headline, weight: $0.weight / 4, ended: $0.ended) },
            threshold: 700, identity: alert.identity, journey: alert.journey,
            companions: [Companion(who: people[4], seat: "31J", page: Address("travellers", "2026-11", "0192", "p4"))],
            booking: bookingPart, hasBooking: true, messages: alert.messages,
            others: [
                .init(
                    address: Address("travellers", "2026-10", "0191", "p9"), flight: .flight("2026-10", "0191"), day: now.utc.date,
                    voyage: VoyageLine(designator: "XY 9", from: "OSL", to: "KTM"), who: people[5], status: "off",
                    alert: ("a1", "1001", .referred)),
                .init(
                    address: Address("travellers", "2026-09", "0190", "p8"), flight: .flight("2026-09", "0190"), day: now.utc.date,
                    voyage: VoyageLine(designator: ""), who: people[3], status: "expected"),
            ], othersAreCut: true, seen: alert.seen)
    }
    static let bareTraveller = TravellerPage(
        who: people[3], flight: .flight("2026-11", "00"), voyage: VoyageLine(designator: ""), status: "off", threshold: 700,
        identity: IdentityPart(names: []), hasBooking: true)
}
