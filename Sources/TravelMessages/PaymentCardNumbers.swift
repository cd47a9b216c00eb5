import Travel

/// Finds the numbers of payment cards in text that was not made for them (PCI DSS 3.4; ISO/IEC 7812-1).
///
/// A card number is 13 to 19 digits in a row, or in groups as they stand on a card (4-4-4-4, 4-6-5), begins as a card
/// scheme's numbers do, and its check digit is right (Luhn). Ticket numbers and telephone numbers may pass that test by
/// chance, so a ticket's context is left out, and the caller asks for 16 digits at least where telephones stand.
enum PaymentCardNumbers {
    /// Extents of the digits to overwrite, all but the last four of each number, as offsets into `bytes`.
    /// - Parameter leastDigits: 13; 16 where a telephone number may stand (E.164 has at most 15 digits).
    static func extents(in bytes: Span<UInt8>, from start: Int, to end: Int, leastDigits: Int = 13) -> [Extent] {
        var found: [Extent] = []
        var index = start
        // Of a known length, so that the compiler checks each byte once.
        let text = bytes.extracting(first: max(0, end))
        while index < text.count {
            guard isDigit(text[index]) else {
                index += 1
                continue
            }
            var runEnd = endOfDigits(bytes, from: index, to: end)
            if runEnd - index == 4, runEnd + 1 < end, bytes[runEnd] == 0x20 || bytes[runEnd] == 0x2D, isDigit(bytes[runEnd + 1]),
                let grouped = groupedNumber(bytes, from: index, to: end, leastDigits: leastDigits)
            {
                found += grouped.extents
                index = grouped.end
                continue
            }
            let isWrapped = runEnd < end && (bytes[runEnd] == 0x0A || bytes[runEnd] == 0x0D)
            if isWrapped || runEnd - index >= 13 {
                var positions = Array(index..<runEnd)
                if isWrapped { runEnd = appendWrapped(bytes, from: runEnd, to: end, into: &positions) }
                if let length = numberLength(positions.map { Int(bytes[$0] & 0x0F) }), length >= leastDigits,
                    !followsTicketWord(bytes, index, start)
                {
                    found += runs(positions.prefix(length - 4))
                }
            }
            index = runEnd
        }
        return found
    }

