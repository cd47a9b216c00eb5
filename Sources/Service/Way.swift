import Analysis
import Casework
import Collection
import Response
import Storage
import Travel

/// The way of a message, in one place: a line per step. Workers call it per claim; the doors call its first steps in a row.
extension Unit {
    func perform(_ claim: WorkClaim) async throws {
        switch claim.kind {
        case .read: figures.received(try await collector.read(claim))
        case .assess: try await judgement.assessor.assess(claim)
        case .link: try await judgement.linker.link(claim)
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
