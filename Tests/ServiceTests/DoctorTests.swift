import Casework
import Collection
import Foundation
import GRDB
import Oversight
import Testing
import Travel

@testable import Service
@testable import Storage

/// Each fault is planted, and the doctor names it. Where a machine would have to be broken, the check is given what it would find.
@Suite struct DoctorTests {
    private static let now = Instant(rfc3339: "2026-11-25T08:00:30Z") ?? Instant(seconds: 0)

    private static func machine(now: Instant = now, holder: MachineCondition.LockHolder? = nil) -> MachineCondition {
        MachineCondition(
            now: now, fileSystem: "ext4", freeBytes: 1 << 40, freeFiles: 1 << 20, timeZoneData: "2026a", isClockSynchronized: true,
            lockHolder: holder)
    }

    /// A unit that was set up, took something in, and has stopped.
    private func stopped() async throws -> TestUnit {
        let test = try await TestUnit()
        _ = await test.ask(.ingest(bytes: Data(TestUnit.manifest())))
        _ = await test.ask(.settle)
        await test.unit.close()
        return test
    }

    private func examine(_ test: TestUnit, _ machine: MachineCondition = machine()) -> [Diagnosis] {
        Doctor.examine(folder: test.folder, machine: machine, configuration: Result { try UnitConfiguration() }, user: Int(getuid()))
    }

    private func faults(_ found: [Diagnosis]) -> [String] { found.filter { $0.state == .fault }.map(\.check) }

    private func chmod(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    @Test func aSoundUnitHasNoFaultAndEveryCheckSaysSo() async throws {
        let found = examine(try await stopped())
        #expect(faults(found).isEmpty, "\(found.filter { $0.state == .fault })")
        for check in [
            "folder-rights", "keys", "socket", "profile", "indicators", "lock", "file-system", "disk-space", "inodes", "time-zones",
            "clock-synchronisation", "sqlite", "durability", "schema", "clock", "log", "checkpoint", "api-keys", "work", "journal",
            "journal-keys",
        ] {
            #expect(found.contains { $0.check == check }, "\(check) was not looked at")
        }
        #expect(found.allSatisfy { $0.state == .good || $0.remedy?.isEmpty == false }, "what is wrong comes with what to do")
    }

    @Test func itWorksBesideARunningUnitAndAsksItForWhatOnlyItKnows() async throws {
        let test = try await TestUnit()
        let unit = test.unit
        let socket = try ControlSocket(path: test.folder.socket) { command, account, _ in
            await unit.answer(command, as: account, user: 4_242)
        }
        socket.start()
        defer { socket.stop() }
        try await unit.checkpointer.advance()
        // The suite's own process holds the lock.
        let holder = MachineCondition.read(folder: test.folder).lockHolder
        #expect(holder?.process == Int(getpid()))
        let found = examine(test, Self.machine(holder: holder))
        #expect(faults(found).isEmpty, "\(found)")
        #expect(found.first { $0.check == "lock" }?.finding.contains("\(getpid())") == true)
        #expect(found.first { $0.check == "durability" }?.finding.hasPrefix("the running unit waits") == true)
    }

    @Test func nothingIsWrittenByLooking() async throws {
        let test = try await stopped()
        let before = try Data(contentsOf: URL(fileURLWithPath: test.folder.database))
        _ = examine(test)
        #expect(try Data(contentsOf: URL(fileURLWithPath: test.folder.database)) == before)
    }

    @Test(arguments: [
        ("keys/folder.key", 0o640), ("keys/log.key", 0o644), ("keys", 0o750), ("keys/days", 0o705), ("keys/days/2026-11-25.key", 0o660),
    ])
    func keysThatOthersCanReadAreNamed(_ file: String, _ mode: Int) async throws {
        let test = try await stopped()
        try chmod(mode, test.folder.path + "/" + file)
        let found = examine(test).filter { $0.check == "keys" }
        #expect(found.count == 1 && found[0].state == .fault && found[0].finding.contains(test.folder.path + "/" + file), "\(found)")
    }

    @Test func aMissingAndADamagedKeyAreNamed() async throws {
        let test = try await stopped()
        try "no key".write(toFile: test.folder.path + "/keys/log.key", atomically: false, encoding: .utf8)
        #expect(faults(examine(test)) == ["keys"])
        try FileManager.default.removeItem(atPath: test.folder.path + "/keys/folder.key")
        #expect(examine(test).contains { $0.check == "keys" && $0.finding.contains("folder.key is missing") })
    }

    @Test func aFolderThatOthersCanEnterIsNamedAndOneForTheGroupToPassIsNot() async throws {
        let test = try await stopped()
        try chmod(0o755, test.folder.path)
        #expect(faults(examine(test)) == ["folder-rights"])
        try chmod(0o710, test.folder.path)
        #expect(faults(examine(test)).isEmpty)
    }

    @Test func aConfigurationThatCannotBeUsedAndAnAddressForOthersAreNamed() async throws {
        let test = try await stopped()
        try "prot: 1\n".write(toFile: test.folder.configuration, atomically: true, encoding: .utf8)
        let broken = Result { try UnitConfiguration.read(folder: test.folder, named: nil, environment: [:]) }
        let found = Doctor.examine(folder: test.folder, machine: Self.machine(), configuration: broken, user: Int(getuid()))
        #expect(faults(found) == ["configuration"])
        #expect(found.first { $0.check == "configuration" }?.finding.contains("plimsoll.yaml:1: prot") == true)
        let exposed = Result { try UnitConfiguration(options: [.host: "0.0.0.0"]) }
        #expect(
            faults(Doctor.examine(folder: test.folder, machine: Self.machine(), configuration: exposed, user: Int(getuid()))) == ["address"]
        )
    }

