import EDIFACT
import Travel

/// TVL as it was read.
struct PNRGOVFlight {
    var leg: Leg
    var kind: ItinerarySegment.Kind
    var operatingCarrier: String?
    var bookingClass: String?
    var isPadded: Bool
    var hasDepartureTime: Bool
}

/// TVL of level 0 and of group 5, TRA, RPI, APD.
extension PNRGOVReading {
    private static var surface: Tag { Tag("A", "R", "N", "K") }
    private static var open: Tag { Tag("O", "P", "E", "N") }

    /// Reads TVL: 1 departure date : time : arrival date : time; 2 from; 3 to; 4 carrier : operating carrier; 5 number : class.
    mutating func readFlight(_ segment: Segment) -> PNRGOVFlight {
        var flight = PNRGOVFlight(leg: Leg(), kind: .flight, isPadded: false, hasDepartureTime: false)
        let departureDay = day(segment, 1)
        if let departureDay {
            let time = moment(segment, 2, on: departureDay)
            flight.hasDepartureTime = time != nil
            // Without a time, the start of the day is the earliest that it can be.
            flight.leg.departure = time ?? LocalDateTime(date: departureDay, hour: 0, minute: 0)
        } else {
            flight.hasDepartureTime = segment.text(1, 2) != nil
        }
        if let arrivalDay = day(segment, 3) ?? departureDay { flight.leg.arrival = moment(segment, 4, on: arrivalDay) }
        flight.leg.from = segment.text(2, 1)
        flight.leg.to = segment.text(3, 1)
        flight.leg.carrier = segment.text(4, 1)
        flight.operatingCarrier = segment.text(4, 2)
        flight.bookingClass = segment.text(5, 2)
        if flight.leg.carrier == "ARNK" || segment.code(5, 1) == Self.surface {
            flight.kind = .surface
            flight.leg.carrier = nil
        } else if let text = segment.text(5, 1) {
            if text.utf8.starts(with: "OPEN".utf8) {
                flight.kind = .open
            } else if let number = FlightNumber(text, carrier: flight.leg.carrier) {
                flight.leg.carrier = flight.leg.carrier ?? number.carrier
                flight.leg.number = number.number
                flight.leg.suffix = number.suffix
                flight.isPadded = number.isPadded
            } else {
                flight.leg.number = text
            }
        }
        if flight.kind == .flight, departureDay == nil || flight.leg.number == nil { flight.kind = .open }
        return flight
    }

    private mutating func day(_ segment: Segment, _ component: Int) -> LocalDate? {
        if let day = segment.dayFirst(1, component) { return day }
        if segment.text(1, component) == nil { return nil }
        note(.dateUnreadable, .lost, segment, 1, component)
        return nil
    }

    private mutating func moment(_ segment: Segment, _ component: Int, on day: LocalDate) -> LocalDateTime? {
        if let time = segment.time(1, component, on: day) { return time }
        if segment.text(1, component) == nil { return nil }
        note(.dateUnreadable, .lost, segment, 1, component)
        return nil
    }

    /// GR5 and GR9.
    mutating func readItinerary(_ segment: Segment) {
        let isOperating =
            group == .segment && previousTag == .tvl && segment.isEmpty(1, 1) && segment.isEmpty(1, 2)
            && segment.isEmpty(2) && segment.isEmpty(3)
        var flight = readFlight(segment)
        if isOperating, flight.kind != .surface, segment.code(5, 1) != Self.open, let last = draft.booking.itinerary.indices.last {
            draft.booking.itinerary[last].operatingCarrier = flight.leg.carrier ?? draft.booking.itinerary[last].operatingCarrier
            draft.booking.itinerary[last].operatingNumber = flight.leg.number.map { $0 + (flight.leg.suffix ?? "") }
            draft.add(segment.extent, .itinerary, index: last)
            return
        }
        let last = draft.booking.itinerary.count
        draft.booking.itinerary.append(ItinerarySegment(kind: group == .nonAir ? .other : flight.kind, leg: Leg()))
        swap(&draft.booking.itinerary[last].leg, &flight.leg)
        draft.booking.itinerary[last].operatingCarrier = flight.operatingCarrier
        draft.booking.itinerary[last].bookingClass = flight.bookingClass
        if group != .nonAir { group = .segment }
        checkInTraveller = nil
        draft.add(segment.extent, .itinerary, index: last)
        draft.isOwnFlight = draft.booking.itinerary[last].kind == .flight && isOwn(draft.booking.itinerary[last].leg)
        if draft.isOwnFlight { draft.noteOwnFlight() }
    }

