import EDIFACT
import Travel

/// Groups 2 to 4: travellers, their requests, tickets and payments.
extension PNRGOVMessageWriter {
    mutating func write(_ traveller: Traveller, payments booking: Booking?) {
        let given = ([traveller.name.given] + traveller.titles).filter { !$0.isEmpty }.joined(separator: " ")
        let category = traveller.category.map { $0 == .adult ? "A" : $0 == .child ? "C" : "IN" }
        writer.segment("TIF", [traveller.name.family, "I"], [given, category, traveller.travellerReference])
        for number in traveller.frequentFlyer {
            writer.segment("FTI", [String(number.prefix(2)), String(number.dropFirst(2))])
        }
        if let reference = traveller.uniqueReference { writer.segment("REF", ["", reference]) }
        for document in traveller.documents { write(document, of: traveller) }
        if let place = traveller.placeOfBirth, !traveller.documents.contains(where: { Self.isPermission($0) }) {
            writeService("DOCO", "/" + PNRGOVText.token(place) + "/V")
        }
        for contact in traveller.contacts { write(contact) }
        if let residence = traveller.residence, !traveller.contacts.contains(where: { $0.role == .residence }) {
            writeService("DOCA", "/R/" + residence)
        }
        for service in traveller.services { write(service) }
        for remainder in traveller.remainder { write(remainder) }
        for ticket in traveller.tickets { write(ticket) }
        if let booking { writePayments(booking) }
    }

    mutating func writePayments(_ booking: Booking) {
        for payment in booking.payments {
            writer.segment("FOP", [payment.form, nil, payment.amount, payment.vendor, payment.account, payment.expiry])
            if let payer = payment.payer { writer.segment("IFT", ["4", "43"], [payer]) }
        }
        for contact in booking.contacts where contact.role == .billing { write(address: contact) }
    }

    private mutating func write(_ ticket: Ticket) {
        writer.segment("TKT", [ticket.number, ticket.type])
        if let amount = ticket.amount { writer.segment("MON", ["T", amount, ticket.currency]) }
        if let issued = ticket.issued { writer.segment("DAT", ["710", PNRGOVText.dayFirst(issued)]) }
    }

    // MARK: SSR

    private static func isPermission(_ document: TravelDocument) -> Bool {
        document.type == "V" || document.type == "K" || document.type == "R"
    }

    private mutating func write(_ document: TravelDocument, of traveller: Traveller) {
        if Self.isPermission(document) {
            let texts = [
                traveller.placeOfBirth, document.type, document.number, document.placeOfIssue,
                PNRGOVText.named(document.issued.map { PartialDate($0) }), document.issuer,
            ]
            writeService("DOCO", "/" + texts.map { PNRGOVText.token($0) }.joined(separator: "/"))
            return
        }
        let sex = (document.sex ?? traveller.sex)?.rawValue ?? ""
        let holder = document.holder ?? traveller.name
        var texts = [document.type, document.issuer, document.number, document.nationality ?? traveller.nationalities.first]
        texts += [
            PNRGOVText.named(document.birthDate ?? traveller.birthDate), sex + (traveller.category == .infant && !sex.isEmpty ? "I" : ""),
        ]
        texts += [PNRGOVText.named(document.expiry.map { PartialDate($0) }), holder.family]
        texts += holder.given.utf8.split(separator: 0x20).map { String(Substring($0)) }
        writeService("DOCS", "/" + texts.map { PNRGOVText.token($0) }.joined(separator: "/"))
    }

    private mutating func write(_ contact: Contact) {
        switch (contact.kind, contact.role) {
        case (.address, .residence), (.address, .destination):
            let texts = [
                contact.role == .residence ? "R" : "D", contact.country, contact.value, contact.city, contact.region, contact.postcode,
            ]
            writeService("DOCA", "/" + texts.map { PNRGOVText.token($0) }.joined(separator: "/"))
        case (.email, _): writeService("CTCE", "/" + ContactText.encodedEmail(contact.value))
        case (.telephone, _): writeService("CTC" + Self.letter(contact.role), "/" + contact.value)
        case (.address, _), (.other, _): write(address: contact)
        }
    }

    private static func letter(_ role: Contact.Role) -> String {
        switch role {
        case .mobile: "M"
        case .home: "H"
        case .business: "B"
        case .agency: "T"
        default: "P"
        }
    }

    private mutating func writeService(_ code: String, _ text: String) {
        write(ServiceRequest(code: code, status: "HK", quantity: 1, carrier: message.legs.first?.carrier, text: text))
    }

    mutating func write(_ service: ServiceRequest) {
        var elements: [Element] = [
            [
                service.code, service.status, service.quantity.map { String($0) }, service.carrier, nil, nil, service.board, service.off,
                service.text,
            ]
        ]
        if let reference = service.travellerReference { elements.append(["", "", reference]) }
        writer.segment("SSR", elements)
    }

    // MARK: ADD

    mutating func write(address contact: Contact) {
        let purpose = contact.role == .other ? "702" : "700"
        switch contact.kind {
        case .address:
            writer.segment(
                "ADD", [],
                [purpose, contact.value, contact.city, contact.region, nil, contact.country, contact.postcode])
        case .email: writer.segment("ADD", [], free(purpose, "CTCE " + ContactText.encodedEmail(contact.value)))
        case .telephone where contact.role == .contact || contact.role == .billing || contact.role == .other:
            writer.segment("ADD", [], free(purpose, contact.value))
        case .telephone: writer.segment("ADD", [], free(purpose, "CTC" + Self.letter(contact.role) + " " + contact.value))
        case .other: writer.segment("ADD", [], free(purpose, contact.value))
        }
    }

    private func free(_ purpose: String, _ text: String) -> Element { [purpose, nil, nil, nil, nil, nil, nil, text] }
}
