public import Casework
import Foundation
import GRDB
public import Travel

/// Which voyages a board shows: those whose moment (the landing here, or the departure from here) lies in a stretch of time.
public struct VoyageWindow: Hashable, Sendable {
    /// Included.
    public var from: Instant
    /// Not included.
    public var to: Instant
    /// The operator's designator; nil for all.
    public var carrier: String?
    /// Any stop of the voyage; nil for all.
    public var airport: String?
    public var hasOpenAlerts: Bool

    public init(from: Instant, to: Instant, carrier: String? = nil, airport: String? = nil, hasOpenAlerts: Bool = false) {
        self.from = from
        self.to = to
        self.carrier = carrier
        self.airport = airport
        self.hasOpenAlerts = hasOpenAlerts
    }
}

/// Behind which voyage a page of the board begins.
public struct VoyageCursor: Hashable, Sendable {
    public var moment: Instant
    public var key: VoyageKey

    public init(moment: Instant, key: VoyageKey) {
        self.moment = moment
        self.key = key
    }
}

/// How many of those expected on a voyage are known from which kind of message.
public struct VoyageCoverage: Hashable, Sendable {
    public var expected: Int
    public var crew: Int
    public var withAPI: Int
    public var withPNR: Int
    public var withBoth: Int
    /// Expected, without crew, whom no booking speaks of: crew has none.
    public var withoutPNR: Int
    public var off: Int

    public init(expected: Int = 0, crew: Int = 0, withAPI: Int = 0, withPNR: Int = 0, withBoth: Int = 0, withoutPNR: Int = 0, off: Int = 0)
    {
        self.expected = expected
        self.crew = crew
        self.withAPI = withAPI
        self.withPNR = withPNR
        self.withBoth = withBoth
        self.withoutPNR = withoutPNR
        self.off = off
    }

    public var withoutAPI: Int { expected - withAPI }
}

/// A message as far as the voyage that it speaks of needs it.
public struct VoyageMessage: Hashable, Sendable {
    public var id: Identifier
    public var transmission: Identifier
    /// PAXLST or PNRGOV.
    public var kind: String
    public var action: String
    public var sender: String
    public var commonReference: String
    public var part: Int?
    public var finalPart: Bool?
    public var received: Instant
    public var isDuplicate: Bool
    public var travellers: Int
    public var bookings: Int
    /// How many findings it has; 0 where they were not counted.
    public var findings: Int

    public init(
        id: Identifier, transmission: Identifier, kind: String, action: String, sender: String, commonReference: String = "",
        part: Int? = nil, finalPart: Bool? = nil, received: Instant, isDuplicate: Bool = false, travellers: Int = 0, bookings: Int = 0,
        findings: Int = 0
    ) {
        self.id = id
        self.transmission = transmission
        self.kind = kind
        self.action = action
        self.sender = sender
        self.commonReference = commonReference
        self.part = part
        self.finalPart = finalPart
        self.received = received
        self.isDuplicate = isDuplicate
        self.travellers = travellers
        self.bookings = bookings
        self.findings = findings
    }
}

/// What a board shows of a voyage, without anybody's identity.
public struct VoyageSummary: Hashable, Sendable {
    public var voyage: JudgedVoyage
    public var coverage: VoyageCoverage
    public var openAlerts: [Severity: Int]
    /// The newest first; as many as were asked for.
    public var messages: [VoyageMessage]

    public init(voyage: JudgedVoyage, coverage: VoyageCoverage, openAlerts: [Severity: Int], messages: [VoyageMessage]) {
        self.voyage = voyage
        self.coverage = coverage
        self.openAlerts = openAlerts
        self.messages = messages
    }
}

/// Somebody on a voyage, without who it is.
public struct VoyageTraveller: Hashable, Sendable {
    public var key: PassageKey
    public var role: String
    /// expected, off
    public var status: String
    /// False for somebody whom the last full list did not name.
    public var isListed: Bool
    public var apiVersion: Int?
    public var pnrVersion: Int?
    public var booking: Identifier?
    /// When the booking was made.
    public var booked: Instant?
    public var openAlert: Identifier?
    public var severity: Severity?
}

extension Storage {
    /// More than any aircraft or ship carries.
    public static let mostTravellers = 10_000

