public import Casework
import Foundation
import GRDB
public import Travel

/// A transmission as its receipt stands.
public struct TransmissionState: Hashable, Sendable {
    public var id: Identifier
    public var month: Int
    public var received: Instant
    public var carrier: Identifier?
    public var duplicateOf: Identifier?
    /// SHA-256 of the evidence copy; nil before that is there.
    public var evidenceDigest: [UInt8]?
    /// Findings that belong to no message, as JSON; `[]` before the evidence copy is there.
    public var findings: String

    /// The evidence copy is there.
    public var hasEvidence: Bool { evidenceDigest != nil }
}

/// A message that has been read, as its row stands.
public struct MessageState: Hashable, Sendable {
    public var id: Identifier
    public var ordinal: Int
    public var kind: String
    public var action: String
    public var voyage: VoyageKey
    public var sender: String
    public var commonReference: String
    public var transmission: Identifier
    public var part: Int?
    public var finalPart: Bool?
    public var ordered: Instant
    public var duplicateOf: Identifier?
    public var travellers: Int
    public var bookings: Int
    /// Names of passages and bookings that it repeated unchanged, 16 bytes each.
    public var repeats: [UInt8]
    public var findings: String
}

/// What one kind of message has said last of a passage.
public struct PassageFacts: Hashable, Sendable {
    public var version: Int
    public var message: Identifier
    public var ordered: Instant
    public var sender: String
    public var digest: [UInt8]
    public var role: String
    public var booking: Identifier?
    /// Packed, 17 bytes each.
    public var sharedTokens: [UInt8]
    public var voyageTokens: [UInt8]
}

/// A passage of a voyage, with all that a further message is compared with.
public struct PassageState: Hashable, Sendable {
    public var passage: Identifier
    public var version: Int
    public var role: String
    public var booking: Identifier?
    public var status: String
    public var listed: Bool
    public var api: PassageFacts?
    public var pnr: PassageFacts?
    /// The highest version that was ever stored, also by an attempt that did not end.
    public var highest: Int
}

/// A booking of a voyage, with all that a further message is compared with.
public struct BookingState: Hashable, Sendable {
    public var booking: Identifier
    public var version: Int
    public var ordered: Instant
    public var sender: String
    public var cancelled: Bool
    public var size: Int
    public var digest: [UInt8]
    public var sharedTokens: [UInt8]
    public var highest: Int
}

/// One thing that took a passage off its voyage, or put it on again.
public struct BoardingChange: Hashable, Sendable {
    public var passage: Identifier
    public var message: Identifier
    public var isOff: Bool
    public var ordered: Instant
}

/// A voyage as it stands, with its people and bookings.
public struct VoyageState: Hashable, Sendable {
    public var key: VoyageKey
    /// Rises with whatever changes; what acts are tested against.
    public var version: Int
    /// Version of its facts.
    public var facts: Int
    public var designator: VoyageDesignator
    public var legs: String
    public var status: String
    public var departure: Instant?
    public var arrival: Instant?
    public var moment: Instant?
    public var momentPlace: String?
    public var ordered: Instant
    public var placed: Bool
    public var passages: [PassageState]
    public var bookings: [BookingState]
    public var boarding: [BoardingChange]
    public var messages: [MessageState]
    /// Subjects by the token's 16 bytes.
    public var passageTokens: [[UInt8]: [Identifier]]
    public var bookingTokens: [[UInt8]: [Identifier]]
}

/// A departure under which a voyage can be found.
public struct VoyageCall: Hashable, Sendable {
    public var origin: String
    public var date: LocalDate
    public var voyage: VoyageKey
}

