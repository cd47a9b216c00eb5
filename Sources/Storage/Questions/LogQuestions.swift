import Casework
import Foundation
import GRDB
public import Travel

/// A signed statement of the log, as stored.
public struct StoredCheckpoint: Hashable, Sendable {
    public var size: Int64
    public var root: [UInt8]
    public var note: String
    public var frontier: [UInt8]
}

/// An entry as its page shows it: nothing of a person, but who acted.
public struct LogEntryLine: Sendable {
    public var entry: LogEntryRow
    public var account: String?
    public var at: Instant?
    /// Table and key of each row that it binds.
    public var rows: [String]
}

extension Storage {
    /// Entries from a number on, in order.
    public func logEntries(from number: Int64, limit: Int) async throws -> [LogEntryRow] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "SELECT * FROM log_entry WHERE number >= ? ORDER BY number LIMIT ?"),
                arguments: [number, limit]
            ).map(Self.logEntry)
        }
    }

    /// The first of the entries that this folder's key did not seal; nil when it sealed them all.
    public func unsealed(among entries: [LogEntryRow]) -> Int64? {
        entries.first { EntrySeal.make(of: $0, key: keyFolder.sealKey) != $0.seal }?.number
    }

    public func logSize() async throws -> Int64 {
        try await read { db in (try Int64.fetchOne(db, sql: "SELECT max(number) FROM log_entry") ?? -1) + 1 }
    }

    public func lastCheckpoint() async throws -> StoredCheckpoint? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM checkpoint ORDER BY size DESC LIMIT 1").map(Self.checkpoint)
        }
    }

    /// Newest entries before a number, for people.
    public func logPage(before number: Int64?, limit: Int) async throws -> [LogEntryLine] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT e.*, a.at, c.name FROM log_entry e LEFT JOIN act a ON a.entry = e.number
                    LEFT JOIN account c ON c.account = a.account WHERE e.number < ? ORDER BY e.number DESC LIMIT ?
                    """, arguments: [number ?? Int64.max, limit])
            return try rows.map { row in
                let entry = Self.logEntry(row)
                let leaves = try Row.fetchAll(
                    db, sql: "SELECT place, row_key FROM log_leaf WHERE entry = ? AND position > 0 ORDER BY position LIMIT 20",
                    arguments: [entry.number])
                return LogEntryLine(
                    entry: entry, account: row["name"], at: (row["at"] as Int64?).map { Instant(microseconds: $0) },
                    rows: leaves.map { "\($0["place"] as String) \($0["row_key"] as String)" })
            }
        }
    }

    static func logEntry(_ row: Row) -> LogEntryRow {
        LogEntryRow(
            number: row["number"], type: row["type"], hour: row["hour"], root: row.bytes("root"), leaves: row["leaves"],
            seal: row.bytes("seal"))
    }

    static func checkpoint(_ row: Row) -> StoredCheckpoint {
        StoredCheckpoint(size: row["size"], root: row.bytes("root"), note: row["note"], frontier: row.bytes("frontier"))
    }
}
