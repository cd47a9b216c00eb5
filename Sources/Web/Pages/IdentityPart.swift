import Travel

/// Who the traveller is: every name received, birth, sex, states, documents, and where messages disagree.
struct IdentityPart: Hashable, Sendable {
    struct NameForm: Hashable, Sendable {
        var name: PersonName
        var latin: String?
        /// Where it comes from, as in `name.SOURCE`: `received`, `titleCut`, `document`, `latin`.
        var source: String

        init(name: PersonName, latin: String? = nil, source: String? = nil) {
            self.name = name
            self.latin = latin
            self.source = source ?? name.reading.rawValue
        }
    }
    /// A code as received, and what it stands for where we know.
    struct State: Hashable, Sendable {
        var code: String
        var name: String?

        init(code: String, name: String? = nil) {
            self.code = code
            self.name = name
        }

        var html: HTML { name.map { "\(HTML.value($0)) \(HTML.code(code))" } ?? .code(code) }
    }
    var names: [NameForm]
    var birthDate: PartialDate?
    var sex: Sex?
    var nationalities: [State]
    var residence: State?
    var role: TravellerRole
    var seat: String?
    var bags: Int?
    var locators: [String]
    var documents: [TravelDocument]
    /// Facts that differ between messages: each is marked.
    var conflicts: Set<FactField>

    init(
        names: [NameForm], birthDate: PartialDate? = nil, sex: Sex? = nil, nationalities: [State] = [], residence: State? = nil,
        role: TravellerRole = .passenger, seat: String? = nil, bags: Int? = nil, locators: [String] = [],
        documents: [TravelDocument] = [], conflicts: Set<FactField> = []
    ) {
        self.names = names
        self.birthDate = birthDate
        self.sex = sex
        self.nationalities = nationalities
        self.residence = residence
        self.role = role
        self.seat = seat
        self.bags = bags
        self.locators = locators
        self.documents = documents
        self.conflicts = conflicts
    }

    func html(_ words: Catalogue, who: PersonLine) -> HTML {
        let missing: HTML = "<span class=\"missing\">\(words("not-stated"))</span>"
        let born: HTML =
            birthDate.map {
                words("alert.born-and-age", ["date": .code($0.description), "age": .markup(who.ageWords(words))])
            } ?? missing
        let facts = HTML.facts([
            (words("alert.born"), marked(born, .birthDate, words)),
            (words("alert.sex"), marked(sex.map { words("sex.\($0.rawValue)") } ?? missing, .sex, words)),
            (
                words("alert.nationality"),
                marked(nationalities.isEmpty ? missing : nationalities.map(\.html).joined(", "), .nationality, words)
            ),
            (words("alert.residence"), marked(residence?.html ?? .empty, .residence, words)),
            (words("alert.role"), words("traveller-role.\(role.rawValue)")),
            (words("alert.seat"), seat.map(HTML.code) ?? .empty),
            (words("alert.bags"), bags.map { "\($0)" } ?? .empty),
            (words("alert.locators"), locators.map(HTML.code).joined(" ")),
        ])
        return .section("who", words("alert.who"), "\(nameTable(words))\(facts)\(documentTable(words))")
    }

    private func marked(_ value: HTML, _ field: FactField, _ words: Catalogue) -> HTML {
        guard conflicts.contains(field), !value.isEmpty else { return value }
        return "\(value) <span class=\"tag conflict\"><span aria-hidden=\"true\">≠</span> \(words("alert.conflict"))</span>"
    }

    private func nameTable(_ words: Catalogue) -> HTML {
        let columns: [Table.Column] = [
            .init("alert.names.form", words), .init("alert.names.latin", words), .init("alert.names.source", words),
        ]
        let rows = names.map { form in
            Table.Row(
                .empty,
                [
                    marked(PersonLine.name(form.name, words), .name, words), form.latin.map(HTML.value) ?? "–",
                    words.first("name.\(form.source)", else: form.source),
                ])
        }
        return rows.isEmpty ? .empty : Table(caption: words("alert.names.caption"), columns: columns, rows: rows).html
    }

    private func documentTable(_ words: Catalogue) -> HTML {
        guard !documents.isEmpty else { return .nothing(words("alert.documents.none")) }
        let columns: [Table.Column] = [
            .init("alert.document.type", words), .init("alert.document.number", words), .init("alert.document.issuer", words),
            .init("alert.document.expiry", words),
        ]
        let rows = documents.map { document in
            Table.Row(
                .empty,
                [
                    document.type.map { words.first("document.\($0)", else: $0) } ?? words("document.none"),
                    marked(document.number.map(HTML.code) ?? words("not-stated"), .document, words),
                    document.issuer.map(HTML.code) ?? words("not-stated"),
                    document.expiry.map { .code(Clock.day($0, words)) } ?? words("not-stated"),
                ])
        }
        return Table(caption: words("alert.documents.caption"), columns: columns, rows: rows).html
    }
}
