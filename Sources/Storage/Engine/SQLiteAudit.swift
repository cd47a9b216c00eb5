import Casework
import Foundation
import GRDB
import TransparencyLog

/// A fault that an audit of the stored rows found. Rows are named by table and key; no value of theirs is shown.
public enum AuditFault: Hashable, Sendable {
    /// Entries must be numbered 0, 1, 2 … without a gap.
    case entryMissing(number: Int64)
    case rowChanged(entry: Int64, place: String, key: String)
    case rowDeleted(entry: Int64, place: String, key: String)
    case rowAdded(place: String, key: String)
    /// The stored leaves do not give the entry's root: one of these rows was changed together with its leaf.
    case leavesChanged(entry: Int64, rows: [String])
    /// A derived table does not follow from the committed rows.
    case derivedDiffers(place: String, key: String, stored: Bool)
    /// A table, index, trigger or view that is not ours, is missing, or is not as this version makes it.
    case schemaDiffers(kind: String, name: String)
    /// Something was taken in, or is to be done, and what would do it is gone: the work or the bytes were taken away.
    case workLost(Loss, key: String)
    /// The work is there, and put off to a time that the program never sets: as good as gone.
    case workHeld(Loss, key: String)
    /// A session that no sign-in made, or a one-time link that no entry issued: a way to act in the account's name.
    case accessForged(place: String, account: String)
    /// The engine's own check: an index lacks a row, pages do not fit together, a value is not of its column's kind.
    case fileDamaged(reason: String)
    /// A change that takes two people has the signature of one: of its author, or of nobody.
    case signatureMissing(entry: Int64, place: String, key: String)
    /// An entry does not begin with its act: nobody would have done it.
    case actMissing(entry: Int64)
    /// The committed rows do not play back.
    case replayFailed(entry: Int64, place: String, reason: String)
}

/// What nothing waits for any more, although it is not done.
public enum Loss: String, Hashable, Sendable {
    /// A transmission that was never read, and whose bytes are gone.
    case transmission
    /// Somebody expected on board who was never screened, and no work will.
    case passage
    /// An open alert that no work will let expire.
    case alert
}

/// What an audit read.
public struct AuditResult: Sendable {
    public var entries: Int64 = 0
    public var rows: Int64 = 0
    public var forgotten: Int64 = 0
    public var faults: [AuditFault] = []
    /// Entries whose hour lies more than one before that of an earlier entry, and the first of them.
    public var setBack = 0
    public var firstSetBack: Int64?
    /// What has waited for more than a day, although the work to do it is there.
    public var overdue = 0
}

/// Recomputes everything that can be recomputed from the stored rows, without any data key: leaves, entries' roots, and the
/// derived tables from the committed ones. It opens the file beside the server and asks nobody. The tree over the entries and its signed checkpoints are the caller's.
extension Storage {
    /// - Parameters:
    ///   - checkpoints: the stored checkpoints by size, before the first entry
    ///   - entry: each entry in order, for the tree
    ///   - progress: entries done so far, now and then
    ///   - limit: stop collecting faults beyond this many; the count goes on
    public static func audit(
        folder: String, limit: Int = 1_000, checkpoints: ([StoredCheckpoint]) -> Void, entry visit: (LogEntryRow) -> Void,
        progress: (Int64) -> Void = { _ in }
    ) throws -> AuditResult {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        guard FileManager.default.fileExists(atPath: folder + "/plimsoll.sqlite") else { throw StorageError.noUnit(folder: folder) }
        let queue = try openBeside(folder + "/plimsoll.sqlite", configuration)
        defer { try? queue.close() }
        return try queue.inDatabase { db in
            // The derived tables of five years do not fit into memory; they hold nothing that the file beside them does not hold.
            try db.execute(sql: "PRAGMA temp_store = FILE; PRAGMA temp.cache_size = -65536")
            try db.execute(sql: "BEGIN")
            defer { try? db.execute(sql: "COMMIT") }
            checkpoints(try Row.fetchAll(db, sql: "SELECT * FROM main.checkpoint ORDER BY size").map(Storage.checkpoint))
            var audit = SQLiteAudit(db: db, limit: limit, plays: true)
            try audit.run(visit: visit, progress: progress)
            return audit.result
        }
    }

    /// On a medium that cannot be written, such as an inspector's copy, the engine cannot make the files that readers share with a
    /// writer. Where no write-ahead log stands beside the database there is no writer, and it is read as it lies.
    static func openBeside(_ path: String, _ configuration: Configuration) throws -> DatabaseQueue {
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) {
            let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
            guard let escaped, !FileManager.default.fileExists(atPath: path + "-wal"),
                let queue = try? DatabaseQueue(path: "file:\(escaped)?immutable=1", configuration: configuration)
            else {
                throw StorageError.refused("\(path) cannot be opened here: copy the folder to where you may write, and verify the copy")
            }
            return queue
        }
    }
}

