import Travel

/// A person as a queue or a list shows one: the name as written, its Latin reading, and whether a minor.
struct PersonLine: Hashable, Sendable {
    var name: PersonName
    /// Our own reading in Latin letters, where the name is written otherwise.
    var latin: String?
    /// Whole years on the day of travel; nil where no birth date was sent.
    var age: Int?
    /// Known to be under 18.
    var isMinor: Bool

    init(name: PersonName, latin: String? = nil, age: Int? = nil, isMinor: Bool = false) {
        self.name = name
        self.latin = latin
        self.age = age
        self.isMinor = isMinor
    }

    /// Family name first and stronger: which part is which is never left to a guess.
    static func name(_ name: PersonName, _ words: Catalogue) -> HTML {
        if name.family.isEmpty, name.given.isEmpty { return "<span class=\"missing\">\(words("alert.name-missing"))</span>" }
        let family: HTML = name.family.isEmpty ? .empty : "<b>\(name.family)</b>"
        let given: HTML = name.given.isEmpty ? .empty : "\(name.given)"
        return "<bdi class=\"name\">\([family, given].joined(" "))</bdi>"
    }

    func plainName(_ words: Catalogue) -> String {
        let parts = [name.family, name.given].filter { !$0.isEmpty }
        return parts.isEmpty ? words.plain("alert.name-missing") : parts.joined(separator: " ")
    }

    func ageWords(_ words: Catalogue) -> HTML {
        let age: HTML = self.age.map { words("alert.age", ["years": .number($0)]) } ?? words("alert.age-unknown")
        return isMinor ? "\(age) <span class=\"tag minor\">\(words("alert.minor"))</span>" : age
    }

    /// Name, Latin reading and age, below one another.
    func html(_ words: Catalogue, link: Address? = nil) -> HTML {
        let name = Self.name(self.name, words)
        let head: HTML = link.map { "<a class=\"row-link\"\(HTML.attribute("href", $0))>\(name)</a>" } ?? name
        let latin: HTML = self.latin.map { "<span class=\"second\">\(HTML.value($0))</span>" } ?? .empty
        return "\(head)\(latin)<span class=\"second\">\(ageWords(words))</span>"
    }
}

/// A departure as pages name it.
struct VoyageLine: Hashable, Sendable {
    var mode: TransportMode
    /// `XY 123`; empty where none was stated.
    var designator: String
    var from: String?
    /// Stops between, where they are shown.
    var via: [String]
    var to: String?

    init(mode: TransportMode = .air, designator: String, from: String? = nil, via: [String] = [], to: String? = nil) {
        self.mode = mode
        self.designator = designator
        self.from = from
        self.via = via
        self.to = to
    }

    func html(_ words: Catalogue, link: Address? = nil) -> HTML {
        let code: HTML = designator.isEmpty ? words("not-stated") : .code(designator)
        let name: HTML = "<span class=\"vh\">\(words("mode.\(mode.rawValue)"))</span> \(code)"
        let head: HTML = link.map { "<a class=\"row-link\"\(HTML.attribute("href", $0))>\(name)</a>" } ?? name
        return "<span class=\"voyage\">\(head)</span>\(route)"
    }

    private var route: HTML { stops.isEmpty ? .empty : "<span class=\"second\">\(stops)</span>" }

    /// `AMS → CPH → OSL`; nothing where no place is known.
    var stops: HTML {
        guard from != nil || to != nil else { return .empty }
        let places = ([from ?? "—"] + via + [to ?? "—"]).map(HTML.code)
        return "<span class=\"route\">\(places.joined(" \(Shape.forward) "))</span>"
    }
}

/// Severity by shape, letter, word and colour, so that any one of them suffices.
enum SeverityMark: Int, Hashable, Sendable, CaseIterable {
    case p1 = 1
    case p2, p3, p4

    var style: StaticString {
        switch self {
        case .p1: "p1"
        case .p2: "p2"
        case .p3: "p3"
        case .p4: "p4"
        }
    }

    /// - Parameter count: how many there are of it, where that is said
    func html(_ words: Catalogue, count: Int? = nil) -> HTML {
        let shape =
            switch self {
            case .p1: Shape.triangle
            case .p2: Shape.diamond
            case .p3: Shape.square
            case .p4: Shape.circle
            }
        let many: HTML = count.map { " <b>\(words("flights.alerts.count", ["count": .number($0)]))</b>" } ?? .empty
        return """
            <span class="badge \(HTML(stringLiteral: style))">\(shape) <b>P\(rawValue)</b> <span>\(words("severity.p\(rawValue)"))</span>\(many)</span>
            """
    }
}

/// Where an alert stands, by word and shape.
enum StatusMark: String, Hashable, Sendable, CaseIterable {
    case open, referred, dismissed
    case expired = "expired-unhandled"
    case overtaken

    func html(_ words: Catalogue) -> HTML {
        let (style, shape): (HTML, HTML) =
            switch self {
            case .open: ("open", Shape.ring)
            case .referred: ("seal", Shape.forward)
            case .dismissed: ("ok", Shape.check)
            case .expired: ("expired", Shape.hourglass)
            case .overtaken: ("off", Shape.cross)
            }
        return "<span class=\"badge \(style)\">\(shape) <span>\(words("status.\(rawValue)"))</span></span>"
    }
}

/// Weights are kept in thousandths, and shown as points with one decimal, so that what is shown still adds up exactly.
enum Points {
    static func text(_ thousandths: Int) -> String {
        let size = thousandths.magnitude
        return (thousandths < 0 ? "−" : "") + String(size / 10) + "." + String(size % 10)
    }
    /// With its sign, for a part of a sum; the sign stands before the number also where a page runs from right to left.
    static func signed(_ thousandths: Int) -> HTML { "<bdi dir=\"ltr\">\((thousandths > 0 ? "+" : "") + text(thousandths))</bdi>" }
}
