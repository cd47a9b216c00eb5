import Travel

/// One message: what it says beside the bytes that say it, and what was noticed on the way.
///
/// A fact leads to its bytes by an ordinary link to `#bOFFSET`, and a line back to its first fact; the stylesheet marks
/// whatever the address points at, so that no script is needed.
struct MessagePage: Sendable {
    struct FindingLine: Hashable, Sendable {
        /// Raw value of the finding's code, as in `finding.CODE.seen`.
        var code: String
        /// `note`, `repaired`, `lost`.
        var severity: String
        var offset: Int
        var segment: String?
        var arguments: [String]

        init(code: String, severity: String, offset: Int, segment: String? = nil, arguments: [String] = []) {
            self.code = code
            self.severity = severity
            self.offset = offset
            self.segment = segment
            self.arguments = arguments
        }
    }
    /// Where and how it came in.
    struct Receipt: Hashable, Sendable {
        var received: Moment
        var sender: String?
        /// As in `message.door.DOOR`.
        var door: String
        var size: Int
        /// SHA-256 of the evidence copy, lower-case hexadecimal.
        var digest: String
        var readerVersion: Int
        /// Part of a list in parts, and whether it is the last.
        var part: Int?
        var isFinalPart: Bool
        /// What it speaks of; nil where that is gone.
        var flight: VoyageLine?
        /// Nil where this account may not open it.
        var flightPage: Address?

        init(
            received: Moment, sender: String? = nil, door: String, size: Int, digest: String, readerVersion: Int, part: Int? = nil,
            isFinalPart: Bool = false, flight: VoyageLine? = nil, flightPage: Address? = nil
        ) {
            self.received = received
            self.sender = sender
            self.door = door
            self.size = size
            self.digest = digest
            self.readerVersion = readerVersion
            self.part = part
            self.isFinalPart = isFinalPart
            self.flight = flight
            self.flightPage = flightPage
        }
    }

    var id: String
    var kind: String
    var release: String
    /// As in `action.ACTION`.
    var action: String
    var receipt: Receipt
    var facts: [FactNode]
    var findings: [FindingLine]
    var raw: RawText
    /// Offsets where the windows before and after this one begin; nil where there is none.
    var earlier: Int?
    var later: Int?

    /// Makes the raw text itself, with an id for every byte that a fact or a finding points at.
    init(
        id: String, kind: String, release: String, action: String, receipt: Receipt, facts: [FactNode], findings: [FindingLine],
        bytes: [UInt8], start: Int = 0, masked: [Extent] = [], terminator: UInt8 = 0x27, earlier: Int? = nil, later: Int? = nil
    ) {
        self.id = id
        self.kind = kind
        self.release = release
        self.action = action
        self.receipt = receipt
        self.facts = facts
        self.findings = findings
        self.earlier = earlier
        self.later = later
        let anchors = facts.flatMap(\.extents) + findings.map { Extent(offset: $0.offset, length: 0) }
        raw = RawText(bytes, start: start, masked: masked, anchors: anchors, terminator: terminator)
    }

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let summary = words(
            "message.summary",
            ["kind": .code(kind), "release": .code(release), "action": .markup(words.first("action.\(action)", else: action))])
        var tree = FactTreeHTML(words: words, raw: raw, message: id)
        let facts: HTML =
            facts.isEmpty
            ? .nothing(words("message.facts.none"))
            : "<ul class=\"tree\">\(self.facts.map { tree.node($0, isOpen: self.facts.count <= 12) })</ul>"
        return shell.document(
            title: words.plain("message.page-title", ["kind": .code(kind), "release": .code(release)]), class: "page wide",
            """
            <div class="title"><div><h1>\(words("message.title"))</h1><p class="lead">\(summary)</p></div></div>\
            \(about(words))\(findingTable(words))\
            <div class="halves">\(HTML.section("facts", words("message.facts"), facts))\
            \(rawSection(words, firstFacts: tree.firstFactOfLine))</div>
            """)
    }

    private func about(_ words: Catalogue) -> HTML {
        let part: HTML =
            receipt.part.map { words(receipt.isFinalPart ? "message.part-last" : "message.part", ["part": .number($0)]) } ?? .empty
        let flight: HTML = receipt.flight.map { flightName($0, words) } ?? .empty
        return
            "<div class=\"panel\">\(HTML.facts([(words("message.flight"), flight), (words("message.received"), receipt.received.html(words)), (words("message.sender"), receipt.sender.map(HTML.code) ?? words("not-stated")), (words("message.door"), words.first("message.door.\(receipt.door)", else: receipt.door)), (words("message.part-of"), part), (words("message.size"), words("message.bytes", ["count": .number(receipt.size)])), (words("message.reader"), "\(receipt.readerVersion)"), (words("message.digest"), "<span class=\"wrap\">\(HTML.code(receipt.digest))</span>")]))</div>"
    }

    private func flightName(_ voyage: VoyageLine, _ words: Catalogue) -> HTML {
        guard voyage.designator.isEmpty else { return voyage.html(words, link: receipt.flightPage) }
        let name = words("flight.no-flight")
        return receipt.flightPage.map { "<a\(HTML.attribute("href", $0))>\(name)</a>" } ?? name
    }

    private func findingTable(_ words: Catalogue) -> HTML {
        guard !findings.isEmpty else { return .section("findings", words("message.findings"), .nothing(words("message.findings.none"))) }
        let columns: [Table.Column] = [
            .init("message.finding.severity", words), .init("message.finding.seen", words), .init("message.finding.done", words),
            .init("message.finding.segment", words), .init("message.finding.place", words, style: "number"),
        ]
        let rows = findings.map { finding -> Table.Row in
            let known = words.has("finding.\(finding.code).seen") ? finding.code : "other"
            let details: HTML =
                finding.arguments.isEmpty
                ? .empty
                : "<span class=\"second\">\(words("finding.details", ["details": .markup(finding.arguments.map(HTML.code).joined(", "))]))</span>"
            return Table.Row(
                .empty,
                [
                    FindingCounts.mark(finding.severity, words),
                    "\(words("finding.\(known).seen", ["code": .code(finding.code)]))\(details)",
                    words("finding.\(known).done"), finding.segment.map(HTML.code) ?? "–",
                    toRaw(finding.offset, words),
                ])
        }
        return .section(
            "findings", words("message.findings"), aside: "<span class=\"count\">\(findings.count)</span>",
            Table(caption: words("message.findings.caption"), columns: columns, rows: rows).html)
    }

    private func toRaw(_ offset: Int, _ words: Catalogue) -> HTML {
        FactTreeHTML.link(offset, raw: raw, message: id, label: HTML.code(String(offset)), words)
    }

    private func rawSection(_ words: Catalogue, firstFacts: [Int: Int]) -> HTML {
        let lines = raw.lines.map { line(of: $0, fact: firstFacts[$0.offset], words) }
        let masked: HTML =
            raw.maskedDigits == 0
            ? .empty : "<p class=\"hint\">\(words("message.raw.masked", ["count": .number(raw.maskedDigits)]))</p>"
        let paging = HTML.paging(
            words.plain("message.raw"),
            [earlier.map { window($0, words("message.raw.earlier")) }, later.map { window($0, words("message.raw.later")) }])
        let list: HTML =
            lines.isEmpty
            ? .nothing(words("message.raw.none"))
            : "<ol class=\"raw\" dir=\"ltr\" tabindex=\"0\"\(HTML.attribute("aria-label", words.plain("message.raw")))>\(lines)</ol>"
        return .section(
            "raw", words("message.raw"), class: "panel stay",
            "<p class=\"hint\">\(words("message.raw.legend"))</p>\(masked)\(list)\(paging)")
    }

    private func window(_ offset: Int, _ label: HTML) -> HTML {
        .plainLink(label, Address("messages", id, query: [("from", String(offset))], fragment: "raw"))
    }

    private func line(of line: RawText.Line, fact: Int?, _ words: Catalogue) -> HTML {
        let offset = String(line.offset)
        let number: HTML =
            fact.map {
                "<a class=\"at\"\(HTML.attribute("href", .fragment("f\($0)")))\(HTML.attribute("aria-label", offset + ", " + words.plain("message.to-fact")))>\(offset)</a>"
            } ?? "<span class=\"at\">\(offset)</span>"
        let pieces = line.pieces.map { piece -> HTML in
            // The line itself carries the id of its first byte.
            let id: HTML = piece.isAnchor && piece.offset != line.offset ? HTML.attribute("id", "b\(piece.offset)") : .empty
            if piece.isMasked {
                return "<span class=\"masked\"\(id)\(HTML.attribute("title", words.plain("message.raw.masked-label")))>\(piece.text)</span>"
            }
            return id.isEmpty ? "\(piece.text)" : "<span\(id)>\(piece.text)</span>"
        }
        return "<li\(HTML.attribute("id", "b\(line.offset)"))>\(number) <span class=\"segment\">\(pieces)</span></li>"
    }
}

