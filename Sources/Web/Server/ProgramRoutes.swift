import Casework
import Collection
import Foundation
import HTTPTypes
import Service
import Storage

/// What programs ask: carriers send, monitors look, anybody keeps a checkpoint.
extension Route {
    static let programs: [Route] = [
        Route(.post, "api", "v1", "messages", right: .apiKey) { try await receive($0) },
        Route(.get, "api", "v1", "log", "checkpoint", right: .everybody) { exchange in
            guard let checkpoint = try await exchange.unit.storage.lastCheckpoint() else { throw ServiceError.unknown(what: "checkpoint") }
            return .text(checkpoint.note)
        },
        Route(.get, "livez", right: .everybody) { _ in .text("ok\n") },
        Route(.get, "readyz", right: .everybody) { await ready($0) },
        Route(.get, "metrics", right: .machineOr(.logRead)) { exchange in
            .text(try await Metrics.text(exchange.unit, exchange.desk.workers), type: "text/plain; version=0.0.4; charset=utf-8")
        },
    ]

    static let all: [Route] = session + alerts + records + programs

    /// Seconds that a body of the largest size may take.
    private static let bodySeconds = 300

    /// A transmission; the answer comes when it has been read and is durable.
    private static func receive(_ exchange: Exchange) async throws -> WebAnswer {
        guard let header = exchange.request.headers[.authorization], let key = bearer(header),
            let carrier = try await exchange.unit.carriers.carrier(key: key)
        else {
            var answer = WebAnswer.problem(.unauthorized, "key", "Send the API key of a carrier: Authorization: Bearer plk_…")
            answer.headers[.wwwAuthenticate] = "Bearer"
            answer.endsConnection = true
            return answer
        }
        guard !exchange.unit.storage.isFull else {
            var answer = WebAnswer.problem(.serviceUnavailable, "full", "Too much is waiting: send it again after the time in Retry-After.")
            answer.headers[.retryAfter] = "5"
            return answer
        }
        let bytes = try await exchange.request.body(Collector.byteLimit, Self.bodySeconds)
        let access = Access(account: nil, permission: .messagesIngest, purpose: "operation", reference: "carrier \(carrier.code)")
        let report = try await exchange.unit.ingest(bytes, door: "api", carrier: carrier.carrier, access: access)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return .json(Array(try encoder.encode(CommandAnswer.Transmission(report))), status: .created)
    }

    /// RFC 6750 section 2.1; the scheme's name in any case (RFC 9110 section 11.1).
    private static func bearer(_ header: String) -> String? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].hasPrefix("plk_"), parts[1].utf8.count <= 128 else {
            return nil
        }
        return String(parts[1])
    }

    /// Whether the database answers, its writer takes acts, and the workers' last round could be done; nothing is said of why not.
    private static func ready(_ exchange: Exchange) async -> WebAnswer {
        do {
            let storage = exchange.unit.storage
            guard !storage.isFull, exchange.desk.workers.fault == nil else { throw StorageError.full }
            _ = try await storage.logSize()
            try await storage.commit(Act(.assessment, nil, at: exchange.unit.clock.now()))
            return .text("ready\n")
        } catch {
            var answer = WebAnswer.text("not ready\n", status: .serviceUnavailable)
            answer.headers[.retryAfter] = "5"
            return answer
        }
    }
}
