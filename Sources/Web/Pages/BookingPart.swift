import Travel

/// The booking: when and where it was made, how they can be reached, how it was paid.
struct BookingPart: Hashable, Sendable {
    var booking: Booking
    /// Contacts that the messages give for the person rather than for the booking.
    var own: [Contact] = []
    var made: Moment?
    /// Seconds from then to the departure; nil where either is not known.
    var beforeDeparture: Int64?
    /// So near to the departure that it is marked.
    var isLate = false

    func html(_ words: Catalogue) -> HTML {
        let facts = HTML.facts([
            (words("traveller.booking.locators"), booking.locators.map(Self.locator).joined(", ")),
            (words("traveller.booking.created"), created(words)),
            (words("traveller.booking.changed"), time(booking.changed, words)),
            (words("traveller.booking.ticketed"), time(booking.ticketed, words)),
            (words("traveller.booking.agency"), agency(words)),
            (words("traveller.booking.group"), booking.groupName.map(HTML.value) ?? .empty),
            (words("traveller.booking.splits"), booking.splits.map(Self.locator).joined(", ")),
            (
                words("traveller.booking.status"),
                booking.cancelled ? FlightStatus.off(words("traveller.booking.cancelled")) : .empty
            ),
        ])
        return .section(
            "booking", words("traveller.booking"),
            """
            \(facts)<div class="halves even"><div><h3>\(words("traveller.contacts"))</h3>\(contactTable(words))</div>\
            <div><h3>\(words("traveller.payments"))</h3>\(paymentTable(words))</div></div>
            """)
    }

    private static func locator(_ locator: RecordLocator) -> HTML {
        let system: HTML = locator.system.map { " <span class=\"muted\">\(HTML.code($0))</span>" } ?? .empty
        return "\(HTML.code(locator.value))\(system)"
    }

    private func created(_ words: Catalogue) -> HTML {
        guard let made else { return .empty }
        guard let beforeDeparture, beforeDeparture >= 0 else { return made.html(words) }
        let text = words(
            "traveller.booking.before",
            ["time": .markup(made.html(words)), "left": .code(TimeLeft.duration(beforeDeparture, words))])
        return isLate ? "\(text) <span class=\"tag late\">\(words("traveller.booking.late"))</span>" : text
    }

    /// Bookings give these times in UTC.
    private func time(_ time: LocalDateTime?, _ words: Catalogue) -> HTML {
        time.map { Moment(Instant(seconds: $0.secondsSince1970)).html(words) } ?? .empty
    }

    private func agency(_ words: Catalogue) -> HTML {
        guard let agency = booking.agency else { return .empty }
        let parts = [agency.system, agency.number, agency.office, agency.location, agency.country].compactMap { $0 }.filter { !$0.isEmpty }
        let sign: HTML =
            agency.agentSign.map { words("traveller.booking.agency.sign", ["sign": .code($0)]) } ?? .empty
        return (parts.map(HTML.code) + [sign]).joined(" ")
    }

    private func contactTable(_ words: Catalogue) -> HTML {
        var contacts: [Contact] = []
        for contact in booking.contacts + own where !contacts.contains(contact) { contacts.append(contact) }
        guard !contacts.isEmpty else { return .nothing(words("traveller.contacts.none")) }
        let columns: [Table.Column] = [
            .init("traveller.contact.kind", words), .init("traveller.contact.value", words), .init("traveller.contact.name", words),
        ]
        let rows = contacts.map { contact -> Table.Row in
            let place = [contact.value, contact.city, contact.region, contact.postcode, contact.country].compactMap { $0 }
                .filter { !$0.isEmpty }
            return Table.Row(
                .empty,
                [
                    "\(words("contact.\(contact.kind.rawValue)"))<span class=\"second\">\(words("contact-role.\(contact.role.rawValue)"))</span>",
                    place.map(HTML.value).joined(", "), contact.name.map(HTML.value) ?? "–",
                ])
        }
        return Table(caption: words("traveller.contacts.caption"), columns: columns, rows: rows).html
    }

    private func paymentTable(_ words: Catalogue) -> HTML {
        guard !booking.payments.isEmpty else { return .nothing(words("traveller.payments.none")) }
        let columns: [Table.Column] = [
            .init("traveller.payment.form", words), .init("traveller.payment.amount", words), .init("traveller.payment.account", words),
            .init("traveller.payment.payer", words),
        ]
        let rows = booking.payments.map { payment -> Table.Row in
            let amount = [payment.amount, payment.currency].compactMap { $0 }.joined(separator: " ")
            let account = [payment.vendor.map(HTML.code), payment.account.map(HTML.code)].compactMap { $0 }.joined(" ")
            return Table.Row(
                .empty,
                [
                    words.first("payment.\(payment.form)", else: payment.form), amount.isEmpty ? "–" : .code(amount),
                    account.isEmpty ? "–" : account, payment.payer.map(HTML.value) ?? "–",
                ])
        }
        return Table(caption: words("traveller.payments.caption"), columns: columns, rows: rows).html
    }
}