    @Test func aProfileAndAnIndicatorThatCannotBeUsedAreNamed() async throws {
        let test = try await stopped()
        try "state: MLT\n".write(toFile: test.folder.profile, atomically: true, encoding: .utf8)
        try "name: half\n".write(toFile: test.folder.indicators + "/half.yaml", atomically: true, encoding: .utf8)
        #expect(faults(examine(test)) == ["profile", "indicators"])
    }

    @Test func anIndicatorWhoseLastDayHasPassedIsSaid() async throws {
        let test = try await stopped()
        let later = try #require(Instant(rfc3339: "2029-01-01T00:00:00Z"))
        let found = examine(test, Self.machine(now: later)).filter { $0.check == "indicators" }
        #expect(found.count == 3 && found.allSatisfy { $0.state == .note && $0.finding.contains("2027-11-30") }, "\(found)")
    }

    @Test func aClockThatWasSetBackIsNamed() async throws {
        let test = try await stopped()
        let earlier = try #require(Instant(rfc3339: "2026-11-25T07:00:00Z"))
        #expect(faults(examine(test, Self.machine(now: earlier))) == ["clock"])
    }

    @Test(arguments: [
        "UPDATE log_entry SET type = 'unit-stopped' WHERE number = (SELECT max(number) - 2 FROM log_entry)",
        "UPDATE act SET purpose = 'nothing' WHERE entry = (SELECT max(number) FROM log_entry)",
        "DELETE FROM act WHERE entry = (SELECT max(number) FROM log_entry)",
        "DELETE FROM log_entry WHERE number = (SELECT max(number) FROM log_entry)",
        "DELETE FROM checkpoint", "UPDATE checkpoint SET note = replace(note, '—', '-')",
    ])
    func aLogWhoseEndWasTouchedIsNamed(_ sql: String) async throws {
        let test = try await stopped()
        try PlayedUnit.rows(test.folder) { db in try db.execute(sql: sql) }
        #expect(faults(examine(test)).contains("log"))
    }

    @Test func aLongLogIsCheckedFromACheckpointNearItsEnd() async throws {
        let test = try await TestUnit()
        for number in 0..<60 {
            _ = await test.ask(.addCarrier(code: "X\(number % 10)", name: "Example \(number)"))
            if number == 5 { try await test.unit.checkpointer.advance() }
        }
        await test.unit.close()
        #expect(faults(examine(test)).isEmpty)
        let tail = try Storage.condition(folder: test.folder.path).tail
        #expect((tail.base?.size ?? 0) > 0 && tail.entries.first?.number == tail.base?.size)
        try PlayedUnit.rows(test.folder) { db in
            try db.execute(sql: "UPDATE log_entry SET root = zeroblob(32) WHERE number = (SELECT max(number) - 52 FROM log_entry)")
        }
        // An entry of which no row is looked at is still bound by the tree.
        #expect(faults(examine(test)) == ["log"])
    }

    @Test func entriesThatNobodySignsAreNamed() async throws {
        let test = try await stopped()
        try PlayedUnit.rows(test.folder) { db in
            try db.execute(sql: "DELETE FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint)")
        }
        let later = Self.now + 3_600
        #expect(faults(examine(test, Self.machine(now: later))) == ["checkpoint"])
        #expect(faults(examine(test)).isEmpty, "half a minute is no fault")
    }

    @Test func workAndTransmissionsThatWaitTooLongAreNamed() async throws {
        let test = try await TestUnit()
        let access = Access(account: nil, permission: .messagesIngest, purpose: "operation", reference: "test")
        _ = try await test.unit.collector.receive(TestUnit.manifest(), door: "test", access: access)
        await test.unit.close()
        let later = Self.now + 3_600
        // The clock of the machine goes on; the journal's oldest transmission does not.
        let found = examine(test, Self.machine(now: later))
        #expect(faults(found).sorted() == ["journal", "work"], "\(found.filter { $0.state == .fault })")
        #expect(found.first { $0.check == "work" }?.finding.contains("read since") == true)
        #expect(faults(examine(test)).isEmpty)
    }

    @Test func aKeyOfTheJournalThatOutlivedItsDayIsNamed() async throws {
        let test = try await stopped()
        let old = test.folder.path + "/keys/days/2026-11-01.key"
        try FileManager.default.copyItem(atPath: test.folder.path + "/keys/days/2026-11-25.key", toPath: old)
        let found = examine(test)
        #expect(faults(found) == ["journal-keys"])
        #expect(found.first { $0.check == "journal-keys" }?.finding.contains("2026-11-01") == true)
    }

