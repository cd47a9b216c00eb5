import Travel

/// Finds travellers of one booking: by their number in it, or by name.
///
/// A table, made once when a booking is complete, so that a group of a thousand costs a thousand look-ups.
struct PNRGOVTravellerIndex {
    /// Position -1 where several travellers have the same.
    private var byReference: [String: (position: Int, isInfant: Bool)] = [:]
    /// What stands before the point of a reference, for its first holder.
    private var byWhole: [String: Int] = [:]
    /// Letters of family and given names; -1 where several travellers have the same.
    private var byLetters: [String: Int] = [:]
    /// Letters of the family name and of the first given name.
    private var byFirst: [String: Int] = [:]

    mutating func add(_ traveller: Traveller, at position: Int) {
        if let reference = traveller.travellerReference {
            if let other = byReference[reference], other.position != position {
                if other.position >= 0 {
                    let one = Self.adult(other.position, isInfant: other.isInfant, position, isInfant: traveller.category == .infant)
                    byReference[reference] = (one ?? -1, false)
                }
            } else {
                byReference[reference] = (position, traveller.category == .infant)
            }
            // `1.1` is the first name of the first surname: some references to it say only 1.
            if let point = reference.utf8.firstIndex(of: 0x2E) {
                let whole = String(reference[..<point])
                byWhole[whole] = byWhole[whole] ?? position
            }
        }
        for name in traveller.names { add(name, at: position) }
    }

    private mutating func add(_ name: PersonName, at position: Int) {
        Self.insert(position, Self.letters(name.family, name.given), into: &byLetters)
        Self.insert(position, Self.first(name.family, name.given), into: &byFirst)
    }

    private static func insert(_ position: Int, _ key: String, into table: inout [String: Int]) {
        guard !key.isEmpty else { return }
        if let other = table[key], other != position { table[key] = -1 } else { table[key] = position }
    }

    func traveller(reference: String) -> Int? {
        if let found = byReference[reference] { return found.position >= 0 ? found.position : nil }
        return byWhole[reference]
    }

    /// Of two with one reference the one who is no infant; nil where that does not tell.
    static func adult(_ a: Int, _ first: Traveller, _ b: Int, _ second: Traveller) -> Int? {
        adult(a, isInfant: first.category == .infant, b, isInfant: second.category == .infant)
    }

    private static func adult(_ a: Int, isInfant: Bool, _ b: Int, isInfant isOtherInfant: Bool) -> Int? {
        isInfant == isOtherInfant ? nil : isInfant ? b : a
    }

    /// The one traveller who is called so; nil for none and for several.
    func traveller(family: String, given: String) -> Int? {
        if let exact = byLetters[Self.letters(family, given)] { return exact >= 0 ? exact : nil }
        if let first = byFirst[Self.first(family, given)] { return first >= 0 ? first : nil }
        return nil
    }

    private static func letters(_ family: String, _ given: String) -> String {
        var kept: [UInt8] = []
        kept.reserveCapacity(family.utf8.count + given.utf8.count)
        for byte in family.utf8 where isLetter(byte) { kept.append(upper(byte)) }
        for byte in given.utf8 where isLetter(byte) { kept.append(upper(byte)) }
        return String(decoding: kept, as: UTF8.self)
    }

    private static func first(_ family: String, _ given: String) -> String {
        var kept: [UInt8] = []
        for byte in family.utf8 where isLetter(byte) { kept.append(upper(byte)) }
        kept.append(0x2F)
        for byte in given.utf8.drop(while: { $0 == 0x20 }).prefix(while: { $0 != 0x20 }) where isLetter(byte) { kept.append(upper(byte)) }
        return kept.count > 1 ? String(decoding: kept, as: UTF8.self) : ""
    }

    // MARK: A few travellers, without a table

    static func isReference(_ reference: String, _ own: String?) -> Bool {
        guard let own else { return false }
        if own == reference { return true }
        guard let point = own.utf8.firstIndex(of: 0x2E) else { return false }
        return own[..<point] == reference
    }

    /// Whether the letters of both names are the same, and there are any.
    static func haveSameLetters(_ a: PersonName, _ b: PersonName) -> Bool {
        // The common case at the price of two comparisons of words.
        if a.family == b.family, a.given == b.given { return hasLetter(a.family.utf8.span) || hasLetter(a.given.utf8.span) }
        var left = Letters()
        var right = Letters()
        var isEmpty = true
        while let letter = left.next(a.family.utf8.span, a.given.utf8.span) {
            guard letter == right.next(b.family.utf8.span, b.given.utf8.span) else { return false }
            isEmpty = false
        }
        return right.next(b.family.utf8.span, b.given.utf8.span) == nil && !isEmpty
    }

