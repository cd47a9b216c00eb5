public import EDIFACT
import Travel

/// Reads PNRGOV in EDIFACT (IATA/ICAO PNRGOV implementation guide, releases 11.1 to 21.1).
///
/// One tolerant grammar for all releases: segments are taken for what they can be where they stand, an unknown one is kept
/// as a remainder, and nothing in one booking costs another booking anything. Work is linear in the number of segments.
public enum PNRGOVReader {
    /// Reads one message.
    /// - Parameters:
    ///   - range: positions of the message's segments, after UNH and before UNT
    ///   - message: with its envelope filled in; legs, travellers, bookings, findings and card numbers are added
    public static func read(_ segments: SegmentList, _ range: Range<Int>, into message: inout TravelMessage) {
        var reading = PNRGOVReading(segments: segments, range: range.clamped(to: 0..<segments.count), message: message)
        reading.run()
        message = reading.message
    }
}

/// The state of one reading: which booking and which group of it the next segment belongs to.
struct PNRGOVReading {
    /// Where in the group structure the last segment stood (guide, segment group table).
    enum Group: Equatable {
        case header, booking, traveller, ticket, payment, segment, checkIn, checkInPerson, split, nonAir, history
    }

    /// Segments read of one message: more than any push has, and few enough to hold.
    static let segmentsRead = 3_000_000
    /// Bookings read of one message.
    static let bookingsRead = 99_999

    let segments: SegmentList
    let range: Range<Int>
    var message: TravelMessage
    var group = Group.header
    /// The booking that is being read; not open before the first.
    var draft = PNRGOVBookingDraft()
    var previousTag: Tag = .src
    /// Traveller whom GR7 speaks of, by position in the draft.
    var checkInTraveller: Int?
    /// Up to which position the look-ahead for a missing SRC holds, and what it said.
    var lookAhead: (end: Int, isNewBooking: Bool) = (-1, false)
    /// Whether MSG, ORG and EQN of level 0 were there.
    private var hasAction = false
    private var hasOriginator = false
    private var hasTotal = false
    /// What is said once per message.
    private var habits: [FindingHabit: Int] = [:]
    /// More bookings came than are read.
    var isFull = false
    /// Two-digit years of birth dates are never after this day.
    var reference: LocalDate

    init(segments: SegmentList, range: Range<Int>, message: TravelMessage) {
        self.segments = segments
        self.range = range
        self.message = message
        // Without any date in the message, a window of a hundred years that ends in 2049.
        reference = message.prepared?.date ?? LocalDate(daysSince1970: 29_219)
    }

    mutating func run() {
        for position in range {
            let segment = segments[position]
            if position - range.lowerBound >= Self.segmentsRead {
                note(.tooMuch, .lost, segment, ["segments", String(Self.segmentsRead)])
                break
            }
            step(segment, at: position)
            if isFull { break }
            previousTag = segment.tag
        }
        finishBooking()
        checkTotals()
    }

    private mutating func step(_ segment: Segment, at position: Int) {
        let tag = segment.tag
        switch tag {
        case .src:
            beginBooking(at: segment)
            return
        case .unh, .unt: return
        case .msg where !draft.isOpen:
            readAction(segment)
            return
        case .rci where startsBooking(segment, at: position):
            beginBooking(at: segment)
        case .tif where !draft.isOpen, .ssr where !draft.isOpen, .rci where !draft.isOpen:
            beginBooking(at: segment)
        default: break
        }
        if isFull { return }
        if draft.isOpen { draft.end = segment.range.upperBound }
        if draft.isOpen { readBooking(segment) } else { readHeader(segment) }
    }

    // MARK: Level 0

    private mutating func readAction(_ segment: Segment) {
        hasAction = true
        switch segment.number(1, 2) ?? segment.number(1, 1) {
        case 22: message.action = .manifest
        case 141: message.action = .update
        default: note(.actionUnknown, .note, segment)
        }
    }

