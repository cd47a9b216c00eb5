import EDIFACT
import Travel

/// ADD and IFT: addresses, contacts, and free text.
extension PNRGOVReading {
    private var owner: Int? {
        group == .traveller || group == .ticket || group == .payment ? draft.travellers.indices.last : nil
    }

    /// ADD: from 2 on, each element purpose : street : city : region code : region : country : postcode : free text.
    mutating func readAddresses(_ segment: Segment) {
        let hasCard = noteCardNumbers(in: segment, leastDigits: 16)
        var found = false
        for element in 2...max(2, segment.elementCount) {
            found = readAddress(segment, element, hasCard: hasCard) || found
        }
        if !found, !segment.isEmpty(1) { found = readAddress(segment, 1, hasCard: hasCard) }
        if !found { keep(segment) }
    }

    private mutating func readAddress(_ segment: Segment, _ element: Int, hasCard: Bool) -> Bool {
        let count = segment.componentCount(element)
        guard count > 0 else { return false }
        func text(_ component: Int) -> String? {
            let text = segment.text(element, component)
            return hasCard ? text.map { PaymentCardNumbers.masked($0, leastDigits: 16) } : text
        }
        if let old = oldDialect(segment, element, count, text) {
            add(old, segment)
            return true
        }
        let purpose = segment.number(element, 1)
        let role: Contact.Role = group == .payment || group == .ticket ? .billing : purpose == 700 ? .contact : .other
        var found = false
        var contact = Contact(kind: .address, role: role, value: text(2) ?? "")
        contact.city = text(3)
        contact.region = text(4) ?? text(5)
        contact.country = text(6)
        contact.postcode = text(7)
        if !contact.value.isEmpty || contact.city != nil || contact.country != nil || contact.postcode != nil {
            if contact.value.utf8.starts(with: "TBM MAIL TO".utf8) {
                contact.value = String(decoding: trimmedBlanks(Array(contact.value.utf8.dropFirst(11))[...]), as: UTF8.self)
            }
            // A name in the fifth component is where senders without region names put whom the address is.
            if text(4) != nil { contact.name = text(5) }
            add(contact, segment)
            found = true
        }
        let free = count == 8 ? text(8) ?? "" : count > 8 ? (8...count).compactMap { text($0) }.joined(separator: ":") : ""
        if !free.isEmpty {
            add(freeContact(free, role: role), segment)
            found = true
        }
        return found
    }

    /// Release 11.1 senders mark a contact with a letter: E e-mail, M mobile, H home, O office, N telephone.
    private func oldDialect(_ segment: Segment, _ element: Int, _ count: Int, _ text: (Int) -> String?) -> Contact? {
        guard count > 1 else { return nil }
        let mark: UInt8
        let values: [String]
        if let last = Self.mark(segment, element, count) {
            mark = last
            values = (1..<count).compactMap { text($0) }.filter { $0 != "700" && $0 != "701" && $0 != "702" }
        } else if let first = Self.mark(segment, element, 1) {
            mark = first
            values = (2...count).compactMap { text($0) }
        } else {
            return nil
        }
        guard !values.isEmpty else { return nil }
        let value = values.joined(separator: " ")
        switch mark {
        case 0x45: return Contact(kind: .email, role: .contact, value: ContactText.decodedEmail(Array(value.utf8)[...]))
        case 0x4D: return Contact(kind: .telephone, role: .mobile, value: value)
        case 0x48: return Contact(kind: .telephone, role: .home, value: value)
        case 0x4F: return Contact(kind: .telephone, role: .business, value: value)
        default: return Contact(kind: .telephone, role: .contact, value: value)
        }
    }

    /// The component as one of the letters E, M, H, O, N.
    private static func mark(_ segment: Segment, _ element: Int, _ component: Int) -> UInt8? {
        switch segment.code(element, component) {
        case Tag(letter: "E"): 0x45
        case Tag(letter: "M"): 0x4D
        case Tag(letter: "H"): 0x48
        case Tag(letter: "O"): 0x4F
        case Tag(letter: "N"): 0x4E
        default: nil
        }
    }

