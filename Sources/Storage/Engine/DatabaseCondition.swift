import Casework
import Foundation
import GRDB
import TransparencyLog
public import Travel

/// How a connection waits for the disk.
public struct Durability: Hashable, Sendable, Codable {
    /// `wal`, or the fault.
    public var journalMode: String
    /// 2 is FULL: an answer waits for the disk.
    public var synchronous: Int
    public var mappedBytes: Int

    public init(journalMode: String, synchronous: Int, mappedBytes: Int) {
        self.journalMode = journalMode
        self.synchronous = synchronous
        self.mappedBytes = mappedBytes
    }
}

/// The end of the log, as far as it can be checked in a moment.
public struct LogTail: Sendable {
    /// The checkpoint that the entries continue from; nil at the beginning of the log.
    public var base: StoredCheckpoint?
    public var newest: StoredCheckpoint?
    /// In order, from the size of the base on.
    public var entries: [LogEntryRow] = []
    /// Whether the entries reach the end of the log.
    public var isWhole = true
    /// What does not fit in the last entries: leaves, and the rows that they bind.
    public var faults: [AuditFault] = []

    public init() {}
}

/// What the database says of itself. It is read beside whoever writes, in one look, and needs no key.
public struct DatabaseCondition: Sendable {
    /// Version of SQLite that this program runs with.
    public var engine: String
    /// What a connection of this machine can be set to.
    public var durability: Durability
    public var schema: Int
    /// Tables, indexes, triggers and views that are not ours, or are missing.
    public var differences: [String]
    /// When the newest entry's act was.
    public var newestAct: Instant?
    /// When the act of the last entry under a checkpoint was.
    public var coveredUntil: Instant?
    /// When the act of the first entry that no checkpoint covers was; nil when all are covered.
    public var uncoveredSince: Instant?
    /// Since when the oldest work of a kind is due.
    public var oldestWork: [Work.Kind: Instant]
    /// When the oldest transmission was received that has not been read.
    public var oldestUnread: Instant?
    /// Days of the journal of which something has not been read.
    public var unreadDays: Set<String>
    /// Keys of active carriers that have not been revoked, by the carrier's code.
    public var apiKeys: [String: [ApiKeyState.Status]] = [:]
    public var tail: LogTail
}

extension Storage {
    /// Entries whose rows are looked at, and entries of the tree that are taken together.
    private static let tailEntries: Int64 = 50
    private static let treeEntries = 5_000

    /// - Throws: ``StorageError/noUnit(folder:)``, or ``StorageError/refused(_:)`` when the file cannot be opened
    public static func condition(folder: String) throws -> DatabaseCondition {
        guard FileManager.default.fileExists(atPath: folder + "/plimsoll.sqlite") else { throw StorageError.noUnit(folder: folder) }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            let queue = try openBeside(folder + "/plimsoll.sqlite", configuration)
            defer { try? queue.close() }
            return try queue.inDatabase { db in
                // Set outside a transaction: within one the engine keeps what it had.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try db.execute(sql: "BEGIN")
                defer { try? db.execute(sql: "COMMIT") }
                return try condition(db)
            }
        } catch let error as DatabaseError {
            throw StorageError.refused(error.message ?? "\(error.resultCode)")
        }
    }

    private static func condition(_ db: Database) throws -> DatabaseCondition {
        let schema = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        var condition = DatabaseCondition(
            engine: try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "",
            durability: Durability(
                journalMode: try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "",
                synchronous: try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1,
                mappedBytes: try Int.fetchOne(db, sql: "PRAGMA mmap_size") ?? 0),
            schema: schema, differences: try SQLiteSchema.differences(db).map { "\($0.kind) \($0.name)" }, oldestWork: [:], unreadDays: [],
            tail: LogTail())
        // The tables of another version are not asked for what they may not have.
        guard condition.differences.isEmpty else { return condition }
        for kind in Work.Kind.allCases {
            if let due = try Int64.fetchOne(db, sql: "SELECT min(due) FROM work WHERE kind = ?", arguments: [kind.rawValue]) {
                condition.oldestWork[kind] = Instant(microseconds: due)
            }
        }
        condition.oldestUnread = try oldestUnread(db)
        condition.unreadDays = Set(
            try String.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT k.period FROM (SELECT sealing_key FROM journal LIMIT 10000) j
                    JOIN data_key k ON k.number = j.sealing_key WHERE k.kind = 'day'
                    """))
        let carriers = try Row.fetchAll(
            db,
            sql: """
                SELECT c.code, k.status FROM carrier c LEFT JOIN api_key k ON k.carrier = c.carrier AND k.status <> 'revoked'
                WHERE c.status = 'active' LIMIT 10000
                """)
        for row in carriers {
            condition.apiKeys[row["code"], default: []] += (row["status"] as String?).flatMap(ApiKeyState.Status.init).map { [$0] } ?? []
        }
        condition.tail = try tail(db)
        func act(of entry: Int64) throws -> Instant? {
            try Int64.fetchOne(db, sql: "SELECT at FROM act WHERE entry = ?", arguments: [entry]).map { Instant(microseconds: $0) }
        }
        if let last = condition.tail.entries.last { condition.newestAct = try act(of: last.number) }
        if let newest = condition.tail.newest {
            condition.coveredUntil = try act(of: newest.size - 1)
            condition.uncoveredSince = try act(of: newest.size)
        } else {
            condition.uncoveredSince = try act(of: 0)
        }
        return condition
    }

    private static func tail(_ db: Database) throws -> LogTail {
        var tail = LogTail()
        let last = try Int64.fetchOne(db, sql: "SELECT max(number) FROM log_entry") ?? -1
        tail.newest = try Row.fetchOne(db, sql: "SELECT * FROM checkpoint ORDER BY size DESC LIMIT 1").map(checkpoint)
        tail.base = try Row.fetchOne(
            db, sql: "SELECT * FROM checkpoint WHERE size <= ? ORDER BY size DESC LIMIT 1", arguments: [last - tailEntries]
        ).map(checkpoint)
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM log_entry WHERE number >= ? ORDER BY number LIMIT ?",
            arguments: [tail.base?.size ?? 0, treeEntries])
        tail.entries = rows.map(logEntry)
        tail.isWhole = (tail.entries.last?.number ?? -1) == last
        var audit = SQLiteAudit(db: db, limit: 100, plays: false)
        for entry in tail.entries where entry.number > last - tailEntries { _ = try audit.soundRows(of: entry) }
        tail.faults = audit.result.faults
        return tail
    }
}
