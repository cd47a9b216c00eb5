import Casework
import Travel

/// One indicator: what it looks for in its author's words, whether it runs, what it finds, and the switch.
struct IndicatorPart: Sendable {
    struct Day: Hashable, Sendable {
        var date: LocalDate
        var hits: Int
    }
    struct Version: Hashable, Sendable {
        var number: Int
        var isOn: Bool
        var at: Instant
        var author: String?
        var signer: String?
        var digest: String
    }
    struct Waiting: Hashable, Sendable {
        var id: String
        /// It would run again.
        var on: Bool
        var author: String
        var expires: Instant
        var isOwn: Bool
    }
    var name: String
    var version: Int
    var text: String
    var weight: Int
    var owner: String
    var expiry: LocalDate?
    var yaml: String
    /// Switched on.
    var isOn: Bool
    /// On, and its last day has not passed.
    var runs: Bool
    var versions: [Version]
    var days: [Day]
    /// As many as are counted a day.
    var mostHits: Int
    var waiting: [Waiting]

    var sum: Int { days.reduce(0) { $0 + $1.hits } }

    func state(_ words: Catalogue) -> HTML {
        runs
            ? "<span class=\"badge\">\(Shape.check) <span>\(words("indicator.runs"))</span></span>"
            : "<span class=\"badge gap\">\(Shape.cross) <span>\(words(isOn ? "indicator.over" : "indicator.rests"))</span></span>"
    }
}

/// All indicators.
struct IndicatorsPage: Sendable {
    var indicators: [IndicatorPart]

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let columns: [Table.Column] = [
            .init("indicators.name", words), .init("indicators.state", words), .init("indicators.weight", words, style: "number"),
            .init("indicators.hits", words, style: "number"), .init("indicators.waiting", words, style: "number"),
        ]
        let rows = indicators.map { part in
            Table.Row(
                " data-row tabindex=\"-1\"",
                [
                    "<a class=\"row-link\"\(HTML.attribute("href", .indicator(part.name)))>\(HTML.code(part.name))</a><span class=\"second\">\(HTML.value(part.text))</span>",
                    part.state(words), .code(Points.text(part.weight)), "\(part.sum)", "\(part.waiting.count)",
                ])
        }
        let content: HTML =
            indicators.isEmpty
            ? .nothing(words("indicators.none")) : Table(caption: words("indicators.caption"), columns: columns, rows: rows).html
        return shell.document(
            title: words.plain("indicators.title"), destination: .indicators, class: "page wide",
            """
            <div class="title"><div><h1>\(words("indicators.title"))</h1><p class="lead">\(words("indicators.intro"))</p></div></div>\
            \(HTML.section("indicators", words("indicators.all"), content))
            """)
    }
}

