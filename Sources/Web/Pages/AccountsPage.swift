import Travel

/// An account in a table, and at the head of its page. It names no traveller.
struct AccountRow: Hashable, Sendable {
    var id: String
    var name: String
    /// As in `role.ROLE`.
    var role: String
    /// As in `account.state.STATE`: active, waiting (no password yet) or ended.
    var state: String
    var lastSignIn: Instant?
    /// Until when a one-time link works that nobody has used.
    var linkUntil: Instant?
    /// User of the operating system that the account answers for.
    var osUser: Int?

    func stateMark(_ words: Catalogue) -> HTML {
        let text = words.first("account.state.\(state)", else: state)
        switch state {
        case "active": return "<span class=\"badge ok\">\(Shape.check) <span>\(text)</span></span>"
        case "waiting": return "<span class=\"badge open\">\(Shape.hourglass) <span>\(text)</span></span>"
        default: return "<span class=\"badge gap\">\(Shape.cross) <span>\(text)</span></span>"
        }
    }

    func signedIn(_ words: Catalogue) -> HTML { lastSignIn.map { .code(Clock.utc($0)) } ?? words("account.never") }
}

/// All accounts by name, and the form that makes one.
struct AccountsPage: Sendable {
    var rows: [AccountRow]
    /// Roles that may be made now.
    var roles: [String]
    /// Account behind which the next page begins.
    var next: String?
    var isFirstPage = true
    var filledName = ""
    var filledRole = ""
    var errors: [FieldError] = []

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let columns: [Table.Column] = [
            .init("account.name", words), .init("account.role", words), .init("account.state", words),
            .init("account.signed-in", words), .init("account.link", words),
        ]
        let rows = rows.map { row in
            Table.Row(
                " data-row",
                [
                    "<a class=\"row-link\"\(HTML.attribute("href", .account(row.id)))>\(HTML.value(row.name))</a>", shell.role(row.role),
                    row.stateMark(words), row.signedIn(words), row.linkUntil.map { .code(Clock.utc($0)) } ?? "–",
                ])
        }
        let table =
            rows.isEmpty
            ? HTML.nothing(words("accounts.none")) : Table(caption: words("accounts.caption"), columns: columns, rows: rows).html
        let paging = HTML.paging(
            words.plain("accounts.paging"),
            [
                isFirstPage ? nil : .plainLink(words("accounts.first"), .accounts),
                next.map { .plainLink(words("accounts.more"), .accounts(after: $0), rel: "next") },
            ])
        let list = HTML.section("accounts", words("accounts.all"), "\(table)\(paging)")
        let content: HTML = errors.isEmpty ? "\(list)\(form(shell))" : "\(form(shell))\(list)"
        return shell.document(
            title: words.plain("accounts.title"), destination: .accounts, class: "page wide",
            """
            <div class="title"><div><h1>\(words("accounts.title"))</h1><p class="lead">\(words("accounts.intro"))</p></div></div>\
            \(content)
            """)
    }

    private func form(_ shell: Shell) -> HTML {
        let words = shell.words
        let options = roles.map { code -> HTML in
            "<option\(HTML.attribute("value", code))\(HTML.attribute("selected", when: code == filledRole))>\(shell.role(code))</option>"
        }
        let form = HTML.form(
            .accounts, token: shell.token,
            """
            <div class="pair"><div class="field"><label for="name">\(words("account.name"))</label>\
            <input id="name" name="name" type="text" autocomplete="off" autocapitalize="none" spellcheck="false" required maxlength="64" dir="ltr"\
            \(HTML.attribute("value", filledName))\(errors.attributes("name"))>\
            \(errors.note("name", words))</div>\
            <div class="field"><label for="role">\(words("account.role"))</label>\
            <select id="role" name="role" required\(errors.attributes("role"))><option value="">\(words("account.role.choose"))</option>\(options)</select>\
            \(errors.note("role", words))</div></div>\
            <div class="buttons"><button class="main">\(words("account.make"))</button></div>\
            <p class="hint">\(words("account.make.hint"))</p>\(roles.contains("inspector") ? .empty : "<p class=\"hint\">\(words("account.inspector.closed"))</p>")
            """)
        return .section("make", words("accounts.make"), "\(errors.summary(words))\(form)")
    }
}

