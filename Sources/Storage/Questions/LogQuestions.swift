import Casework
import Foundation
import GRDB
import Travel

/// A signed statement of the log, as stored.
public struct StoredCheckpoint: Hashable, Sendable {
    public var size: Int64
    public var root: [UInt8]
    public var note: String
    public var frontier: [UInt8]
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

    /// How an act names the configuration that it takes.
    public static func reference(ofConfiguration digest: String) -> String { "configuration " + digest }

    /// SHA-256 of the configuration that was taken last, in hexadecimal; nil before the first.
    public func lastConfiguration() async throws -> String? {
        try await read { db in
            try String.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT reference FROM act a WHERE reference > 'configuration ' AND reference < 'configuration!'
                          AND EXISTS (SELECT 1 FROM log_entry e WHERE e.number = a.entry AND e.type = ?)
                        ORDER BY entry DESC LIMIT 1
                        """), arguments: [LogEntryType.configurationTaken.rawValue]
            ).map { String($0.dropFirst(Self.reference(ofConfiguration: "").count)) }
        }
    }

    /// Newest entries before a number, newest first.
    public func logPage(before number: Int64?, limit: Int) async throws -> [LogEntryRow] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "SELECT * FROM log_entry WHERE number < ? ORDER BY number DESC LIMIT ?"),
                arguments: [number ?? Int64.max, limit]
            ).map(Self.logEntry)
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
