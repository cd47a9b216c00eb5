import Casework
import Service
import Storage
import Travel

/// The board and the page of a flight.
extension AlertModels {
    func row(_ line: FlightBoard.Line) -> FlightsPage.Row {
        let voyage = line.summary.voyage
        return FlightsPage.Row(
            address: .flight(voyage.key), voyage: route(voyage), status: voyage.status, event: event(voyage), times: times(voyage),
            alerts: AlertCounts(counts(line.summary.openAlerts)), coverage: coverage(line.summary.coverage),
            gaps: line.report.gaps.map(gap), progress: progress(line.report))
    }

    /// With every stop.
    func route(_ voyage: JudgedVoyage) -> VoyageLine {
        var line = self.voyage(voyage)
        line.via = voyage.route.dropLast().compactMap(\.to)
        return line
    }

    /// What happens here: the landing, or the departure. Nil where no time is known.
    func event(_ voyage: JudgedVoyage) -> TimeLeft? {
        guard let moment = voyage.moment ?? voyage.departure else { return nil }
        if leaves(voyage) { return TimeLeft(.departs, moment) }
        return TimeLeft(voyage.designator.mode == .air ? .lands : .arrives, moment)
    }

    func times(_ voyage: JudgedVoyage) -> FlightTimes {
        let legs = voyage.route
        return FlightTimes(
            departure: voyage.departure.map { moment($0, at: legs.first?.from, isEstimate: legs.first?.departure == nil) },
            arrival: voyage.arrival.map { moment($0, at: legs.last?.to, isEstimate: legs.last?.arrival == nil) })
    }

    func counts(_ alerts: [Severity: Int]) -> [SeverityMark: Int] {
        Dictionary(alerts.map { (severity($0.key), $0.value) }, uniquingKeysWith: +)
    }

    func coverage(_ coverage: VoyageCoverage) -> CoverageMark {
        CoverageMark(
            expected: coverage.expected, api: coverage.withAPI, pnr: coverage.withPNR, both: coverage.withBoth,
            isComplete: coverage.expected > 0 && coverage.withoutAPI == 0 && coverage.withoutPNR == 0, off: coverage.off)
    }

    func gap(_ gap: FlightReport.Gap) -> FlightGap {
        switch gap {
        case .parts(let list): .parts(kind: list.kind, parts: list.parts, hasLast: list.hasLast)
        case .withoutAPI(let count, let all): .api(count, of: all)
        case .withoutPNR(let count, let all): .pnr(count, of: all)
        }
    }

    func progress(_ report: FlightReport) -> MessageProgress {
        MessageProgress(api: report.api.rawValue, pnr: report.pnr.rawValue, newest: report.newest)
    }
}

extension VoyageKey {
    /// The month as addresses have it: `2026-11`.
    var monthText: String {
        let digits = String(month)
        return digits.utf8.count == 6 ? digits.prefix(4) + "-" + digits.suffix(2) : digits
    }

    /// From two parts of an address; nil for what is no month or no name.
    init?(month text: String, voyage: String) {
        guard text.utf8.count == 7, let first = LocalDate(iso8601: text + "-01"), let id = Identifier(voyage) else { return nil }
        self.init(month: first.monthNumber, voyage: id)
    }
}

extension Address {
    static func flight(_ key: VoyageKey, query: [(String, String)] = [], fragment: String? = nil) -> Address {
        .flight(key.monthText, key.voyage.description, query: query, fragment: fragment)
    }
}
