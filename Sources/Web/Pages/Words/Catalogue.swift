/// Every text that pages show, in one language. Stored values are codes and arguments; here they get their words.
///
/// A pattern is plain text with named places, `{count} of {total}`. Where the wording depends on a number, there is one
/// pattern per plural category of CLDR, chosen by the place that the entry names.
struct Catalogue: Sendable {
    enum Direction: String, Sendable {
        case leftToRight = "ltr"
        case rightToLeft = "rtl"
    }

    /// One text, or one per plural category.
    enum Entry: Sendable {
        case one(Pattern)
        case plural(by: String, [PluralCategory: Pattern])
    }

    /// What fills a place.
    enum Argument: Sendable {
        /// A name or other value in any script: isolated.
        case text(String)
        /// A code: isolated, left to right.
        case code(String)
        case number(Int)
        case markup(HTML)
    }
    typealias Arguments = [String: Argument]

    /// BCP 47 tag.
    let language: String
    let direction: Direction
    let plural: @Sendable (Int) -> PluralCategory
    private(set) var entries: [String: Entry]

    init(language: String, direction: Direction, plural: @escaping @Sendable (Int) -> PluralCategory, _ areas: [[String: Entry]]) {
        self.language = language
        self.direction = direction
        self.plural = plural
        entries = [:]
        for area in areas { entries.merge(area) { first, _ in first } }
    }

    func has(_ key: String) -> Bool { entries[key] != nil }

    /// The text as markup, each argument escaped and isolated. A key or a place that is missing is shown as such, between
    /// white brackets, so that a page stays readable and a test finds it.
    func callAsFunction(_ key: String, _ arguments: Arguments = [:]) -> HTML {
        guard let pattern = choose(key, arguments) else { return HTML(text: "⟦\(key)⟧") }
        var out = HTML.empty
        for part in pattern.parts {
            switch part {
            case .text(let text): out += HTML(text: text)
            case .place(let name):
                switch arguments[name] {
                case .text(let value): out += .value(value)
                case .code(let value): out += .code(value)
                case .number(let value): out += HTML(text: grouped(value))
                case .markup(let value): out += value
                case nil: out += HTML(text: "⟦\(name)⟧")
                }
            }
        }
        return out
    }

    /// The text without markup, for titles and labels that machines read out.
    func plain(_ key: String, _ arguments: Arguments = [:]) -> String {
        guard let pattern = choose(key, arguments) else { return "⟦\(key)⟧" }
        var out = ""
        for part in pattern.parts {
            switch part {
            case .text(let text): out += text
            case .place(let name):
                switch arguments[name] {
                // First strong isolate … pop directional isolate: what <bdi> is for markup.
                case .text(let value): out += value.utf8.allSatisfy { $0 < 0x80 } ? value : "\u{2068}\(value)\u{2069}"
                case .code(let value): out += value
                case .number(let value): out += grouped(value)
                case .markup, nil: out += "⟦\(name)⟧"
                }
            }
        }
        return out
    }

    /// The text of the first key that exists, else `other` as a code: for codes that come from a profile or a newer version.
    func first(_ keys: String..., arguments: Arguments = [:], else other: String) -> HTML {
        for key in keys where has(key) { return callAsFunction(key, arguments) }
        return .code(other)
    }

    /// A pattern with its places still in it, for the script.
    func pattern(_ key: String) -> String {
        guard case .one(let pattern)? = entries[key] else { return "" }
        return pattern.source
    }

    private func choose(_ key: String, _ arguments: Arguments) -> Pattern? {
        switch entries[key] {
        case .one(let pattern): return pattern
        case .plural(let place, let forms):
            guard case .number(let count)? = arguments[place] else { return forms[.other] }
            return forms[plural(count)] ?? forms[.other]
        case nil: return nil
        }
    }

    /// 12 345: a narrow no-break space from five digits on, which no reader takes for a decimal sign.
    private func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        guard digits.utf8.count > 4 else { return String(number) }
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.utf8.count - index) % 3 == 0 { out += "\u{202F}" }
            out.append(digit)
        }
        return number < 0 ? "−" + out : out
    }
}

/// Plural categories of the Unicode CLDR.
enum PluralCategory: String, Sendable, CaseIterable {
    case zero, one, two, few, many, other
}

extension Catalogue.Entry: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self = .one(Pattern(value)) }

    /// Two patterns, as English needs them.
    static func count(_ place: String = "count", one: String, other: String) -> Catalogue.Entry {
        .plural(by: place, [.one: Pattern(one), .other: Pattern(other)])
    }

    var patterns: [Pattern] {
        switch self {
        case .one(let pattern): [pattern]
        case .plural(_, let forms): forms.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value)
        }
    }
}

/// Text with named places in braces.
struct Pattern: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case text(String)
        case place(String)
    }
    let source: String
    let parts: [Part]

    init(_ source: String) {
        self.source = source
        var parts: [Part] = []
        var rest = Substring(source)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(.place(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
    }

    var places: Set<String> {
        Set(parts.compactMap { if case .place(let name) = $0 { name } else { nil } })
    }
}

extension Catalogue {
    static let english = Catalogue(
        language: "en", direction: .leftToRight, plural: { $0 == 1 ? .one : .other },
        [
            Texts.shell, Texts.session, Texts.time, Texts.alerts, Texts.alert, Texts.reasons, Texts.match, Texts.decisions,
            Texts.travel, Texts.flights, Texts.flight, Texts.traveller, Texts.lists, Texts.indicators, Texts.message, Texts.messages,
            Texts.findings, Texts.log, Texts.status, Texts.search, Texts.accounts, Texts.carriers, Texts.profile, Texts.errors,
            Texts.keyboard,
        ])
}

/// The English texts, one file per area.
enum Texts {}
