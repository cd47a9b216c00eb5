import Casework
import Storage
import Travel

/// What a list's file would change, entry by entry, against the lists as they are: the rows as they would stand.
struct WatchlistPlan {
    /// A list of the file that something of is changed.
    struct List {
        var list: Identifier
        /// The version that it was compared with; 0 for a list that does not exist yet.
        var base: Int
        var name: String
        var owner: String
        var legalBasis: String
        var entries: Int
        var counts = EntryCounts()
        var changes: [(effect: EntryEffect, row: ListEntryVersionRow)] = []

        /// That nothing has come between.
        var expectation: Expectation { base == 0 ? .noList(named: name) : .list(list, version: base) }

        func version(
            at now: Instant, author: Identifier?, signer: Identifier? = nil, proposal: Identifier? = nil
        ) -> WatchlistVersionRow {
            WatchlistVersionRow(
                list: list, version: base + 1, name: name, owner: owner, legalBasis: legalBasis, at: now, author: author, signer: signer,
                proposal: proposal, counts: counts)
        }
    }
    var lists: [List] = []
    var unchanged = 0
    var counts = EntryCounts()

    private struct Entry {
        var state: ListEntryState
        var isNamed = false
    }

    /// - Parameter replace: entries of the file's lists that the file does not have are withdrawn
    init(_ rows: [WatchlistRow], storage: Storage, ids: IdentifierSource, keys: KeySet, replace: Bool) async throws {
        var known: [String: WatchlistState] = [:]
        for list in try await storage.watchlists() { known[list.name] = list }
        var names: [String] = []
        var rowsByList: [String: [WatchlistRow]] = [:]
        for row in rows {
            if rowsByList[row.list] == nil { names.append(row.list) }
            rowsByList[row.list, default: []].append(row)
        }
        for name in names {
            let listRows = rowsByList[name] ?? []
            var list = known[name].map(Self.list) ?? Self.newList(name, listRows, ids)
            var entries: [Entry] = []
            var byReference: [[UInt8]: Int] = [:]
            var last: Identifier?
            while list.base > 0 {
                let page = try await storage.entries(ofList: list.list, after: last, limit: 5_000)
                for state in page {
                    byReference[state.reference] = entries.count
                    entries.append(Entry(state: state))
                }
                guard let end = page.last, page.count == 5_000 else { break }
                last = end.entry
            }
            for row in listRows { try add(row, to: &list, &entries, &byReference, ids, keys) }
            if replace {
                for entry in entries where !entry.isNamed && !entry.state.withdrawn {
                    let version = entry.state.version + 1
                    // What it said stands in its earlier versions; this one says only that it is withdrawn.
                    let sealed = try keys.sealEntry([], list: list.list, entry: entry.state.entry, version: version)
                    list.change(
                        .withdrawn,
                        ListEntryVersionRow(
                            list: list.list, entry: entry.state.entry, version: version, reference: entry.state.reference, withdrawn: true,
                            validFrom: entry.state.validFrom, validTo: entry.state.validTo, digest: entry.state.digest, key: sealed.key,
                            sealed: sealed.sealed, listVersion: list.base + 1))
                }
            }
            guard list.base == 0 || !list.changes.isEmpty else { continue }
            for effect in EntryEffect.allCases { for _ in 0..<list.counts[effect] { counts.count(effect) } }
            lists.append(list)
        }
    }

    private mutating func add(
        _ row: WatchlistRow, to list: inout List, _ entries: inout [Entry], _ byReference: inout [[UInt8]: Int], _ ids: IdentifierSource,
        _ keys: KeySet
    ) throws {
        var facts = row.facts
        if facts.owner.isEmpty { facts.owner = list.owner }
        if facts.legalBasis.isEmpty { facts.legalBasis = list.legalBasis }
        let plain = PackedFacts.encode(facts)
        let digested = plain + Array("|\(row.validFrom?.description ?? "")|\(row.validTo?.description ?? "")".utf8)
        let reference = list.list.bytes + Self.reference(facts)
        let stored = keys.token(.reference, reference).bytes
        let entry: Identifier
        let version: Int
        let effect: EntryEffect
        if let found = keys.living(.reference, reference).compactMap({ byReference[$0.bytes] }).first {
            entries[found].isNamed = true
            let state = entries[found].state
            if !state.withdrawn, keys.living(.digest, digested).contains(where: { $0.bytes == state.digest }) {
                unchanged += 1
                return
            }
            effect = .changed
            entry = state.entry
            version = state.version + 1
            entries[found].state.version = version
            entries[found].state.withdrawn = false
            entries[found].state.digest = keys.digest(digested)
        } else {
            effect = .added
            entry = ids.next()
            version = 1
            // A second row without a reference that says the same is the same entry.
            byReference[stored] = entries.count
            entries.append(
                Entry(
                    state: ListEntryState(
                        list: list.list, entry: entry, version: 1, reference: stored, withdrawn: false, validFrom: row.validFrom,
                        validTo: row.validTo, digest: keys.digest(digested)), isNamed: true))
        }
        let sealed = try keys.sealEntry(plain, list: list.list, entry: entry, version: version)
        list.change(
            effect,
            ListEntryVersionRow(
                list: list.list, entry: entry, version: version, reference: stored, withdrawn: false, validFrom: row.validFrom,
                validTo: row.validTo, digest: keys.digest(digested), key: sealed.key, sealed: sealed.sealed, listVersion: list.base + 1))
    }

    private static func list(_ state: WatchlistState) -> List {
        List(
            list: state.list, base: state.version, name: state.name, owner: state.owner, legalBasis: state.legalBasis,
            entries: state.entries)
    }

    private static func newList(_ name: String, _ rows: [WatchlistRow], _ ids: IdentifierSource) -> List {
        List(
            list: ids.next(), base: 0, name: name, owner: rows.lazy.map(\.facts.owner).first { !$0.isEmpty } ?? "",
            legalBasis: rows.lazy.map(\.facts.legalBasis).first { !$0.isEmpty } ?? "", entries: 0)
    }

    /// The owner's reference; without one, whom the entry is about.
    private static func reference(_ facts: ListEntryFacts) -> [UInt8] {
        if !facts.reference.isEmpty { return Array("R\(facts.reference)".utf8) }
        let parts = facts.names.map(\.full) + facts.births.map(\.description) + facts.documents.compactMap(\.number)
        return Array("N\(parts.joined(separator: "\u{1F}"))".utf8)
    }
}

extension WatchlistPlan.List {
    fileprivate mutating func change(_ effect: EntryEffect, _ row: ListEntryVersionRow) {
        counts.count(effect)
        changes.append((effect, row))
    }
}
