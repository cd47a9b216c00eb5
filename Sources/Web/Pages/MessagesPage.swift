import Travel

/// What was noticed while reading, by shape and word: the worst first, each code with how often.
struct FindingCounts: Hashable, Sendable {
    struct Count: Hashable, Sendable {
        /// As in `finding.CODE.seen`.
        var code: String
        /// `note`, `repaired`, `lost`.
        var severity: String
        var count: Int
    }
    /// The worst first.
    var counts: [Count]
    /// How many codes a row names.
    private static let most = 4

    func html(_ words: Catalogue) -> HTML {
        guard let worst = counts.first?.severity else { return "<span class=\"muted\">\(words("messages.findings.none"))</span>" }
        let codes = counts.prefix(Self.most).map { count -> HTML in
            let times: HTML = count.count == 1 ? .empty : " <b>\(words("messages.findings.times", ["count": .number(count.count)]))</b>"
            return "<li>\(HTML.code(count.code))\(times)</li>"
        }
        let rest = counts.count - codes.count
        let more: HTML = rest > 0 ? "<li>\(words("messages.findings.more", ["count": .number(rest)]))</li>" : .empty
        return "\(Self.mark(worst, words))<ul class=\"codes\">\(codes)\(more)</ul>"
    }

    /// A severity by shape, word and colour.
    static func mark(_ severity: String, _ words: Catalogue) -> HTML {
        let (style, shape): (HTML, HTML) =
            switch severity {
            case "lost": ("p1", Shape.cross)
            case "repaired": ("p2", Shape.diamond)
            default: ("off", Shape.circle)
            }
        return "<span class=\"badge \(style)\">\(shape) <span>\(words.first("severity.\(severity)", else: severity))</span></span>"
    }
}

/// What was received, newest first: messages, and transmissions in which none was read.
struct MessagesPage: Sendable {
    struct Row: Hashable, Sendable {
        var received: Moment
        /// Of the message; nil where none was read.
        var address: Address?
        /// PAXLST or PNRGOV; nil where none was read.
        var kind: String?
        var release = ""
        /// As in `action.ACTION`.
        var action = ""
        var part: Int?
        var isFinalPart = false
        var travellers = 0
        var bookings = 0
        var sender: String?
        /// As in `message.door.DOOR`; nil where the receipt is gone.
        var door: String?
        /// Code of the carrier whose key it came with.
        var carrier: String?
        var flight: VoyageLine?
        /// Nil where this account may not open it.
        var flightPage: Address?
        var findings: FindingCounts
        var isDuplicate = false
        /// What it repeats; nil where no page shows that.
        var first: Address?
        var waits = false
    }
    /// What was asked for, as the form shows it.
    struct Filter: Hashable, Sendable {
        var sender = ""
        var door = ""
        var finding = ""
        var severity = ""
        var from = ""
        var to = ""

        var isEmpty: Bool { self == Filter() }

        func address(_ more: [(String, String)] = [], sender other: String? = nil) -> Address {
            let all = [
                ("sender", other ?? sender), ("door", door), ("finding", finding), ("severity", severity), ("from", from), ("to", to),
            ]
            return Address("messages", query: all.filter { !$0.1.isEmpty } + more)
        }
    }
    static let doors = ["api", "inbox", "command", "replay"]
    static let severities = ["lost", "repaired", "note"]

