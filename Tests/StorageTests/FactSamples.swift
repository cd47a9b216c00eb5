import Casework
import Travel

/// Values with every member there; all of them invented.
struct FactSamples {
    let name = PersonName(family: "ÖZTÜRK", given: "AYŞE", reading: .document)
    let date = LocalDate(daysSince1970: 20_000)
    let time = LocalDateTime(secondsSince1970: 1_764_064_799)
    let extent = Extent(offset: 1_040, length: 37)

    var document: TravelDocument {
        TravelDocument(
            type: "P", number: "X1234567", issuer: "UTO", nationality: "UTO", issued: date, expiry: date.adding(days: 3_650),
            placeOfIssue: "ABC", holder: name, birthDate: PartialDate(LocalDate(daysSince1970: 7_000)), sex: .female)
    }
    var contact: Contact {
        Contact(
            kind: .address, role: .residence, value: "1 STREET", name: "OZTURK", city: "CITY", region: "REGION", postcode: "P1",
            country: "UTO", travellerReference: "1")
    }
    var service: ServiceRequest {
        ServiceRequest(
            code: "DOCS", status: "HK", quantity: 1, carrier: "XY", board: "ABC", off: "DEF", text: "P/UTO", travellerReference: "1")
    }
    var locator: RecordLocator { RecordLocator(system: "1A", value: "ABC123", type: "C") }
    var remainder: Remainder { Remainder(segment: "PTK", text: "PTK+NR") }

    var traveller: Traveller {
        var traveller = Traveller(names: [name, PersonName(family: "OZTURK", given: "AYSE")], role: .transitCrew)
        traveller.titles = ["MRS"]
        traveller.sex = .female
        traveller.birthDate = PartialDate(LocalDate(daysSince1970: 7_000))
        traveller.nationalities = ["UTO", "D"]
        traveller.residence = "UTO"
        traveller.placeOfBirth = "CITY"
        traveller.category = .adult
        traveller.crewRole = "CR1"
        traveller.documents = [document]
        traveller.contacts = [contact]
        traveller.seat = "12A"
        traveller.baggage = Baggage(count: 2, weight: 31, weightUnit: "KGM", tags: [Baggage.TagRange(first: "0123", count: 2)])
        traveller.locators = [locator]
        traveller.embark = "ABC"
        traveller.disembark = "DEF"
        traveller.clearance = "DEF"
        traveller.uniqueReference = "REF1"
        traveller.travellerReference = "1"
        traveller.frequentFlyer = ["XY1"]
        traveller.tickets = [Ticket(number: "999", type: "700", issued: date, amount: "10.00", currency: "XTS")]
        traveller.services = [service]
        traveller.remainder = [remainder]
        return traveller
    }

    var booking: Booking {
        var booking = Booking(locators: [locator])
        booking.created = time
        booking.changed = time.adding(seconds: 60)
        booking.ticketed = time.adding(seconds: -60)
        booking.cancelled = true
        booking.travellers = [0, 2, -1]
        booking.groupName = "GROUP"
        var segment = ItinerarySegment(
            kind: .other,
            leg: Leg(carrier: "XY", number: "160", suffix: "A", from: "ABC", to: "DEF", departure: time, arrival: time))
        segment.operatingCarrier = "ZZ"
        segment.operatingNumber = "7"
        segment.bookingClass = "Y"
        segment.status = "HK"
        segment.seats = 2
        segment.equipment = "320"
        booking.itinerary = [segment]
        booking.contacts = [contact]
        booking.payments = [
            Payment(form: "CC", amount: "10.00", currency: "XTS", vendor: "VI", account: "****1111", expiry: "1230", payer: "OZTURK")
        ]
        booking.agency = Agency(
            system: "1A", number: "1", office: "O", location: "L", type: "T", country: "UT", currency: "XTS", agentSign: "S")
        booking.splits = [locator]
        booking.services = [service]
        booking.remarks = [Remark(kind: .history, text: "LINE")]
        booking.remainder = [remainder]
        return booking
    }

    var bookingFacts: BookingFacts { BookingFacts(booking: booking, names: [name], documents: ["X1234567"]) }

    var listEntry: ListEntryFacts {
        ListEntryFacts(
            reference: "R1", category: "trafficker", names: [name], births: [PartialDate(LocalDate(daysSince1970: 7_000))], sex: .male,
            nationalities: ["UTO"], documents: [document], owner: "OWNER", legalBasis: "LAW", reason: "REASON", action: "STOP")
    }

    var places: [Place] {
        [Place(field: .name, index: 0, extent: extent), Place(field: .document, index: 3, extent: Extent(offset: 12, length: 0))]
    }

