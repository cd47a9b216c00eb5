public import Casework
import Foundation
import GRDB
public import Travel

/// An alert as it is now.
public struct AlertState: Hashable, Sendable {
    public var alert: Identifier
    public var version: Int
    public var status: AlertStatus
    public var deadline: Instant
    public var severity: Severity
    public var score: Int
    public var raised: Instant
    public var key: PassageKey
    /// The earlier alert of the same passage that this one follows.
    public var linked: Identifier?
    public var changed: Instant
    /// How many changes of the passage's hits had been seen when its evidence was last weighed.
    public var weighed: Int
}

/// Something that happened to an alert. The analyst's text is sealed: `openNotes(of:access:at:)`.
public struct AlertStep: Hashable, Sendable {
    public var version: Int
    public var at: Instant
    /// raised, evidence, deadline-moved, decided, expired, overtaken
    public var step: String
    public var account: Identifier?
    /// The account's name, where there is one.
    public var accountName: String?
    public var status: AlertStatus
    public var reason: String
    public var detail: String
    public var late: Bool
    public var score: Int
    public var severity: Severity
    public var deadline: Instant
    public var hasNote: Bool
}

/// One row of the queue: everything but who it is about.
public struct AlertQueueRow: Hashable, Sendable {
    public var state: AlertState
    public var voyage: JudgedVoyage
    public var passageVersion: Int
    public var passageStatus: String
    public var apiVersion: Int?
    public var pnrVersion: Int?
    public var booking: Identifier?
    public var bookingVersion: Int?
}

/// After which alert a page of the queue begins.
public struct AlertCursor: Hashable, Sendable {
    public var deadline: Instant
    public var severity: Severity
    public var alert: Identifier

    public init(deadline: Instant, severity: Severity, alert: Identifier) {
        self.deadline = deadline
        self.severity = severity
        self.alert = alert
    }

    /// Behind this alert.
    public init(_ state: AlertState) { self.init(deadline: state.deadline, severity: state.severity, alert: state.alert) }
}

/// A message that speaks of a passage or of its booking.
public struct SpeakingMessage: Hashable, Sendable {
    public var message: Identifier
    /// Month of receipt.
    public var month: Int
    public var transmission: Identifier
    public var kind: String
    public var action: String
    public var received: Instant
}

/// All that is known about an alert, but who it is about.
public struct AlertDetail: Hashable, Sendable {
    public var row: AlertQueueRow
    /// From the raising on, in order.
    public var steps: [AlertStep]
    /// Also those that have ended.
    public var hits: [HitState]
    /// Other passages of the same booking.
    public var companions: [JudgedCompanion]
    /// By receipt, the latest 64.
    public var messages: [SpeakingMessage]
    /// Seconds that we were late, where the alert was expired when it was raised.
    public var delay: Int?
    /// Alerts of the same passage that follow this one.
    public var followedBy: [Identifier]
}

/// Somebody of the same booking.
public struct JudgedCompanion: Hashable, Sendable {
    public var key: PassageKey
    public var status: String
    public var apiVersion: Int?
    public var pnrVersion: Int?
    public var openAlert: Identifier?
}

/// What the raising of an alert looks at.
public struct RaisingSubject: Hashable, Sendable {
    public var key: PassageKey
    /// expected, off, retired
    public var status: String
    public var received: Instant
    public var voyage: JudgedVoyage
    /// All hits, those that have ended too.
    public var hits: [HitState]
    /// The latest alert of the passage.
    public var alert: AlertState?
}

extension Storage {
    /// Alerts in any of these states by deadline, in pages.
    public func alertQueue(_ statuses: Set<AlertStatus>, after cursor: AlertCursor? = nil, limit: Int = 50) async throws -> [AlertQueueRow]
    {
        try await read { db in
            var states: [AlertState] = []
            for status in statuses {
                let rows: [Row]
                if let cursor {
                    rows = try Row.fetchAll(
                        db.cachedStatement(
                            sql: """
                                SELECT * FROM alert_state WHERE status = ? AND (deadline, severity, alert) > (?, ?, ?)
                                ORDER BY deadline, severity, alert LIMIT ?
                                """),
                        arguments: [
                            status.rawValue, cursor.deadline.microseconds, cursor.severity.rawValue, Data(cursor.alert.bytes), limit,
                        ])
                } else {
                    rows = try Row.fetchAll(
                        db.cachedStatement(sql: "SELECT * FROM alert_state WHERE status = ? ORDER BY deadline, severity, alert LIMIT ?"),
                        arguments: [status.rawValue, limit])
                }
                states += rows.compactMap(Self.alert)
            }
            return try states.sorted { ($0.deadline, $0.severity.rawValue, $0.alert) < ($1.deadline, $1.severity.rawValue, $1.alert) }
                .prefix(max(0, limit)).compactMap {
                    try Self.queueRow($0, db)
                }
        }
    }

