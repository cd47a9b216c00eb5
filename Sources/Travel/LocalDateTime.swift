/// A date and a time of day as a clock on the wall shows them; which wall, the airport says.
public struct LocalDateTime: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let date: LocalDate
    /// 0 … 23
    public let hour: Int
    /// 0 … 59
    public let minute: Int
    /// 0 … 59
    public let second: Int

    /// Nil for a time of day that does not exist.
    public init?(date: LocalDate, hour: Int, minute: Int, second: Int = 0) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// Reads `2026-11-25T08:00` or `2026-11-25T08:00:00`, or nil.
    public init?(iso8601 text: String) {
        let utf8 = Array(text.utf8)
        guard utf8.count == 16 || utf8.count == 19, utf8[10] == 0x54, utf8[13] == 0x3A,
            let date = LocalDate(iso8601: String(text.prefix(10))),
            let hour = LocalDate.number(utf8[11..<13]), let minute = LocalDate.number(utf8[14..<16])
        else { return nil }
        var second = 0
        if utf8.count == 19 {
            guard utf8[16] == 0x3A, let value = LocalDate.number(utf8[17..<19]) else { return nil }
            second = value
        }
        self.init(date: date, hour: hour, minute: minute, second: second)
    }

    /// As if the wall stood in UTC.
    public init(secondsSince1970 seconds: Int64) {
        let day = (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400
        let rest = Int(seconds - day * 86_400)
        date = LocalDate(daysSince1970: Int(day))
        hour = rest / 3_600
        minute = rest / 60 % 60
        second = rest % 60
    }

    /// Seconds since 1970 as if the wall stood in UTC.
    public var secondsSince1970: Int64 {
        Int64(date.daysSince1970) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    }

    public func adding(seconds: Int64) -> LocalDateTime { LocalDateTime(secondsSince1970: secondsSince1970 + seconds) }

    public static func < (a: LocalDateTime, b: LocalDateTime) -> Bool { a.secondsSince1970 < b.secondsSince1970 }

    /// ISO 8601 without a zone: `2026-11-25T08:00:00`.
    public var description: String {
        let time = [hour, minute, second].map { LocalDate.digits($0, 2) }.joined(separator: ":")
        return date.description + "T" + time
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = LocalDateTime(iso8601: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a local time: expected YYYY-MM-DDTHH:MM:SS"))
        }
        self = value
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
