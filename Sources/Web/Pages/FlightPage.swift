import Travel

/// One flight: what has come in about it, who is on it, and the messages that say so.
struct FlightPage: Sendable {
    struct MessageRow: Hashable, Sendable {
        var id: String
        var received: Moment
        var kind: String
        /// As in `action.ACTION`.
        var action: String
        var part: Int?
        var isLast = false
        var sender: String?
        var travellers = 0
        var bookings = 0
        var isDuplicate = false
        var findings = 0
    }
    /// An open alert of somebody on board.
    struct AlertLine: Hashable, Sendable {
        var id: String
        var number: String
        var severity: SeverityMark
        /// Who it is about, where that person stands on this page.
        var who: PersonName?
    }

    var address: Address
    var voyage: VoyageLine
    var day: LocalDate
    var status: String
    var event: TimeLeft?
    var times: FlightTimes
    var coverage: CoverageMark
    var gaps: [FlightGap]
    var progress: MessageProgress
    /// The most severe first.
    var alerts: [AlertLine]
    var people: TravellerTable
    var legs: [Leg]
    /// In the order of receipt.
    var messages: [MessageRow]
    /// Older messages may not be shown.
    var isCut = false

    private static let mostAlerts = 12

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let name = voyage.designator.isEmpty ? words.plain("flight.no-flight") : voyage.designator
        return shell.document(
            title: words.plain("flight.page-title", ["designator": .code(name), "day": .code(Clock.day(day, words))]),
            destination: .flights, class: "page wide",
            """
            \(head(shell))<div class="halves even">\(state(shell))\(alertList(words))</div>\
            \(people.section(words))\(legTable(words))\(messageTable(words))
            """)
    }

    private func head(_ shell: Shell) -> HTML {
        let words = shell.words
        let title: HTML = voyage.designator.isEmpty ? words("flight.no-flight") : .code(voyage.designator)
        let countdown: HTML = event.map { "<p class=\"countdown\">\($0.html(words, now: shell.now))</p>" } ?? .empty
        let edge = alerts.first?.severity.style ?? "calm"
        let mark: HTML = status == "cancelled" ? "<p class=\"over\">\(FlightStatus.html(status, words))</p>" : .empty
        return """
            <div class="title alert-title \(HTML(stringLiteral: edge))"><div>\(mark)<h1>\(title)</h1>\
            <p class="lead">\(voyage.stops) \(words("flight.of", ["day": .code(Clock.day(day, words))]))</p>\
            <p class="jumps"><a href="#people">\(words("flight.jump.people"))</a> <a href="#messages">\(words("flight.jump.messages"))</a></p></div>\
            <div class="when">\(countdown)\(times.html(words))</div></div>
            """
    }

    private func state(_ shell: Shell) -> HTML {
        let words = shell.words
        let missing: HTML = gaps.isEmpty ? words("flight.missing.none") : "<div class=\"marks\">\(gaps.map { $0.html(words) })</div>"
        return .section(
            "state", words("flight.state"),
            """
            <div class="states"><div><h3>\(words("flight.travellers"))</h3>\(coverage.html(words))</div>\
            <div><h3>\(words("flight.received"))</h3>\(progress.html(words, now: shell.now))</div>\
            <div><h3>\(words("flight.missing"))</h3>\(missing)</div></div>
            """)
    }

    private func alertList(_ words: Catalogue) -> HTML {
        guard !alerts.isEmpty else { return .section("alerts", words("flight.alerts"), .nothing(words("flight.alerts.none"))) }
        let lines = alerts.prefix(Self.mostAlerts).map { alert -> HTML in
            """
            <li>\(alert.severity.html(words)) <a\(HTML.attribute("href", .alert(alert.id)))>\
            \(alert.who.map { PersonLine.name($0, words) } ?? words("alert.title", ["number": .code(alert.number)]))</a></li>
            """
        }
        let rest = alerts.count - lines.count
        let more: HTML = rest > 0 ? "<p class=\"hint\">\(words("flight.alerts.more", ["count": .number(rest)]))</p>" : .empty
        return .section(
            "alerts", words("flight.alerts"), aside: "<span class=\"count\">\(alerts.count)</span>",
            "<ul class=\"plain-list alert-list\">\(lines)</ul>\(more)")
    }

    private func legTable(_ words: Catalogue) -> HTML {
        guard !legs.isEmpty else { return .empty }
        let table = JourneyLeg.table(legs.map { JourneyLeg(leg: $0) }, caption: words("flight.legs.caption"), words)
        return .section("legs", words("flight.legs"), table)
    }

    private func messageTable(_ words: Catalogue) -> HTML {
        guard !messages.isEmpty else { return .section("messages", words("flight.messages"), .nothing(words("flight.messages.none"))) }
        let columns: [Table.Column] = [
            .init("flight.message.received", words), .init("flight.message.kind", words), .init("flight.message.action", words),
            .init("flight.message.part", words), .init("flight.message.sender", words), .init("flight.message.names", words),
            .init("flight.message.findings", words),
        ]
        let note: HTML =
            isCut ? "<p class=\"hint\">\(words("flight.messages.newest", ["count": .number(messages.count)]))</p>" : .empty
        return .section(
            "messages", words("flight.messages"), aside: "<span class=\"count\">\(messages.count)</span>",
            "\(note)\(Table(caption: words("flight.messages.caption"), columns: columns, rows: messages.map { row($0, words) }).html)")
    }

    private func row(_ message: MessageRow, _ words: Catalogue) -> Table.Row {
        let part: HTML =
            message.part.map { part in
                message.isLast ? words("flight.message.last", ["part": .number(part)]) : "\(part)"
            } ?? words("flight.message.whole")
        let named: HTML
        if message.isDuplicate {
            named = words("flight.message.duplicate")
        } else {
            let bookings: HTML = message.bookings == 0 ? .empty : words("flight.message.bookings", ["count": .number(message.bookings)])
            named = [words("flight.message.travellers", ["count": .number(message.travellers)]), bookings].joined(", ")
        }
        let findings: HTML =
            message.findings == 0
            ? words("flight.message.findings.none")
            : "<a\(HTML.attribute("href", .messageFindings(message.id)))>\(message.findings)<span class=\"vh\"> \(words("flight.message.findings"))</span></a>"
        return Table.Row(
            .empty,
            [
                message.received.html(words), "<a\(HTML.attribute("href", .message(message.id)))>\(HTML.code(message.kind))</a>",
                words.first("action.\(message.action)", else: message.action), part, message.sender.map(HTML.code) ?? words("not-stated"),
                named, findings,
            ])
    }
}
