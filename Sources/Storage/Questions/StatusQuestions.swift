import Casework
import Foundation
import GRDB
public import Travel

/// How the unit stands, as far as the database knows: nothing of a person, and nothing that is counted over a whole table.
public struct StorageStatus: Hashable, Sendable {
    /// Work of one kind that waits.
    public struct Queue: Hashable, Sendable {
        public var kind: Work.Kind
        /// Counted no further than the limit.
        public var waiting: Int
        /// Of those, due by now.
        public var due: Int
        /// When the first of all was or will be due; nil where none waits.
        public var first: Instant?
    }
    /// When the last transmission came through each door; doors through which none came are missing.
    public var newestByDoor: [String: Instant]
    public var queues: [Queue]
    /// Transmissions whose bytes have not been read.
    public var journal: Int
    /// When the oldest of them was received.
    public var journalSince: Instant?
    /// Entries of the log.
    public var logSize: Int64
    /// Entries that the last checkpoint covers; nil before the first.
    public var checkpointSize: Int64?
    /// When the last entry that the checkpoint covers was made.
    public var checkpointAt: Instant?
    /// When the first entry behind the checkpoint was made; nil where it covers all.
    public var uncoveredSince: Instant?
    /// Version of the engine.
    public var engine: String
}

extension Storage {
    /// - Parameter limit: how far anything is counted
    public func status(doors: [String], at now: Instant, limit: Int) async throws -> StorageStatus {
        try await read { db in
            let last = try db.statement("SELECT received FROM transmission WHERE door = ? ORDER BY received DESC LIMIT 1")
            var newest: [String: Instant] = [:]
            for door in doors { newest[door] = try last.first([.text(door)]) { $0.instant(0) } }
            let count = try db.statement(
                "SELECT count(*), count(*) FILTER (WHERE due <= ?) FROM (SELECT due FROM work WHERE kind = ? ORDER BY due LIMIT ?)")
            let first = try db.statement("SELECT due FROM work WHERE kind = ? ORDER BY due LIMIT 1")
            let queues = try Work.Kind.allCases.map { kind in
                let counts = try count.first([.integer(now.microseconds), .text(kind.rawValue), .integer(limit)]) {
                    ($0.integer(0), $0.integer(1))
                }
                return StorageStatus.Queue(
                    kind: kind, waiting: counts?.0 ?? 0, due: counts?.1 ?? 0,
                    first: try first.first([.text(kind.rawValue)]) { $0.instant(0) })
            }
            let journal = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT count(*) FROM (SELECT 1 FROM journal LIMIT ?)"), arguments: [limit])
            let oldest = try db.statement("SELECT transmission FROM journal ORDER BY transmission LIMIT 1").first([]) { $0.identifier(0) }
            let size = (try Int64.fetchOne(db, sql: "SELECT max(number) FROM log_entry") ?? -1) + 1
            let covered = try Int64.fetchOne(db, sql: "SELECT max(size) FROM checkpoint")
            let made = try db.statement("SELECT at FROM act WHERE entry >= ? ORDER BY entry LIMIT 1")
            return StorageStatus(
                newestByDoor: newest, queues: queues, journal: journal ?? 0,
                // A name begins with the millisecond at which it was given.
                journalSince: oldest.map { Instant(microseconds: Int64(clamping: $0.high >> 16) &* 1_000) }, logSize: size,
                checkpointSize: covered,
                checkpointAt: try covered.flatMap { covered in try made.first([.integer(covered - 1)]) { $0.instant(0) } },
                uncoveredSince: try made.first([.integer(covered ?? 0)]) { $0.instant(0) },
                engine: try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "")
        }
    }
}
