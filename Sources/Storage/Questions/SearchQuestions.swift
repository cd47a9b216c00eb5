public import Casework
import Foundation
import GRDB
public import Travel

/// Somebody who travels, with the versions of what was said: to be compared, without anybody's identity.
public struct ComparablePassage: Hashable, Sendable {
    public var key: PassageKey
    /// The landing here, or the departure from here; nil where no time is known.
    public var moment: Instant?
    /// API first.
    public var versions: [SealedSubject]
}

/// A search that was made: whom it found, and nothing of what was asked for.
public struct KeptSearch: Hashable, Sendable {
    public struct Result: Hashable, Sendable {
        public var key: PassageKey
        /// In thousandths; nil where nothing was weighed.
        public var score: Int?

        public init(key: PassageKey, score: Int? = nil) {
            self.key = key
            self.score = score
        }
    }
    /// SHA-256 of the secret in its address.
    public var hash: [UInt8]
    public var session: Identifier
    public var expires: Instant
    public var purpose: String
    public var reference: String
    /// name, document, telephone, email, locator
    public var kind: String
    /// exact, close, wide; nil where nothing is weighed.
    public var level: String?
    public var period: ClosedRange<LocalDate>?
    /// How many were compared: travellers for a name, flights for a locator.
    public var compared: Int
    /// Nobody who travels later was compared, since so many were; nil where all were.
    public var comparedUntil: Instant?
    /// More were found than are kept.
    public var isCut: Bool
    /// The best first.
    public var results: [Result]

    public init(
        hash: [UInt8], session: Identifier, expires: Instant, purpose: String, reference: String, kind: String, level: String? = nil,
        period: ClosedRange<LocalDate>? = nil,
        compared: Int = 0, comparedUntil: Instant? = nil, isCut: Bool = false, results: [Result]
    ) {
        self.hash = hash
        self.session = session
        self.expires = expires
        self.purpose = purpose
        self.reference = reference
        self.kind = kind
        self.level = level
        self.period = period
        self.compared = compared
        self.comparedUntil = comparedUntil
        self.isCut = isCut
        self.results = results
    }

    /// What a reading of it is called in the log.
    public var what: String { "search-" + kind }
}

extension Storage {
    /// Whoever travels in a stretch of time, by moment, month, voyage and passage.
    /// - Parameter last: behind whom to go on
    public func passages(travellingFrom from: Instant, to: Instant, after last: ComparablePassage?, limit: Int) async throws
        -> [ComparablePassage]
    {
        try await readTogether { db in
            let start = max(from, last?.moment ?? from)
            return try db.statement(
                """
                SELECT v.moment, p.month, p.voyage, p.passage, p.api_version, p.pnr_version
                FROM voyage v CROSS JOIN passage p ON p.month = v.month AND p.voyage = v.voyage
                WHERE v.moment >= ? AND v.moment < ? AND p.status <> 'retired'
                  AND (v.moment, p.month, p.voyage, p.passage) > (?, ?, ?, ?)
                ORDER BY v.moment, v.month, v.voyage, p.passage LIMIT ?
                """
            ).all(
                [.integer(start.microseconds), .integer(to.microseconds), .integer(start.microseconds)] + Self.place(last) + [
                    .integer(limit)
                ],
                Self.comparable)
        }
    }

    /// Whoever travels on a voyage of which no time is known, whose day lies in the period, by month, voyage and passage.
    public func passagesWithoutTime(in period: ClosedRange<LocalDate>, after last: ComparablePassage?, limit: Int) async throws
        -> [ComparablePassage]
    {
        try await readTogether { db in
            try db.statement(
                """
                SELECT v.moment, p.month, p.voyage, p.passage, p.api_version, p.pnr_version
                FROM voyage v CROSS JOIN passage p ON p.month = v.month AND p.voyage = v.voyage
                WHERE v.moment IS NULL AND v.month >= ? AND v.month <= ? AND v.date BETWEEN ? AND ? AND p.status <> 'retired'
                  AND (p.month, p.voyage, p.passage) > (?, ?, ?)
                ORDER BY v.month, v.voyage, p.passage LIMIT ?
                """
            ).all(
                [
                    .integer(max(period.lowerBound.monthNumber, last?.key.month ?? 0)), .integer(period.upperBound.monthNumber),
                    .text(period.lowerBound.description), .text(period.upperBound.description),
                ] + Self.place(last) + [.integer(limit)], Self.comparable)
        }
    }

    /// Voyages of a stretch of time, by moment, month and voyage.
    public func voyages(travellingFrom from: Instant, to: Instant, after last: VoyageCursor?, limit: Int) async throws -> [VoyageCursor] {
        try await readTogether { db in
            let start = last ?? VoyageCursor(moment: from, key: VoyageKey(month: 0, voyage: Identifier(high: 0, low: 0)))
            return try db.statement(
                """
                SELECT moment, month, voyage FROM voyage WHERE moment >= ? AND moment < ? AND (moment, month, voyage) > (?, ?, ?)
                ORDER BY moment, month, voyage LIMIT ?
                """
            ).all(
                [.integer(start.moment.microseconds), .integer(to.microseconds), .integer(start.moment.microseconds)] + start.key.values
                    + [.integer(limit)]
            ) { row in
                row.identifier(2).map { VoyageCursor(moment: row.instant(0), key: VoyageKey(month: row.integer(1), voyage: $0)) }
            }
        }
    }

