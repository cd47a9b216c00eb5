import Casework
import Foundation
import Storage
import Travel

/// A unit's storage in a folder of its own, gone with the test.
final class TemporaryUnit {
    let folder: String
    private(set) var storage: Storage
    static let now = Instant(seconds: 1_795_000_000)

    init() throws {
        folder =
            FileManager.default.temporaryDirectory.path + "/plimsoll-\(Identifier(high: SystemRandom.next(), low: SystemRandom.next()))"
        try Storage.create(folder: folder)
        storage = try Storage(folder: folder)
    }

    func reopen() throws {
        storage.close()
        storage = try Storage(folder: folder)
    }

    deinit {
        storage.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Runs SQL by hand, as somebody with the file would.
    func tamper(_ sql: String) throws {
        storage.close()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
        process.arguments = [folder + "/plimsoll.sqlite", sql]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw TamperFailed(sql: sql) }
        storage = try Storage(folder: folder)
    }

    struct TamperFailed: Error { var sql: String }

    func audit() throws -> [AuditFault] {
        storage.close()
        return try Storage.audit(folder: folder, checkpoints: { _ in }, entry: { _ in }).faults
    }
}

let operation = Access(account: nil, purpose: "operation")

func identifier(_ number: UInt64) -> Identifier { Identifier(high: 0x0192_0000_0000_7000, low: 0x8000_0000_0000_0000 | number) }

/// An act that makes an account: a committed row with a derived one behind it.
func accountAct(_ number: UInt64, name: String, version: Int = 1, role: Role = .analyst) -> Act {
    var act = Act(operation, .accountChanged, at: TemporaryUnit.now)
    if version > 1 { act.expectations.append(.account(identifier(number), version: version - 1)) }
    act.insert(
        AccountVersionRow(account: identifier(number), version: version, name: name, role: role, status: "active", osUser: nil))
    return act
}
