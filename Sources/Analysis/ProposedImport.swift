public import Casework
public import Storage
public import Travel

/// An import in two steps: one person proposes what a file would change, entry by entry; another signs exactly that.
extension WatchlistImport {
    /// Stores what the file would change, for somebody else to sign. What is not complete is no proposal: its last commit makes it one.
    /// - Parameter expires: when it can no longer be signed
    /// - Throws: `StorageError`
    public func propose(
        _ bytes: [UInt8], access: Access, author: Identifier, strictness: Strictness, replace: Bool, expires: Instant
    ) async throws -> Outcome {
        let (found, planned) = try await plan(bytes, strictness, replace: replace)
        var outcome = planned
        guard let plan = found, !plan.lists.isEmpty else { return outcome }
        guard plan.lists.count <= Self.mostLists else { throw ListTooMany(most: Self.mostLists) }
        let now = clock.now()
        let proposal = ids.next()
        var digest = ProposalDigest(.listImport, subject: "", base: 0)
        for list in plan.lists.sorted(by: { $0.list < $1.list }) { digest.add(Self.proposed(list)) }
        var rows: [StoredRow] = []
        for effect in EntryEffect.allCases {
            var ordinal = 0
            for list in plan.lists {
                for change in list.changes where change.effect == effect {
                    ordinal += 1
                    let row = ProposalEntryRow(proposal: proposal, effect: effect, ordinal: ordinal, entry: change.row)
                    digest.add(row)
                    rows.append(StoredRow(row))
                    guard rows.count == Self.slice else { continue }
                    var act = Act(access, .changePart, at: now)
                    act.insert(rows)
                    rows = []
                    try await storage.commit(act)
                }
            }
        }
        var act = Act(access, .changeProposed, at: now)
        act.access.reference = proposal.description
        act.insert(rows)
        for list in plan.lists {
            act.expectations.append(list.expectation)
            act.insert(
                ProposalListRow(
                    proposal: proposal, list: list.list, base: list.base, name: list.name, owner: list.owner, legalBasis: list.legalBasis,
                    entries: list.entries, counts: list.counts))
        }
        act.insert(
            ProposalRow(
                proposal: proposal, kind: .listImport, subject: "", base: 0, author: author, at: now, expires: expires,
                digest: digest.value, counts: plan.counts))
        try await storage.commit(act)
        outcome.proposal = proposal
        return outcome
    }

    private static func proposed(_ list: WatchlistPlan.List) -> ProposedList {
        ProposedList(
            list: list.list, base: list.base, name: list.name, owner: list.owner, legalBasis: list.legalBasis, entries: list.entries,
            counts: list.counts)
    }

    /// Whether what is stored of an import is what its digest was taken of.
    public func isWhole(_ state: ProposalState) async throws -> Bool {
        var digest = ProposalDigest(.listImport, subject: "", base: 0)
        for list in try await storage.lists(ofProposal: state.proposal) { digest.add(list) }
        for effect in EntryEffect.allCases {
            var last = 0
            while true {
                let page = try await storage.entries(ofProposal: state.proposal, effect, after: last, limit: Self.slice)
                for row in page { digest.add(row) }
                guard let end = page.last, page.count == Self.slice else { break }
                last = end.ordinal
            }
        }
        return digest.value == state.digest
    }