    private func freeContact(_ text: String, role: Contact.Role) -> Contact {
        if let found = ContactText(in: text) { return found.contact }
        let bytes = Array(text.utf8)
        if ContactText.looksLikeEmail(bytes[...]) {
            return Contact(kind: .email, role: role, value: ContactText.decodedEmail(ContactText.email(in: bytes[...])))
        }
        let digits = bytes.count { $0 >= 0x30 && $0 <= 0x39 }
        return Contact(kind: digits >= 5 && digits * 2 >= bytes.count ? .telephone : .other, role: role, value: text)
    }

    private mutating func add(_ contact: consuming Contact, _ segment: Segment) {
        if let owner, group == .traveller { contact.travellerReference = draft.travellers[owner].value.travellerReference }
        let traveller = contact.role == .billing ? nil : owner
        draft.add(contact, at: segment.extent, traveller: traveller)
    }

    /// IFT: 1 qualifier : type; then texts. 28 other service information, 43 sponsor, 15 fare calculation, 19 history.
    mutating func readFreeText(_ segment: Segment) {
        let texts = freeTexts(segment)
        // Where @ parts elements, the one of an e-mail address does too.
        let isCut = texts.count > 1 && segments.bytes[segment.offset + 3] == 0x40 && texts[0].utf8.starts(with: "CTC".utf8)
        if isCut { note(.separatorInText, .repaired, segment, 2, 1) }
        let joined = texts.count == 1 ? texts[0] : texts.joined(separator: isCut ? "@" : " ")
        let spelled = joined.isEmpty ? nil : ContactText(in: joined)
        let hasCard = noteCardNumbers(in: segment, leastDigits: spelled == nil ? 13 : 16)
        let text = hasCard ? PaymentCardNumbers.masked(joined) : joined
        guard !text.isEmpty else { return keep(segment) }
        switch segment.number(1, 2) ?? segment.number(1, 1) {
        case 28:
            addRemark(.otherService, text, segment)
            if let spelled { add(spelled, segment) }
        case 43:
            addRemark(.sponsor, text, segment)
            addSponsor(texts.map { hasCard ? PaymentCardNumbers.masked($0) : $0 }, segment)
        case 15: addRemark(.fareCalculation, text, segment)
        case 19: addRemark(.history, text, segment)
        default:
            addRemark(.other, text, segment)
            if let spelled { add(spelled, segment) }
        }
    }

    private func freeTexts(_ segment: Segment) -> [String] {
        var texts: [String] = []
        for element in 2...max(2, segment.elementCount) {
            for component in 1...max(1, segment.componentCount(element)) {
                if let text = segment.text(element, component) { texts.append(text) }
            }
        }
        return texts
    }

    private mutating func add(_ spelled: ContactText, _ segment: Segment) {
        draft.pending.append(
            PNRGOVPendingService(
                content: .spelled(spelled), source: PNRGOVServiceSource(segment: segment, textStart: 9, text: nil, data: nil), owner: owner,
                extent: segment.extent, offset: segment.offset))
    }

    /// Name, then address, then telephone, in elements of their own or in one.
    private mutating func addSponsor(_ texts: [String], _ segment: Segment) {
        guard let name = texts.first else { return }
        if group == .payment, let last = draft.booking.payments.indices.last {
            draft.booking.payments[last].payer = name
            if texts.count == 1 { return }
        }
        let rest = texts.dropFirst()
        let telephone = rest.last.flatMap { text in
            let digits = text.utf8.count { $0 >= 0x30 && $0 <= 0x39 }
            return digits >= 6 && digits * 2 >= text.utf8.count ? text : nil
        }
        let address = (telephone == nil ? rest : rest.dropLast()).joined(separator: " ")
        if !address.isEmpty || telephone == nil {
            let kind: Contact.Kind = address.isEmpty ? .other : .address
            draft.add(Contact(kind: kind, role: .sponsor, value: address, name: name), at: segment.extent, traveller: nil)
        }
        if let telephone {
            draft.add(Contact(kind: .telephone, role: .sponsor, value: telephone, name: name), at: segment.extent, traveller: nil)
        }
    }
}
