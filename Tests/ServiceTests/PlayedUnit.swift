import Casework
import Foundation
import GRDB
import Oversight
import Service
import Testing
import TransparencyLog
import Travel

@testable import Storage

/// A unit with a history, made once: two people on a flight, one of them on a list; her alert is read, decided, and read again.
/// Each attack gets a copy of its folder, keys included.
final class PlayedUnit: Sendable {
    let folder: UnitFolder
    /// The log as it stood before the decision ("yesterday"), and what was kept then.
    let yesterday: UnitFolder
    let keptYesterday: String
    let keptToday: String
    let key: String
    let alert: String

    static let made = Task { try await PlayedUnit() }

    private init() async throws {
        let test = try await TestUnit()
        for (name, user) in [("vella", 1), ("grech", 2)] { _ = await test.ask(.mapAccount(name: name, osUser: user), as: "root") }
        _ = try await test.unit.accounts.setPassword("a long enough sentence", link: try #require(test.links["vella"]))
        _ = await test.ask(.importList(csv: Data(TestUnit.list.utf8), strict: true), user: 2)
        _ = await test.ask(.ingest(bytes: Data(TestUnit.manifest())))
        _ = await test.ask(.ingest(bytes: Data(TestUnit.manifest(document: "UT1112223", family: "TAMSIN", given: "IDA"))))
        _ = await test.ask(.settle)
        keptYesterday = try #require(try await test.unit.checkpointer.advance())
        yesterday = UnitFolder(test.folder.path + "-yesterday")
        try Self.copy(test.folder, to: yesterday)
        let queue = await test.ask(.listAlerts(all: false, purpose: "assessment"), user: 1)
        alert = try #require(queue.lines.first?.split(separator: " ").first.map(String.init))
        let dismiss = DecisionRequest(decision: "dismiss", reason: "insufficient", detail: "", text: "she looked like an error")
        #expect(await test.ask(.decideAlert(id: alert, version: 1, decision: dismiss), user: 1).failure == nil)
        #expect(await test.ask(.showAlert(id: alert, purpose: "assessment"), user: 1).failure == nil)
        await test.unit.close()
        folder = UnitFolder(test.folder.path + "-today")
        try Self.copy(test.folder, to: folder)
        key = try test.folder.logVerifierKey()
        keptToday = try Self.rows(folder) { db in
            try #require(try String.fetchOne(db, sql: "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1"))
        }
    }

    /// Also the write-ahead log, so that a copy of a running unit is whole.
    static func copy(_ folder: UnitFolder, to other: UnitFolder) throws {
        try FileManager.default.copyItem(atPath: folder.path, toPath: other.path)
        try? FileManager.default.removeItem(atPath: other.path + "/plimsoll.sqlite-shm")
    }

    static func rows<Answer>(_ folder: UnitFolder, _ body: (Database) throws -> Answer) throws -> Answer {
        let queue = try DatabaseQueue(path: folder.database)
        defer { try? queue.close() }
        return try queue.inDatabase(body)
    }
}

/// A copy that is gone with the test, and what somebody does to it who holds the file and the keys.
final class Attacked {
    let played: PlayedUnit
    let folder: UnitFolder

    init(_ played: PlayedUnit, yesterday: Bool = false) throws {
        self.played = played
        folder = UnitFolder(FileManager.default.temporaryDirectory.path + "/plimsoll-attacked-\(SystemRandom.next())")
        try PlayedUnit.copy(yesterday ? played.yesterday : played.folder, to: folder)
    }
    deinit { try? FileManager.default.removeItem(atPath: folder.path) }

    func run(_ sql: String) throws { try PlayedUnit.rows(folder) { db in try db.execute(sql: sql) } }

    func verify(against kept: String? = nil, key: String? = nil) throws -> VerificationReport {
        try Verification.run(folder: folder.path, vkey: try key ?? folder.logVerifierKey(), against: kept)
    }

    /// The full forger: leaves, roots and seals of all entries from one on, and every checkpoint, made anew with keys that are in the folder.
    func forge(from first: Int64, seed: [UInt8]? = nil) throws {
        let keys = try KeyFolder(folder: folder.path)
        let signer = try NoteSigner(name: NoteVerifierKey(vkey: folder.logVerifierKey()).name, seed: seed ?? keys.logSeed)
        try PlayedUnit.rows(folder) { db in
            var range = CompactRange()
            var frontiers: [Int64: CompactRange] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT * FROM log_entry ORDER BY number") {
                var entry = Storage.logEntry(row)
                if entry.number >= first {
                    entry.root = try rebind(entry.number, db).bytes
                    entry.seal = EntrySeal.make(of: entry, key: keys.sealKey)
                    try db.execute(
                        sql:
                            "UPDATE log_entry SET root = ?, seal = ?, leaves = (SELECT count(*) FROM log_leaf WHERE entry = number) WHERE number = ?",
                        arguments: [Data(entry.root), Data(entry.seal), entry.number])
                }
                range.append(MerkleHash.leaf(entry.treeBytes))
                frontiers[entry.number + 1] = range
            }
            for size in try Int64.fetchAll(db, sql: "SELECT size FROM checkpoint") {
                guard let range = frontiers[size] else { continue }
                let checkpoint = try Checkpoint(origin: signer.verifierKey.name.text, size: range.size, root: range.root)
                try db.execute(
                    sql: "UPDATE checkpoint SET root = ?, note = ?, frontier = ? WHERE size = ?",
                    arguments: [
                        Data(range.root.bytes), String(decoding: try checkpoint.signed(by: signer).bytes, as: UTF8.self),
                        Data(range.bytes), size,
                    ])
            }
        }
        try (signer.verifierKey.vkey + "\n").write(toFile: folder.logKey, atomically: true, encoding: .utf8)
    }

    private func rebind(_ entry: Int64, _ db: Database) throws -> MerkleHash {
        var hashes: [MerkleHash] = []
        for leaf in try Row.fetchAll(db, sql: "SELECT * FROM log_leaf WHERE entry = ? ORDER BY position", arguments: [entry]) {
            let table = try #require(Schema.byName[leaf["place"]])
            let keys = zip(table.columns, try #require(KeyText.values(leaf["row_key"]))).map { column, value -> Value in
                if column.kind == .bytes, case .text(let text) = value { .bytes(KeyText.bytes(text)) } else { value }
            }
            let row = try #require(
                try Row.fetchOne(
                    db, sql: "SELECT * FROM \(table.name) WHERE \(table.keyCondition)", arguments: SQLiteValue.arguments(keys)))
            let hash = LogLeaf.hash(salt: leaf.bytes("salt"), table: table, values: row.databaseValues.map(SQLiteValue.value))
            hashes.append(hash)
            try db.execute(
                sql: "UPDATE log_leaf SET hash = ? WHERE entry = ? AND position = ?",
                arguments: [Data(hash.bytes), entry, leaf["position"] as Int])
        }
        return MerkleTree.root(of: hashes)
    }
}
