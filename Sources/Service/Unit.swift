import Analysis
public import Casework
import Collection
import Foundation
public import Oversight
import Response
public import Storage
import TransparencyLog
import Travel

/// The running unit: everything wired, in one place. One clock, one source of identifiers, one writer.
public final class Unit: Sendable {
    public let folder: UnitFolder
    public let storage: Storage
    public let clock: DomainClock
    public let realTime: DomainClock
    public let identifiers: IdentifierSource
    public let accounts: Accounts
    public let carriers: Carriers
    public let checkpointer: Checkpointer
    public let figures = Figures()
    let searches = RunningSearches()
    public let logKey: String
    let collector: Collector
    public let judgement: Judgement
    /// What the unit judges by: the profile as it was at its start, and the indicators that run now.
    public var rules: Rules {
        let current = judgement.inForce.current
        return Rules(profile: current.profile, indicators: current.indicators)
    }

    /// Opens the unit to write, takes in a changed profile or changed indicators as new versions, and notes the start in the log.
    public init(
        folder: UnitFolder, clock: DomainClock = .real, realTime: DomainClock = .real, passwords: PasswordThread = PasswordThread(),
        waitingActs: Int = 4_096
    ) async throws {
        self.folder = folder
        self.clock = clock
        self.realTime = realTime
        storage = try Storage(folder: folder.path, realTime: realTime, waitingActs: waitingActs)
        identifiers = IdentifierSource(clock: clock, random: SystemRandom.next)
        accounts = Accounts(
            storage: storage, identifiers: identifiers, passwords: passwords, realTime: realTime)
        carriers = Carriers(storage: storage, identifiers: identifiers, clock: clock)
        logKey = try folder.logVerifierKey()
        let signer = try NoteSigner(name: NoteVerifierKey(vkey: logKey).name, seed: storage.keyFolder.logSeed)
        guard signer.verifierKey.vkey == logKey else {
            throw ServiceError.fileUnreadable(path: folder.logKey, reason: "it is not the public half of keys/log.key")
        }
        checkpointer = try await Checkpointer(storage: storage, signer: signer)
        let access = Access(account: nil, purpose: "operation", reference: "os-user \(getuid())")
        try await Self.noteRestoration(folder, storage, at: clock.now())
        let rules = try await RulesFiles.takeIn(folder: folder, storage: storage, access: access, at: clock.now())
        collector = Collector(storage: storage, clock: clock, identifiers: identifiers, profile: { rules.profile })
        judgement = try await Judgement(storage: storage, clock: clock, identifiers: identifiers, rules: rules)
        try await storage.commit(Act(access, .unitStarted, at: clock.now()))
    }

    /// Notes the stop in the log, signs the last checkpoint, and closes.
    public func close() async {
        let access = Access(account: nil, purpose: "operation", reference: "os-user \(getuid())")
        do {
            try await storage.commit(Act(access, .unitStopped, at: clock.now()))
            try await checkpointer.advance()
        } catch {
            // The stop is then visible as a start without one; nothing that was acknowledged is lost by it.
        }
        storage.close()
    }

    /// Whether an account's role allows an action.
    public func require(_ permission: Permission, of account: AccountState) throws {
        guard rules.profile.permissions(of: account.role).contains(permission) else {
            throw ServiceError.notAllowed(permission: permission, role: account.role)
        }
    }

    /// The access of an account for an action, when its role allows it and the purpose is one of the profile's.
    public func access(
        _ account: AccountState, _ permission: Permission, purpose: String = "assessment", reference: String = "",
        session: Identifier? = nil
    ) throws -> Access {
        try require(permission, of: account)
        guard rules.profile.purposes.contains(purpose) else {
            throw ServiceError.purposeUnknown(purpose: purpose, known: rules.profile.purposes)
        }
        return Access(
            account: account.account, role: account.role, permission: permission, purpose: purpose, reference: reference, session: session)
    }
}
