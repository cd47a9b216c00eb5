/// What a world is made of, layer by layer. Each draws from streams of its own, by seed, layer and day.
public enum SimulationLayer: String, Hashable, Sendable, CaseIterable {
    /// Routes and flights.
    case schedule
    /// People, their bookings, and what becomes of them until departure.
    case bookings
    /// Patterns of trafficking, and their lawful look-alikes.
    case patterns
    /// Two watchlists, the people on them who travel, and namesakes of theirs.
    case watchlists
    /// What goes wrong between a carrier's desk and the wire.
    case faults

    var number: Int {
        switch self {
        case .schedule: 1
        case .bookings: 2
        case .patterns: 3
        case .watchlists: 4
        case .faults: 5
        }
    }
}