    /// Voyages of a window by moment, month and name.
    /// - Parameters:
    ///   - limit: voyages to find
    ///   - reading: rows to look at: a filter that nothing meets ends there, and the answer says where to go on
    /// - Returns: what was found, and the voyage behind which there may be more
    public func voyages(
        in window: VoyageWindow, after cursor: VoyageCursor?, limit: Int, reading most: Int
    ) async throws -> (found: [VoyageSummary], resume: VoyageCursor?) {
        try await read { db in
            let start = cursor ?? VoyageCursor(moment: window.from, key: VoyageKey(month: 0, voyage: Identifier(high: 0, low: 0)))
            let statement = try db.statement(
                """
                SELECT \(Self.voyageColumns), \(Self.meetsFilter) FROM voyage v
                WHERE \(window.carrier == nil ? "?1 IS NULL" : "carrier = ?1") AND moment >= ?4 AND moment < ?5
                  AND (moment, month, voyage) > (?6, ?7, ?8)
                ORDER BY moment, month, voyage LIMIT ?9
                """)
            var found: [JudgedVoyage] = []
            var looked = 0
            var last: VoyageCursor?
            var isMore = false
            try statement.each(
                Self.filter(window) + [
                    .integer(window.from.microseconds), .integer(window.to.microseconds), .integer(start.moment.microseconds),
                ] + start.key.values + [.integer(most)]
            ) { row in
                looked += 1
                guard let voyage = Self.judgedVoyage(row), let moment = voyage.moment else { return true }
                if row.flag(Self.meets) {
                    if found.count == limit {
                        isMore = true
                        return false
                    }
                    found.append(voyage)
                }
                last = VoyageCursor(moment: moment, key: voyage.key)
                return true
            }
            let summaries = try found.map { try Self.summary($0, messages: Self.boardMessages, db) }
            return (summaries, isMore || looked == most ? last : nil)
        }
    }

    /// Voyages for which no time is known, those first announced last before others: people whose messages name no flight
    /// stand on such.
    public func voyagesWithoutTime(announcedSince instant: Instant, like window: VoyageWindow, limit: Int) async throws -> [VoyageSummary] {
        try await read { db in
            // A name begins with the millisecond at which it was given.
            let least = Identifier(high: UInt64(max(0, instant.microseconds / 1_000)) << 16, low: 0)
            let voyages = try db.statement(
                """
                SELECT \(Self.voyageColumns), \(Self.meetsFilter) FROM voyage v
                WHERE moment IS NULL AND month >= ?4 AND voyage >= ?5 AND (?1 IS NULL OR carrier = ?1)
                ORDER BY month DESC, voyage DESC LIMIT ?6
                """
            ).all(
                Self.filter(window) + [
                    .integer(instant.utc.date.adding(days: -31).monthNumber), .bytes(least.bytes), .integer(limit * 4),
                ]
            ) { $0.flag(Self.meets) ? Self.judgedVoyage($0) : nil }
            return try voyages.prefix(limit).map { try Self.summary($0, messages: Self.boardMessages, db) }
        }
    }

    /// A voyage with what is known of it and its newest messages; nil when there is none of that name.
    public func voyage(_ key: VoyageKey, messages: Int = 0) async throws -> VoyageSummary? {
        try await read { db in
            try Self.judgedVoyage(key, db).map { try Self.summary($0, messages: messages, countsFindings: true, db) }
        }
    }

