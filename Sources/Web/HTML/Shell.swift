import Service
import Travel

/// What stands round every page, and what every page needs to know: whose it is, in which language, how it should look.
struct Shell: Sendable {
    /// The reader's choice. `auto` follows the device.
    enum Theme: String, Sendable, CaseIterable {
        case auto, light, night
    }
    /// Stronger colours, where the reader asks for them here and not by the device.
    enum Contrast: String, Sendable, CaseIterable {
        case auto, more
    }
    /// Height of rows and size of text in tables.
    enum Density: String, Sendable, CaseIterable {
        case compact, roomy
    }
    /// A page that stands in the navigation.
    enum Destination: String, Sendable, CaseIterable {
        case alerts, flights, search, messages, lists, indicators, accounts, carriers, log, status

        var address: Address {
            switch self {
            case .alerts: .alerts
            case .flights: .flights
            case .lists: .lists
            case .indicators: .indicators
            case .search: .search
            case .messages: .messages
            case .accounts: .accounts
            case .carriers: .carriers
            case .log: .log
            case .status: .status
            }
        }
    }
    /// Who is signed in.
    struct Account: Sendable {
        var name: String
        /// Role code of the profile, worded as `role.CODE`.
        var role: String
        /// What this account may open: nothing else is offered.
        var mayOpen: Set<Destination>
    }

    var words: Catalogue
    var theme: Theme
    var density: Density
    var contrast: Contrast = .auto
    /// Single-key shortcuts can be turned off (WCAG 2.1.4).
    var singleKeys: Bool
    var token: CSRFToken
    /// Nil before signing in.
    var account: Account?
    /// Where this page stands: forms of the header lead back to it.
    var here: Address
    var now: Instant
    /// Name of the unit, from the state profile.
    var unit: String
    /// The data are invented (demonstration, training): said on every page.
    var isDemonstration: Bool
    /// What the last action did, as a key below `notice.`.
    var notice: String?
    /// Whether messages still come in; nil where nobody needs to know.
    var feed: Feed?

    init(
        words: Catalogue, theme: Theme = .auto, density: Density = .compact, singleKeys: Bool = true, token: CSRFToken,
        account: Account? = nil, here: Address, now: Instant, unit: String, isDemonstration: Bool = false, notice: String? = nil,
        feed: Feed? = nil
    ) {
        self.words = words
        self.theme = theme
        self.density = density
        self.singleKeys = singleKeys
        self.token = token
        self.account = account
        self.here = here
        self.now = now
        self.unit = unit
        self.isDemonstration = isDemonstration
        self.notice = notice
        self.feed = feed
    }
}

extension Shell {
    /// The whole document round the content of a page. `title` is plain text; the content begins with the page's `h1`.
    func document(title: String, destination: Destination? = nil, class name: StaticString = "page", _ content: HTML) -> HTML {
        """
        <!doctype html>
        <html\(HTML.attribute("lang", words.language))\(HTML.attribute("dir", words.direction.rawValue))\
        \(HTML.attribute("data-theme", theme == .auto ? nil : theme.rawValue))\(HTML.attribute("data-contrast", contrast == .auto ? nil : contrast.rawValue))\
        \(HTML.attribute("data-density", density.rawValue))>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta name="robots" content="noindex">
        <meta name="color-scheme" content="light dark">
        <title>\(title) – \(words("product.name"))</title>
        <link rel="stylesheet"\(HTML.attribute("href", Asset.stylesheet.address))>
        <link rel="icon" type="image/svg+xml"\(HTML.attribute("href", Asset.icon.address))>
        <script defer\(HTML.attribute("src", Asset.script.address))></script>
        </head>
        <body\(clock)>
        <a class="skip" href="#main">\(words("shell.skip"))</a>
        \(header(destination))
        <main id="main" class="\(HTML(stringLiteral: name))" tabindex="-1">
        \(demonstration)\(feedLines)\(noticeLine)\(content)
        </main>
        <footer class="foot"><p>\(words("shell.footer", ["unit": .text(unit), "time": .code(Clock.utc(now))]))</p>\
        <p><a\(HTML.attribute("href", .keyboard))>\(words("shell.help"))</a></p></footer>
        </body>
        </html>
        """
    }

    /// What the script needs to count minutes in the page's own words.
    private var clock: HTML {
        """
        \(HTML.attribute("data-now", now.seconds))\(HTML.attribute("data-keys", singleKeys && account != nil ? "on" : "off"))\
        \(HTML.attribute("data-days", words.pattern("duration.days")))\(HTML.attribute("data-hours", words.pattern("duration.hours")))\
        \(HTML.attribute("data-minutes", words.pattern("duration.minutes")))\(HTML.attribute("data-moment", words.pattern("duration.moment")))
        """
    }

