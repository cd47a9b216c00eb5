public import Travel

/// One departure of the invented schedule.
public struct SimulatedFlight: Hashable, Sendable {
    /// A designator that no airline of the reference table has.
    public let carrier: String
    public let number: String
    public let from: String
    public let to: String
    public let departure: Instant
    public let arrival: Instant
    public let departureLocal: LocalDateTime
    public let arrivalLocal: LocalDateTime
    /// Days from the moment of the world, rounded down: -1, 0, 1.
    public let day: Int
    /// Whether it comes into the state.
    public let isInbound: Bool
    /// People to be found on it, about.
    public let load: Int
    /// When the carrier cancels it.
    public internal(set) var cancelled: Instant?

    public var leg: Leg {
        Leg(carrier: carrier, number: number, from: from, to: to, departure: departureLocal, arrival: arrivalLocal)
    }
    public var voyage: VoyageDesignator {
        VoyageDesignator(carrier: carrier, number: number, origin: from, date: departureLocal.date)
    }
}
