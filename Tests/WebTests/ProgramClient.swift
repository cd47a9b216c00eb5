import Casework
import Foundation
import HTTPTypes
import Synchronization

@testable import Web

/// A program that acts for a person: JSON, a token, no cookies.
final class ProgramClient: Sendable {
    let desk: WebDesk
    private let held = Mutex("")

    init(_ desk: WebDesk) { self.desk = desk }

    var token: String {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }

    func send(
        _ method: HTTPRequest.Method, _ target: String, json: String? = nil, headers: [(String, String)] = []
    ) async -> WebAnswer {
        var fields = HTTPFields()
        fields.set("Host", "localhost:8080")
        if !token.isEmpty { fields.set("Authorization", "Bearer \(token)") }
        if json != nil { fields.set("Content-Type", "application/json") }
        for (name, value) in headers { fields.set(name, value) }
        let bytes = Array((json ?? "").utf8)
        return await desk.respond(
            to: WebRequest(
                method, target: target, headers: fields,
                body: { limit, _ in
                    guard bytes.count <= limit else { throw BodyError.tooLarge }
                    return bytes
                }))
    }

    func get(_ target: String) async -> WebAnswer { await send(.get, target) }
}

extension Harness {
    /// A program that has signed in with the account of a role.
    func program(_ role: Role) async throws -> ProgramClient {
        // Sets the password by the one-time link.
        _ = try await browser(role)
        let client = ProgramClient(desk)
        let answer = await client.send(
            .post, "/api/v1/session", json: #"{"account":"\#(Self.name(of: role))","password":"\#(Self.password)"}"#)
        client.token = answer.json["token"] as? String ?? ""
        return client
    }
}

extension WebAnswer {
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:] }
}
