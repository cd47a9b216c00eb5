import EDIFACT

/// The parts of a DTM segment, wherever the sender put them: `DTM+329:850712`, `DTM+189:1806261220:201`,
/// `DTM+189:20241120:1430:203` and `DTM+36+20301231+102` mean what they look like.
struct PAXLSTDateField {
    let qualifier: Tag?
    let text: String?
    /// A time of day in a component of its own.
    let time: String?
    let extentElement: Int
    let extentComponent: Int
    let offset: Int

    init(_ segment: Segment) {
        qualifier = segment.code(1)
        if let value = segment.text(1, 2) {
            text = value
            extentElement = 1
            extentComponent = 2
        } else if let value = segment.text(2) {
            text = value
            extentElement = 2
            extentComponent = 1
        } else {
            text = nil
            extentElement = 1
            extentComponent = 1
        }
        // A format code has three digits, a time four or six.
        let next = segment.text(extentElement, extentComponent + 1)
        time = next.flatMap { $0.utf8.count == 4 || $0.utf8.count == 6 ? $0 : nil }
        offset = segment.range(extentElement, extentComponent)?.lowerBound ?? segment.offset
    }

    var arguments: [String] { qualifier.map { [$0.description] } ?? [] }
}