    private mutating func readHeader(_ segment: Segment) {
        switch segment.tag {
        case .tvl:
            let flight = readFlight(segment)
            message.legs.append(flight.leg)
            if message.prepared == nil, let date = flight.leg.departure?.date { reference = date }
            if let carrier = flight.leg.carrier, carrier.utf8.count == 3 { note(.carrierInICAO, .note, segment, [carrier]) }
            if flight.isPadded { note(.flightNumberPadded, .note, segment) }
            if flight.leg.carrier == nil || flight.leg.number == nil { note(.flightMissing, .note, segment) }
            if flight.leg.departure == nil || !flight.hasDepartureTime { note(.departureMissing, .note, segment) }
        case .eqn:
            hasTotal = true
            message.announcedBookings = segment.number(1, 1)
            if message.announcedBookings == nil { note(.countUnreadable, .note, segment) }
        case .org:
            hasOriginator = true
            guard let system = segment.text(1, 1) ?? segment.text(4, 1) else { return }
            message.reporter.append(Contact(kind: .other, role: .other, value: system, city: segment.text(1, 2) ?? segment.text(3, 1)))
        default:
            message.remainder.append(keptRemainder(segment))
            note(.segmentUnexpected, .note, segment)
        }
    }

    private mutating func checkTotals() {
        let start = message.body.offset
        if !hasAction { message.note(Finding(.actionUnknown, .note, at: start, segment: "MSG")) }
        if !hasOriginator { message.note(Finding(.segmentMissing, .note, at: start, segment: "ORG", ["ORG"])) }
        if !hasTotal { message.note(Finding(.segmentMissing, .note, at: start, segment: "EQN", ["EQN"])) }
        if message.legs.isEmpty { message.note(Finding(.flightMissing, .note, at: message.extent.offset)) }
        let isWhole = message.part == nil || (message.part == 1 && message.isFinalPart != false)
        if isWhole, let announced = message.announcedBookings, announced != message.bookings.count {
            let counts = [String(announced), String(message.bookings.count)]
            message.note(Finding(.bookingCountWrong, .note, at: message.extent.offset, segment: "EQN", counts))
        }
    }

    // MARK: Bookings

    private mutating func beginBooking(at segment: Segment) {
        finishBooking()
        group = .header
        guard message.bookings.count < Self.bookingsRead else {
            isFull = true
            return note(.tooMuch, .lost, segment, ["bookings", String(Self.bookingsRead)])
        }
        draft = PNRGOVBookingDraft(at: segment.range)
        group = .booking
        checkInTraveller = nil
    }

    /// Whether an RCI begins a booking whose SRC is missing: only then does a TIF come before any other group.
    private mutating func startsBooking(_ segment: Segment, at position: Int) -> Bool {
        guard draft.isOpen, group != .booking, group != .split, previousTag != .rci || group != .segment else { return false }
        if let first = draft.booking.locators.first, segment.text(1, 2) == first.value { return false }
        if position < lookAhead.end { return lookAhead.isNewBooking }
        var index = position + 1
        scan: while index < range.upperBound {
            switch segments.tag(at: index) {
            case .tif:
                lookAhead = (index, true)
                return true
            case .dat:
                let first = segments[index].number(1, 1)
                guard first == 700 || first == 710 else { break scan }
            case .rci, .ssr, .ift, .org, .add, .ebd: break
            default: break scan
            }
            index += 1
        }
        lookAhead = (index, false)
        return false
    }

