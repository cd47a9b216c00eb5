public import Casework
public import Storage
import Travel

/// Looks at a group of bookings that share one telephone or card, as a whole: the third booking also raises the first two, and
/// one that leaves ends what the others had.
public struct Linker: Sendable {
    private let storage: Storage
    private let clock: DomainClock
    private let ids: IdentifierSource
    private let inForce: RulesInForce
    private var rules: AnalysisRules { inForce.current }

    public init(storage: Storage, clock: DomainClock, ids: IdentifierSource, rules: AnalysisRules) {
        self.init(storage: storage, clock: clock, ids: ids, inForce: RulesInForce(rules))
    }

    public init(storage: Storage, clock: DomainClock, ids: IdentifierSource, inForce: RulesInForce) {
        self.storage = storage
        self.clock = clock
        self.ids = ids
        self.inForce = inForce
    }

    private struct Outcome {
        var rows: [[StoredRow]] = []
        var changed: [PassageKey] = []
        var work: [Work] = []
    }

    /// Does a piece of work of the kind `link`. Doing it again finds the same and changes nothing.
    /// - Throws: `StorageError`; the work stays, and is done again.
    public func link(_ claim: WorkClaim) async throws {
        let now = clock.now()
        guard let token = Token(packed: claim.key), let function = Self.function(token.kind) else {
            return try await finish(claim, Outcome(), reference: "", at: now)
        }
        let keys = try await storage.keys(at: now)
        var bookings = try await storage.bookings(sharing: [token], limit: SharingGroup.readLimit)
        var causes = [token]
        if token.kind == .telephone, keys.hasEarlierTokenKeys, let first = bookings.first,
            let siblings = try await telephoneTokens(equalTo: token, in: first, keys: keys, at: now), siblings.count > 1
        {
            causes = siblings
            bookings = try await storage.bookings(sharing: siblings, limit: SharingGroup.readLimit)
        }
        let stored = try await storage.openHits(causedBy: causes.map(\.bytes)).filter { $0.source == .indicator }
        let indicators = rules.indicators(function, on: now.utc.date)
        var outcome = Outcome()
        let size = Self.size(bookings.map(\.date), function, indicators)
        if size > SharingGroup.hub {
            try compare(stored, [:], causes, keys, now, reason: "hub", &outcome)
            // Recorded once, and whenever it ends something: the count of a hub is in the reference of the act.
            let isNews = !outcome.changed.isEmpty || size == SharingGroup.hub + 1
            return try await finish(claim, outcome, reference: isNews ? "hub \(size)" : "", at: now)
        }
        // Most tokens are one booking's own: nothing has to be opened to know that it is no group.
        let least = indicators.map { function.threshold("families", of: $0) }.min() ?? Int.max
        let members = bookings.count < least ? [] : try await open(bookings, at: now)
        var found: [PassageKey: [FoundHit]] = [:]
        for indicator in indicators {
            let findings = SharingGroup.findings(
                members, days: function.threshold("days", of: indicator), threshold: function.threshold("families", of: indicator))
            for finding in findings {
                let hit = Self.hit(finding, members, indicator, function, cause: causes[0])
                let booking = members[finding.member].booking.facts.subject
                for passage in try await storage.passages(ofBooking: booking.subject, on: booking.voyage) {
                    found[passage, default: []].append(hit)
                }
            }
        }
        try compare(stored, found, causes, keys, now, reason: "group-changed", &outcome)
        if token.kind == .card { outcome.work = try await lateMembers(bookings, at: now) }
        try await finish(claim, outcome, reference: "", at: now)
    }

    /// A telephone or card that so many bookings share that it links nobody.
    public struct Hub: Hashable, Sendable {
        public var kind: TokenKind
        /// Bookings in its fullest window; no further than ``SharingGroup/readLimit``.
        public var bookings: Int
    }

    /// The hubs that a booking has a part in. They give no hit; whoever judges the booking is told that there are some.
    /// - Throws: `StorageError`
    public func hubs(of booking: SealedSubject) async throws -> [Hub] {
        var hubs: [Hub] = []
        let day = clock.now().utc.date
        for token in try await storage.sharedTokens(of: booking) {
            guard let function = Self.function(token.kind) else { continue }
            let dates = try await storage.bookings(sharing: [token], limit: SharingGroup.readLimit).map(\.date)
            let size = Self.size(dates, function, rules.indicators(function, on: day))
            if size > SharingGroup.hub { hubs.append(Hub(kind: token.kind, bookings: size)) }
        }
        return hubs
    }

    /// How many bookings of a group count at once: those of the fullest window of its indicators.
    private static func size(_ dates: [LocalDate], _ function: EvidenceFunction, _ indicators: [Indicator]) -> Int {
        let days = indicators.map { function.threshold("days", of: $0) }.max() ?? 30
        return dates.count == SharingGroup.readLimit ? dates.count : SharingGroup.fullestWindow(dates, days: days)
    }

    /// Whether groups that share a token of this kind are looked at.
    static func looksAt(_ kind: TokenKind) -> Bool { function(kind) != nil }

    private static func function(_ kind: TokenKind) -> EvidenceFunction? {
        switch kind {
        case .card: .cardOverUnrelatedBookings
        case .telephone: .telephoneOverUnrelatedBookings
        default: nil
        }
    }

