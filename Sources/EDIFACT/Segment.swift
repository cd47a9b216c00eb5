/// One segment of a ``SegmentList``: positions only; text is made when it is asked for.
///
/// Elements and components are counted from 1, as the standards do; element 0 is the tag. Positions are inlinable: readers ask for
/// several of them of each segment.
public struct Segment: Sendable {
    @usableFromInline let tables: SegmentTables
    @usableFromInline let entry: SegmentTables.Entry

    @inlinable
    init(tables: SegmentTables, entry: SegmentTables.Entry) {
        self.tables = tables
        self.entry = entry
    }

    @inlinable
    public var tag: Tag { Tag(packed: entry.tag) }
    /// Of the first letter of the tag, in bytes from the start of the input.
    @inlinable
    public var offset: Int { Int(entry.offset) }
    /// In bytes, with the terminator where there is one.
    @inlinable
    public var length: Int { Int(entry.length) }
    @inlinable
    public var range: Range<Int> { offset..<offset + length }
    /// Elements after the tag.
    @inlinable
    public var elementCount: Int { Int(entry.elementCount) - 1 }

    /// Components in an element; 0 where there is no such element, 1 for an empty one.
    @inlinable
    public func componentCount(_ element: Int) -> Int {
        guard element >= 0, element < Int(entry.elementCount) else { return 0 }
        let first = Int(entry.firstElement) + element
        return Int(tables.elements[first + 1] - tables.elements[first])
    }

    /// Where a component stands, without its separators; nil where there is none. An empty component has an empty range.
    @inlinable
    public func range(_ element: Int, _ component: Int = 1) -> Range<Int>? {
        guard element >= 0, element < Int(entry.elementCount), component >= 1 else { return nil }
        let at = Int(entry.firstElement) + element
        let index = Int(tables.elements[at]) + component - 1
        guard index < Int(tables.elements[at + 1]) else { return nil }
        let start = Int(tables.components[index])
        // The next component starts one separator later; each segment closes its row with one more start.
        let end = Int(tables.components[index + 1]) - 1
        return start <= end ? start..<end : nil
    }

    /// The text of a component: release characters, line breaks and control characters taken out, blanks at the ends
    /// cut, bytes that are no UTF-8 read as ISO 8859-1. Nil where it is absent, empty or blank.
    public func text(_ element: Int, _ component: Int = 1) -> String? {
        guard let range = range(element, component) else { return nil }
        return tables.text(range, plain: entry.isPlain, release: entry.release)
    }

    /// The bytes of what ``text(_:_:)`` gives, in UTF-8, as a place in the input where nothing in them had to be cleaned. Nil where it
    /// is nil.
    @inlinable
    public func textBytes(_ element: Int, _ component: Int = 1) -> ArraySlice<UInt8>? {
        guard let range = range(element, component) else { return nil }
        if entry.isPlain { return tables.trimmed(range).map { tables.bytes[$0] } }
        return tables.text(range, plain: false, release: entry.release).map { Array($0.utf8)[...] }
    }

    /// Whether ``text(_:_:)`` gives anything.
    public func hasText(_ element: Int, _ component: Int = 1) -> Bool { withText(element, component) { _ in true } ?? false }

    /// What `body` makes of the bytes of ``text(_:_:)``, for readers that need no string of them. Nil where that is nil.
    @inlinable
    public func withText<Result>(_ element: Int, _ component: Int = 1, _ body: (Span<UInt8>) -> Result) -> Result? {
        guard let range = range(element, component) else { return nil }
        if entry.isPlain {
            guard let range = tables.trimmed(range) else { return nil }
            let bytes = tables.bytes
            return body(bytes.span.extracting(range))
        }
        guard let text = tables.text(range, plain: false, release: entry.release) else { return nil }
        return body(text.utf8.span)
    }

    /// The component as an unsigned whole number; nil where it is none, or does not fit.
    public func number(_ element: Int, _ component: Int = 1) -> Int? {
        guard let range = range(element, component) else { return nil }
        var value = 0
        var digits = 0
        for index in range {
            let byte = tables.bytes[index]
            if byte >= 0x30 && byte <= 0x39 {
                digits += 1
                guard digits <= 18 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            } else if byte > 0x20 {
                return nil
            }
        }
        return digits == 0 ? nil : value
    }

    /// The component as a tag or code of up to four ASCII characters in upper case: cheap to compare. Nil where it is
    /// absent, empty or longer.
    public func code(_ element: Int, _ component: Int = 1) -> Tag? {
        guard let range = range(element, component) else { return nil }
        var value: UInt32 = 0
        var count = 0
        for index in range {
            let byte = tables.bytes[index]
            if byte <= 0x20 { continue }
            guard count < 4 else { return nil }
            count += 1
            value = value << 8 | UInt32(byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte)
        }
        return count == 0 ? nil : Tag(packed: value)
    }

    /// What ``text(_:_:)`` gives, as a code of up to four bytes just as they are written: cheap to compare. Nil where it is nil or
    /// longer.
    public func word(_ element: Int, _ component: Int = 1) -> Tag? {
        withText(element, component) { Tag($0) } ?? nil
    }

    /// Whether the component is absent, empty or blank.
    public func isEmpty(_ element: Int, _ component: Int = 1) -> Bool {
        guard let range = range(element, component) else { return true }
        for index in range where tables.bytes[index] > 0x20 { return false }
        return true
    }

    /// The whole segment as received, without its terminator, with its release characters.
    public var raw: String {
        let first = Int(entry.firstElement)
        let end = Int(tables.components[Int(tables.elements[first + Int(entry.elementCount)])]) - 1
        let range = offset..<max(offset, end)
        return tables.text(range, plain: entry.isPlain, release: 0) ?? ""
    }
}
