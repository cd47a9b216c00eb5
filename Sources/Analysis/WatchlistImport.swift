public import Casework
public import Storage
import Travel

/// Brings a list's file into the database: as versions of entries, in slices, each an entry of the log.
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

        public init() {}
    }

    private let storage: Storage
    private let clock: DomainClock
    private let ids: IdentifierSource
    /// Rows of one act; a version of the list may come on top.
    private static let slice = 1_500

    public init(storage: Storage, clock: DomainClock, ids: IdentifierSource) {
        self.storage = storage
        self.clock = clock
        self.ids = ids
    }

    private struct Entry {
        var state: ListEntryState
        var isNamed = false
    }

    /// - Parameters:
    ///   - strict: nothing goes in when there is any fault, warnings included
    ///   - replace: entries of the file's lists that the file does not have are withdrawn; without it they stay
    /// - Throws: `StorageError`; slices that were written before stay, and the same file brings in the rest.
    public func run(_ bytes: [UInt8], access: Access, strict: Bool = false, replace: Bool = false) async throws -> Outcome {
        let (rows, faults) = WatchlistFile.read(bytes)
        var outcome = Outcome()
        outcome.faults = faults.sorted { $0.line < $1.line }
        if strict, !faults.isEmpty {
            outcome.isImported = false
            return outcome
        }
        let now = clock.now()
        let keys = try await storage.keys(at: now)
        var known: [String: WatchlistState] = [:]
        for list in try await storage.watchlists() { known[list.name] = list }
        var pending: [StoredRow] = []
        var names: [String] = []
        var rowsByList: [String: [WatchlistRow]] = [:]
        for row in rows {
            if rowsByList[row.list] == nil { names.append(row.list) }
            rowsByList[row.list, default: []].append(row)
        }
        for name in names {
            let listRows = rowsByList[name] ?? []
            let list = try known[name] ?? newList(name, listRows, &pending)
            var entries: [Entry] = []
            var byReference: [[UInt8]: Int] = [:]
            var last: Identifier?
            while known[name] != nil {
                let page = try await storage.entries(ofList: list.list, after: last, limit: 5_000)
                for state in page {
                    byReference[state.reference] = entries.count
                    entries.append(Entry(state: state))
                }
                guard let end = page.last, page.count == 5_000 else { break }
                last = end.entry
            }
            for row in listRows {
                var facts = row.facts
                if facts.owner.isEmpty { facts.owner = list.owner }
                if facts.legalBasis.isEmpty { facts.legalBasis = list.legalBasis }
                let plain = PackedFacts.encode(facts)
                let digested = plain + Array("|\(row.validFrom?.description ?? "")|\(row.validTo?.description ?? "")".utf8)
                let reference = list.list.bytes + Self.reference(facts)
                let found = keys.living(.reference, reference).compactMap { byReference[$0.bytes] }.first
                let entry: Identifier
                let version: Int
                if let found {
                    entries[found].isNamed = true
                    let state = entries[found].state
                    if !state.withdrawn, keys.living(.digest, digested).contains(where: { $0.bytes == state.digest }) {
                        outcome.unchanged += 1
                        continue
                    }
                    outcome.changed += 1
                    entry = state.entry
                    version = state.version + 1
                    entries[found].state.version = version
                    entries[found].state.withdrawn = false
                    entries[found].state.digest = keys.digest(digested)
                } else {
                    outcome.added += 1
                    entry = ids.next()
                    version = 1
                    // A second row without a reference that says the same is the same entry.
                    byReference[keys.token(.reference, reference).bytes] = entries.count
                    entries.append(
                        Entry(
                            state: ListEntryState(
                                list: list.list, entry: entry, version: 1, reference: keys.token(.reference, reference).bytes,
                                withdrawn: false, validFrom: row.validFrom, validTo: row.validTo, digest: keys.digest(digested)),
                            isNamed: true))
                }
                let sealed = try keys.sealEntry(plain, list: list.list, entry: entry, version: version)
                pending.append(
                    StoredRow(
                        ListEntryVersionRow(
                            list: list.list, entry: entry, version: version, reference: keys.token(.reference, reference).bytes,
                            withdrawn: false, validFrom: row.validFrom, validTo: row.validTo, digest: keys.digest(digested),
                            key: sealed.key, sealed: sealed.sealed)))
                if pending.count >= Self.slice { try await commit(&pending, access) }
            }
            guard replace else { continue }
            for entry in entries where !entry.isNamed && !entry.state.withdrawn {
                outcome.withdrawn += 1
                let version = entry.state.version + 1
                // What it said stands in its earlier versions; this one says only that it is withdrawn.
                let sealed = try keys.sealEntry([], list: list.list, entry: entry.state.entry, version: version)
                pending.append(
                    StoredRow(
                        ListEntryVersionRow(
                            list: list.list, entry: entry.state.entry, version: version, reference: entry.state.reference, withdrawn: true,
                            validFrom: entry.state.validFrom, validTo: entry.state.validTo, digest: entry.state.digest, key: sealed.key,
                            sealed: sealed.sealed)))
                if pending.count >= Self.slice { try await commit(&pending, access) }
            }
        }
        if !pending.isEmpty { try await commit(&pending, access) }
        return outcome
    }

    private func newList(_ name: String, _ rows: [WatchlistRow], _ pending: inout [StoredRow]) throws -> WatchlistState {
        let state = WatchlistState(
            list: ids.next(), version: 1, name: name, owner: rows.lazy.map(\.facts.owner).first { !$0.isEmpty } ?? "",
            legalBasis: rows.lazy.map(\.facts.legalBasis).first { !$0.isEmpty } ?? "")
        pending.append(
            StoredRow(WatchlistVersionRow(list: state.list, version: 1, name: name, owner: state.owner, legalBasis: state.legalBasis)))
        return state
    }

    private func commit(_ pending: inout [StoredRow], _ access: Access) async throws {
        let now = clock.now()
        var act = Act(access, .listImported, at: now)
        act.insert(pending)
        // With each slice: should a later one fail, what stands is screened all the same.
        act.add(Work(.rescreen, key: [], due: now))
        pending = []
        try await storage.commit(act)
    }

    /// The owner's reference; without one, whom the entry is about.
    private static func reference(_ facts: ListEntryFacts) -> [UInt8] {
        if !facts.reference.isEmpty { return Array("R\(facts.reference)".utf8) }
        let parts = facts.names.map(\.full) + facts.births.map(\.description) + facts.documents.compactMap(\.number)
        return Array("N\(parts.joined(separator: "\u{1F}"))".utf8)
    }
}
