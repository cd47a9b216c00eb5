/// A text as it is stored: a code, and what its wording needs, in the order of ``places``.
struct CodedText: Hashable, Sendable {
    var code: String
    var arguments: [String]

    init(_ code: String, _ arguments: [String] = []) {
        self.code = code
        self.arguments = arguments
    }

    /// Names of the arguments of each reason, in the order in which they are stored.
    static let places: [String: [String]] = [
        "watchlist-document": ["list"],
        "watchlist-name": ["list", "points"],
        "late-purchase": ["hours"],
        "card-unrelated": ["families"],
        "telephone-unrelated": ["families"],
        "indicator": ["name"],
        "listed": ["reference", "name", "category", "reason", "action"],
        "bought-hours-before-departure": ["hours"],
        "payer-does-not-travel": ["payers"],
        "card-also-paid-for-strangers": ["bookings"],
        "shared-by-bookings": ["bookings"],
        "unrelated-families": ["families"],
        "on-the-same-voyage": ["bookings"],
        "long-lead": ["days"],
        "payer-shares-surname": ["surname"],
        "booked-by-agency": ["agency"],
        "some-are-related": ["bookings"],
        "exact": ["query", "entry"],
        "edit": ["query", "entry"],
        "romanisation": ["query", "entry"],
        "joined": ["query", "entry"],
        "initial": ["query", "entry"],
        "cut": ["query", "entry"],
        "missing-in-query": ["query", "entry"],
        "missing-in-entry": ["query", "entry"],
        "birth-date-equal": ["query", "entry"],
        "birth-date-partly-equal": ["query", "entry"],
        "birth-date-day-month-swapped": ["query", "entry"],
        "birth-date-year-off-by-one": ["query", "entry"],
        "birth-date-mistyped": ["query", "entry"],
        "birth-date-contradiction": ["query", "entry"],
        "sex-equal": ["query", "entry"],
        "sex-contradiction": ["query", "entry"],
        "nationality-equal": ["query", "entry"],
        "nationality-contradiction": ["query", "entry"],
        "document-issuer-differs": ["query", "entry"],
        "birth-date-differs": ["query", "entry"],
    ]

    /// Places that hold a number; all others are text, also where it has digits only.
    static let numbers: Set<String> = ["hours", "days", "bookings", "families", "payers", "points"]

    /// The sentence below `area` (`reason`, `short`, `ended`). A code of a newer version, or one without the arguments that
    /// its wording needs, is shown as code and arguments rather than as a gap.
    func html(_ area: String, _ words: Catalogue) -> HTML {
        let names = Self.places[code] ?? []
        guard words.has("\(area).\(code)"), arguments.count >= names.count else {
            return ([HTML.code(code)] + arguments.map(HTML.value)).joined(" ")
        }
        var filled: Catalogue.Arguments = [:]
        for (name, argument) in zip(names, arguments) {
            let number = Self.numbers.contains(name) ? Int(argument) : nil
            filled[name] = number.map { .number($0) } ?? .text(argument.isEmpty ? "–" : argument)
        }
        return words("\(area).\(code)", filled)
    }

    /// As short as a row of the queue needs it, else the sentence.
    func short(_ words: Catalogue) -> HTML { html(words.has("short.\(code)") ? "short" : "reason", words) }
}
