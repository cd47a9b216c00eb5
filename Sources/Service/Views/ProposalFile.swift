public import Analysis
public import Casework
import Oversight
public import Storage
public import Travel

/// What somebody is asked to sign: the difference that an import would make, entry by entry.
public struct ProposalFile: Sendable {
    public struct Change: Sendable {
        public var row: ProposalEntryRow
        public var before: ListEntryFacts?
        public var after: ListEntryFacts?
        public var validBefore: (from: LocalDate?, to: LocalDate?)
    }
    public var state: ProposalState
    public var lists: [ProposedList]
    public var changes: [EntryEffect: [Change]]
    /// The ordinal behind which the next page of an effect begins.
    public var next: [EntryEffect: Int]
    /// What it was made against is still the newest.
    public var isCurrent: Bool
    public var reason: String?

    public static let pageSize = 25
}

extension Unit {
    /// The difference that a proposal makes. Whom it shows is one log entry, committed before the answer.
    /// - Parameter after: where the page of each effect begins
    /// - Throws: ``ServiceError/unknown(what:)``
    public func proposalFile(_ id: Identifier, after: [EntryEffect: Int] = [:], access: Access) async throws -> ProposalFile {
        guard let state = try await storage.proposal(id), state.kind == .listImport else { throw ServiceError.unknown(what: "proposal") }
        let lists = try await storage.lists(ofProposal: id)
        var access = access
        access.reference = id.description
        var changes: [EntryEffect: [ProposalFile.Change]] = [:]
        var next: [EntryEffect: Int] = [:]
        for effect in EntryEffect.allCases {
            let begin = max(0, after[effect] ?? 0)
            let rows = try await storage.entries(ofProposal: id, effect, after: begin, limit: ProposalFile.pageSize + 1)
            let shown = Array(rows.prefix(ProposalFile.pageSize))
            if rows.count > ProposalFile.pageSize { next[effect] = shown.last?.ordinal }
            let opened = try await storage.open(proposed: shown, access: access, at: clock.now())
            var lines: [ProposalFile.Change] = []
            for row in shown {
                let earlier = SealedEntry(list: row.entry.list, entry: row.entry.entry, version: row.entry.version - 1)
                var validity: (from: LocalDate?, to: LocalDate?) = (nil, nil)
                if row.entry.version > 1 {
                    let versions = try await storage.versions(ofEntry: row.entry.entry, in: row.entry.list)
                    if let found = versions.first(where: { $0.version == row.entry.version - 1 }) {
                        validity = (found.validFrom, found.validTo)
                    }
                }
                lines.append(
                    ProposalFile.Change(
                        row: row, before: opened.before[earlier].flatMap(Self.entryFacts),
                        after: opened.after[row.ordinal].flatMap(Self.entryFacts), validBefore: validity))
            }
            changes[effect] = lines
        }
        var isCurrent = true
        let names = Set(try await storage.watchlists().map(\.name))
        for list in lists {
            let version = try await storage.watchlist(list.list)?.version ?? 0
            if version != list.base || (list.base == 0 && names.contains(list.name)) { isCurrent = false }
        }
        return ProposalFile(
            state: state, lists: lists, changes: changes, next: next, isCurrent: isCurrent,
            reason: try await storage.openReason(ofProposal: id))
    }

    /// Brings a list's file in, or proposes it.
    public func importList(
        _ bytes: [UInt8], access: Access, strictness: WatchlistImport.Strictness, replace: Bool
    ) async throws -> WatchlistImport.Outcome {
        let outcome = try await judgement.signatures.importList(bytes, access: access, strictness: strictness, replace: replace)
        try await checkpointer.advance()
        return outcome
    }
}
