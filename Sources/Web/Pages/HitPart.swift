/// A sentence and where its evidence stands.
struct ReasonLine: Hashable, Sendable {
    /// A reason is stored as code and arguments, or is the text that an indicator's author wrote.
    enum Text: Hashable, Sendable {
        case coded(CodedText)
        case authored(String)
    }
    /// A link to the bytes: which message, which byte, what it is called.
    struct Evidence: Hashable, Sendable {
        var message: String
        var byte: Int
        /// Field, as in `tree.FIELD`.
        var field: String
        /// `PAXLST`, `PNRGOV`.
        var kind: String

        init(message: String, byte: Int, field: String, kind: String) {
            self.message = message
            self.byte = byte
            self.field = field
            self.kind = kind
        }
    }
    var text: Text
    var evidence: [Evidence]

    init(_ text: Text, evidence: [Evidence] = []) {
        self.text = text
        self.evidence = evidence
    }

    func html(_ words: Catalogue) -> HTML {
        let sentence: HTML =
            switch text {
            case .coded(let coded): coded.html("reason", words)
            case .authored(let text): .value(text)
            }
        return "<li>\(sentence)\(links(words))</li>"
    }

    private func links(_ words: Catalogue) -> HTML {
        guard !evidence.isEmpty else { return .empty }
        let links = evidence.map { place -> HTML in
            let field = words.first("tree.\(place.field)", else: place.field)
            return
                "<a\(HTML.attribute("href", .message(place.message, byte: place.byte)))>\(field), \(HTML.code(place.kind)) \(HTML.code(String(place.byte)))</a>"
        }
        return "<span class=\"evidence\">\(words("alert.evidence")) \(links.joined(" "))</span>"
    }
}

/// One reason for the alert: a hit, with its weight, what it comes from, and what it rests on.
struct HitPart: Hashable, Sendable {
    enum Source: Hashable, Sendable {
        case list(name: String, version: Int)
        case indicator(name: String, version: Int)
    }
    var source: Source
    var headline: ReasonLine.Text
    /// Thousandths.
    var weight: Int
    var supporting: [ReasonLine]
    var opposing: [ReasonLine]
    /// How it adds up, for a hit on a list.
    var match: MatchPart?
    /// Why it no longer holds, as a code below `ended.`; nil while it does.
    var ended: CodedText?

    init(
        source: Source, headline: ReasonLine.Text, weight: Int, supporting: [ReasonLine] = [], opposing: [ReasonLine] = [],
        match: MatchPart? = nil, ended: CodedText? = nil
    ) {
        self.source = source
        self.headline = headline
        self.weight = weight
        self.supporting = supporting
        self.opposing = opposing
        self.match = match
        self.ended = ended
    }

    func html(_ words: Catalogue) -> HTML {
        let lines: HTML = supporting.isEmpty ? .empty : "<ul class=\"reasons for\">\(supporting.map { $0.html(words) })</ul>"
        let explain: HTML =
            match.map { "<a\(HTML.attribute("href", .fragment($0.anchor)))>\($0.title(words))</a>" } ?? .empty
        return """
            <div class="hit"><p class="hit-head"><b>\(headlineHTML(words))</b>\
            <span class="points">\(Points.signed(weight))</span></p>\
            <p class="second">\(sourceHTML(words)) \(explain)</p>\(lines)</div>
            """
    }

    func endedLine(_ words: Catalogue) -> HTML {
        "<li><s>\(headlineHTML(words))</s> \(ended?.html("ended", words) ?? .empty)</li>"
    }

    private func headlineHTML(_ words: Catalogue) -> HTML {
        switch headline {
        case .coded(let coded): coded.html("reason", words)
        case .authored(let text): .value(text)
        }
    }

    private func sourceHTML(_ words: Catalogue) -> HTML {
        switch source {
        case .list(let name, let version): words("alert.source.list", ["name": .text(name), "version": .number(version)])
        case .indicator(let name, let version): words("alert.source.indicator", ["name": .text(name), "version": .number(version)])
        }
    }
}

extension [HitPart] {
    /// Those that hold.
    var live: [HitPart] { filter { $0.ended == nil } }

    /// What they weigh together, in thousandths.
    var points: Int { reduce(into: 0) { $0 = $0.addingReportingOverflow($1.weight).partialValue } }

    /// Those that no longer hold, below a heading; nothing where there are none.
    func ended(_ heading: HTML, _ words: Catalogue) -> HTML {
        let gone = filter { $0.ended != nil }
        return gone.isEmpty ? .empty : "<h3>\(heading)</h3><ul class=\"reasons ended\">\(gone.map { $0.endedLine(words) })</ul>"
    }
}
