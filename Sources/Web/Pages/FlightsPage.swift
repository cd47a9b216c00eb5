import Travel

/// How many of a flight's travellers are known from which kind of message.
struct CoverageMark: Hashable, Sendable {
    var expected: Int
    var api: Int
    var pnr: Int
    var both: Int
    /// Everybody is known from all that can be known of them: crew has no booking.
    var isComplete: Bool
    var off = 0

    func html(_ words: Catalogue) -> HTML {
        let counts = words("flights.coverage", ["api": .number(api), "pnr": .number(pnr), "both": .number(both)])
        let off: HTML = self.off == 0 ? .empty : " · \(words("flights.travellers.off", ["count": .number(self.off)]))"
        return "<b>\(words("flights.travellers", ["count": .number(expected)]))</b><span class=\"second\">\(counts)\(off)</span>\(bars)"
    }

    /// The same figures as lengths: API above, PNR below.
    private var bars: HTML {
        guard expected > 0 else { return .empty }
        func bar(_ count: Int, _ y: Int) -> HTML {
            let length = min(100, max(0, count * 100 / expected))
            return """
                <rect class="ground" x="0"\(HTML.attribute("y", String(y))) width="100" height="5"></rect>\
                <rect class="fill" x="0"\(HTML.attribute("y", String(y)))\(HTML.attribute("width", String(length))) height="5"></rect>
                """
        }
        return """
            <svg class="bars" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true" focusable="false">\(bar(api, 1))\(bar(pnr, 8))</svg>
            """
    }
}

/// Something that should have been received by now.
enum FlightGap: Hashable, Sendable {
    /// Which parts of a list; without its last part nobody knows how many there are.
    case parts(kind: String, parts: [Int], hasLast: Bool)
    case api(Int, of: Int)
    case pnr(Int, of: Int)

    func html(_ words: Catalogue) -> HTML { "<span class=\"badge gap\">\(Shape.cross) <span>\(text(words))</span></span>" }

    private func text(_ words: Catalogue) -> HTML {
        switch self {
        case .parts(let kind, let parts, let hasLast):
            let kind = Catalogue.Argument.code(kind)
            if parts.isEmpty { return words("flights.gap.parts.open", ["kind": kind]) }
            let shown = parts.prefix(8).map(String.init).joined(separator: ", ") + (parts.count > 8 ? " …" : "")
            let key = parts.count == 1 ? "flights.gap.part" : "flights.gap.parts"
            return words(hasLast ? key : key + ".both", ["kind": kind, "parts": .code(shown)])
        case .api(let count, let all):
            return count >= all ? words("flights.gap.api.all") : words("flights.gap.api", ["count": .number(count), "of": .number(all)])
        case .pnr(let count, let all):
            return count >= all ? words("flights.gap.pnr.all") : words("flights.gap.pnr", ["count": .number(count), "of": .number(all)])
        }
    }
}

/// How far the messages of each kind have come, as in `flights.messages.CODE`.
struct MessageProgress: Hashable, Sendable {
    var api: String
    var pnr: String
    var newest: Instant?

    func html(_ words: Catalogue, now: Instant) -> HTML {
        func line(_ kind: StaticString, _ code: String) -> HTML {
            let text = words.first("flights.messages.\(code)", else: code)
            return "<dt>\(HTML(stringLiteral: kind))</dt><dd>\(code == "none" ? "<span class=\"missing\">\(text)</span>" : text)</dd>"
        }
        let age: HTML =
            newest.map { "<span class=\"second\">\(words("flights.newest", ["age": .code(TimeLeft.duration(now - $0, words))]))</span>" }
            ?? .empty
        return "<dl class=\"kinds\">\(line("API", api))\(line("PNR", pnr))</dl>\(age)"
    }
}

/// Departure and arrival, below one another.
struct FlightTimes: Hashable, Sendable {
    var departure: Moment?
    var arrival: Moment?

    func html(_ words: Catalogue) -> HTML {
        func line(_ key: String, _ moment: Moment?) -> HTML {
            moment.map { "<span class=\"times\"><span class=\"end\">\(words(key))</span> \($0.html(words))</span>" } ?? .empty
        }
        return "\(line("flights.departs", departure))\(line("flights.arrives", arrival))"
    }
}

/// Open alerts by severity: the most severe first, each with shape, letter, word and number.
struct AlertCounts: Hashable, Sendable {
    var counts: [SeverityMark: Int]

