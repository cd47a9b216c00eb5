import Travel

/// A decision that stands in the log. Expiry and overtaking are outcomes too, and have no account.
struct DecisionRecord: Hashable, Sendable {
    /// As in `outcome.OUTCOME`.
    var outcome: String
    /// Nil where nobody decided.
    var account: String?
    var role: String?
    var at: Instant
    /// As in `fact.FACT`, for `explained`.
    var fact: String?
    /// Number of the other alert, for `duplicate`.
    var duplicateOf: String?
    var text: String
    /// Nil where the log is too long to find it at once.
    var entry: Int64?
    /// Taken after the last useful moment.
    var isLate: Bool

    init(
        outcome: String, account: String? = nil, role: String? = nil, at: Instant, fact: String? = nil, duplicateOf: String? = nil,
        text: String = "", entry: Int64? = nil, isLate: Bool = false
    ) {
        self.outcome = outcome
        self.account = account
        self.role = role
        self.at = at
        self.fact = fact
        self.duplicateOf = duplicateOf
        self.text = text
        self.entry = entry
        self.isLate = isLate
    }

    func html(_ words: Catalogue, heading: HTML? = nil) -> HTML {
        let late: HTML = isLate ? " <span class=\"tag conflict\">\(Shape.hourglass) \(words("decided.late"))</span>" : .empty
        let role: HTML = self.role.map { ", \(words.first("role.\($0)", else: $0))" } ?? .empty
        let facts = HTML.facts([
            (words("decided.outcome"), "<b>\(words.first("outcome.\(outcome)", else: outcome))</b>\(late)"),
            (words("decided.fact"), fact.map { words.first("fact.\($0)", else: $0) } ?? .empty),
            (words("decided.duplicate-of"), duplicateOf.map(HTML.code) ?? .empty),
            (words("decided.by"), account.map { "\(HTML.value($0))\(role)" } ?? .empty),
            (words("decided.at"), .code(Clock.utc(at))),
            (words("decided.text"), text.isEmpty ? .empty : "<span class=\"prose\" dir=\"auto\">\(text)</span>"),
            (words("decided.entry"), entry.map { "\($0)" } ?? .empty),
        ])
        return "<div class=\"panel decided\"><h2>\(heading ?? words("decided.title"))</h2>\(facts)</div>"
    }
}

/// Somebody decided, or new evidence came, while this account had the alert open.
struct ConflictPage: Sendable {
    var alert: String
    var number: String
    /// The decision that counts; nil where it was new evidence that changed the alert.
    var first: DecisionRecord?
    /// What this account had chosen and written: shown, so that it is not lost, and stored nowhere.
    var choice: DecisionForm.Choice?
    var text: String

    init(alert: String, number: String, first: DecisionRecord?, choice: DecisionForm.Choice?, text: String) {
        self.alert = alert
        self.number = number
        self.first = first
        self.choice = choice
        self.text = text
    }

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let yours = HTML.facts([
            (words("decided.outcome"), choice.map { words("outcome.\($0.rawValue)") } ?? .empty),
            (words("decided.text"), text.isEmpty ? .empty : "<span class=\"prose\" dir=\"auto\">\(text)</span>"),
        ])
        let kept: HTML =
            yours.isEmpty
            ? .empty
            : "<div class=\"panel\"><h2>\(words("conflict.yours"))</h2>\(yours)<p class=\"hint\">\(words("conflict.yours.note"))</p></div>"
        return shell.document(
            title: words.plain("conflict.title"), destination: .alerts, class: "narrow",
            """
            <p class="over">\(words("alert.title", ["number": .code(number)]))</p><h1>\(words("conflict.title"))</h1>\
            <p class="lead">\(words(first == nil ? "conflict.changed" : "conflict.text"))</p>\
            \(first.map { $0.html(words, heading: words("conflict.first")) } ?? .empty)\(kept)\
            <p><a class="main"\(HTML.attribute("href", .alert(alert)))>\(words("conflict.back"))</a></p>
            """)
    }
}
