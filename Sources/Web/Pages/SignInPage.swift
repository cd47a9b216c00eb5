/// Sign in: `POST /sign-in` with `account`, `password`, `return` and the token.
struct SignInPage: Sendable {
    /// What was entered before; a password is never sent back.
    var account: String
    /// Where to go afterwards.
    var returnTo: Address?
    var errors: [FieldError]

    init(account: String = "", returnTo: Address? = nil, errors: [FieldError] = []) {
        self.account = account
        self.returnTo = returnTo
        self.errors = errors
    }

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let form = HTML.form(
            .signIn, token: shell.token,
            """
            \(returnTo.map { HTML.hidden("return", $0.text) } ?? .empty)\
            <div class="field"><label for="account">\(words("sign-in.account"))</label>\
            <input id="account" name="account" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required dir="auto"\
            \(HTML.attribute("value", account))\(errors.attributes("account"))>\(errors.note("account", words))</div>\
            <div class="field"><label for="password">\(words("sign-in.password"))</label>\
            <input id="password" name="password" type="password" autocomplete="current-password" required dir="auto"\
            \(errors.attributes("password"))>\(errors.note("password", words))</div>\
            <button class="main">\(words("sign-in.submit"))</button>
            """)
        return shell.document(
            title: words.plain("sign-in.title"), class: "narrow",
            """
            <h1>\(words("sign-in.title"))</h1><p class="lead">\(shell.unit)</p>\(errors.summary(words))\(form)\
            <p class="hint">\(words("sign-in.recorded"))</p><p class="hint">\(words("sign-in.help"))</p>
            """)
    }
}
