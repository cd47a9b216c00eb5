import Casework
import Foundation
import HTTPTypes
import Service
import Storage
import Testing
import Yams

@testable import Web

/// docs/openapi.yaml describes the routes that there are, no more and no fewer, and what they answer.
struct InterfaceDescriptionTests {
    private let description: [String: Any]
    private var paths: [String: [String: Any]] { description["paths"] as? [String: [String: Any]] ?? [:] }
    private var schemas: JSONSchema {
        JSONSchema(components: (description["components"] as? [String: Any])?["schemas"] as? [String: Any] ?? [:])
    }

    init() throws {
        description = try #require(try Yams.load(yaml: OpenAPIFile.text) as? [String: Any])
    }

    private var programRoutes: [Route] {
        Route.all.filter { route in
            guard let first = route.path.first, case .literal(let name) = first else { return false }
            return ["api", "livez", "readyz", "metrics"].contains(name)
        }
    }

    private func operation(_ route: Route) -> [String: Any]? {
        let parts = route.name.split(separator: " ")
        return paths[String(parts[1])]?[parts[0].lowercased()] as? [String: Any]
    }

    @Test("Each route for programs is described, and nothing else is")
    func complete() {
        let described = Set(paths.flatMap { path, operations in operations.keys.map { "\($0.uppercased()) \(path)" } })
        #expect(described == Set(programRoutes.map(\.name)))
    }

    @Test("Who may use a route stands there as the route declares it")
    func rights() throws {
        for route in programRoutes {
            let operation = try #require(self.operation(route), "\(route.name)")
            let schemes = (operation["security"] as? [[String: Any]] ?? []).flatMap(\.keys)
            let summary = "\(operation["description"] ?? "")"
            switch route.right {
            case .apiKey: #expect(schemes == ["carrierKey"], "\(route.name)")
            case .signedIn: #expect(schemes == ["session"], "\(route.name)")
            case .permission(let permission):
                #expect(schemes == ["session"], "\(route.name)")
                #expect(summary.contains("`\(permission.rawValue)`"), "\(route.name)")
            case .machineOr(let permission): #expect(schemes == [] && summary.contains("`\(permission.rawValue)`"), "\(route.name)")
            case .everybody: #expect(schemes == [], "\(route.name)")
            case nil: Issue.record("\(route.name)")
            }
            for case .parameter(let name) in route.path {
                let parameters = (operation["parameters"] as? [[String: Any]] ?? []).map { "\($0)" }.joined()
                #expect(parameters.lowercased().contains(name), "\(route.name) {\(name)}")
            }
        }
    }

    /// The schema of an answer that is JSON.
    private func schema(_ method: String, _ path: String, _ status: Int) throws -> [String: Any] {
        let operation = try #require(paths[path]?[method] as? [String: Any])
        var response = try #require((operation["responses"] as? [String: Any])?[String(status)] as? [String: Any], "\(path) \(status)")
        if let reference = (response["$ref"] as? String)?.split(separator: "/").last {
            let all = (description["components"] as? [String: Any])?["responses"] as? [String: Any]
            response = try #require(all?[String(reference)] as? [String: Any])
        }
        let content = try #require(response["content"] as? [String: [String: Any]])
        return try #require(content.values.first?["schema"] as? [String: Any])
    }

    private func check(_ answer: WebAnswer, _ method: String, _ path: String) throws {
        let value = try JSONSerialization.jsonObject(with: Data(answer.body))
        let faults = schemas.faults(value, try schema(method, path, answer.status.code))
        #expect(faults == [], "\(method) \(path) \(answer.status.code)")
    }

    @Test("Given a message, an alert and a decision, then every answer is as it is described")
    func answers() async throws {
        let harness = try await Harness()
        let alert = try await harness.alert().description
        let program = try await harness.program(.analyst)
        func get(_ target: String, _ path: String, _ status: HTTPResponse.Status = .ok) async throws -> WebAnswer {
            let answer = await program.get(target)
            #expect(answer.status == status, "\(target)")
            try check(answer, "get", path)
            return answer
        }
        _ = try await get("/api/v1/session", "/api/v1/session")
        _ = try await get("/api/v1/alerts", "/api/v1/alerts")
        let file = try await get("/api/v1/alerts/\(alert)", "/api/v1/alerts/{alert}").json
        let person = try #require(((file["alert"] as? [String: Any])?["person"] as? [String: Any])?["at"] as? [String: String])
        let flight = "\(person["month"] ?? "")/\(person["voyage"] ?? "")"
        let board = try await get("/api/v1/flights?limit=10&openAlerts=true", "/api/v1/flights").json
        #expect((board["flights"] as? [Any])?.count == 1)
        _ = try await get("/api/v1/flights/\(flight)?order=seat&page=1", "/api/v1/flights/{month}/{voyage}")
        _ = try await get("/api/v1/travellers/\(flight)/\(person["passage"] ?? "")", "/api/v1/travellers/{month}/{voyage}/{passage}")
        let message = try #require((file["messages"] as? [[String: Any]])?.first?["message"] as? String)
        let evidence = try await get("/api/v1/evidence/\(message)", "/api/v1/evidence/{message}").json
        let bytes = try #require(Data(base64Encoded: evidence["bytes"] as? String ?? ""))
        #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("UNH+1+PAXLST"))
        _ = try await get("/api/v1/log?limit=3", "/api/v1/log")
        _ = try await get("/api/v1/flights?day=tomorrow", "/api/v1/flights", .badRequest)
        _ = try await get("/api/v1/alerts/\(String(repeating: "0", count: 32))", "/api/v1/alerts/{alert}", .notFound)
        let decided = await program.send(
            .post, "/api/v1/alerts/\(alert)/decision", json: #"{"decision":"refer"}"#, headers: [("If-Match", "\"1\"")])
        #expect(decided.status == .created)
        try check(decided, "post", "/api/v1/alerts/{alert}/decision")
        let nobody = await ProgramClient(harness.desk).get("/api/v1/alerts")
        #expect(nobody.status == .unauthorized)
        try check(nobody, "get", "/api/v1/alerts")
        let administrator = await (try harness.program(.administrator)).get("/api/v1/alerts")
        #expect(administrator.status == .forbidden)
        try check(administrator, "get", "/api/v1/alerts")
    }

    @Test("A carrier's transmission is answered as it is described")
    func transmission() async throws {
        let harness = try await Harness()
        let key = try await harness.unit.carriers.add(
            code: "QX", name: "Quiet Air", access: Access(account: nil, purpose: "operation")
        ).key
        let program = ProgramClient(harness.desk)
        program.token = key
        let sent = await program.send(.post, "/api/v1/messages", json: String(decoding: Harness.message, as: UTF8.self))
        #expect(sent.status == .created)
        try check(sent, "post", "/api/v1/messages")
        let state = await program.get(sent.location)
        #expect(state.status == .ok)
        try check(state, "get", "/api/v1/messages/{transmission}")
    }

    @Test("The description is served as it is")
    func served() async throws {
        let harness = try await Harness()
        let answer = await ProgramClient(harness.desk).get("/api/v1/openapi.yaml")
        #expect(answer.status == .ok && answer.header("Content-Type") == "application/yaml; charset=utf-8")
        #expect(answer.text == OpenAPIFile.text)
    }
}