    @Test func aCarrierWithoutAKeyThatWorksIsNamed() async throws {
        let test = try await TestUnit()
        _ = await test.ask(.addCarrier(code: "QX", name: "Example Air"))
        _ = await test.ask(.rotateKey(carrier: "QX", overlapHours: 24))
        _ = await test.ask(.addCarrier(code: "XQ", name: "Another"))
        try await test.unit.checkpointer.advance()
        await test.unit.close()
        func keys(_ hours: Int64) -> [Diagnosis] {
            examine(test, Self.machine(now: Self.now + hours * 3_600)).filter { $0.check == "api-keys" }
        }
        #expect(keys(1).map(\.state) == [.good])
        #expect(keys(25).map(\.state) == [.note] && keys(25)[0].finding.contains("1 key of QX ended"))
        try PlayedUnit.rows(test.folder) { db in
            try db.execute(sql: "UPDATE api_key SET status = 'until 2026-11-30T00:00:00Z' WHERE status = 'active'")
        }
        #expect(keys(1).map(\.state) == [.note, .note], "both end within a week")
        #expect(keys(200).map(\.state) == [.fault, .fault])
    }

    @Test func aTriggerByHandAndADatabaseThatIsNoneAreNamed() async throws {
        let test = try await stopped()
        try PlayedUnit.rows(test.folder) { db in try db.execute(sql: "CREATE TABLE stray (a)") }
        #expect(faults(examine(test)) == ["schema"])
        try Data("nothing".utf8).write(to: URL(fileURLWithPath: test.folder.database))
        #expect(faults(examine(test)) == ["database"])
        #expect(
            faults(
                Doctor.examine(
                    folder: UnitFolder("/nowhere/at/all"), machine: Self.machine(), configuration: Result { try UnitConfiguration() },
                    user: 0)) == ["folder"])
    }

    @Test func aDatabaseThatDoesNotWaitForTheDiskIsNamed() async throws {
        let test = try await stopped()
        try PlayedUnit.rows(test.folder) { db in _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE") }
        #expect(faults(examine(test)) == ["durability"])
        let good = Durability(journalMode: "wal", synchronous: 2, mappedBytes: 0)
        for bad in [
            Durability(journalMode: "wal", synchronous: 1, mappedBytes: 0), Durability(journalMode: "wal", synchronous: 2, mappedBytes: 1),
        ] {
            #expect(DatabaseChecks.durability(file: good, running: bad).state == .fault)
        }
        #expect(DatabaseChecks.durability(file: good, running: good).state == .good)
    }

    @Test(arguments: [
        ("3.40.1", Diagnosis.State.note), ("3.44.6", .good), ("3.44.5", .note), ("3.50.7", .good), ("3.51.2", .note), ("3.51.3", .good),
        ("3.53.0", .good), ("3.36.0", .fault),
    ])
    func knownFaultsOfTheEngineAreNamed(_ version: String, _ state: Diagnosis.State) {
        #expect(DatabaseChecks.engine(version).state == state)
    }

    @Test func theMachinesFaultsAreNamed() throws {
        let now = Self.now
        for type in ["nfs4", "cifs", "9p", "tmpfs", "fuse.sshfs"] { #expect(MachineChecks.fileSystem(type).state == .fault, "\(type)") }
        for type in ["ext4", "xfs", "btrfs", "zfs"] { #expect(MachineChecks.fileSystem(type).state == .good, "\(type)") }
        #expect(MachineChecks.fileSystem(nil).state == .note)
        #expect(MachineChecks.space(bytes: 1 << 29, files: nil).map(\.state) == [.fault])
        #expect(MachineChecks.space(bytes: 1 << 31, files: 999).map(\.state) == [.good, .fault])
        #expect(MachineChecks.timeZones("2026a", now: now).state == .good)
        #expect(MachineChecks.timeZones("2025b", now: now).state == .note)
        #expect(MachineChecks.timeZones("2023c", now: now).state == .fault)
        #expect(MachineChecks.synchronisation(false).state == .note)
        #expect(MachineChecks.lock(.init(process: 7, program: "sqlite3"), answers: false).state == .fault)
        #expect(MachineChecks.lock(.init(process: 7, program: "plimsoll"), answers: true).state == .good)
        #expect(FolderChecks.socket(UnitFolder("/" + String(repeating: "a", count: 120))).state == .fault)
    }

    @Test func theFileSystemIsThatOfTheInnermostMount() {
        let mounts = """
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            30 22 0:40 / /srv rw,relatime - nfs4 server:/export rw
            31 30 0:41 / /srv/with\\040room rw,relatime master:2 - xfs /dev/sdb1 rw
            """
        #expect(MachineCondition.fileSystem(of: "/srv/unit", mounts: mounts) == "nfs4")
        #expect(MachineCondition.fileSystem(of: "/srvunit", mounts: mounts) == "ext4")
        #expect(MachineCondition.fileSystem(of: "/srv/with room/unit", mounts: mounts) == "xfs")
        #expect(MachineCondition.fileSystem(of: "/srv", mounts: "") == nil)
    }
}
