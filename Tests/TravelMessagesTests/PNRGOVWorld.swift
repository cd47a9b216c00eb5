import EDIFACT
import Travel
import TravelMessages

/// Seeded random messages that say what a PNRGOV can say.
enum PNRGOVWorld {
    static func message(seed: UInt64, bookings: Int, isUpdate: Bool = false, closeOut: Bool = true) -> TravelMessage {
        var random = PNRGOVRandom(seed: seed)
        var message = TravelMessage(kind: .pnrgov, release: random.pick(["11:1", "13:1", "21:1"]), extent: Extent(offset: 0, length: 0))
        message.action = isUpdate ? .update : .manifest
        message.prepared = LocalDateTime(iso8601: "2026-11-25T08:00")
        message.interchangeReference = "0001"
        message.messageReference = "1"
        message.sender = "XY"
        message.recipient = "ZZGOV"
        message.legs = [
            Leg(
                carrier: "XY", number: "123", suffix: random.chance(30) ? "A" : nil, from: "ABC", to: "DEF",
                departure: LocalDateTime(iso8601: "2026-11-26T09:30"), arrival: LocalDateTime(iso8601: "2026-11-26T13:45"))
        ]
        message.reporter = [Contact(kind: .other, role: .other, value: "XY", city: "ABC")]
        message.announcedBookings = bookings
        for _ in 0..<bookings { add(&message, &random, isUpdate, closeOut) }
        return message
    }

    private static func add(_ message: inout TravelMessage, _ random: inout PNRGOVRandom, _ isUpdate: Bool, _ closeOut: Bool) {
        var booking = Booking(locators: [RecordLocator(system: "XY", value: random.letters(6))])
        booking.created = LocalDateTime(iso8601: "2026-11-0\(1 + random.below(9))T0\(random.below(10)):15")
        if isUpdate, random.chance(20) {
            booking.cancelled = true
            message.bookings.append(Evidenced(booking, extent: Extent(offset: 0, length: 0)))
            return
        }
        if random.chance(30) { booking.locators.append(RecordLocator(system: "KE", value: random.letters(6))) }
        booking.changed = LocalDateTime(iso8601: "2026-11-24T10:20")
        if random.chance(50) { booking.ticketed = LocalDateTime(iso8601: "2026-11-20T10:20") }
        booking.agency = Agency(
            system: "1A", number: random.digits(8), office: random.letters(9), location: "NCE", type: "T", country: "NO", currency: "NOK",
            agentSign: random.letters(4))
        booking.contacts = [Contact(kind: .telephone, value: "+47" + random.digits(8))]
        if random.chance(50) { booking.contacts.append(Contact(kind: .email, value: random.letters(5) + "_A-B@X.EXAMPLE")) }
        if random.chance(40) {
            booking.contacts.append(
                Contact(
                    kind: .address, value: random.letters(8) + " STREET 1", city: random.letters(6), region: "PA",
                    postcode: random.digits(5), country: "US"))
        }
        if random.chance(20) { booking.remarks.append(Remark(kind: .otherService, text: "IT'S A + REMARK: 100? " + random.letters(5))) }
        if random.chance(20) { booking.remarks.append(Remark(kind: .history, text: "0/O/SS/" + random.letters(12))) }
        if random.chance(20) {
            booking.services.append(
                ServiceRequest(code: "GRPF", status: "HK", quantity: 1, carrier: "XY", text: "RATE " + random.letters(3)))
        }

        let family = random.letters(3 + random.below(8))
        let count = 1 + random.below(4)
        for position in 1...count {
            booking.travellers.append(message.travellers.count)
            let traveller = traveller(position, family, booking, closeOut, &random)
            message.travellers.append(Evidenced(traveller, extent: Extent(offset: 0, length: 0)))
        }
        if random.chance(60) {
            booking.payments = [
                Payment(form: "CC", amount: random.digits(3) + ".00", vendor: "VI", account: "4111111111111111", expiry: "1229")
            ]
            if random.chance(30) {
                booking.contacts.append(
                    Contact(kind: .address, role: .billing, value: "BILL STREET 2", city: random.letters(5), country: "NO"))
            }
        } else {
            booking.payments = [Payment(form: "CA", amount: random.digits(4))]
        }
        itinerary(&booking, message.legs[0], &random)
        if random.chance(10) { booking.splits = [RecordLocator(system: "XY", value: random.letters(6))] }
        message.bookings.append(Evidenced(booking, extent: Extent(offset: 0, length: 0)))
    }