/// One pass over the log. Derived tables are computed anew as temporary tables of the same names: those shadow the stored
/// ones, so that the very statements that the writer runs can run again.
struct SQLiteAudit {
    let db: Database
    let limit: Int
    var result = AuditResult()
    /// The latest time of an act, in microseconds: what the log itself says of "now".
    var newest = Int64.min
    private var latestHour = Int64.min
    /// Something has been received: from here on changes take two people.
    private var takesTwo = false
    private let plays: Bool
    private var tables: [String: AuditedTable] = [:]
    private let sumKey = SystemRandom.bytes(32)

    /// - Parameter plays: whether the derived tables are played back; without, single entries can be looked at
    init(db: Database, limit: Int, plays: Bool) {
        self.db = db
        self.limit = limit
        self.plays = plays
    }

    mutating func note(_ fault: AuditFault) {
        if result.faults.count < limit { result.faults.append(fault) }
    }

    mutating func run(visit: (LogEntryRow) -> Void, progress: (Int64) -> Void) throws {
        try prepare()
        var expected: Int64 = 0
        let entries = try db.statement("SELECT number, type, hour, root, leaves, seal FROM log_entry ORDER BY number")
        try entries.each([]) { row in
            let entry = LogEntryRow(
                number: Int64(row.integer(0)), type: row.text(1), hour: Int64(row.integer(2)), root: row.bytes(3), leaves: row.integer(4),
                seal: row.bytes(5))
            if entry.number != expected { note(.entryMissing(number: expected)) }
            expected = entry.number + 1
            // An hour's boundary may fall between two commits whose clocks were read in the other order.
            if entry.hour < latestHour, latestHour &- entry.hour != 1 {
                result.setBack += 1
                result.firstSetBack = result.firstSetBack ?? entry.number
            }
            latestHour = max(latestHour, entry.hour)
            try check(entry)
            visit(entry)
            result.entries += 1
            if result.entries % 1_000 == 0 { progress(result.entries) }
            return true
        }
        progress(result.entries)
        try findAdded()
        try findLost()
        try findForgedAccess()
        try compareDerived()
        try checkFile()
    }

    /// Rows are read along their tables; what people are shown is looked up along indexes. Somebody who writes beneath SQL can make
    /// the two differ, and the schema still read as ours.
    private mutating func checkFile() throws {
        for reason in try String.fetchAll(db, sql: "PRAGMA main.integrity_check(\(limit))") where reason != "ok" {
            note(.fileDamaged(reason: reason))
        }
    }

    private mutating func prepare() throws {
        for table in Schema.derived where table != Schema.checkpoint {
            for statement in table.definition {
                try db.execute(
                    sql: statement.replacing("CREATE TABLE ", with: "CREATE TEMP TABLE ").replacing(
                        "CREATE INDEX ", with: "CREATE INDEX temp."))
            }
        }
        for difference in try SQLiteSchema.differences(db) { note(.schemaDiffers(kind: difference.kind, name: difference.name)) }
    }

    /// Whoever signs is not who proposed, once anything has been received; a list's version then has both.
    private mutating func findSignature(_ table: Table, _ values: [Value], _ key: String, entry: Int64) throws {
        func value(_ name: String) -> Value { table.columns.firstIndex { $0.name == name }.map { values[$0] } ?? .null }
        var isSigned = true
        if table == WatchlistVersionRow.table {
            isSigned = value("signer") != .null && value("signer") != value("author") && value("proposal") != .null
        } else if table == ProposalStepRow.table, value("step") == .text(ProposalStatus.signed.rawValue) {
            let author = try db.statement("SELECT author FROM main.proposal WHERE proposal = ?").first([value("proposal")]) { $0.bytes(0) }
            isSigned = author.map { .bytes($0) != value("account") } ?? false
        }
        if !isSigned { note(.signatureMissing(entry: entry, place: table.name, key: key)) }
    }

    private mutating func check(_ entry: LogEntryRow) throws {
        if entry.type == LogEntryType.transmissionReceived.rawValue { takesTwo = true }
        for row in try soundRows(of: entry) {
            let table = row.table.table
            if takesTwo { try findSignature(table, row.values, row.key, entry: entry.number) }
            if table == ActRow.table, case .integer(let at) = row.values[table.columns.count - 1] { newest = max(newest, at) }
            do {
                try row.table.play(row.values)
            } catch let error as DatabaseError {
                note(
                    .replayFailed(
                        entry: entry.number, place: "\(table.name) \(row.key)", reason: error.message ?? "\(error.resultCode)"))
            }
        }
    }

