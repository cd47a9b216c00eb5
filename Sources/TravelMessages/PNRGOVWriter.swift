public import EDIFACT
import Travel

/// Writes PNRGOV in EDIFACT (IATA/ICAO PNRGOV implementation guide), in the group order of the guide.
///
/// What is written is what ``PNRGOVReader`` reads back: bookings, travellers with their documents and contacts, tickets,
/// payments, itineraries, and seats and bags where a traveller has them. Findings and places are not written.
public enum PNRGOVWriter {
    /// One interchange with all messages in it.
    ///
    /// Sender, recipient, time of preparation and reference of the interchange are those of the first message; each message
    /// has its own release, references and part.
    public static func write(
        _ messages: [TravelMessage], characters: ServiceCharacters = .standard, lineBreaks: Bool = false
    ) -> [UInt8] {
        var writer = SegmentWriter(characters, lineBreaks: lineBreaks)
        let first = messages.first
        let date = first?.prepared.map { PNRGOVText.yearFirst($0.date) } ?? "700101"
        let time = first?.prepared.map { PNRGOVText.time($0) } ?? "0000"
        let reference = first?.interchangeReference ?? "1"
        writer.beginInterchange(
            syntax: "IATA", version: "1", sender: Element(first?.sender ?? "SENDER"), recipient: Element(first?.recipient ?? "RECIPIENT"),
            date: date, time: time, reference: reference, application: "PNRGOV")
        for (position, message) in messages.enumerated() {
            var out = PNRGOVMessageWriter(writer: writer, message: message)
            out.write(reference: message.messageReference ?? String(position + 1))
            writer = out.writer
        }
        writer.endInterchange()
        return writer.bytes
    }

    typealias Element = SegmentWriter.Element
}

/// Texts as the guide spells them.
enum PNRGOVText {
    static func two(_ value: Int) -> String { value < 10 ? "0" + String(value) : String(value) }
    /// DDMMYY.
    static func dayFirst(_ date: LocalDate) -> String { two(date.day) + two(date.month) + two(date.year % 100) }
    /// YYMMDD.
    static func yearFirst(_ date: LocalDate) -> String { two(date.year % 100) + two(date.month) + two(date.day) }
    /// HHMM.
    static func time(_ time: LocalDateTime) -> String { two(time.hour) + two(time.minute) }
    /// DDMMMYY, as in service requests; empty where the day is not known.
    static func named(_ date: PartialDate?) -> String {
        guard let date, let month = date.month, let day = date.day, (1...12).contains(month) else { return "" }
        return two(day) + SSRDate.monthNames[month - 1] + two(date.year % 100)
    }
    /// A part of a text that is split at slashes.
    static func token(_ text: String?) -> String {
        guard let text else { return "" }
        return text.utf8.contains(0x2F) ? String(text.map { $0 == "/" ? " " : $0 }) : text
    }
}

/// Writes one message.
struct PNRGOVMessageWriter {
    typealias Element = SegmentWriter.Element

    var writer: SegmentWriter
    let message: TravelMessage

    init(writer: SegmentWriter, message: TravelMessage) {
        self.writer = writer
        self.message = message
    }

    mutating func write(reference: String) {
        let release = message.release.utf8.split(separator: 0x3A).map { String(Substring($0)) }
        var part: Element = []
        if let number = message.part { part = [PNRGOVText.two(number), message.isFinalPart == false ? "C" : "F"] }
        writer.beginMessage(
            reference: reference, type: Element(["PNRGOV"] + release + ["IA"]), commonReference: message.commonReference, part: part)
        writer.segment("MSG", Element(["", message.action == .update ? "141" : "22"]))
        if let reporter = message.reporter.first { writer.segment("ORG", [reporter.value, reporter.city]) }
        for leg in message.legs { writer.segment("TVL", flight(leg)) }
        writer.segment("EQN", [String(message.announcedBookings ?? message.bookings.count)])
        for remainder in message.remainder { write(remainder) }
        for booking in message.bookings { write(booking.value) }
        writer.endMessage()
    }

    /// Elements of TVL.
    func flight(_ leg: Leg, operating: String? = nil, number: String? = nil, bookingClass: String? = nil) -> [Element] {
        var times: Element = []
        if let departure = leg.departure {
            times = [PNRGOVText.dayFirst(departure.date), PNRGOVText.time(departure)]
            if let arrival = leg.arrival { times.components += [PNRGOVText.dayFirst(arrival.date), PNRGOVText.time(arrival)] }
        }
        let flight = number ?? leg.number.map { $0 + (leg.suffix ?? "") }
        return [times, Element(leg.from), Element(leg.to), [leg.carrier, operating], [flight, bookingClass]]
    }

    mutating func write(_ remainder: Remainder) {
        // A segment is written as it was received, which says the same only among the same service characters.
        guard writer.characters == .standard, remainder.segment.utf8.count == 3, remainder.text.hasPrefix(remainder.segment) else { return }
        writer.rawSegment(remainder.text)
    }

    // MARK: Group 1

