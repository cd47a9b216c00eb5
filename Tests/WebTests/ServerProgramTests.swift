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
    private func send(_ harness: Harness, _ bytes: [UInt8], key: String?, request: String? = nil) async -> WebAnswer {
        var headers = HTTPFields()
        if let request { headers.set("Idempotency-Key", request) }
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

    /// draft-ietf-httpapi-idempotency-key-header section 2.6: asked again, the answer is the first one's; other bytes are 422.
    @Test("A request that is asked again under its name is answered as before, and takes nothing in")
    func idempotency() async throws {
        let harness = try await Harness()
        let access = Access(account: nil, purpose: "operation")
        let key = try await harness.unit.carriers.add(code: "QX", name: "QX Air", access: access).key
        let other = try await harness.unit.carriers.add(code: "XQ", name: "XQ Air", access: access).key
        let first = await send(harness, Harness.message, key: key, request: "push-17")
        let size = try await harness.unit.storage.logSize()
        let again = await send(harness, Harness.message, key: key, request: "push-17")
        #expect(first.status == .created && again.status == .created && again.text == first.text)
        #expect(try await harness.unit.storage.logSize() == size)
        let reused = await send(harness, Array("other bytes".utf8), key: key, request: "push-17")
        #expect(reused.status == .unprocessableContent && reused.header("Content-Type") == "application/problem+json")
        // The name is the sender's own: another carrier's request of that name is another one.
        let others = try object(await send(harness, Harness.message, key: other, request: "push-17"))
        #expect(try others["duplicateOf"] as? String == object(first)["transmission"] as? String)
        #expect(await send(harness, Harness.message, key: key, request: "with space").status == .badRequest)
        // A day later the name is free.
        harness.wait(seconds: 86_401)
        #expect(await send(harness, Array("other bytes".utf8), key: key, request: "push-17").status == .created)
    }

    @Test("A carrier asks what became of its own transmissions, and of no others'")
    func status() async throws {
        let harness = try await Harness()
        let access = Access(account: nil, purpose: "operation")
        let key = try await harness.unit.carriers.add(code: "QX", name: "QX Air", access: access).key
        let other = try await harness.unit.carriers.add(code: "XQ", name: "XQ Air", access: access).key
        let sent = await send(harness, Harness.message, key: key)
        let address = try #require(sent.header("Location"))
        func ask(_ key: String, _ address: String) async -> WebAnswer {
            var headers = HTTPFields()
            headers.set("Authorization", "Bearer \(key)")
            return await harness.desk.respond(to: WebRequest(.get, target: address, headers: headers))
        }
        let answer = await ask(key, address)
        #expect(answer.status == .ok && answer.text == sent.text)
        #expect(await ask(other, address).status == .notFound)
        #expect(await ask("plk_wrong", address).status == .unauthorized)
        #expect(await ask(key, "/api/v1/messages/\(Identifier(high: 0, low: 1))").status == .notFound)
    }

    @Test("Who sends what takes long to read is told after a while where to ask, and the reading goes on")
    func patience() async throws {
        let harness = try await Harness()
        let access = Access(account: nil, permission: .messagesIngest, purpose: "operation")
        // Two hundred lists in one transmission take longer than a millisecond.
        let interchanges = Array(repeating: Harness.message, count: 200).flatMap { $0 }
        let intake = try await harness.unit.take(
            interchanges, door: "api", carrier: nil, request: nil, patience: .milliseconds(1), access: access)
        guard case .reading(let transmission) = intake else {
            Issue.record("it was read within a millisecond")
            return
        }
        for _ in 0..<200 {
            if case .read(let report) = try await harness.unit.intake(transmission) {
                #expect(report.messages.count == 200)
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("never read")
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
