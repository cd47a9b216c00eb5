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
            var audit = SQLiteAudit(db: db, limit: limit)
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

    init(db: Database, limit: Int) {
        self.db = db
        self.limit = limit
    }

    mutating func note(_ fault: AuditFault) {
        if result.faults.count < limit { result.faults.append(fault) }
    }

    mutating func run(visit: (LogEntryRow) -> Void, progress: (Int64) -> Void) throws {
        try prepare()
        var expected: Int64 = 0
        let entries = try Row.fetchCursor(db, sql: "SELECT * FROM log_entry ORDER BY number")
        while let row = try entries.next() {
            let entry = Storage.logEntry(row)
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
        try db.execute(
            sql: "CREATE TEMP TABLE bound (place TEXT NOT NULL, row_key TEXT NOT NULL, PRIMARY KEY (place, row_key)) WITHOUT ROWID")
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
        var hashes: [MerkleHash] = []
        var rows: [String] = []
        let leaves = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM log_leaf WHERE entry = ? ORDER BY position"), arguments: [entry.number])
        for leaf in leaves {
            let place: String = leaf["place"]
            let key: String = leaf["row_key"]
            let stored = leaf.bytes("hash")
            rows.append("\(place) \(key)")
            guard let hash = MerkleHash(bytes: stored) else {
                note(.leavesChanged(entry: entry.number, rows: ["\(place) \(key)"]))
                continue
            }
            hashes.append(hash)
            result.rows += 1
            try db.cachedStatement(sql: "INSERT OR IGNORE INTO temp.bound (place, row_key) VALUES (?, ?)").execute(arguments: [place, key])
            guard let table = Schema.byName[place], table.tableClass == .committed else {
                note(.rowChanged(entry: entry.number, place: place, key: key))
                continue
            }
            guard let values = try row(of: table, key: key) else {
                note(.rowDeleted(entry: entry.number, place: place, key: key))
                continue
            }
            guard let salt = leaf.optionalBytes("salt"), LogLeaf.hash(salt: salt, table: table, values: values) == hash else {
                note(.rowChanged(entry: entry.number, place: place, key: key))
                continue
            }
            if takesTwo { try findSignature(table, values, key, entry: entry.number) }
            if table == ActRow.table, case .integer(let at) = values[table.columns.count - 1] { newest = max(newest, at) }
            do {
                try Projection.run(StoredRow(table: table, values: values), db)
            } catch let error as DatabaseError {
                note(.replayFailed(entry: entry.number, place: "\(place) \(key)", reason: error.message ?? "\(error.resultCode)"))
            }
        }
        if !rows.isEmpty, rows[0] != "\(ActRow.table.name) [\(entry.number)]" { note(.actMissing(entry: entry.number)) }
        if MerkleTree.root(of: hashes).bytes != entry.root || hashes.count != entry.leaves {
            note(.leavesChanged(entry: entry.number, rows: rows))
        }
    }

    func row(of table: Table, key: String) throws -> [Value]? {
        guard let keys = KeyText.values(key), keys.count == table.keyLength else { return nil }
        let values = zip(table.columns, keys).map { column, value -> Value in
            // Bytes are hexadecimal text in a key; the column says which is which.
            if column.kind == .bytes, case .text(let text) = value { return .bytes(KeyText.bytes(text)) }
            return value
        }
        let statement = try db.cachedStatement(sql: "SELECT \(table.exactColumns) FROM main.\(table.name) WHERE \(table.keyCondition)")
        return try Row.fetchOne(statement, arguments: SQLiteValue.arguments(values)).map(table.exactValues)
    }

    private mutating func findAdded() throws {
        for table in Schema.committed where table != LogEntryRow.table && table != LogLeafRow.table {
            let rows = try Row.fetchCursor(db, sql: "SELECT \(table.exactColumns) FROM main.\(table.name)")
            let statement = try db.cachedStatement(sql: "SELECT 1 FROM temp.bound WHERE place = ? AND row_key = ?")
            while let row = try rows.next() {
                let key = table.key(of: table.exactValues(row))
                if try Int.fetchOne(statement, arguments: [table.name, key]) == nil { note(.rowAdded(place: table.name, key: key)) }
            }
        }
        let strays = try Int64.fetchAll(
            db, sql: "SELECT DISTINCT entry FROM log_leaf WHERE entry NOT IN (SELECT number FROM log_entry) LIMIT 100")
        for entry in strays { note(.entryMissing(number: entry)) }
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

extension Table {
    /// Texts as bytes: the engine's driver ends a text at its first NUL, and what somebody wrote behind it has to count.
    fileprivate var exactColumns: String {
        columns.map { $0.kind == .text ? "CAST(\($0.name) AS BLOB) AS \($0.name)" : $0.name }.joined(separator: ", ")
    }

    /// Bytes that are no text stay bytes, so that they never equal the text that was bound.
    fileprivate func exactValues(_ row: Row) -> [Value] {
        zip(columns, row.databaseValues).map { column, stored in
            let value = SQLiteValue.value(stored)
            guard column.kind == .text, case .bytes(let bytes) = value, let text = String(validating: bytes, as: UTF8.self) else {
                return value
            }
            return .text(text)
        }
    }
}

/// Reads a row's key back from its canonical JSON.
enum KeyText {
    static func values(_ text: String) -> [Value]? {
        guard let array = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any] else { return nil }
        return array.map { element in
            if let text = element as? String { return .text(text) }
            if let number = element as? NSNumber { return .integer(number.int64Value) }
            return .null
        }
    }

    static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x61...0x66: byte - 0x57
            default: nil
            }
        }
        return stride(from: 0, to: digits.count - digits.count % 2, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
