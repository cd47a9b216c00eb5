import EDIFACT
import Travel

/// Gathers what segment groups 4 and 5 say about one person. Qualifiers decide what a segment means, not its place among
/// the person's segments: senders put LOC and RFF before and after DOC alike.
struct PAXLSTPerson {
    /// The role that NAD 3035 names; nil for another code.
    static func role(_ code: Tag?) -> TravellerRole? {
        switch code {
        case Tag("F", "L"): .passenger
        case Tag("F", "M"): .crew
        case Tag("D", "D", "U"): .transit
        case Tag("D", "D", "T"): .transitCrew
        default: nil
        }
    }

    var traveller: Traveller
    private var places: [Place] = []
    private let start: Int
    private var end: Int
    private let latestBirth: LocalDate?
    /// The last DOC goes on: DTM and LOC behind it belong to it.
    private var isDocumentOpen = false
    /// Nationalities at birth: they come behind the current ones.
    private var birthNationalities: [(code: String, extent: Extent)] = []

    /// Longest part of a name that is read, in bytes; ICAO Doc 9303 has 39 characters for the whole.
    static let longestName = 500

    init(_ role: TravellerRole, latestBirth: LocalDate?, at segment: Segment) {
        traveller = Traveller(names: [], role: role)
        self.latestBirth = latestBirth
        start = segment.offset
        end = segment.range.upperBound
        places.reserveCapacity(18)
    }

    mutating func takeName(_ segment: Segment, isNameExpected: Bool) -> [Finding] {
        var findings: [Finding] = []
        add(.role, 0, segment.extent(1))
        var element = 4
        if segment.isEmpty(4), segment.isEmpty(4, 2) {
            // The name one or two elements early, in the unstructured address or the party's identification.
            if let misplaced = [3, 2].first(where: { !segment.isEmpty($0) }) {
                element = misplaced
                findings.append(Finding(.qualifierMisplaced, .repaired, at: segment.extent(misplaced).offset, segment: "NAD"))
            }
        }
        var family = segment.text(element) ?? ""
        var given = segment.text(element, 2) ?? ""
        let parts = segment.componentCount(element)
        if parts > 2 {
            for part in 3...min(parts, 5) { if let more = segment.text(element, part) { given += given.isEmpty ? more : " " + more } }
        }
        let nameExtent = extent(segment, element, parts)
        if family.utf8.count > Self.longestName || given.utf8.count > Self.longestName {
            family = Self.cut(family)
            given = Self.cut(given)
            findings.append(Finding(.valueTooLong, .repaired, at: nameExtent.offset, segment: "NAD", [String(Self.longestName)]))
        }
        let name = readName(family: family, given: given)
        traveller.names = name.names
        traveller.titles = name.titles
        traveller.category = name.category
        for code in name.codes where isNameExpected || code != .nameMissing {
            findings.append(Finding(code, NameReading.severity(code), at: nameExtent.offset, segment: "NAD"))
        }
        if !family.isEmpty || !given.isEmpty { add(.name, 0, nameExtent) }
        if segment.elementCount > 4 { takeAddress(segment) }
        return findings
    }

    private mutating func takeAddress(_ segment: Segment) {
        let street = (1...4).compactMap { segment.text(5, $0) }.joined(separator: " ")
        let city = segment.text(6)
        let region = segment.text(7) ?? segment.text(7, 4)
        let postcode = segment.text(8)
        let country = segment.text(9)
        guard !street.isEmpty || city != nil || region != nil || postcode != nil || country != nil else { return }
        add(
            .contact, traveller.contacts.count,
            Extent(segment.extent(5).offset..<max(segment.extent(5).offset, segment.range.upperBound - 1)))
        traveller.contacts.append(
            Contact(kind: .address, role: .residence, value: street, city: city, region: region, postcode: postcode, country: country))
    }

    /// Takes one segment; a finding where something in it could not be read as it stands.
    mutating func take(_ segment: Segment) -> Finding? {
        end = segment.range.upperBound
        switch segment.tag {
        case .loc: return takePlace(segment)
        case .rff: return takeReference(segment)
        case .dtm: return takeDate(segment)
        case .doc: return takeDocument(segment)
        case .att: return takeSex(segment)
        case .nat: return takeNationality(segment)
        case .mea: return takeMeasure(segment)
        case .ftx: return takeText(segment)
        case .com: takeContacts(segment)
        case .emp:
            if let code = segment.text(2) {
                traveller.crewRole = code.uppercased()
                // Index 0 is NAD's role.
                add(.role, 1, segment.extent(2))
            } else {
                keep(segment)
            }
        case .gei, .cpi, .qty, .gid, .cta: keep(segment)
        default:
            keep(segment)
            return Finding(.segmentUnexpected, .note, at: segment.offset, segment: segment.tag.description)
        }
        return nil
    }

