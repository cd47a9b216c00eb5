import Travel
import TravelMessages

/// An invented world around a moment: flights, people, the files that carriers sent by then, two lists, and what is true.
public struct World: Sendable {
    public let configuration: WorldConfiguration
    public let flights: [SimulatedFlight]
    public let bookings: [SimulatedBooking]
    /// In order of receipt; none is received after the moment of the world.
    public let messages: [SimulatedMessage]
    public let watchlists: [SimulatedWatchlist]
    /// For whoever measures, and never part of a message.
    public let truth: [PlantedCase]

    /// People in the bookings.
    public var travellers: Int { bookings.reduce(0) { $0 + $1.people.count } }

    /// Generates the world; the same configuration gives the same bytes.
    public static func generate(_ configuration: WorldConfiguration) throws(WorldError) -> World {
        let schedule = try Schedule(configuration)
        var bookings: [SimulatedBooking] = []
        var truth: [PlantedCase] = []
        var watchlists: [SimulatedWatchlist] = []
        if configuration.layers.contains(.bookings) {
            bookings += BookingInvention(configuration, flights: schedule.flights).bookings()
        }
        if configuration.layers.contains(.patterns) {
            var invention = PatternInvention(configuration, flights: schedule.flights)
            invention.run()
            bookings += invention.bookings
            truth += invention.cases
        }
        if configuration.layers.contains(.watchlists) {
            var invention = WatchlistInvention(configuration, flights: schedule.flights)
            let made = invention.run()
            bookings += made.bookings
            truth += made.cases
            watchlists = made.lists
        }
        let state = schedule.hubs.first?.country ?? "UTO"
        let traffic = MessageTraffic(configuration, flights: schedule.flights, recipient: "PIU" + state)
        return World(
            configuration: configuration, flights: schedule.flights, bookings: bookings, messages: traffic.messages(bookings),
            watchlists: watchlists, truth: truth)
    }
}
