import Casework
import Foundation
import Storage
import Testing
import Travel

/// The seam "Proof": what a hand in the database does is named.
@Suite struct AuditTests {
    private func unit() async throws -> TemporaryUnit {
        let unit = try TemporaryUnit()
        for number in 1...3 as ClosedRange<UInt64> { try await unit.storage.commit(accountAct(number, name: "officer\(number)")) }
        return unit
    }
    private let second = #"["01920000000070008000000000000002",1]"#

    @Test func anUntouchedDatabaseIsGood() async throws {
        #expect(try await unit().audit().isEmpty)
    }

    @Test func aChangedRowIsNamed() async throws {
        let unit = try await unit()
        try unit.tamper("UPDATE account_version SET role = 'administrator' WHERE name = 'officer2'")
        #expect(try unit.audit().contains(.rowChanged(entry: 1, place: "account_version", key: second)))
    }

    @Test func aDeletedRowIsNamed() async throws {
        let unit = try await unit()
        try unit.tamper("DELETE FROM account_version WHERE name = 'officer2'")
        #expect(try unit.audit().contains(.rowDeleted(entry: 1, place: "account_version", key: second)))
    }

    @Test func anAddedRowIsNamed() async throws {
        let unit = try await unit()
        try unit.tamper("INSERT INTO account_version VALUES (x'000000000000000000000000000000ff', 1, 'ghost', 'analyst', 'active', NULL)")
        #expect(try unit.audit() == [.rowAdded(place: "account_version", key: #"["000000000000000000000000000000ff",1]"#)])
    }

    @Test func whatIsWrittenBehindTheEndOfATextIsNamed() async throws {
        let unit = try await unit()
        try unit.tamper("UPDATE account_version SET name = name || char(0) || 'x' WHERE name = 'officer2'")
        #expect(try unit.audit().contains(.rowChanged(entry: 1, place: "account_version", key: second)))
    }

    /// A list from elsewhere may hold a NUL. What is bound is what stands in the file.
    @Test func aTextThatComesWithANULIsStoredWithoutItAndIsGood() async throws {
        let unit = try await unit()
        try await unit.storage.commit(accountAct(4, name: "offi\u{0}cer4"))
        #expect(try await unit.storage.account(identifier(4))?.name == "officer4")
        #expect(try unit.audit().isEmpty)
    }

    /// Made as an index over some of the rows, then called the whole one: every statement in the file reads as ours.
    @Test func anIndexThatLacksARowIsNamed() async throws {
        let unit = try await unit()
        try unit.tamper(
            """
            DROP INDEX account_0; CREATE INDEX account_0 ON account (name) WHERE name <> 'officer2'; PRAGMA writable_schema = ON;
            UPDATE sqlite_master SET sql = 'CREATE INDEX account_0 ON account (name)' WHERE name = 'account_0'
            """)
        let faults = try unit.audit()
        #expect(!faults.isEmpty)
        for fault in faults {
            guard case .fileDamaged(let reason) = fault else {
                Issue.record("\(fault)")
                continue
            }
            #expect(reason.contains("account_0") && !reason.contains("officer2"))
        }
    }

    @Test func figuresForThePlannerAreNoFault() async throws {
        let unit = try await unit()
        try unit.tamper("ANALYZE")
        #expect(try unit.audit().isEmpty)
    }

    @Test func aRowChangedTogetherWithItsLeafNamesTheEntryAndItsRows() async throws {
        let unit = try await unit()
        try unit.tamper("UPDATE log_leaf SET hash = zeroblob(32) WHERE entry = 1 AND position = 1")
        let faults = try unit.audit()
        #expect(faults.contains(.leavesChanged(entry: 1, rows: ["act [1]", "account_version \(second)"])))
    }

    @Test func swappedEntriesAreFound() async throws {
        let unit = try await unit()
        try unit.tamper(
            "UPDATE log_entry SET number = 99 WHERE number = 1; UPDATE log_entry SET number = 1 WHERE number = 2; UPDATE log_entry SET number = 2 WHERE number = 99"
        )
        let faults = try unit.audit()
        #expect(faults.contains { if case .leavesChanged(1, _) = $0 { true } else { false } })
        #expect(faults.contains { if case .leavesChanged(2, _) = $0 { true } else { false } })
    }

    @Test func aMissingEntryIsFound() async throws {
        let unit = try await unit()
        try unit.tamper("DELETE FROM log_entry WHERE number = 1")
        #expect(try unit.audit().contains(.entryMissing(number: 1)))
    }

    @Test func anEditedDerivedTableIsNamed() async throws {
        let unit = try await unit()
        try unit.tamper("UPDATE account SET role = 'inspector' WHERE name = 'officer3'")
        let key = #"["01920000000070008000000000000003"]"#
        #expect(
            try unit.audit() == [
                .derivedDiffers(place: "account", key: key, stored: true), .derivedDiffers(place: "account", key: key, stored: false),
            ])
    }

    @Test(arguments: [
        ("CREATE TABLE shadow (x)", "table", "shadow"), ("CREATE VIEW shadow AS SELECT 1", "view", "shadow"),
        ("CREATE INDEX shadow ON work (due)", "index", "shadow"), ("DROP INDEX work_0", "index", "work_0"),
        ("CREATE TRIGGER shadow AFTER INSERT ON work BEGIN DELETE FROM work WHERE kind = 'raise'; END", "trigger", "shadow"),
        ("CREATE TRIGGER sqliteXshadow AFTER INSERT ON work BEGIN DELETE FROM work; END", "trigger", "sqliteXshadow"),
        (
            """
            PRAGMA writable_schema = ON; INSERT INTO sqlite_master VALUES ('trigger', 'sqlite_shadow', 'work', 0,
            'CREATE TRIGGER sqlite_shadow AFTER INSERT ON work BEGIN DELETE FROM work; END')
            """, "trigger", "sqlite_shadow"
        ),
    ])
    func whatActsOrStandsThereBesideOursIsNamedAndTheUnitDoesNotStart(_ sql: String, _ kind: String, _ name: String) async throws {
        let unit = try await unit()
        #expect(throws: StorageError.schemaChanged(names: ["\(kind) \(name)"])) { try unit.tamper(sql) }
        #expect(try unit.audit() == [.schemaDiffers(kind: kind, name: name)])
    }
}

/// The seam "Every table has a class".
@Suite struct SchemaTests {
    @Test func everyTableInTheFileHasAClassAndEveryClassItsTable() throws {
        let unit = try TemporaryUnit()
        unit.storage.close()
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
        process.arguments = [unit.folder + "/plimsoll.sqlite", "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"]
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let stored = output.split(separator: "\n").map(String.init).sorted()
        #expect(stored == Schema.tables.map(\.name).sorted())
        #expect(Set(Schema.tables.map(\.name)).count == Schema.tables.count, "no table stands in two classes")
        for table in Schema.committed { #expect(table.tableClass == .committed) }
        for table in Schema.derived { #expect(table.tableClass == .derived) }
        for table in Schema.transient { #expect(table.tableClass == .transient) }
    }

    @Test func theArchitecturePageNamesEachTableWithItsClass() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appendingPathComponent("docs/architecture.md"), encoding: .utf8)
        for table in Schema.tables {
            #expect(page.contains("| `\(table.name)` | \(table.tableClass.rawValue) |"), "docs/architecture.md does not have \(table.name)")
        }
    }
}
