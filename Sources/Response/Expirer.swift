public import Casework
public import Storage
import Travel

/// An alert's deadline has come: nobody having decided is an outcome, and is recorded as one.
public struct Expirer: Sendable {
    private let storage: Storage
    private let clock: DomainClock

    public init(storage: Storage, clock: DomainClock) {
        self.storage = storage
        self.clock = clock
    }

    /// Does a piece of work of the kind `expire`. An alert whose deadline has moved is looked at again then.
    /// - Throws: `StorageError`; a conflict means that somebody decided at the same moment: the work stays, and is done again.
    public func expire(_ claim: WorkClaim) async throws {
        let now = clock.now()
        var act = Act(.assessment, nil, at: now)
        if let id = Identifier(bytes: claim.key), let alert = try await storage.alert(id), alert.status == .open {
            if alert.deadline <= now {
                act.entry = .alertChanged
                act.expectations.append(.alert(id, version: alert.version))
                act.insert(
                    AlertStepRow(
                        alert: id, version: alert.version + 1, at: now, step: .expired, status: .expired, reason: "deadline-passed",
                        score: alert.score, severity: alert.severity, deadline: alert.deadline))
                act.transient.append(.event(kind: "alert", key: id.bytes))
            } else {
                act.add(Work(.expire, key: id.bytes, due: alert.deadline))
            }
        }
        act.transient.append(.finished(claim))
        try await storage.commit(act)
    }
}
