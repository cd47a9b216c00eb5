import Travel

/// Set a password from a link that works once: `POST /set-password/LINK` with `password`, `again` and the token.
struct SetPasswordPage: Sendable {
    enum Link: Sendable {
        /// The part of the address that proves who may set it, whose account it is, and how long it works.
        case valid(token: String, account: String, until: Instant, leastLength: Int)
        case spent
    }
    var link: Link
    var errors: [FieldError]

    init(link: Link, errors: [FieldError] = []) {
        self.link = link
        self.errors = errors
    }

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        guard case .valid(let token, let account, let until, let least) = link else {
            return shell.document(
                title: words.plain("set-password.spent.title"), class: "narrow",
                "<h1>\(words("set-password.spent.title"))</h1><p class=\"lead\">\(words("set-password.spent.text"))</p>")
        }
        let rules = ["any", "own", "no-expiry"].map { "<li>\(words("set-password.rule.\($0)"))</li>" as HTML }
        let form = HTML.form(
            .setPassword(token), token: shell.token,
            """
            <input type="text" name="account" class="vh" autocomplete="username" readonly tabindex="-1" aria-hidden="true"\(HTML.attribute("value", account))>\
            <div class="field"><label for="password">\(words("set-password.new"))</label>\
            <input id="password" name="password" type="password" autocomplete="new-password" required dir="auto"\
            \(HTML.attribute("minlength", String(least)))\(errors.attributes("password"))>\(errors.note("password", words))</div>\
            <div class="field"><label for="again">\(words("set-password.again"))</label>\
            <input id="again" name="again" type="password" autocomplete="new-password" required dir="auto"\
            \(errors.attributes("again"))>\(errors.note("again", words))</div>\
            <button class="main">\(words("set-password.submit"))</button>
            """)
        return shell.document(
            title: words.plain("set-password.title"), class: "narrow",
            """
            <h1>\(words("set-password.title"))</h1>\
            <p class="lead">\(words("set-password.for", ["account": .text(account), "until": .code(Clock.utc(until))]))</p>\
            \(errors.summary(words))\
            <section class="rules" aria-labelledby="rules-h"><h2 id="rules-h">\(words("set-password.rules"))</h2><ul>\
            <li>\(words("set-password.rule.length", ["least": .number(least)]))</li>\(rules)</ul></section>\(form)
            """)
    }
}
