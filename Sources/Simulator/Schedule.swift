import Travel

/// The flights of a world: routes drawn by gravity over the airport table, times by the hours in which people fly.
struct Schedule: Sendable {
    struct Route: Sendable {
        let hub: Airport
        let other: Airport
        let carrier: String
        let number: Int
        let minutes: Int
        let weight: Double
    }

    /// Designators that stand for no airline; none is in the carrier table.
    static let carriers = ["QA", "QI", "XA", "XI", "XV", "ZO", "YF"]
    /// Relative traffic by local hour of departure.
    private static let hours: [Double] = [1, 0.4, 0.2, 0.2, 0.6, 2, 6, 8, 8, 7, 6, 6, 6, 6, 6, 6, 7, 7, 7, 6, 5, 4, 3, 2]
    private static let seats = [72, 110, 144, 162, 180, 189]

    let hubs: [Airport]
    let routes: [Route]
    let flights: [SimulatedFlight]

    init(_ configuration: WorldConfiguration) throws(WorldError) {
        guard !configuration.hubs.isEmpty else { throw .noHub }
        var hubs: [Airport] = []
        for code in configuration.hubs {
            guard let airport = ReferenceTables.airport(code), airport.zone != nil, !airport.isRetired else { throw .unknownAirport(code) }
            hubs.append(airport)
        }
        self.hubs = hubs
        routes = Self.routes(from: hubs, configuration)
        var flights: [SimulatedFlight] = []
        for day in -1...1 { flights += Self.flights(on: day, routes, configuration) }
        if let first = Self.firstDue(routes, configuration) { flights.append(first) }
        Self.cancelOne(of: &flights, configuration)
        self.flights = flights
    }

    /// Traffic falls with distance and rises with the size of the airport. Close ones are left to trains and domestic traffic.
    private static func routes(from hubs: [Airport], _ configuration: WorldConfiguration) -> [Route] {
        var random = RandomStream(seed: configuration.seed, layer: .schedule)
        let home = Set(hubs.map(\.country))
        let wanted = min(120, 18 + configuration.travellers / 800)
        var routes: [Route] = []
        for (position, hub) in hubs.enumerated() {
            var others: [(airport: Airport, kilometres: Double, weight: Double)] = []
            for airport in ReferenceTables.airports {
                guard airport.size == .large, airport.zone != nil, !airport.isRetired, !home.contains(airport.country) else { continue }
                let kilometres = greatCircleKilometres(from: hub, to: airport)
                guard kilometres > 250, kilometres < 9_500 else { continue }
                let spread = 1 + kilometres / 900
                others.append((airport, kilometres, 1 / (spread * spread)))
            }
            for index in 0..<max(1, wanted / hubs.count) {
                guard let chosen = random.weighted(others.map(\.weight)) else { break }
                let other = others.remove(at: chosen)
                let carrier = carriers[(index + position) % carriers.count]
                routes.append(
                    Route(
                        hub: hub, other: other.airport, carrier: carrier, number: 100 + 20 * routes.count,
                        minutes: 35 + Int(other.kilometres / 800 * 60), weight: other.weight * (0.5 + random.unit())))
            }
        }
        return routes
    }

    private static func flights(on day: Int, _ routes: [Route], _ configuration: WorldConfiguration) -> [SimulatedFlight] {
        var random = RandomStream(seed: configuration.seed, layer: .schedule, day: day)
        var weights = routes.map(\.weight)
        let start = configuration.now + Int64(day) * 86_400
        var flights: [SimulatedFlight] = []
        var people = 0
        var numbers: [Int: Int] = [:]
        while people < (configuration.travellers + 2) / 3 {
            guard let chosen = random.weighted(weights) else { break }
            let route = routes[chosen]
            let inbound = random.chance(0.5)
            let used = numbers[chosen, default: 0]
            numbers[chosen] = used + 1
            if used + 1 == 15 { weights[chosen] = 0 }
            // Twenty numbers a route: even ones go out, odd ones come in. Two of our days can share a date on the wall, so
            // neighbouring days never share a number; frequent routes have two further blocks.
            let number = route.number + (inbound ? 1 : 0) + (day == 0 ? 2 : 0) + 4 * (used % 5) + 2_500 * (used / 5)
            var departure = start
            for _ in 0..<40 {
                departure = start + Int64(random.below(288)) * 300
                let local = localTime(of: departure, at: inbound ? route.other : route.hub)
                if random.chance((hours[local?.hour ?? 12]) / 8) { break }
            }
            let load = load(&random)
            if let flight = flight(route, number: number, inbound: inbound, departure: roundedUp(departure), load: load, day: day) {
                flights.append(flight)
                people += load
            }
        }
        return flights
    }

    private static func load(_ random: inout RandomStream) -> Int {
        let factor = min(1, max(0.45, 0.82 + 0.09 * random.normal()))
        return max(8, Int(Double(random.pick(seats) ?? 144) * factor))
    }

    /// The flight that lands soon, so that a deadline can be watched going by.
    private static func firstDue(_ routes: [Route], _ configuration: WorldConfiguration) -> SimulatedFlight? {
        var random = RandomStream(seed: configuration.seed, layer: .schedule, day: 99)
        let near = routes.filter { (75...240).contains($0.minutes) }
        guard let route = random.pick(near.isEmpty ? routes : near) else { return nil }
        let landing = roundedUp(configuration.now + Int64(configuration.handlingMinutes + configuration.firstDeadlineMinutes) * 60)
        return flight(
            route, number: 8_000 + route.number / 20, inbound: true, departure: landing - Int64(route.minutes) * 60,
            load: min(load(&random), max(8, configuration.travellers / 6)), day: -1)
    }

    private static func flight(
        _ route: Route, number: Int, inbound: Bool, departure: Instant, load: Int, day: Int
    ) -> SimulatedFlight? {
        let from = inbound ? route.other : route.hub
        let to = inbound ? route.hub : route.other
        let arrival = departure + Int64(route.minutes) * 60
        guard let departureLocal = localTime(of: departure, at: from), let arrivalLocal = localTime(of: arrival, at: to) else { return nil }
        return SimulatedFlight(
            carrier: route.carrier, number: String(number), from: from.iata, to: to.iata, departure: departure, arrival: arrival,
            departureLocal: departureLocal, arrivalLocal: arrivalLocal, day: day, isInbound: inbound, load: load)
    }

    /// One later flight does not fly: its alerts are overtaken.
    private static func cancelOne(of flights: inout [SimulatedFlight], _ configuration: WorldConfiguration) {
        var random = RandomStream(seed: configuration.seed, layer: .schedule, day: 98)
        let later = flights.indices.filter {
            flights[$0].departure > configuration.now + 3_600 && flights[$0].departure < configuration.now + 43_200
        }
        guard later.count > 1, let chosen = random.pick(later) else { return }
        flights[chosen].cancelled = configuration.now - Int64(random.between(10, 50) * 60)
    }

    /// The next full minute: schedules know no seconds.
    static func roundedUp(_ instant: Instant) -> Instant { Instant(seconds: (instant.seconds + 59) / 60 * 60) }
}