    init(_ counts: [SeverityMark: Int]) { self.counts = counts }

    var worst: SeverityMark? { SeverityMark.allCases.first { counts[$0, default: 0] > 0 } }

    func html(_ words: Catalogue) -> HTML {
        guard worst != nil else { return "<span class=\"muted\">\(words("flights.alerts.none"))</span>" }
        let marks = SeverityMark.allCases.compactMap { mark -> HTML? in
            guard let count = counts[mark], count > 0 else { return nil }
            return mark.html(words, count: count)
        }
        return "<span class=\"marks\">\(marks)</span>"
    }
}

/// The board: flights round now, or of a day, with what has come in about them and what has been found.
struct FlightsPage: Sendable {
    struct Row: Hashable, Sendable {
        var address: Address
        var voyage: VoyageLine
        var status: String
        /// Nil where no time is known.
        var event: TimeLeft?
        var times: FlightTimes
        var alerts: AlertCounts
        var coverage: CoverageMark
        var gaps: [FlightGap]
        var progress: MessageProgress
    }
    /// What was asked for, as the form shows it.
    struct Filter: Hashable, Sendable {
        var day = ""
        var carrier = ""
        var airport = ""
        var alerts = false
        var gaps = false

        var isEmpty: Bool { self == Filter() }

        func address(_ more: [(String, String)] = [], day other: String? = nil) -> Address {
            var query: [(String, String)] = []
            for (name, value) in [("day", other ?? day), ("carrier", carrier), ("airport", airport)] where !value.isEmpty {
                query.append((name, value))
            }
            if alerts { query.append(("alerts", "open")) }
            if gaps { query.append(("missing", "some")) }
            return Address("flights", query: query + more)
        }
    }

