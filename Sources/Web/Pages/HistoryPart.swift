import Travel

/// One message that spoke of this passage.
struct MessageLine: Hashable, Sendable {
    var id: String
    var received: Moment
    /// `PAXLST`, `PNRGOV`.
    var kind: String
    /// As in `action.ACTION`.
    var action: String
    var sender: String?
    /// Fields that it changed, as in `tree.FIELD`; empty where it repeated what was known.
    var changed: [String]
    /// The message was a full list, and did not name the person.
    var isAbsence: Bool

    init(
        id: String, received: Moment, kind: String, action: String, sender: String? = nil, changed: [String] = [], isAbsence: Bool = false
    ) {
        self.id = id
        self.received = received
        self.kind = kind
        self.action = action
        self.sender = sender
        self.changed = changed
        self.isAbsence = isAbsence
    }

    static func section(_ messages: [MessageLine], _ words: Catalogue) -> HTML {
        guard !messages.isEmpty else { return .empty }
        let columns: [Table.Column] = [
            .init("alert.message.received", words), .init("alert.message.kind", words), .init("alert.message.action", words),
            .init("alert.message.sender", words), .init("alert.message.change", words),
        ]
        let rows = messages.map { message in
            let change: HTML =
                message.isAbsence
                ? words("alert.message.not-in-list")
                : message.changed.isEmpty
                    ? words("alert.message.nothing-new") : message.changed.map { words.first("tree.\($0)", else: $0) }.joined(", ")
            return Table.Row(
                .empty,
                [
                    message.received.html(words),
                    "<a\(HTML.attribute("href", .message(message.id)))>\(HTML.code(message.kind))</a>",
                    words.first("action.\(message.action)", else: message.action), message.sender.map(HTML.code) ?? words("not-stated"),
                    change,
                ])
        }
        return .section(
            "messages", words("alert.messages"), Table(caption: words("alert.messages.caption"), columns: columns, rows: rows).html)
    }
}

/// Another alert that has to do with this one.
struct LinkedAlert: Hashable, Sendable {
    enum Relation: String, Hashable, Sendable, CaseIterable {
        case earlier, later, duplicate, group
    }
    var id: String
    var number: String
    var relation: Relation
    var status: StatusMark

    init(id: String, number: String, relation: Relation, status: StatusMark) {
        self.id = id
        self.number = number
        self.relation = relation
        self.status = status
    }

    static func section(_ linked: [LinkedAlert], _ words: Catalogue) -> HTML {
        guard !linked.isEmpty else { return .empty }
        let lines = linked.map { other -> HTML in
            """
            <li><a\(HTML.attribute("href", .alert(other.id)))>\(words("alert.title", ["number": .code(other.number)]))</a> \
            \(other.status.html(words)) <span class="muted">\(words("alert.linked.\(other.relation.rawValue)"))</span></li>
            """
        }
        return .section("linked", words("alert.linked"), "<ul class=\"plain-list\">\(lines)</ul>")
    }
}

/// Somebody opened this alert.
struct Sighting: Hashable, Sendable {
    var account: String
    /// Role code.
    var role: String
    var at: Instant
    /// As in `purpose.PURPOSE`.
    var purpose: String
    /// Number of the log entry.
    var entry: Int64

    init(account: String, role: String, at: Instant, purpose: String, entry: Int64) {
        self.account = account
        self.role = role
        self.at = at
        self.purpose = purpose
        self.entry = entry
    }

    static func section(
        _ seen: [Sighting], _ words: Catalogue, caption: String = "alert.seen.caption", note: String = "alert.seen.note"
    ) -> HTML {
        let note: HTML = "<p class=\"hint\">\(words(note))</p>"
        guard !seen.isEmpty else { return .section("seen", words("alert.seen"), "\(HTML.nothing(words("alert.seen.none")))\(note)") }
        let columns: [Table.Column] = [
            .init("alert.seen.who", words), .init("alert.seen.when", words), .init("alert.seen.purpose", words),
            .init("alert.seen.entry", words, style: "number"),
        ]
        let rows = seen.map { sighting in
            Table.Row(
                .empty,
                [
                    "\(HTML.value(sighting.account))<span class=\"second\">\(words.first("role.\(sighting.role)", else: sighting.role))</span>",
                    .code(Clock.utc(sighting.at)), words.first("purpose.\(sighting.purpose)", else: sighting.purpose),
                    "\(sighting.entry)",
                ])
        }
        return .section(
            "seen", words("alert.seen"), "\(Table(caption: words(caption), columns: columns, rows: rows).html)\(note)")
    }
}
