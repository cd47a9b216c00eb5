import Casework
import Foundation
import Service
import Storage
import Testing
import Travel

/// Messages at the times at which they once came: the domain clock follows the file, and nothing else.
@Suite struct ReplayTests {
    /// The list, an analyst and somebody who may ingest, in a folder that nobody has open.
    private func prepared() async throws -> TestUnit {
        let test = try await TestUnit(now: "2026-11-01T08:00:00Z")
        for (name, user) in [("vella", 1), ("grech", 2)] { _ = await test.ask(.mapAccount(name: name, osUser: user), as: "root") }
        #expect(await test.ask(.importList(csv: Data(TestUnit.list.utf8), strict: true), user: 2).failure == nil)
        await test.unit.close()
        return test
    }

    private func replay(_ test: TestUnit, _ csv: String, _ files: [String: [UInt8]]) async throws -> Replay.Outcome {
        try await Replay.run(
            folder: test.folder, receipts: try Replay.receipts(Array(csv.utf8)), as: "root", user: 4_242, read: { files[$0] },
            progress: { _ in })
    }

    /// What an analyst reads when the unit runs again, at a time after the replay.
    private func ask(_ test: TestUnit, _ command: Command) async throws -> CommandAnswer {
        let clock = DomainClock.fixed(try #require(Instant(rfc3339: "2026-11-26T00:00:00Z")))
        let unit = try await Service.Unit(folder: test.folder, clock: clock, realTime: clock, passwords: TestUnit.passwords)
        let answer = await unit.answer(command, as: nil, user: 1)
        await unit.close()
        return answer
    }

    @Test func alertsAreRaisedAtTheTimeOfTheMessageAndExpireAtTheirDeadlineBetweenTwoMessages() async throws {
        let test = try await prepared()
        // Lands at 12:30 UTC, 45 minutes of which are for handling by the standard profile; the second message comes after that.
        let outcome = try await replay(
            test, "file,received_at\nlate.edi,2026-11-25T20:00:00Z\nmanifest.edi,2026-11-25T08:15:00Z\n",
            ["manifest.edi": TestUnit.manifest(), "late.edi": TestUnit.manifest(document: "UT1112223", family: "ABARA", given: "IFE")])
        #expect(outcome.transmissions == 2 && outcome.travellers == 2 && outcome.failures.isEmpty)
        #expect(outcome.end.rfc3339 == "2026-11-25T20:00:00Z")
        let list = try await ask(test, .listAlerts(all: true, purpose: "assessment"))
        #expect(
            list.json.contains("\"raised\":\"2026-11-25T08:15:00Z\"") && list.json.contains("\"status\":\"expired-unhandled\""),
            "\(list.json)")
        let id = try #require(list.lines.first?.split(separator: " ").first.map(String.init))
        let file = try await ask(test, .showAlert(id: id, purpose: "assessment"))
        let deadline = try #require(list.json.firstMatch(of: /"deadline":"([^"]+)"/)?.1)
        #expect(file.lines.contains { $0.contains("\(deadline)  expired") }, "\(file.lines)")
    }

    @Test func theExportHasALineForEachRiseAlsoBelowTheThreshold() async throws {
        let test = try await prepared()
        // Another document and another given name: a resemblance, and no more.
        let resembling = TestUnit.manifest(document: "UT5556667", family: "OKONJO", given: "ADAH")
        _ = try await replay(
            test, "file,received_at\na.edi,2026-11-25T07:00:00Z\nb.edi,2026-11-25T08:15:00Z\n",
            ["a.edi": resembling, "b.edi": TestUnit.manifest()])
        let answer = try await ask(test, .exportAlerts(after: nil, purpose: "assessment"))
        let page = try #require(try JSONSerialization.jsonObject(with: Data(answer.json.utf8)) as? [String: Any])
        let lines = try #require(page["lines"] as? [[String: Any]])
        #expect(page["next"] == nil)
        let listed = lines.filter { $0["document_number"] as? String == "UT7654321" }
        #expect(listed.count == 1 && listed[0]["raised_at"] as? String == "2026-11-25T08:15:00Z")
        #expect(listed[0]["family"] as? String == "OKONJO" && listed[0]["birth_date"] as? String == "1990-02-03")
        #expect(listed[0]["flight"] as? String == "QX160" && (listed[0]["score"] as? Int ?? 0) >= 1_000)
        let below = lines.filter { $0["document_number"] as? String == "UT5556667" }
        #expect(below.count == 1 && below[0]["raised_at"] as? String == "2026-11-25T07:00:00Z")
    }

    @Test func aFileThatIsMissingIsNamedAndTheOthersAreTakenIn() async throws {
        let test = try await prepared()
        let outcome = try await replay(
            test, "file,received_at\ngone.edi,2026-11-25T07:00:00Z\na.edi,2026-11-25T08:15:00Z\n", ["a.edi": TestUnit.manifest()])
        #expect(outcome.transmissions == 1 && outcome.failures.count == 1 && outcome.failures[0].hasPrefix("gone.edi:"))
    }

    /// The domain clock never goes back: what was received stays in the order in which it was.
    @Test func aReplayBeforeWhatWasReceivedIsRefusedBeforeAnythingIsTakenIn() async throws {
        let test = try await prepared()
        _ = try await replay(test, "file,received_at\na.edi,2026-11-25T08:15:00Z\n", ["a.edi": TestUnit.manifest()])
        await #expect(throws: ServiceError.self) {
            try await replay(
                test, "file,received_at\nb.edi,2026-11-25T08:14:59Z\n", ["b.edi": TestUnit.manifest(document: "UT1")])
        }
        let again = try await replay(
            test, "file,received_at\nb.edi,2026-11-25T08:15:00Z\n", ["b.edi": TestUnit.manifest(document: "UT1")])
        #expect(again.transmissions == 1)
    }

    @Test(arguments: [
        ("name,when\na,2026-11-25T08:00:00Z\n", "line 1"), ("file,received_at\na.edi\n", "line 2"),
        ("file,received_at\na.edi,2026-11-25T08:00:00Z\nb.edi,yesterday\n", "line 3"), ("", "line 1"),
        ("file,received_at\n\"a.edi,2026-11-25T08:00:00Z\n", "line 2"),
    ]) func aLineThatCannotBeReadIsNamed(csv: String, line: String) {
        #expect { try Replay.receipts(Array(csv.utf8)) } throws: { "\($0)".contains(line) }
    }
}
