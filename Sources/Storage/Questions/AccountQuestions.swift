public import Casework
import Foundation
import GRDB
public import Travel

/// An account as it is now.
public struct AccountState: Hashable, Sendable {
    public var account: Identifier
    public var version: Int
    public var name: String
    public var role: Role
    public var status: String
    public var osUser: Int?

    public var isActive: Bool { status == "active" }
}

/// A carrier as it is now.
public struct CarrierState: Hashable, Sendable {
    public var carrier: Identifier
    public var version: Int
    public var code: String
    public var name: String
    public var status: String
    public var keys: Int
}

/// A carrier's API key as it is now.
public struct ApiKeyState: Hashable, Sendable {
    /// active, revoked, or `until` and a time: active up to then.
    public enum Status: Hashable, Sendable {
        case active
        case revoked
        case until(Instant)

        /// As a row spells it.
        public var text: String {
            switch self {
            case .active: "active"
            case .revoked: "revoked"
            case .until(let end): "until \(end.rfc3339)"
            }
        }

        public init?(_ text: String) {
            switch text {
            case "active": self = .active
            case "revoked": self = .revoked
            default:
                guard text.hasPrefix("until "), let end = Instant(rfc3339: String(text.dropFirst(6))) else { return nil }
                self = .until(end)
            }
        }

        public func isUsable(at now: Instant) -> Bool {
            switch self {
            case .active: true
            case .revoked: false
            case .until(let end): now < end
            }
        }
    }
    public var hash: [UInt8]
    public var version: Int
    public var carrier: Identifier
    public var status: Status

    /// By which people call it: the first eight digits of its SHA-256, which give nothing of the key away.
    public var name: String { String(hash.hexadecimal.prefix(8)) }
}

extension Storage {
    public func accounts() async throws -> [AccountState] {
        try await read { db in try Row.fetchAll(db, sql: "SELECT * FROM account ORDER BY name LIMIT 10000").compactMap(Self.account) }
    }

