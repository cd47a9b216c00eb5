import Casework
import Storage
import Travel

/// What somebody is asked to sign: what an import would add, change and remove, with the old beside the new.
struct ProposalPage: Sendable {
    struct List: Sendable {
        var id: String
        var name: String
        /// 0 for one that does not exist yet.
        var base: Int
        var entries: Int
        var counts: EntryCounts

        /// More than a tenth of the list would go.
        var losesMuch: Bool { counts.withdrawn * 10 > entries && counts.withdrawn > 0 }
    }
    struct Change: Sendable {
        var before: EntryPart?
        var after: EntryPart?
    }
    /// What whoever looks may do with it.
    enum Role: Sendable {
        case author, signer, reader
    }

    var line: ProposalLine
    var digest: String
    var lists: [List]
    var changes: [EntryEffect: [Change]]
    /// The pages behind these.
    var next: [EntryEffect: Address]
    var isCurrent: Bool
    var reason: String?
    var role: Role
    var errors: [FieldError] = []
    var filledReason = ""

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        return shell.document(
            title: words.plain("proposal.title", ["number": .code(line.number)]), destination: .lists, class: "page wide",
            """
            <div class="title"><div><p class="over"><a\(HTML.attribute("href", .lists))>\(words("lists.title"))</a></p>\
            <h1>\(words("proposal.title", ["number": .code(line.number)]))</h1>\
            <p class="lead">\(line.counts.html(words))</p></div></div>\
            \(warnings(words))\(about(words))\(step(shell))\(EntryEffect.allCases.map { section($0, words) })
            """)
    }

    private var isWaiting: Bool { line.status == ProposalStatus.waiting.rawValue }

    private func warnings(_ words: Catalogue) -> HTML {
        var lines = lists.filter(\.losesMuch).map {
            words(
                "proposal.loses",
                ["count": .number($0.counts.withdrawn), "all": .number($0.entries), "name": .text($0.name)])
        }
        if isWaiting, !isCurrent { lines.append(words("proposal.stale")) }
        return lines.isEmpty
            ? .empty : "<div class=\"warning\" role=\"note\">\(lines.map { "<p>\(Shape.triangle) \($0)</p>" as HTML })</div>"
    }

    private func about(_ words: Catalogue) -> HTML {
        let facts = HTML.facts([
            (words("proposal.column.author"), .value(line.author)), (words("proposal.made"), .code(Clock.utc(line.made))),
            (words("proposal.column.until"), isWaiting ? .code(Clock.utc(line.expires)) : .empty),
            (words("proposal.column.status"), words.first("proposal.status.\(line.status)", else: line.status)),
            (words("proposal.decider"), line.decider.map { .value($0) } ?? .empty),
            (words("proposal.reason"), reason.map { .value($0) } ?? .empty), (words("proposal.digest"), .code(digest)),
        ])
        let columns: [Table.Column] = [
            .init("lists.name", words), .init("proposal.base", words), .init("lists.entries", words, style: "number"),
            .init("proposal.column.changes", words),
        ]
        let rows = lists.map { list -> Table.Row in
            let name: HTML = list.base == 0 ? .value(list.name) : "<a\(HTML.attribute("href", .list(list.id)))>\(HTML.value(list.name))</a>"
            return Table.Row(
                .empty,
                [
                    name, list.base == 0 ? words("proposal.new-list") : words("list.version", ["version": .number(list.base)]),
                    words("lists.count", ["count": .number(list.entries)]), list.counts.html(words),
                ])
        }
        return .section(
            "about", words("proposal.about"),
            "\(facts)\(Table(caption: words("proposal.lists"), columns: columns, rows: rows).html)")
    }

    private func step(_ shell: Shell) -> HTML {
        guard isWaiting else { return .empty }
        let words = shell.words
        switch role {
        case .reader: return .section("sign", words("proposal.sign"), "<p>\(words("proposal.reader"))</p>")
        case .author:
            let form = HTML.form(
                .proposal(line.id, "withdraw"), token: shell.token, "<button class=\"plain\">\(words("proposal.withdraw"))</button>")
            return .section("sign", words("proposal.sign"), "\(errors.summary(words))<p>\(words("proposal.author"))</p>\(form)")
        case .signer:
            let sign: HTML =
                isCurrent
                ? .form(.proposal(line.id, "sign"), token: shell.token, "<button class=\"main\">\(words("proposal.sign.submit"))</button>")
                : .empty
            let refuse = HTML.form(
                .proposal(line.id, "refuse"), token: shell.token,
                """
                <div class="field"><label for="reason">\(words("proposal.refuse.reason"))</label>\
                <textarea id="reason" name="reason" rows="2" maxlength="1000" required dir="auto"\(errors.attributes("reason"))>\(filledReason)</textarea>\
                \(errors.note("reason", words))</div><button class="plain">\(words("proposal.refuse"))</button>
                """)
            return .section(
                "sign", words("proposal.sign"), "\(errors.summary(words))<p>\(words("proposal.signer"))</p>\(sign)\(refuse)")
        }
    }

    private func section(_ effect: EntryEffect, _ words: Catalogue) -> HTML {
        let changes = changes[effect] ?? []
        let count: HTML = "<span class=\"count\">\(line.counts[effect])</span>"
        let content: HTML
        if changes.isEmpty {
            content = .nothing(words("proposal.none"))
        } else if effect == .changed {
            content = changes.map { change -> HTML in
                guard let before = change.before, let after = change.after else {
                    return change.after.map { table([$0], effect, words) } ?? .nothing(words("list.sealed"))
                }
                return EntryPart.difference(before, after, words)
            }.joined("")
        } else {
            content = table(changes.compactMap { effect == .withdrawn ? $0.before : $0.after }, effect, words)
        }
        let paging = HTML.paging(
            words.plain("proposal.paging"), [next[effect].map { .plainLink(words("list.more"), $0, rel: "next") }])
        let body: HTML = "\(content)\(paging)"
        return switch effect {
        case .added: .section("added", words("proposal.added"), aside: count, body)
        case .changed: .section("changed", words("proposal.changed"), aside: count, body)
        case .withdrawn: .section("withdrawn", words("proposal.withdrawn"), aside: count, body)
        }
    }

    private func table(_ parts: [EntryPart], _ effect: EntryEffect, _ words: Catalogue) -> HTML {
        let columns: [Table.Column] = [
            .init("list.column.name", words), .init("list.column.born", words), .init("list.column.documents", words),
            .init("entry.field.reason", words), .init("list.column.validity", words),
        ]
        let rows = parts.map { part -> Table.Row in
            func field(_ key: String) -> HTML {
                part.fields.first { $0.key == key }.map { EntryPart.html(key, $0.values, words) } ?? .empty
            }
            return Table.Row(
                .empty,
                [part.name, field("births"), field("documents"), field("reason"), EntryPage.validity(part.validFrom, part.validTo, words)])
        }
        return Table(caption: words("proposal.caption.\(effect.rawValue)"), columns: columns, rows: rows).html
    }
}
