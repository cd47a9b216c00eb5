import Travel

/// The queue: open alerts by the last moment at which somebody can act, then those that expired.
struct AlertsPage: Sendable {
    struct Row: Hashable, Sendable {
        /// Opaque, for the address.
        var id: String
        /// What people call it.
        var number: String
        var severity: SeverityMark
        /// What happens when, and where.
        var event: TimeLeft
        var moment: Moment
        /// Event less handling time: what the queue is sorted by.
        var usefulUntil: Instant
        var who: PersonLine
        var voyage: VoyageLine
        var supporting: [CodedText]
        var opposing: [CodedText]
        var status: StatusMark

        init(
            id: String, number: String, severity: SeverityMark, event: TimeLeft, moment: Moment, usefulUntil: Instant, who: PersonLine,
            voyage: VoyageLine, supporting: [CodedText], opposing: [CodedText], status: StatusMark
        ) {
            self.id = id
            self.number = number
            self.severity = severity
            self.event = event
            self.moment = moment
            self.usefulUntil = usefulUntil
            self.who = who
            self.voyage = voyage
            self.supporting = supporting
            self.opposing = opposing
            self.status = status
        }
    }

    /// In the order of the queue, which is the caller's: nothing is sorted here.
    var open: [Row]
    var expired: [Row]
    /// Open alerts on all pages.
    var openCount: Int
    /// Counting stops here: a higher count says that there are more.
    var openLimit: Int
    /// Passages whose moment lies ahead.
    var watched: Int
    /// Where the next page begins; nil on the last.
    var next: String?
    var isFirstPage: Bool
    /// Alerts that came since this view was first shown, and are not in it.
    var fresh: Int
    /// The newest event that this view knows; the script asks for news since then.
    var seenUpTo: String

    init(
        open: [Row], expired: [Row] = [], openCount: Int, openLimit: Int = .max, watched: Int, next: String? = nil,
        isFirstPage: Bool = true, fresh: Int = 0,
        seenUpTo: String
    ) {
        self.open = open
        self.expired = expired
        self.openCount = openCount
        self.openLimit = openLimit
        self.watched = watched
        self.next = next
        self.isFirstPage = isFirstPage
        self.fresh = fresh
        self.seenUpTo = seenUpTo
    }

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        var summary = HTML.empty
        if openCount > openLimit {
            summary = words("alerts.summary.many", ["count": .number(openLimit)])
        } else if openCount > 0 {
            summary = words("alerts.summary", ["count": .number(openCount)])
        }
        return shell.document(
            title: words.plain("alerts.title"), destination: .alerts, class: "page wide",
            """
            <div class="title"><div><h1>\(words("alerts.title"))</h1><p class="lead">\(summary)</p></div>\
            <div class="tools">\(news(words))\(find(words))</div></div>\
            \(openTable(shell))\(paging(words))\(expiredTable(shell))
            """)
    }

    // The place is there before there is news, so that nothing moves when it comes.
    private func news(_ words: Catalogue) -> HTML {
        let poll = Address("alerts", "new", query: [("since", seenUpTo)])
        return """
            <p class="news" role="status" data-news\(HTML.attribute("data-poll", poll))>\
            <a\(HTML.attribute("href", .alerts))\(HTML.attribute("hidden", when: fresh == 0))>\(fresh == 0 ? .empty : words("alerts.new", ["count": .number(fresh)]))</a></p>
            """
    }

    private func find(_ words: Catalogue) -> HTML {
        .question(
            .findAlert,
            """
            <label for="number">\(words("alerts.find"))</label>\
            <input id="number" name="number" type="text" autocapitalize="none" spellcheck="false" autocomplete="off" dir="ltr" size="8" data-number>\
            <button class="plain">\(words("alerts.find.submit"))</button>
            """)
    }

    private func openTable(_ shell: Shell) -> HTML {
        let words = shell.words
        if open.isEmpty {
            return """
                <div class="empty">\(Shape.mark)<p><b>\(words("alerts.none"))</b></p>\
                <p>\(words("alerts.none.hint", ["watched": .number(watched)]))</p></div>
                """
        }
        return table(open, words("alerts.caption"), shell)
    }

    private func expiredTable(_ shell: Shell) -> HTML {
        guard !expired.isEmpty else { return .empty }
        let words = shell.words
        return .section(
            "expired", words("alerts.expired"), aside: "<span class=\"count\">\(expired.count)</span>", class: "below",
            "<p class=\"hint\">\(words("alerts.expired.note"))</p>\(table(expired, words("alerts.expired.caption"), shell))")
    }

    private func table(_ rows: [Row], _ caption: HTML, _ shell: Shell) -> HTML {
        let words = shell.words
        let columns: [Table.Column] = [
            .init("alerts.column.severity", words, style: "c-severity"), .init("alerts.column.time", words, style: "c-time"),
            .init("alerts.column.who", words, style: "c-who"), .init("alerts.column.voyage", words, style: "c-voyage"),
            .init("alerts.column.why", words, style: "c-why"), .init("alerts.column.status", words, style: "c-status"),
        ]
        return Table(caption: caption, columns: columns, rows: rows.map { row($0, shell) }, style: "cards queue").html
    }

    private func row(_ row: Row, _ shell: Shell) -> Table.Row {
        let words = shell.words
        let act: HTML =
            row.status == .open
            ? "<span class=\"second\">\(TimeLeft(.act, row.usefulUntil).html(words, now: shell.now))</span>" : .empty
        let edge = row.status == .expired ? "expired" : row.severity.style
        return Table.Row(
            " class=\"edge \(HTML(stringLiteral: edge))\" data-row",
            [
                row.severity.html(words),
                "<b>\(row.event.html(words, now: shell.now))</b>\(act)<span class=\"second\">\(row.moment.html(words))</span>",
                row.who.html(words, link: .alert(row.id)),
                row.voyage.html(words),
                why(row, words),
                "\(row.status.html(words))<span class=\"second\">\(HTML.code(row.number))</span>",
            ])
    }

    /// `2 for: … · …` and `against: …` — the second also where nothing was found, since that was looked for too.
    private func why(_ row: Row, _ words: Catalogue) -> HTML {
        let supporting = row.supporting.map { $0.short(words) }.joined(" · ")
        let opposing = row.opposing.isEmpty ? words("alerts.against.none") : row.opposing.map { $0.short(words) }.joined(" · ")
        return """
            <span class="for"><b>\(words("alerts.for", ["count": .number(row.supporting.count)]))</b>: \(supporting)</span>\
            <span class="second against"><b>\(words("alerts.against"))</b> \(opposing)</span>
            """
    }

    private func paging(_ words: Catalogue) -> HTML {
        .paging(
            words.plain("alerts.paging"),
            [
                isFirstPage ? nil : .plainLink(words("alerts.first"), .alerts),
                next.map { .plainLink(words("alerts.next"), .alerts(after: $0), rel: "next") },
            ])
    }

    /// Answer to the script's question for news: `{"count":3,"text":"3 new – show"}`.
    static func news(count: Int, words: Catalogue) -> String {
        var text = ""
        for scalar in words.plain("alerts.new", ["count": .number(count)]).unicodeScalars {
            if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
            if scalar.value >= 0x20 { text.unicodeScalars.append(scalar) }
        }
        return "{\"count\":\(count),\"text\":\"\(text)\"}"
    }
}