    private func compare(
        _ stored: [HitState], _ found: [PassageKey: [FoundHit]], _ causes: [Token], _ keys: KeySet, _ now: Instant, reason: String,
        _ outcome: inout Outcome
    ) throws {
        let byPassage = Dictionary(grouping: stored, by: \.key)
        let passages = Set(byPassage.keys).union(found.keys).sorted { $0.packed.lexicographicallyPrecedes($1.packed) }
        for passage in passages {
            var changes = HitChanges()
            try changes.compare(
                passage, stored: byPassage[passage] ?? [], found: found[passage] ?? [], causes: causes.map(\.bytes), keys: keys, ids: ids,
                at: now
            ) { _ in reason }
            guard !changes.isEmpty else { continue }
            outcome.rows.append(changes.rows)
            outcome.changed.append(passage)
        }
    }

    /// Hits in slices; the last act has the work that follows, and finishes the claim. What an earlier slice wrote is found
    /// again as stored, should a later one fail.
    private func finish(_ claim: WorkClaim, _ outcome: Outcome, reference: String, at now: Instant) async throws {
        var access = Access.assessment
        access.reference = reference
        var act = Act(access, outcome.rows.isEmpty && reference.isEmpty ? nil : .groupLinked, at: now)
        for (rows, passage) in zip(outcome.rows, outcome.changed) {
            if act.rows.count + rows.count > Act.rowLimit {
                try await storage.commit(act)
                act = Act(access, .groupLinked, at: now)
            }
            act.insert(rows)
            act.add(Work(.raise, key: passage.packed, due: now))
        }
        for work in outcome.work { act.add(work) }
        act.transient.append(.finished(claim))
        try await storage.commit(act)
    }

    private func open(_ bookings: [JudgedBooking], at now: Instant) async throws -> [SharingGroup.Member] {
        let opened = try await storage.open(identities: bookings.map(\.facts.subject), access: .assessment, what: "assessment", at: now)
        return try bookings.compactMap { booking in
            try opened[booking.facts.subject].map {
                let facts = try PackedFacts.decode(BookingFacts.self, from: $0)
                return SharingGroup.Member(
                    booking: booking, facts: ScreenedPassage.Opened(facts, booking.facts), relations: BookingRelations(facts))
            }
        }
    }

    /// The same telephone under all living keys, the current first. A card's number is nowhere, so that a group of a card does
    /// not reach over the change of a key.
    private func telephoneTokens(equalTo token: Token, in booking: JudgedBooking, keys: KeySet, at now: Instant) async throws -> [Token]? {
        let member = try await open([booking], at: now).first
        for contact in member?.facts.value.booking.contacts ?? [] where contact.kind == .telephone {
            guard let number = TokenValue.telephone(contact.value) else { continue }
            let tokens = keys.living(.telephone, number)
            if tokens.contains(token) { return tokens }
        }
        return nil
    }

    /// Passages of members that were bought late: a card's other bookings are evidence for them.
    private func lateMembers(_ bookings: [JudgedBooking], at now: Instant) async throws -> [Work] {
        let late = rules.indicators(.latePurchaseByThirdParty, on: now.utc.date).map { LatePurchase(indicator: $0) }
        var work: [Work] = []
        for member in bookings {
            let lead = LatePurchase.leadHours(created: member.created, departure: member.departure)
            guard late.contains(where: { $0.isLate(lead) }) else { continue }
            let booking = member.facts.subject
            for passage in try await storage.passages(ofBooking: booking.subject, on: booking.voyage) {
                work.append(Work(.assess, key: passage.packed, due: now))
            }
        }
        return work
    }

    private static func hit(
        _ finding: SharingGroup.Finding, _ members: [SharingGroup.Member], _ indicator: Indicator, _ function: EvidenceFunction,
        cause: Token
    ) -> FoundHit {
        let member = members[finding.member]
        let threshold = function.threshold("families", of: indicator)
        let further = finding.families - threshold
        let rise = further * function.threshold("rise", of: indicator)
        var parts = [ScorePart(part: "\(finding.bookings)", met: "\(threshold)", rule: indicator.name, weight: indicator.weight)]
        if rise > 0 { parts.append(ScorePart(part: "\(further)", met: "", rule: "further-families", weight: rise)) }
        let field: FactField = cause.kind == .card ? .payment : .contact
        var supporting = [
            Reason("shared-by-bookings", ["\(finding.bookings)"]), Reason("unrelated-families", ["\(finding.families)"]),
        ]
        let voyage = member.booking.facts.subject.voyage
        let aboard = finding.others.count { members[$0].booking.facts.subject.voyage == voyage }
        if aboard > 0 { supporting.append(Reason("on-the-same-voyage", ["\(aboard)"])) }
        let lead = LatePurchase.leadHours(created: member.booking.created, departure: member.booking.departure)
        var opposing = InnocentFacts.reasons(member.facts.value, relations: member.relations, leadHours: lead)
        if finding.related > 1 { opposing.append(Reason("some-are-related", ["\(finding.related)"])) }
        let places = [finding.member] + finding.others.sorted().prefix(SharingGroup.hub)
        return FoundHit(
            source: .indicator, subject: Array(indicator.name.utf8), subjectVersion: indicator.version, cause: cause.bytes,
            weight: indicator.weight + rise,
            explanation: HitExplanation(
                parts: parts, supporting: supporting, opposing: opposing, places: places.map { members[$0].facts.place(field) }))
    }
}
