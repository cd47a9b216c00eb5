import Simulator
import Travel
import TravelMessages

/// What a reader of the messages, who knows nothing of the truth, finds about a booking.
struct ReadBooking {
    var created: LocalDateTime?
    var departure: Instant?
    var surnames: Set<String> = []
    var names: Set<String> = []
    var documents: Set<String> = []
    var addresses: Set<String> = []
    var cards: Set<String> = []
    var telephones: Set<String> = []
    var payers: Set<String> = []

    /// No surname, postal address or document in common.
    func isUnrelated(to other: ReadBooking) -> Bool {
        surnames.isDisjoint(with: other.surnames) && addresses.isDisjoint(with: other.addresses)
            && documents.isDisjoint(with: other.documents)
    }
}

/// The messages of a world, read as a unit would read them.
struct ReadBack {
    var bookings: [String: ReadBooking] = [:]
    var messages: [(file: SimulatedMessage, message: TravelMessage)] = []
    var findings: [Finding] = []

    init(_ world: World) {
        for file in world.messages {
            let reading = readTransmission(file.bytes)
            findings += reading.findings
            for message in reading.messages {
                findings += message.findings
                messages.append((file, message))
                if message.kind == .pnrgov { for booking in message.bookings { add(booking.value, of: message) } }
            }
        }
    }

    private mutating func add(_ booking: Booking, of message: TravelMessage) {
        guard let locator = booking.locators.first?.value, !booking.cancelled else { return }
        var read = bookings[locator] ?? ReadBooking()
        read.created = booking.created ?? read.created
        if let leg = message.legs.first, let departure = leg.departure, let airport = ReferenceTables.airport(leg.from ?? "") {
            read.departure = instant(of: departure, at: airport)
        }
        let travellers = booking.travellers.map { message.travellers[$0].value }
        let contacts = booking.contacts + travellers.flatMap(\.contacts)
        for traveller in travellers {
            for name in traveller.names {
                read.surnames.insert(name.family)
                read.names.insert(name.full)
            }
            read.documents.formUnion(traveller.documents.compactMap(\.number))
        }
        for contact in contacts {
            switch contact.kind {
            case .telephone: read.telephones.insert(contact.value.filter { $0.isNumber })
            case .address where contact.role != .billing: read.addresses.insert("\(contact.value) \(contact.postcode ?? "")")
            default: break
            }
            if contact.role == .sponsor, let name = contact.name { read.payers.insert(name) }
        }
        read.cards.formUnion(booking.payments.filter(\.isCard).compactMap(\.account))
        read.payers.formUnion(booking.payments.compactMap(\.payer))
        bookings[locator] = read
    }

    /// Locators of bookings that share a value with at least two others, all unrelated to each other; none for a hub.
    func unrelated(by values: KeyPath<ReadBooking, Set<String>>) -> Set<String> {
        var groups: [String: [String]] = [:]
        for (locator, booking) in bookings { for value in booking[keyPath: values] { groups[value, default: []].append(locator) } }
        var found: Set<String> = []
        for members in groups.values where members.count >= 3 && members.count <= 64 {
            for locator in members {
                guard let own = bookings[locator] else { continue }
                let others = members.filter { $0 != locator && (bookings[$0]?.isUnrelated(to: own) ?? false) }
                if others.count >= 2 { found.insert(locator) }
            }
        }
        return found
    }

    /// Locators of bookings made under 48 hours before departure, and paid by somebody who does not travel.
    var latePurchases: Set<String> {
        var byCard: [String: [String]] = [:]
        for (locator, booking) in bookings { for card in booking.cards { byCard[card, default: []].append(locator) } }
        var found: Set<String> = []
        for (locator, booking) in bookings {
            guard let created = booking.created, let departure = booking.departure else { continue }
            guard departure - Instant(seconds: created.secondsSince1970) < 48 * 3_600 else { continue }
            let isStranger = !booking.payers.isEmpty && booking.payers.isDisjoint(with: booking.names)
            let isSharedCard = booking.cards.contains { card in
                (byCard[card] ?? []).contains { $0 != locator && (bookings[$0]?.surnames.isDisjoint(with: booking.surnames) ?? false) }
            }
            if isStranger || isSharedCard { found.insert(locator) }
        }
        return found
    }
}