    /// Signs an import: the signature, the lists' new versions and the first slice of entries are one act; what is left follows in
    /// further slices, and is work of the same act, so that a stop in between loses nothing.
    /// - Parameter step: the signature
    /// - Throws: `StorageError.conflict` when somebody else was faster, or a list has another version than the proposal was made against
    public func sign(_ state: ProposalState, step: ProposalStepRow, access: Access) async throws {
        let now = step.at
        var act = Act(access, .changeSigned, at: now)
        act.expectations.append(.waiting(state.proposal))
        act.insert(step)
        for list in try await storage.lists(ofProposal: state.proposal) {
            act.expectations.append(list.base == 0 ? .noList(named: list.name) : .list(list.list, version: list.base))
            act.insert(
                WatchlistVersionRow(
                    list: list.list, version: list.base + 1, name: list.name, owner: list.owner, legalBasis: list.legalBasis, at: now,
                    author: state.author, signer: step.account, proposal: state.proposal, counts: list.counts))
        }
        var room = Self.slice
        for effect in EntryEffect.allCases where room > 0 {
            let page = try await storage.entries(ofProposal: state.proposal, effect, after: 0, limit: room)
            for row in page { act.insert(row.entry) }
            room -= page.count
        }
        act.add(Work(.rescreen, key: [], due: now))
        let isRest = state.counts.sum > Self.slice
        if isRest { act.add(Work(.apply, key: state.proposal.bytes, due: now)) }
        try await storage.commit(act)
        if isRest { try await apply(state.proposal, access: access) }
    }

    /// Brings in what is left of a signed import. Doing it again finds the same and changes nothing.
    /// - Throws: `StorageError`; what was written stays, and the work brings in the rest.
    public func apply(_ proposal: Identifier, access: Access) async throws {
        guard let state = try await storage.proposal(proposal), state.status == .signed else { return }
        for effect in EntryEffect.allCases {
            var last = 0
            while true {
                let page = try await storage.entries(ofProposal: proposal, effect, after: last, limit: Self.slice)
                let present = try await storage.presentVersions(of: page.map { ($0.entry.list, $0.entry.entry) })
                let missing = page.filter { (present[$0.entry.entry] ?? 0) < $0.entry.version }
                if !missing.isEmpty {
                    let now = clock.now()
                    var act = Act(access, .listImported, at: now)
                    act.access.reference = proposal.description
                    for row in missing { act.insert(row.entry) }
                    act.add(Work(.rescreen, key: [], due: now))
                    do {
                        try await storage.commit(act)
                    } catch StorageError.conflict {
                        // The work and the signature's own call met: look again at what is left.
                        continue
                    }
                }
                guard let end = page.last, page.count == Self.slice else { break }
                last = end.ordinal
            }
        }
    }

    /// Does a piece of work of the kind `apply`.
    public func apply(_ claim: WorkClaim) async throws {
        if let proposal = Identifier(bytes: claim.key) { try await apply(proposal, access: .assessment) }
        var act = Act(.assessment, nil, at: clock.now())
        act.transient.append(.finished(claim))
        try await storage.commit(act)
    }
}

/// More lists in one file than a proposal may change.
public struct ListTooMany: Error, Hashable, Sendable, CustomStringConvertible {
    public var most: Int

    public var description: String { "one file may change \(most) lists at the most: split it" }
}

/// SHA-256 over a proposal, value by value. Entries take part with the keyed digests that stand in their rows, so that whoever has
/// the value cannot try out who is on a list.
public struct ProposalDigest: Sendable {
    public private(set) var value: [UInt8]

    public init(_ kind: ProposalKind, subject: String, base: Int) {
        value = sha256(Array("\(kind.rawValue)\u{1F}\(subject)\u{1F}\(base)".utf8))
    }

    mutating func add(_ list: ProposedList) {
        let text = [
            "\(list.base)", list.name, list.owner, list.legalBasis, "\(list.counts.added)", "\(list.counts.changed)",
            "\(list.counts.withdrawn)",
        ]
        value = sha256(value + list.list.bytes + sha256(Array(text.joined(separator: "\u{1F}").utf8)))
    }

    mutating func add(_ row: ProposalEntryRow) {
        let entry = row.entry
        let text =
            "\(row.effect.rawValue) \(entry.version) \(entry.withdrawn) \(entry.validFrom?.description ?? "") \(entry.validTo?.description ?? "")"
        value = sha256(
            value + entry.list.bytes + entry.entry.bytes + entry.reference + entry.digest + sha256(entry.sealed) + Array(text.utf8))
    }
}
