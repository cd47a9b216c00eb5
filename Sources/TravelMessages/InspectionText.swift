import EDIFACT
import Travel

extension Inspection {
    /// The inspection as text for a terminal: each fact, and beside it the segment that it was read from.
    public func text(colour: Bool) -> String {
        var page = InspectionPage(colour: colour)
        for input in inputs {
            if let file = input.file { page.line(.title, file) }
            page.show(input)
        }
        return page.text
    }
}

/// Lays facts and raw segments out side by side.
struct InspectionPage {
    enum Style {
        case title, fact, faint, note, repaired, lost

        var code: String {
            switch self {
            case .title: "1"
            case .fact: "0"
            case .faint: "2"
            case .note: "36"
            case .repaired: "33"
            case .lost: "31;1"
            }
        }
    }

    let colour: Bool
    private(set) var text = ""
    /// Columns for the fact, before the raw segment.
    private static let factWidth = 52
    /// Longest raw segment shown, in characters.
    private static let rawWidth = 200

    init(colour: Bool) { self.colour = colour }

    mutating func show(_ input: Inspection.Input) {
        let segments = SegmentList(input.bytes)
        for (index, message) in input.reading.messages.enumerated() { show(message, number: index + 1, segments) }
        for finding in input.reading.findings { show(finding, segments) }
        if input.reading.messages.isEmpty { line(.lost, "Nothing readable.") }
    }

    private mutating func show(_ message: TravelMessage, number: Int, _ segments: SegmentList) {
        line(.title, "Message \(number): \(message.kind.rawValue) \(message.release), \(message.action.rawValue)")
        let route = [message.sender.map { "from \($0)" }, message.recipient.map { "to \($0)" }, message.prepared.map { "prepared \($0)" }]
        row("  bytes \(message.extent.offset) to \(message.extent.offset + message.extent.length)", nil)
        if route.contains(where: { $0 != nil }) { row("  " + route.compactMap { $0 }.joined(separator: ", "), nil) }
        showLegs(message, segments)
        for (index, traveller) in message.travellers.enumerated() { show(traveller, index: index, segments) }
        for booking in message.bookings { show(booking, segments) }
        for kept in message.remainder { row("  kept as received", kept.text) }
        for finding in message.findings { show(finding, segments) }
        text += "\n"
    }

    private mutating func showLegs(_ message: TravelMessage, _ segments: SegmentList) {
        let firstFact =
            (message.travellers.map(\.extent.offset) + message.bookings.map(\.extent.offset)).min() ?? message.body.range.upperBound
        var raw: [String] = []
        var position = Self.position(of: message.body.offset, in: segments) ?? segments.count
        while position < segments.count, segments[position].offset < min(firstFact, message.body.range.upperBound) {
            let segment = segments[position]
            if Self.legTags.contains(segment.tag) { raw.append(segment.raw) }
            position += 1
        }
        for (index, leg) in message.legs.enumerated() { row("  leg " + Self.describe(leg), index == 0 ? raw.joined(separator: " ") : nil) }
    }

    private static let legTags: Set<Tag> = [Tag("TDT"), Tag("LOC"), Tag("DTM"), Tag("TVL")]

    private mutating func show(_ evidenced: Evidenced<Traveller>, index: Int, _ segments: SegmentList) {
        let person = evidenced.value
        let name = [person.name.family, person.name.given].filter { !$0.isEmpty }.joined(separator: " / ")
        let titles = person.titles.isEmpty ? "" : " (\(person.titles.joined(separator: " ")))"
        let title = "  traveller \(index): " + (name.isEmpty ? "no name" : name) + titles + ", " + person.role.rawValue
        row(title, Self.raw(evidenced.place(.name) ?? evidenced.extent, segments), style: .title)
        for place in evidenced.places where place.field != .name && !(place.field == .role && place.index == 0) {
            row("    " + place.field.rawValue + " " + InspectionFacts.value(person, place), Self.raw(place.extent, segments))
        }
        for other in person.names.dropFirst() { row("    also read as \(other.family) / \(other.given)", nil) }
    }

    private mutating func show(_ evidenced: Evidenced<Booking>, _ segments: SegmentList) {
        let booking = evidenced.value.withoutCardNumbers()
        let people = booking.travellers.map(String.init).joined(separator: " ")
        var title = "  booking " + (booking.locators.first?.value ?? "without locator")
        if booking.cancelled { title += ", cancelled" }
        if !people.isEmpty { title += ", travellers " + people }
        row(title, Self.raw(evidenced.place(.locator) ?? evidenced.extent, segments), style: .title)
        for place in evidenced.places where place.field != .locator || place.index > 0 {
            row("    " + place.field.rawValue + " " + InspectionFacts.value(booking, place), Self.raw(place.extent, segments))
        }
    }

    private mutating func show(_ finding: Finding, _ segments: SegmentList) {
        let style: Style = finding.severity == .lost ? .lost : finding.severity == .repaired ? .repaired : .note
        let raw = Self.position(of: finding.offset, in: segments).map { segments[$0].raw }
        line(style, "  \(finding.severity.rawValue) \(finding.code.rawValue) at byte \(finding.offset): \(finding.message)")
        if let raw { line(.faint, "      " + Self.shortened(raw)) }
    }

    // MARK: Lines

    mutating func line(_ style: Style, _ content: String) { text += painted(style, Self.printable(content)) + "\n" }

    private mutating func row(_ fact: String, _ raw: String?, style: Style = .fact) {
        let shown = Self.printable(fact)
        guard let raw else {
            text += painted(style, shown) + "\n"
            return
        }
        let padding = String(repeating: " ", count: max(2, Self.factWidth - shown.count))
        text += painted(style, shown) + padding + painted(.faint, Self.shortened(raw)) + "\n"
    }

    private func painted(_ style: Style, _ content: String) -> String {
        colour && style != .fact ? "\u{1B}[\(style.code)m\(content)\u{1B}[0m" : content
    }

    private static func shortened(_ raw: String) -> String {
        let shown = printable(raw)
        return shown.count <= rawWidth ? shown : shown.prefix(rawWidth) + "…"
    }

    /// Without what a terminal would obey: controls, and marks that turn the direction of text.
    static func printable(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: shown += "·"
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    // MARK: Raw segments

    private static func raw(_ extent: Extent, _ segments: SegmentList) -> String? {
        position(of: extent.offset, in: segments).map { segments[$0].raw }
    }

    /// The last segment that begins at or before an offset and reaches it.
    private static func position(of offset: Int, in segments: SegmentList) -> Int? {
        var low = 0
        var high = segments.count
        while low < high {
            let middle = (low + high) / 2
            if segments[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0, segments[low - 1].range.contains(offset) else { return nil }
        return low - 1
    }

    static func describe(_ leg: Leg) -> String {
        let flight = (leg.carrier ?? "") + (leg.number ?? "") + (leg.suffix ?? "")
        var words = [flight.isEmpty ? "no number" : flight, (leg.from ?? "?") + " to " + (leg.to ?? "?")]
        if let departure = leg.departure { words.append("departs \(departure)") }
        if let arrival = leg.arrival { words.append("arrives \(arrival)") }
        return words.joined(separator: ", ")
    }
}
