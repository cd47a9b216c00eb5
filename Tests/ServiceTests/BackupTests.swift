import Casework
import Collection
import Foundation
import GRDB
import Oversight
import Testing
import Travel

@testable import Service
@testable import Storage

/// A backup is whole, holds no key, and cannot be put back unseen. `scripts/test-faults backup` does the same with processes that die.
@Suite struct BackupTests {
    private let test: TestUnit
    private let copy: String
    private let restored: UnitFolder
    private let access = Access(account: nil, permission: .unitOperate, purpose: "operation", reference: "test")

    init() async throws {
        test = try await TestUnit()
        copy = test.folder.path + "-copy"
        restored = UnitFolder(test.folder.path + "-restored")
        for (name, user) in [("vella", 1), ("grech", 2)] { _ = await test.ask(.mapAccount(name: name, osUser: user), as: "root") }
        _ = await test.ask(.importList(csv: Data(TestUnit.list.utf8), strict: true), user: 2)
        _ = await test.ask(.ingest(bytes: Data(TestUnit.manifest())))
        _ = await test.ask(.settle)
    }

    private func keysBack() throws {
        try FileManager.default.createDirectory(
            atPath: restored.path + "/keys", withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        for name in ["folder.key", "log.key"] {
            try FileManager.default.copyItem(atPath: "\(test.folder.path)/keys/\(name)", toPath: "\(restored.path)/keys/\(name)")
        }
    }

    @Test func whatWasThereIsThereAgainAndTheLogSaysThatItWasRestored() async throws {
        #expect(await test.ask(.backUp(to: copy)).failure == nil)
        let result = try Backup.restore(from: copy, to: restored)
        #expect(result.report.isGood && result.report.keptSize == result.manifest.entries && result.manifest.unread == 0)
        try keysBack()
        let clock = test.unit.clock
        let unit = try await Service.Unit(folder: restored, clock: clock, realTime: clock, passwords: TestUnit.passwords)
        let queue = await unit.answer(.listAlerts(all: false, purpose: "assessment"), as: nil, user: 1)
        #expect(queue.json.contains("OKONJO"), "identities open with the keys that were put back")
        let types = try await unit.storage.logPage(before: nil, limit: 10).map(\.type)
        #expect(types.contains("unit-restored") && types.contains("backup-made"), "\(types)")
        await unit.close()
        let again = try await Service.Unit(folder: restored, clock: clock, realTime: clock, passwords: TestUnit.passwords)
        let later = try await again.storage.logPage(before: nil, limit: 20).map(\.type)
        #expect(later.count { $0 == "unit-restored" } == 1 && later.first == "unit-started", "once: \(later)")
        await again.close()
        #expect(try Verification.run(folder: restored.path, vkey: restored.logVerifierKey(), against: nil).isGood)
    }

    @Test func whoeverKeptALaterCheckpointSeesThatAnOlderStateWasPutBack() async throws {
        #expect(await test.ask(.backUp(to: copy)).failure == nil)
        let earlier = try String(contentsOfFile: copy + "/checkpoint.txt", encoding: .utf8)
        _ = await test.ask(.addCarrier(code: "QX", name: "Example Air"))
        let later = try #require(try await test.unit.checkpointer.advance())
        _ = try Backup.restore(from: copy, to: restored, against: earlier)
        let report = try Verification.run(folder: restored.path, vkey: restored.logVerifierKey(), against: later)
        #expect(report.faults.contains { if case .shortened(_, kept: true) = $0 { true } else { false } }, "\(report.faults)")
        try FileManager.default.removeItem(atPath: restored.path)
        #expect(throws: BackupError.self) { try Backup.restore(from: copy, to: restored, against: later) }
        #expect(!FileManager.default.fileExists(atPath: restored.path) && !FileManager.default.fileExists(atPath: restored.path + ".part"))
    }

    @Test func noKeyAndNoReadableIdentityIsInIt() async throws {
        #expect(await test.ask(.backUp(to: copy)).failure == nil)
        let names = try FileManager.default.subpathsOfDirectory(atPath: copy).sorted()
        #expect(
            names == [
                "checkpoint.txt", "indicators", "indicators/late-purchase-by-third-party.yaml",
                "indicators/one-card-over-unrelated-bookings.yaml", "indicators/one-telephone-over-unrelated-bookings.yaml", "log.vkey",
                "manifest.json", "plimsoll.sqlite", "profile.yaml",
            ])
        let secrets = try ["folder.key", "log.key"].map {
            try String(contentsOfFile: "\(test.folder.path)/keys/\($0)", encoding: .utf8).trimmingCharacters(in: .newlines)
        }
        for name in names {
            guard let data = FileManager.default.contents(atPath: copy + "/" + name) else { continue }
            let text = String(decoding: data, as: Unicode.ASCII.self)
            for secret in secrets + ["OKONJO", "UT7654321"] { #expect(!text.contains(secret), "\(name)") }
            let mode = try FileManager.default.attributesOfItem(atPath: copy + "/" + name)[.posixPermissions] as? NSNumber
            #expect((mode?.intValue ?? 0o777) & 0o077 == 0, "\(name) is its owner's alone")
        }
    }

    @Test func whatIsAcknowledgedWhileItRunsLosesNothingThatWasBefore() async throws {
        let unit = test.unit
        let access = access
        func send(_ numbers: Range<Int>) async throws -> [Identifier] {
            var sent: [Identifier] = []
            for number in numbers {
                let bytes = TestUnit.manifest(document: "UT\(1_000_000 + number)")
                sent.append(try await unit.ingest(bytes, door: "test", access: access).transmission)
            }
            return sent
        }
        let before = try await send(0..<60)
        async let during = send(60..<160)
        let manifest = try await Backup.make(of: unit, to: copy, access: access)
        #expect(try await during.count == 100)
        let result = try Backup.restore(from: copy, to: restored)
        #expect(result.report.isGood, "\(result.report.faultLines)")
        let stored = try PlayedUnit.rows(restored) { db in Set(try Data.fetchAll(db, sql: "SELECT transmission FROM evidence")) }
        #expect(before.allSatisfy { stored.contains(Data($0.bytes)) })
        #expect(manifest.entries > 60)
    }

    @Test(arguments: ["profile.yaml", "plimsoll.sqlite", "checkpoint.txt", "log.vkey"])
    func aFileThatWasChangedTakenAwayOrAddedIsNamed(_ name: String) async throws {
        #expect(await test.ask(.backUp(to: copy)).failure == nil)
        func faults() -> String? {
            do {
                _ = try Backup.restore(from: copy, to: restored)
                return nil
            } catch { return "\(error)" }
        }
        let path = copy + "/" + name
        let kept = try #require(FileManager.default.contents(atPath: path))
        try (kept + Data([0x20])).write(to: URL(fileURLWithPath: path))
        #expect(faults()?.contains("\(name) was changed") == true)
        try FileManager.default.removeItem(atPath: path)
        #expect(faults()?.contains("\(name) is missing") == true)
        try kept.write(to: URL(fileURLWithPath: path))
        try Data().write(to: URL(fileURLWithPath: copy + "/stray"))
        #expect(faults()?.contains("stray is not of this backup") == true)
        #expect(!FileManager.default.fileExists(atPath: restored.path))
        try FileManager.default.removeItem(atPath: copy + "/stray")
        #expect(faults() == nil)
    }

    @Test func aDatabaseThatWasEditedTogetherWithItsManifestDoesNotVerify() async throws {
        #expect(await test.ask(.backUp(to: copy)).failure == nil)
        try PlayedUnit.rows(UnitFolder(copy)) { db in try db.execute(sql: "UPDATE account SET role = 'inspector' WHERE name = 'vella'") }
        var manifest = try JSONDecoder().decode(Backup.Manifest.self, from: Data(contentsOf: URL(fileURLWithPath: copy + "/manifest.json")))
        for name in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + "/plimsoll.sqlite" + name) }
        manifest.files["plimsoll.sqlite"] = try sha256(ofFile: copy + "/plimsoll.sqlite").hexadecimal
        try JSONEncoder().encode(manifest).write(to: URL(fileURLWithPath: copy + "/manifest.json"))
        #expect { try Backup.restore(from: copy, to: restored) } throws: { error in
            if case .unsound(let faults)? = error as? BackupError { faults.contains { $0.contains("account") } } else { false }
        }
        #expect(!FileManager.default.fileExists(atPath: restored.path))
    }

    @Test func nothingIsOverwritten() async throws {
        #expect(await test.ask(.backUp(to: copy)).failure == nil)
        #expect(await test.ask(.backUp(to: copy)).failure?.contains("is there already") == true)
        #expect(throws: BackupError.notEmpty(path: test.folder.path)) { try Backup.restore(from: copy, to: test.folder) }
        #expect(throws: BackupError.noManifest(path: test.folder.path)) { try Backup.restore(from: test.folder.path, to: restored) }
        try FileManager.default.createDirectory(atPath: restored.path, withIntermediateDirectories: false)
        _ = try Backup.restore(from: copy, to: restored)
        #expect(await test.ask(.backUp(to: copy + "-2"), user: 1).failure?.contains("unit.operate") == true, "not everybody may")
    }
}
