import EDIFACT
import Travel

extension Extent {
    init(_ range: Range<Int>) { self.init(offset: range.lowerBound, length: range.count) }
}

extension Segment {
    /// From the tag to the terminator.
    var extent: Extent { Extent(offset: offset, length: length) }

    /// One component; the whole segment where there is no such component.
    func extent(_ element: Int, _ component: Int = 1) -> Extent {
        range(element, component).map { Extent($0) } ?? extent
    }

    /// The finding that a segment names no value where it should.
    func emptyValue(_ element: Int, _ component: Int = 1, qualifier: Tag?) -> Finding {
        Finding(
            .valueMissing, .note, at: range(element, component)?.lowerBound ?? offset, segment: tag.description,
            [qualifier?.description ?? ""])
    }

    /// The segment kept as it was received, for want of a home.
    var remainder: Remainder { Remainder(segment: tag.description, text: raw) }

    /// A component as `DDMMYY` or `DDMMCCYY`; nil where it is absent or none.
    func dayFirst(_ element: Int, _ component: Int) -> LocalDate? {
        withText(element, component) { MessageDate.dayFirst($0) } ?? nil
    }

    /// A component as a time on that day; nil where it is absent or none.
    func time(_ element: Int, _ component: Int, on day: LocalDate) -> LocalDateTime? {
        withText(element, component) { MessageDate.time(day, $0) } ?? nil
    }
}
