import Casework
import Collection
import Foundation
import FoundationNetworking
import HTTPTypes
import Service
import Storage
import Testing

@testable import Web

struct ServerProgramTests {
    private func send(_ harness: Harness, _ bytes: [UInt8], key: String?) async -> WebAnswer {
        var headers = HTTPFields()
        if let key { headers.set("Authorization", "Bearer \(key)") }
        return await harness.desk.respond(
            to: WebRequest(
                .post, target: "/api/v1/messages", headers: headers,
                body: { limit, _ in
                    guard bytes.count <= limit else { throw BodyError.tooLarge }
                    return bytes
                }))
    }

    private func object(_ answer: WebAnswer) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
    }

    @Test("A carrier sends with its key, and is answered when all is durable; the same again is a receipt that points at the first")
    func carrier() async throws {
        let harness = try await Harness()
        let key = try await harness.unit.carriers.add(code: "QX", name: "QX Air", access: Access(account: nil, purpose: "operation")).key
        let first = await send(harness, Harness.message, key: key)
        #expect(first.status == .created && first.header("Content-Type") == "application/json")
        let answer = try object(first)
        let messages = try #require(answer["messages"] as? [[String: Any]])
        #expect(messages.count == 1 && messages[0]["travellers"] as? Int == 1 && messages[0]["action"] as? String == "manifest")
        let transmission = try #require(answer["transmission"] as? String)
        #expect(try await harness.unit.storage.transmission(#require(Identifier(transmission)))?.hasEvidence == true)
        let second = try object(await send(harness, Harness.message, key: key))
        #expect(second["duplicateOf"] as? String == transmission && second["transmission"] as? String != transmission)
    }

    @Test("Bytes that are no message are kept, and answered with a finding")
    func junk() async throws {
        let harness = try await Harness()
        let key = try await harness.unit.carriers.add(code: "QX", name: "QX Air", access: Access(account: nil, purpose: "operation")).key
        let answer = await send(harness, Array("this is no message at all".utf8), key: key)
        #expect(answer.status == .created && answer.text.contains("nothing-readable"))
    }

    @Test("Without a key, with a wrong one, or too large: a problem that says what to do, by RFC 9457")
    func refusals() async throws {
        let harness = try await Harness()
        let key = try await harness.unit.carriers.add(code: "QX", name: "QX Air", access: Access(account: nil, purpose: "operation")).key
        for wrong in [nil, "plk_wrong", key + "x", "Basic " + key] {
            let answer = await send(harness, Harness.message, key: wrong)
            #expect(answer.status == .unauthorized && answer.header("WWW-Authenticate") == "Bearer")
            #expect(answer.header("Content-Type") == "application/problem+json")
            let problem = try object(answer)
            #expect(
                problem["status"] as? Int == 401 && problem["title"] is String && problem["type"] is String && problem["detail"] is String)
        }
        let large = await send(harness, [UInt8](repeating: 0x41, count: Collector.byteLimit + 1), key: key)
        #expect(large.status == .contentTooLarge && large.endsConnection)
        #expect(try object(large)["status"] as? Int == 413)
        #expect(try await harness.unit.storage.hasTransmissions() == false)
        // Nothing at all is a transmission too: stored, and answered with a finding.
        let empty = await send(harness, [], key: key)
        #expect(empty.status == .created)
        let findings = try object(empty)["findings"] as? [[String: Any]]
        #expect(findings?.contains { $0["code"] as? String == "nothing-readable" } == true)
    }

    @Test("Figures are for this machine, or for a role that may see the log; they name nobody")
    func metrics() async throws {
        let harness = try await Harness()
        _ = try await harness.alert()
        let local = await harness.desk.respond(to: WebRequest(.get, target: "/metrics"))
        #expect(local.status == .ok && local.text.contains("plimsoll_alerts_open 1\n"))
        #expect(local.text.contains("plimsoll_transmissions_total 1\n") && !local.text.contains("QUIST"))
        let remote = await harness.desk.respond(to: WebRequest(.get, target: "/metrics", peer: "203.0.113.9"))
        #expect(remote.status == .seeOther)
        #expect(await harness.desk.respond(to: WebRequest(.get, target: "/livez")).text == "ok\n")
        #expect(await harness.desk.respond(to: WebRequest(.get, target: "/readyz")).status == .ok)
        await harness.unit.close()
        #expect(await harness.desk.respond(to: WebRequest(.get, target: "/readyz")).status == .serviceUnavailable)
    }

    @Test(
        "On a real socket: a page, a health check, a body that is announced too large; then the server stops when asked",
        .timeLimit(.minutes(1)))
    func socket() async throws {
        let harness = try await Harness()
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        let server = try WebServer(
            unit: harness.unit, workers: harness.workers,
            configuration: WebConfiguration(port: 0, onBound: { _, port in bound.yield(port) }))
        let running = Task { try await server.run() }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        #expect(port > 0)
        let base = "http://127.0.0.1:\(port)"
        let (page, pageAnswer) = try await URLSession.shared.data(from: #require(URL(string: base + "/sign-in")))
        #expect((pageAnswer as? HTTPURLResponse)?.statusCode == 200)
        #expect((pageAnswer as? HTTPURLResponse)?.value(forHTTPHeaderField: "Content-Security-Policy") == PageHeaders.contentSecurityPolicy)
        #expect(String(decoding: page, as: UTF8.self).contains("<h1>Sign in</h1>"))
        var head = URLRequest(url: try #require(URL(string: base + "/sign-in")))
        head.httpMethod = "HEAD"
        let (nothing, headAnswer) = try await URLSession.shared.data(for: head)
        #expect(nothing.isEmpty && (headAnswer as? HTTPURLResponse)?.statusCode == 200)
        var post = URLRequest(url: try #require(URL(string: base + "/sign-in")))
        post.httpMethod = "POST"
        post.httpBody = Data(repeating: 0x61, count: WebDesk.formLimit + 1)
        post.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        let (_, large) = try await URLSession.shared.data(for: post)
        #expect((large as? HTTPURLResponse)?.statusCode == 413)
        running.cancel()
        _ = try? await running.value
        await harness.unit.close()
    }
}
