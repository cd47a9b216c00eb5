public import Analysis
public import Casework
public import Storage
import Travel

/// Changes that could hide somebody: an import of a list, an indicator that is switched off or on again. One person proposes,
/// another account with the same permission signs. Until anything has been received one signature is enough: nobody can be hidden yet,
/// and a unit has to be installed by somebody.
public struct Signatures: Sendable {
    public static let mostReason = 1_000

    let storage: Storage
    let clock: DomainClock
    let ids: IdentifierSource
    let lists: WatchlistImport
    let secondsToSign: Int64

    init(storage: Storage, clock: DomainClock, ids: IdentifierSource, lists: WatchlistImport, profile: StateProfile) {
        self.storage = storage
        self.clock = clock
        self.ids = ids
        self.lists = lists
        secondsToSign = profile.secondsToSign
    }

    /// Whether a change takes two people now.
    public func takesTwo() async throws -> Bool { try await storage.hasTransmissions() }

    // MARK: Proposing

    /// Brings a file in at once while one signature is enough, else proposes it.
    /// - Throws: `StorageError`; then nothing is proposed
    public func importList(
        _ bytes: [UInt8], access: Access, strictness: WatchlistImport.Strictness, replace: Bool
    ) async throws -> WatchlistImport.Outcome {
        guard let author = access.account, access.permission == .listsImport else {
            throw ServiceError.notAllowed(permission: .listsImport, role: access.role)
        }
        guard try await takesTwo() else { return try await lists.run(bytes, access: access, strictness, replace: replace) }
        do {
            return try await lists.propose(
                bytes, access: access, author: author, strictness: strictness, replace: replace, expires: clock.now() + secondsToSign)
        } catch StorageError.conflict {
            throw SignatureError.stale
        } catch let error as ListTooMany {
            throw ServiceError.request(error.description)
        }
    }

    // MARK: Deciding

    /// Signs, and by that makes the change.
    /// - Parameter account: the signer
    /// - Throws: ``SignatureError``, `StorageError`; nothing has changed then
    public func sign(_ id: Identifier, account: AccountState, access: Access) async throws -> ProposalState {
        let state = try await decidable(id, access)
        try await check(account, isNotAuthorOf: state)
        guard !state.isExpired(at: clock.now()) else { throw SignatureError.expired }
        let step = ProposalStepRow(
            proposal: id, version: state.version + 1, at: clock.now(), account: account.account, step: .signed, digest: state.digest)
        var access = access
        access.reference = id.description
        do {
            switch state.kind {
            case .listImport:
                guard try await lists.isWhole(state) else { throw SignatureError.altered }
                try await lists.sign(state, step: step, access: access)
            case .indicatorOff, .indicatorOn:
                guard ProposalDigest(state.kind, subject: state.subject, base: state.base).value == state.digest else {
                    throw SignatureError.altered
                }
                try await signSwitch(state, step: step, access: access)
            }
        } catch StorageError.conflict {
            throw try await faster(id)
        } catch StorageError.missing {
            throw try await faster(id)
        }
        return state
    }

    /// Refuses, with a reason.
    public func refuse(_ id: Identifier, reason: String, account: AccountState, access: Access) async throws {
        let state = try await decidable(id, access)
        try await check(account, isNotAuthorOf: state)
        guard reason.count <= Self.mostReason else { throw SignatureError.reasonTooLong(most: Self.mostReason) }
        guard reason.split(whereSeparator: \.isWhitespace).joined().count >= 8 else { throw SignatureError.reasonMissing }
        try await close(state, as: .refused, entry: .changeRefused, reason: reason, access)
    }

    /// Takes back what one has proposed oneself.
    public func withdraw(_ id: Identifier, account: AccountState, access: Access) async throws {
        let state = try await decidable(id, access)
        guard state.author == account.account else { throw SignatureError.notAuthor }
        try await close(state, as: .withdrawn, entry: .changeWithdrawn, reason: nil, access)
    }

    private func close(
        _ state: ProposalState, as status: ProposalStatus, entry: LogEntryType, reason: String?, _ access: Access
    ) async throws {
        guard let account = access.account else { throw SignatureError.unknown }
        let now = clock.now()
        let keys = try await storage.keys(at: now)
        var act = Act(access, entry, at: now)
        act.access.reference = state.proposal.description
        act.expectations.append(.waiting(state.proposal))
        act.insert(
            ProposalStepRow(
                proposal: state.proposal, version: state.version + 1, at: now, account: account, step: status, digest: state.digest,
                note: try reason.map { try keys.sealNote($0, proposal: state.proposal, version: state.version + 1) }))
        do {
            try await storage.commit(act)
        } catch StorageError.conflict {
            throw try await faster(state.proposal)
        }
    }

    /// A proposal of the kind that the access is for, and that still waits.
    private func decidable(_ id: Identifier, _ access: Access) async throws -> ProposalState {
        guard let state = try await storage.proposal(id) else { throw SignatureError.unknown }
        guard access.permission == state.kind.permission else {
            throw ServiceError.notAllowed(permission: state.kind.permission, role: access.role)
        }
        guard state.status == .waiting else { throw SignatureError.decided(state.status) }
        return state
    }

    /// By account, whatever it is called now and from wherever it asks; and by the person behind it, as far as the machine knows.
    private func check(_ account: AccountState, isNotAuthorOf state: ProposalState) async throws {
        guard account.account != state.author else { throw SignatureError.ownProposal }
        if let user = account.osUser, try await storage.account(state.author)?.osUser == user { throw SignatureError.sameUser }
    }

    /// What came between: somebody's decision, or another version.
    private func faster(_ id: Identifier) async throws -> SignatureError {
        guard let state = try await storage.proposal(id) else { return .unknown }
        return state.status == .waiting ? .stale : .decided(state.status)
    }
}
