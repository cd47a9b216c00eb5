import Travel

/// The value that a place speaks of, in a few words.
enum InspectionFacts {
    static func value(_ person: Traveller, _ place: Place) -> String {
        let index = place.index
        let value: String? =
            switch place.field {
            case .name: person.name.full
            case .sex: person.sex?.rawValue
            case .birthDate: person.birthDate?.description
            case .nationality: at(person.nationalities, index)
            case .residence: person.residence
            case .placeOfBirth: person.placeOfBirth
            case .document: at(person.documents, index).map(describe)
            case .contact: at(person.contacts, index).map(describe)
            case .seat: person.seat
            case .baggage: person.baggage.map(describe)
            case .locator: at(person.locators, index)?.value
            case .embark: person.embark
            case .disembark: person.disembark
            case .service: at(person.services, index).map { [$0.code, $0.status].compactMap { $0 }.joined(separator: " ") }
            case .ticket: at(person.tickets, index)?.number
            case .frequentFlyer: at(person.frequentFlyer, index)
            case .role: index == 0 ? person.role.rawValue : person.crewRole
            case .remainder: at(person.remainder, index)?.segment
            case .created, .itinerary, .payment, .agency, .split, .remark: nil
            }
        return value ?? ""
    }

    static func value(_ booking: Booking, _ place: Place) -> String {
        let index = place.index
        let value: String? =
            switch place.field {
            case .locator: at(booking.locators, index)?.value
            case .created: booking.created.map { $0.description + "Z" }
            case .itinerary: at(booking.itinerary, index).map { "\($0.kind.rawValue) " + InspectionPage.describe($0.leg) }
            case .contact: at(booking.contacts, index).map(describe)
            case .payment: at(booking.payments, index).map(describe)
            case .agency: booking.agency.map { [$0.system, $0.number, $0.office, $0.location].compactMap { $0 }.joined(separator: " ") }
            case .split: at(booking.splits, index)?.value
            case .service: at(booking.services, index).map { [$0.code, $0.status].compactMap { $0 }.joined(separator: " ") }
            case .remark: at(booking.remarks, index)?.kind.rawValue
            case .name: booking.groupName
            case .remainder: at(booking.remainder, index)?.segment
            default: nil
            }
        return value ?? ""
    }

    private static func at<Element>(_ list: [Element], _ index: Int) -> Element? {
        list.indices.contains(index) ? list[index] : nil
    }

    private static func describe(_ document: TravelDocument) -> String {
        [document.type, document.number, document.issuer, document.expiry.map { "until \($0)" }].compactMap { $0 }.joined(separator: " ")
    }

    private static func describe(_ contact: Contact) -> String {
        let address = [contact.value, contact.city, contact.region, contact.postcode, contact.country]
        return contact.kind.rawValue + " " + address.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private static func describe(_ baggage: Baggage) -> String {
        var words: [String] = []
        if let count = baggage.count { words.append("\(count) bags") }
        if let weight = baggage.weight { words.append("\(weight) \(baggage.weightUnit ?? "")") }
        if !baggage.tags.isEmpty { words.append("tags " + baggage.tags.map { "\($0.first)×\($0.count)" }.joined(separator: " ")) }
        return words.joined(separator: ", ")
    }

    private static func describe(_ payment: Payment) -> String {
        [payment.form, payment.amount, payment.currency, payment.vendor, payment.account].compactMap { $0 }.joined(separator: " ")
    }
}
