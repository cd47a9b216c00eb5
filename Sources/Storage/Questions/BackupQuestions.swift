import Casework
import Crypto
import Foundation
import GRDB
public import Travel

extension Storage {
    /// A consistent copy of the database into a new file, made by the engine itself through this process, while others read and
    /// write. Blocks until it is done.
    /// - Throws: ``StorageError/unwritable(_:)``
    public func backUp(to path: String) throws {
        do {
            let target = try DatabaseQueue(path: path)
            defer { try? target.close() }
            // In one step: it sees one state, and what is written meanwhile goes on into the write-ahead log.
            try pool.backup(to: target)
        } catch let error as DatabaseError {
            throw StorageError.unwritable(error.message ?? "\(error.resultCode)")
        }
        try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    /// When the oldest transmission was received that has not been read; nil when all have been.
    public func oldestUnread() async throws -> Instant? {
        try await read { db in try Self.oldestUnread(db) }
    }

    static func oldestUnread(_ db: Database) throws -> Instant? {
        try Data.fetchOne(db.cachedStatement(sql: "SELECT min(transmission) FROM journal")).flatMap { Identifier(bytes: Array($0)) }
            .map { Instant(microseconds: Int64(clamping: $0.high >> 16).multipliedReportingOverflow(by: 1_000).partialValue) }
    }

    /// Transmissions that have not been read; counts no further than the limit.
    public func unread(limit: Int) async throws -> Int {
        try await read { db in
            try Int.fetchOne(
                db.cachedStatement(sql: "SELECT count(*) FROM (SELECT 1 FROM journal LIMIT ?)"), arguments: [limit]) ?? 0
        }
    }
}

/// SHA-256 of a file of any size, read in parts.
/// - Throws: ``StorageError/refused(_:)`` when it cannot be read
public func sha256(ofFile path: String) throws -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else { throw StorageError.refused("\(path) cannot be read") }
    defer { try? handle.close() }
    var hash = SHA256()
    while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty { hash.update(data: part) }
    return SystemBytes.array(hash.finalize())
}
