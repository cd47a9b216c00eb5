import Analysis
public import Casework
import Oversight
public import Storage
import Travel

/// Signatures as the unit's doors ask for them.
extension Unit {
    /// Signs a proposal and lets the change take effect: for the next passage, without a restart.
    public func sign(_ id: Identifier, account: AccountState, access: Access) async throws -> ProposalState {
        let state = try await judgement.signatures.sign(id, account: account, access: access)
        if state.kind != .listImport { try await reloadIndicators() }
        try await checkpointer.advance()
        return state
    }

    /// Switches an indicator, or proposes to.
    public func switchIndicator(_ name: String, on: Bool, access: Access) async throws -> (proposal: Identifier, isDone: Bool) {
        let done = try await judgement.signatures.switchIndicator(name, on: on, access: access)
        if done.isDone { try await reloadIndicators() }
        return done
    }

    /// Puts the indicators that run now in the place of those that ran.
    func reloadIndicators() async throws {
        let running = try await Rules.running(storage: storage, on: clock.now().utc.date)
        judgement.inForce.current = AnalysisRules(profile: rules.profile, indicators: running)
    }

    /// A proposal by its 32 digits, or by the last eight of one that waits.
    func proposalIdentifier(_ text: String) async throws -> Identifier {
        if let id = Identifier(text) { return id }
        let waiting = try await storage.waitingProposals().filter {
            text.utf8.count >= 8 && $0.proposal.description.hasSuffix(text.lowercased())
        }
        guard waiting.count == 1 else { throw SignatureError.unknown }
        return waiting[0].proposal
    }

    /// Imports that wait for a signature: whose, until when, and how much they change. Nobody who is on a list is shown.
    func proposalsAnswer() async throws -> CommandAnswer {
        let now = clock.now()
        let waiting = try await storage.waitingProposals().filter { $0.kind == .listImport && !$0.isExpired(at: now) }
        let lines = waiting.map {
            "\($0.proposal)  by \($0.authorName)  until \($0.expires.rfc3339)  \(CommandAnswer.counts($0.counts))"
        }
        return try CommandAnswer(
            lines: lines.isEmpty ? ["nothing waits for a signature"] : lines,
            object: [
                "proposals": waiting.map {
                    [
                        "id": $0.proposal.description, "author": $0.authorName, "expires": $0.expires.rfc3339, "added": $0.counts.added,
                        "changed": $0.counts.changed, "withdrawn": $0.counts.withdrawn,
                    ] as [String: Any]
                }
            ])
    }
}

extension CommandAnswer {
    static func counts(_ counts: EntryCounts) -> String {
        "\(counts.added) added, \(counts.changed) changed, \(counts.withdrawn) withdrawn"
    }
}
