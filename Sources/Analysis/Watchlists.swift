import Casework
public import Storage
import Synchronization
public import Travel

/// The lists in memory, swapped as a whole after each import; whoever reads takes one snapshot and keeps it for the work at hand.
public final class Watchlists: Sendable {
    private struct Held {
        var snapshot = WatchlistSnapshot(label: "0", [])
        /// The day that was looked at last.
        var day: LocalDate?
    }
    private let held = Mutex(Held())

    public init() {}

    /// What is in force now. Immutable: reading it takes no lock.
    public var current: WatchlistSnapshot { held.withLock { $0.snapshot } }

    /// Reads all entries that are not withdrawn and not over, and puts them in the place of what was there. Nothing is read while
    /// no list has changed, and no entry began or ended with the days since.
    /// - Returns: whether entries have begun or ended since the last look: whoever is still to come has to be screened again.
    /// - Throws: `StorageError`; then the earlier snapshot stays.
    @discardableResult
    public func reload(storage: Storage, at now: Instant) async throws -> Bool {
        let today = now.utc.date
        // The label first: a change that comes while entries are read shows under the older label and is read again.
        let label = try await storage.lastListImport().map { "\($0)" } ?? "0"
        let (known, isCrossed) = held.withLock { held -> (String, Bool) in
            let isCrossed = held.day.map { held.snapshot.changes(after: $0, until: today) } ?? false
            if !isCrossed { held.day = max(held.day ?? today, today) }
            return (held.snapshot.label, isCrossed)
        }
        guard label != known || isCrossed else { return false }
        var entries: [WatchlistEntry] = []
        for list in try await storage.watchlists() {
            var last: Identifier?
            while true {
                let page = try await storage.entries(ofList: list.list, after: last, limit: 5_000)
                let living = page.filter { !$0.withdrawn && ($0.validTo ?? today) >= today }
                let sealed = living.map { SealedEntry(list: $0.list, entry: $0.entry, version: $0.version) }
                let opened = try await storage.open(entries: sealed, access: .assessment, what: "screening", at: now)
                for (state, place) in zip(living, sealed) {
                    guard let plain = opened[place] else { continue }
                    let facts = try PackedFacts.decode(ListEntryFacts.self, from: plain)
                    entries.append(
                        WatchlistEntry(
                            list: list.name, entry: state.entry, version: state.version, facts: facts, validFrom: state.validFrom,
                            validTo: state.validTo))
                }
                guard let end = page.last, page.count == 5_000 else { break }
                last = end.entry
            }
        }
        let snapshot = WatchlistSnapshot(label: label, entries)
        held.withLock { held in
            // Somebody may have read a later state meanwhile: it stays.
            let isOlder = (Int64(held.snapshot.label) ?? 0) > (Int64(label) ?? 0) || held.day.map { $0 > today } ?? false
            guard !isOlder else { return }
            held = Held(snapshot: snapshot, day: today)
        }
        return isCrossed
    }
}
