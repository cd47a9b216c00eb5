import Casework
import Foundation
import HTTPTypes
import Service
import Storage
import Travel
import TravelMessages

/// A message as it was received with what was read from it, and the log.
extension Route {
    static let apiRecords: [Route] = [
        Route(.get, "api", "v1", "evidence", ":message", right: .permission(.messagesRead), purpose: .ofRole) { exchange in
            let file = try await exchange.unit.messageFile(try exchange.identifier("message"), access: try exchange.reader())
            return try .encoded(APIEvidence(file))
        },
        Route(.get, "api", "v1", "log", right: .permission(.logRead)) { exchange in
            let before = try exchange.parameter("before", "the number of an entry") { text in
                Int64(text).flatMap { $0 >= 0 ? $0 : nil }
            }
            let limit = try exchange.pageSize(100, most: 1_000)
            let file = try await exchange.unit.logFile(before: before, limit: limit)
            return try .encoded(
                APILog(file),
                next: file.older.map { Address("api", "v1", "log", query: [("limit", String(limit)), ("before", String($0))]) })
        },
    ]
}

/// A message, read again from its evidence copy.
struct APIEvidence: Encodable {
    /// A traveller or a booking, and where in the transmission it stands.
    struct Fact<Value: Encodable>: Encodable {
        var facts: Value
        var offset: Int
        var length: Int
    }
    var message: String
    var transmission: String
    var kind: String
    var release: String
    var action: String
    var sender: String
    var door: String
    var received: String
    var part: Int?
    var isFinalPart: Bool?
    var flight: APIVoyage?
    /// Where the message begins in its transmission.
    var offset: Int
    /// The bytes of the message (base64, RFC 4648 section 4), digits of card numbers overwritten.
    var bytes: String
    /// SHA-256 of the evidence copy of the whole transmission, hexadecimal.
    var digest: String
    /// Version of the reader that read it when it came in.
    var reader: Int
    var findings: [Finding]
    var legs: [Leg]
    var travellers: [Fact<Traveller>]
    var bookings: [Fact<Booking>]

    init(_ file: MessageFile) {
        let stored = file.stored
        message = stored.id.description
        transmission = stored.transmission.description
        kind = stored.kind
        release = stored.release
        action = stored.action
        sender = stored.sender
        door = stored.door
        received = stored.received.rfc3339
        part = stored.part
        isFinalPart = stored.finalPart
        flight = file.voyage.map { APIVoyage($0) }
        offset = stored.extent.offset
        bytes = Data(file.bytes).base64EncodedString()
        digest = file.digest.hexadecimal
        reader = stored.reader
        findings = file.findings
        legs = file.message?.legs ?? []
        travellers = (file.message?.travellers ?? []).map { Fact(facts: $0.value, offset: $0.extent.offset, length: $0.extent.length) }
        bookings = (file.message?.bookings ?? []).map {
            Fact(facts: $0.value.withoutCardNumbers(), offset: $0.extent.offset, length: $0.extent.length)
        }
    }
}

/// A page of the log: nothing of a person.
struct APILog: Encodable {
    /// One entry.
    struct Entry: Encodable {
        var number: Int64
        var type: String
        /// In UTC, to the hour.
        var hour: String
        /// Merkle root over the rows that it binds, hexadecimal.
        var root: String
        var leaves: Int
    }
    var entries: [Entry]
    var size: Int64
    /// The newest signed checkpoint (C2SP tlog-checkpoint).
    var checkpoint: String?
    var publicKey: String
    /// Number before which the next page begins; absent on the last.
    var next: Int64?

    init(_ file: LogFile) {
        entries = file.lines.map { line in
            Entry(
                number: line.number, type: line.type, hour: Instant(seconds: line.hour * 3_600).rfc3339, root: line.root.hexadecimal,
                leaves: line.leaves)
        }
        size = file.size
        checkpoint = file.checkpoint
        publicKey = file.key
        next = file.older
    }
}
