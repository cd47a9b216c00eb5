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

    /// A piece of work with the group that it is about.
    private struct Look {
        var claim: WorkClaim
        var function: EvidenceFunction
        /// What the group's value may be stored under, the token of the claim or of today first.
        var causes: [Token]
        var group = Storage.TokenGroup()

        var bookings: [JudgedBooking] { group.bookings }
    }

    /// Does pieces of work of the kind `link`, together. Each stands by itself. Doing one again finds the same and changes nothing.
    /// - Returns: those that could not be done; their work stays, and is done again.
    /// - Throws: `StorageError`, when none could be done.
    public func link(_ claims: [WorkClaim]) async throws -> [Undone] {
        let now = clock.now()
        let keys = try await storage.keys(at: now)
        var looks: [Look] = []
        var nothing: [WorkClaim] = []
        for claim in claims {
            if let token = Token(packed: claim.key), let function = Self.function(token.kind) {
                looks.append(Look(claim: claim, function: function, causes: [token]))
            } else {
                nothing.append(claim)
            }
        }
        try await fill(&looks)
        if keys.hasEarlierTokenKeys {
            var siblings = try await telephonesUnderAllKeys(looks, keys: keys, at: now)
            try await fill(&siblings)
            looks = siblings + looks.filter { look in !siblings.contains { $0.claim == look.claim } }
        }
        var undone: [Undone] = []
        for look in looks {
            do {
                if isNoGroup(look, at: now) {
                    nothing.append(look.claim)
                } else {
                    try await link(look, keys, at: now)
                }
            } catch {
                undone.append(Undone(look.claim, error))
            }
        }
        let acts = nothing.map { claim in
            var act = Act(.assessment, nil, at: now)
            act.transient.append(.finished(claim))
            return act
        }
        return undone + Undone.among(nothing, try await storage.commit(acts))
    }

    private func fill(_ looks: inout [Look]) async throws {
        let groups = try await storage.groups(of: looks.map(\.causes), limit: SharingGroup.readLimit)
        for (index, group) in groups.enumerated() { looks[index].group = group }
    }

    /// Most tokens are one booking's own: nothing has to be opened to know that there is no group, and that there was none.
    private func isNoGroup(_ look: Look, at now: Instant) -> Bool {
        look.group.openHits.isEmpty && look.bookings.count < min(least(look.function, at: now), SharingGroup.hub)
            && (look.function != .cardOverUnrelatedBookings || !look.bookings.contains { isLate($0, at: now) })
    }

    /// The fewest bookings that any indicator asks of a group.
    private func least(_ function: EvidenceFunction, at now: Instant) -> Int {
        rules.indicators(function, on: now.utc.date).map { function.threshold("families", of: $0) }.min() ?? Int.max
    }

    private func link(_ look: Look, _ keys: KeySet, at now: Instant) async throws {
        let stored = look.group.openHits.filter { $0.source == .indicator }
        let indicators = rules.indicators(look.function, on: now.utc.date)
        var outcome = Outcome()
        let size = Self.size(look.bookings.map(\.date), look.function, indicators)
        if size > SharingGroup.hub {
            try compare(stored, [:], look.causes, keys, now, reason: "hub", &outcome)
            // Recorded once, and whenever it ends something: the count of a hub is in the reference of the act.
            let isNews = !outcome.changed.isEmpty || size == SharingGroup.hub + 1
            return try await finish(look.claim, outcome, reference: isNews ? "hub \(size)" : "", at: now)
        }
        let members = look.bookings.count < least(look.function, at: now) ? [] : try await open(look.bookings, at: now)
        var found: [PassageKey: [FoundHit]] = [:]
        for indicator in indicators {
            let findings = SharingGroup.findings(
                members, days: look.function.threshold("days", of: indicator), threshold: look.function.threshold("families", of: indicator)
            )
            for finding in findings {
                let hit = Self.hit(finding, members, indicator, look.function, cause: look.causes[0])
                let booking = members[finding.member].booking.facts.subject
                for passage in try await storage.passages(ofBooking: booking.subject, on: booking.voyage) {
                    found[passage, default: []].append(hit)
                }
            }
        }
        try compare(stored, found, look.causes, keys, now, reason: "group-changed", &outcome)
        if look.function == .cardOverUnrelatedBookings { outcome.work = try await lateMembers(look.bookings, at: now) }
        try await finish(look.claim, outcome, reference: "", at: now)
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

    /// The same telephones under all living keys, the current first; those that stand under one are left out. A card's number is
    /// nowhere, so that a group of a card does not reach over the change of a key.
    private func telephonesUnderAllKeys(_ looks: [Look], keys: KeySet, at now: Instant) async throws -> [Look] {
        let telephones = looks.filter { $0.function == .telephoneOverUnrelatedBookings && !$0.bookings.isEmpty }
        var seen: Set<SealedSubject> = []
        let firsts = telephones.map { $0.bookings[0] }.filter { seen.insert($0.facts.subject).inserted }
        let members = try await open(firsts, at: now)
        let opened = Dictionary(members.map { ($0.booking.facts.subject, $0.facts.value.booking.contacts) }) { first, _ in first }
        return telephones.compactMap { look in
            for contact in opened[look.bookings[0].facts.subject] ?? [] where contact.kind == .telephone {
                guard let number = TokenValue.telephone(contact.value) else { continue }
                let tokens = keys.living(.telephone, number)
                guard tokens.count > 1, tokens.contains(look.causes[0]) else { continue }
                return Look(claim: look.claim, function: look.function, causes: tokens)
            }
            return nil
        }
    }

    private func isLate(_ booking: JudgedBooking, at now: Instant) -> Bool {
        let lead = LatePurchase.leadHours(created: booking.created, departure: booking.departure)
        return rules.indicators(.latePurchaseByThirdParty, on: now.utc.date).contains { LatePurchase(indicator: $0).isLate(lead) }
    }

    /// Passages of members that were bought late: a card's other bookings are evidence for them.
    private func lateMembers(_ bookings: [JudgedBooking], at now: Instant) async throws -> [Work] {
        var work: [Work] = []
        for booking in bookings.filter({ isLate($0, at: now) }).map(\.facts.subject) {
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
