import EDIFACT
import Travel

/// Reads a transmission: every message of every interchange in it, whatever is wrong with the others.
///
/// Never fails. What could not be read, was repaired or does not agree with its envelope is a finding with its offset: in
/// the message where it lies within one, else in the transmission.
public func readTransmission(_ bytes: [UInt8]) -> TransmissionReading {
    var reader = TransmissionReader(SegmentList(bytes))
    return reader.read()
}

/// Walks the envelope (ISO 9735-1: UNB, UNG, UNH, UNT, UNE, UNZ) and hands each message to its reader.
struct TransmissionReader {
    /// Travellers read from one transmission; more cannot be one carrier's flights.
    static let travellersRead = 300_000
    /// Messages read from one transmission.
    static let messagesRead = 50_000

    private let segments: SegmentList
    private var reading = TransmissionReading()
    private var interchange: Interchange?
    private var group: Group?
    private var open: OpenMessage?
    private var nextDiagnostic = 0
    private var travellers = 0
    /// For each length of a body the first message that has it.
    private var bodies: [Int: Int] = [:]
    /// The last segment stood outside of any message: one finding is enough for a run of them.
    private var isOutside = false

    private struct Interchange {
        var reference: String?
        var sender: String?
        var recipient: String?
        var prepared: LocalDateTime?
        /// Syntax identifier says ISO 8859-1 (UNOC), where such bytes are no fault. The other parts of ISO 8859 are read as it.
        var hasOctets = false
        /// Syntax identifier says ISO 10646 (UNOW, UNOY).
        var hasUTF8 = false
        var isImplied = false
        var messages = 0
        var groups = 0
    }

    private struct Group {
        var reference: String?
        var type: String?
        var messages = 0
    }

    private struct OpenMessage {
        /// Position of UNH.
        var header: Int
    }

    init(_ segments: SegmentList) { self.segments = segments }

    mutating func read() -> TransmissionReading {
        for position in 0..<segments.count {
            switch segments.tag(at: position) {
            case .unb:
                closeMessage(before: position)
                closeInterchange(at: segments[position].offset)
                openInterchange(segments[position])
            case .ung:
                closeMessage(before: position)
                openGroup(segments[position])
            case .unh:
                closeMessage(before: position)
                imply(at: segments[position].offset)
                open = OpenMessage(header: position)
            case .unt:
                if open == nil { outside(segments[position]) }
                finishMessage(trailer: position)
            case .une:
                closeMessage(before: position)
                closeGroup(segments[position])
            case .unz:
                closeMessage(before: position)
                finishInterchange(segments[position])
            default:
                if open == nil { outside(segments[position]) }
                continue
            }
            isOutside = false
        }
        closeMessage(before: segments.count)
        closeInterchange(at: segments.last.map { $0.offset } ?? 0)
        noteSyntax(upTo: Int.max)
        if reading.messages.isEmpty { note(Finding(.nothingReadable, .lost, at: 0)) }
        reading.findings.sort { $0.offset < $1.offset }
        return reading
    }

    private mutating func note(_ finding: Finding) {
        if reading.findings.count < TravelMessage.findingsKept {
            reading.findings.append(finding)
        } else if reading.findings.count == TravelMessage.findingsKept {
            reading.findings.append(Finding(.tooMuch, .note, at: finding.offset, ["findings", String(TravelMessage.findingsKept)]))
        }
    }

    // MARK: Interchange and group

    private mutating func openInterchange(_ segment: Segment) {
        var opened = Interchange()
        opened.sender = segment.text(2)
        opened.recipient = segment.text(3)
        opened.reference = segment.text(5)
        if let syntax = segment.text(1)?.uppercased(), syntax.hasPrefix("UNO"), let level = syntax.utf8.last {
            opened.hasOctets = level == 0x43
            opened.hasUTF8 = level == 0x57 || level == 0x59
        }
        if let date = segment.text(4), let moment = MessageDate.moment(date, time: segment.text(4, 2)) {
            opened.prepared = moment.time
        }
        if opened.prepared == nil {
            note(
                Finding(.preparationTimeUnreadable, .lost, at: segment.range(4)?.lowerBound ?? segment.offset, segment: "UNB"))
        }
        interchange = opened
    }

    /// A message without UNB: what follows is read as if it were there.
    private mutating func imply(at offset: Int) {
        guard interchange == nil else { return }
        var implied = Interchange()
        implied.isImplied = true
        interchange = implied
        note(Finding(.envelopeMissing, .repaired, at: offset, segment: "UNB"))
    }

    /// The interchange ends without UNZ.
    private mutating func closeInterchange(at offset: Int) {
        guard let ended = interchange else { return }
        if !ended.isImplied { note(Finding(.envelopeMissing, .repaired, at: offset, segment: "UNZ")) }
        interchange = nil
        group = nil
    }