    private mutating func readBooking(_ segment: Segment) {
        switch segment.tag {
        case .abi:
            group = .history
            keepHistory(segment)
        case .lts: keepHistory(segment)
        case .sac where group != .booking:
            group = .history
            keepHistory(segment)
        case _ where group == .history && segment.tag != .eqn: keepHistory(segment)
        case .rci: readLocators(segment)
        case .dat: readDates(segment)
        case .org: readOriginator(segment)
        case .ssr: readServiceRequest(segment)
        case .ift: readFreeText(segment)
        case .add: readAddresses(segment)
        case .tif: readTraveller(segment)
        case .fti: readFrequentFlyer(segment)
        case .ref: readReference(segment)
        case .far: readFare(segment)
        case .tkt: readTicket(segment)
        case .mon: readAmounts(segment)
        case .fop: readPayments(segment)
        case .tvl: readItinerary(segment)
        case .tra: readOperatingFlight(segment)
        case .rpi, .apd: readSegmentDetail(segment)
        case .tri: readCheckInPerson(segment)
        case .ssd: readSeat(segment)
        case .tbd: readBaggage(segment)
        case .eqn:
            group = .split
        case .msg:
            group = .nonAir
            keep(segment)
        case .ebd, .ptk, .txd: keep(segment)
        default:
            keep(segment)
            note(.segmentUnexpected, .note, segment)
        }
        if group == .traveller || group == .ticket || group == .payment { draft.extendTraveller(to: segment.range.upperBound) }
    }

    // MARK: What has no home

    /// Keeps a segment with the traveller or the booking that it belongs to.
    mutating func keep(_ segment: Segment) {
        let remainder = keptRemainder(segment)
        let isPersonal = group == .traveller || group == .ticket || group == .payment
        if isPersonal, let index = draft.travellers.indices.last {
            draft.travellers[index].add(segment.extent, .remainder, index: draft.travellers[index].value.remainder.count)
            draft.travellers[index].value.remainder.append(remainder)
        } else if draft.isOpen {
            draft.add(segment.extent, .remainder, index: draft.booking.remainder.count)
            draft.booking.remainder.append(remainder)
        } else {
            message.remainder.append(remainder)
        }
    }

    private mutating func keepHistory(_ segment: Segment) {
        let hasCard = noteCardNumbers(in: segment)
        let isLine = segment.tag == .lts && segment.elementCount == 1 && segment.componentCount(1) == 1
        let text = (isLine ? segment.text(1) : nil) ?? segment.raw
        addRemark(.history, hasCard ? PaymentCardNumbers.masked(text) : text, segment)
    }

    mutating func addRemark(_ kind: Remark.Kind, _ text: String, _ segment: Segment) {
        draft.add(segment.extent, .remark, index: draft.booking.remarks.count)
        draft.booking.remarks.append(Remark(kind: kind, text: text))
    }

    /// The segment as received, but for card numbers.
    private mutating func keptRemainder(_ segment: Segment) -> Remainder {
        let hasCard = noteCardNumbers(in: segment)
        return Remainder(segment: segment.tag.description, text: hasCard ? PaymentCardNumbers.masked(segment.raw) : segment.raw)
    }

    /// Adds card numbers that stand in the segment to the message's; true when there is one.
    mutating func noteCardNumbers(in segment: Segment, leastDigits: Int = 13) -> Bool {
        let range = segment.range
        let found = PaymentCardNumbers.extents(
            in: segments.bytes.span, from: range.lowerBound, to: range.upperBound, leastDigits: leastDigits)
        message.cardNumbers += found
        return !found.isEmpty
    }

    /// Says once per message that a segment names no value where it should.
    mutating func noteEmpty(_ segment: Segment, _ element: Int, _ component: Int, qualifier: Tag?) {
        message.noteHabit(segment.emptyValue(element, component, qualifier: qualifier), in: &habits)
    }

    /// A finding about one component.
    mutating func note(_ code: FindingCode, _ severity: Finding.Severity, _ segment: Segment, _ element: Int, _ component: Int) {
        message.note(
            Finding(
                code, severity, at: segment.range(element, component)?.lowerBound ?? segment.offset, segment: segment.tag.description))
    }

    mutating func note(_ code: FindingCode, _ severity: Finding.Severity, _ segment: Segment, _ arguments: [String] = []) {
        message.note(Finding(code, severity, at: segment.offset, segment: segment.tag.description, arguments))
    }
}