    /// How many alerts wait for a decision; counts no further than one more than the limit.
    public func openAlerts(limit: Int) async throws -> Int {
        try await read { db in
            try Int.fetchOne(
                db.cachedStatement(sql: "SELECT count(*) FROM (SELECT 1 FROM alert_state WHERE status = 'open' LIMIT ?)"),
                arguments: [limit + 1]) ?? 0
        }
    }

    public func alert(_ id: Identifier) async throws -> AlertState? {
        try await read { db in try Self.alert(id, db) }
    }

    /// The step of an alert that last decided, expired or overtook it; for whoever comes second.
    public func lastAlertStep(_ id: Identifier) async throws -> AlertStep? {
        try await read { db in try Self.steps(id, "DESC LIMIT 1", db).first }
    }

    public func alertDetail(_ id: Identifier) async throws -> AlertDetail? {
        try await read { db in
            guard let state = try Self.alert(id, db), let row = try Self.queueRow(state, db),
                let first = try Row.fetchOne(db, sql: "SELECT * FROM alert WHERE alert = ?", arguments: [Data(id.bytes)])
            else { return nil }
            let place: StatementArguments = [state.key.month, Data(state.key.voyage.bytes), Data(state.key.passage.bytes)]
            let raised = AlertStep(
                version: 1, at: state.raised, step: "raised", account: nil, accountName: nil,
                status: AlertStatus(rawValue: first["status"]) ?? .open, reason: "threshold-reached", detail: "", late: false,
                score: first["score"], severity: Severity(rawValue: first["severity"]) ?? .p4,
                deadline: Instant(microseconds: first["deadline"]), hasNote: false)
            let hits = try Self.hits(of: state.key, "ASC", db)
            let following = try Row.fetchAll(
                db.cachedStatement(
                    sql:
                        "SELECT alert FROM alert_state WHERE month = ? AND voyage = ? AND passage = ? AND linked = ? ORDER BY alert LIMIT 64"
                ),
                arguments: place + [Data(id.bytes)]
            ).compactMap { Identifier(bytes: $0.bytes("alert")) }
            return AlertDetail(
                row: row, steps: try [raised] + Self.steps(id, "ASC LIMIT 1000", db), hits: hits,
                companions: try Self.companions(of: state.key, booking: row.booking, db),
                messages: try Self.messages(about: state.key, booking: row.booking, db), delay: first["delay"], followedBy: following)
        }
    }

