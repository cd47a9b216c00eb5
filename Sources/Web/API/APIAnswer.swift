import Casework
import Foundation
import HTTPTypes
import Service
import Travel

/// The interface for programs that act for a person: the views of the pages as JSON, under the same permissions, and with the
/// same entries in the log. `docs/openapi.yaml` describes it.
extension Route {
    static let interface: [Route] = apiSession + apiAlerts + apiFlights + apiRecords
}

extension WebAnswer {
    /// A value as JSON: members in the order of their names, and none for what is not known.
    static func encoded(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> WebAnswer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return json(Array(try encoder.encode(value)), status: status)
    }

    /// A page of something, with the address of the next one (RFC 8288) where there is one.
    static func encoded(_ value: some Encodable, next: Address?) throws -> WebAnswer {
        var answer = try encoded(value)
        if let next { answer.headers.set("Link", "<\(next.text)>; rel=\"next\"") }
        return answer
    }
}

/// What is wrong with a request of a program: which part, and what it should be. Nothing of the request is repeated.
struct APIFault: Error {
    var status: HTTPResponse.Status
    var code: StaticString
    var detail: String

    /// A parameter of the address that is not what it should be.
    static func parameter(_ name: StaticString, _ expected: StaticString) -> APIFault {
        APIFault(status: .badRequest, code: "parameter", detail: "\(name): expected \(expected).")
    }
}

extension Exchange {
    /// A parameter of the address, where it is given.
    /// - Throws: ``APIFault`` when it is not what `read` makes something of.
    func parameter<Value>(_ name: StaticString, _ expected: StaticString, _ read: (String) -> Value?) throws -> Value? {
        guard let text = request.parameters.field("\(name)") else { return nil }
        guard let value = read(text) else { throw APIFault.parameter(name, expected) }
        return value
    }

    /// How many lines a page has.
    func pageSize(_ usual: Int, most: Int) throws -> Int {
        try parameter("limit", "a whole number from 1 to the most that docs/openapi.yaml names") { text in
            Int(text).flatMap { (1...most).contains($0) ? $0 : nil }
        } ?? usual
    }

    /// The body as JSON (RFC 8259).
    /// - Throws: ``APIFault`` when it is something else; `BodyError`.
    func body<Value: Decodable>(_ type: Value.Type, _ expected: StaticString) async throws -> Value {
        let sent = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        guard sent == "application/json" else {
            throw APIFault(status: .unsupportedMediaType, code: "media-type", detail: "Send JSON: Content-Type: application/json.")
        }
        let bytes = try await request.body(WebDesk.formLimit, WebDesk.formSeconds)
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw APIFault(status: .badRequest, code: "body", detail: "The body: expected \(expected).")
        }
    }
}
