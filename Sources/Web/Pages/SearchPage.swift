import Travel

/// The form of a search. It is sent, never asked by address: what stands in an address is kept by browsers and proxies.
struct SearchPage: Sendable {
    /// What was entered, when the form comes back.
    struct Entered: Sendable {
        var purpose = ""
        var reference = ""
        /// By kind.
        var terms: [String: String] = [:]
        var level = ""
        var from = ""
        var to = ""
    }
    static let kinds = ["name", "document", "telephone", "email", "locator"]

    /// Codes that this role may choose from, as in `purpose.CODE`.
    var purposes: [String]
    /// As in `search.level.LEVEL`.
    var levels: [String]
    var mostDays: Int
    var entered = Entered()
    var errors: [FieldError] = []

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        return shell.document(
            title: words.plain("search.title"), destination: .search, class: "page text",
            """
            <h1>\(words("search.title"))</h1><p class="lead">\(words("search.lead"))</p>\(errors.summary(words))\(form(shell))
            """)
    }

    private func form(_ shell: Shell) -> HTML {
        let words = shell.words
        return .form(
            .search, token: shell.token, class: "form panel",
            """
            <fieldset><legend>\(words("search.why"))</legend><div class="pair">\(purpose(words))\
            \(field("reference", entered.reference, words, "maxlength=\"40\" autocapitalize=\"none\" dir=\"ltr\" required", hint: true))\
            </div></fieldset>\
            <fieldset id="term" aria-describedby="term-hint\(errors.contains { $0.field == "term" } ? " term-error" : .empty)" tabindex="-1">\
            <legend>\(words("search.whom"))</legend><p class="hint" id="term-hint">\(words("search.whom.hint"))</p>\
            \(errors.note("term", words))\(terms(words))</fieldset>\
            <fieldset><legend>\(words("search.period"))</legend>\
            <p class="hint" id="period-hint">\(words("search.period.hint", ["days": .number(mostDays)]))</p><div class="pair">\
            \(field("from", entered.from, words, "type=\"date\"", described: "period-hint"))\
            \(field("to", entered.to, words, "type=\"date\"", described: "period-hint"))</div></fieldset>\
            <fieldset class="choices" id="level"\(errors.attributes("level"))><legend>\(words("search.level"))</legend>\
            \(errors.note("level", words))\(levels.map { level($0, words) })</fieldset>\
            <div class="buttons"><button class="main">\(words("search.submit"))</button></div>\
            <p class="hint">\(words("search.recorded"))</p>
            """)
    }

    private func purpose(_ words: Catalogue) -> HTML {
        let empty: HTML = purposes.count == 1 ? .empty : "<option value=\"\">\(words("search.purpose.choose"))</option>"
        let options = purposes.map { code -> HTML in
            """
            <option\(HTML.attribute("value", code))\(HTML.attribute("selected", when: code == entered.purpose))>\
            \(words.has("purpose.\(code)") ? words.plain("purpose.\(code)") : code)</option>
            """
        }
        return """
            <div class="field"><label for="purpose">\(words("search.purpose"))</label>\
            <select id="purpose" name="purpose" required\(errors.attributes("purpose"))>\(empty)\(options)</select>\
            \(errors.note("purpose", words))</div>
            """
    }

    private func terms(_ words: Catalogue) -> HTML {
        let lines = Self.kinds.map { kind -> HTML in
            let type: HTML =
                switch kind {
                case "telephone": "type=\"tel\" dir=\"ltr\""
                case "name": "dir=\"auto\" data-find"
                default: "dir=\"ltr\" autocapitalize=\"none\""
                }
            return field(kind, entered.terms[kind] ?? "", words, "maxlength=\"200\" \(type)", hint: true)
        }
        return "\(lines.prefix(1))<div class=\"pair\">\(lines.dropFirst())</div>"
    }

    /// Never completed by the browser: it would keep what was entered.
    private func field(
        _ name: String, _ value: String, _ words: Catalogue, _ attributes: HTML, hint: Bool = false, described: String? = nil
    ) -> HTML {
        let about = [described, hint ? name + "-hint" : nil, errors.contains { $0.field == name } ? name + "-error" : nil].compactMap { $0 }
        let invalid: HTML = errors.contains { $0.field == name } ? " aria-invalid=\"true\"" : .empty
        let describedBy = about.isEmpty ? .empty : HTML.attribute("aria-describedby", about.joined(separator: " "))
        let note: HTML =
            hint ? "<p class=\"hint\"\(HTML.attribute("id", name + "-hint"))>\(words("search.\(name).hint"))</p>" : .empty
        return """
            <div class="field"><label\(HTML.attribute("for", name))>\(words("search.\(name)"))</label>\(note)\
            <input\(HTML.attribute("id", name))\(HTML.attribute("name", name))\(HTML.attribute("value", value)) autocomplete="off" \
            spellcheck="false" \(attributes)\(invalid)\(describedBy)>\(errors.note(name, words))</div>
            """
    }

    private func level(_ level: String, _ words: Catalogue) -> HTML {
        let id = "level-\(level)"
        let chosen = entered.level.isEmpty ? "close" : entered.level
        return """
            <div class="choice"><input type="radio" name="level"\(HTML.attribute("id", id))\(HTML.attribute("value", level))\
            \(HTML.attribute("aria-describedby", id + "-hint"))\(HTML.attribute("checked", when: level == chosen))>\
            <label\(HTML.attribute("for", id))>\(words("search.level.\(level)"))</label>\
            <p class="hint"\(HTML.attribute("id", id + "-hint"))>\(words("search.level.\(level).hint"))</p></div>
            """
    }
}

