import EDIFACT

/// The parts of a DTM segment, wherever the sender put them: `DTM+329:850712`, `DTM+189:1806261220:201`,
/// `DTM+189:20241120:1430:203` and `DTM+36+20301231+102` mean what they look like.
struct PAXLSTDateField {
    let qualifier: Tag?
    let segment: Segment
    let element: Int
    let component: Int
    /// Whether there is any date.
    let hasText: Bool

    init(_ segment: Segment) {
        self.segment = segment
        qualifier = segment.code(1)
        let isShifted = !segment.hasText(1, 2) && segment.hasText(2)
        element = isShifted ? 2 : 1
        component = isShifted || !segment.hasText(1, 2) ? 1 : 2
        hasText = isShifted || component == 2
    }

    var text: String? { hasText ? segment.text(element, component) : nil }

    /// A time of day in a component of its own: a format code has three digits, a time four or six.
    var time: String? {
        segment.text(element, component + 1).flatMap { $0.utf8.count == 4 || $0.utf8.count == 6 ? $0 : nil }
    }

    var offset: Int { segment.range(element, component)?.lowerBound ?? segment.offset }

    /// Whether the date stands where the standard has it, in the format that its code announces. Without a code, six digits
    /// are YYMMDD where there is such a default.
    func isAnnounced(hasDefault: Bool = true) -> Bool {
        guard element == 1 else { return false }
        let length = segment.withText(element, component) { $0.count } ?? 0
        guard segment.componentCount(1) > 2, let format = segment.number(1, 3) else { return hasDefault && length == 6 }
        switch format {
        case 101: return length == 6
        case 102: return length == 8
        case 201: return length == 10
        case 202, 203: return length == 12
        case 204: return length == 14
        default: return false
        }
    }

    /// The finding that says so.
    var unusual: Finding { Finding(.dateFormatUnusual, .repaired, at: offset, segment: "DTM", arguments) }

    var arguments: [String] { qualifier.map { [$0.description] } ?? [] }
}
