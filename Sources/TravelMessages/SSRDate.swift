import Travel

/// A date as service requests spell it: `12JUL64`, `12JUL1964`, or, damaged, `12JUL`.
struct SSRDate: Hashable, Sendable {
    var day: Int
    var month: Int
    /// As written: two digits, four, or none.
    var year: Int?
    var hasCentury: Bool

    /// Nil when the text is no date at all.
    init?(_ text: Span<UInt8>) {
        guard (5...9).contains(text.count) else { return nil }
        var day = 0
        var letters: UInt32 = 0
        var year = 0
        for index in text.indices {
            let byte = text[index]
            switch index {
            case 0, 1:
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                day = day * 10 + Int(byte & 0x0F)
            case 2, 3, 4:
                letters = letters << 8 | UInt32(byte & 0xDF)
            default:
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                year = year * 10 + Int(byte & 0x0F)
            }
        }
        guard text.count == 5 || text.count == 7 || text.count == 9, (1...31).contains(day), let month = Self.month(letters) else {
            return nil
        }
        self.day = day
        self.month = month
        self.year = text.count == 5 ? nil : year
        hasCentury = text.count == 9
    }

    /// The first date among the words of the tokens.
    init?(first tokens: SSRTokens) {
        for index in 0..<tokens.count {
            for word in tokens.bytes(index).split(separator: 0x20) {
                guard let date = SSRDate(word.span) else { continue }
                self = date
                return
            }
        }
        return nil
    }

    /// As a birth date: the latest year that is not after `reference`.
    func birth(notAfter reference: LocalDate) -> PartialDate? {
        guard let year else { return nil }
        if hasCentury { return PartialDate(year: year, month: month, day: day) }
        let century = reference.year - reference.year % 100
        let candidate = LocalDate(year: century + year, month: month, day: day)
        let isFuture = candidate.map { $0 > reference } ?? (century + year > reference.year)
        return PartialDate(year: century + year - (isFuture ? 100 : 0), month: month, day: day)
    }

    /// As an expiry or an issue: the year from 50 before to 49 after the reference's that fits.
    func near(_ reference: LocalDate) -> LocalDate? {
        guard let year else { return nil }
        if hasCentury { return LocalDate(year: year, month: month, day: day) }
        let century = reference.year - reference.year % 100
        let candidates = [century + year, century + year + 100, century + year - 100]
        return candidates.first { $0 - reference.year < 50 && reference.year - $0 <= 50 }
            .flatMap { LocalDate(year: $0, month: month, day: day) }
    }

    private static func month(_ letters: UInt32) -> Int? {
        switch letters {
        case 0x4A_41_4E: 1
        case 0x46_45_42: 2
        case 0x4D_41_52: 3
        case 0x41_50_52: 4
        case 0x4D_41_59: 5
        case 0x4A_55_4E: 6
        case 0x4A_55_4C: 7
        case 0x41_55_47: 8
        case 0x53_45_50: 9
        case 0x4F_43_54: 10
        case 0x4E_4F_56: 11
        case 0x44_45_43: 12
        default: nil
        }
    }

    /// JAN … DEC by number of the month, 1 … 12.
    static let monthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
}
