public import Casework
public import Storage
import Travel

/// What people decide about alerts. The first decision that names the present version counts; whoever comes second is told
/// who was first, and when.
public struct Decisions: Sendable {
    /// Characters of the text that a dismissal needs.
    public static let leastText = 10
    public static let mostText = 10_000

    private let storage: Storage
    private let clock: DomainClock
    private let profile: StateProfile

    public init(storage: Storage, clock: DomainClock, profile: StateProfile) {
        self.storage = storage
        self.clock = clock
        self.profile = profile
    }

    /// - Parameters:
    ///   - version: the version of the alert that was looked at
    ///   - disposition: a dismissal's detail is the explanation's code, or the identifier of the alert that it repeats; for other
    ///     reasons it is not kept
    ///   - text: the person's own words, sealed; a dismissal needs them
    /// - Throws: ``DecisionError`` for what can be put right, `StorageError`.
    public func decide(
        _ alert: Identifier, version: Int, disposition: Disposition, text: String, access: Access
    ) async throws -> DecisionOutcome {
        guard let account = access.account, access.permission == .alertsDecide else { throw DecisionError.notPermitted }
        guard let state = try await storage.alert(alert) else { throw DecisionError.unknownAlert }
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard text.count <= Self.mostText else { throw DecisionError.textTooLong(most: Self.mostText) }
        let (status, reason, detail) = try await checked(disposition, of: alert)
        if status == .dismissed, words.count < Self.leastText { throw DecisionError.textTooShort(least: Self.leastText) }
        guard state.version == version, state.status == .open || state.status == .expired else { return try await conflict(alert) }

        let now = clock.now()
        let isLate = state.status == .expired || state.deadline <= now
        let next = version + 1
        let keys = try await storage.keys(at: now)
        var act = Act(access, .alertDecided, at: now)
        act.expectations.append(.alert(alert, version: version))
        act.insert(
            AlertStepRow(
                alert: alert, version: next, at: now, step: .decided, account: account, status: status, reason: reason, detail: detail,
                late: isLate, score: state.score, severity: state.severity, deadline: state.deadline,
                note: words.isEmpty ? nil : try keys.sealNote(text, alert: alert, version: next)))
        act.transient.append(.event(kind: "alert", key: alert.bytes))
        do {
            try await storage.commit(act)
        } catch StorageError.conflict {
            return try await conflict(alert)
        }
        return .recorded(version: next, status: status, late: isLate)
    }

    private func checked(_ disposition: Disposition, of alert: Identifier) async throws -> (AlertStatus, reason: String, detail: String) {
        guard case .dismiss(let reason, let detail) = disposition else { return (.referred, "", "") }
        guard profile.dismissalReasons.contains(reason) else {
            throw DecisionError.reasonNotOffered(reason, offered: profile.dismissalReasons)
        }
        switch reason {
        case .explained:
            guard profile.explanations.contains(detail) else {
                throw DecisionError.explanationNotOffered(offered: profile.explanations)
            }
            return (.dismissed, reason.rawValue, detail)
        case .duplicate:
            guard let other = Identifier(detail), other != alert, try await storage.alert(other) != nil else {
                throw DecisionError.duplicateOfNothing
            }
            return (.dismissed, reason.rawValue, other.description)
        case .identityMismatch, .insufficient:
            return (.dismissed, reason.rawValue, "")
        }
    }

    private func conflict(_ alert: Identifier) async throws -> DecisionOutcome {
        guard let state = try await storage.alert(alert) else { throw DecisionError.unknownAlert }
        let step = try await storage.lastAlertStep(alert)
        return .conflict(
            DecisionConflict(
                step: step?.step ?? "raised", account: step?.account, accountName: step?.accountName, at: step?.at ?? state.raised,
                status: state.status, version: state.version))
    }
}
