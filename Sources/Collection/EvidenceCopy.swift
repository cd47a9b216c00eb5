import Travel

/// The bytes as received, at their offsets, without what may not be kept.
enum EvidenceCopy {
    /// What overwritten digits become: a letter of every character set, which no sender uses as a separator. A star would be
    /// one for some.
    static let mark = UInt8(ascii: "X")

    /// - Parameter extents: of card numbers but for their last four digits; only digits are overwritten.
    static func make(of bytes: [UInt8], without extents: [Extent]) -> [UInt8] {
        var copy = bytes
        for extent in extents {
            let start = max(0, min(extent.offset, copy.count))
            let length = max(0, min(extent.length, copy.count - start))
            for index in start..<start + length where copy[index] >= 0x30 && copy[index] <= 0x39 { copy[index] = mark }
        }
        return copy
    }
}
