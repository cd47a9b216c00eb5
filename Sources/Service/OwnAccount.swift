public import Casework
import Foundation
public import Storage
public import Travel

/// What somebody does with their own account: look at its sessions, end them, change the password.
extension Accounts {
    /// What a change of the password came to.
    public enum PasswordChange: Hashable, Sendable {
        case changed
        /// The old one is another.
        case refused
        /// Too many attempts; wait so many seconds.
        case wait(seconds: Int)
    }

    /// The living sessions of an account, with when each was last used, the latest first.
    public func sessions(of account: AccountState) async throws -> [(session: Session, seen: Instant)] {
        try await storage.sessions(of: account.account, now: realTime.now(), idleSeconds: Self.idleSeconds)
    }

    /// Ends another session of the same account, or all but one's own.
    /// - Parameter id: nil for all others
    /// - Throws: ``ServiceError/unknown(what:)`` when there is none of that name
    public func endOther(_ id: Identifier?, of account: AccountState, from own: Session) async throws {
        var act = Act(
            Access(account: account.account, role: account.role, purpose: "operation", session: own.id), .signedOut, at: realTime.now())
        if let id {
            guard let ending = try await sessions(of: account).first(where: { $0.session.id == id && id != own.id }) else {
                throw ServiceError.unknown(what: "session")
            }
            act.access.reference = id.description
            act.transient.append(.sessionEnded(hash: ending.session.hash))
        } else {
            act.transient.append(.otherSessionsEnded(account: account.account, but: own.hash))
        }
        try await storage.commit(act)
    }

    /// Changes one's own password; all other sessions end. A wrong old one counts as a failed attempt to sign in: whoever finds
    /// a desk left open does not get more of them than at the door.
    /// - Throws: `StorageError.conflict` when account or password were changed meanwhile
    public func changePassword(from old: String, to new: String, of account: AccountState, session: Session) async throws -> PasswordChange
    {
        let now = realTime.now()
        let window = now.seconds / 900
        let key = sha256(Array("name:\(account.name.lowercased())".utf8))
        var counted = Act(Access(account: nil, purpose: "operation"), nil, at: now)
        counted.expectations = [.attempts(key: key, window: window, below: Self.attemptsPerName)]
        counted.transient = [.attempt(key: key, window: window)]
        do {
            try await storage.commit(counted)
        } catch StorageError.conflict {
            return .wait(seconds: Int(1_800 - now.seconds % 900))
        }
        let access = Access(account: account.account, role: account.role, purpose: "operation", session: session.id)
        guard let stored = try await storage.credential(of: account.account), try await passwords.matches(old, stored.password) else {
            try await storage.commit(Act(access, .signInRefused, at: now))
            return .refused
        }
        let hash = try await passwords.hash(new)
        var act = Act(access, .passwordSet, at: realTime.now())
        act.expectations.append(.account(account.account, version: account.version))
        act.insert(CredentialRow(account: account.account, version: stored.version + 1, password: hash))
        act.transient = [
            .attemptTakenBack(key: key, window: window), .otherSessionsEnded(account: account.account, but: session.hash),
        ]
        try await storage.commit(act)
        return .changed
    }
}
