import Travel

/// One leg of the journey.
struct JourneyLeg: Hashable, Sendable {
    var kind: ItinerarySegment.Kind
    var leg: Leg
    /// The leg that the page is about.
    var isOurs: Bool

    init(kind: ItinerarySegment.Kind = .flight, leg: Leg, isOurs: Bool = false) {
        self.kind = kind
        self.leg = leg
        self.isOurs = isOurs
    }

    static func section(_ legs: [JourneyLeg], _ words: Catalogue) -> HTML {
        guard !legs.isEmpty else { return .section("journey", words("alert.journey"), .nothing(words("alert.journey.none"))) }
        return .section("journey", words("alert.journey"), table(legs, caption: words("alert.journey.caption"), words))
    }

    static func table(_ legs: [JourneyLeg], caption: HTML, _ words: Catalogue) -> HTML {
        let columns: [Table.Column] = [
            .init("alert.leg.voyage", words), .init("alert.leg.from", words), .init("alert.leg.departure", words),
            .init("alert.leg.to", words), .init("alert.leg.arrival", words),
        ]
        return Table(caption: caption, columns: columns, rows: legs.map { $0.row(words) }).html
    }

    private func row(_ words: Catalogue) -> Table.Row {
        let designator = (leg.carrier ?? "") + " " + (leg.number ?? "") + (leg.suffix ?? "")
        let name: HTML = kind == .flight && leg.number != nil ? .code(designator) : words("segment.\(kind.rawValue)")
        let mark: HTML = isOurs ? " <span class=\"tag\">\(words("alert.leg.this"))</span>" : .empty
        return Table.Row(
            isOurs ? " class=\"ours\"" : .empty,
            [
                "\(name)\(mark)", leg.from.map(HTML.code) ?? words("not-stated"), Self.time(leg.departure, words),
                leg.to.map(HTML.code) ?? words("not-stated"), Self.time(leg.arrival, words),
            ])
    }

    /// Local to the place in the neighbouring column, as the carrier sends it.
    private static func time(_ time: LocalDateTime?, _ words: Catalogue) -> HTML {
        guard let time else { return words("not-stated") }
        return "<bdi dir=\"ltr\">\(Clock.shortDay(time.date, words)) <b>\(Clock.time(time))</b></bdi>"
    }
}

/// Somebody else in the same booking.
struct Companion: Hashable, Sendable {
    var who: PersonLine
    var seat: String?
    /// Their own alert, if they have one.
    var alert: (id: String, number: String)?
    /// Their own page.
    var page: Address?

    init(who: PersonLine, seat: String? = nil, alert: (id: String, number: String)? = nil, page: Address? = nil) {
        self.who = who
        self.seat = seat
        self.alert = alert
        self.page = page
    }

    static func == (a: Companion, b: Companion) -> Bool { a.who == b.who && a.seat == b.seat && a.alert?.id == b.alert?.id }
    func hash(into hasher: inout Hasher) {
        hasher.combine(who)
        hasher.combine(alert?.id)
    }

    static func section(_ companions: [Companion], _ words: Catalogue) -> HTML {
        guard !companions.isEmpty else {
            return .section("companions", words("alert.companions"), .nothing(words("alert.companions.none")))
        }
        let columns: [Table.Column] = [
            .init("alert.companion.name", words), .init("alert.companion.age", words), .init("alert.companion.seat", words),
            .init("alert.companion.alert", words),
        ]
        let rows = companions.map { other in
            let latin: HTML = other.who.latin.map { "<span class=\"second\">\(HTML.value($0))</span>" } ?? .empty
            let alert: HTML =
                other.alert.map { "<a\(HTML.attribute("href", .alert($0.id)))>\(HTML.code($0.number))</a>" }
                ?? words("alert.companion.no-alert")
            let name = PersonLine.name(other.who.name, words)
            let head: HTML = other.page.map { "<a\(HTML.attribute("href", $0))>\(name)</a>" } ?? name
            return Table.Row(
                .empty,
                ["\(head)\(latin)", other.who.ageWords(words), other.seat.map(HTML.code) ?? "–", alert])
        }
        return .section(
            "companions", words("alert.companions"), aside: "<span class=\"count\">\(companions.count)</span>",
            Table(caption: words("alert.companions.caption"), columns: columns, rows: rows).html)
    }
}
