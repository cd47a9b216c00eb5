import Casework
import HTTPTypes
import Response
import Service
import Storage
import Travel

/// The queue, an alert, and its decision. A decision names the version that was looked at (RFC 9110 section 13.1.1).
extension Route {
    static let apiAlerts: [Route] = [
        Route(.get, "api", "v1", "alerts", right: .permission(.alertsRead), purpose: .ofRole) { exchange in
            let status = try exchange.parameter("status", "open, referred, dismissed, expired-unhandled or overtaken") {
                AlertStatus(rawValue: $0)
            }
            let after = try exchange.parameter("after", "what the page before gave as next") { AlertCursor(text: $0) }
            let limit = try exchange.pageSize(50, most: 500)
            let queue = try await exchange.unit.alertQueue(
                access: try exchange.reader(), statuses: [status ?? .open], after: after, limit: limit)
            let page = APIQueue(alerts: queue.lines.map { APIAlert($0) }, open: queue.openCount, next: queue.next?.text)
            let next = queue.next.map { cursor in
                Address(
                    "api", "v1", "alerts",
                    query: (status.map { [("status", $0.rawValue)] } ?? []) + [("limit", String(limit)), ("after", cursor.text)])
            }
            return try .encoded(page, next: next)
        },
        Route(.get, "api", "v1", "alerts", ":alert", right: .permission(.alertsRead), purpose: .ofRole) { exchange in
            let file = try await exchange.unit.alertFile(try exchange.identifier("alert"), access: try exchange.reader())
            var answer = try WebAnswer.encoded(APIAlertFile(file))
            answer.headers[.eTag] = "\"\(file.state.version)\""
            return answer
        },
        Route(.post, "api", "v1", "alerts", ":alert", "decision", right: .permission(.alertsDecide), purpose: .ofRole) { exchange in
            try await decideByProgram(exchange)
        },
    ]

    private static func decideByProgram(_ exchange: Exchange) async throws -> WebAnswer {
        let id = try exchange.identifier("alert")
        guard let tag = exchange.request.headers[.ifMatch] else {
            throw APIFault(
                status: .preconditionRequired, code: "if-match",
                detail: "Say which version was looked at: If-Match with the ETag of the alert.")
        }
        guard let version = version(tag) else {
            throw APIFault(status: .badRequest, code: "if-match", detail: "If-Match: expected one ETag of the alert, such as \"3\".")
        }
        let sent = try await exchange.body(
            APIDecisionRequest.self, "{\"decision\": \"refer\" or \"dismiss\", \"reason\": …, \"detail\": …, \"text\": …}"
        ).request
        let disposition: Disposition
        do {
            disposition = try sent.disposition()
        } catch {
            throw APIFault(
                status: .unprocessableContent, code: "decision",
                detail: "decision: refer or dismiss; reason of a dismissal: "
                    + exchange.unit.rules.profile.dismissalReasons.map(\.rawValue).joined(separator: ", ") + ".")
        }
        do {
            switch try await exchange.unit.decide(
                id, version: version, disposition: disposition, text: sent.text, access: try exchange.reader())
            {
            case .recorded(let version, let status, let late):
                var answer = try WebAnswer.encoded(
                    APIDecision(alert: id.description, version: version, status: status.rawValue, isLate: late), status: .created)
                answer.headers[.eTag] = "\"\(version)\""
                return answer
            case .conflict(let conflict):
                throw APIFault(
                    status: .preconditionFailed, code: "conflict",
                    detail:
                        "Something came first (\(conflict.step), \(conflict.at.rfc3339)): the alert is \(conflict.status.rawValue), version \(conflict.version). Look at it again."
                )
            }
        } catch DecisionError.unknownAlert {
            throw ServiceError.unknown(what: "alert")
        } catch let error as DecisionError {
            throw APIFault(status: .unprocessableContent, code: "decision", detail: "\(error)")
        }
    }

    /// The version that a strong entity tag names.
    private static func version(_ tag: String) -> Int? {
        guard tag.utf8.count > 2, tag.hasPrefix("\""), tag.hasSuffix("\"") else { return nil }
        let digits = tag.dropFirst().dropLast()
        return digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
    }
}