extension Storage {
    /// The first transmission with one of these digests that was not itself a duplicate.
    public func transmission(withDigest digests: [[UInt8]]) async throws -> Identifier? {
        try await readTogether { db in
            for digest in digests {
                let found = try Row.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT id FROM transmission WHERE digest = ? AND duplicate_of IS NULL ORDER BY received, id LIMIT 1"),
                    arguments: [Data(digest)])
                if let found { return Identifier(bytes: found.bytes("id")) }
            }
            return nil
        }
    }

    /// What a request of this name was answered with, while it is kept.
    public func request(hash: [UInt8], at now: Instant) async throws -> (transmission: Identifier, digest: [UInt8])? {
        try await read { db in
            try Row.fetchOne(
                db.cachedStatement(sql: "SELECT transmission, digest FROM request WHERE hash = ? AND expires > ?"),
                arguments: [Data(hash), now.microseconds]
            ).flatMap { row in Identifier(bytes: row.bytes("transmission")).map { ($0, row.bytes("digest")) } }
        }
    }

    public func transmission(_ id: Identifier) async throws -> TransmissionState? {
        // A name carries the moment at which it was given, and so, but for a day at each side, the month of its row.
        let day = LocalDate(daysSince1970: Int(clamping: id.high >> 16 / 86_400_000))
        let months = Set([day.adding(days: -1), day, day.adding(days: 1)].map(\.monthNumber))
        return try await readTogether { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT t.month, t.received, t.carrier, t.duplicate_of, e.sha256, e.findings FROM transmission t
                    LEFT JOIN evidence e ON e.month = t.month AND e.transmission = t.id WHERE t.month = ? AND t.id = ?
                    """)
            var row: Row?
            for month in months where row == nil { row = try Row.fetchOne(statement, arguments: [month, Data(id.bytes)]) }
            return row.map { row in
                TransmissionState(
                    id: id, month: row["month"], received: Instant(microseconds: row["received"]),
                    carrier: row.optionalBytes("carrier").flatMap { Identifier(bytes: $0) },
                    duplicateOf: row.optionalBytes("duplicate_of").flatMap { Identifier(bytes: $0) },
                    evidenceDigest: row.optionalBytes("sha256"), findings: row["findings"] ?? "[]")
            }
        }
    }

    /// The messages of a transmission that have been stored, in order.
    public func messages(ofTransmission transmission: Identifier) async throws -> [MessageState] {
        try await readTogether { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "SELECT * FROM message WHERE transmission = ? ORDER BY ordinal"),
                arguments: [Data(transmission.bytes)]
            ).compactMap(Self.message)
        }
    }

    /// The first message with one of these body digests that was not itself a duplicate, and its voyage.
    public func message(withBodyDigest digests: [[UInt8]]) async throws -> MessageState? {
        try await readTogether { db in
            for digest in digests {
                let found = try Row.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT * FROM message WHERE body_digest = ? AND duplicate_of IS NULL ORDER BY received, id LIMIT 1"),
                    arguments: [Data(digest)])
                if let found { return Self.message(found) }
            }
            return nil
        }
    }

    /// The departures of a number from a place between two days, both included.
    public func calls(carrier: String, number: String, origin: String, from: LocalDate, to: LocalDate) async throws -> [VoyageCall] {
        try await readTogether { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT date, month, voyage FROM voyage_call
                        WHERE carrier = ? AND number = ? AND origin = ? AND date BETWEEN ? AND ? ORDER BY date LIMIT 64
                        """), arguments: [carrier, number, origin, from.description, to.description]
            ).compactMap { row in
                guard let date = LocalDate(iso8601: row["date"]), let voyage = Identifier(bytes: row.bytes("voyage")) else { return nil }
                return VoyageCall(origin: origin, date: date, voyage: VoyageKey(month: row["month"], voyage: voyage))
            }
        }
    }

    /// A voyage with its people, bookings and messages; nil when there is none of that name yet.
    public func voyageState(_ key: VoyageKey) async throws -> VoyageState? {
        try await readTogether { db in
            let place: StatementArguments = [key.month, Data(key.voyage.bytes)]
            guard
                let row = try Row.fetchOne(
                    db.cachedStatement(sql: "SELECT * FROM voyage WHERE month = ? AND voyage = ?"), arguments: place)
            else { return nil }
            let date = LocalDate(iso8601: row["date"]) ?? LocalDate(daysSince1970: 0)
            var state = VoyageState(
                key: key, version: row["version"], facts: row["facts"],
                designator: VoyageDesignator(
                    mode: TransportMode(rawValue: row["mode"]) ?? .air, carrier: row["carrier"], number: row["number"],
                    origin: row["origin"], date: date),
                legs: row["legs"], status: row["status"], departure: (row["departure"] as Int64?).map { Instant(microseconds: $0) },
                arrival: (row["arrival"] as Int64?).map { Instant(microseconds: $0) },
                moment: (row["moment"] as Int64?).map { Instant(microseconds: $0) }, momentPlace: row["moment_place"],
                ordered: Instant(microseconds: row["ordered"]), placed: (row["placed"] as Int) != 0, passages: [], bookings: [],
                boarding: [], messages: [], passageTokens: [:], bookingTokens: [:])
            state.passages = try Self.passages(key, db)
            state.bookings = try Self.bookings(key, db)
            state.boarding = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT passage, message, effect, ordered FROM passage_change
                        WHERE month = ? AND voyage = ? AND effect IN ('off', 'on')
                        """), arguments: place
            ).compactMap { row in
                guard let passage = Identifier(bytes: row.bytes("passage")), let message = Identifier(bytes: row.bytes("message")) else {
                    return nil
                }
                return BoardingChange(
                    passage: passage, message: message, isOff: row["effect"] == "off", ordered: Instant(microseconds: row["ordered"]))
            }
            state.messages = try Row.fetchAll(
                db.cachedStatement(sql: "SELECT * FROM message WHERE voyage_month = ? AND voyage = ?"), arguments: place
            ).compactMap(Self.message)
            _ = try db.statement("SELECT token, subject, of FROM voyage_token WHERE month = ? AND voyage = ?").all(key.values) {
                row -> Never? in
                guard let subject = row.identifier(1) else { return nil }
                if row.text(2) == "booking" {
                    state.bookingTokens[row.bytes(0), default: []].append(subject)
                } else {
                    state.passageTokens[row.bytes(0), default: []].append(subject)
                }
                return nil
            }
            return state
        }
    }

    private static func passages(_ key: VoyageKey, _ db: Database) throws -> [PassageState] {
        try db.statement(
            """
            SELECT p.passage, p.version, p.role, p.booking, p.status, p.listed,
              (SELECT max(version) FROM traveller_version t
                WHERE t.month = p.month AND t.voyage = p.voyage AND t.passage = p.passage),
              p.api_version, p.api_message, p.api_ordered, p.api_sender, a.digest, a.role, a.booking, a.shared_tokens, a.voyage_tokens,
              p.pnr_version, p.pnr_message, p.pnr_ordered, p.pnr_sender, b.digest, b.role, b.booking, b.shared_tokens, b.voyage_tokens
            FROM passage p
            LEFT JOIN traveller_version a ON a.month = p.month AND a.voyage = p.voyage AND a.passage = p.passage
              AND a.version = p.api_version
            LEFT JOIN traveller_version b ON b.month = p.month AND b.voyage = p.voyage AND b.passage = p.passage
              AND b.version = p.pnr_version
            WHERE p.month = ? AND p.voyage = ? ORDER BY p.passage
            """
        ).all(key.values) { row in
            guard let passage = row.identifier(0) else { return nil }
            func facts(from first: Int32) -> PassageFacts? {
                guard let version = row.optionalInteger(first), let message = row.identifier(first + 1),
                    let ordered = row.optionalInstant(first + 2)
                else { return nil }
                return PassageFacts(
                    version: version, message: message, ordered: ordered, sender: row.text(first + 3), digest: row.bytes(first + 4),
                    role: row.text(first + 5), booking: row.identifier(first + 6), sharedTokens: row.bytes(first + 7),
                    voyageTokens: row.bytes(first + 8))
            }
            return PassageState(
                passage: passage, version: row.integer(1), role: row.text(2), booking: row.identifier(3), status: row.text(4),
                listed: row.flag(5), api: facts(from: 7), pnr: facts(from: 16), highest: row.integer(6))
        }
    }

    private static func bookings(_ key: VoyageKey, _ db: Database) throws -> [BookingState] {
        try db.statement(
            """
            SELECT b.booking, b.version, b.ordered, b.sender, b.cancelled, b.size, v.digest, v.shared_tokens,
              (SELECT max(version) FROM booking_version t
                WHERE t.month = b.month AND t.voyage = b.voyage AND t.booking = b.booking)
            FROM booking b
            JOIN booking_version v ON v.month = b.month AND v.voyage = b.voyage AND v.booking = b.booking AND v.version = b.version
            WHERE b.month = ? AND b.voyage = ? ORDER BY b.booking
            """
        ).all(key.values) { row in
            row.identifier(0).map {
                BookingState(
                    booking: $0, version: row.integer(1), ordered: row.instant(2), sender: row.text(3), cancelled: row.flag(4),
                    size: row.integer(5), digest: row.bytes(6), sharedTokens: row.bytes(7), highest: row.integer(8))
            }
        }
    }

    /// The passages that a message brought a version of, over the parts of a list.
    public func passages(named messages: [Identifier], in voyage: VoyageKey) async throws -> Set<Identifier> {
        try await readTogether { db in
            var found: Set<Identifier> = []
            for message in messages {
                for row in try Row.fetchAll(
                    db.cachedStatement(
                        sql: "SELECT DISTINCT passage FROM traveller_version WHERE month = ? AND voyage = ? AND message = ?"),
                    arguments: [voyage.month, Data(voyage.voyage.bytes), Data(message.bytes)])
                {
                    if let passage = Identifier(bytes: row.bytes("passage")) { found.insert(passage) }
                }
            }
            return found
        }
    }

    private static func message(_ row: Row) -> MessageState? {
        guard let id = Identifier(bytes: row.bytes("id")), let voyage = Identifier(bytes: row.bytes("voyage")),
            let transmission = Identifier(bytes: row.bytes("transmission"))
        else { return nil }
        return MessageState(
            id: id, ordinal: row["ordinal"], kind: row["kind"], action: row["action"],
            voyage: VoyageKey(month: row["voyage_month"], voyage: voyage), sender: row["sender"],
            commonReference: row["common_reference"], transmission: transmission, part: row["part"],
            finalPart: (row["final_part"] as Int?).map { $0 != 0 }, ordered: Instant(microseconds: row["ordered"]),
            duplicateOf: row.optionalBytes("duplicate_of").flatMap { Identifier(bytes: $0) }, travellers: row["travellers"],
            bookings: row["bookings"], repeats: row.bytes("repeats"), findings: row["findings"])
    }
}
