import Travel

/// One's own account: role and rights, sessions, password, and how pages look.
struct ProfilePage: Sendable {
    struct Open: Hashable, Sendable {
        var id: String
        var began: Instant
        var used: Instant
        var ends: Instant
        /// The one that asks.
        var isOwn: Bool
    }
    var name: String
    /// As in `role.ROLE`.
    var role: String
    /// As in `permission.PERMISSION`.
    var permissions: [String]
    var sessions: [Open]
    var leastPasswordLength: Int
    var errors: [FieldError] = []

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let rights = permissions.map { "<li>\(words.first("permission.\($0)", else: $0))</li>" as HTML }
        return shell.document(
            title: words.plain("profile.title"), class: "page text",
            """
            <h1>\(words("profile.title"))</h1><p class="lead">\(HTML.value(name)) · \(shell.role(role))</p>\(errors.summary(words))\
            \(HTML.section("rights", words("profile.rights"), "<ul class=\"plain-list\">\(rights)</ul><p class=\"hint\">\(words("profile.rights.hint"))</p>"))\
            \(HTML.section("sessions", words("profile.sessions"), open(shell)))\
            \(HTML.section("appearance", words("shell.appearance"), "\(shell.appearance)<p class=\"hint\">\(words("profile.appearance.hint"))</p>"))\
            \(HTML.section("change", words("profile.password"), password(shell)))
            """)
    }

    private func open(_ shell: Shell) -> HTML {
        let words = shell.words
        let columns: [Table.Column] = [
            .init("profile.began", words), .init("profile.used", words), .init("profile.ends", words), .init("profile.end", words),
        ]
        let rows = sessions.map { session -> Table.Row in
            let began = Clock.utc(session.began)
            let label = HTML.attribute("aria-label", words.plain("profile.end.one", ["began": .code(began)]))
            let end: HTML =
                session.isOwn
                ? "<span class=\"muted\">\(words("profile.own"))</span>"
                : .form(
                    .endSession(session.id), token: shell.token, class: "inline",
                    "<button class=\"plain\"\(label)>\(words("profile.end"))</button>")
            return Table.Row(.empty, [.code(began), .code(Clock.utc(session.used)), .code(Clock.utc(session.ends)), end])
        }
        let table = Table(caption: words("profile.sessions.caption"), columns: columns, rows: rows).html
        guard sessions.contains(where: { !$0.isOwn }) else { return "\(table)<p class=\"hint\">\(words("profile.alone"))</p>" }
        let others = HTML.form(
            .endOtherSessions, token: shell.token,
            "<p class=\"hint\">\(words("profile.end-others.hint"))</p><div class=\"buttons\"><button class=\"plain\">\(words("profile.end-others"))</button></div>"
        )
        return "\(table)\(others)"
    }

    private func password(_ shell: Shell) -> HTML {
        let words = shell.words
        func field(_ name: StaticString, _ label: String, _ complete: StaticString) -> HTML {
            let name = HTML(stringLiteral: name)
            return """
                <div class="field"><label for="\(name)">\(words(label))</label>\
                <input id="\(name)" name="\(name)" type="password" autocomplete="\(HTML(stringLiteral: complete))" required dir="auto"\
                \(errors.attributes(name.string))>\(errors.note(name.string, words))</div>
                """
        }
        return .form(
            .changePassword, token: shell.token,
            """
            <input type="text" name="account" class="vh" autocomplete="username" readonly tabindex="-1" aria-hidden="true"\(HTML.attribute("value", name))>\
            \(field("old", "profile.password.old", "current-password"))\
            \(field("password", "set-password.new", "new-password"))\(field("again", "set-password.again", "new-password"))\
            <p class="hint">\(words("set-password.rule.length", ["least": .number(leastPasswordLength)]))</p>\
            <div class="buttons"><button class="main">\(words("profile.password.submit"))</button></div>\
            <p class="hint">\(words("profile.password.hint"))</p>
            """)
    }
}
