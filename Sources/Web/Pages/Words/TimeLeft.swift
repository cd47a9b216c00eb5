import Travel

/// How long until something happens, or since it did, in words.
struct TimeLeft: Hashable, Sendable {
    /// What happens. The raw value is part of the key.
    enum Event: String, Hashable, Sendable, CaseIterable {
        /// An aircraft lands.
        case lands
        /// A ship, train or coach arrives.
        case arrives
        /// Those who leave depart.
        case departs
        /// The last moment at which somebody can still be met.
        case act
        /// A step of the unit's is due.
        case due
        /// A message came in.
        case came
    }

    var event: Event
    var due: Instant

    init(_ event: Event, _ due: Instant) {
        self.event = event
        self.due = due
    }

    /// `lands in 1 h 12 min`; the page's script counts on in the same words.
    func html(_ words: Catalogue, now: Instant) -> HTML {
        let left = due - now
        return """
            <span class="left"\(HTML.attribute("data-due", due.seconds))\
            \(HTML.attribute("data-before", words.pattern("time.\(event.rawValue).in")))\
            \(HTML.attribute("data-after", words.pattern("time.\(event.rawValue).ago")))>\
            \(words.plain(left >= 0 ? "time.\(event.rawValue).in" : "time.\(event.rawValue).ago", ["left": .code(Self.duration(left, words))]))</span>
            """
    }

    /// `1 h 12 min`, rounded down to whole minutes; the sign is left to the words round it.
    static func duration(_ seconds: Int64, _ words: Catalogue) -> String {
        let minutes = Int(clamping: seconds.magnitude / 60)
        if minutes < 1 { return words.plain("duration.moment") }
        if minutes < 60 { return words.plain("duration.minutes", ["m": .number(minutes)]) }
        if minutes < 48 * 60 { return words.plain("duration.hours", ["h": .number(minutes / 60), "m": .number(minutes % 60)]) }
        return words.plain("duration.days", ["d": .number(minutes / 1_440), "h": .number(minutes / 60 % 24)])
    }
}