    var filter = Filter()
    /// Codes that can be asked for.
    var codes: [String]
    var rows: [Row]
    /// Where the next page begins; nil on the last.
    var next: String?
    /// How far back was looked, where the page ended for that.
    var searchedBackTo: Instant?
    var isFirstPage = true
    var errors: [FieldError] = []

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        return shell.document(
            title: words.plain("messages.title"), destination: .messages, class: "page wide",
            """
            <div class="title"><div><h1>\(words("messages.title"))</h1><p class="lead">\(words("messages.lead"))</p></div></div>\
            \(errors.summary(words))\(form(words))\(list(words))\(searched(words))\(paging(words))
            """)
    }

    // MARK: What is asked

    private func form(_ words: Catalogue) -> HTML {
        func field(_ name: String, _ input: HTML, _ style: StaticString) -> HTML {
            """
            <div class="field \(HTML(stringLiteral: style))"><label\(HTML.attribute("for", name))>\(words("messages.filter.\(name)"))</label>\
            \(input)\(errors.note(name, words))</div>
            """
        }
        func text(_ name: String, _ value: String, _ attributes: HTML, _ style: StaticString) -> HTML {
            field(
                name,
                """
                <input\(HTML.attribute("id", name))\(HTML.attribute("name", name))\(HTML.attribute("value", value))\(attributes)\
                \(errors.attributes(name))>
                """, style)
        }
        func choice(_ name: String, _ value: String, _ options: [(String, HTML)]) -> HTML {
            let all = [("", words("messages.filter.any"))] + options
            let lines = all.map { option -> HTML in
                "<option\(HTML.attribute("value", option.0))\(HTML.attribute("selected", when: option.0 == value))>\(option.1)</option>"
            }
            return field(
                name, "<select\(HTML.attribute("id", name))\(HTML.attribute("name", name))\(errors.attributes(name))>\(lines)</select>",
                "choice-field")
        }
        let reset: HTML = filter.isEmpty ? .empty : .plainLink(words("messages.filter.reset"), .messages)
        let moment: HTML = " type=\"datetime-local\""
        let sender: HTML = " type=\"text\" maxlength=\"70\" autocomplete=\"off\" spellcheck=\"false\" dir=\"ltr\""
        return .question(
            .messages, class: "filters",
            """
            \(text("sender", filter.sender, sender, "sender-field"))\
            \(choice("door", filter.door, Self.doors.map { ($0, words("message.door.\($0)")) }))\
            \(choice("severity", filter.severity, Self.severities.map { ($0, words("severity.\($0)")) }))\
            \(choice("finding", filter.finding, codes.map { ($0, "\($0)") }))\
            \(text("from", filter.from, moment, "moment-field"))\(text("to", filter.to, moment, "moment-field"))\
            <div class="buttons"><button class="main">\(words("messages.filter.submit"))</button>\(reset)</div>
            """)
    }

    // MARK: What is there

    private func list(_ words: Catalogue) -> HTML {
        guard !rows.isEmpty else {
            let text = next != nil ? "messages.none.so-far" : filter.isEmpty ? "messages.none" : "messages.none.filtered"
            return "<div class=\"empty\">\(Shape.mark)<p><b>\(words(text))</b></p></div>"
        }
        let columns: [Table.Column] = [
            .init("messages.column.received", words, style: "c-received"), .init("messages.column.message", words, style: "c-message"),
            .init("messages.column.sender", words, style: "c-sender"), .init("messages.column.flight", words, style: "c-flight"),
            .init("messages.column.findings", words, style: "c-findings"),
        ]
        return Table(
            caption: words("messages.caption"), columns: columns, rows: rows.map { row($0, words) }, style: "cards queue messages"
        ).html
    }

    private func row(_ row: Row, _ words: Catalogue) -> Table.Row {
        let edge: HTML =
            switch row.findings.counts.first?.severity {
            case "lost": "p1"
            case "repaired": "p2"
            default: "calm"
            }
        return Table.Row(
            " class=\"edge \(edge)\" data-row\(row.address == nil ? " tabindex=\"-1\"" : .empty)",
            [row.received.html(words), message(row, words), sender(row, words), flight(row, words), row.findings.html(words)])
    }

    private func message(_ row: Row, _ words: Catalogue) -> HTML {
        var repeated = HTML.empty
        if row.isDuplicate {
            let text = words("messages.duplicate")
            let link: HTML = row.first.map { "<a\(HTML.attribute("href", $0))>\(text)</a>" } ?? text
            repeated = "<span class=\"second\">\(Shape.forward) \(link)</span>"
        }
        guard let kind = row.kind else {
            let what = row.waits ? "messages.waits" : row.isDuplicate ? "messages.receipt" : "messages.unread"
            return "<span class=\"missing\">\(words(what))</span>\(repeated)"
        }
        let name: HTML = "\(HTML.code(kind)) \(HTML.code(row.release))"
        let head: HTML = row.address.map { "<a class=\"row-link\"\(HTML.attribute("href", $0))>\(name)</a>" } ?? name
        let part: HTML =
            row.part.flatMap { $0 == 1 && row.isFinalPart ? nil : $0 }.map {
                words(row.isFinalPart ? "messages.part-last" : "messages.part", ["part": .number($0)])
            } ?? .empty
        let content: HTML =
            row.bookings == 0
            ? words("messages.travellers", ["count": .number(row.travellers)])
            : "\(words("messages.travellers", ["count": .number(row.travellers)])) · \(words("messages.bookings", ["count": .number(row.bookings)]))"
        let action = words.first("action.\(row.action)", else: row.action)
        return """
            \(head)<span class="second">\([action, part].joined(" · "))</span>\
            \(row.isDuplicate ? .empty : "<span class=\"second\">\(content)</span>")\(repeated)
            """
    }

    private func sender(_ row: Row, _ words: Catalogue) -> HTML {
        let name: HTML =
            row.sender.map { "<a\(HTML.attribute("href", filter.address(sender: $0)))>\(HTML.code($0))</a>" }
            ?? "<span class=\"muted\">\(words("not-stated"))</span>"
        let door: HTML = row.door.map { words.first("message.door.\($0)", else: $0) } ?? words("not-stated")
        let carrier: HTML = row.carrier.map { words("messages.carrier", ["carrier": .code($0)]) } ?? .empty
        return "\(name)<span class=\"second\">\([door, carrier].joined(" · "))</span>"
    }

    private func flight(_ row: Row, _ words: Catalogue) -> HTML {
        guard let flight = row.flight else { return .empty }
        let name: HTML = flight.designator.isEmpty ? words("flight.no-flight") : .code(flight.designator)
        let link: HTML = row.flightPage.map { "<a\(HTML.attribute("href", $0))>\(name)</a>" } ?? name
        return "<span class=\"voyage\">\(link)</span>\(flight.stops.isEmpty ? .empty : "<span class=\"second\">\(flight.stops)</span>")"
    }

    private func searched(_ words: Catalogue) -> HTML {
        searchedBackTo.map { "<p class=\"searched\">\(words("messages.searched", ["time": .code(Clock.utc($0))]))</p>" } ?? .empty
    }

    private func paging(_ words: Catalogue) -> HTML {
        .paging(
            words.plain("messages.paging"),
            [
                isFirstPage ? nil : .plainLink(words("messages.first"), filter.address()),
                next.map { .plainLink(words("messages.next"), filter.address([("after", $0)]), rel: "next") },
            ])
    }
}
