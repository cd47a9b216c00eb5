import Casework
import Storage
import Travel

/// A proposal in a table: whose, until when, and how much it changes. Nobody is named.
struct ProposalLine: Hashable, Sendable {
    var id: String
    var number: String
    var author: String
    var made: Instant
    var expires: Instant
    /// As in `proposal.status.STATUS`.
    var status: String
    var decider: String?
    var counts: EntryCounts

    static func table(_ lines: [ProposalLine], caption: String, _ words: Catalogue) -> HTML {
        let columns: [Table.Column] = [
            .init("proposal.column.number", words), .init("proposal.column.author", words), .init("proposal.column.changes", words),
            .init("proposal.column.status", words), .init("proposal.column.until", words),
        ]
        let rows = lines.map { line -> Table.Row in
            let link: HTML = "<a class=\"row-link\"\(HTML.attribute("href", .proposal(line.id)))>\(HTML.code(line.number))</a>"
            let by: HTML = line.decider.map { " \(words("proposal.by", ["name": .text($0)]))" } ?? .empty
            return Table.Row(
                " data-row tabindex=\"-1\"",
                [
                    link, .value(line.author), line.counts.html(words),
                    "\(words.first("proposal.status.\(line.status)", else: line.status))\(by)", .code(Clock.utc(line.expires)),
                ])
        }
        return Table(caption: words(caption), columns: columns, rows: rows).html
    }
}

extension EntryCounts {
    /// `12 added · 3 changed · 1 removed`
    func html(_ words: Catalogue) -> HTML {
        words("proposal.counts", ["added": .number(added), "changed": .number(changed), "withdrawn": .number(withdrawn)])
    }
}

/// The form that takes a list's file, and what was wrong with the last one.
struct ImportForm: Sendable {
    struct Fault: Hashable, Sendable {
        var line: Int
        /// As in `fault.CODE`.
        var code: String
        var detail: String
        var isRejected: Bool
    }
    /// Most that are shown.
    static let mostFaults = 100

    var takesTwo: Bool
    var faults: [Fault] = []
    var faultCount = 0
    var errors: [FieldError] = []
    var replaces = false

    func html(_ shell: Shell) -> HTML {
        let words = shell.words
        let form = HTML.upload(
            .importList, token: shell.token,
            """
            <div class="field"><label for="file">\(words("import.file"))</label><p class="hint" id="file-hint">\(words("import.file.hint"))</p>\
            <input id="file" name="file" type="file" accept=".csv,text/csv" required aria-describedby="file-hint">\
            \(errors.note("file", words))</div>\
            <p class="check"><input type="checkbox" id="replace" name="replace" value="yes"\(HTML.attribute("checked", when: replaces))>\
            <label for="replace">\(words("import.replace"))</label></p>\
            <p class="check"><input type="checkbox" id="despite" name="despite" value="yes">\
            <label for="despite">\(words("import.despite"))</label></p>\
            <button class="main">\(words(takesTwo ? "import.propose" : "import.submit"))</button>\
            <p class="hint">\(words(takesTwo ? "import.two" : "import.one"))</p>
            """)
        return .section("import", words("import.title"), "\(errors.summary(words))\(faultTable(words))\(form)")
    }

    private func faultTable(_ words: Catalogue) -> HTML {
        guard !faults.isEmpty else { return .empty }
        let columns: [Table.Column] = [
            .init("import.line", words, style: "number"), .init("import.weight", words), .init("import.fault", words),
        ]
        let rows = faults.map { fault in
            Table.Row(
                .empty,
                [
                    "\(fault.line)", words(fault.isRejected ? "import.rejected" : "import.warning"),
                    words("fault.\(fault.code)", ["detail": .code(fault.detail)]),
                ])
        }
        let more: HTML =
            faultCount > faults.count
            ? "<p class=\"hint\">\(words("import.more", ["count": .number(faultCount - faults.count)]))</p>" : .empty
        return "\(Table(caption: words("import.faults"), columns: columns, rows: rows).html)\(more)"
    }
}

/// All lists: whose, on which basis, how large, how new; and what waits for a signature.
struct ListsPage: Sendable {
    struct Row: Sendable {
        var id: String
        var name: String
        var owner: String
        var legalBasis: String
        var entries: Int
        var version: Int
        var changed: Instant?
        var by: String?
        var signer: String?
        var waiting: Int
    }
    var lists: [Row]
    var waiting: [ProposalLine]
    var past: [ProposalLine]
    /// Nil for those who may not bring lists in.
    var form: ImportForm?

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let waits: HTML =
            waiting.isEmpty
            ? .nothing(words("lists.waiting.none")) : ProposalLine.table(waiting, caption: "lists.waiting.caption", words)
        let before: HTML =
            past.isEmpty
            ? .empty : .section("past", words("lists.past"), ProposalLine.table(past, caption: "lists.past.caption", words))
        return shell.document(
            title: words.plain("lists.title"), destination: .lists, class: "page wide",
            """
            <div class="title"><div><h1>\(words("lists.title"))</h1><p class="lead">\(words("lists.intro"))</p></div></div>\
            \(form.map { $0.faults.isEmpty && $0.errors.isEmpty ? .empty : $0.html(shell) } ?? .empty)\
            \(HTML.section("waiting", words("lists.waiting"), aside: "<span class=\"count\">\(waiting.count)</span>", waits))\(table(words))\
            \(form.map { $0.faults.isEmpty && $0.errors.isEmpty ? $0.html(shell) : .empty } ?? .empty)\(before)
            """)
    }

    private func table(_ words: Catalogue) -> HTML {
        guard !lists.isEmpty else { return .section("lists", words("lists.all"), .nothing(words("lists.none"))) }
        let columns: [Table.Column] = [
            .init("lists.name", words), .init("lists.owner", words), .init("lists.basis", words),
            .init("lists.entries", words, style: "number"), .init("lists.newest", words), .init("lists.proposals", words, style: "number"),
        ]
        let rows = lists.map { list -> Table.Row in
            let link: HTML = "<a class=\"row-link\"\(HTML.attribute("href", .list(list.id)))>\(HTML.value(list.name))</a>"
            return Table.Row(
                " data-row tabindex=\"-1\"",
                [
                    link, .value(list.owner), .value(list.legalBasis), words("lists.count", ["count": .number(list.entries)]),
                    VersionLine.words(version: list.version, at: list.changed, by: list.by, signer: list.signer, words),
                    "\(list.waiting)",
                ])
        }
        return .section("lists", words("lists.all"), Table(caption: words("lists.caption"), columns: columns, rows: rows).html)
    }
}

/// A version of a list: when, by whom, signed by whom.
struct VersionLine: Hashable, Sendable {
    var version: Int
    var at: Instant
    var by: String?
    var signer: String?
    var proposal: String?
    var counts: EntryCounts

    static func words(version: Int, at: Instant?, by: String?, signer: String?, _ words: Catalogue) -> HTML {
        let parts: [HTML] = [
            words("list.version", ["version": .number(version)]), at.map { .code(Clock.utc($0)) } ?? .empty,
            by.map { words("list.version.by", ["name": .text($0)]) } ?? .empty,
            signer.map { words("list.version.signed", ["name": .text($0)]) } ?? .empty,
        ]
        return parts.joined(" · ")
    }
}
