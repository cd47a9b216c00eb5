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

    /// Does pieces of work of the kind `assess`, together: what is read for one is often read for the next, and all wait for the
    /// disk once. Each stands by itself. Doing one again finds the same and changes nothing.
    /// - Returns: those that could not be done; their work stays, and is done again.
    /// - Throws: `StorageError`, when none could be done.
    public func assess(_ claims: [WorkClaim]) async throws -> [Undone] {
        let now = clock.now()
        let passages = try await storage.judgedPassages(claims.compactMap { PassageKey(packed: $0.key) })
        let expected = passages.values.filter { $0.status == "expected" }
        let screened = Dictionary(
            try await ScreenedPassage.open(expected, storage: storage, at: now).map { ($0.passage.key, $0) }
        ) { first, _ in first }
        let keys = try await storage.keys(at: now)
        var undone: [Undone] = []
        var done: [(claim: WorkClaim, act: Act)] = []
        for claim in claims {
            do {
                var act = Act(.assessment, nil, at: now)
                if let passage = PassageKey(packed: claim.key).flatMap({ passages[$0] }) {
                    act = try await assessment(of: passage, screened[passage.key], keys, at: now)
                }
                act.transient.append(.finished(claim))
                done.append((claim, act))
            } catch {
                undone.append(Undone(claim, error))
            }
        }
        return undone + Undone.among(done.map(\.claim), try await storage.commit(done.map(\.act)))
    }

    private func assessment(
        of passage: JudgedPassage, _ screened: ScreenedPassage?, _ keys: KeySet, at now: Instant
    ) async throws -> Act {
        let lists = watchlists.current
        let rules = inForce.current
        let key = passage.key
        var changes = HitChanges()
        if let screened {
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
        return act
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
