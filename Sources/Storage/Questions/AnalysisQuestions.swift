public import Casework
import Foundation
import GRDB
public import Travel

/// A voyage as far as judgement needs it.
public struct JudgedVoyage: Hashable, Sendable {
    public var key: VoyageKey
    public var designator: VoyageDesignator
    /// Legs as JSON, as stored.
    public var legs: String
    /// planned, cancelled, closed
    public var status: String
    public var departure: Instant?
    public var arrival: Instant?
    public var moment: Instant?
    public var momentPlace: String?
    public var placed: Bool

    /// The legs in order; empty where none is known.
    public var route: [Leg] { (try? SealedFacts.decode([Leg].self, from: Array(legs.utf8))) ?? [] }
}

/// Where a version of facts stands: its sealed value, the message, and its bytes in it.
public struct FactsReference: Hashable, Sendable {
    public var subject: SealedSubject
    public var message: Identifier
    public var extent: Extent
    /// Where each fact stands, as JSON, as stored.
    public var places: String
}

/// A booking as far as judgement needs it.
public struct JudgedBooking: Hashable, Sendable {
    public var facts: FactsReference
    public var created: Instant?
    public var cancelled: Bool
    public var tokens: [Token]
    /// Local day that its voyage is known by.
    public var date: LocalDate
    public var departure: Instant?
}

/// A passage as it is now, with what speaks of it.
public struct JudgedPassage: Hashable, Sendable {
    public var key: PassageKey
    public var version: Int
    public var role: String
    /// expected, off, retired
    public var status: String
    public var received: Instant
    public var voyage: JudgedVoyage
    public var api: FactsReference?
    public var pnr: FactsReference?
    public var booking: JudgedBooking?
    public var openHits: [HitState]
    /// Whether there is an alert about it, open or not.
    public var hasAlert: Bool
}

/// A hit as it is now.
public struct HitState: Hashable, Sendable {
    public var key: PassageKey
    public var hit: Identifier
    public var source: HitSource
    public var subject: [UInt8]
    public var subjectVersion: Int
    public var cause: [UInt8]
    public var weight: Int
    public var opened: Instant
    public var ended: Instant?
    public var endReason: String?
    public var digest: [UInt8]
    /// Which change of the passage's hits brought it, and which ended it.
    public var came: Int
    public var went: Int?
}

/// A list as it is now.
public struct WatchlistState: Hashable, Sendable {
    public var list: Identifier
    public var version: Int
    public var name: String
    public var owner: String
    public var legalBasis: String

    public init(list: Identifier, version: Int, name: String, owner: String, legalBasis: String) {
        self.list = list
        self.version = version
        self.name = name
        self.owner = owner
        self.legalBasis = legalBasis
    }
}

/// An entry of a list as it is now, without what it says.
public struct ListEntryState: Hashable, Sendable {
    public var list: Identifier
    public var entry: Identifier
    public var version: Int
    public var reference: [UInt8]
    public var withdrawn: Bool
    public var validFrom: LocalDate?
    public var validTo: LocalDate?
    public var digest: [UInt8]

    public init(
        list: Identifier, entry: Identifier, version: Int, reference: [UInt8], withdrawn: Bool, validFrom: LocalDate?, validTo: LocalDate?,
        digest: [UInt8]
    ) {
        self.list = list
        self.entry = entry
        self.version = version
        self.reference = reference
        self.withdrawn = withdrawn
        self.validFrom = validFrom
        self.validTo = validTo
        self.digest = digest
    }
}

extension KeySet {
    /// The tokens that a value may have been stored under at any time: under all living keys, the current first.
    public func living(_ kind: TokenKind, _ value: String) -> [Token] {
        tokens.map { Token(kind: kind, value: Array(value.utf8), key: $0) }
    }
    /// Whether the same value may stand under another token than today's.
    public var hasEarlierTokenKeys: Bool { tokens.count > 1 }
    public func living(_ kind: TokenKind, _ value: [UInt8]) -> [Token] { tokens.map { Token(kind: kind, value: value, key: $0) } }
}