    /// Whether a segment of an itinerary is the flight that the message is about: nobody departs twice from one place on one
    /// day, and a code share has another carrier and number.
    private func isOwn(_ leg: Leg) -> Bool {
        guard leg.from != nil else { return false }
        for index in message.legs.indices where message.legs[index].from == leg.from {
            guard let a = message.legs[index].departure?.date, let b = leg.departure?.date else {
                if message.legs[index].number == leg.number { return true }
                continue
            }
            if a == b { return true }
        }
        return false
    }

    /// TRA: operating carrier, and number : class : suffix.
    mutating func readOperatingFlight(_ segment: Segment) {
        guard group == .segment || group == .nonAir, let last = draft.booking.itinerary.indices.last else { return keep(segment) }
        draft.booking.itinerary[last].operatingCarrier = segment.text(1, 1)
        if let text = segment.text(2, 1) {
            let number = FlightNumber(text, carrier: segment.text(1, 1))
            let suffix = segment.text(2, 3) ?? number?.suffix ?? ""
            draft.booking.itinerary[last].operatingNumber = (number?.number ?? text) + suffix
        }
        draft.add(segment.extent, .itinerary, index: last)
    }

    /// RPI: number of seats and status. APD: equipment.
    mutating func readSegmentDetail(_ segment: Segment) {
        guard let last = draft.booking.itinerary.indices.last, group != .booking else { return keep(segment) }
        if segment.tag == .rpi {
            draft.booking.itinerary[last].seats = segment.number(1)
            draft.booking.itinerary[last].status = segment.text(2)
        } else {
            draft.booking.itinerary[last].equipment = segment.text(1)
        }
        draft.add(segment.extent, .itinerary, index: last)
    }
}

/// A flight number without padding: `0160A` is 160 and A.
struct FlightNumber {
    var carrier: String?
    var number: String
    var suffix: String?
    var isPadded: Bool

    /// Nil when the text is no flight number. A designator before the number is taken off.
    init?(_ text: String, carrier: String?) {
        if let first = text.utf8.first, first != 0x30, text.utf8.count <= 5, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
            number = text
            isPadded = false
            return
        }
        let bytes = text.utf8.contains(0x20) ? text.utf8.filter { $0 != 0x20 } : Array(text.utf8)
        var start = 0
        let plain = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
        if plain == 0 || (carrier == nil && plain == 1 && bytes.count > 2 && bytes[1] > 0x39) {
            let prefix = bytes.count > 3 && bytes[2] > 0x39 && bytes[2] <= 0x5A && plain == 0 && bytes[3] <= 0x39 ? 3 : 2
            guard bytes.count > prefix else { return nil }
            self.carrier = String(decoding: bytes[0..<prefix], as: UTF8.self)
            start = prefix
        }
        var end = start
        while end < bytes.count, bytes[end] >= 0x30, bytes[end] <= 0x39 { end += 1 }
        guard end > start, end - start <= 5, bytes.count - end <= 1 else { return nil }
        let digits = bytes[start..<end]
        let significant = digits.drop { $0 == 0x30 }
        isPadded = significant.count < digits.count
        number = significant.isEmpty ? "0" : String(decoding: significant, as: UTF8.self)
        if end < bytes.count {
            guard bytes[end] & 0xDF >= 0x41, bytes[end] & 0xDF <= 0x5A else { return nil }
            suffix = String(decoding: bytes[end...], as: UTF8.self)
        }
    }
}