    /// What the raising of a passage's alert looks at; nil when there is no such passage.
    public func raisingSubject(_ key: PassageKey) async throws -> RaisingSubject? {
        try await readTogether { db in
            let place: StatementArguments = [key.month, Data(key.voyage.bytes), Data(key.passage.bytes)]
            guard
                let row = try Row.fetchOne(
                    db.cachedStatement(sql: "SELECT status, received FROM passage WHERE month = ? AND voyage = ? AND passage = ?"),
                    arguments: place), let voyage = try Self.judgedVoyage(key.voyageKey, db)
            else { return nil }
            let hits = try Self.hits(of: key, "DESC", db)
            let alert = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM alert_state WHERE month = ? AND voyage = ? AND passage = ? ORDER BY raised DESC, alert DESC LIMIT 1
                        """), arguments: place
            ).flatMap(Self.alert)
            return RaisingSubject(
                key: key, status: row["status"], received: Instant(microseconds: row["received"]), voyage: voyage, hits: hits, alert: alert)
        }
    }

    /// All hits of a passage as its alert is weighed by, those that have ended too; the latest 1,000.
    public func hits(of key: PassageKey) async throws -> [HitState] { try await read { db in try Self.hits(of: key, "DESC", db) } }

    // MARK: Rows

    /// Hits that hold and hits that have ended, in the order of their names or backwards; 1,000 at the most.
    static func hits(of key: PassageKey, _ order: String, _ db: Database) throws -> [HitState] {
        try db.statement(
            "SELECT \(hitColumns) FROM hit_state WHERE month = ? AND voyage = ? AND passage = ? ORDER BY hit \(order) LIMIT 1000"
        ).all(key.values, hit)
    }

    private static func alert(_ id: Identifier, _ db: Database) throws -> AlertState? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM alert_state WHERE alert = ?"), arguments: [Data(id.bytes)]).flatMap(alert)
    }

    static func alert(_ row: Row) -> AlertState? {
        guard let id = Identifier(bytes: row.bytes("alert")), let voyage = Identifier(bytes: row.bytes("voyage")),
            let passage = Identifier(bytes: row.bytes("passage")), let status = AlertStatus(rawValue: row["status"]),
            let severity = Severity(rawValue: row["severity"])
        else { return nil }
        return AlertState(
            alert: id, version: row["version"], status: status, deadline: Instant(microseconds: row["deadline"]), severity: severity,
            score: row["score"], raised: Instant(microseconds: row["raised"]),
            key: PassageKey(month: row["month"], voyage: voyage, passage: passage),
            linked: row.optionalBytes("linked").flatMap { Identifier(bytes: $0) }, changed: Instant(microseconds: row["changed"]),
            weighed: row["weighed"])
    }

    private static func queueRow(_ state: AlertState, _ db: Database) throws -> AlertQueueRow? {
        let place: StatementArguments = [state.key.month, Data(state.key.voyage.bytes), Data(state.key.passage.bytes)]
        guard let voyage = try judgedVoyage(state.key.voyageKey, db),
            let passage = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT p.version, p.status, p.api_version, p.pnr_version, p.booking, b.version AS booking_version
                        FROM passage p LEFT JOIN booking b ON b.month = p.month AND b.voyage = p.voyage AND b.booking = p.booking
                        WHERE p.month = ? AND p.voyage = ? AND p.passage = ?
                        """), arguments: place)
        else { return nil }
        return AlertQueueRow(
            state: state, voyage: voyage, passageVersion: passage["version"], passageStatus: passage["status"],
            apiVersion: passage["api_version"], pnrVersion: passage["pnr_version"],
            booking: passage.optionalBytes("booking").flatMap { Identifier(bytes: $0) }, bookingVersion: passage["booking_version"])
    }

    private static func steps(_ alert: Identifier, _ order: String, _ db: Database) throws -> [AlertStep] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT s.*, a.name AS account_name FROM alert_step s LEFT JOIN account a ON a.account = s.account
                    WHERE s.alert = ? ORDER BY s.version \(order)
                    """), arguments: [Data(alert.bytes)]
        ).compactMap { row in
            guard let status = AlertStatus(rawValue: row["status"]), let severity = Severity(rawValue: row["severity"]) else { return nil }
            return AlertStep(
                version: row["version"], at: Instant(microseconds: row["at"]), step: row["step"],
                account: row.optionalBytes("account").flatMap { Identifier(bytes: $0) }, accountName: row["account_name"], status: status,
                reason: row["reason"], detail: row["detail"], late: (row["late"] as Int) != 0, score: row["score"], severity: severity,
                deadline: Instant(microseconds: row["deadline"]), hasNote: row.optionalBytes("note") != nil)
        }
    }

    static func companions(of key: PassageKey, booking: Identifier?, _ db: Database) throws -> [JudgedCompanion] {
        guard let booking else { return [] }
        return try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT p.passage, p.status, p.api_version, p.pnr_version,
                      (SELECT a.alert FROM alert_state a WHERE a.month = p.month AND a.voyage = p.voyage AND a.passage = p.passage
                        AND a.status = 'open' ORDER BY a.alert DESC LIMIT 1) AS open_alert
                    FROM passage p WHERE p.month = ? AND p.voyage = ? AND p.booking = ? AND p.passage <> ? AND p.status <> 'retired'
                    ORDER BY p.passage LIMIT 200
                    """), arguments: [key.month, Data(key.voyage.bytes), Data(booking.bytes), Data(key.passage.bytes)]
        ).compactMap { row in
            Identifier(bytes: row.bytes("passage")).map {
                JudgedCompanion(
                    key: PassageKey(key.voyageKey, $0), status: row["status"], apiVersion: row["api_version"],
                    pnrVersion: row["pnr_version"],
                    openAlert: row.optionalBytes("open_alert").flatMap { Identifier(bytes: $0) })
            }
        }
    }

    static func messages(about key: PassageKey, booking: Identifier?, _ db: Database) throws -> [SpeakingMessage] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT m.id, m.month, m.transmission, m.kind, m.action, m.received FROM message m
                    WHERE m.voyage_month = :month AND m.voyage = :voyage AND m.id IN (
                      SELECT message FROM traveller_version WHERE month = :month AND voyage = :voyage AND passage = :passage
                      UNION SELECT message FROM booking_version WHERE month = :month AND voyage = :voyage AND booking = :booking
                      UNION SELECT message FROM passage_change WHERE month = :month AND voyage = :voyage AND passage = :passage)
                    ORDER BY m.received DESC, m.id DESC LIMIT 64
                    """),
            arguments: [
                "month": key.month, "voyage": Data(key.voyage.bytes), "passage": Data(key.passage.bytes),
                "booking": booking.map { Data($0.bytes) },
            ]
        ).compactMap { row in
            guard let message = Identifier(bytes: row.bytes("id")), let transmission = Identifier(bytes: row.bytes("transmission")) else {
                return nil
            }
            return SpeakingMessage(
                message: message, month: row["month"], transmission: transmission, kind: row["kind"], action: row["action"],
                received: Instant(microseconds: row["received"]))
        }
    }
}
