import Travel
import TravelMessages

/// What departure control says about who is on board: PAXLST messages as values.
struct PassengerLists {
    let flights: [SimulatedFlight]
    let recipient: String

    /// Everybody who boards, as checked in.
    func manifest(of index: Int, _ bookings: [SimulatedBooking], at moment: Instant) -> TravelMessage {
        let flight = flights[index]
        var message = envelope(flight, .manifest, at: moment, number: 4)
        for booking in bookings where booking.created <= moment && booking.cancelled == nil {
            for person in booking.people.indices where booking.boards[person] {
                message.travellers.append(Evidenced(traveller(person, of: booking, flight), extent: Extent(offset: 0, length: 0)))
            }
        }
        return message
    }

    /// A message about some of them.
    func message(_ action: TravelMessage.Action, of index: Int, _ travellers: [Traveller], at moment: Instant, number: Int) -> TravelMessage
    {
        var message = envelope(flights[index], action, at: moment, number: number)
        message.travellers = travellers.map { Evidenced($0, extent: Extent(offset: 0, length: 0)) }
        return message
    }

    private func envelope(_ flight: SimulatedFlight, _ action: TravelMessage.Action, at moment: Instant, number: Int) -> TravelMessage {
        let release = ["QA": "D:02B", "QI": "D:05B", "XA": "D:12B", "XI": "D:13B"][flight.carrier] ?? "D:05B"
        var message = TravelMessage(kind: .paxlst, release: release, extent: Extent(offset: 0, length: 0))
        message.action = action
        BookingMessages.address(&message, flight: flight, to: recipient, at: moment, number: number)
        message.transactionReference = message.interchangeReference
        message.reporter = [
            Contact(kind: .other, role: .other, value: "\(flight.carrier) OPERATIONS"),
            Contact(kind: .telephone, role: .business, value: "+999000000000"),
            Contact(kind: .email, role: .business, value: "operations@\(flight.carrier.lowercased()).example"),
        ]
        return message
    }

    private func traveller(_ index: Int, of booking: SimulatedBooking, _ flight: SimulatedFlight) -> Traveller {
        let person = booking.people[index]
        // At the desk the document is read, and its spelling replaces what was booked.
        var traveller = Traveller(names: [PersonName(family: person.family, given: person.given)])
        traveller.sex = person.sex
        traveller.birthDate = PartialDate(person.birth)
        traveller.nationalities = [person.nationality]
        var document = person.document
        document.holder = nil
        document.birthDate = nil
        document.sex = nil
        document.nationality = nil
        traveller.documents = [document]
        traveller.locators = [RecordLocator(value: booking.locator)]
        traveller.uniqueReference = booking.locator + String(index + 1)
        traveller.seat = booking.seats[index]
        if booking.bags[index] > 0 { traveller.baggage = Baggage(count: booking.bags[index]) }
        traveller.embark = flight.from
        traveller.disembark = flight.to
        if flight.isInbound { traveller.clearance = flight.to }
        return traveller
    }
}
