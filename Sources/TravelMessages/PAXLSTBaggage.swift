import EDIFACT
import Travel

/// Bags of a person: MEA counts and weighs them, FTX+BAG names their tags.
extension PAXLSTPerson {
    /// Most bags that one segment may count or tag: a range beyond it is a slip.
    static let mostBags = 999

    private static var bagCount: Tag { Tag("C", "T") }
    private static var bagWeight: Tag { Tag("W", "T") }
    private static var bagText: Tag { Tag("B", "A", "G") }

    /// MEA: the value is the second component of C174; many senders write it first, some an element early.
    mutating func takeMeasure(_ segment: Segment) -> Finding? {
        let qualifier = segment.code(1)
        guard qualifier == Self.bagCount || qualifier == Self.bagWeight else {
            keep(segment)
            return nil
        }
        var at = (3, 2)
        var found = Self.wholeNumber(segment, 3, 2)
        if found == nil {
            at = (3, 1)
            found = Self.wholeNumber(segment, 3, 1)
        }
        if found == nil {
            at = (2, 1)
            found = Self.wholeNumber(segment, 2, 1)
        }
        guard let value = found, value <= 99_999 else {
            if segment.isEmpty(3, 2), segment.isEmpty(3, 1), segment.isEmpty(2, 1) { return segment.emptyValue(3, qualifier: qualifier) }
            keep(segment)
            return Finding(.countUnreadable, .lost, at: segment.offset, segment: "MEA", qualifier.map { [$0.description] } ?? [])
        }
        var baggage = traveller.baggage ?? Baggage()
        if qualifier == Self.bagCount {
            baggage.count = value
        } else {
            baggage.weight = value
            baggage.weightUnit = at == (3, 2) ? segment.text(3).map(Self.upper) : segment.text(3, 2).map(Self.upper)
        }
        traveller.baggage = baggage
        add(.baggage, 0, segment.extent(at.0, at.1))
        return at == (3, 2) ? nil : Finding(.qualifierMisplaced, .repaired, at: segment.extent(at.0, at.1).offset, segment: "MEA")
    }

    /// The whole part of a number with or without decimals.
    private static func wholeNumber(_ segment: Segment, _ element: Int, _ component: Int) -> Int? {
        if let number = segment.number(element, component) { return number }
        guard let text = segment.text(element, component), text.utf8.count < 12 else { return nil }
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard parts.count == 2, let whole = Int(parts[0]), whole >= 0, Int(parts[1]) != nil else { return nil }
        return whole
    }

    mutating func takeText(_ segment: Segment) -> Finding? {
        guard segment.code(1) == Self.bagText else {
            keep(segment)
            return nil
        }
        var finding: Finding?
        var baggage = traveller.baggage ?? Baggage()
        var component = 1
        var isNothing = true
        let count = segment.componentCount(4)
        while component <= count {
            defer { component += 2 }
            guard let first = segment.text(4, component), Self.upper(first) != "NULL" else { continue }
            isNothing = false
            guard baggage.tags.count < Self.mostBags else {
                finding = Finding(
                    .tooMuch, .lost, at: segment.extent(4, component).offset, segment: "FTX", ["tags", String(Self.mostBags)])
                break
            }
            let read = tags(segment, component + 1)
            finding = read.finding ?? finding
            baggage.tags.append(Baggage.TagRange(first: first, count: read.count))
            add(.baggage, 0, segment.extent(4, component))
        }
        // Some senders put the weight where the function of the text belongs.
        if baggage.weight == nil, let weight = segment.number(2), weight <= 99_999 {
            baggage.weight = weight
            traveller.baggage = baggage
            add(.baggage, 0, segment.extent(2))
            return finding ?? Finding(.qualifierMisplaced, .repaired, at: segment.extent(2).offset, segment: "FTX", ["BAG"])
        }
        if isNothing { return segment.emptyValue(4, qualifier: Self.bagText) }
        if !baggage.tags.isEmpty { traveller.baggage = baggage }
        return finding
    }

    /// How many bags one run of tags speaks of; 1 where it does not say.
    private func tags(_ segment: Segment, _ component: Int) -> (count: Int, finding: Finding?) {
        if segment.isEmpty(4, component) { return (1, nil) }
        let at = segment.extent(4, component).offset
        if let count = segment.number(4, component), count <= Self.mostBags { return (max(1, count), nil) }
        let isNumber = segment.text(4, component)?.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ?? false
        if isNumber { return (Self.mostBags, Finding(.tagRangeCapped, .repaired, at: at, segment: "FTX", [String(Self.mostBags)])) }
        return (1, Finding(.countUnreadable, .lost, at: at, segment: "FTX", ["BAG"]))
    }
}