    private mutating func finishInterchange(_ segment: Segment) {
        defer {
            interchange = nil
            group = nil
        }
        guard let ended = interchange, !ended.isImplied else {
            outside(segment)
            return
        }
        check(.messageCountWrong, segment, found: ended.groups > 0 ? ended.groups : ended.messages, orElse: ended.messages)
        check(segment, reference: ended.reference)
    }

    private mutating func openGroup(_ segment: Segment) {
        imply(at: segment.offset)
        interchange?.groups += 1
        group = Group(reference: segment.text(5), type: segment.text(1)?.uppercased())
    }

    private mutating func closeGroup(_ segment: Segment) {
        guard let ended = group else {
            outside(segment)
            return
        }
        check(.messageCountWrong, segment, found: ended.messages, orElse: ended.messages)
        check(segment, reference: ended.reference)
        group = nil
    }

    private mutating func check(_ code: FindingCode, _ segment: Segment, found: Int, orElse second: Int) {
        guard let announced = segment.number(1) else {
            let offset = segment.range(1)?.lowerBound ?? segment.offset
            note(Finding(.countUnreadable, .note, at: offset, segment: segment.tag.description))
            return
        }
        if announced != found, announced != second {
            note(
                Finding(code, .note, at: segment.offset, segment: segment.tag.description, [String(announced), String(found)]))
        }
    }

    private mutating func check(_ segment: Segment, reference: String?) {
        let closing = segment.text(2)
        if closing != reference {
            note(
                Finding(.referenceMismatch, .note, at: segment.offset, segment: segment.tag.description, [reference ?? "", closing ?? ""]))
        }
    }

    /// A segment that stands in no message.
    private mutating func outside(_ segment: Segment) {
        guard !isOutside else { return }
        isOutside = true
        note(Finding(.segmentUnexpected, .lost, at: segment.offset, segment: segment.tag.description))
    }

    // MARK: Messages

    /// The message ends without UNT.
    private mutating func closeMessage(before position: Int) {
        guard open != nil else { return }
        finishMessage(trailer: nil, end: position)
    }

    private mutating func finishMessage(trailer: Int?, end: Int? = nil) {
        guard let opened = open else { return }
        open = nil
        interchange?.messages += 1
        group?.messages += 1
        let header = segments[opened.header]
        let behind = trailer ?? end ?? segments.count
        let last = segments[max(opened.header, trailer ?? behind - 1)]
        let body = opened.header + 1..<max(opened.header + 1, behind)
        let declared = header.text(2)?.uppercased()
        guard let kind = kind(declared, body) else {
            note(
                Finding(.messageTypeUnknown, .lost, at: header.offset, segment: "UNH", [String((declared ?? "").prefix(6))]))
            return
        }
        guard travellers < Self.travellersRead else {
            note(
                Finding(.tooMuch, .lost, at: header.offset, segment: "UNH", ["travellers", String(Self.travellersRead)]))
            return
        }
        guard reading.messages.count < Self.messagesRead else {
            note(Finding(.tooMuch, .lost, at: header.offset, segment: "UNH", ["messages", String(Self.messagesRead)]))
            return
        }
        noteSyntax(upTo: header.offset)
        var message = TravelMessage(
            kind: kind, release: release(header), extent: Extent(header.offset..<last.range.upperBound))
        if !body.isEmpty, let first = body.first, let final = body.last {
            message.body = Extent(segments[first].offset..<segments[final].range.upperBound)
        } else {
            message.body = Extent(header.range.upperBound..<header.range.upperBound)
        }
        describe(&message, header)
        if declared != kind.rawValue { message.note(Finding(.messageTypeUnknown, .repaired, at: header.offset, segment: "UNH")) }
        noteSyntax(upTo: last.range.upperBound, into: &message)
        switch kind {
        case .paxlst: PAXLSTReader.read(segments, body, into: &message)
        case .pnrgov: PNRGOVReader.read(segments, body, into: &message)
        }
        if let trailer {
            checkTrailer(segments[trailer], count: trailer - opened.header + 1, &message)
        } else {
            message.note(Finding(.messageCut, .lost, at: last.offset, segment: last.tag.description))
        }
        checkRepetition(&message)
        message.findings.sort { $0.offset < $1.offset }
        travellers += message.travellers.count
        reading.messages.append(message)
    }

    /// Says so where the same body stood in this transmission before. Both are read: what counts as a duplicate is the unit's affair.
    private mutating func checkRepetition(_ message: inout TravelMessage) {
        let body = message.body
        guard body.length > 0 else { return }
        guard let first = bodies[body.length] else {
            bodies[body.length] = reading.messages.count
            return
        }
        let other = reading.messages[first]
        guard other.kind == message.kind, segments.bytes[other.body.range] == segments.bytes[body.range] else { return }
        message.note(Finding(.messageRepeated, .note, at: message.extent.offset, segment: "UNH"))
    }