/// Whom a search found. It names the kind of what was asked for, and not what it was.
struct SearchResultsPage: Sendable {
    struct Row: Hashable, Sendable {
        var address: Address
        var who: PersonLine
        /// In thousandths; nil where nothing was weighed.
        var score: Int?
        var day: LocalDate
        var voyage: VoyageLine
        var flight: Address
        /// As in `flight.status.STATUS`.
        var status: String
        var alert: FlightPage.AlertLine?
        var alertStatus: StatusMark?
    }
    /// As in `search.by.KIND`.
    var kind: String
    var level: String?
    var period: ClosedRange<LocalDate>?
    var compared: Int
    var comparedUntil: Instant?
    var isCut: Bool
    var purpose: String
    var reference: String
    var expires: Instant
    var rows: [Row]

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        return shell.document(
            title: words.plain("search.results.title"), destination: .search, class: "page wide",
            """
            <div class="title"><div><h1>\(words("search.results.title"))</h1><p class="lead">\(lead(words))</p></div>\
            <div class="tools">\(HTML.plainLink(words("search.again"), .search))</div></div>\
            \(limits(words))\(list(words))\(about(shell))
            """)
    }

    private func lead(_ words: Catalogue) -> HTML {
        var parts = [words("search.by.\(kind)")]
        if let level { parts.append(words("search.level.\(level)")) }
        if let period {
            parts.append(
                words(
                    "search.results.period",
                    ["from": .code(Clock.day(period.lowerBound, words)), "to": .code(Clock.day(period.upperBound, words))]))
        }
        return parts.joined(" · ")
    }

    private func limits(_ words: Catalogue) -> HTML {
        var lines: [HTML] = []
        if let comparedUntil {
            lines.append(words("search.results.limit", ["count": .number(compared), "time": .code(Clock.utc(comparedUntil))]))
        }
        if isCut { lines.append(words("search.results.cut", ["count": .number(rows.count)])) }
        return "\(lines.map { "<p class=\"warn\">\($0)</p>" as HTML })"
    }

    private func list(_ words: Catalogue) -> HTML {
        guard !rows.isEmpty else {
            return "<div class=\"empty\">\(Shape.mark)<p><b>\(words("search.results.none"))</b></p></div>"
        }
        var columns: [Table.Column] = [
            .init("search.column.who", words, style: "c-who"), .init("search.column.day", words),
            .init("search.column.flight", words, style: "c-voyage"), .init("search.column.status", words),
            .init("search.column.alert", words),
        ]
        if level != nil { columns.insert(.init("search.column.score", words, style: "number c-score"), at: 0) }
        return Table(
            caption: words("search.results.caption"), columns: columns, rows: rows.map { row($0, words) }, style: "cards queue found"
        ).html
    }

    private func row(_ row: Row, _ words: Catalogue) -> Table.Row {
        let alert: HTML =
            row.alert.map { alert in
                """
                <span class="marks">\(alert.severity.html(words))\(row.alertStatus?.html(words) ?? .empty)</span>\
                <a\(HTML.attribute("href", .alert(alert.id)))>\(words("alert.title", ["number": .code(alert.number)]))</a>
                """
            } ?? "<span class=\"muted\">\(words("search.alert.none"))</span>"
        let flight: HTML =
            row.voyage.designator.isEmpty
            ? "<a\(HTML.attribute("href", row.flight))>\(words("flight.no-flight"))</a>"
            : "<span class=\"voyage\"><a\(HTML.attribute("href", row.flight))>\(HTML.code(row.voyage.designator))</a></span><span class=\"second\">\(row.voyage.stops)</span>"
        var cells: [HTML] = [
            row.who.html(words, link: row.address), HTML.code(Clock.day(row.day, words)), flight,
            words.first("flight.status.\(row.status)", else: row.status), alert,
        ]
        if level != nil { cells.insert(row.score.map { "<b>\(Points.text($0))</b>" } ?? "–", at: 0) }
        return Table.Row(" data-row", cells)
    }

    private func about(_ shell: Shell) -> HTML {
        let words = shell.words
        let purpose = words.first("purpose.\(self.purpose)", else: self.purpose)
        return .section(
            "about", words("search.results.about"), class: "panel below",
            """
            \(HTML.facts([(words("search.purpose"), purpose), (words("search.reference"), HTML.code(reference)), (words("search.results.compared"), compared > 0 ? words(kind == "name" ? "search.results.travellers" : "search.results.flights", ["count": .number(compared)]) : .empty), (words("search.results.expires"), HTML.code(Clock.utc(expires)))]))\
            <p class="hint">\(words("search.results.note"))</p>
            """)
    }
}

/// Status 410: the results of a search that has expired, or was another session's. Which, is not said.
struct SearchGonePage: Sendable {
    func html(in shell: Shell) -> HTML {
        let words = shell.words
        return shell.document(
            title: words.plain("search.gone.title"), destination: .search, class: "narrow",
            """
            <h1>\(words("search.gone.title"))</h1><p class="lead">\(words("search.gone.text"))</p>\
            <p class="buttons"><a class="main"\(HTML.attribute("href", .search))>\(words("search.again"))</a></p>
            """)
    }
}
