import EDIFACT
import Travel

/// Reads a passenger or crew list: PAXLST of any directory from D.02B to D.24A.
///
/// One grammar serves them all, since the directories differ in maxima only. A segment is read by its tag and qualifier
/// and by whether it stands in the header, in a flight or with a person; the order beyond that is the sender's affair.
enum PAXLSTReader {
    /// Reads the segments between UNH and UNT into a message whose envelope is described already.
    static func read(_ segments: SegmentList, _ range: Range<Int>, into message: inout TravelMessage) {
        var list = PAXLSTList(message)
        for position in range { list.take(segments[position]) }
        message = list.finish()
    }
}

/// The state of reading one list.
struct PAXLSTList {
    private enum Place {
        case header, reporter, flight, person, trailer
    }

    private(set) var message: TravelMessage
    private var place = Place.header
    private var route = PAXLSTRoute()
    private var person: PAXLSTPerson?
    /// Nobody can be born after this day: when the list was made, or the flight if that is earlier.
    private var latestBirth: LocalDate?
    private var hasAction = false
    private var isCrewList = false
    private var passengersAt: Segment?
    private var crewAt: Segment?
    private var habits: [FindingHabit: Int] = [:]

    init(_ message: TravelMessage) {
        self.message = message
        latestBirth = message.prepared?.date
    }

    mutating func take(_ segment: Segment) {
        switch segment.tag {
        case .bgm where place == .header: takeAction(segment)
        case .nad: takeParty(segment)
        case .tdt: takeTransport(segment)
        case .cnt: takeCount(segment)
        case .aut:
            endPerson()
            place = .trailer
            message.remainder.append(segment.remainder)
        default:
            if person != nil {
                if let finding = person?.take(segment) { note(finding) }
                return
            }
            takeInHeader(segment)
        }
    }

    mutating func finish() -> TravelMessage {
        endPerson()
        route.close()
        message.legs = route.legs
        if !hasAction {
            message.action = message.travellers.isEmpty ? .unknown : .manifest
            message.note(Finding(.actionUnknown, .repaired, at: message.body.offset, segment: "BGM"))
        }
        checkFlight()
        checkCounts()
        return message
    }

    private mutating func note(_ finding: Finding) {
        if FindingHabit.isHabit(finding.code) { message.noteHabit(finding, in: &habits) } else { message.note(finding) }
    }

    // MARK: Header

    /// BGM: what the list is (1001) and what is to be done (1004).
    private mutating func takeAction(_ segment: Segment) {
        guard !hasAction else {
            message.remainder.append(segment.remainder)
            return
        }
        hasAction = true
        let type = segment.text(1)
        let function = segment.text(2)?.uppercased()
        isCrewList = type == "250"
        if let action = PAXLSTAction.action(type: type, function: function) {
            message.action = action
            if let function, let type, !PAXLSTAction.isFunction(function, of: type) {
                message.remainder.append(segment.remainder)
            }
        } else {
            message.note(
                Finding(
                    .actionUnknown, .lost, at: segment.offset, segment: "BGM",
                    [type, function].compactMap { $0.map { String($0.prefix(8)) } }))
            message.remainder.append(segment.remainder)
        }
    }

    private mutating func takeInHeader(_ segment: Segment) {
        switch segment.tag {
        case .rff where segment.code(1) == Self.transaction && message.transactionReference == nil:
            message.transactionReference = segment.text(1, 2) ?? segment.text(2)
        case .loc where PAXLSTRoute.isPlace(segment.code(1)): takeStop(segment)
        case .dtm where Self.isDeparture(segment.code(1)) || Self.isArrival(segment.code(1)): takeTime(segment)
        case .com where place == .reporter: takeReporterContacts(segment)
        case .cta where place == .reporter:
            if let name = segment.text(2, 2) ?? segment.text(2) { message.reporter.append(Contact(kind: .other, value: name)) }
        default:
            message.remainder.append(segment.remainder)
            if !Self.known.contains(segment.tag) || segment.tag == .rff || segment.tag == .dtm {
                message.note(Finding(.segmentUnexpected, .note, at: segment.offset, segment: segment.tag.description))
            }
        }
    }

