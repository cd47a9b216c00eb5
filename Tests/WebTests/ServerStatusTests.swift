import Casework
import Foundation
import HTTPTypes
import Logging
import Service
import Storage
import Testing
import Travel

@testable import Web

struct ServerStatusTests {
    @Test("The administrator sees doors, queues, log and versions, and nobody's name")
    func status() async throws {
        let harness = try await Harness()
        _ = try await harness.alert()
        harness.wait(seconds: 300)
        let browser = try await harness.browser(.administrator)
        let page = await browser.get("/status")
        #expect(page.status == .ok && !page.text.contains("⟦"))
        for text in [
            "HTTPS", "5 min ago", "inbox folder", "not open", "deadline of an alert", "due in", "Missing persons", "late-purchase",
            Unit.programVersion, "SQLite", "Nothing since the start.",
        ] {
            #expect(page.text.contains(text), "\(text)")
        }
        let digest = try #require(try await harness.unit.storage.profile()?.sha256.hexadecimal)
        #expect(page.text.contains(digest))
        #expect(!page.text.contains("QUIST") && !page.text.contains("ZX1234567") && !page.text.contains("user-analyst"))
    }

    @Test("What failed or was refused of late is listed by its route: no value of the request stands there")
    func failures() async throws {
        let harness = try await Harness()
        let desk = try WebDesk(
            unit: harness.unit, workers: harness.workers, configuration: WebConfiguration(),
            routes: Route.all + [
                Route(.get, "full", ":name", right: .everybody) { _ in throw StorageError.full },
                Route(.get, "gone", ":name", right: .everybody) { _ in throw ServiceError.unknown(what: "name") },
            ], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        for number in 0..<25 { _ = await Browser(desk).get("/full/quist-\(number)") }
        _ = await Browser(desk).get("/gone/quist")
        let latest = desk.recentFailures.latest
        #expect(latest.count == 20 && latest.allSatisfy { $0.route == "GET /full/{name}" && $0.status == 503 && $0.code == "full" })
    }

    @Test("Every page says when no message has come in for too long, without the script; the script is told the same")
    func quiet() async throws {
        let harness = try await Harness()
        _ = try await harness.alert()
        let browser = try await harness.browser(.analyst)
        let limit = harness.unit.rules.profile.quietSeconds
        #expect(limit == 30 * 60)
        struct Answer: Decodable {
            var now: Int64
            var quiet: String
        }
        func feed() async throws -> Answer {
            try JSONDecoder().decode(Answer.self, from: Data(await browser.get("/feed", headers: [("Accept", "application/json")]).body))
        }
        func isSaid() async -> Bool { await browser.get("/flights").text.contains("No message has come in") }
        #expect(try await feed().quiet == "")
        #expect(await !isSaid())
        harness.wait(seconds: limit)
        for target in ["/alerts", "/flights", "/messages", "/log", "/help/keyboard", "/nowhere"] {
            #expect(await browser.get(target).text.contains("No message has come in for 30 min."), "\(target)")
        }
        let answer = try await feed()
        #expect(answer.quiet.hasPrefix("No message has come in for 30 min.") && answer.now == harness.unit.clock.now().seconds)
        _ = try await harness.unit.ingest(Array("anything".utf8), door: "command", access: Access(account: nil, purpose: "operation"))
        #expect(try await feed().quiet == "")
        #expect(await !isSaid())
    }

    @Test("The script's question is no activity, and whoever has not signed in is told so")
    func poll() async throws {
        let harness = try await Harness()
        #expect(await Browser(harness.desk).get("/feed", headers: [("Accept", "application/json")]).status == .unauthorized)
        let browser = try await harness.browser(.supervisor)
        #expect(await browser.get("/feed").status == .ok)
        for _ in 0..<10 {
            harness.wait(seconds: 600)
            _ = await browser.get("/feed", headers: [("Accept", "application/json")])
        }
        let isOver = await browser.get("/feed", headers: [("Accept", "application/json")])
        #expect(isOver.status == .unauthorized, "a desk that only polls is signed out")
    }
}