    private var demonstration: HTML {
        isDemonstration ? "<p class=\"demonstration\">\(words("shell.demonstration"))</p>" : .empty
    }

    /// Said without the script as the page is made; the script says it later, and when it hears nothing from the server any more.
    private var feedLines: HTML {
        guard let feed else { return .empty }
        let quiet = Self.quiet(feed, now: now, words: words)
        return """
            <p class="warn" role="status"\(HTML.attribute("data-feed", Address.feed))\(HTML.attribute("hidden", when: quiet == nil))>\(quiet ?? "")</p>\
            <p class="warn" role="alert"\(HTML.attribute("data-stale", words.pattern("feed.stale"))) hidden></p>\
            <p class="warn" role="status"\(HTML.attribute("data-skew", words.pattern("feed.skew"))) hidden></p>
            """
    }

    /// Nil while messages come in.
    static func quiet(_ feed: Feed, now: Instant, words: Catalogue) -> String? {
        feed.silence(at: now).map { words.plain("feed.quiet", ["age": .code(TimeLeft.duration($0, words))]) }
    }

    private var noticeLine: HTML {
        guard let notice else { return .empty }
        return "<p class=\"notice\" role=\"status\">\(words("notice.\(notice)"))</p>"
    }

    private func header(_ current: Destination?) -> HTML {
        let home = account == nil ? Address.signIn : .root
        return """
            <header class="head"><div class="head-in">\
            <a class="brand"\(HTML.attribute("href", home))>\(Shape.mark)<span>\(words("product.name"))</span></a>\
            \(account.map { navigation($0, current) } ?? .empty)\(menu)</div></header>
            """
    }

    private func navigation(_ account: Account, _ current: Destination?) -> HTML {
        let items = Destination.allCases.filter(account.mayOpen.contains).map { item -> HTML in
            let mark: HTML = item == current ? " aria-current=\"page\"" : .empty
            return "<li><a\(HTML.attribute("href", item.address))\(mark)>\(words("nav.\(item.rawValue)"))</a></li>"
        }
        return "<nav\(HTML.attribute("aria-label", words.plain("shell.navigation")))><ul>\(items)</ul></nav>"
    }

    /// Who is signed in, how pages look, and the way out: one disclosure that needs no script.
    private var menu: HTML {
        let summary: HTML =
            account.map { "<span class=\"who\"><bdi>\($0.name)</bdi> <span class=\"role\">\(role($0.role))</span></span>" }
            ?? "<span>\(words("shell.appearance"))</span>"
        let leave: HTML =
            account == nil
            ? .empty : .form(.signOut, token: token, class: "leave", "<button class=\"quiet\">\(words("shell.sign-out"))</button>")
        return """
            <details class="menu"><summary>\(summary)\(Shape.chevron)</summary><div class="menu-in">\(profile)\(appearance)\(leave)</div></details>
            """
    }

    private var profile: HTML {
        account == nil ? .empty : "<a class=\"plain\"\(HTML.attribute("href", .profile))>\(words("shell.profile"))</a>"
    }

    func role(_ code: String) -> HTML { words.first("role.\(code)", else: code) }

    /// How pages look: in the menu, and on the profile's page.
    var appearance: HTML {
        .form(
            .settings, token: token, class: "appearance",
            """
            \(HTML.hidden("return", here.text))\
            \(choice("theme", Theme.allCases.map(\.rawValue), chosen: theme.rawValue))\
            \(choice("contrast", Contrast.allCases.map(\.rawValue), chosen: contrast.rawValue))\
            \(choice("density", Density.allCases.map(\.rawValue), chosen: density.rawValue))\
            \(account == nil ? .empty : choice("keys", ["on", "off"], chosen: singleKeys ? "on" : "off"))\
            <button class="plain">\(words("settings.save"))</button>
            """)
    }

    private func choice(_ name: String, _ values: [String], chosen: String) -> HTML {
        let options = values.map { value -> HTML in
            """
            <label class="seg"><input type="radio"\(HTML.attribute("name", name))\(HTML.attribute("value", value))\
            \(HTML.attribute("checked", when: value == chosen))><span>\(words("settings.\(name).\(value)"))</span></label>
            """
        }
        return "<fieldset class=\"segments\"><legend>\(words("settings.\(name)"))</legend><div>\(options)</div></fieldset>"
    }
}
