import Casework
import HTTPTypes
import Service
import Storage
import Testing

@testable import Web

/// The interface for programs that act for a person.
struct ServerInterfaceTests {
    private static let nowhere = String(repeating: "0", count: 32)

    @Test("Given a password, when a program signs in, then it gets a token that works until it signs out")
    func session() async throws {
        let harness = try await Harness()
        let program = try await harness.program(.analyst)
        #expect(program.token.hasPrefix("pls_"))
        let session = await program.get("/api/v1/session")
        #expect(session.json["account"] as? String == "user-analyst" && session.json["token"] == nil)
        #expect(session.json["permissions"] as? [String] == harness.unit.rules.profile.permissions(of: .analyst).map(\.rawValue).sorted())
        #expect(await program.send(.delete, "/api/v1/session").status == .noContent)
        #expect(await program.get("/api/v1/session").status == .unauthorized)
    }

    @Test("A wrong password, an unknown account and a body that is none are refused, and nobody is told which it was")
    func refusals() async throws {
        let harness = try await Harness()
        _ = try await harness.browser(.analyst)
        let program = ProgramClient(harness.desk)
        func begin(_ json: String) async -> WebAnswer { await program.send(.post, "/api/v1/session", json: json) }
        let wrong = await begin(#"{"account":"user-analyst","password":"something else entirely"}"#)
        let unknown = await begin(#"{"account":"nobody","password":"something else entirely"}"#)
        #expect(wrong.status == .forbidden && wrong.text == unknown.text && unknown.status == .forbidden)
        #expect(await begin(#"{"account":"user-analyst"}"#).status == .badRequest)
        #expect(await begin("[").status == .badRequest)
        #expect(await program.send(.post, "/api/v1/session", headers: [("Content-Type", "text/plain")]).status == .unsupportedMediaType)
        for _ in 0..<5 { _ = await begin(#"{"account":"user-analyst","password":"something else entirely"}"#) }
        let limited = await begin(#"{"account":"user-analyst","password":"\#(Harness.password)"}"#)
        #expect(limited.status == .tooManyRequests && Int(limited.header("Retry-After") ?? "") != nil)
    }

    @Test("A browser's cookie opens nothing that is there for programs, and a program's token no page: no other site can act with either")
    func apart() async throws {
        let harness = try await Harness()
        let alert = try await harness.alert().description
        let browser = try await harness.browser(.analyst)
        #expect(await browser.get("/alerts").status == .ok)
        #expect(await browser.get("/api/v1/alerts").status == .unauthorized)
        let decision = await browser.post("/api/v1/alerts/\(alert)/decision", ["decision": "refer"], headers: [("If-Match", "\"1\"")])
        #expect(decision.status == .unauthorized)
        let program = ProgramClient(harness.desk)
        program.token = "pls_" + (browser.cookies["plimsoll-session"] ?? "")
        #expect(await program.get("/alerts").location.hasPrefix("/sign-in"))
    }

    @Test(
        "Given an alert, when a decision names no version, a wrong one or no reason, then nothing is decided; when it names the present one, it stands"
    )
    func decision() async throws {
        let harness = try await Harness()
        let alert = try await harness.alert().description
        let program = try await harness.program(.analyst)
        let seen = await program.get("/api/v1/alerts/\(alert)")
        #expect(seen.header("ETag") == "\"1\"")
        func decide(_ json: String, _ tag: String?) async -> WebAnswer {
            await program.send(
                .post, "/api/v1/alerts/\(alert)/decision", json: json, headers: tag.map { [("If-Match", $0)] } ?? [])
        }
        let dismissal = #"{"decision":"dismiss","reason":"identity-mismatch","text":"another birth date in the document"}"#
        #expect(await decide(dismissal, nil).status == .preconditionRequired)
        for tag in ["*", "W/\"1\"", "1", "\"\"", "\"1\", \"2\"", "\"99999999999999999999\""] {
            #expect(await decide(dismissal, tag).status == .badRequest, "\(tag)")
        }
        #expect(
            await decide(#"{"decision":"dismiss","reason":"bored","text":"another birth date in the document"}"#, "\"1\"").status
                == .unprocessableContent)
        #expect(await decide(#"{"decision":"dismiss","reason":"identity-mismatch","text":"no"}"#, "\"1\"").status == .unprocessableContent)
        #expect(await decide(#"{"reason":"identity-mismatch"}"#, "\"1\"").status == .badRequest)
        #expect(await decide(dismissal, "\"7\"").status == .preconditionFailed)
        #expect(await program.get("/api/v1/alerts").json["open"] as? Int == 1)
        let stands = await decide(dismissal, "\"1\"")
        #expect(stands.status == .created && stands.header("ETag") == "\"2\"" && stands.json["status"] as? String == "dismissed")
        let late = await decide(#"{"decision":"refer"}"#, "\"1\"")
        #expect(late.status == .preconditionFailed && late.text.contains("dismissed, version 2"))
        let file = await program.get("/api/v1/alerts/\(alert)")
        let steps = file.json["steps"] as? [[String: Any]]
        #expect(steps?.last?["text"] as? String == "another birth date in the document")
        #expect(steps?.last?["account"] as? String == "user-analyst")
    }

    @Test("What a program is shown of people stands in the log as read by the account, before the answer")
    func readings() async throws {
        let harness = try await Harness()
        let alert = try await harness.alert().description
        let program = try await harness.program(.analyst)
        let before = try await harness.unit.storage.logSize()
        #expect(await program.get("/api/v1/alerts/\(alert)").status == .ok)
        #expect(try await harness.unit.storage.logSize() == before + 1)
        let again = await program.get("/api/v1/alerts/\(alert)")
        let acts = again.json["acts"] as? [[String: Any]]
        #expect(acts?.contains { $0["account"] as? String == "user-analyst" && $0["type"] as? String == "personal-data-read" } == true)
    }

    @Test(
        "Parameters that are not what they should be are named, never guessed at",
        arguments: [
            "alerts?status=closed", "alerts?status=", "flights?day=", "alerts?after=yesterday", "alerts?limit=0", "alerts?limit=501",
            "alerts?limit=many",
            "flights?day=2026-13-01",
            "flights?carrier=qx", "flights?airport=OSLO", "flights?openAlerts=yes", "flights?gaps=1", "flights?after=x",
            "flights?limit=201",
            "log?before=-1", "log?before=first", "log?limit=1001",
        ])
    func parameters(target: String) async throws {
        let harness = try await Harness()
        let program = try await harness.program(.analyst)
        let answer = await program.get("/api/v1/" + target)
        let name = target.split(separator: "?")[1].split(separator: "=")[0]
        #expect(answer.status == .badRequest && answer.header("Content-Type") == "application/problem+json")
        #expect((answer.json["detail"] as? String)?.hasPrefix("\(name): expected") == true)
    }

    @Test("Pages are followed by the header Link until there is none")
    func paging() async throws {
        let harness = try await Harness()
        let program = try await harness.program(.analyst)
        var seen: [Int] = []
        var target: String? = "/api/v1/log?limit=4"
        while let here = target, seen.count < 1_000 {
            let answer = await program.get(here)
            seen += (answer.json["entries"] as? [[String: Any]] ?? []).compactMap { $0["number"] as? Int }
            target = answer.header("Link").flatMap { $0.firstMatch(of: /<([^>]+)>; rel="next"/) }.map { String($0.1) }
        }
        #expect(seen == Array(0..<seen.count).reversed() && seen.count > 8)
    }
}
