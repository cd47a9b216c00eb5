import Casework
import Service
import Storage
import Travel

/// The page of one alert.
extension AlertModels {
    func page(_ file: AlertFile, form: DecisionForm?, deciders: [String]) -> AlertPage {
        let state = file.state
        let voyage = file.detail.row.voyage
        let day = voyage.designator.date
        let moment = moment(voyage, state, legs: file.legs)
        return AlertPage(
            id: state.alert.description, number: state.alert.short, severity: severity(state.severity), status: status(state.status),
            who: person(file.traveller, on: day), voyage: self.voyage(voyage), event: event(voyage, state), moment: moment,
            usefulUntil: self.moment(state.deadline, at: voyage.momentPlace, isEstimate: moment.isEstimate),
            ourDelay: file.detail.delay.map(Int64.init), hits: file.hits.map(hit),
            hubs: file.hubs.map { ($0.kind == .card ? "card" : "telephone", $0.bookings) }, threshold: profile.threshold,
            identity: identity(api: file.api, pnr: file.pnr, booking: file.booking, conflicts: file.conflicts),
            journey: journey(file.legs, file.booking), companions: file.companions.map { companion($0, on: day) },
            messages: file.messages.map(message),
            linked: linked(file), seen: seen(file.acts), decisions: decisions(file), form: form, deciders: deciders,
            traveller: .traveller(state.key), flight: .flight(voyage.key))
    }

    // MARK: Why

    func hit(_ hit: HitFile) -> HitPart {
        let explanation = hit.explanation
        let places = (explanation?.places ?? []).prefix(24).map { place in
            ReasonLine.Evidence(
                message: place.message.description, byte: place.extent?.offset ?? 0, field: place.field.rawValue,
                kind: hit.kinds[place.message] ?? "")
        }
        var supporting = unique(explanation?.supporting ?? []).map { ReasonLine(.coded(text($0))) }
        // Places belong to the hit as a whole: they stand behind its first sentence.
        if !supporting.isEmpty { supporting[0].evidence = Array(places) }
        let opposing = unique(explanation?.opposing ?? []).map { ReasonLine(.coded(text($0))) }
        let source: HitPart.Source =
            hit.indicatorName.map { .indicator(name: $0, version: hit.state.subjectVersion) }
            ?? .list(name: hit.entry?.list ?? "?", version: hit.state.subjectVersion)
        return HitPart(
            source: source, headline: hit.indicator.map { .authored($0.text) } ?? .coded(text(hit.headline)), weight: hit.state.weight,
            supporting: supporting, opposing: opposing, match: hit.state.ended == nil ? match(hit) : nil,
            ended: hit.state.ended.map { _ in CodedText(hit.state.endReason ?? "") })
    }

    private func match(_ hit: HitFile) -> MatchPart? {
        guard let entry = hit.entry, let explanation = hit.explanation else { return nil }
        let lines = explanation.parts.filter { $0.rule != "list-weight" }.map { part in
            MatchPart.Line(part: RulePart.of(part.rule), query: part.part, entry: part.met, rule: part.rule, weight: part.weight)
        }
        return MatchPart(
            list: entry.list, entry: entry.reference, version: entry.version, owner: entry.owner.isEmpty ? nil : entry.owner,
            legalBasis: entry.legalBasis.isEmpty ? nil : entry.legalBasis, validFrom: entry.validFrom, validTo: entry.validTo,
            names: entry.name.isEmpty ? [] : [PersonName(family: "", given: entry.name)], lines: lines,
            listWeight: hit.state.source == .document ? 1_000 : profile.weight(ofList: entry.list), alertWeight: hit.state.weight)
    }

    // MARK: Who and where

    func identity(api: Traveller?, pnr: Traveller?, booking: Booking?, conflicts: Set<FactField>) -> IdentityPart {
        let travellers = [api, pnr].compactMap { $0 }
        var names: [IdentityPart.NameForm] = []
        for name in travellers.flatMap(\.names) where !names.contains(where: { $0.name == name }) {
            names.append(IdentityPart.NameForm(name: name, latin: LatinReading.of(name)))
        }
        var documents: [TravelDocument] = []
        for document in travellers.flatMap(\.documents) where !documents.contains(where: { Self.looksLike($0, document) }) {
            documents.append(document)
        }
        var nationalities: [String] = []
        for code in travellers.flatMap(\.nationalities) where !nationalities.contains(code) { nationalities.append(code) }
        var locators: [String] = []
        for locator in (booking?.locators ?? []) + travellers.flatMap(\.locators) where !locators.contains(locator.value) {
            locators.append(locator.value)
        }
        func first<Value>(_ path: KeyPath<Traveller, Value?>) -> Value? { travellers.lazy.compactMap { $0[keyPath: path] }.first }
        return IdentityPart(
            names: names, birthDate: first(\.birthDate), sex: first(\.sex), nationalities: nationalities.map(state),
            residence: first(\.residence).map(state), role: travellers.first?.role ?? .passenger, seat: first(\.seat),
            bags: first(\.baggage)?.count, locators: locators, documents: documents, conflicts: conflicts)
    }