    /// A row that stands as a leaf bound it.
    struct SoundRow {
        var table: AuditedTable
        var key: String
        var values: [Value]
    }

    /// Holds one entry to what it binds: it begins with its act, its leaves give its root, and the row of each stands as it was hashed.
    /// - Returns: the rows that do, in order; the others are noted.
    mutating func soundRows(of entry: LogEntryRow) throws -> [SoundRow] {
        struct Leaf {
            var place: String
            var key: String
            var salt: [UInt8]?
            var hash: [UInt8]
        }
        let statement = try db.statement("SELECT place, row_key, salt, hash FROM log_leaf WHERE entry = ? ORDER BY position")
        let leaves = try statement.all([.integer(entry.number)]) { row in
            Leaf(place: row.text(0), key: row.text(1), salt: row.isNull(2) ? nil : row.bytes(2), hash: row.bytes(3))
        }
        var hashes: [MerkleHash] = []
        hashes.reserveCapacity(leaves.count)
        var sound: [SoundRow] = []
        for leaf in leaves {
            guard let hash = MerkleHash(bytes: leaf.hash) else {
                note(.leavesChanged(entry: entry.number, rows: ["\(leaf.place) \(leaf.key)"]))
                continue
            }
            hashes.append(hash)
            result.rows += 1
            guard let table = try audited(leaf.place) else {
                note(.rowChanged(entry: entry.number, place: leaf.place, key: leaf.key))
                continue
            }
            table.bound.add(leaf.key)
            guard let values = try table.row(leaf.key) else {
                note(.rowDeleted(entry: entry.number, place: leaf.place, key: leaf.key))
                continue
            }
            guard let salt = leaf.salt, LogLeaf.hash(salt: salt, table: table.table, values: values) == hash else {
                note(.rowChanged(entry: entry.number, place: leaf.place, key: leaf.key))
                continue
            }
            sound.append(SoundRow(table: table, key: leaf.key, values: values))
        }
        if let first = leaves.first, first.place != ActRow.table.name || first.key != "[\(entry.number)]" {
            note(.actMissing(entry: entry.number))
        }
        if MerkleTree.root(of: hashes).bytes != entry.root || hashes.count != entry.leaves {
            note(.leavesChanged(entry: entry.number, rows: leaves.map { "\($0.place) \($0.key)" }))
        }
        return sound
    }

    /// Nil for what is no committed table.
    private mutating func audited(_ place: String) throws -> AuditedTable? {
        if let table = tables[place] { return table }
        guard let table = Schema.byName[place], table.tableClass == .committed else { return nil }
        let audited = try AuditedTable(table, key: sumKey, plays: plays, db)
        tables[place] = audited
        return audited
    }

    private mutating func findAdded() throws {
        for table in Schema.committed where table != LogEntryRow.table && table != LogLeafRow.table {
            guard let audited = try audited(table.name), try audited.names(db) != audited.bound else { continue }
            try findAdded(audited)
        }
        let strays = try Int64.fetchAll(
            db, sql: "SELECT DISTINCT entry FROM log_leaf WHERE entry NOT IN (SELECT number FROM log_entry) LIMIT 100")
        for entry in strays { note(.entryMissing(number: entry)) }
    }

    /// Which rows of a table no leaf binds: asked only where there must be some, or where one that a leaf binds is gone.
    private mutating func findAdded(_ audited: AuditedTable) throws {
        try db.execute(sql: "CREATE TEMP TABLE bound (row_key TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID")
        try db.execute(
            sql: "INSERT OR IGNORE INTO temp.bound (row_key) SELECT row_key FROM main.log_leaf WHERE place = ? AND length(hash) = 32",
            arguments: [audited.table.name])
        let statement = try db.statement("SELECT 1 FROM temp.bound WHERE row_key = ?")
        var added: [String] = []
        try audited.eachName(db) { key in
            if try statement.first([.text(key)], { $0.integer(0) }) == nil { added.append(key) }
        }
        for key in added { note(.rowAdded(place: audited.table.name, key: key)) }
        try db.execute(sql: "DROP TABLE temp.bound")
    }

    private mutating func compareDerived() throws {
        for table in Schema.derived where table != Schema.checkpoint {
            for (first, second, stored) in [("main", "temp", true), ("temp", "main", false)] {
                let differing = try Row.fetchAll(
                    db, sql: "SELECT * FROM \(first).\(table.name) EXCEPT SELECT * FROM \(second).\(table.name) LIMIT \(limit)")
                for row in differing {
                    note(.derivedDiffers(place: table.name, key: table.key(of: row.databaseValues.map(SQLiteValue.value)), stored: stored))
                }
            }
        }
    }
}
