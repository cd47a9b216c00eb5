import Casework
import Storage
import Travel

/// One list: its versions, its entries, and the form that brings a file in.
struct ListPage: Sendable {
    struct Entry: Sendable {
        var id: String
        /// Nil where it is withdrawn, or cannot be opened.
        var part: EntryPart?
        var isWithdrawn: Bool
        var version: Int
        var validFrom: LocalDate?
        var validTo: LocalDate?
    }
    var id: String
    var name: String
    var owner: String
    var legalBasis: String
    var count: Int
    var versions: [VersionLine]
    var entries: [Entry]
    var next: String?
    var isFirstPage: Bool
    var waiting: [ProposalLine]
    var form: ImportForm?

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let waits: HTML =
            waiting.isEmpty
            ? .empty : .section("waiting", words("lists.waiting"), ProposalLine.table(waiting, caption: "lists.waiting.caption", words))
        return shell.document(
            title: words.plain("list.page-title", ["name": .text(name)]), destination: .lists, class: "page wide",
            """
            <div class="title"><div><p class="over"><a\(HTML.attribute("href", .lists))>\(words("lists.title"))</a></p>\
            <h1>\(HTML.value(name))</h1><p class="lead">\(HTML.value(owner)) · \(HTML.value(legalBasis)) · \
            \(words("lists.count", ["count": .number(count)]))</p></div></div>\
            \(waits)\(table(words))\(history(words))\(form?.html(shell) ?? .empty)
            """)
    }

    private func table(_ words: Catalogue) -> HTML {
        guard !entries.isEmpty else { return .section("entries", words("list.entries"), .nothing(words("list.none"))) }
        let columns: [Table.Column] = [
            .init("list.column.name", words), .init("list.column.born", words), .init("list.column.documents", words),
            .init("list.column.validity", words), .init("list.column.version", words, style: "number"),
        ]
        let rows = entries.map { entry -> Table.Row in
            let name: HTML =
                entry.part?.name ?? "<span class=\"muted\">\(words(entry.isWithdrawn ? "list.withdrawn" : "list.sealed"))</span>"
            func field(_ key: String) -> HTML {
                entry.part?.fields.first { $0.key == key }.map { EntryPart.html(key, $0.values, words) } ?? .empty
            }
            return Table.Row(
                " data-row tabindex=\"-1\"",
                [
                    "<a class=\"row-link\"\(HTML.attribute("href", .entry(entry.id, of: id)))>\(name)</a>", field("births"),
                    field("documents"), EntryPage.validity(entry.validFrom, entry.validTo, words), "\(entry.version)",
                ])
        }
        let paging = HTML.paging(
            words.plain("list.paging"),
            [
                isFirstPage ? nil : .plainLink(words("list.first"), .list(id)),
                next.map { .plainLink(words("list.more"), .list(id, after: $0), rel: "next") },
            ])
        return .section(
            "entries", words("list.entries"), "\(Table(caption: words("list.caption"), columns: columns, rows: rows).html)\(paging)")
    }

    private func history(_ words: Catalogue) -> HTML {
        let columns: [Table.Column] = [
            .init("list.column.version", words), .init("proposal.column.changes", words), .init("proposal.column.number", words),
        ]
        let rows = versions.map { version in
            Table.Row(
                .empty,
                [
                    VersionLine.words(version: version.version, at: version.at, by: version.by, signer: version.signer, words),
                    version.counts.html(words),
                    version.proposal.map { "<a\(HTML.attribute("href", .proposal($0)))>\(HTML.code(String($0.suffix(8))))</a>" }
                        ?? words("list.version.alone"),
                ])
        }
        return .section(
            "versions", words("list.versions"), Table(caption: words("list.versions.caption"), columns: columns, rows: rows).html)
    }
}

/// One entry of a list: what it says, how it came to say so, and whom it has met.
struct EntryPage: Sendable {
    struct Version: Sendable {
        var number: Int
        var isWithdrawn: Bool
        /// Until when it stood; nil for the newest.
        var until: Instant?
        var list: VersionLine
    }
    var list: String
    var listName: String
    var part: EntryPart?
    var isWithdrawn: Bool
    var versions: [Version]
    var hits: Int
    /// As many as are counted: there may be more.
    var hitsAreCut: Bool
    /// Alerts of those hits, for whoever may read alerts; nil for others.
    var alerts: [String]?

    static func validity(_ from: LocalDate?, _ to: LocalDate?, _ words: Catalogue) -> HTML {
        switch (from, to) {
        case (nil, nil): words("entry.valid.always")
        case (let from?, nil): words("entry.valid.from", ["from": .code(from.description)])
        case (nil, let to?): words("entry.valid.to", ["to": .code(to.description)])
        case (let from?, let to?): words("entry.valid.both", ["from": .code(from.description), "to": .code(to.description)])
        }
    }

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let says = part?.html(words) ?? .nothing(words("list.sealed"))
        let gone: HTML = isWithdrawn ? "<p class=\"notice\">\(words("entry.withdrawn"))</p>" : .empty
        return shell.document(
            title: words.plain("entry.title"), destination: .lists, class: "page wide",
            """
            <div class="title"><div><p class="over"><a\(HTML.attribute("href", .list(list)))>\(HTML.value(listName))</a></p>\
            <h1>\(part?.name ?? words("entry.title"))</h1></div></div>\(gone)\
            \(HTML.section("says", words("entry.says"), says))\(met(words))\(history(words))
            """)
    }

    private func met(_ words: Catalogue) -> HTML {
        let count = words(hitsAreCut ? "entry.hits.most" : "entry.hits.count", ["count": .number(hits)])
        let links: HTML =
            alerts.map { alerts in
                alerts.isEmpty
                    ? .empty
                    : "<ul class=\"plain-list\">\(alerts.map { "<li><a\(HTML.attribute("href", .alert($0)))>\(words("alert.title", ["number": .code(String($0.suffix(8)))]))</a></li>" as HTML })</ul>"
            } ?? "<p class=\"hint\">\(words("entry.hits.hidden"))</p>"
        return .section("hits", words("entry.hits"), "<p>\(count)</p>\(links)")
    }

    private func history(_ words: Catalogue) -> HTML {
        let columns: [Table.Column] = [
            .init("entry.version", words), .init("entry.stood", words), .init("entry.import", words),
        ]
        let rows = versions.map { version -> Table.Row in
            let until = version.until.map { HTML.code(Clock.utc($0)) } ?? words("entry.stands")
            let proposal: HTML =
                version.list.proposal.map { " <a\(HTML.attribute("href", .proposal($0)))>\(HTML.code(String($0.suffix(8))))</a>" } ?? .empty
            return Table.Row(
                .empty,
                [
                    "\(version.number)\(version.isWithdrawn ? " \(words("list.withdrawn"))" as HTML : .empty)",
                    "\(HTML.code(Clock.utc(version.list.at))) – \(until)",
                    "\(VersionLine.words(version: version.list.version, at: nil, by: version.list.by, signer: version.list.signer, words))\(proposal)",
                ])
        }
        return .section(
            "history", words("entry.history"), Table(caption: words("entry.history.caption"), columns: columns, rows: rows).html)
    }
}
