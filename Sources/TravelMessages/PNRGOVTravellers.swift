import EDIFACT
import Travel

/// Group 2: TIF and what describes one traveller.
extension PNRGOVReading {
    private static var groupName: Tag { Tag(letter: "G") }

    /// TIF: 1 surname : qualifier; 2 given names : type : reference : infant indicator.
    mutating func readTraveller(_ segment: Segment) {
        if group == .checkIn || group == .checkInPerson || group == .segment { return readCheckInName(segment) }
        let family = segment.text(1, 1) ?? ""
        if segment.code(1, 2) == Self.groupName {
            if draft.booking.groupName == nil { draft.booking.groupName = family }
            draft.add(segment.extent, .remark)
            return
        }
        for element in 2...max(2, segment.elementCount) {
            let given = segment.text(element, 1) ?? ""
            if element > 2, given.isEmpty, segment.text(element, 3) == nil { continue }
            addTraveller(family: family, given: given, segment, element)
        }
    }

    private mutating func addTraveller(family: String, given: String, _ segment: Segment, _ element: Int) {
        guard message.travellers.count + draft.travellers.count < TravelMessage.travellersRead else {
            return note(.tooMuch, .lost, segment, ["travellers", String(TravelMessage.travellersRead)])
        }
        let reading = readName(family: family, given: given)
        let reference = segment.text(element, 3)
        if reference != nil { draft.indexNames() }
        if let reference, draft.hasTraveller(reference, called: reading.names[0]) {
            note(.travellerRepeated, .repaired, segment)
            group = .traveller
            return
        }
        for code in reading.codes { note(code, NameReading.severity(code), segment) }
        let start = segment.range(1, 1)?.lowerBound ?? segment.offset
        let end = segment.range(element, 1)?.upperBound ?? segment.range(1, 1)?.upperBound ?? segment.range.upperBound
        var added = PNRGOVTravellerDraft(names: reading.names, at: segment.range)
        added.value.titles = reading.titles
        added.value.category = category(segment, element) ?? reading.category
        added.value.travellerReference = reference
        added.add(Extent(min(start, end)..<end), .name)
        draft.travellers.append(added)
        group = .traveller
    }

    private func category(_ segment: Segment, _ element: Int) -> TravellerCategory? {
        switch segment.word(element, 2) {
        case Tag(letter: "A"), Tag("A", "D", "T"): .adult
        case Tag(letter: "C"), Tag("C", "H", "D"), Tag("C", "N", "N"): .child
        case Tag("I", "N"), Tag(letter: "I"), Tag("I", "N", "F"), Tag("I", "N", "S"): .infant
        default: nil
        }
    }

    /// FTI: each element airline : number : … : level.
    mutating func readFrequentFlyer(_ segment: Segment) {
        guard let owner = draft.travellers.indices.last, group == .traveller else { return keep(segment) }
        for element in 1...max(1, segment.elementCount) {
            guard let number = segment.text(element, 2) else { continue }
            addFrequentFlyer((segment.text(element, 1) ?? "") + number, at: segment.extent, traveller: owner)
        }
    }

    mutating func addFrequentFlyer(_ number: String, at extent: Extent, traveller: Int) {
        let count = draft.travellers[traveller].value.frequentFlyer.count
        if count >= 32 || draft.travellers[traveller].value.frequentFlyer.contains(number) { return }
        draft.travellers[traveller].add(extent, .frequentFlyer, index: count)
        draft.travellers[traveller].value.frequentFlyer.append(number)
    }

    /// REF: the carrier's unique reference of the person.
    mutating func readReference(_ segment: Segment) {
        guard let owner = draft.travellers.indices.last, group == .traveller, let text = segment.text(1, 2) ?? segment.text(1, 1),
            draft.travellers[owner].value.uniqueReference == nil
        else { return keep(segment) }
        draft.travellers[owner].value.uniqueReference = text
    }

    /// FAR: fare data, of which only the type of passenger has a home.
    mutating func readFare(_ segment: Segment) {
        if let owner = draft.travellers.indices.last, draft.travellers[owner].value.category == nil, group == .traveller {
            switch segment.word(1) {
            case Tag(letter: "A"): draft.travellers[owner].value.category = .adult
            case Tag(letter: "C"): draft.travellers[owner].value.category = .child
            case Tag("I", "N"): draft.travellers[owner].value.category = .infant
            default: break
            }
        }
        keep(segment)
    }
}