    /// Keeps a segment that has no home as it is.
    mutating func keep(_ segment: Segment) {
        end = max(end, segment.range.upperBound)
        add(.remainder, traveller.remainder.count, segment.extent)
        traveller.remainder.append(segment.remainder)
    }

    /// Adds the person to the message, and what was noticed where the message is one that names people.
    mutating func finish(into message: inout TravelMessage, isNamed: Bool) {
        for (code, extent) in birthNationalities {
            add(.nationality, traveller.nationalities.count, extent)
            traveller.nationalities.append(code)
        }
        if isNamed {
            // By index: a loop over the documents would be handed a copy of each.
            for index in traveller.documents.indices
            where traveller.documents[index].number == nil || traveller.documents[index].type == nil {
                let at = places.first { $0.field == .document && $0.index == index }?.extent.offset ?? start
                message.note(Finding(.documentIncomplete, .note, at: at, segment: "DOC"))
            }
            if isUnidentified { message.note(Finding(.travellerUnidentified, .note, at: start, segment: "NAD")) }
        }
        // Moved, since a copy of a traveller is thirty counts.
        message.travellers.append(Evidenced(Traveller(names: []), extent: Extent(start..<end)))
        let last = message.travellers.count - 1
        swap(&message.travellers[last].value, &traveller)
        swap(&message.travellers[last].places, &places)
    }

    private var isUnidentified: Bool {
        traveller.uniqueReference == nil && traveller.locators.isEmpty && traveller.name.family.isEmpty && traveller.name.given.isEmpty
            && traveller.documents.allSatisfy { $0.number == nil }
    }

    // MARK: Places and references

    private static var residence: Tag { Tag("1", "7", "4") }
    private static var embark: Tag { Tag("1", "7", "8") }
    private static var disembark: Tag { Tag("1", "7", "9") }
    private static var birthPlace: Tag { Tag("1", "8", "0") }
    private static var clearance: Tag { Tag("2", "2") }
    private static var issuingPlace: Tag { Tag("9", "1") }

    private mutating func takePlace(_ segment: Segment) -> Finding? {
        let qualifier = segment.code(1)
        if qualifier == Self.birthPlace {
            let parts = [segment.text(2, 4), segment.text(3, 4) ?? segment.text(3), segment.text(4, 4) ?? segment.text(4), segment.text(2)]
            let text = parts.compactMap { $0 }.joined(separator: ", ")
            if text.isEmpty { return segment.emptyValue(2, qualifier: qualifier) }
            traveller.placeOfBirth = text
            add(.placeOfBirth, 0, segment.extent)
            return nil
        }
        guard let code = (segment.text(2) ?? segment.text(2, 4)).map(Self.upper) else {
            return segment.emptyValue(2, qualifier: qualifier)
        }
        switch qualifier {
        case Self.residence:
            traveller.residence = code
            add(.residence, 0, segment.extent(2))
        case Self.embark:
            traveller.embark = code
            add(.embark, 0, segment.extent(2))
        case Self.disembark:
            traveller.disembark = code
            add(.disembark, 0, segment.extent(2))
        case Self.clearance:
            traveller.clearance = code
        case Self.issuingPlace:
            let index = openDocument(segment)
            if traveller.documents[index].issuer == nil {
                traveller.documents[index].issuer = code
            } else {
                traveller.documents[index].placeOfIssue = code
            }
            add(.document, index, segment.extent(2))
        default:
            keep(segment)
            if qualifier == nil { return Finding(.codeUnknown, .note, at: segment.offset, segment: "LOC") }
        }
        return nil
    }

    private static var bookingLocator: Tag { Tag("A", "V", "F") }
    private static var passengerReference: Tag { Tag("A", "B", "O") }
    private static var seat: Tag { Tag("S", "E", "A") }
    private static var frequentFlyer: Tag { Tag("C", "R") }
    private static var ticket: Tag { Tag("Y", "Z", "Y") }