    private static var transaction: Tag { Tag("T", "N") }
    private static let known: Set<Tag> = [.bgm, .rff, .dtm, .loc, .com, .cta, .gei, .ftx, .mea, .emp, .gid, .qty, .cpi, .att]

    private mutating func takeReporterContacts(_ segment: Segment) {
        let name = message.reporter.first { $0.kind == .other }?.value
        for element in 1...max(1, segment.elementCount) {
            guard let value = segment.text(element) else { continue }
            message.reporter.append(PAXLSTPerson.contact(value, code: segment.code(element, 2), name: name))
        }
    }

    // MARK: Flight

    private mutating func takeTransport(_ segment: Segment) {
        if person != nil {
            // Segment group 7, or a stray one: it speaks of the person, not of the voyage.
            person?.keep(segment)
            return
        }
        place = .flight
        let flight = ConveyanceReference(segment.text(2), carrier: segment.text(5))
        if let carrier = flight?.carrier, carrier.utf8.count == 3 {
            message.note(Finding(.carrierInICAO, .note, at: segment.offset, segment: "TDT", [carrier]))
        }
        if flight?.wasPadded == true { message.note(Finding(.flightNumberPadded, .note, at: segment.offset, segment: "TDT")) }
        route.begin(flight)
        // A means of transport other than an aircraft has no field yet.
        if let mode = segment.text(3), mode != "4" { message.remainder.append(segment.remainder) }
    }

    private mutating func takeStop(_ segment: Segment) {
        place = .flight
        guard let qualifier = segment.code(1) else { return }
        guard let code = segment.text(2) ?? segment.text(2, 4) else {
            return note(segment.emptyValue(2, qualifier: qualifier))
        }
        route.add(place: code.uppercased(), qualifier: qualifier)
    }

    private mutating func takeTime(_ segment: Segment) {
        place = .flight
        let date = PAXLSTDateField(segment)
        guard let text = date.text else { return note(segment.emptyValue(1, 2, qualifier: date.qualifier)) }
        guard let moment = MessageDate.moment(text, time: date.time) else {
            message.note(Finding(.dateUnreadable, .lost, at: date.offset, segment: "DTM", date.arguments))
            return
        }
        if moment.time == nil { message.note(Finding(.timeMissing, .repaired, at: date.offset, segment: "DTM", date.arguments)) }
        if moment.time != nil, !date.isAnnounced(hasDefault: false) { note(date.unusual) }
        guard let time = moment.time ?? LocalDateTime(date: moment.day, hour: 0, minute: 0) else { return }
        if Self.isDeparture(date.qualifier) { route.add(departure: time) } else { route.add(arrival: time) }
    }

    /// 189 scheduled, 133 estimated, 136 actual departure.
    private static func isDeparture(_ qualifier: Tag?) -> Bool {
        qualifier == scheduledDeparture || qualifier == estimatedDeparture || qualifier == actualDeparture
    }

    /// 232 scheduled, 132 estimated, 178 actual arrival.
    private static func isArrival(_ qualifier: Tag?) -> Bool {
        qualifier == scheduledArrival || qualifier == estimatedArrival || qualifier == actualArrival
    }

    private static var scheduledDeparture: Tag { Tag("1", "8", "9") }
    private static var estimatedDeparture: Tag { Tag("1", "3", "3") }
    private static var actualDeparture: Tag { Tag("1", "3", "6") }
    private static var scheduledArrival: Tag { Tag("2", "3", "2") }
    private static var estimatedArrival: Tag { Tag("1", "3", "2") }
    private static var actualArrival: Tag { Tag("1", "7", "8") }

    private mutating func checkFlight() {
        let at = message.body.offset
        guard message.action != .masterCrew, message.action != .gatePass else { return }
        if !message.legs.contains(where: { $0.number != nil }) { message.note(Finding(.flightMissing, .lost, at: at, segment: "TDT")) }
        if message.legs.first?.departure == nil { message.note(Finding(.departureMissing, .lost, at: at, segment: "DTM")) }
    }

    // MARK: People

