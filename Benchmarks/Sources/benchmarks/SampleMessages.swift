import Travel
import TravelMessages

/// Messages as carriers send them, all of invented people, made with the project's own writers.
struct SampleMessages {
    private var random: SeededRandom
    private static let nationalities = ["NOR", "SWE", "GBR", "FRA", "USA", "JPN"]
    private static let nowhere = Extent(offset: 0, length: 0)

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// A passenger list in one interchange.
    mutating func passengerList(travellers: Int) -> [UInt8] {
        var message = begun(.paxlst, release: "D:05B")
        message.reporter = [
            Contact(kind: .other, value: "XY OPERATIONS"), Contact(kind: .telephone, value: "4722000000", name: "XY OPERATIONS"),
        ]
        for position in 0..<travellers { message.travellers.append(Evidenced(passenger(position), extent: Self.nowhere)) }
        return PAXLSTWriter.write([message])
    }

    /// A push of bookings in one interchange, two travellers to each.
    mutating func bookings(_ count: Int) -> [UInt8] {
        var message = begun(.pnrgov, release: "13:1")
        message.reporter = [Contact(kind: .other, role: .other, value: "XY", city: "OSL")]
        message.announcedBookings = count
        for _ in 0..<count { addBooking(to: &message) }
        return PNRGOVWriter.write([message])
    }

    private func begun(_ kind: TravelMessage.Kind, release: String) -> TravelMessage {
        var message = TravelMessage(kind: kind, release: release, extent: Self.nowhere)
        message.action = .manifest
        message.prepared = LocalDateTime(iso8601: "2026-11-25T08:00")
        message.sender = "XYAIR"
        message.recipient = "ZZGOV"
        message.interchangeReference = "26112501"
        message.messageReference = "1"
        message.commonReference = "XY12326112501"
        message.legs = [
            Leg(
                carrier: "XY", number: "123", from: "OSL", to: "LHR", departure: LocalDateTime(iso8601: "2026-11-26T09:30"),
                arrival: LocalDateTime(iso8601: "2026-11-26T11:45"))
        ]
        return message
    }

    private mutating func person() -> Traveller {
        let name = PersonName(family: random.name(4 + random.below(8)), given: random.name(4 + random.below(5)))
        var traveller = Traveller(names: [name])
        traveller.titles = [random.pick(["MR", "MRS", "MS"])]
        traveller.sex = random.pick([.female, .male])
        traveller.birthDate = PartialDate(year: 1940 + random.below(80), month: 1 + random.below(12), day: 1 + random.below(28))
        traveller.nationalities = [random.pick(Self.nationalities)]
        traveller.documents = [
            TravelDocument(
                type: "P", number: random.code(2) + random.digits(7), issuer: traveller.nationalities[0],
                expiry: LocalDate(year: 2027 + random.below(9), month: 1 + random.below(12), day: 1 + random.below(28)))
        ]
        return traveller
    }

    private mutating func passenger(_ position: Int) -> Traveller {
        var traveller = person()
        traveller.titles = []
        traveller.embark = "OSL"
        traveller.disembark = "LHR"
        traveller.clearance = "LHR"
        traveller.residence = traveller.nationalities[0]
        traveller.locators = [RecordLocator(value: random.code(6))]
        traveller.uniqueReference = "XY" + random.digits(10)
        traveller.seat = String(1 + position / 6) + ["A", "B", "C", "D", "E", "F"][position % 6]
        if random.chance(60) { traveller.baggage = Baggage(count: 1, weight: 10 + random.below(14), weightUnit: "KGM") }
        return traveller
    }

    private mutating func addBooking(to message: inout TravelMessage) {
        var booking = Booking(locators: [RecordLocator(system: "XY", value: random.code(6))])
        booking.created = LocalDateTime(iso8601: "2026-11-0\(1 + random.below(9))T07:15")
        booking.changed = LocalDateTime(iso8601: "2026-11-24T10:20")
        booking.ticketed = LocalDateTime(iso8601: "2026-11-20T10:20")
        booking.agency = Agency(
            system: "1A", number: random.digits(8), office: random.code(9), location: "OSL", type: "T", country: "NO", currency: "NOK",
            agentSign: random.code(4))
        booking.contacts = [
            Contact(
                kind: .address, value: String(1 + random.below(90)) + " " + random.name(7) + " STREET", city: random.name(6), region: "OS",
                postcode: random.digits(4), country: "NO"),
            Contact(kind: .telephone, value: "+47" + random.digits(8)),
        ]
        booking.payments = [
            Payment(form: "CC", amount: random.digits(4) + ".00", vendor: "VI", account: "4111111111111111", expiry: "1229")
        ]
        let family = random.name(4 + random.below(8))
        for position in 1...2 {
            var traveller = person()
            traveller.names[0].family = family
            traveller.travellerReference = String(position)
            traveller.category = .adult
            traveller.contacts = [Contact(kind: .telephone, role: .mobile, value: "47" + random.digits(8))]
            traveller.tickets = [Ticket(number: "027" + random.digits(10), type: "T", amount: random.digits(4) + ".00", currency: "NOK")]
            booking.travellers.append(message.travellers.count)
            message.travellers.append(Evidenced(traveller, extent: Self.nowhere))
        }
        var out = ItinerarySegment(kind: .flight, leg: message.legs[0])
        out.bookingClass = random.pick(["K", "M", "Y"])
        out.seats = 2
        out.status = "HK"
        out.equipment = "738"
        let back = Leg(
            carrier: "XY", number: random.digits(3), from: "LHR", to: "OSL", departure: LocalDateTime(iso8601: "2026-12-03T11:05"),
            arrival: LocalDateTime(iso8601: "2026-12-03T15:10"))
        var home = ItinerarySegment(kind: .flight, leg: back)
        home.bookingClass = out.bookingClass
        home.seats = 2
        home.status = "HK"
        booking.itinerary = [out, home]
        message.bookings.append(Evidenced(booking, extent: Self.nowhere))
    }
}
