/// What went wrong, for people; machines get the same as `application/problem+json` (RFC 9457).
struct ProblemPage: Sendable {
    var status: Int
    /// Code of the error (`type` of RFC 9457), if it has one.
    var code: String?
    /// What finds the event in the server's own log (`instance`). Never anything about a person.
    var reference: String?
    /// Where the same can be tried again.
    var retry: Address?

    init(status: Int, code: String? = nil, reference: String? = nil, retry: Address? = nil) {
        self.status = status
        self.code = code
        self.reference = reference
        self.retry = retry
    }

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let known = words.has("problem.\(status).text") ? status : (400..<500).contains(status) ? 400 : 500
        let again: HTML = retry.map { "<a class=\"plain\"\(HTML.attribute("href", $0))>\(words("problem.retry"))</a> " } ?? .empty
        let home = shell.account == nil ? Address.signIn : .root
        return shell.document(
            title: words.plain("problem.\(known).title"), class: "narrow",
            """
            <p class="over">\(words("problem.status", ["status": .code(String(status))]))</p><h1>\(words("problem.\(known).title"))</h1>\
            <p class="lead">\(words("problem.\(known).text"))</p>\
            \(HTML.facts([(words("problem.code"), code.map(HTML.code) ?? .empty), (words("problem.reference"), reference.map(HTML.code) ?? .empty)]))\
            <p class="buttons">\(again)<a class="main"\(HTML.attribute("href", home))>\(words("problem.back"))</a></p>
            """)
    }
}

/// Status 403: which permission the page asks for, and which roles have it.
struct ForbiddenPage: Sendable {
    /// As in `permission.PERMISSION`.
    var permission: String
    /// Role codes that have it, by the state profile.
    var roles: [String]

    init(permission: String, roles: [String]) {
        self.permission = permission
        self.roles = roles
    }

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let needed = words.first("permission.\(permission)", else: permission)
        let own = shell.account.map { shell.role($0.role) } ?? "–"
        let others: HTML =
            roles.isEmpty
            ? "<p>\(words("forbidden.nobody"))</p>" : "<ul>\(roles.map { "<li>\(shell.role($0))</li>" as HTML })</ul>"
        return shell.document(
            title: words.plain("problem.403.title"), class: "narrow",
            """
            <p class="over">\(words("problem.status", ["status": .code("403")]))</p><h1>\(words("problem.403.title"))</h1>\
            <p class="lead">\(words("forbidden.needs", ["permission": .markup(needed), "role": .markup(own)]))</p>\
            <h2>\(words("forbidden.who"))</h2>\(others)<p class="hint">\(words("forbidden.recorded"))</p>\
            <p class="buttons"><a class="main"\(HTML.attribute("href", .root))>\(words("problem.back"))</a></p>
            """)
    }
}
