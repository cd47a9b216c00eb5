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

    // MARK: One flight

    func page(_ file: FlightFile) -> FlightPage {
        let voyage = file.summary.voyage
        var names: [Identifier: PersonName] = [:]
        for person in file.people {
            if let alert = person.row.openAlert, let traveller = person.traveller { names[alert] = traveller.name }
        }
        return FlightPage(
            address: .flight(voyage.key), voyage: route(voyage), day: voyage.designator.date, status: voyage.status, event: event(voyage),
            times: times(voyage), coverage: coverage(file.summary.coverage), gaps: file.report.gaps.map(gap),
            progress: progress(file.report),
            alerts: file.openAlerts.map {
                FlightPage.AlertLine(
                    id: $0.alert.description, number: $0.alert.short, severity: severity($0.severity), who: names[$0.alert])
            },
            people: people(file), legs: voyage.route, messages: file.summary.messages.reversed().map(messageRow),
            isCut: file.summary.messages.count == FlightFile.mostMessages)
    }

    private func people(_ file: FlightFile) -> TravellerTable {
        let key = file.summary.voyage.key
        func address(_ order: FlightOrder, page: Int) -> Address {
            var query: [(String, String)] = []
            if order != .party { query.append(("order", order.rawValue)) }
            if page > 1 { query.append(("page", String(page))) }
            return .flight(key, query: query, fragment: "people")
        }
        return TravellerTable(
            rows: file.people.map { traveller($0, on: file.summary.voyage.designator.date, file.report) }, count: file.count,
            from: (file.page - 1) * FlightFile.pageSize + 1, order: file.order.rawValue,
            orders: FlightOrder.allCases.map { ($0.rawValue, address($0, page: 1)) },
            previous: file.page > 1 ? address(file.order, page: file.page - 1) : nil,
            next: file.page < file.pages ? address(file.order, page: file.page + 1) : nil)
    }

    private func traveller(_ person: FlightFile.Person, on day: LocalDate, _ report: FlightReport) -> TravellerTable.Row {
        let isOverdue = report.gaps.contains { gap in
            switch gap {
            case .withoutAPI: person.row.apiVersion == nil
            case .withoutPNR: person.row.pnrVersion == nil
            case .parts: false
            }
        }
        let row = person.row
        let documents = person.traveller?.documents ?? []
        return TravellerTable.Row(
            address: .traveller(row.key), who: self.person(person.traveller, on: day),
            document: documents.first { !$0.isPermission } ?? documents.first, seat: person.traveller?.seat,
            party: person.party.map { TravellerTable.Party(letter: $0.letter, size: $0.size) }, hasBooking: row.booking != nil,
            hasAPI: row.apiVersion != nil, hasPNR: row.pnrVersion != nil,
            isCrew: row.role == TravellerRole.crew.rawValue || row.role == TravellerRole.transitCrew.rawValue, isOverdue: isOverdue,
            status: row.status,
            isListed: row.isListed, lateBooking: person.lateBooking,
            alert: row.openAlert.map {
                FlightPage.AlertLine(id: $0.description, number: $0.short, severity: severity(row.severity ?? .p4))
            })
    }

    private func messageRow(_ message: VoyageMessage) -> FlightPage.MessageRow {
        FlightPage.MessageRow(
            id: message.id.description, received: Moment(message.received), kind: message.kind, action: message.action,
            part: message.part, isLast: message.finalPart == true, sender: message.sender.isEmpty ? nil : message.sender,
            travellers: message.travellers, bookings: message.bookings, isDuplicate: message.isDuplicate, findings: message.findings)
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
    static func traveller(_ key: PassageKey) -> Address {
        Address("travellers", key.voyageKey.monthText, key.voyage.description, key.passage.description)
    }
}
