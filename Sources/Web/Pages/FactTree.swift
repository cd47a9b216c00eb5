import Travel

/// What a message says, as a tree: each fact with its label, its value, and the byte where it stands.
struct FactNode: Hashable, Sendable {
    enum Value: Hashable, Sendable {
        case none
        case text(String)
        case code(String)
        /// A key of the catalogue.
        case words(String)
        case name(PersonName)
        case seconds([Value])
    }
    /// As in `tree.LABEL`.
    var label: String
    /// Which of several.
    var number: Int?
    var value: Value
    var extent: Extent?
    var children: [FactNode]

    init(_ label: String, number: Int? = nil, _ value: Value = .none, extent: Extent? = nil, children: [FactNode] = []) {
        self.label = label
        self.number = number
        self.value = value
        self.extent = extent
        self.children = children
    }

    /// Every extent in the tree: what the raw text needs ids for.
    var extents: [Extent] { (extent.map { [$0] } ?? []) + children.flatMap(\.extents) }
}

extension FactNode.Value {
    func html(_ words: Catalogue) -> HTML {
        switch self {
        case .none: .empty
        case .text(let text): .value(text)
        case .code(let code): .code(code)
        case .words(let key): words(key)
        case .name(let name): PersonLine.name(name, words)
        case .seconds(let values): values.map { $0.html(words) }.joined(" · ")
        }
    }

    /// The parts that are there.
    static func parts(_ values: Self?...) -> Self { .seconds(values.compactMap { $0 }) }
    static func code(_ text: String?) -> Self? { text.map { .code($0) } }
    static func text(_ text: String?) -> Self? { text.map { .text($0) } }
}

extension FactNode {
    /// A leg of the voyage that the message is about.
    static func leg(_ leg: Leg) -> FactNode {
        FactNode(
            "leg",
            .parts(
                leg.carrier == nil && leg.number == nil ? nil : .code((leg.carrier ?? "") + (leg.number ?? "") + (leg.suffix ?? "")),
                leg.from == nil && leg.to == nil ? nil : .code((leg.from ?? "?") + "-" + (leg.to ?? "?")), .code(leg.departure.map(short)),
                .code(leg.arrival.map(short))))
    }

    private static func short(_ time: LocalDateTime) -> String { time.date.description + " " + Clock.time(time) }

    /// What the message says about one person; `number` counts from 1.
    static func traveller(_ evidenced: Evidenced<Traveller>, number: Int) -> FactNode {
        let person = evidenced.value
        var facts: [FactNode] = []
        func add(_ field: FactField, at index: Int = 0, _ value: Value?) {
            guard let value else { return }
            facts.append(FactNode(field.rawValue, value, extent: evidenced.place(field, index)))
        }
        for (index, name) in person.names.enumerated() {
            add(.name, at: index, index == 0 ? .name(name) : .seconds([.name(name), .words("name.\(name.reading.rawValue)")]))
        }
        add(.sex, person.sex.map { .words("sex.\($0.rawValue)") })
        add(.birthDate, .code(person.birthDate?.description))
        for (index, state) in person.nationalities.enumerated() { add(.nationality, at: index, .code(state)) }
        add(.residence, .code(person.residence))
        add(.placeOfBirth, .text(person.placeOfBirth))
        add(.role, .words("traveller-role.\(person.role.rawValue)"))
        for (index, document) in person.documents.enumerated() {
            add(
                .document, at: index,
                .parts(.code(document.type), .code(document.number), .code(document.issuer), .code(document.expiry?.description)))
        }
        for (index, contact) in person.contacts.enumerated() { add(.contact, at: index, value(of: contact)) }
        add(.seat, .code(person.seat))
        add(.baggage, person.baggage.map { .parts(.code($0.count.map(String.init)), .code($0.tags.first?.first)) })
        for (index, locator) in person.locators.enumerated() { add(.locator, at: index, .code(locator.value)) }
        add(.embark, .code(person.embark))
        add(.disembark, .code(person.disembark))
        for (index, flyer) in person.frequentFlyer.enumerated() { add(.frequentFlyer, at: index, .code(flyer)) }
        for (index, ticket) in person.tickets.enumerated() {
            add(.ticket, at: index, .parts(.code(ticket.number), .code(ticket.issued?.description)))
        }
        for (index, service) in person.services.enumerated() { add(.service, at: index, .parts(.code(service.code), .text(service.text))) }
        for (index, rest) in person.remainder.enumerated() { add(.remainder, at: index, .code(rest.text)) }
        return FactNode("traveller", number: number, .name(person.name), extent: evidenced.extent, children: facts)
    }

    /// What the message says about one booking; `number` counts from 1.
    static func booking(_ evidenced: Evidenced<Booking>, number: Int) -> FactNode {
        let booking = evidenced.value
        var facts: [FactNode] = []
        func add(_ field: FactField, at index: Int = 0, _ value: Value?) {
            guard let value else { return }
            facts.append(FactNode(field.rawValue, value, extent: evidenced.place(field, index)))
        }
        for (index, locator) in booking.locators.enumerated() {
            add(.locator, at: index, .parts(.code(locator.system), .code(locator.value)))
        }
        add(.created, .code(booking.created.map(short)))
        if let changed = booking.changed { facts.append(FactNode("changed", .code(short(changed)))) }
        if let ticketed = booking.ticketed { facts.append(FactNode("ticketed", .code(short(ticketed)))) }
        if booking.cancelled { facts.append(FactNode("cancelled", .words("tree.yes"))) }
        if let group = booking.groupName { facts.append(FactNode("group", .text(group))) }
        if !booking.travellers.isEmpty {
            facts.append(FactNode("travellers", .code(booking.travellers.map { String($0 &+ 1) }.joined(separator: ", "))))
        }
        for (index, segment) in booking.itinerary.enumerated() {
            let hop = leg(segment.leg).value
            add(.itinerary, at: index, segment.kind == .flight ? hop : .seconds([.words("segment.\(segment.kind.rawValue)"), hop]))
        }
        for (index, contact) in booking.contacts.enumerated() { add(.contact, at: index, value(of: contact)) }
        for (index, payment) in booking.payments.enumerated() {
            add(
                .payment, at: index,
                .parts(
                    .code(payment.form), .code(payment.vendor), .code(payment.account), .code(payment.amount), .code(payment.currency),
                    .text(payment.payer)))
        }
        add(
            .agency,
            booking.agency.map { .parts(.code($0.system), .code($0.number), .code($0.office), .code($0.location), .code($0.country)) })
        for (index, split) in booking.splits.enumerated() { add(.split, at: index, .code(split.value)) }
        for (index, service) in booking.services.enumerated() { add(.service, at: index, .parts(.code(service.code), .text(service.text))) }
        for (index, remark) in booking.remarks.enumerated() { add(.remark, at: index, .text(remark.text)) }
        for (index, rest) in booking.remainder.enumerated() { add(.remainder, at: index, .code(rest.text)) }
        return FactNode("booking", number: number, .code(booking.locators.first?.value) ?? .none, extent: evidenced.extent, children: facts)
    }

    private static func value(of contact: Contact) -> Value {
        let value: Value = contact.kind == .telephone || contact.kind == .email ? .code(contact.value) : .text(contact.value)
        return .parts(value, .text(contact.name), .text(contact.city), .code(contact.postcode), .code(contact.country))
    }
}