    /// Whether the page shows the same of both.
    private static func looksLike(_ a: TravelDocument, _ b: TravelDocument) -> Bool {
        a.type == b.type && a.number == b.number && a.issuer == b.issuer && a.expiry == b.expiry
    }

    func journey(_ ours: [Leg], _ booking: Booking?) -> [JourneyLeg] {
        guard let itinerary = booking?.itinerary, !itinerary.isEmpty else { return ours.map { JourneyLeg(leg: $0, isOurs: true) } }
        return itinerary.map { segment in
            let isOurs = ours.contains { leg in
                leg.from == segment.leg.from && leg.departure?.date == segment.leg.departure?.date
                    && (leg.number == segment.leg.number || leg.number == segment.operatingNumber)
            }
            return JourneyLeg(kind: segment.kind, leg: segment.leg, isOurs: isOurs)
        }
    }

    func companion(_ companion: AlertFile.Companion, on day: LocalDate) -> Companion {
        Companion(
            who: person(companion.traveller, on: day), seat: companion.traveller?.seat,
            alert: companion.row.openAlert.map { ($0.description, $0.short) }, page: .traveller(companion.row.key))
    }

    // MARK: What happened

    func message(_ message: AlertFile.Message) -> MessageLine {
        let stored = message.stored
        return MessageLine(
            id: stored.id.description, received: Moment(stored.received), kind: stored.kind, action: stored.action,
            sender: stored.sender.isEmpty ? nil : stored.sender, changed: message.changed.map(\.rawValue), isAbsence: message.isAbsence)
    }

    private func linked(_ file: AlertFile) -> [LinkedAlert] {
        file.linked.map { other in
            let relation: LinkedAlert.Relation =
                other.alert == file.state.linked ? .earlier : file.detail.followedBy.contains(other.alert) ? .later : .duplicate
            return LinkedAlert(
                id: other.alert.description, number: other.alert.short, relation: relation, status: status(other.status))
        }
    }

    func seen(_ acts: [MatterLine]) -> [Sighting] {
        acts.filter { $0.type == LogEntryType.personalDataRead.rawValue }.prefix(20).compactMap { act in
            act.accountName.map { Sighting(account: $0, role: act.role ?? "", at: act.at, purpose: act.purpose, entry: act.entry) }
        }
    }

    private func decisions(_ file: AlertFile) -> [DecisionRecord] {
        let entries = file.acts.filter { $0.type == LogEntryType.alertDecided.rawValue }
        return file.detail.steps.reversed().compactMap { step in
            guard step.status != .open, step.step != "evidence", step.step != "deadline-moved", step.step != "raised" else { return nil }
            let act = entries.first { $0.account == step.account && $0.at == step.at }
            return record(step, act: act, note: file.notes[step.version])
        }
    }

    func record(_ step: AlertStep, act: MatterLine? = nil, note: String? = nil) -> DecisionRecord {
        let outcome =
            switch step.status {
            case .referred: "refer"
            case .dismissed: step.reason
            case .expired, .overtaken, .open: step.status.rawValue
            }
        return DecisionRecord(
            outcome: outcome, account: step.accountName, role: act?.role, at: step.at,
            fact: step.reason == DismissalReason.explained.rawValue ? step.detail : nil,
            duplicateOf: step.reason == DismissalReason.duplicate.rawValue ? Identifier(step.detail)?.short : nil, text: note ?? "",
            entry: act?.entry, isLate: step.late)
    }
}

/// The field that a rule compares, as in `part.FIELD`.
enum RulePart {
    static func of(_ rule: String) -> String {
        if rule.hasPrefix("birth-date") { return "birth-date" }
        if rule.hasPrefix("sex-") { return "sex" }
        if rule.hasPrefix("nationality-") { return "nationality" }
        if rule.hasPrefix("document-") { return "document" }
        if rule == "bounded" { return "sum" }
        return "name"
    }
}
