public import Casework
public import Storage
import Travel

/// Leaves work to screen again all passages whose moment lies ahead, after a list, an indicator or the profile has changed.
public struct Rescreener: Sendable {
    private let storage: Storage
    private let clock: DomainClock
    private static let page = 1_000

    public init(storage: Storage, clock: DomainClock) {
        self.storage = storage
        self.clock = clock
    }

    /// Does a piece of work of the kind `rescreen`. The snapshot of the lists has to be read again before.
    /// - Returns: how many passages will be screened again.
    /// - Throws: `StorageError`; the work stays, and is done again.
    @discardableResult
    public func rescreen(_ claim: WorkClaim) async throws -> Int {
        let now = clock.now()
        var count = 0
        var last: (moment: Instant?, key: VoyageKey)?
        while true {
            let voyages = try await storage.voyagesAhead(of: now, after: last, limit: Self.page)
            for voyage in voyages where voyage.status != "cancelled" {
                count += try await passages(of: voyage.key, at: now)
                if claim.key == Work.rules { try await groups(of: voyage.key, at: now) }
            }
            guard let end = voyages.last, voyages.count == Self.page else { break }
            last = (end.moment, end.key)
        }
        var act = Act(.assessment, nil, at: now)
        act.transient.append(.finished(claim))
        try await storage.commit(act)
        return count
    }

    /// Groups are work of their own: an indicator over them is not in what a passage's screening looks at.
    private func groups(of voyage: VoyageKey, at now: Instant) async throws {
        var last: Identifier?
        while true {
            let page = try await storage.sharedTokens(ofBookingsOn: voyage, after: last, limit: Self.page)
            var act = Act(.assessment, nil, at: now)
            for token in Set(page.flatMap(\.tokens)) where Linker.looksAt(token.kind) {
                act.add(Work(.link, key: token.packed, due: now))
            }
            if !act.transient.isEmpty { try await storage.commit(act) }
            guard let end = page.last, page.count == Self.page else { return }
            last = end.booking
        }
    }

    private func passages(of voyage: VoyageKey, at now: Instant) async throws -> Int {
        var count = 0
        var last: Identifier?
        while true {
            let page = try await storage.passages(of: voyage, after: last, limit: Self.page)
            if !page.isEmpty {
                var act = Act(.assessment, nil, at: now)
                for passage in page { act.add(Work(.assess, key: passage.packed, due: now)) }
                try await storage.commit(act)
            }
            count += page.count
            guard let end = page.last, page.count == Self.page else { return count }
            last = end.passage
        }
    }
}
