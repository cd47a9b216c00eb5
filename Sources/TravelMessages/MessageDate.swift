public import Travel

/// Dates and times as messages write them, read from ASCII text. Nil for what is no date; never a guess of a day that
/// does not exist.
public enum MessageDate {
    /// `YYMMDD`, or `CCYYMMDD` by its length, whatever the format code says; blanks at the ends and marks between the
    /// parts (`1985-07-12`) are passed over. Unknown parts, `00` or `XX`, give a partial date; `<<` as in an MRZ too.
    /// - Parameter latest: a two-digit year after this one belongs to the century before (for birth dates, the year in
    ///   which the message was prepared). Nil: 00–79 are 2000–2079, 80–99 are 1980–1999, as for expiry and travel.
    public static func partial(_ text: String, latest: Int? = nil) -> PartialDate? { partial(text.utf8.span, latest: latest) }

    /// The same of bytes.
    static func partial(_ text: Span<UInt8>, latest: Int? = nil) -> PartialDate? {
        var digits = InlineArray<8, Int8>(repeating: -1)
        var count = 0
        for index in text.indices {
            let byte = text[index]
            switch byte {
            case 0x30...0x39:
                guard count < 8 else { return nil }
                digits[count] = Int8(byte - 0x30)
                count += 1
            case 0x58, 0x78, 0x3C:
                guard count < 8 else { return nil }
                digits[count] = -1
                count += 1
            case 0x20, 0x2D, 0x2E, 0x2F: continue
            default: return nil
            }
        }
        func pair(_ at: Int) -> Int? { digits[at] < 0 || digits[at + 1] < 0 ? nil : Int(digits[at]) * 10 + Int(digits[at + 1]) }
        var start = 0
        var year: Int
        switch count {
        case 8:
            guard let century = pair(0), let rest = pair(2) else { return nil }
            year = century * 100 + rest
            start = 4
        case 6:
            guard let rest = pair(0) else { return nil }
            year = century(of: rest, latest: latest)
            start = 2
        default: return nil
        }
        let month = pair(start).flatMap { $0 == 0 ? nil : $0 }
        let day = pair(start + 2).flatMap { $0 == 0 ? nil : $0 }
        if let month, month > 12 { return nil }
        return PartialDate(year: year, month: month, day: day)
    }

    /// A whole day as ``partial(_:latest:)`` reads it.
    public static func day(_ text: String, latest: Int? = nil) -> LocalDate? { partial(text, latest: latest)?.date }

    /// The same of bytes.
    static func day(_ text: Span<UInt8>) -> LocalDate? { partial(text)?.date }

    /// `YYMMDDHHMM` (format 201), `CCYYMMDDHHMM` (203), with seconds (202, 204) or a date alone, decided by the length;
    /// a time in a text of its own may follow. A date alone, or one with a time that cannot be, has no time.
    public static func moment(_ text: String, time: String? = nil) -> (day: LocalDate, time: LocalDateTime?)? {
        let digits = text.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }
        guard digits.count == text.utf8.filter({ $0 > 0x20 && $0 != 0x2D && $0 != 0x3A && $0 != 0x54 }).count else { return nil }
        // Twelve digits are both YYMMDDHHMMSS and CCYYMMDDHHMM: a message's own years begin with 19 or 20.
        let hasCentury =
            digits.count == 8 || digits.count >= 12 && (digits.starts(with: [0x32, 0x30]) || digits.starts(with: [0x31, 0x39]))
        let dateLength = hasCentury ? 8 : 6
        guard digits.count >= dateLength, digits.count <= dateLength + 6,
            let day = day(String(decoding: digits.prefix(dateLength), as: UTF8.self))
        else { return nil }
        let rest = digits.dropFirst(dateLength)
        if !rest.isEmpty { return (day, Self.time(day, String(decoding: rest, as: UTF8.self))) }
        guard let time else { return (day, nil) }
        return (day, Self.time(day, time))
    }

    /// `DDMMYY` or `DDMMCCYY`: dates of PNRGOV.
    public static func dayFirst(_ text: String, latest: Int? = nil) -> LocalDate? { dayFirst(text.utf8.span, latest: latest) }

    /// The same of bytes.
    static func dayFirst(_ text: Span<UInt8>, latest: Int? = nil) -> LocalDate? {
        let count = text.count
        guard count == 6 || count == 8 else { return nil }
        var value = 0
        for index in text.indices {
            let byte = text[index]
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        if count == 8 { return LocalDate(year: value % 10_000, month: value / 10_000 % 100, day: value / 1_000_000) }
        return LocalDate(year: century(of: value % 100, latest: latest), month: value / 100 % 100, day: value / 10_000)
    }

    /// `12AUG85`, `12AUG1985` or, with `year`, `12AUG`; upper or lower case. Dates of SSR and history texts.
    /// - Parameter year: the year of a date that has none.
    public static func named(_ text: String, latest: Int? = nil, year: Int? = nil) -> LocalDate? {
        let bytes = text.utf8.map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 0x20 : $0 }
        guard bytes.count >= 5 else { return nil }
        let dayDigits = bytes[1] >= 0x41 ? 1 : 2
        guard let day = number(bytes[0..<dayDigits]), bytes.count >= dayDigits + 3,
            let month = months.firstIndex(of: String(decoding: bytes[dayDigits..<dayDigits + 3], as: UTF8.self))
        else { return nil }
        let rest = bytes[(dayDigits + 3)...]
        switch rest.count {
        case 0:
            guard let year else { return nil }
            return LocalDate(year: year, month: month + 1, day: day)
        case 2:
            guard let value = number(rest) else { return nil }
            return LocalDate(year: century(of: value, latest: latest), month: month + 1, day: day)
        case 4:
            guard let value = number(rest) else { return nil }
            return LocalDate(year: value, month: month + 1, day: day)
        default: return nil
        }
    }

    /// `HHMM`, `HMM`, `HHMMSS`, with or without a colon, on a day. `2400` is midnight at its end.
    public static func time(_ day: LocalDate, _ text: String) -> LocalDateTime? { time(day, text.utf8.span) }

    /// The same of bytes.
    static func time(_ day: LocalDate, _ text: Span<UInt8>) -> LocalDateTime? {
        var value = 0
        var count = 0
        for index in text.indices {
            let byte = text[index]
            if byte == 0x3A || byte <= 0x20 { continue }
            guard byte >= 0x30, byte <= 0x39, count < 6 else { return nil }
            value = value * 10 + Int(byte - 0x30)
            count += 1
        }
        guard count >= 3 else { return nil }
        let second = count >= 5 ? value % 100 : 0
        if count >= 5 { value /= 100 }
        let hour = value / 100
        let minute = value % 100
        if hour == 24, minute == 0, second == 0 { return LocalDateTime(date: day.adding(days: 1), hour: 0, minute: 0) }
        return LocalDateTime(date: day, hour: hour, minute: minute, second: second)
    }

    /// The year that two digits mean.
    public static func century(of year: Int, latest: Int?) -> Int {
        guard let latest else { return year < 80 ? 2000 + year : 1900 + year }
        let candidate = latest / 100 * 100 + year
        return candidate > latest ? candidate - 100 : candidate
    }

    private static let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 6 else { return nil }
        var value = 0
        for digit in digits {
            guard digit >= 0x30, digit <= 0x39 else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }
}