extension Storage {
    /// A passage with its voyage, present facts, booking and open hits; nil when there is none.
    public func judgedPassage(_ key: PassageKey) async throws -> JudgedPassage? {
        try await read { db in
            let place: StatementArguments = [key.month, Data(key.voyage.bytes), Data(key.passage.bytes)]
            guard
                let row = try Row.fetchOne(
                    db.cachedStatement(sql: "SELECT * FROM passage WHERE month = ? AND voyage = ? AND passage = ?"), arguments: place),
                let voyage = try Self.judgedVoyage(key.voyageKey, db)
            else { return nil }
            var booking: JudgedBooking?
            if let id = row.optionalBytes("booking").flatMap({ Identifier(bytes: $0) }) {
                booking = try Self.judgedBooking(key.voyageKey, id, db)
            }
            let hits = try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT * FROM hit_state WHERE month = ? AND voyage = ? AND passage = ? AND ended IS NULL ORDER BY hit LIMIT 1000"),
                arguments: place)
            let alert = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT 1 FROM alert_state WHERE month = ? AND voyage = ? AND passage = ? LIMIT 1"),
                arguments: place)
            return JudgedPassage(
                key: key, version: row["version"], role: row["role"], status: row["status"],
                received: Instant(microseconds: row["received"]), voyage: voyage,
                api: try Self.facts(key, version: row["api_version"], db), pnr: try Self.facts(key, version: row["pnr_version"], db),
                booking: booking, openHits: hits.compactMap(Self.hit), hasAlert: alert != nil)
        }
    }

    /// Present bookings that share one of the tokens, from the latest months backwards; at most `limit`.
    public func bookings(sharing tokens: [Token], limit: Int) async throws -> [JudgedBooking] {
        try await read { db in
            var found: [JudgedBooking] = []
            var seen: Set<SealedSubject> = []
            for token in tokens where found.count < limit {
                let rows = try Row.fetchAll(
                    db.cachedStatement(
                        sql: """
                            SELECT month, voyage, subject FROM shared_token WHERE token = ? AND source = 'booking'
                            ORDER BY month DESC, voyage DESC, subject DESC LIMIT ?
                            """), arguments: [Data(token.bytes), limit])
                for row in rows where found.count < limit {
                    guard let voyage = Identifier(bytes: row.bytes("voyage")), let id = Identifier(bytes: row.bytes("subject")),
                        let booking = try Self.judgedBooking(VoyageKey(month: row["month"], voyage: voyage), id, db), !booking.cancelled,
                        seen.insert(booking.facts.subject).inserted
                    else { continue }
                    found.append(booking)
                }
            }
            return found
        }
    }

    /// Passages of a booking that are still expected to travel.
    public func passages(ofBooking booking: Identifier, on voyage: VoyageKey, limit: Int = 1_000) async throws -> [PassageKey] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT passage FROM passage WHERE month = ? AND voyage = ? AND booking = ? AND status = 'expected'
                        ORDER BY passage LIMIT ?
                        """), arguments: [voyage.month, Data(voyage.voyage.bytes), Data(booking.bytes), limit]
            ).compactMap { Identifier(bytes: $0.bytes("passage")).map { PassageKey(voyage, $0) } }
        }
    }

    /// Open hits that a group caused, wherever they are.
    public func openHits(causedBy causes: [[UInt8]], limit: Int = 20_000) async throws -> [HitState] {
        try await read { db in
            var hits: [HitState] = []
            for cause in causes where !cause.isEmpty {
                hits += try Row.fetchAll(
                    db.cachedStatement(
                        sql: "SELECT * FROM hit_state WHERE cause = ? AND ended IS NULL ORDER BY month, voyage, passage, hit LIMIT ?"),
                    arguments: [Data(cause), limit]
                ).compactMap(Self.hit)
            }
            return hits
        }
    }

    /// Voyages whose moment lies after `now`, by moment; then those without one from last month on.
    public func voyagesAhead(of now: Instant, after last: (moment: Instant?, key: VoyageKey)?, limit: Int) async throws -> [JudgedVoyage] {
        try await read { db in
            var rows: [Row] = []
            if last == nil || last?.moment != nil {
                rows = try Row.fetchAll(
                    db.cachedStatement(
                        sql: """
                            SELECT * FROM voyage WHERE moment > ? AND (moment, month, voyage) > (?, ?, ?)
                            ORDER BY moment, month, voyage LIMIT ?
                            """),
                    arguments: [
                        now.microseconds, last?.moment?.microseconds ?? now.microseconds, last?.key.month ?? 0,
                        Data(last?.key.voyage.bytes ?? []), limit,
                    ])
            }
            if rows.count < limit {
                let month = now.utc.date.adding(days: -31).monthNumber
                let resumed = last.flatMap { $0.moment == nil ? $0.key : nil }
                rows += try Row.fetchAll(
                    db.cachedStatement(
                        sql: """
                            SELECT * FROM voyage WHERE moment IS NULL AND month >= ? AND (month, voyage) > (?, ?)
                            ORDER BY month, voyage LIMIT ?
                            """),
                    arguments: [month, resumed?.month ?? 0, Data(resumed?.voyage.bytes ?? []), limit - rows.count])
            }
            return rows.compactMap(Self.judgedVoyage)
        }
    }

    /// What links one version of a booking to others.
    public func sharedTokens(of booking: SealedSubject) async throws -> [Token] {
        try await read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT shared_tokens FROM booking_version WHERE month = ? AND voyage = ? AND booking = ? AND version = ?"),
                arguments: [booking.voyage.month, Data(booking.voyage.voyage.bytes), Data(booking.subject.bytes), booking.version]
            ).map { Token.unpack($0.bytes("shared_tokens")) } ?? []
        }
    }

    /// What links the bookings of a voyage to others, as their present versions say, in the order of the bookings' names.
    public func sharedTokens(
        ofBookingsOn voyage: VoyageKey, after last: Identifier?, limit: Int
    ) async throws -> [(booking: Identifier, tokens: [Token])] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT b.booking, v.shared_tokens FROM booking b
                        JOIN booking_version v ON v.month = b.month AND v.voyage = b.voyage AND v.booking = b.booking AND v.version = b.version
                        WHERE b.month = ? AND b.voyage = ? AND b.booking > ? AND b.cancelled = 0 ORDER BY b.booking LIMIT ?
                        """), arguments: [voyage.month, Data(voyage.voyage.bytes), Data(last?.bytes ?? []), limit]
            ).compactMap { row in
                Identifier(bytes: row.bytes("booking")).map { ($0, Token.unpack(row.bytes("shared_tokens"))) }
            }
        }
    }

    /// Passages of a voyage that are still expected to travel, in the order of their names.
    public func passages(of voyage: VoyageKey, after last: Identifier?, limit: Int) async throws -> [PassageKey] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT passage FROM passage WHERE month = ? AND voyage = ? AND passage > ? AND status = 'expected'
                        ORDER BY passage LIMIT ?
                        """), arguments: [voyage.month, Data(voyage.voyage.bytes), Data(last?.bytes ?? []), limit]
            ).compactMap { Identifier(bytes: $0.bytes("passage")).map { PassageKey(voyage, $0) } }
        }
    }

    public func watchlists() async throws -> [WatchlistState] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM watchlist ORDER BY name LIMIT 10000").compactMap { row in
                Identifier(bytes: row.bytes("list")).map {
                    WatchlistState(
                        list: $0, version: row["version"], name: row["name"], owner: row["owner"], legalBasis: row["legal_basis"])
                }
            }
        }
    }

    /// Present entries of a list, in the order of their names, in pages.
    public func entries(ofList list: Identifier, after last: Identifier?, limit: Int) async throws -> [ListEntryState] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "SELECT * FROM list_entry WHERE list = ? AND entry > ? ORDER BY entry LIMIT ?"),
                arguments: [Data(list.bytes), Data(last?.bytes ?? []), limit]
            ).compactMap { row in
                Identifier(bytes: row.bytes("entry")).map {
                    ListEntryState(
                        list: list, entry: $0, version: row["version"], reference: row.bytes("reference"),
                        withdrawn: (row["withdrawn"] as Int) != 0,
                        validFrom: (row["valid_from"] as String?).flatMap { LocalDate(iso8601: $0) },
                        validTo: (row["valid_to"] as String?).flatMap { LocalDate(iso8601: $0) }, digest: row.bytes("digest"))
                }
            }
        }
    }

    /// Number of the log entry that last changed a list; nil before the first.
    public func lastListImport() async throws -> Int64? {
        try await read { db in
            guard try Int.fetchOne(db, sql: "SELECT 1 FROM watchlist LIMIT 1") != nil else { return nil }
            return try Int64.fetchOne(
                db, sql: "SELECT number FROM log_entry WHERE type = ? ORDER BY number DESC LIMIT 1",
                arguments: [LogEntryType.listImported.rawValue])
        }
    }

    // MARK: Rows

    static func judgedVoyage(_ key: VoyageKey, _ db: Database) throws -> JudgedVoyage? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM voyage WHERE month = ? AND voyage = ?"), arguments: [key.month, Data(key.voyage.bytes)]
        ).flatMap(judgedVoyage)
    }

    static func judgedVoyage(_ row: Row) -> JudgedVoyage? {
        guard let id = Identifier(bytes: row.bytes("voyage")), let date = LocalDate(iso8601: row["date"]) else { return nil }
        func instant(_ column: String) -> Instant? { (row[column] as Int64?).map { Instant(microseconds: $0) } }
        return JudgedVoyage(
            key: VoyageKey(month: row["month"], voyage: id),
            designator: VoyageDesignator(
                mode: TransportMode(rawValue: row["mode"]) ?? .air, carrier: row["carrier"], number: row["number"], origin: row["origin"],
                date: date),
            legs: row["legs"], status: row["status"], departure: instant("departure"), arrival: instant("arrival"),
            moment: instant("moment"), momentPlace: row["moment_place"], placed: (row["placed"] as Int) != 0)
    }

    private static func facts(_ key: PassageKey, version: Int?, _ db: Database) throws -> FactsReference? {
        guard let version else { return nil }
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT message, offset, length, places FROM traveller_version
                    WHERE month = ? AND voyage = ? AND passage = ? AND version = ?
                    """), arguments: [key.month, Data(key.voyage.bytes), Data(key.passage.bytes), version])
        return row.flatMap { reference($0, SealedSubject(voyage: key.voyageKey, subject: key.passage, version: version)) }
    }

    private static func judgedBooking(_ voyage: VoyageKey, _ id: Identifier, _ db: Database) throws -> JudgedBooking? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT v.version, v.message, v.offset, v.length, v.places, v.created, v.cancelled, v.shared_tokens, y.date, y.departure
                    FROM booking b
                    JOIN booking_version v ON v.month = b.month AND v.voyage = b.voyage AND v.booking = b.booking AND v.version = b.version
                    JOIN voyage y ON y.month = b.month AND y.voyage = b.voyage
                    WHERE b.month = ? AND b.voyage = ? AND b.booking = ?
                    """), arguments: [voyage.month, Data(voyage.voyage.bytes), Data(id.bytes)])
        guard let row, let date = LocalDate(iso8601: row["date"]),
            let facts = reference(row, SealedSubject(voyage: voyage, subject: id, version: row["version"]))
        else { return nil }
        return JudgedBooking(
            facts: facts, created: (row["created"] as Int64?).map { Instant(microseconds: $0) }, cancelled: (row["cancelled"] as Int) != 0,
            tokens: Token.unpack(row.bytes("shared_tokens")), date: date,
            departure: (row["departure"] as Int64?).map { Instant(microseconds: $0) })
    }

    private static func reference(_ row: Row, _ subject: SealedSubject) -> FactsReference? {
        Identifier(bytes: row.bytes("message")).map {
            FactsReference(
                subject: subject, message: $0, extent: Extent(offset: row["offset"], length: row["length"]), places: row["places"])
        }
    }

    static func hit(_ row: Row) -> HitState? {
        guard let voyage = Identifier(bytes: row.bytes("voyage")), let passage = Identifier(bytes: row.bytes("passage")),
            let hit = Identifier(bytes: row.bytes("hit")), let source = HitSource(rawValue: row["source"])
        else { return nil }
        return HitState(
            key: PassageKey(month: row["month"], voyage: voyage, passage: passage), hit: hit, source: source, subject: row.bytes("subject"),
            subjectVersion: row["subject_version"], cause: row.bytes("cause"), weight: row["weight"],
            opened: Instant(microseconds: row["opened"]), ended: (row["ended"] as Int64?).map { Instant(microseconds: $0) },
            endReason: row["ended_reason"], digest: row.bytes("digest"), came: row["came"], went: row["went"])
    }
}
