extension HTML {
    /// ` name="value"`, with the blank before it. The name is a literal; the value is text, escaped and always quoted.
    static func attribute(_ name: StaticString, _ value: String) -> HTML {
        " \(HTML(stringLiteral: name))=\"\(value)\""
    }

    /// As above, or nothing where there is no value.
    static func attribute(_ name: StaticString, _ value: String?) -> HTML {
        guard let value else { return .empty }
        return attribute(name, value)
    }

    static func attribute(_ name: StaticString, _ value: Int64) -> HTML { attribute(name, String(value)) }

    /// A boolean attribute: there or not.
    static func attribute(_ name: StaticString, when isThere: Bool) -> HTML {
        isThere ? " \(HTML(stringLiteral: name))" : .empty
    }

    /// An attribute that leads somewhere (`href`, `action`, `src`): only an ``Address`` of our own can stand there.
    static func attribute(_ name: StaticString, _ address: Address) -> HTML { attribute(name, address.text) }
}
