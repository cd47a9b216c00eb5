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
    public let signatures: Signatures
    let inForce: RulesInForce

    init(storage: Storage, clock: DomainClock, identifiers: IdentifierSource, rules: Rules) async throws {
        inForce = RulesInForce(AnalysisRules(profile: rules.profile, indicators: rules.indicators))
        watchlists = Watchlists()
        try await watchlists.reload(storage: storage, at: clock.now())
        assessor = Assessor(storage: storage, clock: clock, ids: identifiers, watchlists: watchlists, inForce: inForce)
        linker = Linker(storage: storage, clock: clock, ids: identifiers, inForce: inForce)
        rescreener = Rescreener(storage: storage, clock: clock)
        raiser = Raiser(storage: storage, clock: clock, ids: identifiers, profile: rules.profile)
        expirer = Expirer(storage: storage, clock: clock)
        decisions = Decisions(storage: storage, clock: clock, profile: rules.profile)
        listImport = WatchlistImport(storage: storage, clock: clock, ids: identifiers)
        signatures = Signatures(storage: storage, clock: clock, ids: identifiers, lists: listImport, profile: rules.profile)
    }
}