/// Writes the tree, numbers its facts, and remembers which fact a line belongs to first.
struct FactTreeHTML {
    let words: Catalogue
    let raw: RawText
    let message: String
    private(set) var firstFactOfLine: [Int: Int] = [:]
    private var count = 0

    init(words: Catalogue, raw: RawText, message: String) {
        self.words = words
        self.raw = raw
        self.message = message
    }

    mutating func node(_ node: FactNode, isOpen: Bool) -> HTML {
        count += 1
        let number = count
        if let extent = node.extent, let line = raw.line(at: extent.offset), firstFactOfLine[line.offset] == nil {
            firstFactOfLine[line.offset] = number
        }
        let label = node.number.map { words("tree.\(node.label)", ["number": .number($0)]) } ?? words("tree.\(node.label)")
        let place: HTML =
            node.extent.map { extent in
                Self.link(extent.offset, raw: raw, message: message, label: "<span aria-hidden=\"true\">\(extent.offset)</span>", words)
            } ?? .empty
        let head: HTML = "<span class=\"label\">\(label)</span> <span class=\"value\">\(node.value.html(words))</span>"
        if node.children.isEmpty { return "<li class=\"fact\"\(HTML.attribute("id", "f\(number)"))>\(head)\(place)</li>" }
        var children: [HTML] = []
        for child in node.children { children.append(self.node(child, isOpen: isOpen)) }
        return """
            <li class="branch"\(HTML.attribute("id", "f\(number)"))><details\(HTML.attribute("open", when: isOpen))>\
            <summary>\(head)</summary><ul>\(children)</ul></details>\(place)</li>
            """
    }

    /// To the byte on this page, or to the window of the message that has it.
    static func link(_ offset: Int, raw: RawText, message: String, label: HTML, _ words: Catalogue) -> HTML {
        let isHere =
            raw.line(at: offset).map { line in line.offset == offset || line.pieces.contains { $0.offset == offset && $0.isAnchor } }
            ?? false
        let target =
            isHere
            ? Address.fragment("b\(offset)") : Address("messages", message, query: [("from", String(offset))], fragment: "b\(offset)")
        return
            "<a class=\"to-raw\"\(HTML.attribute("href", target))\(HTML.attribute("aria-label", words.plain("message.to-raw", ["offset": .code(String(offset))])))>\(label)</a>"
    }
}