    private static func hasLetter(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where isLetter(text[index]) { return true }
        return false
    }

    /// Whether family name and first given name have the same letters, and there are any.
    static func haveSameFirstName(_ a: PersonName, _ b: PersonName) -> Bool {
        var left = Letters(firstGiven: true)
        var right = Letters(firstGiven: true)
        var count = 0
        while let letter = left.next(a.family.utf8.span, a.given.utf8.span) {
            guard letter == right.next(b.family.utf8.span, b.given.utf8.span) else { return false }
            count += 1
        }
        return right.next(b.family.utf8.span, b.given.utf8.span) == nil && count > 1
    }

    /// A walk over the letters of family and given names, in upper case; of the first given name only, with a slash before it.
    private struct Letters {
        private let firstGiven: Bool
        private var isBehindFamily = false
        private var isBehindBlanks = false
        private var position = 0

        init(firstGiven: Bool = false) { self.firstGiven = firstGiven }

        mutating func next(_ family: Span<UInt8>, _ given: Span<UInt8>) -> UInt8? {
            if !isBehindFamily {
                while position < family.count {
                    position += 1
                    if isLetter(family[position - 1]) { return upper(family[position - 1]) }
                }
                isBehindFamily = true
                position = 0
                if firstGiven { return 0x2F }
            }
            if firstGiven, !isBehindBlanks {
                while position < given.count, given[position] == 0x20 { position += 1 }
                isBehindBlanks = true
            }
            while position < given.count {
                let byte = given[position]
                if firstGiven, byte == 0x20 { return nil }
                position += 1
                if isLetter(byte) { return upper(byte) }
            }
            return nil
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte & 0xDF >= 0x41 && byte & 0xDF <= 0x5A || byte >= 0x80 }
    private static func upper(_ byte: UInt8) -> UInt8 { byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte }
}

/// The end of a booking: what waited is given to those whom it speaks of.
extension PNRGOVReading {
    mutating func finishBooking() {
        guard draft.isOpen else { return }
        settlePending()

        if draft.hasEmptyOriginator, message.action == .update, draft.travellers.isEmpty || !draft.hasOwnFlight {
            draft.booking.cancelled = true
            message.note(Finding(.bookingEmptied, .note, at: draft.start, segment: "ORG"))
        }
        if draft.booking.locators.isEmpty {
            message.note(Finding(.bookingWithoutLocator, .note, at: draft.start, segment: "RCI"))
        }
        draft.booking.travellers = Array(message.travellers.count..<message.travellers.count + draft.travellers.count)
        let locators = draft.places.filter { $0.field == .locator && $0.index < 4 }
        for index in draft.travellers.indices {
            draft.travellers[index].value.locators = draft.booking.locators
            draft.travellers[index].value.embark = draft.embark
            draft.travellers[index].value.disembark = draft.disembark
            draft.travellers[index].places += locators
        }
        draft.move(into: &message)
        draft = PNRGOVBookingDraft()
    }

    private mutating func settlePending() {
        let pending = draft.pending
        draft.pending = []
        guard !pending.isEmpty else { return }
        if draft.travellers.isEmpty { addHolders(pending) }
        draft.indexNames()
        // Infants first: their documents may stand before the request that names them.
        for service in pending {
            if case .infant(let text) = service.content, let infant = SSRInfant(text) { settleInfant(infant, service) }
        }
        draft.onlyInfant = draft.findOnlyInfant()
        for service in pending { settle(service) }
    }

    /// A booking that names nobody: the holders of its documents travel.
    private mutating func addHolders(_ pending: [PNRGOVPendingService]) {
        for service in pending {
            guard case .document(let text) = service.content, let read = SSRDocument(text, reference: reference),
                !read.family.isEmpty || !read.given.isEmpty
            else { continue }
            let reading = readName(family: read.family, given: read.given)
            let name = reading.names[0]
            draft.indexNames()
            guard draft.traveller(family: name.family, given: name.given) == nil,
                message.travellers.count + draft.travellers.count < TravelMessage.travellersRead
            else { continue }
            var added = PNRGOVTravellerDraft(names: reading.names, at: service.extent.range)
            added.value.titles = reading.titles
            if read.isInfant { added.value.category = .infant }
            added.add(service.extent, .name)
            draft.travellers.append(added)
            noteService(.travellerInDocumentOnly, .repaired, service)
        }
    }

