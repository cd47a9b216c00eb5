/// How people travel. Pages say flight, sailing, train or coach; the house says voyage.
public enum TransportMode: String, Hashable, Sendable, Codable, CaseIterable {
    case air, sea, rail, road
}

/// One hop of a voyage: a departure and the next arrival, times local to each place.
public struct Leg: Hashable, Sendable, Codable {
    /// Two- or three-character designator of the operator as received; nil when the message names none.
    public var carrier: String?
    /// Number without padding or suffix: `160`, never `0160`.
    public var number: String?
    /// Operational suffix: one letter after the number.
    public var suffix: String?
    /// IATA location code of departure.
    public var from: String?
    /// IATA location code of arrival.
    public var to: String?
    public var departure: LocalDateTime?
    public var arrival: LocalDateTime?

    @inlinable
    public init(
        carrier: String? = nil, number: String? = nil, suffix: String? = nil, from: String? = nil, to: String? = nil,
        departure: LocalDateTime? = nil, arrival: LocalDateTime? = nil
    ) {
        self.carrier = carrier
        self.number = number
        self.suffix = suffix
        self.from = from
        self.to = to
        self.departure = departure
        self.arrival = arrival
    }
}

/// What a voyage is found by: mode, operator, number without padding, origin, and the local date first announced.
public struct VoyageDesignator: Hashable, Sendable, Codable, CustomStringConvertible {
    public var mode: TransportMode
    public var carrier: String
    /// Without padding, with its suffix letter where there is one.
    public var number: String
    public var origin: String
    public var date: LocalDate

    @inlinable
    public init(mode: TransportMode = .air, carrier: String, number: String, origin: String, date: LocalDate) {
        self.mode = mode
        self.carrier = carrier
        self.number = number
        self.origin = origin
        self.date = date
    }

    /// `XY123 ABC 2026-11-25`.
    public var description: String { "\(carrier)\(number) \(origin) \(date)" }
}
