import Travel

@testable import Web

/// Flights with everything that strains them: nothing known, all missing, many stops, hostile text.
extension PagesSamples {
    static func flight(_ index: Int, minutes: Int64) -> FlightsPage.Row {
        let due = now + minutes * 60
        let local = due.utc.adding(seconds: 3_600)
        let alerts: [[SeverityMark: Int]] = [[:], [.p1: 1, .p3: 2], [.p2: 1], [:], [.p4: 12]]
        let gaps: [[FlightGap]] = [
            [], [.parts(kind: "PAXLST", parts: [2, 4], hasLast: true), .api(6, of: 182)],
            [.pnr(182, of: 182), .parts(kind: "PNRGOV", parts: [], hasLast: false)], [],
            [.api(1, of: 1), .pnr(3, of: 9), .parts(kind: "PNRGOV", parts: Array(1...20), hasLast: false)],
        ]
        return FlightsPage.Row(
            address: .flight("2026-11", "0192\(index)"),
            voyage: VoyageLine(designator: "QX \(100 + index)", from: "AMS", via: index % 4 == 2 ? ["CPH", "GOT"] : [], to: "OSL"),
            status: index % 5 == 3 ? "cancelled" : index % 5 == 0 ? "closed" : "planned",
            event: TimeLeft(index % 3 == 1 ? .departs : .lands, due),
            times: FlightTimes(
                departure: Moment(due - 7_200, local: local.adding(seconds: -7_200), place: "AMS", isEstimate: index % 4 == 1),
                arrival: Moment(due, local: local, place: "OSL")),
            alerts: AlertCounts(alerts[index % 5]),
            coverage: CoverageMark(
                expected: 182, api: index % 5 == 0 ? 182 : 176, pnr: index % 5 == 2 ? 0 : 180, both: index % 5 == 2 ? 0 : 176,
                isComplete: index % 5 == 0, off: index % 2), gaps: gaps[index % 5],
            progress: MessageProgress(
                api: ["close-out", "before-departure", "after-departure", "none", hostile][index % 5],
                pnr: ["received", "before-departure", "none", "none", "before-departure"][index % 5],
                newest: index % 5 == 3 ? nil : now - Int64(index) * 1_300))
    }
    static let bareFlight = FlightsPage.Row(
        address: .flight("2026-11", "00"), voyage: VoyageLine(designator: ""), status: hostile, event: nil, times: FlightTimes(),
        alerts: AlertCounts([:]), coverage: CoverageMark(expected: 0, api: 0, pnr: 0, both: 0, isComplete: false), gaps: [],
        progress: MessageProgress(api: "none", pnr: "none"))

    static let board = FlightsPage(
        from: now - 43_200, to: now + 172_800, rows: (0..<8).map { flight($0, minutes: Int64($0) * 95 - 200) }, untimed: [bareFlight],
        next: "cursor/with?odd&signs", fromNow: "1-2-3")
    static let dayBoard = FlightsPage(
        filter: .init(day: "2026-11-25", carrier: "QX", airport: "OSL", alerts: true, gaps: true), from: now, to: now + 86_400,
        day: now.utc.date, rows: [flight(2, minutes: 5)], isFirstPage: false)

    static func flightPages(theme: Shell.Theme) -> [(name: String, html: HTML)] {
        let shell = shell(.flights, theme: theme)
        return [
            ("flights", board.html(in: shell)), ("flights-day", dayBoard.html(in: shell)),
            ("flights-empty", FlightsPage(from: now, to: now, rows: []).html(in: shell)),
            ("flight", flightPage.html(in: shell)), ("flight-empty", emptyFlight.html(in: shell)),
            ("traveller", travellerPage().html(in: shell)), ("traveller-bare", bareTraveller.html(in: shell)),
            (
                "flights-wrong",
                FlightsPage(
                    filter: .init(day: "soon", carrier: hostile), from: now, to: now, rows: [],
                    errors: [FieldError("day", "day-malformed"), FieldError("carrier", "carrier-malformed")]
                ).html(in: shell)
            ),
        ]
    }
}
