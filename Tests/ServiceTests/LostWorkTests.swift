import Casework
import Foundation
import Oversight
import Service
import Storage
import Testing

/// Queues are bound by nothing; what somebody takes out of one shows by what is not done.
@Suite struct LostWorkTests {
    private func faults(after sql: String, settled: Bool) async throws -> [VerificationReport.Fault] {
        let test = try await TestUnit()
        _ = await test.ask(.mapAccount(name: "grech", osUser: 2), as: "root")
        _ = await test.ask(.importList(csv: Data(TestUnit.list.utf8), strict: true), user: 2)
        _ = await test.ask(.ingest(bytes: Data(TestUnit.manifest())))
        if settled { _ = await test.ask(.settle) }
        await test.unit.close()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
        process.arguments = [test.folder.database, sql]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try Verification.run(folder: test.folder.path, vkey: test.folder.logVerifierKey(), against: nil).faults
    }

    private func losses(_ faults: [VerificationReport.Fault]) -> [Loss] {
        faults.compactMap { if case .stored(.workLost(let loss, _)) = $0 { loss } else { nil } }
    }

    @Test(arguments: [true, false]) func aUnitThatWorksOrStillHasToHasLostNothing(settled: Bool) async throws {
        #expect(try await faults(after: "SELECT 1", settled: settled).isEmpty)
    }

    @Test func anAlertThatWouldStayOpenForEverIsNamed() async throws {
        #expect(losses(try await faults(after: "DELETE FROM work WHERE kind = 'expire'", settled: true)) == [.alert])
    }

    @Test func somebodyWhoWouldNeverBeScreenedIsNamed() async throws {
        #expect(losses(try await faults(after: "DELETE FROM work WHERE kind = 'assess'", settled: false)) == [.passage])
    }

    @Test func aTransmissionThatWasNeverReadIsNamed() async throws {
        let faults = try await faults(after: "DELETE FROM evidence", settled: true)
        #expect(losses(faults) == [.transmission])
    }
}
