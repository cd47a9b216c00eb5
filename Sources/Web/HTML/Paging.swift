extension HTML {
    /// A link that looks like a quiet button.
    /// - Parameter rel: `next` or `prev`, where it leads on through a list (HTML section 4.6.7)
    static func plainLink(_ text: HTML, _ address: Address, rel: StaticString? = nil) -> HTML {
        let relation: HTML = rel.map { " rel=\"\(HTML(stringLiteral: $0))\"" } ?? .empty
        return "<a class=\"plain\"\(relation)\(attribute("href", address))>\(text)</a>"
    }

    /// Links to the pages round this one; nothing where there are none.
    static func paging(_ label: String, _ links: [HTML?]) -> HTML {
        let links = links.compactMap { $0 }
        return links.isEmpty ? .empty : "<nav class=\"paging\"\(attribute("aria-label", label))>\(links)</nav>"
    }
}