    private mutating func takeReference(_ segment: Segment) -> Finding? {
        let isShifted = segment.isEmpty(1, 2)
        guard let value = segment.text(1, 2) ?? segment.text(2) else {
            return segment.emptyValue(1, 2, qualifier: segment.code(1))
        }
        let extent = isShifted ? segment.extent(2) : segment.extent(1, 2)
        switch segment.code(1) {
        case Self.bookingLocator:
            add(.locator, traveller.locators.count, extent)
            traveller.locators.append(RecordLocator(value: Self.code(value)))
        case Self.passengerReference:
            traveller.uniqueReference = value
        case Self.seat:
            traveller.seat = Self.code(value)
            add(.seat, 0, extent)
        case Self.frequentFlyer:
            add(.frequentFlyer, traveller.frequentFlyer.count, extent)
            traveller.frequentFlyer.append(value)
        case Self.ticket:
            add(.ticket, traveller.tickets.count, extent)
            // With its coupon (`C1`) where the sender adds one.
            traveller.tickets.append(Ticket(number: value))
        default:
            keep(segment)
            return nil
        }
        return isShifted ? Finding(.qualifierMisplaced, .repaired, at: extent.offset, segment: "RFF") : nil
    }

    // MARK: Dates and documents

    private static var birth: Tag { Tag("3", "2", "9") }
    private static var expiry: Tag { Tag("3", "6") }
    private static var issued: Tag { Tag("1", "8", "2") }

    private mutating func takeDate(_ segment: Segment) -> Finding? {
        let field = PAXLSTDateField(segment)
        guard field.qualifier == Self.birth || field.qualifier == Self.expiry || field.qualifier == Self.issued else {
            keep(segment)
            return nil
        }
        guard field.hasText else { return segment.emptyValue(1, 2, qualifier: field.qualifier) }
        let extent = segment.extent(field.element, field.component)
        if field.qualifier == Self.birth {
            return takeBirth(field, extent, segment) ?? (field.isAnnounced() ? nil : field.unusual)
        }
        guard let day = segment.withText(field.element, field.component, { MessageDate.day($0) }) ?? nil else {
            keep(segment)
            return Finding(.dateUnreadable, .lost, at: extent.offset, segment: "DTM", field.arguments)
        }
        let index = openDocument(segment)
        if field.qualifier == Self.expiry { traveller.documents[index].expiry = day } else { traveller.documents[index].issued = day }
        add(.document, index, extent)
        return field.isAnnounced() ? nil : field.unusual
    }

    private mutating func takeBirth(_ field: PAXLSTDateField, _ extent: Extent, _ segment: Segment) -> Finding? {
        let latestYear = latestBirth?.year ?? Self.latestBirthYear
        var hasCentury = false
        let read = segment.withText(field.element, field.component) { text in
            hasCentury = text.count >= 8
            return MessageDate.partial(text, latest: latestYear)
        }
        guard var birth = read ?? nil else {
            keep(segment)
            return Finding(.dateUnreadable, .lost, at: extent.offset, segment: "DTM", ["329"])
        }
        add(.birthDate, 0, extent)
        if !hasCentury, let latestBirth, let day = birth.date, day > latestBirth,
            let earlier = PartialDate(year: birth.year - 100, month: birth.month, day: birth.day)
        {
            birth = earlier
        }
        traveller.birthDate = birth
        var isAhead = false
        if let latestBirth { isAhead = birth.date.map { $0 > latestBirth } ?? (birth.year > latestBirth.year) }
        if birth.year < 1900 || isAhead {
            return Finding(.dateImplausible, .note, at: extent.offset, segment: "DTM", ["329"])
        }
        return nil
    }

    /// Where neither the envelope nor the flight has a date: two digits up to this year are of this century.
    private static let latestBirthYear = 2030

    private mutating func takeDocument(_ segment: Segment) -> Finding? {
        isDocumentOpen = false
        let type = segment.text(1).map(Self.upper)
        let number = segment.text(2)
        guard type != nil || number != nil else { return segment.emptyValue(2, qualifier: nil) }
        add(.document, traveller.documents.count, number == nil ? segment.extent : segment.extent(2))
        traveller.documents.append(TravelDocument(type: type, number: number))
        isDocumentOpen = true
        return nil
    }

