public import Travel

/// The time that the unit lives in: real, or that of a replay. There is one in a running unit, and everything that is
/// due compares with it.
public struct DomainClock: Sendable {
    public let now: @Sendable () -> Instant

    public init(_ now: @escaping @Sendable () -> Instant) { self.now = now }

    /// A clock that stands still, for tests and for one pass over one moment.
    public static func fixed(_ instant: Instant) -> DomainClock { DomainClock { instant } }
}
