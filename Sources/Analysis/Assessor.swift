public import Casework
public import Storage
import Travel

/// Screens one passage against lists and indicators, and records what holds, what does not hold any more, and with which
/// versions of everything it looked.
///
/// A passage whose moment had passed when its transmission was received is screened like any other: its hits are historic,
/// and the next step raises no alert.
public struct Assessor: Sendable {
    private let storage: Storage
    private let clock: DomainClock
    private let ids: IdentifierSource
    private let watchlists: Watchlists
    private let inForce: RulesInForce

    public init(storage: Storage, clock: DomainClock, ids: IdentifierSource, watchlists: Watchlists, rules: AnalysisRules) {
        self.init(storage: storage, clock: clock, ids: ids, watchlists: watchlists, inForce: RulesInForce(rules))
    }

    public init(storage: Storage, clock: DomainClock, ids: IdentifierSource, watchlists: Watchlists, inForce: RulesInForce) {
        self.storage = storage
        self.clock = clock
        self.ids = ids
        self.watchlists = watchlists
        self.inForce = inForce
    }

    /// Does a piece of work of the kind `assess`. Doing it again finds the same and changes nothing.
    /// - Throws: `StorageError`; the work stays, and is done again.
    public func assess(_ claim: WorkClaim) async throws {
        let now = clock.now()
        guard let key = PassageKey(packed: claim.key), let passage = try await storage.judgedPassage(key) else {
            var act = Act(.assessment, nil, at: now)
            act.transient.append(.finished(claim))
            try await storage.commit(act)
            return
        }
        let keys = try await storage.keys(at: now)
        let lists = watchlists.current
        let rules = inForce.current
        var changes = HitChanges()
        let isExpected = passage.status == "expected"
        if isExpected {
            let screened = try await ScreenedPassage(passage, storage: storage, at: now)
            let today = now.utc.date
            var found = WatchlistScreening(lists: lists, profile: rules.profile, today: today).hits(of: screened)
            found += try await latePurchases(screened, rules, at: now)
            // Hits of groups have a cause, and are the group's to end.
            try changes.compare(
                key, stored: passage.openHits.filter { $0.cause.isEmpty }, found: found, keys: keys, ids: ids, at: now
            ) { old in
                guard old.source != .indicator, let id = Identifier(bytes: old.subject) else {
                    let name = String(decoding: old.subject, as: UTF8.self)
                    return rules.indicators.contains { $0.name == name && $0.version == old.subjectVersion && today <= $0.expiry }
                        ? "data-changed" : "indicator-changed"
                }
                guard let entry = lists.entry(id), entry.isValid(on: today) else { return "entry-withdrawn" }
                return entry.version == old.subjectVersion ? "data-changed" : "entry-changed"
            }
        } else {
            try changes.compare(key, stored: passage.openHits, found: [], keys: keys, ids: ids, at: now) { _ in "passage-\(passage.status)"
            }
        }
        var act = Act(.assessment, .passageAssessed, at: now)
        act.expectations.append(.passage(key, version: passage.version))
        act.insert(changes.rows)
        act.insert(
            AssessmentRow(
                key: key, id: ids.next(), at: now, passageVersion: passage.version, apiVersion: passage.api?.subject.version,
                pnrVersion: passage.pnr?.subject.version, lists: lists.label, indicators: rules.label, profile: rules.profile.version,
                engine: AnalysisRules.engineVersion, hits: changes.open))
        // With an alert there may be another deadline, or nobody on board any more, although no hit has changed.
        if !changes.isEmpty || passage.hasAlert { act.add(Work(.raise, key: key.packed, due: now)) }
        act.transient.append(.finished(claim))
        try await storage.commit(act)
    }

    private func latePurchases(_ screened: ScreenedPassage, _ rules: AnalysisRules, at now: Instant) async throws -> [FoundHit] {
        let passage = screened.passage
        let indicators = rules.indicators(.latePurchaseByThirdParty, on: now.utc.date)
        guard !indicators.isEmpty, let booking = passage.booking, screened.booking != nil,
            passage.role == TravellerRole.passenger.rawValue || passage.role == TravellerRole.transit.rawValue
        else { return [] }
        let lead = LatePurchase.leadHours(created: booking.created, departure: passage.voyage.departure)
        let late = indicators.map { LatePurchase(indicator: $0) }.filter { $0.isLate(lead) }
        guard !late.isEmpty else { return [] }
        let cards = booking.tokens.filter { $0.kind == .card }
        var others: [LatePurchase.Other] = []
        if !cards.isEmpty {
            let sharing = try await storage.bookings(sharing: cards, limit: SharingGroup.readLimit)
            // A card of an agency or an employer says nothing about any two.
            if sharing.count <= SharingGroup.hub {
                let opened = try await storage.open(
                    identities: sharing.map(\.facts.subject), access: .assessment, what: "assessment", at: now)
                others = try sharing.filter { $0.facts.subject.subject != booking.facts.subject.subject }.compactMap { other in
                    try opened[other.facts.subject].map {
                        LatePurchase.Other(
                            booking: other, facts: ScreenedPassage.Opened(try PackedFacts.decode(BookingFacts.self, from: $0), other.facts))
                    }
                }
            }
        }
        return late.compactMap { $0.hit(screened, others: others) }
    }
}