    /// The document that DTM and LOC speak of; a new one where DOC said nothing.
    private mutating func openDocument(_ segment: Segment) -> Int {
        if !isDocumentOpen {
            traveller.documents.append(TravelDocument())
            isDocumentOpen = true
        }
        return traveller.documents.count - 1
    }

    // MARK: Person

    private mutating func takeSex(_ segment: Segment) -> Finding? {
        let element = segment.isEmpty(3) ? 2 : 3
        guard segment.code(1) == Self.sexQualifier || segment.isEmpty(1) else {
            keep(segment)
            return nil
        }
        guard let text = segment.text(element).map(Self.upper) else { return segment.emptyValue(3, qualifier: segment.code(1)) }
        let extent = segment.extent(element)
        guard let sex = Sex(rawValue: text) ?? Self.sexWords[text] else {
            keep(segment)
            return Finding(.codeUnknown, .lost, at: extent.offset, segment: "ATT", ["2"])
        }
        traveller.sex = sex
        add(.sex, 0, extent)
        return text.utf8.count == 1 && element == 3 ? nil : Finding(.qualifierMisplaced, .repaired, at: extent.offset, segment: "ATT")
    }

    private static var sexQualifier: Tag { Tag(letter: "2") }
    private static let sexWords: [String: Sex] = ["FEMALE": .female, "MALE": .male]
    private static var atBirth: Tag { Tag(letter: "1") }

    private mutating func takeNationality(_ segment: Segment) -> Finding? {
        if let code = segment.text(2).map(Self.upper) {
            if segment.code(1) == Self.atBirth {
                birthNationalities.append((code, segment.extent(2)))
            } else {
                add(.nationality, traveller.nationalities.count, segment.extent(2))
                traveller.nationalities.append(code)
            }
            return nil
        }
        if let code = segment.text(1).map(Self.upper), code.utf8.count >= 2 {
            add(.nationality, traveller.nationalities.count, segment.extent(1))
            traveller.nationalities.append(code)
            return Finding(.qualifierMisplaced, .repaired, at: segment.extent(1).offset, segment: "NAT")
        }
        return segment.emptyValue(2, qualifier: segment.code(1))
    }

    private mutating func takeContacts(_ segment: Segment) {
        for element in 1...max(1, segment.elementCount) {
            guard let value = segment.text(element) else { continue }
            add(.contact, traveller.contacts.count, segment.extent(element))
            traveller.contacts.append(Self.contact(value, code: segment.code(element, 2), name: nil))
        }
    }

    /// A contact by its COM 3155 code; without a known one, an e-mail address is what has an @.
    static func contact(_ value: String, code: Tag?, name: String?) -> Contact {
        let kind: Contact.Kind =
            switch code {
            case telephone, mobile: .telephone
            case email: .email
            case nil where value.utf8.contains(0x40): .email
            default: .other
            }
        return Contact(kind: kind, role: code == mobile ? .mobile : .contact, value: value, name: name)
    }

    private static var telephone: Tag { Tag("T", "E") }
    private static var mobile: Tag { Tag("A", "L") }
    private static var email: Tag { Tag("E", "M") }

    // MARK: Texts

    mutating func add(_ field: FactField, _ index: Int, _ extent: Extent) {
        places.append(Place(field: field, index: index, extent: extent))
    }

    /// All components of an element.
    private func extent(_ segment: Segment, _ element: Int, _ components: Int) -> Extent {
        guard let first = segment.range(element), let last = segment.range(element, max(1, components)) else { return segment.extent }
        return Extent(first.lowerBound..<max(first.lowerBound, last.upperBound))
    }

    /// Upper case; as it is where nothing changes, without a new string.
    static func upper(_ text: String) -> String {
        let bytes = text.utf8.span
        for index in bytes.indices where bytes[index] >= 0x61 && bytes[index] <= 0x7A || bytes[index] >= 0x80 { return text.uppercased() }
        return text
    }

    /// Upper case and without blanks, as locators and seats are written.
    private static func code(_ text: String) -> String {
        text.utf8.contains(0x20) ? upper(String(text.filter { $0 != " " })) : upper(text)
    }

    private static func cut(_ text: String) -> String {
        text.utf8.count <= longestName ? text : String(decoding: text.utf8.prefix(longestName), as: UTF8.self)
    }
}
