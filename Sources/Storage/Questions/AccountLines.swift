public import Casework
import Foundation
import GRDB
public import Travel

/// An account with what whoever manages accounts needs to know of it.
public struct AccountLine: Hashable, Sendable {
    public var state: AccountState
    /// False before the first one-time link has been used.
    public var hasPassword: Bool
    /// Nil before the first time.
    public var lastSignIn: Instant?
    /// Until when a one-time link works that nobody has used yet.
    public var linkUntil: Instant?
}

extension Storage {
    /// Accounts by name, behind that one.
    public func accountLines(after account: Identifier?, limit: Int, now: Instant) async throws -> [AccountLine] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    \(Self.accountLine) WHERE a.name > coalesce((SELECT name FROM account WHERE account = ?), '')
                    ORDER BY a.name LIMIT ?
                    """, arguments: [now.microseconds, account.map { Data($0.bytes) }, limit]
            ).compactMap(Self.accountLine)
        }
    }

    public func accountLine(_ account: Identifier, now: Instant) async throws -> AccountLine? {
        try await read { db in
            try Row.fetchOne(db, sql: "\(Self.accountLine) WHERE a.account = ?", arguments: [now.microseconds, Data(account.bytes)])
                .flatMap(Self.accountLine)
        }
    }

    /// The living sessions of an account, the one that was used last first; a hundred at the most.
    public func sessions(of account: Identifier, now: Instant, idleSeconds: Int64) async throws -> [(session: Session, seen: Instant)] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM session WHERE account = ? AND expires > ? AND seen > ? ORDER BY seen DESC, id LIMIT 100",
                arguments: [Data(account.bytes), now.microseconds, (now - idleSeconds).microseconds]
            ).compactMap(Self.session)
        }
    }

    /// Each part goes along the index of its account.
    private static var accountLine: String {
        """
        SELECT a.*, EXISTS (SELECT 1 FROM credential c WHERE c.account = a.account) AS has_password,
          (SELECT at FROM last_sign_in s WHERE s.account = a.account) AS signed_in,
          (SELECT max(expires) FROM invitation i WHERE i.account = a.account AND i.expires > ?) AS link_until
        FROM account a
        """
    }

    private static func accountLine(_ row: Row) -> AccountLine? {
        guard let id = Identifier(bytes: row.bytes("account")), let role = Role(rawValue: row["role"]) else { return nil }
        let state = AccountState(
            account: id, version: row["version"], name: row["name"], role: role, status: row["status"], osUser: row["os_user"])
        let signedIn: Int64? = row["signed_in"]
        let until: Int64? = row["link_until"]
        return AccountLine(
            state: state, hasPassword: row["has_password"], lastSignIn: signedIn.map { Instant(microseconds: $0) },
            linkUntil: until.map { Instant(microseconds: $0) })
    }
}
