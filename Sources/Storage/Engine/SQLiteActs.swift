import Casework
import Crypto
import Foundation
import GRDB
import TransparencyLog
import Travel

/// What an act does to the database, inside its savepoint.
enum SQLiteActs {
    /// - Returns: the number of its log entry, when it has one.
    static func apply(_ act: Act, number: Int64, hour: Int64, sealKey: SymmetricKey, _ db: Database) throws -> Int64? {
        guard act.rows.count <= Act.rowLimit else {
            throw StorageError.refused("an act of \(act.rows.count) rows; the limit is \(Act.rowLimit)")
        }
        for expectation in act.expectations { try check(expectation, db) }
        var result: Int64?
        if let entry = act.entry {
            try append(act, entry, number: number, hour: hour, sealKey: sealKey, db)
            result = number
        } else if !act.rows.isEmpty {
            throw StorageError.refused("committed rows without a log entry")
        }
        for change in act.transient { try SQLiteTransient.apply(change, at: act.at, db) }
        return result
    }

    private static func append(_ act: Act, _ entry: LogEntryType, number: Int64, hour: Int64, sealKey: SymmetricKey, _ db: Database) throws
    {
        let first = StoredRow(ActRow(entry: number, access: act.access, at: act.at))
        var hashes: [MerkleHash] = []
        hashes.reserveCapacity(act.rows.count + 1)
        let leafStatement = try db.statement(LogLeafRow.table.insertion)
        let salts = SystemRandom.bytes(16 * (act.rows.count + 1))
        for (position, row) in ([first] + act.rows).enumerated() {
            guard row.table.tableClass == .committed else { throw StorageError.refused("\(row.table.name) is not a committed table") }
            try insert(row, db)
            let salt = Array(salts[position * 16..<position * 16 + 16])
            let hash = LogLeaf.hash(salt: salt, table: row.table, values: row.values)
            hashes.append(hash)
            let leaf = LogLeafRow(
                entry: number, position: position, place: row.table.name, rowKey: row.table.key(of: row.values), salt: salt,
                hash: hash.bytes)
            try leafStatement.run(leaf.values)
            try Projection.run(row, db)
        }
        var stored = LogEntryRow(
            number: number, type: entry.rawValue, hour: hour, root: MerkleTree.root(of: hashes).bytes, leaves: hashes.count)
        stored.seal = EntrySeal.make(of: stored, key: sealKey)
        try db.statement(LogEntryRow.table.insertion).run(stored.values)
    }

    private static func insert(_ row: StoredRow, _ db: Database) throws {
        do {
            try db.statement(row.table.insertion).run(row.values)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw StorageError.conflict(table: row.table.name)
        }
    }

    private static func check(_ expectation: Expectation, _ db: Database) throws {
        switch expectation {
        case .version(let table, let key, let version):
            let found = try db.statement("SELECT version FROM \(table.name) WHERE \(table.keyCondition)").first(key) { $0.integer(0) }
            guard let found else { throw StorageError.missing(table: table.name) }
            guard found == version else { throw StorageError.conflict(table: table.name) }
        case .absent(let table, let key):
            let found = try db.statement("SELECT 1 FROM \(table.name) WHERE \(table.keyCondition)").first(key) { $0.integer(0) }
            guard found == nil else { throw StorageError.conflict(table: table.name) }
        case .noTransmission(let digests):
            let statement = try db.cachedStatement(sql: "SELECT 1 FROM transmission WHERE digest = ? AND duplicate_of IS NULL LIMIT 1")
            for digest in digests where try Int.fetchOne(statement, arguments: [Data(digest)]) != nil {
                throw StorageError.conflict(table: TransmissionRow.table.name)
            }
        case .noMessage(let digests):
            let statement = try db.cachedStatement(sql: "SELECT 1 FROM message WHERE body_digest = ? AND duplicate_of IS NULL LIMIT 1")
            for digest in digests where try Int.fetchOne(statement, arguments: [Data(digest)]) != nil {
                throw StorageError.conflict(table: MessageRow.table.name)
            }
        case .noRequest(let hash, let now):
            let found = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT 1 FROM request WHERE hash = ? AND expires > ?"), arguments: [Data(hash), now.microseconds])
            guard found == nil else { throw StorageError.conflict(table: Schema.request.name) }
        case .unread(let transmission, let ordinal):
            let found = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT 1 FROM message WHERE transmission = ? AND ordinal = ?"),
                arguments: [Data(transmission.bytes), ordinal])
            guard found == nil else { throw StorageError.conflict(table: MessageRow.table.name) }
        case .lastAlert(let passage, let alert):
            let found = try Data.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT alert FROM alert_state WHERE month = ? AND voyage = ? AND passage = ? ORDER BY raised DESC, alert DESC LIMIT 1
                        """), arguments: [passage.month, Data(passage.voyage.bytes), Data(passage.passage.bytes)])
            guard found == alert.map({ Data($0.bytes) }) else { throw StorageError.conflict(table: Schema.alertState.name) }
        case .attempts(let key, let window, let limit):
            let found = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT coalesce(sum(count), 0) FROM attempt WHERE key = ? AND window >= ?"),
                arguments: [Data(key), window - 1])
            guard (found ?? 0) < limit else { throw StorageError.conflict(table: Schema.attempt.name) }
        case .noAccount(let name):
            let found = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT 1 FROM account WHERE name = ? COLLATE NOCASE"), arguments: [name])
            guard found == nil else { throw StorageError.conflict(table: Schema.account.name) }
        case .noCarrier(let code):
            let found = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT 1 FROM carrier WHERE code = ? AND status = 'active'"), arguments: [code])
            guard found == nil else { throw StorageError.conflict(table: Schema.carrier.name) }
        case .noList(let name):
            let found = try db.statement("SELECT 1 FROM watchlist WHERE name = ?").first([.text(name)]) { $0.integer(0) }
            guard found == nil else { throw StorageError.conflict(table: Schema.watchlist.name) }
        case .invitation(let hash, let account, let now):
            let statement = try db.cachedStatement(sql: "DELETE FROM invitation WHERE hash = ? AND account = ? AND expires > ?")
            try statement.execute(arguments: [Data(hash), Data(account.bytes), now.microseconds])
            guard db.changesCount == 1 else { throw StorageError.missing(table: "invitation") }
        }
    }
}

/// What a leaf of an entry hashes: its salt, and the row in canonical JSON.
enum LogLeaf {
    static func hash(salt: [UInt8], table: Table, values: [Value]) -> MerkleHash {
        MerkleHash.leaf(CanonicalJSON.row(table, values, behind: salt))
    }
}