    var filter = Filter()
    var from: Instant
    var to: Instant
    /// The day that is shown; nil for the hours round now.
    var day: LocalDate?
    var rows: [Row]
    var untimed: [Row] = []
    /// Where the next page begins; nil on the last.
    var next: String?
    /// Where the flights that still lie ahead begin.
    var fromNow: String?
    var isFirstPage = true
    var errors: [FieldError] = []

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let lead =
            day.map { words("flights.of-day", ["day": .code(Clock.day($0, words))]) }
            ?? words("flights.around", ["from": .code(Clock.utc(from)), "to": .code(Clock.utc(to))])
        return shell.document(
            title: words.plain("flights.title"), destination: .flights, class: "page wide",
            """
            <div class="title"><div><h1>\(words("flights.title"))</h1><p class="lead">\(lead)</p></div>\(jumps(words))</div>\
            \(errors.summary(words))\(form(words))\(board(shell))\(paging(words))\(untimedTable(shell))
            """)
    }

    // MARK: What is asked

    private func jumps(_ words: Catalogue) -> HTML {
        var links: [HTML] = []
        if let day {
            for (key, days) in [("flights.day.before", -1), ("flights.day.after", 1)] {
                links.append(.plainLink(words(key), filter.address(day: day.adding(days: days).description)))
            }
        } else if let fromNow {
            links.append(.plainLink(words("flights.from-now"), filter.address([("after", fromNow)])))
        }
        return links.isEmpty ? .empty : "<div class=\"tools\">\(links)</div>"
    }

    private func form(_ words: Catalogue) -> HTML {
        func field(_ name: String, _ value: String, _ attributes: HTML, class style: StaticString) -> HTML {
            """
            <div class="field \(HTML(stringLiteral: style))"><label\(HTML.attribute("for", name))>\(words("flights.filter.\(name)"))</label>\
            <input\(HTML.attribute("id", name))\(HTML.attribute("name", name))\(HTML.attribute("value", value))\(attributes)\
            \(errors.attributes(name))>\(errors.note(name, words))</div>
            """
        }
        func check(_ name: String, _ value: String, _ key: String, _ isOn: Bool) -> HTML {
            """
            <label class="check"><input type="checkbox"\(HTML.attribute("name", name))\(HTML.attribute("value", value))\
            \(HTML.attribute("checked", when: isOn))> <span>\(words(key))</span></label>
            """
        }
        let code: HTML = " type=\"text\" maxlength=\"3\" autocomplete=\"off\" spellcheck=\"false\" dir=\"ltr\""
        let reset: HTML = filter.isEmpty ? .empty : .plainLink(words("flights.filter.reset"), .flights)
        return .question(
            .flights, class: "filters",
            """
            \(field("day", filter.day, " type=\"date\"", class: "day-field"))\(field("carrier", filter.carrier, code, class: "code-field"))\
            \(field("airport", filter.airport, code, class: "code-field"))\
            \(check("alerts", "open", "flights.filter.alerts", filter.alerts))\
            \(check("missing", "some", "flights.filter.gaps", filter.gaps))\
            <div class="buttons"><button class="main">\(words("flights.filter.submit"))</button>\(reset)</div>
            """)
    }

    // MARK: What is there

    private func board(_ shell: Shell) -> HTML {
        let words = shell.words
        guard rows.isEmpty else { return table(rows, words("flights.caption"), shell) }
        let text = next != nil ? "flights.none.so-far" : filter.isEmpty ? "flights.none" : "flights.none.filtered"
        return "<div class=\"empty\">\(Shape.mark)<p><b>\(words(text))</b></p></div>"
    }

    private func untimedTable(_ shell: Shell) -> HTML {
        guard !untimed.isEmpty else { return .empty }
        let words = shell.words
        return .section(
            "untimed", words("flights.untimed"), aside: "<span class=\"count\">\(untimed.count)</span>", class: "below",
            "<p class=\"hint\">\(words("flights.untimed.note"))</p>\(table(untimed, words("flights.untimed.caption"), shell))")
    }

    private func table(_ rows: [Row], _ caption: HTML, _ shell: Shell) -> HTML {
        let words = shell.words
        let columns: [Table.Column] = [
            .init("flights.column.time", words, style: "c-time"), .init("flights.column.flight", words, style: "c-flight"),
            .init("flights.column.alerts", words, style: "c-alerts"), .init("flights.column.travellers", words, style: "c-travellers"),
            .init("flights.column.messages", words, style: "c-messages"),
        ]
        return Table(caption: caption, columns: columns, rows: rows.map { row($0, shell) }, style: "cards queue board").html
    }

    private func row(_ row: Row, _ shell: Shell) -> Table.Row {
        let words = shell.words
        let isPast = row.event.map { $0.due < shell.now } ?? false
        let edge = row.alerts.worst?.style ?? "calm"
        let when: HTML = row.event.map { "<b>\($0.html(words, now: shell.now))</b>" } ?? "<b>\(words("flights.time-missing"))</b>"
        let gaps: HTML = row.gaps.isEmpty ? .empty : "<span class=\"marks\">\(row.gaps.map { $0.html(words) })</span>"
        let complete: HTML =
            row.gaps.isEmpty && row.coverage.isComplete
            ? "<span class=\"marks\"><span class=\"badge ok\">\(Shape.check) <span>\(words("flights.complete"))</span></span></span>"
            : .empty
        return Table.Row(
            " class=\"edge \(HTML(stringLiteral: edge))\(isPast ? " past" : .empty)\" data-row",
            [
                "\(when)\(row.times.html(words))", "\(flight(row, words))", row.alerts.html(words),
                "\(row.coverage.html(words))\(gaps)\(complete)", row.progress.html(words, now: shell.now),
            ])
    }

    private func flight(_ row: Row, _ words: Catalogue) -> HTML {
        let mark = FlightStatus.html(row.status, words)
        guard row.voyage.designator.isEmpty else { return "\(row.voyage.html(words, link: row.address))\(mark)" }
        return "<a class=\"row-link\"\(HTML.attribute("href", row.address))>\(words("flights.no-flight"))</a>\(mark)"
    }

    private func paging(_ words: Catalogue) -> HTML {
        .paging(
            words.plain("flights.paging"),
            [
                isFirstPage ? nil : .plainLink(words("flights.first"), filter.address()),
                next.map { .plainLink(words("flights.next"), filter.address([("after", $0)]), rel: "next") },
            ])
    }
}

/// Whether a flight goes, by shape and word; what is as planned is said quietly.
enum FlightStatus {
    static func html(_ status: String, _ words: Catalogue) -> HTML {
        let text = words.first("flights.status.\(status)", else: status)
        if status == "cancelled" { return "<span class=\"marks\">\(off(text))</span>" }
        return "<span class=\"second\">\(text)</span>"
    }

    /// What does not take place: a flight, a booking, somebody's part in either.
    static func off(_ text: HTML) -> HTML { "<span class=\"badge off\">\(Shape.cross) <b>\(text)</b></span>" }
}
