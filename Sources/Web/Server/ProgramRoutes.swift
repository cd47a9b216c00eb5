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
        Route(.get, "api", "v1", "messages", ":transmission", right: .apiKey) { try await status($0) },
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

    static let all: [Route] =
        session + alerts + flights + search + messages + lists + indicators + accounts + carriers + profile + records + status + programs
        + interface

    /// Seconds that a body of the largest size may take.
    private static let bodySeconds = 300

    /// A transmission; the answer comes when it has been read and is durable, or after a while when it is durable alone.
    private static func receive(_ exchange: Exchange) async throws -> WebAnswer {
        guard let carrier = try await carrier(exchange) else { return keyMissing() }
        guard !exchange.unit.storage.isFull else { throw StorageError.full }
        let request = exchange.request.headers.value("Idempotency-Key")
        if let request, !(1...255).contains(request.utf8.count) || !request.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            return .problem(.badRequest, "idempotency-key", "Idempotency-Key: 1 to 255 visible ASCII characters.")
        }
        let bytes = try await exchange.request.body(exchange.desk.configuration.largestBody, Self.bodySeconds)
        let access = Access(account: nil, permission: .messagesIngest, purpose: "operation", reference: "carrier \(carrier.code)")
        do {
            let intake = try await exchange.unit.take(
                bytes, door: "api", carrier: carrier.carrier, request: request, patience: exchange.desk.configuration.patience,
                access: access)
            return try answer(intake, read: .created, reading: .accepted)
        } catch CollectionError.requestReused {
            return .problem(
                .unprocessableContent, "idempotency-key-reused",
                "An earlier request had this Idempotency-Key and other bytes: give each transmission a key of its own.")
        }
    }

    /// What became of a transmission, for the carrier that sent it.
    private static func status(_ exchange: Exchange) async throws -> WebAnswer {
        guard let carrier = try await carrier(exchange) else { return keyMissing() }
        let id = try exchange.identifier("transmission")
        guard let state = try await exchange.unit.storage.transmission(id), state.carrier == carrier.carrier,
            let intake = try await exchange.unit.intake(id)
        else { throw ServiceError.unknown(what: "transmission") }
        return try answer(intake, read: .ok, reading: .ok)
    }

    private static func answer(_ intake: Service.Unit.Intake, read: HTTPResponse.Status, reading: HTTPResponse.Status) throws -> WebAnswer {
        switch intake {
        case .read(let report):
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            var answer = WebAnswer.json(Array(try encoder.encode(CommandAnswer.Transmission(report))), status: read)
            if read == .created { answer.headers[.location] = address(report.transmission) }
            return answer
        case .reading(let transmission):
            let body = "{\"status\":\"reading\",\"transmission\":\"\(transmission)\"}"
            var answer = WebAnswer.json(Array(body.utf8), status: reading)
            answer.headers[.location] = address(transmission)
            answer.headers[.retryAfter] = "2"
            return answer
        }
    }

    private static func address(_ transmission: Identifier) -> String { "/api/v1/messages/\(transmission)" }

    /// The carrier whose key came with the request.
    private static func carrier(_ exchange: Exchange) async throws -> CarrierState? {
        guard let key = BearerToken.carrier(exchange.request.headers) else { return nil }
        return try await exchange.unit.carriers.carrier(key: key)
    }

    private static func keyMissing() -> WebAnswer {
        var answer = WebAnswer.problem(.unauthorized, "key", "Send the API key of a carrier: Authorization: Bearer plk_…")
        answer.headers[.wwwAuthenticate] = "Bearer"
        answer.endsConnection = true
        return answer
    }

    /// Whether the database answers and can be written, nothing failed to be written just now, and the workers' last round could be
    /// done; nothing is said of why not. The probe is one page: a disk can have room for it and for no message.
    private static func ready(_ exchange: Exchange) async -> WebAnswer {
        do {
            let storage = exchange.unit.storage
            guard exchange.desk.recentFailures.isQuiet(storage.failures, now: exchange.unit.realTime.now()) else {
                throw StorageError.full
            }
            guard !storage.isFull, exchange.desk.workers.fault == nil else { throw StorageError.full }
            _ = try await storage.logSize()
            var probe = Act(.assessment, nil, at: exchange.unit.clock.now())
            probe.transient = [.probe]
            try await storage.commit(probe)
            return .text("ready\n")
        } catch {
            var answer = WebAnswer.text("not ready\n", status: .serviceUnavailable)
            answer.headers[.retryAfter] = "5"
            return answer
        }
    }
}
