import Travel

/// A carrier in the table of all.
struct CarrierRow: Hashable, Sendable {
    var code: String
    var name: String
    /// Keys that have not been revoked.
    var keys: Int
}

/// Carriers that may send, and the form that takes a new one.
struct CarriersPage: Sendable {
    var rows: [CarrierRow]
    var filledCode = ""
    var filledName = ""
    var errors: [FieldError] = []

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let columns: [Table.Column] = [
            .init("carrier.code", words), .init("carrier.name", words), .init("carrier.keys", words, style: "number"),
        ]
        let lines = rows.map { row in
            Table.Row(
                " data-row",
                [
                    "<a class=\"row-link\"\(HTML.attribute("href", .carrier(row.code)))>\(HTML.code(row.code))</a>", .value(row.name),
                    "\(row.keys)",
                ])
        }
        let table =
            rows.isEmpty
            ? HTML.nothing(words("carriers.none")) : Table(caption: words("carriers.caption"), columns: columns, rows: lines).html
        let list = HTML.section("carriers", words("carriers.all"), table)
        let content: HTML = errors.isEmpty ? "\(list)\(form(shell))" : "\(form(shell))\(list)"
        return shell.document(
            title: words.plain("carriers.title"), destination: .carriers, class: "page wide",
            """
            <div class="title"><div><h1>\(words("carriers.title"))</h1><p class="lead">\(words("carriers.intro"))</p></div></div>\
            \(content)
            """)
    }

    private func form(_ shell: Shell) -> HTML {
        let words = shell.words
        let form = HTML.form(
            .carriers, token: shell.token,
            """
            <div class="pair"><div class="field"><label for="code">\(words("carrier.code"))</label>\
            <input id="code" name="code" type="text" autocomplete="off" spellcheck="false" required maxlength="3" dir="ltr"\
            \(HTML.attribute("value", filledCode))\(errors.attributes("code"))>\(errors.note("code", words))</div>\
            <div class="field"><label for="name">\(words("carrier.name"))</label>\
            <input id="name" name="name" type="text" autocomplete="off" required maxlength="100" dir="auto"\
            \(HTML.attribute("value", filledName))\(errors.attributes("name"))>\(errors.note("name", words))</div></div>\
            <div class="buttons"><button class="main">\(words("carrier.make"))</button></div><p class="hint">\(words("carrier.make.hint"))</p>
            """)
        return .section("make", words("carriers.make"), "\(errors.summary(words))\(form)")
    }
}

/// One carrier and its keys. A key is called by the first digits of its SHA-256; the key itself is nowhere.
struct CarrierPage: Sendable {
    struct Key: Hashable, Sendable {
        var name: String
        /// When a rotation ends it; nil where none does.
        var until: Instant?
        var isUsable: Bool
    }
    var code: String
    var name: String
    var keys: [Key]
    /// As it was entered.
    var hours = "336"
    var errors: [FieldError] = []

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let title = words.plain("carrier.page-title", ["code": .code(code), "name": .text(name)])
        return shell.document(
            title: title, destination: .carriers, class: "page text",
            """
            <p class="over"><a\(HTML.attribute("href", .carriers))>\(words("carriers.title"))</a></p>\
            <h1>\(HTML.code(code)) \(HTML.value(name))</h1>\(errors.summary(words))\
            \(HTML.section("keys", words("carrier.keys.title"), table(shell)))\(rotate(shell))\(further(shell))\(revokeAll(shell))
            """)
    }

    private func table(_ shell: Shell) -> HTML {
        let words = shell.words
        guard !keys.isEmpty else { return .nothing(words("carrier.keys.none")) }
        let columns: [Table.Column] = [.init("key.name", words), .init("key.state", words), .init("key.revoke", words)]
        let rows = keys.map { key -> Table.Row in
            let state: HTML =
                key.until.map { words(key.isUsable ? "key.until" : "key.ended", ["until": .code(Clock.utc($0))]) } ?? words("key.active")
            let form = HTML.form(
                .carrier(code, "revoke"), token: shell.token, class: "inline",
                """
                \(HTML.hidden("key", key.name))<button class="plain"\
                \(HTML.attribute("aria-label", words.plain("key.revoke.one", ["name": .code(key.name)])))>\(words("key.revoke"))</button>
                """)
            return Table.Row(.empty, [.code(key.name), state, form])
        }
        return
            "\(Table(caption: words("carrier.keys.caption"), columns: columns, rows: rows).html)<p class=\"hint\">\(words("key.name.hint"))</p>"
    }

    private func rotate(_ shell: Shell) -> HTML {
        let words = shell.words
        return .section(
            "rotate", words("key.rotate.title"),
            .form(
                .carrier(code, "rotate"), token: shell.token,
                """
                <div class="field"><label for="hours">\(words("key.hours"))</label><p class="hint" id="hours-hint">\(words("key.hours.hint"))</p>\
                <input id="hours" name="hours" type="number" min="0" max="8760" required dir="ltr"\(HTML.attribute("value", hours))\
                \(errors.contains { $0.field == "hours" } ? errors.attributes("hours") : " aria-describedby=\"hours-hint\"")>\
                \(errors.note("hours", words))</div>\
                <div class="buttons"><button class="main">\(words("key.rotate"))</button></div>
                """))
    }

    private func further(_ shell: Shell) -> HTML {
        let words = shell.words
        return .section(
            "further", words("key.further.title"),
            .form(
                .carriers, token: shell.token,
                """
                \(HTML.hidden("code", code))\(HTML.hidden("name", name))<p class="hint">\(words("key.further.hint"))</p>\
                <div class="buttons"><button class="plain">\(words("key.further"))</button></div>
                """))
    }

    private func revokeAll(_ shell: Shell) -> HTML {
        let words = shell.words
        guard !keys.isEmpty else { return .empty }
        return .section(
            "revoke", words("key.revoke-all"),
            .form(
                .carrier(code, "revoke"), token: shell.token,
                "\(HTML.hidden("all", "yes"))\(Sure.html("key.revoke-all.sure", errors, words))\(Sure.button("key.revoke-all", words))"))
    }
}
