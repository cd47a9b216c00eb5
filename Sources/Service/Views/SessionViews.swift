import Casework
import Foundation
public import Storage
public import Travel

extension Accounts {
    /// The account that a link is for and until when it works; nil when it does not.
    public func invitation(_ secret: String) async throws -> (account: AccountState, until: Instant)? {
        guard let account = try await invited(secret),
            let until = try await storage.invitationEnd(hash: sha256(Array(secret.utf8)), now: realTime.now())
        else { return nil }
        return (account, until)
    }

    /// The session of a cookie without counting as activity: a page that polls must not keep an abandoned desk signed in.
    public func observe(secret: String) async throws -> (session: Session, account: AccountState)? {
        guard
            let (session, _) = try await storage.session(
                hash: sha256(Array(secret.utf8)), now: realTime.now(), idleSeconds: Self.idleSeconds),
            let account = try await storage.account(session.account), account.isActive
        else { return nil }
        return (session, account)
    }
}
