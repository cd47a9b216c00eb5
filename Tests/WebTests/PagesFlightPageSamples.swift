import Travel

@testable import Web

/// A flight with everybody on it who strains its table.
extension PagesSamples {
    static func traveller(_ index: Int, party: TravellerTable.Party? = nil, alert: SeverityMark? = nil) -> TravellerTable.Row {
        TravellerTable.Row(
            address: Address("travellers", "2026-11", "0192", "p\(index)"), who: people[index % people.count],
            document: index % 4 == 3 ? nil : index % 4 == 2 ? TravelDocument() : passport, seat: index % 3 == 0 ? nil : "\(10 + index)A",
            party: party, hasBooking: index % 5 != 4, hasAPI: index % 5 != 1, hasPNR: index % 5 != 4, isCrew: index % 10 == 9,
            status: index % 7 == 5 ? "off" : "expected", isListed: index % 7 != 2,
            lateBooking: index % 6 == 2 ? 111_600 : index == 4 ? -60 : nil,
            alert: alert.map { FlightPage.AlertLine(id: "a\(index)", number: "104\(index)", severity: $0) })
    }
    static let flightPage = FlightPage(
        address: .flight("2026-11", "0192"), voyage: VoyageLine(designator: "QX 123", from: "DXB", via: ["IST"], to: "OSL"),
        day: now.utc.date, status: "planned", event: TimeLeft(.lands, now + 4_320),
        times: FlightTimes(departure: Moment(now - 20_000), arrival: Moment(now + 4_320, local: local("2026-11-25T10:12"), place: "OSL")),
        coverage: CoverageMark(expected: 12, api: 10, pnr: 9, both: 8, isComplete: false, off: 1),
        gaps: [.api(2, of: 12), .parts(kind: "PNRGOV", parts: [3], hasLast: true)],
        progress: MessageProgress(api: "before-departure", pnr: "received", newest: now - 800),
        alerts: [.init(id: "a7", number: "1047", severity: .p1), .init(id: "a8", number: "1048", severity: .p3)],
        people: TravellerTable(
            rows: (0..<4).map { traveller($0, party: .init(letter: "A", size: 4), alert: $0 == 1 ? .p1 : nil) }
                + (4..<6).map { traveller($0, party: .init(letter: "B", size: 3), alert: $0 == 5 ? .p3 : nil) }
                + (6..<12).map { traveller($0) },
            count: 412, from: 201, order: "name",
            orders: [("party", .flight("2026-11", "0192")), ("name", .flight("2026-11", "0192", query: [("order", "name")]))],
            previous: .flight("2026-11", "0192", query: [("page", "1")]), next: .flight("2026-11", "0192", query: [("page", "3")])),
        legs: [Leg(carrier: "QX", number: "123", from: "DXB", to: "IST", departure: local("2026-11-25T03:05")), Leg()],
        messages: [
            .init(
                id: "m7", received: Moment(now - 90_000), kind: "PNRGOV", action: "update", part: 2, sender: "XYRES", travellers: 9,
                bookings: 4, findings: 3),
            .init(id: "m8", received: Moment(now - 9_000), kind: "PAXLST", action: "manifest", part: 3, isLast: true, travellers: 1),
            .init(id: "m9", received: Moment(now - 800), kind: "PAXLST", action: hostile, sender: hostile, isDuplicate: true),
        ], isCut: true)
    static let emptyFlight = FlightPage(
        address: .flight("2026-11", "00"), voyage: VoyageLine(designator: ""), day: now.utc.date, status: "cancelled", event: nil,
        times: FlightTimes(), coverage: CoverageMark(expected: 0, api: 0, pnr: 0, both: 0, isComplete: false), gaps: [],
        progress: MessageProgress(api: "none", pnr: "none"), alerts: [], people: TravellerTable(rows: [], count: 0), legs: [], messages: [])
}
