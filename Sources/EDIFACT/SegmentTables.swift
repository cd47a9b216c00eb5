/// The bytes of an input and, flat, where everything stands in them. One object for all segments: a ``Segment`` is a
/// reference to it and a row, so that handing one on costs one count.
@usableFromInline
final class SegmentTables: Sendable {
    @usableFromInline
    struct Entry: Sendable {
        @usableFromInline var tag: UInt32
        @usableFromInline var offset: UInt32
        @usableFromInline var length: UInt32
        /// Row of the first element (the tag) in `elements`.
        @usableFromInline var firstElement: UInt32
        /// Elements with the tag.
        @usableFromInline var elementCount: UInt16
        /// Release character; 0 for none.
        @usableFromInline var release: UInt8
        /// Nothing to unescape, to clean or to decode: the bytes are the text.
        @usableFromInline var isPlain: Bool
    }

    @usableFromInline let bytes: [UInt8]
    @usableFromInline let entries: [Entry]
    /// For each element the row of its first component; after the last one of a segment, one more row.
    @usableFromInline let elements: [UInt32]
    /// Offset of each component; after the last one of a segment, the offset behind its terminator.
    @usableFromInline let components: [UInt32]

    init(bytes: [UInt8], entries: [Entry], elements: [UInt32], components: [UInt32]) {
        self.bytes = bytes
        self.entries = entries
        self.elements = elements
        self.components = components
    }

    /// The range without blanks at its ends, of bytes that are plain; nil where nothing is left.
    @inlinable
    func trimmed(_ range: Range<Int>) -> Range<Int>? {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while start < end, bytes[end - 1] <= 0x20 { end -= 1 }
        return start < end ? start..<end : nil
    }

    @usableFromInline
    func text(_ range: Range<Int>, plain: Bool, release: UInt8) -> String? {
        if plain { return trimmed(range).map { String(decoding: bytes[$0], as: UTF8.self) } }
        var start = range.lowerBound
        var end = range.upperBound
        guard start < end else { return nil }
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while start < end, bytes[end - 1] <= 0x20, !isReleased(end - 1, from: start, release) { end -= 1 }
        guard start < end else { return nil }
        return cleaned(start..<end, release: release)
    }

    /// Whether a blank at the end was released, which makes it text.
    private func isReleased(_ index: Int, from start: Int, _ release: UInt8) -> Bool {
        guard release != 0 else { return false }
        // Release characters release one another: an odd number of them is left with one for the blank.
        var first = index
        while first > start, bytes[first - 1] == release { first -= 1 }
        return (index - first) % 2 == 1
    }

    private func cleaned(_ range: Range<Int>, release: UInt8) -> String? {
        var kept: [UInt8] = []
        kept.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            var byte = bytes[index]
            if byte == release, release != 0, index + 1 < range.upperBound {
                index += 1
                byte = bytes[index]
            }
            index += 1
            if byte == 0x09 { byte = 0x20 }
            if byte >= 0x20, byte != 0x7F { kept.append(byte) }
        }
        if kept.isEmpty { return nil }
        if let text = String(validating: kept, as: UTF8.self) { return text }
        var text = ""
        for byte in kept { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        return text
    }
}