/// Groups 1 and 8: RCI, DAT, ORG.
extension PNRGOVReading {
    /// RCI: each element airline : locator : type : date : time.
    mutating func readLocators(_ segment: Segment) {
        for element in 1...max(1, segment.elementCount) {
            guard let text = segment.text(element, 2) else { continue }
            let locator = RecordLocator(
                system: segment.text(element, 1), value: text.utf8.contains(0x20) ? text.filter { $0 != " " } : text,
                type: segment.text(element, 3))
            if group == .split {
                draft.add(segment.extent, .split, index: draft.booking.splits.count)
                draft.booking.splits.append(locator)
                continue
            }
            if draft.booking.created == nil { readCreation(segment, element) }
            if draft.booking.locators.suffix(16).contains(locator) { continue }
            draft.add(segment.extent(element, 2), .locator, index: draft.booking.locators.count)
            draft.booking.locators.append(locator)
        }
    }

    /// When the booking was made.
    private mutating func readCreation(_ segment: Segment, _ element: Int) {
        guard let day = segment.dayFirst(element, 4) else {
            // A time alone is the time of no day.
            let component = segment.isEmpty(element, 4) ? 5 : 4
            if !segment.isEmpty(element, component) { note(.dateUnreadable, .lost, segment, element, component) }
            return
        }
        draft.booking.created = time(segment, element, 5, on: day)
        draft.add(segment.extent, .created)
    }

    /// A time of day; the start of the day, with a finding, where there is none.
    private mutating func time(_ segment: Segment, _ element: Int, _ component: Int, on day: LocalDate) -> LocalDateTime? {
        if let time = segment.time(element, component, on: day) { return time }
        if segment.isEmpty(element, component) {
            note(.timeMissing, .repaired, segment, element, component - 1)
        } else {
            note(.dateUnreadable, .repaired, segment, element, component)
        }
        return LocalDateTime(date: day, hour: 0, minute: 0)
    }

    /// DAT: each element qualifier : date : time. 700 last transaction, 710 tickets issued, 2 and 3 check-in.
    mutating func readDates(_ segment: Segment) {
        var isKnown = false
        for element in 1...max(1, segment.elementCount) {
            let qualifier = segment.number(element, 1)
            if segment.isEmpty(element, 2), !segment.isEmpty(element, 1) {
                noteEmpty(segment, element, 2, qualifier: segment.code(element, 1))
                isKnown = isKnown || qualifier == 700 || qualifier == 710
                continue
            }
            guard qualifier == 700 || qualifier == 710 else { continue }
            isKnown = true
            guard let day = segment.dayFirst(element, 2) else {
                note(.dateUnreadable, .lost, segment, element, 2)
                continue
            }
            let time = time(segment, element, 3, on: day)
            if qualifier == 700 { draft.booking.changed = time } else if draft.booking.ticketed == nil { draft.booking.ticketed = time }
            if qualifier == 710, group == .ticket || group == .payment { noteIssue(day) }
        }
        if isKnown { return }
        if group == .segment || group == .checkIn || group == .checkInPerson {
            group = .checkIn
            checkInTraveller = nil
        }
        if segment.elementCount > 0 { keep(segment) }
    }

    private mutating func noteIssue(_ day: LocalDate) {
        guard let owner = draft.travellers.indices.last, let ticket = draft.travellers[owner].value.tickets.indices.last else { return }
        draft.travellers[owner].value.tickets[ticket].issued = day
    }

    /// ORG: 1 system : location; 2 agency : office; 3 location; 4 company; 5 type; 6 country : currency; 7 agent.
    mutating func readOriginator(_ segment: Segment) {
        if group == .checkIn || group == .checkInPerson || group == .segment { return keep(segment) }
        var agency: Agency? = Agency(
            system: segment.text(1, 1), number: segment.text(2, 1), office: segment.text(2, 2),
            location: segment.text(3, 1) ?? segment.text(1, 2), type: segment.text(5, 1), country: segment.text(6, 1),
            currency: segment.text(6, 2), agentSign: segment.text(7, 1))
        if agency?.system == nil { agency?.system = segment.text(4, 1) }
        if agency == Agency() {
            draft.hasEmptyOriginator = true
            return
        }
        draft.add(segment.extent, .agency)
        // The first is the one that owns the booking; later ones speak of a group of it.
        if draft.booking.agency == nil { swap(&draft.booking.agency, &agency) } else { keep(segment) }
    }
}
