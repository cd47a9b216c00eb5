import Casework
import Service
import Storage
import Travel

/// From what the unit knows about an alert to what its page shows.
struct AlertModels {
    let profile: StateProfile
    let now: Instant

    // MARK: Queue

    func row(_ line: AlertQueue.Line) -> AlertsPage.Row {
        let state = line.row.state
        let voyage = line.row.voyage
        return AlertsPage.Row(
            id: state.alert.description, number: state.alert.short, severity: severity(state.severity), event: event(voyage, state),
            moment: moment(voyage, state, legs: []), usefulUntil: state.deadline, who: person(line.traveller, on: voyage.designator.date),
            voyage: self.voyage(voyage), supporting: line.hits.map { text($0.headline) },
            opposing: unique(line.hits.flatMap { $0.explanation?.opposing ?? [] }).map(text), status: status(state.status))
    }

    // MARK: Parts

    func text(_ reason: Reason) -> CodedText {
        // Of what the entry says, the sentence needs five parts; the rest stands in the part that explains the match.
        guard reason.code == "listed", reason.arguments.count >= 8 else { return CodedText(reason.code, reason.arguments) }
        let told = reason.arguments
        return CodedText("listed", [told[2], told[3], told[1], told[6], told[7]])
    }

    func severity(_ severity: Severity) -> SeverityMark { SeverityMark(rawValue: severity.rawValue) ?? .p4 }
    func status(_ status: AlertStatus) -> StatusMark { StatusMark(rawValue: status.rawValue) ?? .open }

    func person(_ traveller: Traveller?, on day: LocalDate) -> PersonLine {
        guard let traveller else { return PersonLine(name: PersonName(family: "", given: "")) }
        let born = traveller.birthDate ?? traveller.documents.compactMap(\.birthDate).first
        let age = born.map { $0.age(on: day) }.flatMap { (0...150).contains($0) ? $0 : nil }
        return PersonLine(
            name: traveller.name, latin: LatinReading.of(traveller.name), age: age, isMinor: traveller.isMinor(on: day) ?? false)
    }

    func voyage(_ voyage: JudgedVoyage) -> VoyageLine {
        let designator = voyage.designator
        return VoyageLine(
            mode: designator.mode, designator: voyage.placed ? designator.carrier + " " + designator.number : "",
            from: designator.origin.isEmpty ? nil : designator.origin,
            to: voyage.route.last?.to ?? voyage.momentPlace.flatMap { $0 == designator.origin ? nil : $0 })
    }

    /// What the deadline is counted from: the landing here, or the departure from here.
    func event(_ voyage: JudgedVoyage, _ state: AlertState) -> TimeLeft {
        let due = self.due(voyage, state)
        if leaves(voyage) { return TimeLeft(.departs, due) }
        return TimeLeft(voyage.designator.mode == .air ? .lands : .arrives, due)
    }

    func leaves(_ voyage: JudgedVoyage) -> Bool {
        guard let moment = voyage.moment else { return voyage.departure != nil }
        return moment == voyage.departure || (voyage.momentPlace != nil && voyage.momentPlace == voyage.designator.origin)
    }

    private func due(_ voyage: JudgedVoyage, _ state: AlertState) -> Instant {
        voyage.moment ?? voyage.departure ?? state.deadline + Int64(profile.handlingMinutes(at: voyage.momentPlace)) * 60
    }

    func moment(_ voyage: JudgedVoyage, _ state: AlertState, legs: [Leg]) -> Moment {
        let due = self.due(voyage, state)
        let place = voyage.momentPlace ?? (voyage.moment == nil && voyage.departure != nil ? voyage.designator.origin : nil)
        // Where the message gives the time at that place, nothing was computed.
        let isStated = legs.contains { leg in
            leaves(voyage) ? leg.from == place && leg.departure != nil : leg.to == place && leg.arrival != nil
        }
        return moment(due, at: place, isEstimate: voyage.moment == nil || (!legs.isEmpty && !isStated))
    }

    func moment(_ instant: Instant, at place: String?, isEstimate: Bool = false) -> Moment {
        guard let place, let airport = ReferenceTables.airport(place), let local = localTime(of: instant, at: airport) else {
            return Moment(instant, place: place, isEstimate: isEstimate)
        }
        return Moment(instant, local: local, place: place, isEstimate: isEstimate)
    }

    func state(_ code: String) -> IdentityPart.State {
        IdentityPart.State(code: code, name: ReferenceTables.country(anyCode: code)?.name)
    }

    /// Each reason once, in the order in which they come.
    func unique(_ reasons: [Reason]) -> [Reason] {
        var seen: Set<Reason> = []
        return reasons.filter { seen.insert($0).inserted }
    }
}
