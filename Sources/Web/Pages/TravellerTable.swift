import Travel

/// Everybody on a flight, those who were booked together visibly together.
struct TravellerTable: Sendable {
    /// Where a row stands within its party, on this page.
    enum Place: Sendable, Hashable {
        case first, middle, last
    }
    struct Party: Hashable, Sendable {
        var letter: String
        var size: Int
    }
    struct Row: Hashable, Sendable {
        var address: Address
        var who: PersonLine
        var document: TravelDocument?
        var seat: String?
        /// Nil for somebody who was booked alone, or not at all.
        var party: Party?
        var hasBooking = false
        var hasAPI = false
        var hasPNR = false
        /// Crew has no booking: nothing is missing then.
        var isCrew = false
        /// What is not there should be by now.
        var isOverdue = true
        /// As in `flight.status.STATUS`.
        var status = "expected"
        var isListed = true
        /// Seconds between booking and departure, where the booking was made late; below zero after it.
        var lateBooking: Int64?
        var alert: FlightPage.AlertLine?
    }

    var rows: [Row]
    /// On all pages.
    var count: Int
    /// Number of the first row, from 1.
    var from = 1
    /// `party`, `name` or `seat`.
    var order = "party"
    var orders: [(order: String, address: Address)] = []
    var previous: Address?
    var next: Address?

    func section(_ words: Catalogue) -> HTML {
        guard !rows.isEmpty else { return .section("people", words("flight.people"), .nothing(words("flight.people.none"))) }
        let columns: [Table.Column] = [
            .init("flight.column.party", words, style: "c-party"), .init("flight.column.name", words, style: "c-person"),
            .init("flight.column.document", words, style: "c-document"), .init("flight.column.seat", words, style: "c-seat"),
            .init("flight.column.known", words, style: "c-known"), .init("flight.column.status", words, style: "c-state"),
            .init("flight.column.alert", words, style: "c-alert"),
        ]
        let places = places
        let table = Table(
            caption: words("flight.people.caption"), columns: columns,
            rows: rows.indices.map { row(rows[$0], places[$0], words) }, style: "cards queue people"
        ).html
        return .section(
            "people", words("flight.people"), aside: "<span class=\"count\">\(count)</span>", class: "below-head",
            "\(ordering(words))\(table)\(paging(words))")
    }

    /// Rows of one party that stand one after the other; nil for those who stand alone.
    var places: [Place?] {
        rows.indices.map { index in
            guard let letter = rows[index].party?.letter else { return nil }
            let before = index > 0 && rows[index - 1].party?.letter == letter
            let after = index + 1 < rows.count && rows[index + 1].party?.letter == letter
            return before ? (after ? .middle : .last) : after ? .first : nil
        }
    }

    private func ordering(_ words: Catalogue) -> HTML {
        guard !orders.isEmpty else { return .empty }
        let links = orders.map { item -> HTML in
            let mark: HTML = item.order == order ? " aria-current=\"true\"" : .empty
            return "<a class=\"plain\"\(HTML.attribute("href", item.address))\(mark)>\(words("flight.order.\(item.order)"))</a>"
        }
        let shown = words(
            "flight.people.shown", ["from": .number(from), "to": .number(from + rows.count - 1), "count": .number(count)])
        return """
            <nav class="orders"\(HTML.attribute("aria-label", words.plain("flight.order")))>\(links)<span class="muted">\(shown)</span></nav>
            """
    }

    private func row(_ row: Row, _ place: Place?, _ words: Catalogue) -> Table.Row {
        let joined: HTML =
            switch place {
            case .first: " together first"
            case .middle: " together"
            case .last: " together last"
            case nil: .empty
            }
        let edge = row.alert?.severity.style ?? "calm"
        let gone: HTML = row.status == "expected" ? .empty : " gone"
        return Table.Row(
            " class=\"edge \(HTML(stringLiteral: edge))\(joined)\(gone)\" data-row",
            [
                party(row, words), row.who.html(words, link: row.address), document(row, words), row.seat.map(HTML.code) ?? "–",
                known(row, words), state(row, words), alert(row, words),
            ])
    }

    private func party(_ row: Row, _ words: Catalogue) -> HTML {
        guard let party = row.party else {
            return "<span class=\"muted\">\(words(row.hasBooking ? "flight.party.alone" : "flight.party.no-booking"))</span>"
        }
        return """
            <b class="letter"><span class="vh">\(words("flight.party", ["letter": .code(party.letter)]))</span>\
            <span aria-hidden="true">\(party.letter)</span></b>\
            <span class="second">\(words("flight.party.size", ["count": .number(party.size)]))</span>
            """
    }

    private func document(_ row: Row, _ words: Catalogue) -> HTML {
        guard let document = row.document else { return "<span class=\"muted\">\(words("flight.document.none"))</span>" }
        let type = document.type.map { words.first("document.\($0)", else: $0) } ?? words("document.none")
        return "\(type) \(document.issuer.map(HTML.code) ?? .empty)"
    }

    private func known(_ row: Row, _ words: Catalogue) -> HTML {
        func missing(_ key: String) -> HTML {
            row.isOverdue ? "<span class=\"badge gap\">\(words(key))</span>" : "<span class=\"muted\">\(words(key))</span>"
        }
        let api: HTML = row.hasAPI ? "<span class=\"tag\">API</span>" : missing("flight.no-api")
        let pnr: HTML =
            row.hasPNR
            ? "<span class=\"tag\">PNR</span>" : row.isCrew ? .empty : missing("flight.no-pnr")
        return "<span class=\"marks\">\(api)\(pnr)</span>"
    }

    private func state(_ row: Row, _ words: Catalogue) -> HTML {
        var marks: [HTML] = []
        if row.status != "expected" {
            marks.append(FlightStatus.off(words.first("flight.status.\(row.status)", else: row.status)))
        } else if !row.isListed {
            marks.append("<span class=\"badge gap\">\(Shape.hourglass) <span>\(words("flight.not-listed"))</span></span>")
        }
        if let late = row.lateBooking {
            let text =
                late < 0
                ? words("flight.late.after") : words("flight.late", ["left": .code(TimeLeft.duration(late, words))])
            marks.append("<span class=\"tag late\"><span>\(text)</span></span>")
        }
        return marks.isEmpty ? "<span class=\"muted\">\(words("flight.status.expected"))</span>" : "<span class=\"marks\">\(marks)</span>"
    }

    private func alert(_ row: Row, _ words: Catalogue) -> HTML {
        guard let alert = row.alert else { return "<span class=\"muted\">\(words("flight.alert.none"))</span>" }
        return """
            \(alert.severity.html(words))<span class="second">\
            <a\(HTML.attribute("href", .alert(alert.id)))>\(words("alert.title", ["number": .code(alert.number)]))</a></span>
            """
    }

    private func paging(_ words: Catalogue) -> HTML {
        .paging(
            words.plain("flight.paging"),
            [
                previous.map { .plainLink(words("flight.previous"), $0, rel: "prev") },
                next.map { .plainLink(words("flight.next"), $0, rel: "next") },
            ])
    }
}
