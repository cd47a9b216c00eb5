import Travel
import TravelMessages

/// What a carrier's system says about bookings: PNRGOV messages as values.
struct BookingMessages {
    let flights: [SimulatedFlight]
    let recipient: String

    /// When the three pushes leave.
    static func moment(_ occasion: SimulatedMessage.Occasion, of flight: SimulatedFlight) -> Instant {
        switch occasion {
        case .early: flight.departure - 48 * 3_600
        case .update: flight.departure - 24 * 3_600
        default: flight.departure + 600
        }
    }

    /// Nil where there is nothing to say.
    func message(_ occasion: SimulatedMessage.Occasion, of index: Int, _ bookings: [SimulatedBooking]) -> TravelMessage? {
        let flight = flights[index]
        let moment = Self.moment(occasion, of: flight)
        var chosen: [(booking: SimulatedBooking, isCancelled: Bool)] = []
        for booking in bookings where booking.created <= moment {
            let isCancelled = booking.cancelled.map { $0 <= moment } ?? false
            let since = Self.moment(.early, of: flight)
            if occasion == .update {
                if isCancelled ? booking.created <= since : booking.created > since { chosen.append((booking, isCancelled)) }
            } else if !isCancelled {
                chosen.append((booking, false))
            }
        }
        guard !chosen.isEmpty else { return nil }
        var message = TravelMessage(kind: .pnrgov, release: Self.release(of: flight.carrier), extent: Extent(offset: 0, length: 0))
        message.action = occasion == .update ? .update : .manifest
        Self.address(&message, flight: flight, to: recipient, at: moment, number: occasion == .early ? 1 : occasion == .update ? 2 : 3)
        message.reporter = [Contact(kind: .other, role: .other, value: flight.carrier, city: flight.from)]
        message.announcedBookings = chosen.count
        for entry in chosen { add(entry.booking, isCancelled: entry.isCancelled, occasion, at: moment, to: &message) }
        return message
    }

    /// The envelope's references, which follow from flight and occasion alone.
    static func address(_ message: inout TravelMessage, flight: SimulatedFlight, to recipient: String, at moment: Instant, number: Int) {
        message.sender = flight.carrier
        message.recipient = recipient
        message.prepared = moment.utc
        let minutes = (flight.departure.seconds / 60 % 1_000_000 + 1_000_000) % 1_000_000
        message.interchangeReference = "\(flight.number)\(SerialNumbers.digits(UInt64(minutes), 6))\(number)"
        message.messageReference = "1"
        let prepared = moment.utc
        func two(_ value: Int) -> String { SerialNumbers.digits(UInt64(value), 2) }
        message.commonReference =
            "\(two(prepared.date.day))\(two(prepared.date.month))\(two(prepared.date.year % 100))/\(two(prepared.hour))\(two(prepared.minute))/"
            + "\(flight.carrier)/\(flight.number)"
        message.part = 1
        message.isFinalPart = true
        message.legs = [flight.leg]
    }

    private static func release(of carrier: String) -> String {
        ["QA": "11:1", "QI": "13:1", "XA": "15:1", "XI": "16:1", "XV": "17:1", "ZO": "18:1"][carrier] ?? "21:1"
    }

    private func add(
        _ booking: SimulatedBooking, isCancelled: Bool, _ occasion: SimulatedMessage.Occasion, at moment: Instant,
        to message: inout TravelMessage
    ) {
        let flight = flights[booking.flight]
        var value = Booking(locators: [RecordLocator(system: flight.carrier, value: booking.locator)])
        value.created = booking.created.utc
        value.changed = min(max(booking.created, booking.cancelled ?? booking.created), moment).utc
        value.cancelled = isCancelled
        if !isCancelled {
            value.ticketed = booking.ticketed.flatMap { $0 <= moment ? $0.utc : nil }
            value.contacts = booking.contacts.filter { !Self.isPersonal($0, in: booking) }
            value.payments = booking.payments
            value.agency = booking.agency
            value.remarks = booking.remarks
            value.services = booking.services
            var own = ItinerarySegment(kind: .flight, leg: flight.leg)
            own.bookingClass = booking.purpose == .business ? "C" : "Y"
            own.status = "HK"
            own.seats = booking.people.count
            value.itinerary = (booking.further + [own]).sorted { a, b in
                guard let first = a.leg.departure, let second = b.leg.departure else { return false }
                return first < second
            }
            for index in booking.people.indices {
                value.travellers.append(message.travellers.count)
                message.travellers.append(Evidenced(traveller(index, of: booking, occasion), extent: Extent(offset: 0, length: 0)))
            }
        }
        message.bookings.append(Evidenced(value, extent: Extent(offset: 0, length: 0)))
    }

    /// Some desks write a telephone with the person whose it is (SSR CTCM), others with the booking (ADD).
    private static func isPersonal(_ contact: Contact, in booking: SimulatedBooking) -> Bool {
        contact.travellerReference != nil && booking.locator.utf8.first.map { $0 % 2 == 0 } ?? false
    }

    private func traveller(_ index: Int, of booking: SimulatedBooking, _ occasion: SimulatedMessage.Occasion) -> Traveller {
        let person = booking.people[index]
        let flight = flights[booking.flight]
        var traveller = Traveller(names: [booking.nameAsBooked(index)])
        let age = person.age(on: flight.departureLocal.date)
        traveller.category = age < 12 ? .child : .adult
        if booking.namesAsBooked[index] == nil, age >= 12, booking.locator.utf8.last.map({ $0 % 3 != 0 }) ?? true {
            traveller.titles = [person.sex == .female ? (age < 18 ? "MISS" : "MRS") : "MR"]
        }
        traveller.travellerReference = String(index + 1)
        traveller.contacts = booking.contacts.filter { Self.isPersonal($0, in: booking) && $0.travellerReference == String(index + 1) }
        traveller.uniqueReference = booking.locator + String(index + 1)
        traveller.tickets = [Ticket(number: booking.tickets[index], type: "T")]
        if booking.hasEarlyDocuments || occasion == .close {
            traveller.documents = [person.document]
            traveller.sex = person.sex
            traveller.birthDate = PartialDate(person.birth)
        }
        if occasion == .close {
            traveller.seat = booking.seats[index]
            if booking.bags[index] > 0 {
                traveller.baggage = Baggage(count: booking.bags[index], weight: 14 * booking.bags[index], weightUnit: "KGM")
            }
        }
        return traveller
    }
}
