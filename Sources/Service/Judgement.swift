public import Analysis
import Casework
public import Response
import Storage

/// The rooms that judge, wired: they share nothing but the storage and the lists in memory.
public struct Judgement: Sendable {
    public let watchlists: Watchlists
    let assessor: Assessor
    let linker: Linker
    let rescreener: Rescreener
    let raiser: Raiser
    let expirer: Expirer
    public let decisions: Decisions
    let listImport: WatchlistImport

    init(storage: Storage, clock: DomainClock, identifiers: IdentifierSource, rules: Rules) async throws {
        let analysis = AnalysisRules(profile: rules.profile, indicators: rules.indicators)
        watchlists = Watchlists()
        try await watchlists.reload(storage: storage, at: clock.now())
        assessor = Assessor(storage: storage, clock: clock, ids: identifiers, watchlists: watchlists, rules: analysis)
        linker = Linker(storage: storage, clock: clock, ids: identifiers, rules: analysis)
        rescreener = Rescreener(storage: storage, clock: clock)
        raiser = Raiser(storage: storage, clock: clock, ids: identifiers, profile: rules.profile)
        expirer = Expirer(storage: storage, clock: clock)
        decisions = Decisions(storage: storage, clock: clock, profile: rules.profile)
        listImport = WatchlistImport(storage: storage, clock: clock, ids: identifiers)
    }
}