    /// In capitals or not: two people whose names differ by a capital would be taken for each other.
    public func account(named name: String) async throws -> AccountState? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM account WHERE name = ? COLLATE NOCASE", arguments: [name]).flatMap(Self.account)
        }
    }

    public func account(_ id: Identifier) async throws -> AccountState? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM account WHERE account = ?", arguments: [Data(id.bytes)]).flatMap(Self.account)
        }
    }

    /// The accounts that a user of the operating system answers for.
    public func accounts(ofUser user: Int) async throws -> [AccountState] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM account WHERE os_user = ? AND status = 'active' ORDER BY name", arguments: [user])
                .compactMap(Self.account)
        }
    }

    /// The password of an account, with the version of its row; nil before it has been set.
    public func credential(of account: Identifier) async throws -> (version: Int, password: PasswordHash)? {
        try await read { db in
            try Row.fetchOne(
                db, sql: "SELECT * FROM credential WHERE account = ? ORDER BY version DESC LIMIT 1", arguments: [Data(account.bytes)]
            ).map { row in
                (
                    row["version"],
                    PasswordHash(
                        cost: row["cost"], blockSize: row["block_size"], parallelism: row["parallelism"], salt: row.bytes("salt"),
                        hash: row.bytes("hash"))
                )
            }
        }
    }

    /// The account that a one-time link is for; nil when it was used, replaced, or is too old.
    public func invitation(hash: [UInt8], now: Instant) async throws -> Identifier? {
        try await read { db in
            try Row.fetchOne(
                db, sql: "SELECT account FROM invitation WHERE hash = ? AND expires > ?", arguments: [Data(hash), now.microseconds]
            ).flatMap { Identifier(bytes: $0.bytes("account")) }
        }
    }

    /// The living session of a cookie.
    public func session(hash: [UInt8], now: Instant, idleSeconds: Int64) async throws -> (session: Session, seen: Instant)? {
        try await read { db in
            try Row.fetchOne(
                db, sql: "SELECT * FROM session WHERE hash = ? AND expires > ? AND seen > ?",
                arguments: [Data(hash), now.microseconds, (now - idleSeconds).microseconds]
            ).flatMap(Self.session)
        }
    }

    static func session(_ row: Row) -> (session: Session, seen: Instant)? {
        guard let id = Identifier(bytes: row.bytes("id")), let account = Identifier(bytes: row.bytes("account")) else { return nil }
        let session = Session(
            hash: row.bytes("hash"), id: id, account: account, created: Instant(microseconds: row["created"]),
            expires: Instant(microseconds: row["expires"]), formToken: row["form_token"])
        return (session, Instant(microseconds: row["seen"]))
    }

    public func carriers() async throws -> [CarrierState] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT c.*, (SELECT count(*) FROM api_key k WHERE k.carrier = c.carrier AND k.status <> 'revoked') AS keys
                    FROM carrier c ORDER BY code LIMIT 10000
                    """
            ).compactMap(Self.carrier)
        }
    }

    /// The carrier that an API key belongs to; nil when the key is unknown, revoked or has ended, or the carrier was ended.
    public func carrier(apiKeyHash hash: [UInt8], now: Instant) async throws -> CarrierState? {
        try await read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT c.*, 1 AS keys, k.status AS key_status FROM api_key k JOIN carrier c ON c.carrier = k.carrier
                        WHERE k.hash = ? AND c.status = 'active'
                        """), arguments: [Data(hash)]
            ).flatMap { row in ApiKeyState.Status(row["key_status"])?.isUsable(at: now) == true ? Self.carrier(row) : nil }
        }
    }

    /// The keys of a carrier that have not been revoked.
    public func apiKeys(of carrier: Identifier) async throws -> [ApiKeyState] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT k.*, (SELECT max(version) FROM api_key_version v WHERE v.hash = k.hash) AS version FROM api_key k
                        WHERE k.carrier = ? AND k.status <> 'revoked' ORDER BY version DESC, hash LIMIT 1000
                        """), arguments: [Data(carrier.bytes)]
            ).compactMap(Self.apiKey)
        }
    }

    static func apiKey(_ row: Row) -> ApiKeyState? {
        guard let carrier = Identifier(bytes: row.bytes("carrier")), let status = ApiKeyState.Status(row["status"]) else { return nil }
        return ApiKeyState(hash: row.bytes("hash"), version: row["version"], carrier: carrier, status: status)
    }

    /// The newest state profile and its file.
    public func profile() async throws -> (version: Int, yaml: String, sha256: [UInt8])? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM profile_version ORDER BY version DESC LIMIT 1")
                .map { ($0["version"], $0["yaml"], $0.bytes("sha256")) }
        }
    }

    /// The active indicators, as their authors wrote them.
    public func indicators() async throws -> [(name: String, version: Int, yaml: String)] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT v.name, v.version, v.yaml FROM indicator i JOIN indicator_version v ON v.name = i.name AND v.version = i.version
                    WHERE i.active = 1 ORDER BY v.name LIMIT 1000
                    """
            ).map { ($0["name"], $0["version"], $0["yaml"]) }
        }
    }

    /// Whether anything has been received yet.
    public func hasTransmissions() async throws -> Bool {
        try await read { db in try Int.fetchOne(db, sql: "SELECT 1 FROM transmission LIMIT 1") != nil }
    }

    private static func account(_ row: Row) -> AccountState? {
        guard let id = Identifier(bytes: row.bytes("account")), let role = Role(rawValue: row["role"]) else { return nil }
        return AccountState(
            account: id, version: row["version"], name: row["name"], role: role, status: row["status"], osUser: row["os_user"])
    }

    private static func carrier(_ row: Row) -> CarrierState? {
        guard let id = Identifier(bytes: row.bytes("carrier")) else { return nil }
        return CarrierState(
            carrier: id, version: row["version"], code: row["code"], name: row["name"], status: row["status"], keys: row["keys"])
    }
}

extension Storage {
    /// The newest version of an indicator, active or not; 0 when there is none.
    public func lastIndicatorVersion(_ name: String) async throws -> Int {
        try await read { db in
            try Int.fetchOne(db, sql: "SELECT max(version) FROM indicator_version WHERE name = ?", arguments: [name]) ?? 0
        }
    }
}

extension Storage {
    /// Alerts whose identifier ends with these hexadecimal digits, at least eight; two at the most, since one is wanted.
    public func alerts(endingWith digits: String) async throws -> [Identifier] {
        guard digits.utf8.count >= 8, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else {
            return []
        }
        return try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT alert FROM alert_state WHERE ending = ? LIMIT 64", arguments: [String(digits.suffix(8))]
            ).compactMap { Identifier(bytes: $0.bytes("alert")) }.filter { $0.description.hasSuffix(digits) }.prefix(2).map { $0 }
        }
    }
}