    private mutating func write(_ booking: Booking) {
        writer.segment("SRC")
        var locators: [Element] = []
        for (position, locator) in booking.locators.enumerated() {
            var element: Element = [locator.system, locator.value, locator.type]
            if position == 0, let created = booking.created {
                element.components += [PNRGOVText.dayFirst(created.date), PNRGOVText.time(created)]
            }
            locators.append(element)
        }
        if !locators.isEmpty { writer.segment("RCI", locators) }
        for service in booking.services { write(service) }
        writeDates(booking)
        for remark in booking.remarks where remark.kind != .history { write(remark, in: booking) }
        for sponsor in booking.contacts where sponsor.role == .sponsor { write(sponsor: sponsor) }
        if booking.cancelled {
            writer.segment("ORG")
        } else if let agency = booking.agency {
            writer.segment(
                "ORG", [agency.system], [agency.number, agency.office], Element(agency.location), [], Element(agency.type),
                [agency.country, agency.currency], Element(agency.agentSign))
        }
        for contact in booking.contacts where contact.role != .sponsor && contact.role != .billing { write(address: contact) }
        if let name = booking.groupName { writer.segment("TIF", [name, "G"]) }

        let travellers = booking.travellers.compactMap { message.travellers.indices.contains($0) ? message.travellers[$0].value : nil }
        for (position, traveller) in travellers.enumerated() {
            write(traveller, payments: position == 0 ? booking : nil)
        }
        if travellers.isEmpty { writePayments(booking) }
        for item in booking.itinerary { write(item, booking, travellers) }
        for split in booking.splits {
            writer.segment("EQN", ["1"])
            writer.segment("RCI", [split.system, split.value, split.type])
        }
        for remainder in booking.remainder { write(remainder) }
        for remark in booking.remarks where remark.kind == .history { writer.segment("LTS", [remark.text]) }
    }

    private mutating func writeDates(_ booking: Booking) {
        var dates: [Element] = []
        if let changed = booking.changed { dates.append(["700", PNRGOVText.dayFirst(changed.date), PNRGOVText.time(changed)]) }
        if let ticketed = booking.ticketed { dates.append(["710", PNRGOVText.dayFirst(ticketed.date), PNRGOVText.time(ticketed)]) }
        if !dates.isEmpty { writer.segment("DAT", dates) }
    }

    private mutating func write(_ remark: Remark, in booking: Booking) {
        switch remark.kind {
        case .otherService: writer.segment("IFT", ["4", "28"], [remark.text])
        case .fareCalculation: writer.segment("IFT", ["4", "15"], [remark.text])
        case .sponsor:
            // A sponsor who is known as a contact is written as one.
            if booking.contacts.contains(where: { $0.role == .sponsor }) || booking.payments.contains(where: { $0.payer != nil }) { return }
            writer.segment("IFT", ["4", "43"], [remark.text])
        case .history, .other: writer.segment("IFT", ["3"], [remark.text])
        }
    }

    private mutating func write(sponsor: Contact) {
        let rest = sponsor.value.isEmpty ? nil : sponsor.value
        writer.segment("IFT", ["4", "43"], [sponsor.name ?? sponsor.value], Element(sponsor.name == nil ? nil : rest))
    }

    // MARK: Group 5

    private mutating func write(_ item: ItinerarySegment, _ booking: Booking, _ travellers: [Traveller]) {
        switch item.kind {
        case .surface: writer.segment("TVL", flight(item.leg, number: "ARNK"))
        case .open: writer.segment("TVL", flight(item.leg, number: item.leg.number == nil ? "OPEN" : nil, bookingClass: item.bookingClass))
        case .other:
            writer.segment("MSG", ["8"])
            writer.segment("TVL", flight(item.leg))
        case .flight:
            let carrier = item.operatingNumber == nil ? item.operatingCarrier : nil
            writer.segment("TVL", flight(item.leg, operating: carrier, bookingClass: item.bookingClass))
            if let number = item.operatingNumber { writer.segment("TRA", Element(item.operatingCarrier), [number]) }
        }
        if item.seats != nil || item.status != nil {
            writer.segment("RPI", Element(item.seats.map { String($0) }), Element(item.status))
        }
        if let equipment = item.equipment { writer.segment("APD", [equipment]) }
        if item.kind == .flight, isOwn(item.leg) { writeCheckIn(travellers) }
    }

    private func isOwn(_ leg: Leg) -> Bool {
        message.legs.contains { $0.from == leg.from && $0.departure?.date == leg.departure?.date && leg.from != nil }
    }

    /// Groups 6 and 7, at close-out.
    private mutating func writeCheckIn(_ travellers: [Traveller]) {
        let checkedIn = travellers.filter { $0.seat != nil || $0.baggage != nil }
        guard !checkedIn.isEmpty else { return }
        writer.segment("DAT")
        for traveller in checkedIn {
            writer.segment("TRI", [], ["", "", "", traveller.travellerReference])
            if traveller.travellerReference == nil { writer.segment("TIF", [traveller.name.family, "I"], [traveller.name.given]) }
            if let seat = traveller.seat { writer.segment("SSD", [seat]) }
            guard let baggage = traveller.baggage else { continue }
            var elements: [Element] = [
                [],
                [
                    baggage.count.map { String($0) }, baggage.weight.map { String($0) },
                    baggage.weight == nil ? nil : baggage.weightUnit == "LBR" ? "701" : "700",
                ], [], [],
            ]
            let carrier = message.legs.first?.carrier
            for run in baggage.tags { elements.append([carrier, run.first, String(run.count)]) }
            writer.segment("TBD", elements)
        }
    }
}