    /// Everybody on a voyage but those who were found to be somebody else, in the order in which they were first named.
    public func travellers(of voyage: VoyageKey) async throws -> [VoyageTraveller] {
        try await read { db in
            let place: StatementArguments = [voyage.month, Data(voyage.voyage.bytes)]
            var alerts: [Identifier: (alert: Identifier, severity: Severity?)] = [:]
            for row in try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT passage, alert, severity FROM alert_state WHERE month = ? AND voyage = ? AND status = 'open' LIMIT 10000"),
                arguments: place)
            {
                guard let passage = Identifier(bytes: row.bytes("passage")), let alert = Identifier(bytes: row.bytes("alert")) else {
                    continue
                }
                alerts[passage] = (alert, Severity(rawValue: row["severity"]))
            }
            return try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT p.passage, p.role, p.status, p.listed, p.api_version, p.pnr_version, p.booking, b.created FROM passage p
                        LEFT JOIN booking b ON b.month = p.month AND b.voyage = p.voyage AND b.booking = p.booking
                        WHERE p.month = ? AND p.voyage = ? AND p.status <> 'retired' ORDER BY p.passage LIMIT ?
                        """), arguments: place + [Self.mostTravellers]
            ).compactMap { row in
                Identifier(bytes: row.bytes("passage")).map { passage in
                    VoyageTraveller(
                        key: PassageKey(voyage, passage), role: row["role"], status: row["status"], isListed: (row["listed"] as Int) != 0,
                        apiVersion: row["api_version"], pnrVersion: row["pnr_version"],
                        booking: row.optionalBytes("booking").flatMap { Identifier(bytes: $0) },
                        booked: (row["created"] as Int64?).map { Instant(microseconds: $0) }, openAlert: alerts[passage]?.alert,
                        severity: alerts[passage]?.severity)
                }
            }
        }
    }

    // MARK: Rows

    /// Messages of one voyage that a board looks at.
    private static let boardMessages = 200

    /// Whether a voyage is of those that were asked for; its first arguments are those of ``filter(_:)``.
    private static let meetsFilter = """
        ((?2 IS NULL OR EXISTS (SELECT 1 FROM json_each(v.legs)
            WHERE json_extract(value, '$.from') = ?2 OR json_extract(value, '$.to') = ?2))
          AND (?3 = 0 OR EXISTS (SELECT 1 FROM alert_state a
            WHERE a.month = v.month AND a.voyage = v.voyage AND a.status = 'open')))
        """
    /// The column behind ``voyageColumns``.
    private static let meets: Int32 = 14

    private static func filter(_ window: VoyageWindow) -> [Value] {
        [.text(window.carrier), .text(window.airport), .integer(window.hasOpenAlerts ? 1 : 0)]
    }

    private static func summary(_ voyage: JudgedVoyage, messages: Int, countsFindings: Bool = false, _ db: Database) throws -> VoyageSummary
    {
        let place: StatementArguments = [voyage.key.month, Data(voyage.key.voyage.bytes)]
        let counts = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FILTER (WHERE status = 'expected') AS expected, count(*) FILTER (WHERE status = 'off') AS off,
                      count(*) FILTER (WHERE status = 'expected' AND role IN ('crew', 'transit-crew')) AS crew,
                      count(*) FILTER (WHERE status = 'expected' AND api_version IS NOT NULL) AS api,
                      count(*) FILTER (WHERE status = 'expected' AND pnr_version IS NOT NULL) AS pnr,
                      count(*) FILTER (WHERE status = 'expected' AND api_version IS NOT NULL AND pnr_version IS NOT NULL) AS both,
                      count(*) FILTER (WHERE status = 'expected' AND pnr_version IS NULL AND role NOT IN ('crew', 'transit-crew'))
                        AS without_pnr
                    FROM passage WHERE month = ? AND voyage = ?
                    """), arguments: place)
        var coverage = VoyageCoverage()
        if let counts {
            coverage = VoyageCoverage(
                expected: counts["expected"], crew: counts["crew"], withAPI: counts["api"], withPNR: counts["pnr"],
                withBoth: counts["both"], withoutPNR: counts["without_pnr"], off: counts["off"])
        }
        var alerts: [Severity: Int] = [:]
        for row in try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT severity, count(*) AS alerts FROM alert_state WHERE month = ? AND voyage = ? AND status = 'open' GROUP BY severity
                    """), arguments: place)
        {
            if let severity = Severity(rawValue: row["severity"]) { alerts[severity] = row["alerts"] }
        }
        return VoyageSummary(
            voyage: voyage, coverage: coverage, openAlerts: alerts,
            messages: messages == 0 ? [] : try self.messages(of: voyage.key, limit: messages, countsFindings: countsFindings, db))
    }

    /// Findings stand at the end of long rows: they are read only where they are shown.
    private static func messages(of voyage: VoyageKey, limit: Int, countsFindings: Bool, _ db: Database) throws -> [VoyageMessage] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, transmission, kind, action, sender, common_reference, part, final_part, received, duplicate_of, travellers,
                      bookings, \(countsFindings ? "json_array_length(findings)" : "0") AS findings
                    FROM message WHERE voyage_month = ? AND voyage = ? ORDER BY month DESC, id DESC LIMIT ?
                    """), arguments: [voyage.month, Data(voyage.voyage.bytes), limit]
        ).compactMap { row in
            guard let id = Identifier(bytes: row.bytes("id")), let transmission = Identifier(bytes: row.bytes("transmission")) else {
                return nil
            }
            return VoyageMessage(
                id: id, transmission: transmission, kind: row["kind"], action: row["action"], sender: row["sender"],
                commonReference: row["common_reference"], part: row["part"], finalPart: (row["final_part"] as Int?).map { $0 != 0 },
                received: Instant(microseconds: row["received"]), isDuplicate: row.optionalBytes("duplicate_of") != nil,
                travellers: row["travellers"], bookings: row["bookings"], findings: row["findings"])
        }
    }
}
