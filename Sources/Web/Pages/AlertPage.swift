import Travel

/// One alert: why first, then who and where to, then what was received, and beside it the decision.
struct AlertPage: Sendable {
    var id: String
    var number: String
    var severity: SeverityMark
    var status: StatusMark
    var who: PersonLine
    var voyage: VoyageLine
    var event: TimeLeft
    var moment: Moment
    var usefulUntil: Moment
    /// Received in time and assessed too late, by so many seconds: the delay is ours.
    var ourDelay: Int64?
    var hits: [HitPart]
    /// What counts for nothing since too many bookings share it: `telephone` or `card`, and how many do.
    var hubs: [(kind: String, bookings: Int)]
    /// Sum that raises an alert, in thousandths.
    var threshold: Int
    var identity: IdentityPart
    var journey: [JourneyLeg]
    var companions: [Companion]
    var messages: [MessageLine]
    var linked: [LinkedAlert]
    var seen: [Sighting]
    /// Every decision there is, newest first.
    var decisions: [DecisionRecord]
    /// Nil where this account may not decide; then ``deciders`` says who may.
    var form: DecisionForm?
    var deciders: [String]
    /// The pages of the person and of the flight.
    var traveller: Address?
    var flight: Address?

    init(
        id: String, number: String, severity: SeverityMark, status: StatusMark, who: PersonLine, voyage: VoyageLine, event: TimeLeft,
        moment: Moment, usefulUntil: Moment, ourDelay: Int64? = nil, hits: [HitPart], hubs: [(kind: String, bookings: Int)] = [],
        threshold: Int, identity: IdentityPart,
        journey: [JourneyLeg], companions: [Companion] = [], messages: [MessageLine] = [], linked: [LinkedAlert] = [],
        seen: [Sighting] = [], decisions: [DecisionRecord] = [], form: DecisionForm?, deciders: [String] = [], traveller: Address? = nil,
        flight: Address? = nil
    ) {
        self.id = id
        self.number = number
        self.severity = severity
        self.status = status
        self.who = who
        self.voyage = voyage
        self.event = event
        self.moment = moment
        self.usefulUntil = usefulUntil
        self.ourDelay = ourDelay
        self.hits = hits
        self.hubs = hubs
        self.threshold = threshold
        self.identity = identity
        self.journey = journey
        self.companions = companions
        self.messages = messages
        self.linked = linked
        self.seen = seen
        self.decisions = decisions
        self.form = form
        self.deciders = deciders
        self.traveller = traveller
        self.flight = flight
    }

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let title = words.plain("alert.page-title", ["number": .code(number), "name": .text(who.plainName(words))])
        return shell.document(
            title: title, destination: .alerts, class: "page wide",
            """
            \(head(shell))<div class="beside"><div class="main-column">\
            \(why(words))\(hits.compactMap { $0.match?.html(words) })\(identity.html(words, who: who))\
            \(JourneyLeg.section(journey, words))\(Companion.section(companions, words))\(MessageLine.section(messages, words))\
            \(LinkedAlert.section(linked, words))\(Sighting.section(seen, words))\
            </div><aside class="side"\(HTML.attribute("aria-label", words.plain("decide.title")))>\(decision(shell))</aside></div>
            """)
    }

    private func head(_ shell: Shell) -> HTML {
        let words = shell.words
        var notes: [HTML] = []
        if let ourDelay {
            notes.append(words("alert.our-delay", ["delay": .code(TimeLeft.duration(ourDelay, words))]))
        }
        if status == .open || status == .expired, usefulUntil.instant < shell.now { notes.append(words("alert.deadline-passed")) }
        if decisions.contains(where: \.isLate) { notes.append(words("alert.late")) }
        let jump: HTML = form == nil ? .empty : "<a class=\"jump\" href=\"#decide\">\(words("alert.jump"))</a>"
        let name = PersonLine.name(who.name, words)
        let person: HTML = traveller.map { "<a\(HTML.attribute("href", $0))>\(name)</a>" } ?? name
        return """
            <div class="title alert-title \(HTML(stringLiteral: severity.style))"><div>\
            <p class="over">\(severity.html(words)) \(status.html(words)) <span>\(words("alert.title", ["number": .code(number)]))</span></p>\
            <h1>\(person)</h1>\
            <p class="lead">\(who.latin.map { "\(HTML.value($0)) · " as HTML } ?? .empty)\(who.ageWords(words))</p></div>\
            <div class="when">\(voyage.html(words, link: flight))<p class="countdown">\(event.html(words, now: shell.now))</p>\
            <p>\(moment.html(words))</p>\
            <p class="act">\(TimeLeft(.act, usefulUntil.instant).html(words, now: shell.now))</p>\(jump)</div></div>\
            \(notes.map { "<p class=\"warn\">\(Shape.hourglass) \($0)</p>" as HTML })
            """
    }

    private func why(_ words: Catalogue) -> HTML {
        let live = hits.live
        let total = live.points
        let opposing = live.flatMap { hit in hit.opposing.map { $0.html(words) } }
        let against: HTML =
            opposing.isEmpty ? .nothing(words("alert.why.against-none")) : "<ul class=\"reasons against\">\(opposing)</ul>"
        let shared = hubs.map { "<p class=\"hint\">\(words("alert.hub.\($0.kind)", ["count": .number($0.bookings)]))</p>" as HTML }
        return .section(
            "why", words("alert.why"),
            """
            <h3>\(words("alert.why.for"))</h3>\(live.map { $0.html(words) })\
            <p class="sum">\(words("alert.why.total", ["points": .markup("<b>\(Points.text(total))</b>"), "threshold": .code(Points.text(threshold))]))</p>\
            \(shared)<h3>\(words("alert.why.against"))</h3>\(against)\(hits.ended(words("alert.why.ended"), words))
            """)
    }

    private func decision(_ shell: Shell) -> HTML {
        let words = shell.words
        let made = decisions.map { $0.html(words) }
        if let form { return "\(made)\(form.html(in: shell, alert: id))" }
        guard decisions.isEmpty || status == .open || status == .expired else { return "\(made)" }
        let names = deciders.map { shell.role($0) }.joined(", ")
        return "\(made)<div class=\"panel\"><p class=\"hint\">\(words("decide.not-you", ["who": .markup(names)]))</p></div>"
    }
}
