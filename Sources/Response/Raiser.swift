public import Casework
public import Storage
import Travel

/// Weighs the hits of one passage, and raises, changes or ends its alert.
public struct Raiser: Sendable {
    private let storage: Storage
    private let clock: DomainClock
    private let ids: IdentifierSource
    private let profile: StateProfile

    public init(storage: Storage, clock: DomainClock, ids: IdentifierSource, profile: StateProfile) {
        self.storage = storage
        self.clock = clock
        self.ids = ids
        self.profile = profile
    }

    /// Does a piece of work of the kind `raise`. Doing it again finds the same and changes nothing.
    /// - Throws: `StorageError`; a conflict means that somebody decided meanwhile: the work stays, and is done again.
    public func raise(_ claim: WorkClaim) async throws {
        let now = clock.now()
        var act = Act(.assessment, nil, at: now)
        if let key = PassageKey(packed: claim.key), let subject = try await storage.raisingSubject(key) {
            if subject.status != "expected" {
                overtake(subject, reason: "passage-\(subject.status)", &act)
            } else if subject.voyage.status == "cancelled" {
                overtake(subject, reason: "voyage-cancelled", &act)
            } else if let alert = subject.alert, alert.status == .open {
                change(alert, subject, &act)
            } else {
                raise(subject, &act)
            }
        }
        act.transient.append(.finished(claim))
        try await storage.commit(act)
    }

    private func raise(_ subject: RaisingSubject, _ act: inout Act) {
        let evidence = WeighedEvidence(subject.hits, profile: profile)
        let deadline = AlertDeadline.of(subject.voyage, received: subject.received, profile: profile)
        // Nothing of this person came to us in time: historic hits, no alert. What counts is the first receipt: a queue that is
        // held up until a later push comes must not erase an alert.
        guard evidence.score >= profile.threshold, deadline > subject.received else { return }
        if let earlier = subject.alert {
            switch earlier.status {
            case .referred, .dismissed:
                guard evidence.isNews(after: earlier, all: subject.hits) else { return }
            case .expired:
                // A voyage that is delayed gives another chance; evidence that comes later is somebody's to see.
                guard
                    deadline > act.at && deadline > earlier.deadline
                        || evidence.isNews(after: earlier, all: subject.hits)
                else { return }
            case .overtaken, .open: break
            }
        }
        let isLate = deadline <= act.at
        let alert = AlertRow(
            alert: ids.next(), key: subject.key, raised: act.at, deadline: deadline, score: evidence.score, severity: evidence.severity,
            profile: profile.version, status: isLate ? .expired : .open, linked: subject.alert?.alert,
            delay: isLate ? Int(clamping: act.at - deadline) : nil, weighed: WeighedEvidence.lastChange(subject.hits))
        act.entry = .alertChanged
        act.insert(alert)
        act.expectations.append(.lastAlert(subject.key, subject.alert?.alert))
        if let earlier = subject.alert { act.expectations.append(.alert(earlier.alert, version: earlier.version)) }
        if !isLate { act.add(Work(.expire, key: alert.alert.bytes, due: deadline)) }
        act.transient.append(.event(kind: "alert", key: alert.alert.bytes))
    }

    /// Nothing that happens to the evidence closes an alert: that is for people, for time, and for a voyage that is cancelled.
    private func change(_ alert: AlertState, _ subject: RaisingSubject, _ act: inout Act) {
        let evidence = WeighedEvidence(subject.hits, profile: profile)
        let deadline = AlertDeadline.of(subject.voyage, received: subject.received, profile: profile)
        let isWeighed =
            evidence.score != alert.score || evidence.severity != alert.severity
            || WeighedEvidence.lastChange(subject.hits) > alert.weighed
        guard isWeighed || deadline != alert.deadline else { return }
        act.entry = .alertChanged
        act.expectations.append(.alert(alert.alert, version: alert.version))
        act.insert(
            AlertStepRow(
                alert: alert.alert, version: alert.version + 1, at: act.at, step: isWeighed ? .evidence : .deadlineMoved, status: .open,
                reason: isWeighed ? "evidence-changed" : "voyage-changed", score: evidence.score, severity: evidence.severity,
                deadline: deadline, weighed: isWeighed ? WeighedEvidence.lastChange(subject.hits) : nil))
        if deadline != alert.deadline { act.add(Work(.expire, key: alert.alert.bytes, due: deadline)) }
        act.transient.append(.event(kind: "alert", key: alert.alert.bytes))
    }

    private func overtake(_ subject: RaisingSubject, reason: String, _ act: inout Act) {
        guard let alert = subject.alert, alert.status == .open else { return }
        act.entry = .alertChanged
        act.expectations.append(.alert(alert.alert, version: alert.version))
        act.insert(
            AlertStepRow(
                alert: alert.alert, version: alert.version + 1, at: act.at, step: .overtaken, status: .overtaken, reason: reason,
                score: alert.score, severity: alert.severity, deadline: alert.deadline))
        act.transient.append(.event(kind: "alert", key: alert.alert.bytes))
    }
}
