import Travel

/// How a match on a list adds up: a line per field, whose weights sum to the score.
struct MatchPart: Hashable, Sendable {
    struct Line: Hashable, Sendable {
        /// Field, as in `part.FIELD`.
        var part: String
        /// What the traveller's record has; empty where it has nothing.
        var query: String
        /// What the list entry has; empty where it has nothing.
        var entry: String
        /// How the two compare, as in `rule.RULE`.
        var rule: String
        /// Thousandths; negative where it speaks against.
        var weight: Int

        init(part: String, query: String, entry: String, rule: String, weight: Int) {
            self.part = part
            self.query = query
            self.entry = entry
            self.rule = rule
            self.weight = weight
        }
    }
    var list: String
    /// The owner's reference of the entry.
    var entry: String
    var version: Int
    var owner: String?
    var legalBasis: String?
    var validFrom: LocalDate?
    var validTo: LocalDate?
    /// Every name that the entry has, the primary one first.
    var names: [PersonName]
    var lines: [Line]
    /// Weight of the list in the profile, in thousandths.
    var listWeight: Int
    /// What the hit counts for the alert, in thousandths.
    var alertWeight: Int

    init(
        list: String, entry: String, version: Int, owner: String? = nil, legalBasis: String? = nil, validFrom: LocalDate? = nil,
        validTo: LocalDate? = nil, names: [PersonName] = [], lines: [Line], listWeight: Int, alertWeight: Int
    ) {
        self.list = list
        self.entry = entry
        self.version = version
        self.owner = owner
        self.legalBasis = legalBasis
        self.validFrom = validFrom
        self.validTo = validTo
        self.names = names
        self.lines = lines
        self.listWeight = listWeight
        self.alertWeight = alertWeight
    }

    /// Whether it is the document that met the entry's, and not the name.
    var isDocument: Bool { lines.first?.part == "document" }

    /// Its heading: one entry may be met by document and by name, and the two read apart.
    func title(_ words: Catalogue) -> HTML { words(isDocument ? "match.title-document" : "match.title") }

    /// Id of its part of the page: list and entry in letters and digits only.
    var anchor: String {
        var id = isDocument ? "document-" : "match-"
        for byte in (list + "-" + entry).utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: id.unicodeScalars.append(Unicode.Scalar(byte))
            default: id += "_" + String(byte, radix: 16)
            }
        }
        return id
    }

    func html(_ words: Catalogue) -> HTML {
        let columns: [Table.Column] = [
            .init("match.part", words), .init("match.query", words), .init("match.entry", words), .init("match.rule", words),
            .init("match.points", words, style: "number"),
        ]
        let rows = lines.map { line -> Table.Row in
            let mark: HTML = line.weight < 0 ? " class=\"minus\"" : .empty
            return Table.Row(
                mark,
                [
                    words.first("part.\(line.part)", else: line.part), side(line.query, words), side(line.entry, words),
                    words.first("rule.\(line.rule)", else: line.rule), Points.signed(line.weight),
                ])
        }
        let total = lines.reduce(into: 0) { $0 = $0.addingReportingOverflow($1.weight).partialValue }
        let table = Table(
            caption: words("match.caption"), columns: columns, rows: rows, style: "cards match",
            foot: """
                \(sum(words("match.total"), "\(Points.text(total))"))\
                \(sum(words("match.list-weight", ["percent": .code(Points.text(listWeight))]), "<bdi dir=\"ltr\">× \(Points.text(listWeight)) %</bdi>"))\
                \(sum(words("match.alert-points"), Points.signed(alertWeight), class: "grand"))
                """)
        let names = names.map { PersonLine.name($0, words) }.joined("<br>")
        return """
            <section class="panel"\(HTML.attribute("id", anchor))\(HTML.attribute("aria-labelledby", anchor + "-h"))>\
            <div class="panel-head"><h2\(HTML.attribute("id", anchor + "-h"))>\(title(words)): \(HTML.value(list)) \(HTML.code(entry))</h2></div>\
            <p>\(words("match.entry-line", ["entry": .code(entry), "version": .number(version), "list": .text(list)]))\(validity(words))</p>\
            \(HTML.facts([
                (words("alert.names"), names), (words("match.owner"), owner.map(HTML.value) ?? .empty),
                (words("match.basis"), legalBasis.map(HTML.value) ?? .empty),
            ]))\(table.html)</section>
            """
    }

    private func side(_ text: String, _ words: Catalogue) -> HTML {
        text.isEmpty ? "<span class=\"missing\">\(words("match.empty"))</span>" : .value(text)
    }

    private func sum(_ label: HTML, _ value: HTML, class name: StaticString = "") -> HTML {
        """
        <tr role="row" class="\(HTML(stringLiteral: name))"><th scope="row" role="rowheader" colspan="4">\(label)</th>\
        <td role="cell" class="number"><div>\(value)</div></td></tr>
        """
    }

    private func validity(_ words: Catalogue) -> HTML {
        guard let validFrom else { return .empty }
        let from = Catalogue.Argument.code(Clock.day(validFrom, words))
        guard let validTo else { return ", \(words("match.valid-open", ["from": from]))" }
        return ", \(words("match.valid", ["from": from, "to": .code(Clock.day(validTo, words))]))"
    }
}
