import Casework
import HTTPTypes
import Service
import Storage
import Travel

/// The board, a flight, and a traveller on it.
extension Route {
    static let flights: [Route] = [
        Route(.get, "flights", right: .permission(.alertsRead), purpose: .ofRole) { try await board($0) },
        Route(.get, "flights", ":month", ":voyage", right: .permission(.alertsRead), purpose: .ofRole) { exchange in
            let access = try exchange.reader()
            let asked = exchange.request.parameters
            let file = try await exchange.unit.flightFile(
                try exchange.voyage(), order: FlightOrder(rawValue: asked["order"]) ?? .party, page: Int(asked["page"]) ?? 1,
                access: access)
            return .page(exchange.models.page(file).html(in: exchange.shell()))
        },
        Route(.get, "travellers", ":month", ":voyage", ":passage", right: .permission(.alertsRead), purpose: .ofRole) { exchange in
            let access = try exchange.reader()
            let asked = PassageKey(try exchange.voyage(), try exchange.identifier("passage"))
            guard let key = try await exchange.unit.storage.standing(asked) else { throw ServiceError.unknown(what: "traveller") }
            // Two passages turned out to be one person's: older links lead to the one that stays.
            guard key == asked else { return .seeOther(.traveller(key)) }
            let file = try await exchange.unit.travellerFile(key, access: access)
            return .page(exchange.models.page(file).html(in: exchange.shell()))
        },
    ]

    private static func board(_ exchange: Exchange) async throws -> WebAnswer {
        let asked = exchange.request.parameters
        var shown = FlightsPage.Filter(
            day: String(asked["day"].prefix(10)), carrier: code(asked["carrier"]), airport: code(asked["airport"]),
            alerts: asked["alerts"] == "open", gaps: asked["missing"] == "some")
        var filter = FlightFilter(hasOpenAlerts: shown.alerts, hasGaps: shown.gaps)
        var errors: [FieldError] = []
        if !shown.day.isEmpty {
            filter.day = LocalDate(iso8601: shown.day)
            if filter.day == nil { errors.append(FieldError("day", "day-malformed")) }
        }
        if !shown.carrier.isEmpty {
            filter.carrier = shown.carrier
            if !isCode(shown.carrier, 2...3) { errors.append(FieldError("carrier", "carrier-malformed")) }
        }
        if !shown.airport.isEmpty {
            filter.airport = shown.airport
            if !isCode(shown.airport, 3...3) { errors.append(FieldError("airport", "airport-malformed")) }
        }
        // What cannot be asked shows nothing, rather than something else.
        let now = exchange.unit.clock.now()
        guard errors.isEmpty else {
            let page = FlightsPage(
                filter: shown, from: now - FlightBoard.secondsBefore, to: now + FlightBoard.secondsAhead, rows: [], errors: errors)
            return .page(page.html(in: exchange.shell()), status: .unprocessableContent)
        }
        shown.day = filter.day?.description ?? ""
        let cursor = VoyageCursor(text: asked["after"])
        let board = try await exchange.unit.flightBoard(filter, after: cursor)
        let models = exchange.models
        let ahead = VoyageCursor(moment: now, key: VoyageKey(month: 0, voyage: Identifier(high: 0, low: 0)))
        let page = FlightsPage(
            filter: shown, from: board.from, to: board.to, day: filter.day, rows: board.lines.map(models.row),
            untimed: board.untimed.map(models.row), next: board.next?.text,
            fromNow: cursor == nil && filter.day == nil ? ahead.text : nil, isFirstPage: cursor == nil)
        return .page(page.html(in: exchange.shell()))
    }

    private static func code(_ text: String) -> String { String(text.filter { !$0.isWhitespace }.uppercased().prefix(8)) }

    static func isCode(_ text: String, _ lengths: ClosedRange<Int>) -> Bool {
        lengths.contains(text.utf8.count) && text.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
    }
}

extension Exchange {
    /// From the two parts of an address that name a flight.
    func voyage() throws -> VoyageKey {
        guard let key = VoyageKey(month: parameters["month"] ?? "", voyage: parameters["voyage"] ?? "") else {
            throw ServiceError.unknown(what: "flight")
        }
        return key
    }
}
