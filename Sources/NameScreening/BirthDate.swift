/// A date of birth, as far as it is known: a year, a year and a month, or a full date (Gregorian).
public struct BirthDate: Hashable, Sendable {
    /// 1 to 9999.
    public let year: Int
    /// 1 to 12, or nil where unknown.
    public let month: Int?
    /// 1 to 31, or nil where unknown; never there without a month.
    public let day: Int?

    /// Nil for a year, month or day that no calendar has. A day without a month is dropped.
    public init?(year: Int, month: Int? = nil, day: Int? = nil) {
        guard (1...9999).contains(year), (1...12).contains(month ?? 1), (1...31).contains(day ?? 1) else { return nil }
        self.year = year
        self.month = month
        self.day = month == nil ? nil : day
    }

    /// Year, month and day in one number; zero stands for unknown.
    var packed: UInt32 { UInt32(year) << 9 | UInt32(month ?? 0) << 5 | UInt32(day ?? 0) }

    init(packed: UInt32) {
        year = Int(packed >> 9)
        let month = Int(packed >> 5 & 15)
        let day = Int(packed & 31)
        self.month = month == 0 ? nil : month
        self.day = day == 0 ? nil : day
    }

    /// ISO 8601, shortened to what is known.
    var text: String {
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        var text = padded(year, 4)
        if let month { text += "-" + padded(month, 2) }
        if let day { text += "-" + padded(day, 2) }
        return text
    }
}