    /// An infant that INFT names, and no TIF does, is a traveller of its own.
    private mutating func settleInfant(_ infant: SSRInfant, _ pending: PNRGOVPendingService) {
        let reading = readName(family: infant.family, given: infant.given)
        let birthDate = infant.birth?.birth(notAfter: reference)
        if let known = draft.traveller(family: reading.names[0].family, given: reading.names[0].given) {
            if draft.travellers[known].value.category == nil { draft.travellers[known].value.category = .infant }
            guard draft.travellers[known].value.category == .infant else { return }
            noteBirth(birthDate, of: known, pending.extent)
            return
        }
        var added = PNRGOVTravellerDraft(names: reading.names, at: pending.extent.range)
        added.value.titles = reading.titles
        added.value.category = .infant
        added.add(pending.extent, .name)
        draft.travellers.append(added)
        noteBirth(birthDate, of: draft.travellers.count - 1, pending.extent)
        draft.indexNames()
    }

    private mutating func noteBirth(_ date: PartialDate?, of traveller: Int, _ extent: Extent) {
        guard let date, draft.travellers[traveller].value.birthDate == nil else { return }
        draft.travellers[traveller].value.birthDate = date
        draft.travellers[traveller].add(extent, .birthDate)
    }

    private mutating func settle(_ pending: PNRGOVPendingService) {
        var known: Int?
        if let reference = pending.travellerReference {
            known = draft.traveller(reference: reference)
            if known == nil, !draft.travellers.isEmpty { noteUnknownReference(pending) }
        }
        switch pending.content {
        case .document(let text):
            guard var document = SSRDocument(text, reference: reference) else { break }
            return settle(&document, pending, known ?? tied(document.tie))
        case .permission(let text):
            guard var permission = SSRPermission(text, reference: reference) else { break }
            return settle(&permission, pending, known ?? tied(permission.tie))
        case .address(let text):
            guard let address = SSRAddress(text) else { break }
            return settle(address, pending, known ?? tied(address.tie))
        case .infant(let text):
            guard let infant = SSRInfant(text) else { break }
            known = known ?? tied(infant.tie)
        case .child(let text):
            let tokens = SSRTokens(text)
            known = known ?? tied(tokens.tie)
            if let date = SSRDate(first: tokens), let owner = known ?? pending.owner ?? onlyTraveller() {
                if draft.travellers[owner].value.category == nil { draft.travellers[owner].value.category = .child }
                noteBirth(date.birth(notAfter: reference), of: owner, pending.extent)
            }
        case .contact(let text, let letter):
            let tie = SSRTie.find(in: text.span)
            known = known ?? tied(tie?.tie)
            let body = tie.map { text[..<(text.startIndex + $0.start)] } ?? text
            guard var contact = ContactText.contact(body, letter: letter) else { break }
            contact.travellerReference = pending.travellerReference
            return draft.add(contact, at: pending.extent, traveller: known ?? pending.owner)
        case .spelled(let spelled):
            return draft.add(spelled.contact, at: pending.extent, traveller: known ?? tied(spelled.tie) ?? pending.owner)
        case .frequentFlyer(let text):
            let tokens = SSRTokens(text)
            guard let first = tokens.firstFilled else { break }
            known = known ?? tied(tokens.tie)
            guard let owner = known ?? pending.owner ?? onlyTraveller() else {
                return draft.add(pending.service, at: pending.extent, traveller: nil)
            }
            let number = String(decoding: tokens.bytes(first).filter { $0 != 0x20 }, as: UTF8.self)
            return addFrequentFlyer(number, at: pending.extent, traveller: owner)
        case .ticket(let text):
            guard let ticket = SSRTicketNumber(text) else { break }
            return settle(ticket, pending, known ?? tied(ticket.tie))
        case .seat(let seat): return settle(seat: seat, pending, known)
        case .tied(let text): known = known ?? tied(SSRTie.find(in: text.span)?.tie)
        case .other: break
        }
        draft.add(pending.service, at: pending.extent, traveller: known ?? pending.owner)
    }

    /// The traveller whom a tie names. It may spell the title without a blank (`OLEMR`): every reading is tried.
    private func tied(_ tie: SSRTie?) -> Int? {
        guard let tie else { return nil }
        for name in readName(family: tie.family, given: tie.given).names {
            if let known = draft.traveller(family: name.family, given: name.given) { return known }
        }
        return nil
    }