    /// Which of the two it is: as UNH says, else as UNG says, else by the segments that only one of them has.
    private func kind(_ declared: String?, _ body: Range<Int>) -> TravelMessage.Kind? {
        if let declared, !declared.isEmpty { return TravelMessage.Kind(rawValue: declared) }
        if let type = group?.type, let kind = TravelMessage.Kind(rawValue: type) { return kind }
        for position in body.prefix(64) {
            switch segments.tag(at: position) {
            case .bgm, .nad: return .paxlst
            case Self.rci, Self.src, Self.tif: return .pnrgov
            default: continue
            }
        }
        return nil
    }

    private static var rci: Tag { Tag("R", "C", "I") }
    private static var src: Tag { Tag("S", "R", "C") }
    private static var tif: Tag { Tag("T", "I", "F") }

    private func release(_ header: Segment) -> String {
        [header.text(2, 2), header.text(2, 3)].compactMap { $0 }.joined(separator: ":")
    }

    private func describe(_ message: inout TravelMessage, _ header: Segment) {
        message.sender = interchange?.sender
        message.recipient = interchange?.recipient
        message.prepared = interchange?.prepared
        message.interchangeReference = interchange?.reference
        message.messageReference = header.text(1)
        message.commonReference = header.text(3)
        message.part = header.number(4)
        switch header.text(4, 2)?.uppercased() {
        case "F": message.isFinalPart = true
        case "C": message.isFinalPart = false
        default:
            message.isFinalPart = nil
            if let part = message.part {
                message.note(
                    Finding(
                        .partMarkMissing, .note, at: header.range(4)?.lowerBound ?? header.offset, segment: "UNH", [String(part)]))
            }
        }
    }

    private func checkTrailer(_ trailer: Segment, count: Int, _ message: inout TravelMessage) {
        if let announced = trailer.number(1) {
            if announced != count {
                message.note(
                    Finding(.segmentCountWrong, .note, at: trailer.offset, segment: "UNT", [String(announced), String(count)]))
            }
        } else {
            message.note(Finding(.countUnreadable, .note, at: trailer.range(1)?.lowerBound ?? trailer.offset, segment: "UNT"))
        }
        let closing = trailer.text(2)
        if closing != message.messageReference {
            message.note(
                Finding(
                    .referenceMismatch, .note, at: trailer.offset, segment: "UNT", [message.messageReference ?? "", closing ?? ""]))
        }
    }

    // MARK: What the lexer noticed

    private mutating func noteSyntax(upTo end: Int) {
        while let finding = nextSyntaxFinding(upTo: end) { if let finding = finding.value { note(finding) } }
    }

    private mutating func noteSyntax(upTo end: Int, into message: inout TravelMessage) {
        while let finding = nextSyntaxFinding(upTo: end) { if let finding = finding.value { message.note(finding) } }
    }

    private struct SyntaxFinding { var value: Finding? }

    private mutating func nextSyntaxFinding(upTo end: Int) -> SyntaxFinding? {
        guard nextDiagnostic < segments.diagnostics.count, segments.diagnostics[nextDiagnostic].offset < end else { return nil }
        let diagnostic = segments.diagnostics[nextDiagnostic]
        nextDiagnostic += 1
        return SyntaxFinding(value: finding(diagnostic))
    }

    private func finding(_ diagnostic: SyntaxDiagnostic) -> Finding? {
        let at = diagnostic.offset
        let segment = diagnostic.tag.map(\.description)
        let count = [String(diagnostic.count)]
        switch diagnostic.kind {
        case .junk: return Finding(.junkOutsideInterchange, .note, at: at, [String(diagnostic.length)])
        case .serviceStringUnusable: return Finding(.separatorsUnusual, .repaired, at: at, segment: "UNA")
        case .separatorsGuessed: return Finding(.separatorsUnusual, .repaired, at: at, segment: "UNB")
        case .typographicTerminator: return Finding(.separatorsUnusual, .repaired, at: at, segment: segment, count)
        case .separatorsDeclared: return Finding(.separatorsDeclared, .note, at: at, segment: "UNA")
        case .unreadableSegment: return Finding(.segmentUnreadable, .lost, at: at, [String(diagnostic.length)])
        case .missingTerminator, .cut: return Finding(.terminatorMissing, .repaired, at: at, segment: segment)
        case .brokenLines: return Finding(.linesBroken, .repaired, at: at, segment: segment, count)
        case .blanksBetween: return Finding(.blanksBetweenSegments, .note, at: at, count)
        case .segmentTooLong, .inputTooLong:
            return Finding(.segmentTooLong, .lost, at: at, segment: segment, [String(diagnostic.length)])
        case .lowerCaseTag: return Finding(.tagInLowerCase, .repaired, at: at, segment: segment, count)
        case .notUTF8: return interchange?.hasOctets == true ? nil : Finding(.encodingRepaired, .repaired, at: at, segment: segment)
        case .beyondASCII:
            return interchange?.hasUTF8 == true ? nil : Finding(.charactersUnannounced, .note, at: at, segment: segment, count)
        case .diagnosticsCapped: return Finding(.tooMuch, .note, at: at, ["findings", ""])
        }
    }
}