/// One indicator.
struct IndicatorPage: Sendable {
    var part: IndicatorPart
    /// May propose and sign.
    var mayPublish: Bool
    /// A switch takes two people.
    var takesTwo: Bool
    var errors: [FieldError] = []

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let facts = HTML.facts([
            (words("indicators.weight"), .code(Points.text(part.weight))), (words("indicator.owner"), .value(part.owner)),
            (words("indicator.expiry"), part.expiry.map { .code(Clock.day($0, words)) } ?? .empty),
            (words("indicator.version"), "\(part.version)"),
        ])
        return shell.document(
            title: words.plain("indicator.page-title", ["name": .code(part.name)]), destination: .indicators, class: "page wide",
            """
            <div class="title"><div><p class="over"><a\(HTML.attribute("href", .indicators))>\(words("indicators.title"))</a></p>\
            <h1>\(HTML.code(part.name))</h1><p class="lead">\(HTML.value(part.text))</p><p>\(part.state(words))</p></div></div>\
            \(errors.summary(words))\(change(shell))\(HTML.section("what", words("indicator.what"), facts))\(hits(words))\
            \(HTML.section("text", words("indicator.text"), "<pre class=\"source\" dir=\"ltr\" tabindex=\"0\"\(HTML.attribute("aria-label", words.plain("indicator.text")))>\(part.yaml)</pre>"))\
            \(history(words))
            """)
    }

    private func change(_ shell: Shell) -> HTML {
        let words = shell.words
        var content = HTML.empty
        for waiting in part.waiting {
            let what = words(
                waiting.on ? "indicator.waiting.on" : "indicator.waiting.off",
                ["author": .text(waiting.author), "until": .code(Clock.utc(waiting.expires))])
            content += "<p>\(what)</p>"
            guard mayPublish else { continue }
            func form(_ step: String, _ more: HTML, _ button: HTML) -> HTML {
                .form(
                    .indicator(part.name, step), token: shell.token, "\(HTML.hidden("proposal", waiting.id))\(more)\(button)")
            }
            if waiting.isOwn {
                content += form("withdraw", .empty, "<button class=\"plain\">\(words("proposal.withdraw"))</button>")
            } else {
                content += form("sign", .empty, "<button class=\"main\">\(words("indicator.sign"))</button>")
                content += form(
                    "refuse",
                    """
                    <div class="field"><label\(HTML.attribute("for", "reason"))>\(words("proposal.refuse.reason"))</label>\
                    <textarea id="reason" name="reason" rows="2" maxlength="1000" required dir="auto"\(errors.attributes("reason"))></textarea>\
                    \(errors.note("reason", words))</div>
                    """, "<button class=\"plain\">\(words("proposal.refuse"))</button>")
            }
        }
        if mayPublish, part.waiting.isEmpty {
            let key = part.isOn ? "indicator.switch.off" : "indicator.switch.on"
            content += .form(
                .indicator(part.name, "switch"), token: shell.token,
                "\(HTML.hidden("on", part.isOn ? "no" : "yes"))<button class=\"plain\">\(words(key))</button><p class=\"hint\">\(words(takesTwo ? "indicator.two" : "indicator.one"))</p>"
            )
        }
        return content.isEmpty ? .empty : .section("switch", words("indicator.switch"), content)
    }

    /// As text and as a bar: the bar says nothing that the text does not.
    private func hits(_ words: Catalogue) -> HTML {
        let most = max(1, part.days.map(\.hits).max() ?? 1)
        let columns: [Table.Column] = [.init("indicator.day", words), .init("indicator.hits", words)]
        let rows = part.days.reversed().map { day -> Table.Row in
            let width = String(day.hits * 200 / most)
            let count: HTML =
                day.hits >= part.mostHits ? words("indicator.hits.most", ["count": .number(day.hits)]) : "\(day.hits)"
            let bar: HTML = """
                <svg class="bars" viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
                <rect class="ground" width="200" height="14"/><rect class="fill" height="14"\(HTML.attribute("width", width))/></svg>
                """
            return Table.Row(.empty, [.code(Clock.day(day.date, words)), "<span class=\"daily\"><b>\(count)</b> \(bar)</span>"])
        }
        return .section(
            "hits", words("indicator.found"), Table(caption: words("indicator.found.caption"), columns: columns, rows: rows).html)
    }

    private func history(_ words: Catalogue) -> HTML {
        let columns: [Table.Column] = [
            .init("entry.version", words, style: "number"), .init("indicators.state", words), .init("indicator.since", words),
            .init("indicator.by", words), .init("indicator.digest", words),
        ]
        let rows = part.versions.map { version -> Table.Row in
            let by: HTML =
                version.author.map { author in
                    [
                        words("list.version.by", ["name": .text(author)]),
                        version.signer.map { words("list.version.signed", ["name": .text($0)]) } ?? .empty,
                    ].joined(" · ")
                } ?? words("indicator.by.file")
            return Table.Row(
                .empty,
                [
                    "\(version.number)", words(version.isOn ? "indicator.on" : "indicator.off"), .code(Clock.utc(version.at)), by,
                    .code(String(version.digest.prefix(16)) + "…"),
                ])
        }
        return .section(
            "versions", words("indicator.versions"), Table(caption: words("indicator.versions.caption"), columns: columns, rows: rows).html)
    }
}
