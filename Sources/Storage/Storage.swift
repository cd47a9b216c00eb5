public import Casework
import Foundation
import GRDB
import Synchronization
public import Travel

/// The unit's database: one folder, one state, one process that writes.
///
/// There is one way to write, ``commit(_:)``, and it returns when the disk has the act. There are questions to read with; the
/// ones that show who a traveller is ask for an `Access` and commit a read entry first.
///
/// The engine is SQLite in WAL mode with `synchronous = FULL`, which is set after opening and checked, since opening a pool
/// lowers it.
public final class Storage: Sendable {
    public let folder: String
    public let keyFolder: KeyFolder
    let pool: DatabasePool
    let ring: KeyRing
    private let groups: ReadGroups
    private let lock: FolderLock?
    private let queue: CommitQueue
    private let writer: SQLiteWriter?
    private let listeners: Listeners

    private final class Listeners: Sendable {
        private let continuations = Mutex<[Int: AsyncStream<Void>.Continuation]>([:])

        func add() -> AsyncStream<Void> {
            let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            let id = continuations.withLock { all -> Int in
                let id = (all.keys.max() ?? 0) + 1
                all[id] = continuation
                return id
            }
            continuation.onTermination = { [weak self] _ in self?.continuations.withLock { $0[id] = nil } }
            return stream
        }
        func tell() { for continuation in continuations.withLock({ Array($0.values) }) { continuation.yield() } }
        func finish() { for continuation in continuations.withLock({ Array($0.values) }) { continuation.finish() } }
    }

    /// Makes the database and the keys of a new unit.
    /// - Throws: ``StorageError/unitExists(folder:)``
    public static func create(folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard !FileManager.default.fileExists(atPath: folder + "/plimsoll.sqlite") else { throw StorageError.unitExists(folder: folder) }
        try KeyFolder.make(in: folder)
        let queue = try DatabaseQueue(path: folder + "/plimsoll.sqlite")
        try queue.writeWithoutTransaction { db in try Migrations.run(db) }
        try queue.close()
    }

