/// A moment in time: microseconds since 1970-01-01T00:00:00Z.
///
/// The house keeps time as integers, because integers compare, hash and store the same everywhere. Local times of
/// messages are ``LocalDateTime``; only an airport's zone turns one into an instant.
public struct Instant: Hashable, Comparable, Sendable, Codable {
    /// Microseconds since 1970-01-01T00:00:00Z; negative before.
    public var microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }
    public init(seconds: Int64) { self.microseconds = seconds.multipliedReportingOverflow(by: 1_000_000).partialValue }

    public init(from decoder: any Decoder) throws {
        microseconds = try decoder.singleValueContainer().decode(Int64.self)
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(microseconds)
    }

    /// Whole seconds since 1970, rounded down.
    public var seconds: Int64 { (microseconds - (microseconds % 1_000_000 + 1_000_000) % 1_000_000) / 1_000_000 }
    /// Whole hours since 1970, rounded down: the only time that a log entry shows outside.
    public var hour: Int64 { (seconds - (seconds % 3_600 + 3_600) % 3_600) / 3_600 }

    public static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }
    public static func + (a: Instant, seconds: Int64) -> Instant { Instant(microseconds: a.microseconds &+ seconds &* 1_000_000) }
    public static func - (a: Instant, seconds: Int64) -> Instant { Instant(microseconds: a.microseconds &- seconds &* 1_000_000) }
    /// Seconds from `b` to `a`.
    public static func - (a: Instant, b: Instant) -> Int64 { (a.microseconds &- b.microseconds) / 1_000_000 }

    /// The calendar date and time of day in UTC.
    public var utc: LocalDateTime { LocalDateTime(secondsSince1970: seconds) }
    /// RFC 3339 in UTC, to the second: `2026-11-25T08:00:00Z`.
    public var rfc3339: String { utc.description + "Z" }

    /// Reads RFC 3339 in UTC (`2026-11-25T08:00:00Z`, seconds and a fraction optional), or nil.
    public init?(rfc3339 text: String) {
        guard text.utf8.last == UInt8(ascii: "Z") || text.utf8.last == UInt8(ascii: "z") else { return nil }
        var body = text.dropLast()
        var micro: Int64 = 0
        if let dot = body.firstIndex(of: ".") {
            let fraction = body[body.index(after: dot)...].prefix(6)
            guard !fraction.isEmpty, let value = Int64(fraction) else { return nil }
            micro = value
            for _ in fraction.count..<6 { micro *= 10 }
            body = body[..<dot]
        }
        guard let local = LocalDateTime(iso8601: String(body)) else { return nil }
        self.init(microseconds: local.secondsSince1970 * 1_000_000 + micro)
    }
}