    var explanation: HitExplanation {
        HitExplanation(
            parts: [ScorePart(part: "AYSE", met: "AISE", rule: "close", weight: -12)],
            supporting: [Reason("listed", ["LIST", "1"])], opposing: [Reason("birth-date-differs", ["1980"])],
            places: [
                EvidencePlace(
                    subject: Identifier(high: 1, low: .max), version: 3, field: .payment, message: Identifier(high: .max, low: 2),
                    extent: extent)
            ])
    }
}

/// Values at random, from a seed (SplitMix64).
struct FactRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
    mutating func chance() -> Bool { next() % 2 == 0 }

    mutating func text() -> String {
        let letters = ["A", "Z", "9", " ", "é", "Ж", "王", "\u{0}", "e\u{301}", "🚢", "\"", "\\"]
        return (0..<below(12)).map { _ in letters[below(letters.count)] }.joined()
    }
    mutating func number() -> Int {
        switch below(4) {
        case 0: return Int(truncatingIfNeeded: next())
        case 1: return below(2) == 0 ? .min : .max
        default: return below(300) - 100
        }
    }
    mutating func optional<Value>(_ make: (inout FactRandom) -> Value) -> Value? { chance() ? make(&self) : nil }
    mutating func list<Value>(_ make: (inout FactRandom) -> Value) -> [Value] { (0..<below(4)).map { _ in make(&self) } }
    mutating func date() -> LocalDate { LocalDate(daysSince1970: below(3_700_000) - 750_000) }
    mutating func time() -> LocalDateTime { LocalDateTime(secondsSince1970: Int64(date().daysSince1970) * 86_400 + Int64(below(86_400))) }
    mutating func name() -> PersonName {
        PersonName(family: text(), given: text(), reading: [.received, .titleCut, .document][below(3)])
    }
    mutating func birth() -> PartialDate {
        let day = date()
        return PartialDate(year: day.year, month: chance() ? day.month : nil, day: chance() ? day.day : nil) ?? PartialDate(day)
    }
    mutating func place() -> Place {
        Place(
            field: FactField.allCases[below(FactField.allCases.count)], index: number(), extent: Extent(offset: number(), length: number()))
    }

    mutating func traveller() -> Traveller {
        var traveller = Traveller(names: list { $0.name() }, role: TravellerRole.allCases[below(4)])
        traveller.titles = list { $0.text() }
        traveller.sex = optional { Travel.Sex.allCases[$0.below(4)] }
        traveller.birthDate = optional { $0.birth() }
        traveller.nationalities = list { $0.text() }
        traveller.residence = optional { $0.text() }
        traveller.category = optional { [TravellerCategory.adult, .child, .infant][$0.below(3)] }
        traveller.documents = list { random in
            TravelDocument(
                type: random.optional { $0.text() }, number: random.optional { $0.text() }, issued: random.optional { $0.date() },
                expiry: random.optional { $0.date() }, holder: random.optional { $0.name() }, birthDate: random.optional { $0.birth() })
        }
        traveller.baggage = optional {
            Baggage(count: $0.number(), tags: $0.list { Baggage.TagRange(first: $0.text(), count: $0.number()) })
        }
        traveller.locators = list { RecordLocator(system: $0.optional { $0.text() }, value: $0.text()) }
        traveller.seat = optional { $0.text() }
        traveller.tickets = list { Ticket(number: $0.optional { $0.text() }, issued: $0.optional { $0.date() }) }
        traveller.services = list { ServiceRequest(code: $0.text(), quantity: $0.optional { $0.number() }) }
        return traveller
    }

    mutating func bookingFacts() -> BookingFacts {
        var booking = Booking(locators: list { RecordLocator(value: $0.text()) })
        booking.created = optional { $0.time() }
        booking.ticketed = optional { $0.time() }
        booking.cancelled = chance()
        booking.travellers = list { $0.number() }
        booking.itinerary = list { random in
            ItinerarySegment(
                kind: [.flight, .surface, .open, .other][random.below(4)],
                leg: Leg(carrier: random.optional { $0.text() }, departure: random.optional { $0.time() }))
        }
        booking.remarks = list {
            Remark(kind: [.otherService, .sponsor, .fareCalculation, .history, .other][$0.below(5)], text: $0.text())
        }
        return BookingFacts(booking: booking, names: list { $0.name() }, documents: list { $0.text() })
    }

    /// A few bytes changed, taken out, put in, or the end cut off.
    mutating func mutilated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...below(3) where bytes.count > 1 {
            // The format byte stays: what follows is what is tried.
            let place = 1 + below(bytes.count - 1)
            switch below(5) {
            case 0: bytes[place] ^= 1 << UInt8(below(8))
            case 1: bytes[place] = [0x00, 0x01, 0x7F, 0x80, 0xFF][below(5)]
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(UInt8(truncatingIfNeeded: next()), at: place)
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }
}
