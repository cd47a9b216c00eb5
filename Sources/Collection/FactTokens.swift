import Casework
import Storage
import Travel

/// The tokens of one traveller as one message describes them: what a passage is recognised by.
struct TravellerTokens {
    /// How a passage was recognised; the raw value is stored as the reason of a join.
    enum Criterion: String, CaseIterable {
        case uniqueReference = "unique-reference"
        case locatorAndName = "locator-and-name"
        case document
        case nameAndBirthDate = "name-and-birth-date"
        /// Surname and first given name beside the locator: joins the two kinds of message only.
        case locatorAndShortName = "locator-and-short-name"
    }

    /// To store with the version.
    var shared: [Token] = []
    var voyage: [Token] = []
    /// To look for, under the current and the previous key.
    var lookups: [Criterion: [[UInt8]]] = [:]
    var hasDocument = false
    var hasBirthDate = false

    private static let documentLimit = 4
    private static let sharedDocumentLimit = 2
    private static let readingLimit = 3

    /// - Parameter place: the voyage's name, so that names and locators have other tokens on other voyages
    init(_ traveller: Traveller, sender: String, voyage place: VoyageKey, keys: KeySet) {
        let prefix = place.voyage.bytes
        func add(_ kind: TokenKind, _ value: [UInt8], _ criterion: Criterion, isShared: Bool = false) {
            let whole = isShared ? value : prefix + value
            let found = keys.lookups(kind, whole)
            guard let current = found.first, !voyage.contains(current) else { return }
            voyage.append(current)
            lookups[criterion, default: []] += found.map(\.bytes)
        }
        if let reference = traveller.uniqueReference, !reference.isEmpty {
            add(.uniqueReference, Array(sender.utf8) + [0x1F] + Array(reference.utf8), .uniqueReference)
        }
        let names = Array(traveller.names.prefix(Self.readingLimit))
        for locator in traveller.locators.prefix(Self.readingLimit) {
            for name in names {
                if let value = TokenValue.locatorAndName(locator, name) { add(.locatorAndName, value, .locatorAndName) }
            }
            for name in names {
                if let value = TokenValue.locatorAndShortName(locator, name) { add(.name, value, .locatorAndShortName) }
            }
        }
        for document in traveller.documents.prefix(Self.documentLimit) where !document.isPermission {
            guard let number = document.number, let value = TokenValue.document(number) else { continue }
            hasDocument = true
            add(.document, value, .document, isShared: true)
            let token = keys.token(.document, value)
            if shared.count < Self.sharedDocumentLimit, !shared.contains(token) { shared.append(token) }
        }
        var births = [traveller.birthDate].compactMap { $0 }
        for birth in traveller.documents.prefix(Self.documentLimit).compactMap(\.birthDate) where !births.contains(birth) {
            births.append(birth)
        }
        var spellings = names
        for holder in traveller.documents.prefix(Self.documentLimit).compactMap(\.holder) where !spellings.contains(holder) {
            spellings.append(holder)
        }
        for birth in births.prefix(2) {
            for name in spellings.prefix(4) {
                guard let value = TokenValue.nameAndBirthDate(name, birth) else { continue }
                hasBirthDate = true
                add(.nameAndBirthDate, value, .nameAndBirthDate)
            }
        }
    }
}

/// The tokens of one booking.
struct BookingTokens {
    var shared: [Token] = []
    var voyage: [Token] = []
    var lookups: [[UInt8]] = []
    /// Digits of its cards, for the digest alone: another card with the same last four digits is a change.
    var cards: [[UInt8]] = []

    init(_ booking: Booking, travellers: [Traveller], voyage place: VoyageKey, keys: KeySet) {
        let prefix = place.voyage.bytes
        for locator in booking.locators.prefix(9) {
            guard let value = TokenValue.locator(locator) else { continue }
            let found = keys.lookups(.locator, prefix + value)
            guard let current = found.first, !voyage.contains(current) else { continue }
            voyage.append(current)
            lookups += found.map(\.bytes)
        }
        var counts: [TokenKind: Int] = [:]
        func share(_ kind: TokenKind, _ value: [UInt8]?, limit: Int) {
            guard let value, counts[kind, default: 0] < limit else { return }
            let token = keys.token(kind, value)
            guard !shared.contains(token) else { return }
            counts[kind, default: 0] += 1
            shared.append(token)
        }
        for payment in booking.payments where payment.isCard {
            guard let account = payment.account, let digits = TokenValue.card(account) else { continue }
            cards.append(digits)
            share(.card, digits, limit: 3)
        }
        // An agency's telephone or a hotel's address links people who have nothing to do with each other.
        for contact in booking.contacts + travellers.flatMap(\.contacts) where contact.role != .agency && contact.role != .destination {
            switch contact.kind {
            case .telephone: share(.telephone, TokenValue.telephone(contact.value), limit: 3)
            case .email: share(.email, TokenValue.email(contact.value), limit: 2)
            case .address:
                share(.address, TokenValue.address(street: contact.value, city: contact.city, postcode: contact.postcode), limit: 2)
            case .other: continue
            }
        }
    }
}