    private mutating func settle(_ permission: inout SSRPermission, _ pending: PNRGOVPendingService, _ known: Int?) {
        guard let owner = permission.isInfant ? infant(known) : known ?? pending.owner ?? onlyTraveller() else {
            return unassigned(pending)
        }
        if permission.document.number != nil { draft.travellers[owner].move(&permission.document, at: pending.extent) }
        if draft.travellers[owner].value.placeOfBirth == nil, let place = permission.placeOfBirth {
            draft.travellers[owner].value.placeOfBirth = place
            draft.travellers[owner].add(pending.extent, .placeOfBirth)
        }
    }

    private mutating func settle(_ address: SSRAddress, _ pending: PNRGOVPendingService, _ known: Int?) {
        guard let owner = address.isInfant ? infant(known) : known ?? pending.owner ?? onlyTraveller() else {
            return unassigned(pending)
        }
        if address.contact.role == .residence, draft.travellers[owner].value.residence == nil, let country = address.contact.country {
            draft.travellers[owner].value.residence = country
            draft.travellers[owner].add(pending.extent, .residence)
        }
        if !draft.travellers[owner].value.contacts.suffix(8).contains(address.contact) {
            draft.add(address.contact, at: pending.extent, traveller: owner)
        }
    }

    private mutating func settle(_ ticket: SSRTicketNumber, _ pending: PNRGOVPendingService, _ known: Int?) {
        let owner = ticket.isInfant ? infant(known) : known ?? pending.owner ?? onlyTraveller()
        guard let owner else { return draft.add(pending.service, at: pending.extent, traveller: nil) }
        if draft.travellers[owner].value.tickets.suffix(8).contains(where: { $0.number == ticket.number }) { return }
        draft.travellers[owner].add(pending.extent, .ticket, index: draft.travellers[owner].value.tickets.count)
        draft.travellers[owner].value.tickets.append(Ticket(number: ticket.number))
    }

    private mutating func settle(seat: String, _ pending: PNRGOVPendingService, _ known: Int?) {
        guard let owner = known ?? pending.owner ?? onlyTraveller() else {
            return draft.add(pending.service, at: pending.extent, traveller: nil)
        }
        // What was given at check-in stands above what was asked for.
        if draft.travellers[owner].value.seat == nil {
            draft.travellers[owner].value.seat = seat
            draft.travellers[owner].add(pending.extent, .seat)
        } else if draft.travellers[owner].value.seat != seat {
            draft.add(pending.service, at: pending.extent, traveller: owner)
        }
    }

    private mutating func settle(_ read: inout SSRDocument, _ pending: PNRGOVPendingService, _ known: Int?) {
        var owner = known ?? pending.owner
        if !read.family.isEmpty || !read.given.isEmpty {
            let holder = readNameAsReceived(family: read.family, given: read.given)
            read.document.holder = PersonName(family: holder.family, given: holder.given, reading: .document)
            if known == nil || read.isInfant, let named = draft.traveller(family: holder.family, given: holder.given) {
                owner = named
            }
        }
        if read.isInfant {
            // On the adult stands the document of the infant: only an infant may have it.
            let isInfant = owner.map { draft.travellers[$0].value.category == .infant } ?? false
            owner = isInfant ? owner : infant(nil)
        }
        guard let owner = owner ?? (read.isInfant ? nil : onlyTraveller()) else { return unassigned(pending) }
        if read.isShifted { noteService(.documentShifted, .repaired, pending) }
        if read.hasUnreadableDate { noteService(.dateUnreadable, .lost, pending) }
        if read.document.number == nil || (read.document.birthDate == nil && read.document.holder == nil) {
            noteService(.documentIncomplete, .note, pending)
        }
        draft.travellers[owner].move(&read.document, at: pending.extent)
    }

    /// The infant that is meant: the one that is known, or the only one of the booking.
    private func infant(_ known: Int?) -> Int? {
        if let known, draft.travellers[known].value.category == .infant { return known }
        return draft.onlyInfant
    }

    private func onlyTraveller() -> Int? { draft.travellers.count == 1 ? 0 : nil }

    private mutating func unassigned(_ pending: PNRGOVPendingService) {
        noteService(.documentUnassigned, .lost, pending)
        draft.add(pending.service, at: pending.extent, traveller: nil)
    }

    private mutating func noteUnknownReference(_ pending: PNRGOVPendingService) { noteService(.referenceUnknown, .note, pending) }

    private mutating func noteService(_ code: FindingCode, _ severity: Finding.Severity, _ pending: PNRGOVPendingService) {
        message.note(Finding(code, severity, at: pending.offset, segment: "SSR"))
    }
}
