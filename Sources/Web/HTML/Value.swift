import Travel

extension HTML {
    /// A value in whatever script it has: isolated, so that it reorders nothing round it.
    static func value(_ text: String) -> HTML { "<bdi>\(text)</bdi>" }

    /// A code, number or reference: always left to right, in the face of codes.
    static func code(_ text: String) -> HTML { "<bdi dir=\"ltr\" class=\"code\">\(text)</bdi>" }

    /// A list of terms and what they are; pairs without a value are left out.
    static func facts(_ pairs: [(HTML, HTML)]) -> HTML {
        let rows = pairs.filter { !$0.1.isEmpty }.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML }
        return rows.isEmpty ? .empty : "<dl class=\"facts\">\(rows)</dl>"
    }

    /// A part of a page under its own heading.
    static func section(_ id: StaticString, _ heading: HTML, aside: HTML = .empty, class name: StaticString = "panel", _ content: HTML)
        -> HTML
    {
        let id = HTML(stringLiteral: id)
        return """
            <section class="\(HTML(stringLiteral: name))" id="\(id)" aria-labelledby="\(id)-h">\
            <div class="panel-head"><h2 id="\(id)-h">\(heading)</h2>\(aside)</div>\(content)</section>
            """
    }

    /// What stands where there is nothing to show.
    static func nothing(_ text: HTML) -> HTML { "<p class=\"nothing\">\(text)</p>" }
}

/// How moments are written.
enum Clock {
    /// `25 Nov 2026 08:12 UTC`
    static func utc(_ instant: Instant) -> String { day(instant.utc.date, Catalogue.english) + " " + time(instant.utc) + " UTC" }

    /// `08:12`
    static func time(_ moment: LocalDateTime) -> String { two(moment.hour) + ":" + two(moment.minute) }

    /// `25 Nov 2026`
    static func day(_ date: LocalDate, _ words: Catalogue) -> String {
        String(date.day) + " " + words.plain("month.\(date.month)") + " " + String(date.year)
    }

    /// `25 Nov`
    static func shortDay(_ date: LocalDate, _ words: Catalogue) -> String { String(date.day) + " " + words.plain("month.\(date.month)") }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

/// A moment as people need it: on the clock of the place, and in UTC.
struct Moment: Hashable, Sendable {
    var instant: Instant
    /// On the wall of `place`; nil where its zone is not known.
    var local: LocalDateTime?
    /// Location code whose clock `local` shows.
    var place: String?
    /// Computed, because the message gives no time.
    var isEstimate: Bool

    init(_ instant: Instant, local: LocalDateTime? = nil, place: String? = nil, isEstimate: Bool = false) {
        self.instant = instant
        self.local = local
        self.place = place
        self.isEstimate = isEstimate
    }

    /// `25 Nov 09:12 AMS · 08:12 UTC`
    func html(_ words: Catalogue) -> HTML {
        let utc = instant.utc
        var parts: [HTML] = []
        if let local {
            parts.append(
                "<span>\(Clock.shortDay(local.date, words)) <b>\(Clock.time(local))</b>\(place.map { " \(HTML.code($0))" as HTML } ?? .empty)</span>"
            )
            let day = local.date == utc.date ? "" : Clock.shortDay(utc.date, words) + " "
            parts.append("<span>\(day)\(Clock.time(utc)) UTC</span>")
        } else {
            parts.append("<span>\(Clock.shortDay(utc.date, words)) <b>\(Clock.time(utc))</b> UTC</span>")
        }
        if isEstimate { parts.append("<em>\(words("time.estimate"))</em>") }
        return "<time class=\"moment\"\(HTML.attribute("datetime", instant.rfc3339))>\(parts.joined(" · "))</time>"
    }
}
