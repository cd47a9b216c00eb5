import Travel
import TravelMessages

/// The instants of a voyage, from the local times of its legs: where something is missing, the earliest that is plausible.
struct VoyageTimes: Hashable {
    var departure: Instant?
    var arrival: Instant?
    /// Landing at the first airport of our state; for those who leave it, the departure from its last one.
    var moment: Instant?
    var momentPlace: String?
    /// Each guess that was needed.
    var findings: [Finding] = []

    /// Cruising speed that no airliner exceeds over a whole leg.
    private static let kilometresPerHour = 950.0

    init(_ legs: [Leg], state: String, offset: Int) {
        var times: [(leg: Leg, departure: Instant?, arrival: Instant?)] = []
        for leg in legs {
            let origin = leg.from.flatMap { ReferenceTables.airport($0) }
            let destination = leg.to.flatMap { ReferenceTables.airport($0) }
            var departure = leg.departure.map { time in instant(time, origin, leg.from, offset) }
            if departure == nil { departure = times.last?.arrival }
            var arrival = leg.arrival.map { time in instant(time, destination, leg.to, offset) }
            if let found = arrival, let departure, found < departure {
                arrival = nil
            }
            if arrival == nil, let departure {
                findings.append(Finding(.arrivalEstimated, .repaired, at: offset, [leg.to ?? ""]))
                var seconds: Int64 = 0
                if let origin, let destination {
                    seconds = Int64(greatCircleKilometres(from: origin, to: destination) / Self.kilometresPerHour * 3_600)
                }
                arrival = departure + seconds
            }
            times.append((leg, departure, arrival))
        }
        departure = times.lazy.compactMap(\.departure).first
        arrival = times.last?.arrival
        func isOurs(_ place: String?) -> Bool { place.flatMap { ReferenceTables.airport($0) }?.country == state }
        let startsHere = isOurs(legs.first?.from)
        if !startsHere, let landing = times.first(where: { isOurs($0.leg.to) }) {
            moment = landing.arrival
            momentPlace = landing.leg.to
        } else if startsHere, let leaving = times.first(where: { isOurs($0.leg.from) && !isOurs($0.leg.to) }) {
            moment = leaving.departure ?? leaving.arrival
            momentPlace = leaving.leg.from
        } else {
            moment = departure ?? arrival
            momentPlace = legs.first?.from
        }
        if moment == nil { momentPlace = nil }
    }

    private mutating func instant(_ time: LocalDateTime, _ airport: Airport?, _ code: String?, _ offset: Int) -> Instant {
        guard let airport, airport.zone != nil else {
            let finding = Finding(.zoneUnknown, .repaired, at: offset, [code ?? ""])
            if !findings.contains(finding) { findings.append(finding) }
            return earliestInstant(of: time)
        }
        return Travel.instant(of: time, at: airport)
    }
}
