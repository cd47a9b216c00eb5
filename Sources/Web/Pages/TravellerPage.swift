import Travel

/// One traveller on one flight, in blocks that print on two sheets.
struct TravellerPage: Sendable {
    /// An alert of this passage, in whatever state.
    struct AlertLine: Hashable, Sendable {
        var id: String
        var number: String
        var severity: SeverityMark
        var status: StatusMark
        var raised: Instant
        /// Thousandths.
        var score: Int
    }
    /// Somebody else's or the same person's voyage with the same document.
    struct Other: Sendable {
        var address: Address
        var flight: Address
        var day: LocalDate
        var voyage: VoyageLine
        var who: PersonLine
        var status: String
        var alert: (id: String, number: String, status: StatusMark)?
    }

    var who: PersonLine
    var flight: Address
    var voyage: VoyageLine
    var event: TimeLeft?
    var times = FlightTimes()
    /// As in `flight.status.STATUS`.
    var status = "expected"
    var isListed = true
    /// In every state, the latest first.
    var alerts: [AlertLine] = []
    var hits: [HitPart] = []
    /// Sum that raises an alert, in thousandths.
    var threshold: Int
    var identity: IdentityPart
    var journey: [JourneyLeg] = []
    var companions: [Companion] = []
    /// Nil where there is none, or its facts cannot be opened: ``hasBooking`` says which.
    var booking: BookingPart?
    var hasBooking = false
    var messages: [MessageLine] = []
    var others: [Other] = []
    /// As many others as are shown at the most: there may be more.
    var othersAreCut = false
    var seen: [Sighting] = []

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        return shell.document(
            title: words.plain("traveller.page-title", ["name": .text(who.plainName(words))]), destination: .flights,
            class: "page wide dossier",
            """
            \(head(shell))<div class="blocks">\(findings(words))\(identity.html(words, who: who))\
            \(JourneyLeg.section(journey, words))\(Companion.section(companions, words))\(bookingSection(words))\
            \(otherTable(words))\(MessageLine.section(messages, words))\
            \(Sighting.section(seen, words, caption: "traveller.seen.caption", note: "traveller.seen.note"))</div>
            """)
    }

    private var openAlert: AlertLine? {
        alerts.filter { $0.status == .open }.min { $0.severity.rawValue < $1.severity.rawValue }
    }

    private func head(_ shell: Shell) -> HTML {
        let words = shell.words
        var marks: [HTML] = []
        if let openAlert {
            marks.append(
                "\(openAlert.severity.html(words)) <a\(HTML.attribute("href", .alert(openAlert.id)))>\(words("alert.title", ["number": .code(openAlert.number)]))</a>"
            )
        }
        if status != "expected" {
            marks.append(FlightStatus.off(words.first("traveller.status.\(status)", else: status)))
        } else if !isListed {
            marks.append("<span class=\"badge gap\">\(Shape.hourglass) <span>\(words("traveller.not-listed"))</span></span>")
        }
        let over: HTML = marks.isEmpty ? .empty : "<p class=\"over\">\(marks.joined(" "))</p>"
        let countdown: HTML = event.map { "<p class=\"countdown\">\($0.html(words, now: shell.now))</p>" } ?? .empty
        let edge = openAlert?.severity.style ?? "calm"
        let name = Self.link(voyage, flight, words)
        return """
            <div class="title alert-title \(HTML(stringLiteral: edge))"><div>\(over)<h1>\(PersonLine.name(who.name, words))</h1>\
            <p class="lead">\(who.latin.map { "\(HTML.value($0)) · " as HTML } ?? .empty)\(who.ageWords(words))</p></div>\
            <div class="when">\(name)\(countdown)\(times.html(words))</div></div>
            """
    }

    /// A flight by its name, and where it has none, all the same.
    private static func link(_ voyage: VoyageLine, _ address: Address, _ words: Catalogue) -> HTML {
        guard voyage.designator.isEmpty else { return voyage.html(words, link: address) }
        return "<a\(HTML.attribute("href", address))>\(words("flight.no-flight"))</a>"
    }

    // MARK: What was found

    private func findings(_ words: Catalogue) -> HTML {
        let raised: HTML =
            alerts.isEmpty
            ? .nothing(words("traveller.alerts.none"))
            : "<ul class=\"plain-list\">\(alerts.map { line($0, words) })</ul>"
        let live = hits.live
        let total = live.points
        let sum: HTML =
            live.isEmpty
            ? .nothing(words("traveller.hits.none"))
            : """
            \(live.map { $0.html(words) })<p class="sum">\(words(total < threshold ? "traveller.hits.below" : "traveller.hits.reached", ["points": .markup("<b>\(Points.text(total))</b>"), "threshold": .code(Points.text(threshold))]))</p>
            """
        return .section(
            "findings", words("traveller.findings"),
            "<h3>\(words("traveller.alerts"))</h3>\(raised)<h3>\(words("traveller.hits"))</h3>\(sum)\(hits.ended(words("traveller.hits.ended"), words))"
        )
    }

    private func line(_ alert: AlertLine, _ words: Catalogue) -> HTML {
        """
        <li class="marks">\(alert.severity.html(words)) \(alert.status.html(words)) \
        <a\(HTML.attribute("href", .alert(alert.id)))>\(words("alert.title", ["number": .code(alert.number)]))</a> \
        <span class="muted">\(words("traveller.alert.raised", ["time": .code(Clock.utc(alert.raised))])) · \
        \(words("traveller.alert.points", ["points": .code(Points.text(alert.score))]))</span></li>
        """
    }

    private func bookingSection(_ words: Catalogue) -> HTML {
        if let booking { return booking.html(words) }
        return .section(
            "booking", words("traveller.booking"),
            .nothing(words(hasBooking ? "traveller.booking.sealed" : "traveller.booking.none")))
    }

    // MARK: Elsewhere

    private func otherTable(_ words: Catalogue) -> HTML {
        guard !others.isEmpty else { return .section("others", words("traveller.others"), .nothing(words("traveller.others.none"))) }
        let columns: [Table.Column] = [
            .init("traveller.other.day", words), .init("traveller.other.flight", words), .init("traveller.other.name", words),
            .init("traveller.other.status", words), .init("traveller.other.alert", words),
        ]
        let rows = others.map { other -> Table.Row in
            let flight = Self.link(other.voyage, other.flight, words)
            let alert: HTML =
                other.alert.map {
                    "\($0.status.html(words)) <a\(HTML.attribute("href", .alert($0.id)))>\(HTML.code($0.number))</a>"
                } ?? words("alert.companion.no-alert")
            return Table.Row(
                .empty,
                [
                    .code(Clock.day(other.day, words)), flight, other.who.html(words, link: other.address),
                    words.first("flight.status.\(other.status)", else: other.status), alert,
                ])
        }
        let note: HTML =
            othersAreCut ? "<p class=\"hint\">\(words("traveller.others.most", ["count": .number(others.count)]))</p>" : .empty
        return .section(
            "others", words("traveller.others"), aside: "<span class=\"count\">\(others.count)</span>",
            "\(Table(caption: words("traveller.others.caption"), columns: columns, rows: rows).html)\(note)")
    }
}
