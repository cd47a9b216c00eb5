public import Casework
public import Storage
import Travel

/// Brings a list's file into the database: as versions of entries, in slices, each an entry of the log; or proposes it, for
/// somebody else to sign.
public struct WatchlistImport: Sendable {
    public struct Outcome: Hashable, Sendable {
        public var added = 0
        public var changed = 0
        public var unchanged = 0
        public var withdrawn = 0
        /// In the order of lines.
        public var faults: [WatchlistFault] = []
        /// False when a fault kept the whole file out.
        public var isImported = true
        /// What waits for a second signature; nothing is imported before.
        public var proposal: Identifier?

        public init() {}

        public var isEmpty: Bool { added + changed + withdrawn == 0 }
    }
    /// Which faults keep the whole file out.
    public enum Strictness: Sendable {
        /// None: bad lines stay out, good ones go in.
        case lenient
        /// Lines that would stay out.
        case rejected
        /// Every fault, warnings included.
        case all
    }

    let storage: Storage
    let clock: DomainClock
    let ids: IdentifierSource
    /// Rows of one act; what else belongs to it comes on top.
    static let slice = 1_500
    /// Lists that one proposal may change: their versions are one act with the signature.
    static let mostLists = 300

    public init(storage: Storage, clock: DomainClock, ids: IdentifierSource) {
        self.storage = storage
        self.clock = clock
        self.ids = ids
    }

    /// - Parameters:
    ///   - strict: nothing goes in when there is any fault, warnings included
    ///   - replace: entries of the file's lists that the file does not have are withdrawn; without it they stay
    /// - Throws: `StorageError`; slices that were written before stay, and the same file brings in the rest.
    public func run(_ bytes: [UInt8], access: Access, strict: Bool = false, replace: Bool = false) async throws -> Outcome {
        try await run(bytes, access: access, strict ? .all : .lenient, replace: replace)
    }

    /// As above, with a choice of what keeps the file out.
    public func run(_ bytes: [UInt8], access: Access, _ strictness: Strictness, replace: Bool) async throws -> Outcome {
        let (plan, outcome) = try await plan(bytes, strictness, replace: replace)
        guard let plan else { return outcome }
        let now = clock.now()
        var rows: [StoredRow] = []
        var expectations: [Expectation] = []
        for list in plan.lists {
            rows.append(StoredRow(list.version(at: now, author: access.account)))
            expectations.append(list.expectation)
            for change in list.changes {
                rows.append(StoredRow(change.row))
                if rows.count >= Self.slice { try await commit(&rows, &expectations, access) }
            }
        }
        if !rows.isEmpty { try await commit(&rows, &expectations, access) }
        return outcome
    }

    /// What the file would do, and what is wrong with it; no plan where a fault keeps it out.
    func plan(_ bytes: [UInt8], _ strictness: Strictness, replace: Bool) async throws -> (WatchlistPlan?, Outcome) {
        let (rows, faults) = WatchlistFile.read(bytes)
        var outcome = Outcome()
        outcome.faults = faults.sorted { $0.line < $1.line }
        let keepsOut =
            switch strictness {
            case .lenient: false
            case .rejected: faults.contains { $0.severity == .rejected }
            case .all: !faults.isEmpty
            }
        guard !keepsOut else {
            outcome.isImported = false
            return (nil, outcome)
        }
        let keys = try await storage.keys(at: clock.now())
        let plan = try await WatchlistPlan(rows, storage: storage, ids: ids, keys: keys, replace: replace)
        outcome.added = plan.counts.added
        outcome.changed = plan.counts.changed
        outcome.withdrawn = plan.counts.withdrawn
        outcome.unchanged = plan.unchanged
        return (plan, outcome)
    }

    private func commit(_ rows: inout [StoredRow], _ expectations: inout [Expectation], _ access: Access) async throws {
        let now = clock.now()
        var act = Act(access, .listImported, at: now)
        act.expectations = expectations
        act.insert(rows)
        // With each slice: should a later one fail, what stands is screened all the same.
        act.add(Work(.rescreen, key: [], due: now))
        rows = []
        expectations = []
        try await storage.commit(act)
    }
}