    /// Everybody of the bookings that have one of these tokens on that voyage, also those who were taken off.
    public func passages(withBookingTokens tokens: [(voyage: VoyageKey, tokens: [Token])], limit: Int) async throws -> [PassageKey] {
        try await readTogether { db in
            let statement = try db.statement(
                "SELECT subject FROM voyage_token WHERE month = ? AND voyage = ? AND token = ? AND of = 'booking' LIMIT 16")
            var found: [PassageKey] = []
            for (voyage, tokens) in tokens {
                for token in tokens where found.count < limit {
                    for booking in try statement.all(voyage.values + [.bytes(token.bytes)], { $0.identifier(0) }) {
                        found += try Self.everybody(of: booking, on: voyage, limit: limit - found.count, db)
                    }
                }
            }
            return found
        }
    }

    /// Everybody who shares one of these tokens with others, or is in a booking that does, from the latest months backwards.
    /// - Parameter limit: passages to find; not many more rows are read for each token
    public func passages(withSharedTokens tokens: [Token], limit: Int) async throws -> [PassageKey] {
        try await read { db in
            var found: [PassageKey] = []
            var seen: Set<PassageKey> = []
            let statement = try db.statement(
                "SELECT month, voyage, subject, source FROM shared_token WHERE token = ? ORDER BY month DESC, voyage DESC, subject DESC LIMIT ?"
            )
            for token in tokens {
                // A passage stands there once per kind of message.
                let rows = try statement.all([.bytes(token.bytes), .integer(2 * limit)]) { row -> (PassageKey, isBooking: Bool)? in
                    guard let voyage = row.identifier(1), let subject = row.identifier(2) else { return nil }
                    return (PassageKey(month: row.integer(0), voyage: voyage, passage: subject), row.text(3) == "booking")
                }
                for (key, isBooking) in rows where found.count < limit {
                    let people = isBooking ? try Self.everybody(of: key.passage, on: key.voyageKey, limit: limit - found.count, db) : [key]
                    found += people.filter { seen.insert($0).inserted }
                }
            }
            return found
        }
    }

    /// A passage each as a list shows it; those that are somebody else's now, or gone, are missing from the answer.
    public func glances(of keys: [PassageKey]) async throws -> [PassageKey: PassageGlance] {
        try await read { db in
            var found: [PassageKey: PassageGlance] = [:]
            for key in keys { found[key] = try Self.glance(key, db) }
            return found
        }
    }

    /// A search that this session made and that has not expired; nil for all others.
    public func search(hash: [UInt8], session: Identifier, at now: Instant) async throws -> KeptSearch? {
        try await read { db in
            guard
                let row = try Row.fetchOne(
                    db.cachedStatement(sql: "SELECT * FROM search WHERE hash = ? AND session = ? AND expires > ?"),
                    arguments: [Data(hash), Data(session.bytes), now.microseconds])
            else { return nil }
            let results = try db.statement("SELECT month, voyage, passage, score FROM search_result WHERE search = ? ORDER BY position")
                .all([.bytes(hash)]) { row -> KeptSearch.Result? in
                    guard let voyage = row.identifier(1), let passage = row.identifier(2) else { return nil }
                    return KeptSearch.Result(
                        key: PassageKey(month: row.integer(0), voyage: voyage, passage: passage), score: row.optionalInteger(3))
                }
            let from = (row["first_day"] as String?).flatMap { LocalDate(iso8601: $0) }
            let to = (row["last_day"] as String?).flatMap { LocalDate(iso8601: $0) }
            return KeptSearch(
                hash: hash, session: session, expires: Instant(microseconds: row["expires"]), purpose: row["purpose"],
                reference: row["reference"], kind: row["kind"], level: row["level"],
                period: from.flatMap { from in to.flatMap { from <= $0 ? from...$0 : nil } }, compared: row["compared"],
                comparedUntil: (row["compared_until"] as Int64?).map { Instant(microseconds: $0) }, isCut: (row["cut"] as Int) != 0,
                results: results)
        }
    }

    // MARK: Rows

    private static func place(_ last: ComparablePassage?) -> [Value] {
        let key = last?.key ?? PassageKey(month: 0, voyage: Identifier(high: 0, low: 0), passage: Identifier(high: 0, low: 0))
        return [.integer(key.month), .bytes(key.voyage.bytes), .bytes(key.passage.bytes)]
    }

    private static func comparable(_ row: SQLiteColumns) -> ComparablePassage? {
        guard let voyage = row.identifier(2), let passage = row.identifier(3) else { return nil }
        let key = PassageKey(month: row.integer(1), voyage: voyage, passage: passage)
        return ComparablePassage(
            key: key, moment: row.optionalInstant(0),
            versions: [row.optionalInteger(4), row.optionalInteger(5)].compactMap { version in
                version.map { SealedSubject(voyage: key.voyageKey, subject: passage, version: $0) }
            })
    }

    private static func everybody(of booking: Identifier, on voyage: VoyageKey, limit: Int, _ db: Database) throws -> [PassageKey] {
        try db.statement(
            "SELECT passage FROM passage WHERE month = ? AND voyage = ? AND booking = ? AND status <> 'retired' ORDER BY passage LIMIT ?"
        ).all(voyage.values + [.bytes(booking.bytes), .integer(limit)]) { row in row.identifier(0).map { PassageKey(voyage, $0) } }
    }
}
