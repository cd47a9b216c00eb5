/// What a form must send back to prove that this server made it for this session.
struct CSRFToken: Hashable, Sendable {
    let value: String
    init(_ value: String) { self.value = value }

    /// Name of the hidden field.
    static let field = "csrf"
}

extension HTML {
    /// A form that changes something. There is no other way in this room to write one, so none can lack its token.
    static func form(_ action: Address, token: CSRFToken, class name: StaticString = "form", id: StaticString? = nil, _ content: HTML)
        -> HTML
    {
        let identity: HTML = id.map { " id=\"\(HTML(stringLiteral: $0))\"" } ?? .empty
        return """
            <form method="post"\(attribute("action", action)) class="\(HTML(stringLiteral: name))"\(identity)>\
            \(hidden(CSRFToken.field, token.value))\(content)</form>
            """
    }

    /// A form with a file in it.
    static func upload(_ action: Address, token: CSRFToken, class name: StaticString = "form", _ content: HTML) -> HTML {
        """
        <form method="post" enctype="multipart/form-data"\(attribute("action", action)) class="\(HTML(stringLiteral: name))">\
        \(hidden(CSRFToken.field, token.value))\(content)</form>
        """
    }

    /// A form that only asks. Never for anything about a person: what is asked stands in the address.
    static func question(_ action: Address, class name: StaticString = "question", _ content: HTML) -> HTML {
        "<form method=\"get\"\(attribute("action", action)) class=\"\(HTML(stringLiteral: name))\" role=\"search\">\(content)</form>"
    }

    static func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\"\(attribute("name", name))\(attribute("value", value))>"
    }
}

/// What was wrong with one field of a form that came back.
struct FieldError: Hashable, Sendable {
    /// Name of the field, which is also its id on the page.
    var field: String
    /// Key in the catalogue, below `error.`.
    var code: String
    /// Seconds to wait, for errors whose wording says how long.
    var wait: Int?

    init(_ field: String, _ code: String, wait: Int? = nil) {
        self.field = field
        self.code = code
        self.wait = wait
    }

    func html(_ words: Catalogue) -> HTML {
        guard let wait else { return words("error.\(code)") }
        // Rounded up: a wait that has not ended is no "less than a minute".
        let minutes = TimeLeft.duration(Int64(max(0, wait)) + 59, words)
        return words("error.\(code)", ["minutes": .text(minutes)])
    }
}

extension [FieldError] {
    /// What went wrong, at the head of a form, each line a link to its field.
    func summary(_ words: Catalogue) -> HTML {
        guard !isEmpty else { return .empty }
        return """
            <div class="errors" role="alert" tabindex="-1"><h2>\(words("form.errors"))</h2><ul>\
            \(map { "<li><a\(HTML.attribute("href", .fragment($0.field)))>\($0.html(words))</a></li>" })</ul></div>
            """
    }

    /// The text beside the field, with the id that the field's `aria-describedby` names.
    func note(_ field: String, _ words: Catalogue) -> HTML {
        guard let error = first(where: { $0.field == field }) else { return .empty }
        return "<p class=\"field-error\"\(HTML.attribute("id", field + "-error"))>\(error.html(words))</p>"
    }

    /// `aria-invalid` and `aria-describedby` of the field.
    func attributes(_ field: String) -> HTML {
        guard contains(where: { $0.field == field }) else { return .empty }
        return " aria-invalid=\"true\"\(HTML.attribute("aria-describedby", field + "-error"))"
    }
}
