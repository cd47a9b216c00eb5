import Casework
public import Storage
import Synchronization
public import Travel

/// The lists in memory, swapped as a whole after each import; whoever reads takes one snapshot and keeps it for the work at hand.
public final class Watchlists: Sendable {
    private let held = Mutex(WatchlistSnapshot(label: "0", []))

    public init() {}

    /// What is in force now. Immutable: reading it takes no lock.
    public var current: WatchlistSnapshot { held.withLock { $0 } }

    /// Reads all entries that are not withdrawn and not over, and puts them in the place of what was there.
    /// - Returns: whether another day has begun since the last snapshot: then entries may have begun, or ended, with it.
    /// - Throws: `StorageError`; then the earlier snapshot stays.
    @discardableResult
    public func reload(storage: Storage, at now: Instant) async throws -> Bool {
        // The label first: a change that comes while entries are read shows under the older label and is read again.
        let label = try await storage.lastListImport().map { "\($0)" } ?? "0"
        guard label != current.label || label == "0" || current.day != now.utc.date else { return false }
        var entries: [WatchlistEntry] = []
        for list in try await storage.watchlists() {
            var last: Identifier?
            while true {
                let page = try await storage.entries(ofList: list.list, after: last, limit: 5_000)
                let living = page.filter { !$0.withdrawn && ($0.validTo ?? now.utc.date) >= now.utc.date }
                let sealed = living.map { SealedEntry(list: $0.list, entry: $0.entry, version: $0.version) }
                let opened = try await storage.open(entries: sealed, access: .assessment, what: "screening", at: now)
                for (state, place) in zip(living, sealed) {
                    guard let plain = opened[place] else { continue }
                    let facts = try SealedFacts.decode(ListEntryFacts.self, from: plain)
                    entries.append(
                        WatchlistEntry(
                            list: list.name, entry: state.entry, version: state.version, facts: facts, validFrom: state.validFrom,
                            validTo: state.validTo))
                }
                guard let end = page.last, page.count == 5_000 else { break }
                last = end.entry
            }
        }
        let day = now.utc.date
        let snapshot = WatchlistSnapshot(label: label, entries, day: day)
        return held.withLock { held in
            // Somebody may have read a later state meanwhile: it stays.
            let isOlder = (Int64(held.label) ?? 0) > (Int64(label) ?? 0) || held.day.map { $0 > day } ?? false
            let isNewDay = held.day.map { $0 < day } ?? false
            if !isOlder { held = snapshot }
            return isNewDay
        }
    }
}
