import Analysis
public import Casework
public import Storage
import Travel

/// All lists, and what waits for a second signature. Nobody who is on a list is in it.
public struct ListsFile: Sendable {
    public struct Line: Sendable {
        public var list: WatchlistState
        public var newest: ListVersion?
        public var waiting: Int
    }
    public var lists: [Line]
    public var waiting: [ProposalState]
    /// Signed, refused and withdrawn ones, and those whose time is over; newest first.
    public var past: [ProposalState]
    /// Whether an import takes two people.
    public var takesTwo: Bool
}

/// One list, with a page of its entries.
public struct ListFile: Sendable {
    public struct Entry: Sendable {
        public var state: ListEntryState
        /// Nil where it is withdrawn, or its key is gone.
        public var facts: ListEntryFacts?
    }
    public var list: WatchlistState
    public var versions: [ListVersion]
    public var entries: [Entry]
    /// The entry behind which the next page begins; nil on the last.
    public var next: Identifier?
    public var waiting: [ProposalState]

    public static let pageSize = 50
    static let mostVersions = 50
}

/// One entry of a list.
public struct EntryFile: Sendable {
    public var list: WatchlistState
    public var state: ListEntryState
    /// What it says, or said before it was withdrawn; nil where its key is gone.
    public var facts: ListEntryFacts?
    /// Newest first.
    public var versions: [EntryVersion]
    public var hits: [SubjectHit]

    public static let mostHits = 100
}

extension Unit {
    public func listsFile() async throws -> ListsFile {
        let now = clock.now()
        let waiting = try await storage.waitingProposals().filter { $0.kind == .listImport && !$0.isExpired(at: now) }
        var counts: [Identifier: Int] = [:]
        for proposal in waiting {
            for list in try await storage.lists(ofProposal: proposal.proposal) { counts[list.list, default: 0] += 1 }
        }
        var lines: [ListsFile.Line] = []
        for list in try await storage.watchlists() {
            lines.append(
                ListsFile.Line(
                    list: list, newest: try await storage.versions(ofList: list.list, limit: 1).first, waiting: counts[list.list] ?? 0))
        }
        let past = try await storage.latestProposals().filter {
            $0.kind == .listImport && ($0.status != .waiting || $0.isExpired(at: now))
        }
        return ListsFile(lists: lines, waiting: waiting, past: past, takesTwo: try await judgement.signatures.takesTwo())
    }

    /// A list with a page of its entries. Whom it shows is one log entry, committed before the answer.
    /// - Throws: ``ServiceError/unknown(what:)``
    public func listFile(_ id: Identifier, after last: Identifier?, access: Access) async throws -> ListFile {
        guard let list = try await storage.watchlist(id) else { throw ServiceError.unknown(what: "list") }
        var access = access
        access.reference = id.description
        let now = clock.now()
        let states = try await storage.entries(ofList: id, after: last, limit: ListFile.pageSize + 1)
        let shown = states.prefix(ListFile.pageSize)
        let sealed = shown.map { SealedEntry(list: id, entry: $0.entry, version: $0.version) }
        let opened = try await storage.open(entries: sealed, access: access, what: "list", at: now, refresh: true)
        let entries = zip(shown, sealed).map { state, place in
            ListFile.Entry(state: state, facts: state.withdrawn ? nil : opened[place].flatMap(Self.entryFacts))
        }
        var waiting: [ProposalState] = []
        for proposal in try await storage.waitingProposals() where proposal.kind == .listImport && !proposal.isExpired(at: now) {
            if try await storage.lists(ofProposal: proposal.proposal).contains(where: { $0.list == id }) { waiting.append(proposal) }
        }
        return ListFile(
            list: list, versions: try await storage.versions(ofList: id, limit: ListFile.mostVersions), entries: entries,
            next: states.count > ListFile.pageSize ? shown.last?.entry : nil, waiting: waiting)
    }

    /// An entry with its history and the hits on it. Reading it is one log entry, committed before the answer.
    /// - Throws: ``ServiceError/unknown(what:)``
    public func entryFile(_ entry: Identifier, in id: Identifier, access: Access) async throws -> EntryFile {
        guard let list = try await storage.watchlist(id),
            let state = try await storage.lists(ofEntries: [entry])[entry], state.list.list == id
        else { throw ServiceError.unknown(what: "entry") }
        var access = access
        access.reference = entry.description
        let versions = try await storage.versions(ofEntry: entry, in: id)
        // A withdrawal says nothing but that: what the entry said stands in the version before.
        let telling = versions.first { !$0.withdrawn }?.version ?? state.entry.version
        let sealed = SealedEntry(list: id, entry: entry, version: telling)
        let opened = try await storage.open(entries: [sealed], access: access, what: "list-entry", at: clock.now(), refresh: true)
        return EntryFile(
            list: list, state: state.entry, facts: opened[sealed].flatMap(Self.entryFacts), versions: versions,
            hits: try await storage.openHits(ofSubject: entry.bytes, limit: EntryFile.mostHits))
    }

    static func entryFacts(_ bytes: [UInt8]) -> ListEntryFacts? { try? PackedFacts.decode(ListEntryFacts.self, from: bytes) }
}
