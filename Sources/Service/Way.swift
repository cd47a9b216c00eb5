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
        guard let kind = claims.first?.kind else { return [] }
        switch kind {
        case .assess: return try await judgement.assessor.assess(claims)
        case .link: return try await judgement.linker.link(claims)
        case .read: for claim in claims { figures.received(try await collector.read(claim)) }
        case .raise: for claim in claims { try await judgement.raiser.raise(claim) }
        case .expire: for claim in claims { try await judgement.expirer.expire(claim) }
        case .apply: for claim in claims { try await judgement.listImport.apply(claim) }
        case .rescreen:
            for claim in claims {
                if claim.key == Work.rules { try await reloadIndicators() }
                try await judgement.watchlists.reload(storage: storage, at: clock.now())
                _ = try await judgement.rescreener.rescreen(claim)
            }
        }
        return []
    }

    /// How many claims of a kind go together at most: those that read much of the same, and of which there are many.
    static func together(_ kind: Work.Kind) -> Int { kind == .assess || kind == .link ? 64 : 1 }

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