    /// The text with each card number cut to its last four digits; the same text where there is none.
    static func masked(_ text: String, leastDigits: Int = 13) -> String {
        var bytes = Array(text.utf8)
        let found = extents(in: bytes.span, from: 0, to: bytes.count, leastDigits: leastDigits)
        guard !found.isEmpty else { return text }
        for extent in found {
            for index in extent.range where isDigit(bytes[index]) { bytes[index] = 0x2A }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Extents of all digits in the range but the last four: for a field that is known to hold an account.
    static func accountExtents(in bytes: Span<UInt8>, from start: Int, to end: Int) -> [Extent] {
        var digits = 0
        var index = start
        while index < end {
            if isDigit(bytes[index]) { digits += 1 }
            index += 1
        }
        var left = digits - 4
        var found: [Extent] = []
        index = start
        while index < end, left > 0 {
            guard isDigit(bytes[index]) else {
                index += 1
                continue
            }
            let length = min(endOfDigits(bytes, from: index, to: end) - index, left)
            found.append(Extent(offset: index, length: length))
            left -= length
            index += length
        }
        return found
    }

    /// Adds the positions of digits that go on behind line breaks: carriers wrap lines anywhere. Returns where they end.
    private static func appendWrapped(_ bytes: Span<UInt8>, from start: Int, to end: Int, into positions: inout [Int]) -> Int {
        var index = start
        var last = start
        while index < end {
            if isDigit(bytes[index]) {
                positions.append(index)
                last = index + 1
            } else if bytes[index] != 0x0A && bytes[index] != 0x0D {
                break
            }
            index += 1
        }
        return max(last, start)
    }

    /// Runs of neighbouring positions.
    private static func runs(_ positions: ArraySlice<Int>) -> [Extent] {
        var found: [Extent] = []
        for position in positions {
            if let last = found.indices.last, found[last].range.upperBound == position {
                found[last].length += 1
            } else {
                found.append(Extent(offset: position, length: 1))
            }
        }
        return found
    }

    /// How many of the digits are a card's number, or nil. Behind the number its security code (3) or expiry (4) may be glued.
    private static func numberLength(_ digits: [Int]) -> Int? {
        let count = digits.count
        guard count >= 13, count <= 20 else { return nil }
        if count <= 19, isCard(count: count, digit: { digits[$0] }) { return count }
        for behind in 3...4 where count - behind >= 15 && count - behind <= 16 {
            if isCard(count: count - behind, digit: { digits[$0] }) { return count - behind }
        }
        return nil
    }

    private static func isCard(count: Int, digit: (Int) -> Int) -> Bool {
        guard count >= 13, isScheme(count: count, prefix: (0..<4).reduce(0) { $0 * 10 + digit($1) }) else { return false }
        var sum = 0
        for index in 0..<count {
            let value = digit(count - 1 - index)
            let weighed = index % 2 == 0 ? value : value * 2
            sum += weighed > 9 ? weighed - 9 : weighed
        }
        return sum % 10 == 0
    }

    /// Whether the first four digits and the length are those of a scheme in use.
    private static func isScheme(count: Int, prefix: Int) -> Bool {
        switch prefix {
        case 4000...4999: count == 13 || count == 16 || count == 19
        case 5100...5599, 2221...2720: count == 16
        case 3400...3499, 3700...3799: count == 15
        case 3528...3589: (16...19).contains(count)
        case 3000...3059, 3095, 3600...3699, 3800...3999: (14...19).contains(count)
        case 6011, 6440...6599: (16...19).contains(count)
        case 6200...6299, 8100...8199: (16...19).contains(count)
        case 1000...1999: count == 15  // UATP
        case 5000...5099, 5600...5899, 6000...6999, 2200...2204: (14...19).contains(count)
        default: false
        }
    }

    /// A number in groups, as it stands on a card: 4-4-4-4 or 4-6-5 with one blank or hyphen between.
    private static func groupedNumber(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, leastDigits: Int
    ) -> (extents: [Extent], end: Int)? {
        for pattern in [[4, 4, 4, 4], [4, 6, 5]] {
            var groups: [Extent] = []
            var digits: [Int] = []
            var index = start
            for (position, length) in pattern.enumerated() {
                if position > 0 {
                    guard index < end, bytes[index] == 0x20 || bytes[index] == 0x2D else { break }
                    index += 1
                }
                guard index < end, endOfDigits(bytes, from: index, to: end) - index == length else { break }
                for offset in index..<index + length { digits.append(Int(bytes[offset] & 0x0F)) }
                groups.append(Extent(offset: index, length: length))
                index += length
            }
            guard groups.count == pattern.count, digits.count >= leastDigits || pattern.count == 3 else { continue }
            guard isCard(count: digits.count, digit: { digits[$0] }), let last = groups.popLast() else { continue }
            if last.length > 4 { groups.append(Extent(offset: last.offset, length: last.length - 4)) }
            return (groups, index)
        }
        return nil
    }

    /// Whether TKT, TKN, ETK or PAX stands within eight bytes before: the digits are a ticket's.
    private static func followsTicketWord(_ bytes: Span<UInt8>, _ index: Int, _ start: Int) -> Bool {
        var at = max(start, index - 8)
        while at + 3 <= index {
            let word = UInt32(bytes[at] & 0xDF) << 16 | UInt32(bytes[at + 1] & 0xDF) << 8 | UInt32(bytes[at + 2] & 0xDF)
            switch word {
            case 0x54_4B_54, 0x54_4B_4E, 0x45_54_4B, 0x50_41_58: return true
            default: at += 1
            }
        }
        return false
    }

    private static func endOfDigits(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var index = start
        while index < end, isDigit(bytes[index]) { index += 1 }
        return index
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