    private static func traveller(_ position: Int, _ family: String, _ booking: Booking, _ closeOut: Bool, _ random: inout PNRGOVRandom)
        -> Traveller
    {
        // Position in the name keeps names of one booking apart.
        let name = PersonName(
            family: family,
            given: random.letters(4) + ["A", "E", "I", "O", "U"][position] + (random.chance(30) ? " " + random.letters(5) + "A" : ""))
        var traveller = Traveller(names: [name])
        if random.chance(60) { traveller.titles = [random.pick(["MR", "MRS", "DR"])] }
        traveller.category = random.pick([.adult, .adult, .child, .infant])
        traveller.travellerReference = String(position)
        traveller.locators = booking.locators
        traveller.embark = "ABC"
        traveller.disembark = "DEF"
        if random.chance(80) {
            traveller.sex = random.pick([.female, .male, .unspecified, .unknown])
            traveller.birthDate = PartialDate(year: 1930 + random.below(95), month: 1 + random.below(12), day: 1 + random.below(28))
            traveller.nationalities = [random.pick(["NOR", "SWE", "D", "GBR"])]
            traveller.documents = [
                TravelDocument(
                    type: random.pick(["P", "I", "A"]), number: random.letters(2) + random.digits(7), issuer: traveller.nationalities[0],
                    nationality: traveller.nationalities[0],
                    expiry: LocalDate(year: 2027 + random.below(9), month: 1 + random.below(12), day: 1),
                    holder: PersonName(family: name.family, given: name.given, reading: .document), birthDate: traveller.birthDate,
                    sex: traveller.sex)
            ]
        }
        if random.chance(30) { traveller.frequentFlyer = ["XY" + random.digits(9)] }
        if random.chance(30) { traveller.uniqueReference = random.letters(10) }
        if random.chance(40) {
            traveller.contacts.append(
                Contact(kind: .telephone, role: random.pick([.mobile, .home, .business]), value: "47" + random.digits(8)))
        }
        if random.chance(30) {
            traveller.contacts.append(
                Contact(
                    kind: .address, role: .destination, value: "QUAY " + random.digits(2), city: random.letters(5),
                    postcode: random.digits(4), country: "NOR"))
        }
        if random.chance(30) { traveller.services.append(ServiceRequest(code: "WCHR", status: "HK", quantity: 1, carrier: "XY")) }
        if random.chance(70) {
            traveller.tickets = [Ticket(number: "027" + random.digits(10), type: "T", amount: random.digits(3) + ".00", currency: "NOK")]
        }
        if closeOut, random.chance(70) {
            traveller.seat = String(1 + random.below(40)) + random.pick(["A", "B", "C"])
            if random.chance(60) {
                traveller.baggage = Baggage(count: 2, weight: 31, weightUnit: "KGM", tags: [.init(first: random.digits(10), count: 2)])
            }
        }
        return traveller
    }

    private static func itinerary(_ booking: inout Booking, _ leg: Leg, _ random: inout PNRGOVRandom) {
        var own = ItinerarySegment(kind: .flight, leg: leg)
        own.bookingClass = "K"
        own.seats = booking.travellers.count
        own.status = "HK"
        own.equipment = "333"
        if random.chance(20) {
            own.operatingCarrier = "KE"
            own.operatingNumber = random.digits(4)
        }
        booking.itinerary = [own]
        if random.chance(30) { booking.itinerary.append(ItinerarySegment(kind: .surface, leg: Leg(from: "DEF", to: "GHI"))) }
        if random.chance(30) { booking.itinerary.append(ItinerarySegment(kind: .open, leg: Leg(carrier: "XY", from: "GHI", to: "ABC"))) }
        if random.chance(50) {
            let back = Leg(
                carrier: "XY", number: random.digits(3), from: "DEF", to: "ABC", departure: LocalDateTime(iso8601: "2026-12-03T11:05"),
                arrival: LocalDateTime(iso8601: "2026-12-03T15:10"))
            booking.itinerary.append(ItinerarySegment(kind: .flight, leg: back))
        }
    }
}
