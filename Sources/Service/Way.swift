import Analysis
import Casework
import Collection
import Response
import Storage
import Travel

/// The way of a message, in one place: a line per step. Workers call it per claim; the doors call its first steps in a row.
extension Unit {
    /// Does claims of one kind. Each stands by itself: what one meets does not keep the others from being done.
    /// - Returns: those that could not be done.
    /// - Throws: when none could be done.
    func perform(_ claims: [WorkClaim]) async throws -> [Undone] {
        switch claims.first?.kind {
        case .assess: return try await judgement.assessor.assess(claims)
        case .link: return try await judgement.linker.link(claims)
        default:
            for claim in claims { try await perform(claim) }
            return []
        }
    }

    /// How many claims of a kind go together at most: those that read much of the same, and of which there are many.
    static func together(_ kind: Work.Kind) -> Int { kind == .assess || kind == .link ? 64 : 1 }

    private func perform(_ claim: WorkClaim) async throws {
        switch claim.kind {
        case .read: figures.received(try await collector.read(claim))
        case .assess: _ = try await judgement.assessor.assess([claim])
        case .link: _ = try await judgement.linker.link([claim])
        case .raise: try await judgement.raiser.raise(claim)
        case .expire: try await judgement.expirer.expire(claim)
        case .apply: try await judgement.listImport.apply(claim)
        case .rescreen:
            if claim.key == Work.rules { try await reloadIndicators() }
            try await judgement.watchlists.reload(storage: storage, at: clock.now())
            _ = try await judgement.rescreener.rescreen(claim)
        }
    }

    /// What comes with the days: keys of the journal end, and entries of lists begin and end. Where one does, all who are still to
    /// come are screened again.
    func beginDay() async throws {
        try await storage.destroyDayKeys(at: clock.now())
        guard try await judgement.watchlists.reload(storage: storage, at: clock.now()) else { return }
        var act = Act(.assessment, nil, at: clock.now())
        act.add(Work(.rescreen, key: [], due: clock.now()))
        try await storage.commit(act)
    }
}
