import Casework
import Foundation
import GRDB
import Testing
import Travel

@testable import Storage

/// The seam "Every table has a class", over time: units of every schema that there was open and verify, and a schema that somebody
/// may have is changed by a migration only.
///
/// `scripts/dump-schema` makes the dump of the present schema anew, while no release has it.
@Suite struct SchemaDumpTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Schemas")

    /// The database of a dump, in a folder that is gone with the test.
    private final class DumpedUnit {
        let folder = NSTemporaryDirectory() + "plimsoll-schema-\(SystemRandom.next())"
        var database: String { folder + "/plimsoll.sqlite" }

        init(version: Int) throws {
            let source = SchemaDumpTests.folder.appendingPathComponent("\(version)")
            try FileManager.default.createDirectory(
                atPath: folder + "/keys", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            for name in ["folder.key", "log.key"] {
                let place = "\(folder)/keys/\(name)"
                try FileManager.default.copyItem(atPath: source.appendingPathComponent(name).path, toPath: place)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place)
            }
            let dump = try String(contentsOf: source.appendingPathComponent("dump.sql"), encoding: .utf8)
            try rows { db in try db.execute(sql: dump) }
        }
        deinit { try? FileManager.default.removeItem(atPath: folder) }

        func rows<Answer>(_ body: (Database) throws -> Answer) throws -> Answer {
            let queue = try DatabaseQueue(path: database)
            defer { try? queue.close() }
            return try queue.inDatabase(body)
        }
    }

    @Test(
        "Given a unit of an earlier schema, when opened, then it has the present one, its people can be read, and its log verifies",
        arguments: 1...Schema.version)
    func everyVersionOpens(_ version: Int) async throws {
        let unit = try DumpedUnit(version: version)
        #expect(try unit.rows { try Int.fetchOne($0, sql: "PRAGMA user_version") } == version)
        let storage = try Storage(folder: unit.folder)
        #expect(try await storage.accounts().contains { $0.name == "grech" })
        let passage = try #require(try await storage.passagesWithHits(after: nil, limit: 9).first, "somebody on a list is on board")
        let detail = try #require(try await storage.passageDetail(passage))
        let subject = SealedSubject(voyage: passage.voyageKey, subject: passage.passage, version: 1)
        let opened = try await storage.open(identities: [subject], access: .assessment, what: "test", at: TemporaryUnit.now)
        let traveller = try PackedFacts.decode(Traveller.self, from: try #require(opened[subject]))
        #expect(traveller.name.family == "QUIST", "\(detail)")
        storage.close()
        #expect(try unit.rows { try Int.fetchOne($0, sql: "PRAGMA user_version") } == Schema.version)
        #expect(try unit.rows { try SQLiteSchema.differences($0) } == [])
        #expect(try Storage.audit(folder: unit.folder, checkpoints: { _ in }, entry: { _ in }).faults == [])
    }

    @Test("The dump of the present version is what the code makes: tables, columns, keys, indexes")
    func thePresentSchemaIsTheDumpedOne() throws {
        let unit = try DumpedUnit(version: Schema.version)
        let dumped = try unit.rows { try String.fetchSet($0, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL") }
        let made = Set(Schema.tables.flatMap(\.definition))
        let hint: Comment = "a released schema is changed by a migration; one that no release has, by scripts/dump-schema"
        #expect(made.subtracting(dumped).sorted() == [], hint)
        #expect(dumped.subtracting(made).sorted() == [], hint)
    }
}