    private mutating func takeParty(_ segment: Segment) {
        let code = segment.code(1)
        var role = PAXLSTPerson.role(code)
        let isInHeader = place == .header || place == .reporter
        if role == nil, code == Self.messageSender || isInHeader && code != nil && code != Self.mutuallyDefined {
            endPerson()
            takeReporter(segment)
            return
        }
        endPerson()
        if role == nil {
            role = isCrewList ? .crew : .passenger
            if !(isCloseOut && code == Self.mutuallyDefined) {
                message.note(Finding(.codeUnknown, .repaired, at: segment.offset, segment: "NAD", [code?.description ?? ""]))
            }
        }
        guard message.travellers.count < TravelMessage.travellersRead else {
            message.note(
                Finding(.tooMuch, .lost, at: segment.offset, segment: "NAD", ["travellers", String(TravelMessage.travellersRead)]))
            place = .trailer
            return
        }
        if place != .person { beginPeople() }
        place = .person
        person = PAXLSTPerson(role ?? .passenger, latestBirth: latestBirth, at: segment)
        let isNameExpected = !isCloseOut
        for finding in person?.takeName(segment, isNameExpected: isNameExpected) ?? [] { message.note(finding) }
    }

    private static var messageSender: Tag { Tag("M", "S") }
    private static var mutuallyDefined: Tag { Tag("Z", "Z", "Z") }

    private var isCloseOut: Bool {
        switch message.action {
        case .closeOut, .closeOutOnBoard, .closeOutNotOnBoard, .cancelFlight, .changeFlight: true
        default: false
        }
    }

    /// The first person ends the description of the voyage, which bounds dates of birth.
    private mutating func beginPeople() {
        route.close()
        message.travellers.reserveCapacity(64)
        if let departure = route.legs.first?.departure?.date {
            latestBirth = latestBirth.map { min($0, departure) } ?? departure
        }
    }

    private mutating func takeReporter(_ segment: Segment) {
        place = .reporter
        if let code = segment.code(1), code != Self.messageSender {
            message.note(Finding(.codeUnknown, .note, at: segment.offset, segment: "NAD", [code.description]))
        }
        let name = [segment.text(4), segment.text(4, 2), segment.text(3), segment.text(2)].compactMap { $0 }.joined(separator: " ")
        if !name.isEmpty { message.reporter.append(Contact(kind: .other, value: name)) }
    }

    private mutating func endPerson() {
        guard person != nil else { return }
        let isNamed = !isCloseOut
        person?.finish(into: &message, isNamed: isNamed)
        person = nil
    }

    // MARK: Counts

    private mutating func takeCount(_ segment: Segment) {
        endPerson()
        place = .trailer
        guard let count = segment.number(1, 2) ?? segment.number(2) else {
            message.note(Finding(.countUnreadable, .note, at: segment.offset, segment: "CNT"))
            return
        }
        switch segment.code(1) {
        case Self.passengers:
            message.announcedPassengers = count
            passengersAt = segment
        case Self.crew:
            message.announcedCrew = count
            crewAt = segment
        default: message.remainder.append(segment.remainder)
        }
    }

    private static var passengers: Tag { Tag("4", "2") }
    private static var crew: Tag { Tag("4", "1") }

    /// Compares the trailer's counts with the people of this message. Lists in parts announce the whole, which this
    /// message alone cannot be compared with.
    private mutating func checkCounts() {
        if message.isFinalPart == false || (message.part ?? 1) > 1 { return }
        var crew = 0
        for index in message.travellers.indices {
            // By index: a closure would be handed a copy of each traveller.
            let role = message.travellers[index].value.role
            if role == .crew || role == .transitCrew { crew += 1 }
        }
        let all = message.travellers.count
        if let announced = message.announcedPassengers, let segment = passengersAt, announced != all - crew,
            !(crewAt == nil && announced == all)
        {
            note(segment, announced, all - crew)
        }
        if let announced = message.announcedCrew, let segment = crewAt, announced != crew, !(passengersAt == nil && announced == all) {
            note(segment, announced, crew)
        }
    }

    private mutating func note(_ segment: Segment, _ announced: Int, _ found: Int) {
        message.note(Finding(.travellerCountWrong, .note, at: segment.offset, segment: "CNT", [String(announced), String(found)]))
    }
}
