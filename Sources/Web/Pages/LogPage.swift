import Travel

/// The log: entries newest first, the signed checkpoint to keep, and how to verify without trusting this server.
struct LogPage: Sendable {
    struct Entry: Hashable, Sendable {
        var number: Int64
        /// Hours since 1970: the only time that an entry shows outside.
        var hour: Int64
        /// As in `log.type.TYPE`.
        var type: String
        /// Lower-case hexadecimal.
        var root: String

        init(number: Int64, hour: Int64, type: String, root: String) {
            self.number = number
            self.hour = hour
            self.type = type
            self.root = root
        }
    }
    var entries: [Entry]
    var size: Int64
    /// The signed note as it is published; nil before the first.
    var checkpoint: String?
    /// The log's key as a verifier line (`name+hash+key`).
    var publicKey: String
    /// Number before which the next page begins; nil on the last.
    var older: Int64?
    var isFirstPage: Bool

    init(entries: [Entry], size: Int64, checkpoint: String?, publicKey: String, older: Int64? = nil, isFirstPage: Bool = true) {
        self.entries = entries
        self.size = size
        self.checkpoint = checkpoint
        self.publicKey = publicKey
        self.older = older
        self.isFirstPage = isFirstPage
    }

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        return shell.document(
            title: words.plain("log.title"), destination: .log, class: "page wide",
            """
            <div class="title"><div><h1>\(words("log.title"))</h1><p class="lead">\(words("log.intro"))</p></div></div>\
            <div class="beside"><div class="main-column">\(list(words))</div>\
            <aside class="side"\(HTML.attribute("aria-label", words.plain("log.checkpoint")))>\(signed(words))\(verify(words))</aside></div>
            """)
    }

    private func list(_ words: Catalogue) -> HTML {
        let count: HTML = "<span class=\"muted\">\(words("log.size", ["count": .number(Int(clamping: size))]))</span>"
        guard !entries.isEmpty else { return .section("entries", words("log.entries"), aside: count, .nothing(words("log.none"))) }
        let columns: [Table.Column] = [
            .init("log.number", words, style: "number"), .init("log.hour", words), .init("log.type", words), .init("log.root", words),
        ]
        let rows = entries.map { entry -> Table.Row in
            let hour = entry.hour.multipliedReportingOverflow(by: 3_600)
            let when = LocalDateTime(secondsSince1970: hour.overflow ? 0 : hour.partialValue)
            return Table.Row(
                "\(HTML.attribute("id", "e\(entry.number)")) data-row tabindex=\"-1\"",
                [
                    "\(entry.number)", .code(Clock.day(when.date, words) + " " + Clock.time(when)),
                    words.first("log.type.\(entry.type)", else: entry.type),
                    "<span\(HTML.attribute("title", entry.root))>\(HTML.code(String(entry.root.prefix(16)) + (entry.root.utf8.count > 16 ? "…" : "")))</span>",
                ])
        }
        let table = Table(caption: words("log.caption"), columns: columns, rows: rows).html
        return .section("entries", words("log.entries"), aside: count, "\(table)\(paging(words))")
    }

    private func paging(_ words: Catalogue) -> HTML {
        .paging(
            words.plain("log.paging"),
            [
                isFirstPage ? nil : .plainLink(words("log.newest"), .log),
                older.map { .plainLink(words("log.older"), .log(before: $0), rel: "next") },
            ])
    }

    private func signed(_ words: Catalogue) -> HTML {
        let text: HTML =
            checkpoint.map {
                """
                <p>\(words("log.checkpoint.text"))</p>\
                <textarea class="copy" readonly rows="7" dir="ltr" spellcheck="false"\(HTML.attribute("aria-label", words.plain("log.checkpoint.label")))>\($0)</textarea>
                """
            } ?? .nothing(words("log.checkpoint.none"))
        return .section(
            "checkpoint", words("log.checkpoint"), "\(text)<h3>\(words("log.key"))</h3><p class=\"wrap\">\(HTML.code(publicKey))</p>")
    }

    private func verify(_ words: Catalogue) -> HTML {
        .section(
            "verify", words("log.verify"),
            """
            <p>\(words("log.verify.text"))</p>\
            <p class="wrap"><span class="vh">\(words("log.verify.command"))</span><code dir="ltr">plimsoll verify --against checkpoint.txt</code></p>\
            <p class="hint">\(words("log.verify.says"))</p>
            """)
    }
}
