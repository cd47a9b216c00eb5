public import Travel

/// What a world is generated from. The same configuration gives the same bytes.
public struct WorldConfiguration: Hashable, Sendable {
    public var seed: UInt64
    /// The moment around which the world stands: nothing is received after it.
    public var now: Instant
    /// IATA codes of the airports of the state whose unit it is. Codes are facts; the traffic is invented.
    public var hubs: [String]
    /// About how many people fly, 1 … 300,000.
    public var travellers: Int
    /// Minutes from an alarm to a person met at the gate, as the state profile has them: places the flight that is due first.
    public var handlingMinutes: Int
    /// Minutes from `now` to the deadline of the flight that is due first.
    public var firstDeadlineMinutes: Int
    /// Layers that are there; the schedule always is.
    public var layers: Set<SimulationLayer>

    public init(
        seed: UInt64, now: Instant, hubs: [String] = ["OSL"], travellers: Int = 4_000, handlingMinutes: Int = 45,
        firstDeadlineMinutes: Int = 7, layers: Set<SimulationLayer> = Set(SimulationLayer.allCases)
    ) {
        self.seed = seed
        self.now = now
        self.hubs = hubs
        self.travellers = min(max(travellers, 1), 300_000)
        self.handlingMinutes = min(max(handlingMinutes, 0), 1_440)
        self.firstDeadlineMinutes = min(max(firstDeadlineMinutes, 1), 1_440)
        self.layers = layers.union([.schedule])
    }
}

/// Why no world could be made.
public enum WorldError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No hub was named.
    case noHub
    /// The airport is not in the table, or has no time zone there.
    case unknownAirport(String)

    public var description: String {
        switch self {
        case .noHub: "no airport of the state was named: give at least one IATA code, for example OSL"
        case .unknownAirport(let code): "airport \(code) is not known: give an IATA code that is in use, for example OSL"
        }
    }
}
