import Travel

/// The bytes of a message as lines that people can read: one segment a line, each with the byte where it begins.
struct RawText: Hashable, Sendable {
    /// A stretch of one line.
    struct Piece: Hashable, Sendable {
        var offset: Int
        var text: String
        /// Card digits that were overwritten before the copy was kept.
        var isMasked: Bool
        /// A fact or a finding points here: the piece gets an id.
        var isAnchor: Bool
    }
    struct Line: Hashable, Sendable {
        var offset: Int
        var pieces: [Piece]
    }
    var lines: [Line]
    var maskedDigits: Int

    /// As much of a message as one page shows; the rest is a link away.
    static let window = 65_536

    /// - Parameters:
    ///   - bytes: what is shown
    ///   - start: offset of the first of them in the transmission
    ///   - masked: overwritten card digits, offsets in the transmission
    ///   - anchors: extents that facts and findings point at
    ///   - terminator: ends a segment, unless the release character stands before it
    init(
        _ bytes: [UInt8], start: Int = 0, masked: [Extent] = [], anchors: [Extent] = [], terminator: UInt8 = 0x27, release: UInt8? = 0x3F
    ) {
        var cuts = Set<Int>()
        var starts = Set<Int>()
        var hidden = Set<Int>()
        for extent in anchors {
            let end = extent.offset.addingReportingOverflow(max(0, extent.length))
            cuts.insert(extent.offset)
            starts.insert(extent.offset)
            if !end.overflow { cuts.insert(end.partialValue) }
        }
        for extent in masked where extent.length > 0 {
            let last = extent.offset.addingReportingOverflow(extent.length)
            guard !last.overflow else { continue }
            let from = max(extent.offset, start)
            let to = min(last.partialValue, start + bytes.count)
            if from < to { hidden.formUnion(from..<to) }
        }
        lines = []
        maskedDigits = hidden.count
        var index = 0
        while index < bytes.count {
            while index < bytes.count, bytes[index] == 0x0D || bytes[index] == 0x0A { index += 1 }
            guard index < bytes.count else { break }
            var end = index
            while end < bytes.count {
                if let release, bytes[end] == release {
                    end += 2
                    continue
                }
                if bytes[end] == terminator || bytes[end] == 0x0A { break }
                end += 1
            }
            end = min(bytes.count, end + 1)
            lines.append(Self.line(bytes[index..<end], start: start, cuts: cuts, anchors: starts, hidden: hidden))
            index = end
        }
    }

    private static func line(_ bytes: ArraySlice<UInt8>, start: Int, cuts: Set<Int>, anchors: Set<Int>, hidden: Set<Int>) -> Line {
        let isText = String(validating: bytes, as: UTF8.self) != nil
        var pieces: [Piece] = []
        var from = bytes.startIndex
        var index = from
        while index < bytes.endIndex {
            let next = index + 1
            let isEnd = next == bytes.endIndex
            // Never inside of a character.
            let isBoundary = isEnd || !isText || bytes[next] & 0xC0 != 0x80
            if isEnd || (isBoundary && (cuts.contains(start + next) || hidden.contains(start + next) != hidden.contains(start + index))) {
                let offset = start + from
                pieces.append(
                    Piece(
                        offset: offset, text: visible(bytes[from..<next], isText: isText), isMasked: hidden.contains(offset),
                        isAnchor: anchors.contains(offset)))
                from = next
            }
            index = next
        }
        return Line(offset: start + bytes.startIndex, pieces: pieces)
    }

    /// Text in which nothing is invisible: control characters as their pictures, marks that turn the direction by name.
    /// Bytes that are no UTF-8 are read as ISO 8859-1, one character a byte, so that every byte shows.
    private static func visible(_ bytes: ArraySlice<UInt8>, isText: Bool) -> String {
        var out = ""
        let scalars: [Unicode.Scalar] =
            isText ? Array(String(decoding: bytes, as: UTF8.self).unicodeScalars) : bytes.map(Unicode.Scalar.init)
        for scalar in scalars {
            switch scalar.value {
            case 0x00...0x1F: out.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value)).picture)
            case 0x7F: out += "\u{2421}"
            case 0x80...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF:
                out += "[U+" + String(scalar.value, radix: 16, uppercase: true) + "]"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// The line in which a byte stands, or nil when it is not on this page.
    func line(at offset: Int) -> Line? {
        var low = 0
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : lines[low - 1]
    }
}

extension Unicode.Scalar {
    /// The symbol for a C0 control character (U+2400 …).
    fileprivate var picture: Unicode.Scalar { Unicode.Scalar(0x2400 + min(value, 0x20)) ?? "\u{FFFD}" }
}
