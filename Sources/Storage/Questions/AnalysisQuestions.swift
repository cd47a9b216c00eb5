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

    public init(
        key: VoyageKey, designator: VoyageDesignator, legs: String, status: String, departure: Instant?, arrival: Instant?,
        moment: Instant?, momentPlace: String?, placed: Bool
    ) {
        self.key = key
        self.designator = designator
        self.legs = legs
        self.status = status
        self.departure = departure
        self.arrival = arrival
        self.moment = moment
        self.momentPlace = momentPlace
        self.placed = placed
    }

    /// The legs in order; empty where none is known.
    public var route: [Leg] { (try? FactsJSON.decode([Leg].self, from: Array(legs.utf8))) ?? [] }
}

/// Where a version of facts stands: its sealed value, the message, and its bytes in it.
public struct FactsReference: Hashable, Sendable {
    public var subject: SealedSubject
    public var message: Identifier
    public var extent: Extent
    /// Where each fact stands: ``PackedPlaces``, as stored.
    public var places: [UInt8]
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
    /// That are not withdrawn.
    public var entries: Int

    public init(list: Identifier, version: Int, name: String, owner: String, legalBasis: String, entries: Int = 0) {
        self.entries = entries
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
    public func judgedPassage(_ key: PassageKey) async throws -> JudgedPassage? { try await judgedPassages([key])[key] }

    /// Passages with their voyages, present facts, bookings and open hits, all as they were at one moment; those that are not
    /// there are missing from the answer.
    public func judgedPassages(_ keys: [PassageKey]) async throws -> [PassageKey: JudgedPassage] {
        try await readTogether { db in
            let state = try db.statement(
                """
                SELECT version, role, status, received, booking, api_version, pnr_version,
                  EXISTS (SELECT 1 FROM alert_state a WHERE a.month = p.month AND a.voyage = p.voyage AND a.passage = p.passage)
                FROM passage p WHERE month = ? AND voyage = ? AND passage = ?
                """)
            let hits = try db.statement(
                """
                SELECT \(Self.hitColumns) FROM hit_state
                WHERE month = ? AND voyage = ? AND passage = ? AND ended IS NULL ORDER BY hit LIMIT 1000
                """)
            // People who travel together share these, and come together.
            var voyages: [VoyageKey: JudgedVoyage] = [:]
            var bookings: [SealedSubject: JudgedBooking] = [:]
            var found: [PassageKey: JudgedPassage] = [:]
            for key in keys {
                guard let voyage = try voyages[key.voyageKey] ?? Self.judgedVoyage(key.voyageKey, db) else { continue }
                voyages[key.voyageKey] = voyage
                found[key] = try state.first(key.values) { row -> JudgedPassage? in
                    var booking: JudgedBooking?
                    if let id = row.identifier(4) {
                        let place = SealedSubject(voyage: key.voyageKey, subject: id, version: 0)
                        booking = try bookings[place] ?? Self.judgedBooking(key.voyageKey, id, db)
                        bookings[place] = booking
                    }
                    return JudgedPassage(
                        key: key, version: row.integer(0), role: row.text(1), status: row.text(2), received: row.instant(3), voyage: voyage,
                        api: try Self.facts(key, version: row.optionalInteger(5), db),
                        pnr: try Self.facts(key, version: row.optionalInteger(6), db), booking: booking,
                        openHits: try hits.all(key.values, Self.hit), hasAlert: row.flag(7))
                }
            }
            return found
        }
    }

    /// Present bookings that share one of the tokens, from the latest months backwards; at most `limit`.
    public func bookings(sharing tokens: [Token], limit: Int) async throws -> [JudgedBooking] {
        try await readTogether { db in try Self.bookings(sharing: tokens, limit: limit, db) }
    }

    private static func bookings(sharing tokens: [Token], limit: Int, _ db: Database) throws -> [JudgedBooking] {
        var found: [JudgedBooking] = []
        var seen: Set<SealedSubject> = []
        for token in tokens where found.count < limit {
            let places = try db.statement(
                """
                SELECT month, voyage, subject FROM shared_token WHERE token = ? AND source = 'booking'
                ORDER BY month DESC, voyage DESC, subject DESC LIMIT ?
                """
            ).all([.bytes(token.bytes), .integer(limit)]) { row -> (VoyageKey, Identifier)? in
                guard let voyage = row.identifier(1), let id = row.identifier(2) else { return nil }
                return (VoyageKey(month: row.integer(0), voyage: voyage), id)
            }
            for (voyage, id) in places where found.count < limit {
                guard let booking = try judgedBooking(voyage, id, db), !booking.cancelled, seen.insert(booking.facts.subject).inserted
                else { continue }
                found.append(booking)
            }
        }
        return found
    }

    /// What a telephone or a card links: the present bookings that share it, at most `limit`, and the open hits that it caused.
    public struct TokenGroup: Sendable {
        public var bookings: [JudgedBooking]
        public var openHits: [HitState]

        public init(bookings: [JudgedBooking] = [], openHits: [HitState] = []) {
            self.bookings = bookings
            self.openHits = openHits
        }
    }

    /// The groups of telephones or cards, each by itself, in their order, all as they were at one moment.
    /// - Parameter tokens: for each group what it may be stored under: one value under several keys
    public func groups(of tokens: [[Token]], limit: Int) async throws -> [TokenGroup] {
        guard !tokens.isEmpty else { return [] }
        return try await readTogether { db in
            try tokens.map {
                TokenGroup(
                    bookings: try Self.bookings(sharing: $0, limit: limit, db),
                    openHits: try Self.openHits(causedBy: $0.map(\.bytes), db))
            }
        }
    }

    /// Passages of a booking that are still expected to travel.
    public func passages(ofBooking booking: Identifier, on voyage: VoyageKey, limit: Int = 1_000) async throws -> [PassageKey] {
        try await readTogether { db in
            try db.statement(
                """
                SELECT passage FROM passage WHERE month = ? AND voyage = ? AND booking = ? AND status = 'expected'
                ORDER BY passage LIMIT ?
                """
            ).all(voyage.values + [.bytes(booking.bytes), .integer(limit)]) { row in row.identifier(0).map { PassageKey(voyage, $0) } }
        }
    }

    /// Open hits that a group caused, wherever they are.
    private static func openHits(causedBy causes: [[UInt8]], _ db: Database) throws -> [HitState] {
        var hits: [HitState] = []
        for cause in causes where !cause.isEmpty {
            hits += try db.statement(
                """
                SELECT \(hitColumns) FROM hit_state WHERE cause = ? AND ended IS NULL ORDER BY month, voyage, passage, hit LIMIT 20000
                """
            ).all([.bytes(cause)], hit)
        }
        return hits
    }

    /// Voyages whose moment lies after `now`, by moment; then those without one from last month on.
    public func voyagesAhead(of now: Instant, after last: (moment: Instant?, key: VoyageKey)?, limit: Int) async throws -> [JudgedVoyage] {
        try await read { db in
            var found: [JudgedVoyage] = []
            if last == nil || last?.moment != nil {
                found = try db.statement(
                    """
                    SELECT \(Self.voyageColumns) FROM voyage WHERE moment > ? AND (moment, month, voyage) > (?, ?, ?)
                    ORDER BY moment, month, voyage LIMIT ?
                    """
                ).all(
                    [
                        .integer(now.microseconds), .integer((last?.moment ?? now).microseconds), .integer(last?.key.month ?? 0),
                        .bytes(last?.key.voyage.bytes ?? []), .integer(limit),
                    ], Self.judgedVoyage)
            }
            if found.count < limit {
                let month = now.utc.date.adding(days: -31).monthNumber
                let resumed = last.flatMap { $0.moment == nil ? $0.key : nil }
                found += try db.statement(
                    """
                    SELECT \(Self.voyageColumns) FROM voyage WHERE moment IS NULL AND month >= ? AND (month, voyage) > (?, ?)
                    ORDER BY month, voyage LIMIT ?
                    """
                ).all(
                    [
                        .integer(month), .integer(resumed?.month ?? 0), .bytes(resumed?.voyage.bytes ?? []),
                        .integer(limit - found.count),
                    ], Self.judgedVoyage)
            }
            return found
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
                        list: $0, version: row["version"], name: row["name"], owner: row["owner"], legalBasis: row["legal_basis"],
                        entries: row["entries"])
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
                db, sql: "SELECT number FROM log_entry WHERE type IN (?, ?) ORDER BY number DESC LIMIT 1",
                arguments: [LogEntryType.listImported.rawValue, LogEntryType.changeSigned.rawValue])
        }
    }

    // MARK: Rows

    static let voyageColumns = """
        month, voyage, mode, carrier, number, origin, date, legs, status, departure, arrival, moment, moment_place, placed
        """

    static func judgedVoyage(_ key: VoyageKey, _ db: Database) throws -> JudgedVoyage? {
        try db.statement("SELECT \(voyageColumns) FROM voyage WHERE month = ? AND voyage = ?").first(key.values, judgedVoyage)
    }

    /// From a row that begins with ``voyageColumns``.
    static func judgedVoyage(_ row: SQLiteColumns) -> JudgedVoyage? {
        guard let id = row.identifier(1), let date = LocalDate(iso8601: row.text(6)) else { return nil }
        return JudgedVoyage(
            key: VoyageKey(month: row.integer(0), voyage: id),
            designator: VoyageDesignator(
                mode: TransportMode(rawValue: row.text(2)) ?? .air, carrier: row.text(3), number: row.text(4), origin: row.text(5),
                date: date),
            legs: row.text(7), status: row.text(8), departure: row.optionalInstant(9), arrival: row.optionalInstant(10),
            moment: row.optionalInstant(11), momentPlace: row.optionalText(12), placed: row.flag(13))
    }

    private static func facts(_ key: PassageKey, version: Int?, _ db: Database) throws -> FactsReference? {
        guard let version else { return nil }
        return try db.statement(
            """
            SELECT message, offset, length, places FROM traveller_version
            WHERE month = ? AND voyage = ? AND passage = ? AND version = ?
            """
        ).first(key.values + [.integer(version)]) {
            reference($0, SealedSubject(voyage: key.voyageKey, subject: key.passage, version: version))
        }
    }

    private static func judgedBooking(_ voyage: VoyageKey, _ id: Identifier, _ db: Database) throws -> JudgedBooking? {
        try db.statement(
            """
            SELECT v.message, v.offset, v.length, v.places, v.version, v.created, v.cancelled, v.shared_tokens, y.date, y.departure
            FROM booking b
            JOIN booking_version v ON v.month = b.month AND v.voyage = b.voyage AND v.booking = b.booking AND v.version = b.version
            JOIN voyage y ON y.month = b.month AND y.voyage = b.voyage
            WHERE b.month = ? AND b.voyage = ? AND b.booking = ?
            """
        ).first(voyage.values + [.bytes(id.bytes)]) { row -> JudgedBooking? in
            guard let date = LocalDate(iso8601: row.text(8)),
                let facts = reference(row, SealedSubject(voyage: voyage, subject: id, version: row.integer(4)))
            else { return nil }
            return JudgedBooking(
                facts: facts, created: row.optionalInstant(5), cancelled: row.flag(6), tokens: Token.unpack(row.bytes(7)), date: date,
                departure: row.optionalInstant(9))
        }
    }

    /// From a row that begins with message, offset, length and places.
    private static func reference(_ row: SQLiteColumns, _ subject: SealedSubject) -> FactsReference? {
        row.identifier(0).map {
            FactsReference(
                subject: subject, message: $0, extent: Extent(offset: row.integer(1), length: row.integer(2)), places: row.bytes(3))
        }
    }

    static let hitColumns = """
        month, voyage, passage, hit, source, subject, subject_version, cause, weight, opened, ended, ended_reason, digest,
          came, went
        """

    static func hit(_ row: SQLiteColumns) -> HitState? {
        guard let voyage = row.identifier(1), let passage = row.identifier(2), let hit = row.identifier(3),
            let source = HitSource(rawValue: row.text(4))
        else { return nil }
        return HitState(
            key: PassageKey(month: row.integer(0), voyage: voyage, passage: passage), hit: hit, source: source, subject: row.bytes(5),
            subjectVersion: row.integer(6), cause: row.bytes(7), weight: row.integer(8), opened: row.instant(9),
            ended: row.optionalInstant(10), endReason: row.optionalText(11), digest: row.bytes(12), came: row.integer(13),
            went: row.optionalInteger(14))
    }
}

extension VoyageKey {
    /// As the first columns of a table's key.
    var values: [Value] { [.integer(Int64(month)), .bytes(voyage.bytes)] }
}
extension PassageKey {
    /// As the first columns of a table's key.
    var values: [Value] { [.integer(Int64(month)), .bytes(voyage.bytes), .bytes(passage.bytes)] }
}
