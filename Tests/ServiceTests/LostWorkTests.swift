import Casework
import Foundation
import Oversight
import Service
import Storage
import Testing
import Travel

/// Queues are bound by nothing; what somebody takes out of one shows by what is not done.
@Suite struct LostWorkTests {
    private func faults(after sql: String, settled: Bool, then later: [UInt8]? = nil) async throws -> [VerificationReport.Fault] {
        let test = try await TestUnit()
        _ = await test.ask(.mapAccount(name: "grech", osUser: 2), as: "root")
        _ = await test.ask(.importList(csv: Data(TestUnit.list.utf8), strict: true), user: 2)
        _ = await test.ask(.ingest(bytes: Data(TestUnit.manifest())))
        if settled { _ = await test.ask(.settle) }
        if let later { _ = await test.ask(.ingest(bytes: Data(later))) }
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

    private func held(_ faults: [VerificationReport.Fault]) -> [Loss] {
        faults.compactMap { if case .stored(.workHeld(let loss, _)) = $0 { loss } else { nil } }
    }

    @Test(arguments: ["due", "lease"], [9_000_000_000_000_000, Int64.max])
    func workThatIsPutOffForEverIsNamedLikeWorkThatIsGone(_ column: String, _ time: Int64) async throws {
        let far = "UPDATE work SET \(column) = \(time)"
        #expect(held(try await faults(after: far, settled: true)) == [.alert])
        #expect(held(try await faults(after: far, settled: false)) == [.passage])
    }

    /// A second message brings new facts; that the first ones were screened does not cover them.
    @Test func factsThatCameLaterAndWouldNeverBeScreenedAreNamed() async throws {
        let later = TestUnit.manifest(given: "ADAEZE")
        #expect(losses(try await faults(after: "SELECT 1", settled: true, then: later)).isEmpty)
        #expect(losses(try await faults(after: "DELETE FROM work WHERE kind = 'assess'", settled: true, then: later)) == [.passage])
    }

    @Test func whatHasWaitedForMoreThanADayIsToldAndIsNoFault() async throws {
        let test = try await TestUnit()
        _ = await test.ask(.ingest(bytes: Data(TestUnit.manifest())))
        await test.unit.close()
        let later = DomainClock.fixed(try #require(Instant(rfc3339: "2026-11-27T08:00:00Z")))
        await (try await Service.Unit(folder: test.folder, clock: later, realTime: later, passwords: TestUnit.passwords)).close()
        let report = try Verification.run(folder: test.folder.path, vkey: test.folder.logVerifierKey(), against: nil)
        #expect(report.isGood && report.overdue == 1)
        #expect(report.lines.contains { $0.hasPrefix("1 step waited for more than a day") })
    }

    @Test func somebodyWhoWouldNeverBeScreenedIsNamed() async throws {
        #expect(losses(try await faults(after: "DELETE FROM work WHERE kind = 'assess'", settled: false)) == [.passage])
    }

    @Test func aTransmissionThatWasNeverReadIsNamed() async throws {
        let faults = try await faults(after: "DELETE FROM evidence", settled: true)
        #expect(losses(faults) == [.transmission])
    }
}
