import Casework
import Foundation
import HTTPTypes
import Service
import Storage
import Travel

/// The board, a flight with everybody on it, and a traveller.
extension Route {
    static let apiFlights: [Route] = [
        Route(.get, "api", "v1", "flights", right: .permission(.alertsRead), purpose: .ofRole) { try await apiBoard($0) },
        Route(.get, "api", "v1", "flights", ":month", ":voyage", right: .permission(.alertsRead), purpose: .ofRole) { exchange in
            let order = try exchange.parameter("order", "party, name or seat") { FlightOrder(rawValue: $0) } ?? .party
            let page = try exchange.parameter("page", "a whole number from 1 on") { Int($0).flatMap { $0 > 0 ? $0 : nil } } ?? 1
            let file = try await exchange.unit.flightFile(
                try exchange.voyage(), order: order, page: page, access: try exchange.reader())
            let next =
                file.page < file.pages
                ? Address(
                    "api", "v1", "flights", file.summary.voyage.key.monthText, file.summary.voyage.key.voyage.description,
                    query: [("order", order.rawValue), ("page", String(file.page + 1))]) : nil
            return try .encoded(APIFlightFile(file), next: next)
        },
        Route(.get, "api", "v1", "travellers", ":month", ":voyage", ":passage", right: .permission(.alertsRead), purpose: .ofRole) {
            exchange in
            let asked = PassageKey(try exchange.voyage(), try exchange.identifier("passage"))
            guard let key = try await exchange.unit.storage.standing(asked) else { throw ServiceError.unknown(what: "traveller") }
            // Two passages turned out to be one person's: older links lead to the one that stays.
            guard key == asked else {
                return .seeOther(
                    Address("api", "v1", "travellers", key.voyageKey.monthText, key.voyage.description, key.passage.description))
            }
            return try .encoded(APITravellerFile(try await exchange.unit.travellerFile(key, access: try exchange.reader())))
        },
    ]

    private static func apiBoard(_ exchange: Exchange) async throws -> WebAnswer {
        func code(_ lengths: ClosedRange<Int>) -> (String) -> String? {
            { isCode($0, lengths) ? $0 : nil }
        }
        func flag(_ text: String) -> Bool? { text == "true" ? true : text == "false" ? false : nil }
        let filter = FlightFilter(
            day: try exchange.parameter("day", "a day in UTC, such as 2026-11-25") { LocalDate(iso8601: $0) },
            carrier: try exchange.parameter("carrier", "a designator of two or three letters and digits", code(2...3)),
            airport: try exchange.parameter("airport", "an IATA code of three letters", code(3...3)),
            hasOpenAlerts: try exchange.parameter("openAlerts", "true or false", flag) ?? false,
            hasGaps: try exchange.parameter("gaps", "true or false", flag) ?? false)
        let after = try exchange.parameter("after", "what the page before gave as next") { VoyageCursor(text: $0) }
        let limit = try exchange.pageSize(50, most: 200)
        let board = try await exchange.unit.flightBoard(filter, after: after, limit: limit)
        var query: [(String, String)] = []
        if let day = filter.day { query.append(("day", day.description)) }
        if let carrier = filter.carrier { query.append(("carrier", carrier)) }
        if let airport = filter.airport { query.append(("airport", airport)) }
        if filter.hasOpenAlerts { query.append(("openAlerts", "true")) }
        if filter.hasGaps { query.append(("gaps", "true")) }
        query.append(("limit", String(limit)))
        return try .encoded(
            APIBoard(board), next: board.next.map { Address("api", "v1", "flights", query: query + [("after", $0.text)]) })
    }
}
