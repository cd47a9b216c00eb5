import Analysis
public import Casework
import Storage
import Travel

/// An indicator that stops or runs again, by two signatures.
extension Signatures {
    /// Proposes that an indicator stop, or run again; while one signature is enough, does it at once.
    /// - Returns: the proposal, signed or waiting
    /// - Throws: ``SignatureError``, `StorageError`
    public func switchIndicator(_ name: String, on: Bool, access: Access) async throws -> (proposal: Identifier, isDone: Bool) {
        guard let author = access.account, access.permission == .indicatorsPublish else {
            throw ServiceError.notAllowed(permission: .indicatorsPublish, role: access.role)
        }
        guard let indicator = try await storage.indicator(name) else { throw ServiceError.unknown(what: "indicator") }
        guard indicator.active != on else { throw SignatureError.noChange }
        let kind: ProposalKind = on ? .indicatorOn : .indicatorOff
        let now = clock.now()
        let waits = try await storage.waitingProposals().contains {
            $0.kind == kind && $0.subject == name && $0.base == indicator.version && !$0.isExpired(at: now)
        }
        guard !waits else { throw SignatureError.waitsAlready }
        let isAlone = try await !takesTwo()
        let id = ids.next()
        let row = ProposalRow(
            proposal: id, kind: kind, subject: name, base: indicator.version, author: author, at: now, expires: now + secondsToSign,
            digest: ProposalDigest(kind, subject: name, base: indicator.version).value, isAlone: isAlone)
        var act = Act(access, isAlone ? .changeSigned : .changeProposed, at: now)
        act.access.reference = id.description
        act.expectations.append(.indicator(name, version: indicator.version))
        act.insert(row)
        if isAlone {
            act.insert(ProposalStepRow(proposal: id, version: 2, at: now, account: author, step: .signed, digest: row.digest))
            insert(indicator, on: on, proposal: id, at: now, into: &act)
        }
        do {
            try await storage.commit(act)
        } catch StorageError.conflict {
            throw SignatureError.stale
        }
        return (id, isAlone)
    }

    func signSwitch(_ state: ProposalState, step: ProposalStepRow, access: Access) async throws {
        guard let indicator = try await storage.indicator(state.subject), indicator.version == state.base else {
            throw SignatureError.stale
        }
        var act = Act(access, .changeSigned, at: step.at)
        act.expectations = [.waiting(state.proposal), .indicator(state.subject, version: state.base)]
        act.insert(step)
        insert(indicator, on: state.kind == .indicatorOn, proposal: state.proposal, at: step.at, into: &act)
        try await storage.commit(act)
    }

    private func insert(_ indicator: StoredIndicator, on: Bool, proposal: Identifier, at now: Instant, into act: inout Act) {
        act.insert(
            IndicatorVersionRow(
                name: indicator.name, version: indicator.version + 1, yaml: indicator.yaml, active: on, at: now, proposal: proposal))
        act.add(Work(.rescreen, key: Work.rules, due: now))
    }
}