/// One account: what it may do, a new one-time link, and its end.
struct AccountPage: Sendable {
    var row: AccountRow
    /// As in `permission.PERMISSION`.
    var permissions: [String]
    /// An inspector alone may do it.
    var inviteNeedsInspector = false
    var endNeedsInspector = false
    /// Of whoever looks at it.
    var isOwn = false
    var errors: [FieldError] = []

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let facts = HTML.facts([
            (words("account.role"), shell.role(row.role)), (words("account.state"), row.stateMark(words)),
            (words("account.signed-in"), row.signedIn(words)),
            (words("account.link"), row.linkUntil.map { .code(Clock.utc($0)) } ?? .empty),
            (words("account.user"), row.osUser.map { .code(String($0)) } ?? .empty),
        ])
        let change: HTML = row.state == "ended" ? "<p>\(words("account.is-ended"))</p>" : "\(link(shell))\(end(shell))"
        let rights = permissions.map { "<li>\(words.first("permission.\($0)", else: $0))</li>" as HTML }
        return shell.document(
            title: words.plain("account.page-title", ["name": .text(row.name)]), destination: .accounts, class: "page text",
            """
            <p class="over"><a\(HTML.attribute("href", .accounts))>\(words("accounts.title"))</a></p><h1>\(HTML.value(row.name))</h1>\
            \(errors.summary(words))\(HTML.section("about", words("account.about"), facts))\
            \(HTML.section("rights", words("account.rights"), "<ul class=\"plain-list\">\(rights)</ul>"))\
            \(change)
            """)
    }

    private func link(_ shell: Shell) -> HTML {
        let words = shell.words
        let content: HTML =
            inviteNeedsInspector
            ? "<p>\(words("account.invite.inspector"))</p>"
            : .form(
                .account(row.id, "invite"), token: shell.token,
                "<p class=\"hint\">\(words("account.invite.hint"))</p><div class=\"buttons\"><button class=\"plain\">\(words("account.invite"))</button></div>"
            )
        return .section("link", words("account.invite.title"), content)
    }

    private func end(_ shell: Shell) -> HTML {
        let words = shell.words
        if endNeedsInspector { return .section("end", words("account.end"), "<p>\(words("account.end.inspector"))</p>") }
        if isOwn { return .section("end", words("account.end"), "<p>\(words("account.end.own"))</p>") }
        let form = HTML.form(
            .account(row.id, "end"), token: shell.token,
            "\(Sure.html("account.end.sure", errors, words))\(Sure.button("account.end", words))")
        return .section("end", words("account.end"), form)
    }
}

/// What cannot be taken back is asked for twice: a box that has to be ticked, without a script.
enum Sure {
    static let field = "sure"

    static func html(_ key: String, _ errors: [FieldError], _ words: Catalogue) -> HTML {
        """
        <p class="check"><input type="checkbox" id="sure" name="sure" value="yes" required\(errors.attributes(field))>\
        <label for="sure">\(words(key))</label></p>\(errors.note(field, words))
        """
    }

    static func button(_ key: String, _ words: Catalogue) -> HTML {
        "<div class=\"buttons\"><button class=\"plain\">\(words(key))</button></div>"
    }
}

/// A secret that was made this moment and is kept nowhere: the page that shows it once.
struct OncePage: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        /// A one-time link of an account.
        case link
        /// A carrier's API key.
        case key
    }
    var kind: Kind
    /// Of the account or carrier.
    var name: String
    var secret: String
    /// When a link ends, or the carrier's other keys do.
    var until: Instant?
    var back: Address

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let place = kind == .link ? Shell.Destination.accounts : .carriers
        let ends: HTML = until.map { "<p>\(words("once.\(kind.rawValue).until", ["until": .code(Clock.utc($0))]))</p>" } ?? .empty
        return shell.document(
            title: words.plain("once.\(kind.rawValue).title", ["name": .text(name)]), destination: place, class: "page text",
            """
            <h1>\(words("once.\(kind.rawValue).title", ["name": .text(name)]))</h1><p class="lead">\(words("once.\(kind.rawValue).lead"))</p>\
            <textarea id="secret" class="copy" readonly rows="3" dir="ltr" spellcheck="false"\(HTML.attribute("aria-label", words.plain("once.\(kind.rawValue).label")))>\(secret)</textarea>\
            \(ends)<p class="buttons"><a class="main"\(HTML.attribute("href", back))>\(words("once.back"))</a></p>
            """)
    }
}