    /// Opens a unit, to write in it or only to read.
    /// - Throws: ``StorageError``: no unit there, another writer, keys that others can read, a database that would not wait
    ///   for the disk.
    ///
    /// - Parameter realTime: for the hour that log entries show, where the domain clock is another one.
    /// - Parameter waitingActs: how many acts may wait to be written before further ones are refused
    public init(folder: String, readOnly: Bool = false, realTime: DomainClock? = nil, waitingActs: Int = 4_096) throws {
        guard FileManager.default.fileExists(atPath: folder + "/plimsoll.sqlite") else { throw StorageError.noUnit(folder: folder) }
        self.folder = folder
        queue = CommitQueue(limit: waitingActs)
        keyFolder = try KeyFolder(folder: folder)
        lock = readOnly ? nil : try FolderLock(folder: folder)
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.maximumReaderCount = 4
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0")
        }
        do {
            pool = try DatabasePool(path: folder + "/plimsoll.sqlite", configuration: configuration)
        } catch {
            throw StorageError.refused("\(folder)/plimsoll.sqlite cannot be opened: \(error)")
        }
        groups = ReadGroups(pool: pool)
        let ring = KeyRing(folder: keyFolder)
        self.ring = ring
        listeners = Listeners()
        if readOnly {
            writer = nil
        } else {
            try pool.writeWithoutTransaction { db in
                try Migrations.run(db)
                let changed = try SQLiteSchema.differences(db).map { "\($0.kind) \($0.name)" }
                guard changed.isEmpty else { throw StorageError.schemaChanged(names: changed) }
                try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000")
                let found = try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1
                guard found == 2 else { throw StorageError.notDurable(found: found) }
                // One process writes: whoever held work, or was about to read what it had taken in, is gone.
                try db.execute(sql: "UPDATE work SET lease = 0, due = CASE kind WHEN 'read' THEN 0 ELSE due END")
            }
            let listeners = listeners
            writer = SQLiteWriter(pool: pool, queue: queue, hour: realTime, sealKey: keyFolder.sealKey) { listeners.tell() }
        }
        try pool.read { db in
            for row in try Row.fetchAll(db, sql: "SELECT number, kind, period, wrapped FROM data_key ORDER BY number") {
                try ring.add(number: row["number"], kind: row["kind"], period: row["period"], wrapped: row.bytes("wrapped"))
            }
        }
        writer?.start()
    }

    /// Writes what waits, and closes the database.
    public func close() {
        writer?.stop()
        listeners.finish()
        try? pool.close()
        lock?.release()
    }

    /// Everything of the act, durable, or nothing.
    /// - Returns: the number of the act's log entry, when it has one.
    /// - Throws: ``StorageError/conflict(table:)`` when what it relied on has changed, ``StorageError/full`` when too much waits.
    @discardableResult
    public func commit(_ act: Act) async throws -> Int64? { try await commit([act])[0].get() }

    /// Acts that are ready at the same moment and have nothing to do with each other: each is durable or nothing by itself, and all
    /// wait for the disk once.
    /// - Returns: for each act what ``commit(_:)-(Act)`` would have answered, in their order.
    /// - Throws: what keeps all of them from being written: ``StorageError/full``, a disk that fails.
    public func commit(_ acts: [Act]) async throws -> [Result<Int64?, any Error>] {
        guard writer != nil else { throw StorageError.refused("opened to read only") }
        guard !acts.isEmpty else { return [] }
        let rows = acts.reduce(0) { $0 + $1.rows.count }
        let bytes = acts.reduce(0) { $0 + $1.byteCount }
        return try await withCheckedThrowingContinuation { continuation in
            do {
                try queue.put(.acts(acts, continuation), rows: rows, bytes: bytes)
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    /// Work that is due, held until the lease ends.
    public func claim(_ kinds: [Work.Kind], limit: Int, now: Instant, leaseSeconds: Int64 = 120) async throws -> [WorkClaim] {
        guard writer != nil else { throw StorageError.refused("opened to read only") }
        let request = CommitQueue.ClaimRequest(kinds: kinds, limit: limit, now: now, lease: now + leaseSeconds)
        return try await withCheckedThrowingContinuation { continuation in
            do {
                try queue.put(.claim(request, continuation), rows: 0, bytes: 0)
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    /// What the connection that writes is set to at this moment.
    public func durability() async throws -> Durability {
        do {
            return try await pool.writeWithoutTransaction { db in
                Durability(
                    journalMode: try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "",
                    synchronous: try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1,
                    mappedBytes: try Int.fetchOne(db, sql: "PRAGMA mmap_size") ?? 0)
            }
        } catch let error as DatabaseError {
            throw StorageError.refused(error.message ?? "\(error.resultCode)")
        }
    }

    /// How often something could not be written since the start: a full or failing disk, somebody else who holds the file.
    public var failures: Int { writer?.failures ?? 0 }

    /// Whether the doors should ask senders to come back later.
    public var isFull: Bool { queue.isFull }

    /// Yields after each commit; several commits may come as one.
    public func commits() -> AsyncStream<Void> { listeners.add() }

    /// The keys of a moment; those that do not exist yet are made and committed first.
    public func keys(at now: Instant) async throws -> KeySet {
        for _ in 0..<8 {
            if let set = ring.set(at: now) { return set }
            guard let kind = ring.missing(at: now).first else { continue }
            guard let row = try ring.make(kind, at: now) else { continue }
            var act = Act(Access(account: nil, purpose: "operation"), .keyMade, at: now)
            act.insert(row)
            do {
                try await commit(act)
                try ring.add(number: row.number, kind: row.kind, period: row.period, wrapped: row.wrapped)
            } catch StorageError.conflict {
                // Another task made a key with that number; it will be in the ring in a moment.
                await Task.yield()
            }
        }
        guard let set = ring.set(at: now) else { throw StorageError.refused("the keys of this month could not be made") }
        return set
    }

    /// How long the key of a day of the journal lives, in days.
    public static let dayKeyDays = 7

    /// Destroys the keys of the journal's days that are over a week ago, each as an entry of the log. A day of which something has
    /// still not been read keeps its key.
    /// - Throws: ``StorageError``; what could not be destroyed is tried again the next time
    public func destroyDayKeys(at now: Instant) async throws {
        for day in ring.days(before: now.utc.date.adding(days: -Self.dayKeyDays)) {
            let waits = try await read { db in
                try Int.fetchOne(
                    db.cachedStatement(sql: "SELECT 1 FROM journal WHERE sealing_key = ? LIMIT 1"), arguments: [day.number]) != nil
            }
            guard !waits else { continue }
            let access = Access(account: nil, purpose: "operation", reference: "journal key \(day.number) of \(day.period)")
            try await commit(Act(access, .keyDestroyed, at: now))
            try ring.destroy(day)
        }
    }

    /// For the unit's own steps: many small questions that come at once are answered together.
    func readTogether<Answer: Sendable>(_ body: @escaping @Sendable (Database) throws -> Answer) async throws -> Answer {
        try Task.checkCancellation()
        do {
            return try await withCheckedThrowingContinuation { continuation in
                groups.put { database in continuation.resume(with: database.flatMap { db in Result { try body(db) } }) }
            }
        } catch let error as DatabaseError {
            throw StorageError.refused(error.message ?? "\(error.resultCode)")
        }
    }

    /// For what people ask.
    func read<Answer: Sendable>(_ body: @escaping @Sendable (Database) throws -> Answer) async throws -> Answer {
        do {
            return try await pool.read(body)
        } catch let error as DatabaseError {
            throw StorageError.refused(error.message ?? "\(error.resultCode)")
        }
    }
}
