/// A date of which parts may be unknown, as passports and lists have them: a year, a year and a month, or a day.
public struct PartialDate: Hashable, Sendable, Codable, CustomStringConvertible {
    /// 1 … 9999
    public let year: Int
    /// 1 … 12, or unknown
    public let month: Int?
    /// A day that exists in that month, or unknown
    public let day: Int?

    /// Nil for a date that cannot be. A day without a month is dropped.
    public init?(year: Int, month: Int? = nil, day: Int? = nil) {
        guard (1...9999).contains(year) else { return nil }
        if let month {
            guard (1...12).contains(month) else { return nil }
            if let day { guard LocalDate(year: year, month: month, day: day) != nil else { return nil } }
        }
        self.year = year
        self.month = month
        self.day = month == nil ? nil : day
    }

    public init(_ date: LocalDate) {
        year = date.year
        month = date.month
        day = date.day
    }

    /// Reads `1985`, `1985-07` or `1985-07-12`, or nil.
    public init?(iso8601 text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4 else { return nil }
        let numbers = parts.compactMap { LocalDate.number(ArraySlice($0.utf8)) }
        guard numbers.count == parts.count else { return nil }
        self.init(year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil, day: numbers.count > 2 ? numbers[2] : nil)
    }

    /// The day, when all parts are known.
    public var date: LocalDate? {
        guard let month, let day else { return nil }
        return LocalDate(year: year, month: month, day: day)
    }

    /// Whole years lived on `date`; where parts are unknown, the fewest that can be.
    public func age(on date: LocalDate) -> Int {
        let latest = (month ?? 12, day ?? 31)
        let years = date.year - year
        return (date.month, date.day) < latest ? years - 1 : years
    }

    /// `1985`, `1985-07` or `1985-07-12`.
    public var description: String {
        var text = LocalDate.digits(year, 4)
        if let month {
            text += "-" + LocalDate.digits(month, 2)
            if let day { text += "-" + LocalDate.digits(day, 2) }
        }
        return text
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = PartialDate(iso8601: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a date: expected YYYY, YYYY-MM or YYYY-MM-DD"))
        }
        self = value
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
