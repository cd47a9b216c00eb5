import Casework
import Travel

/// The legs of a message with codes in their usual form, and what its voyage is found by.
struct Route: Hashable {
    var legs: [Leg]
    /// Nil when no leg says carrier, number, origin and date: then its people stand on an unplaced voyage.
    var designator: VoyageDesignator?

    init(_ received: [Leg]) {
        legs = received.prefix(Self.legLimit).map(Self.usual)
        let carrier = legs.lazy.compactMap(\.carrier).first
        let numbered = legs.first { $0.number != nil }
        guard let carrier, let number = numbered?.number.map({ $0 + (numbered?.suffix ?? "") }),
            let first = legs.first(where: { $0.from != nil && $0.departure != nil }), let origin = first.from,
            let departure = first.departure
        else { return }
        designator = VoyageDesignator(carrier: carrier, number: number, origin: origin, date: departure.date)
    }

    /// More stops than any voyage has; the rest stays in the evidence copy.
    static let legLimit = 99

    /// Every departure under which the voyage may be known already.
    var departures: [(origin: String, date: LocalDate)] {
        guard let designator else { return [] }
        return legs.compactMap { leg in
            guard leg.carrier == nil || leg.carrier == designator.carrier,
                leg.number == nil || leg.number.map({ $0 + (leg.suffix ?? "") }) == designator.number,
                let from = leg.from, let departure = leg.departure
            else { return nil }
            return (from, departure.date)
        }
    }

    /// IATA codes in the place of ICAO's, upper case.
    private static func usual(_ leg: Leg) -> Leg {
        var leg = leg
        leg.carrier = leg.carrier.map { code in
            let code = code.uppercased()
            return code.utf8.count == 3 ? ReferenceTables.carrier(code)?.iata ?? code : code
        }
        leg.suffix = leg.suffix?.uppercased()
        leg.from = leg.from.map(usualPlace)
        leg.to = leg.to.map(usualPlace)
        return leg
    }

    private static func usualPlace(_ code: String) -> String {
        let code = code.uppercased()
        return code.utf8.count == 4 ? ReferenceTables.airport(code)?.iata ?? code : code
    }

    /// The legs of a voyage after another message: what it names is taken over, what it does not name stays. A message may
    /// speak of one leg of several.
    static func merged(_ known: [Leg], with said: [Leg]) -> [Leg] {
        if known.isEmpty { return said }
        let isWhole = said.count >= known.count && known.allSatisfy { leg in said.contains { isSame($0, leg) } }
        guard !isWhole else {
            return said.map { leg in known.first { isSame($0, leg) }.map { updated($0, by: leg) } ?? leg }
        }
        var legs = known
        for leg in said {
            if let index = legs.firstIndex(where: { isSame($0, leg) }) {
                legs[index] = updated(legs[index], by: leg)
            } else if let place = leg.to, place == legs.first?.from {
                legs.insert(leg, at: 0)
            } else if let place = leg.from, place == legs.last?.to, legs.count < legLimit {
                legs.append(leg)
            }
        }
        return legs
    }

    private static func isSame(_ a: Leg, _ b: Leg) -> Bool {
        a.from == b.from && (a.to == b.to || a.to == nil || b.to == nil)
    }

    private static func updated(_ known: Leg, by said: Leg) -> Leg {
        var leg = known
        leg.carrier = said.carrier ?? leg.carrier
        leg.number = said.number ?? leg.number
        leg.suffix = said.suffix ?? leg.suffix
        leg.to = said.to ?? leg.to
        // A new departure without an arrival makes the old arrival meaningless.
        if let departure = said.departure, departure != leg.departure {
            leg.departure = departure
            leg.arrival = said.arrival
        } else {
            leg.arrival = said.arrival ?? leg.arrival
        }
        return leg
    }
}
