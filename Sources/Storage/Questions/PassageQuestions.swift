public import Casework
import Foundation
import GRDB

/// All that is known of a passage, but who it is.
public struct PassageDetail: Hashable, Sendable {
    public var key: PassageKey
    public var role: String
    /// expected, off, retired
    public var status: String
    /// False for somebody whom the last full list did not name.
    public var isListed: Bool
    public var apiVersion: Int?
    public var pnrVersion: Int?
    public var booking: Identifier?
    public var bookingVersion: Int?
    public var voyage: JudgedVoyage
    /// Also those that have ended.
    public var hits: [HitState]
    /// In every state, the latest first; 64 at the most.
    public var alerts: [AlertState]
    /// Others of the same booking.
    public var companions: [JudgedCompanion]
    /// By receipt, the latest 64.
    public var messages: [SpeakingMessage]
}

/// A passage of another voyage, as a list shows it.
public struct PassageGlance: Hashable, Sendable {
    public var key: PassageKey
    public var status: String
    public var apiVersion: Int?
    public var pnrVersion: Int?
    public var voyage: JudgedVoyage
    /// The latest alert.
    public var alert: AlertState?
}

extension Storage {
    /// The passage that a name stands for now: of two passages that turned out to be one person's, the one that stays. Nil
    /// when there is none.
    public func standing(_ key: PassageKey) async throws -> PassageKey? {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT status, into_passage FROM passage WHERE month = ? AND voyage = ? AND passage = ?")
            var key = key
            // Each goes into an older one, so this ends; the limit is for a database that somebody has edited.
            for _ in 0..<16 {
                guard
                    let row = try Row.fetchOne(statement, arguments: [key.month, Data(key.voyage.bytes), Data(key.passage.bytes)])
                else { return nil }
                guard row["status"] == "retired", let next = row.optionalBytes("into_passage").flatMap({ Identifier(bytes: $0) }) else {
                    return key
                }
                key = PassageKey(key.voyageKey, next)
            }
            return nil
        }
    }

    public func passageDetail(_ key: PassageKey) async throws -> PassageDetail? {
        try await read { db in
            let place: StatementArguments = [key.month, Data(key.voyage.bytes), Data(key.passage.bytes)]
            guard
                let row = try Row.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT p.role, p.status, p.listed, p.api_version, p.pnr_version, p.booking, b.version AS booking_version
                            FROM passage p LEFT JOIN booking b ON b.month = p.month AND b.voyage = p.voyage AND b.booking = p.booking
                            WHERE p.month = ? AND p.voyage = ? AND p.passage = ?
                            """), arguments: place), let voyage = try Self.judgedVoyage(key.voyageKey, db)
            else { return nil }
            let hits = try Self.hits(of: key, "ASC", db)
            let alerts = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM alert_state WHERE month = ? AND voyage = ? AND passage = ? ORDER BY raised DESC, alert DESC LIMIT 64
                        """), arguments: place
            ).compactMap { Self.alert($0) }
            let booking = row.optionalBytes("booking").flatMap { Identifier(bytes: $0) }
            return PassageDetail(
                key: key, role: row["role"], status: row["status"], isListed: (row["listed"] as Int) != 0, apiVersion: row["api_version"],
                pnrVersion: row["pnr_version"], booking: booking, bookingVersion: row["booking_version"], voyage: voyage, hits: hits,
                alerts: alerts, companions: try Self.companions(of: key, booking: booking, db),
                messages: try Self.messages(about: key, booking: booking, db))
        }
    }

    /// Other passages that share one of these tokens of a document, from the latest months backwards.
    /// - Parameter limit: passages to find; not many more rows are read for each token
    public func passages(sharing tokens: [Token], but key: PassageKey, limit: Int) async throws -> [PassageGlance] {
        try await read { db in
            var found: [PassageKey: PassageGlance] = [:]
            for token in tokens where token.kind == .document {
                // Each passage stands there once per kind of message.
                let rows = try Row.fetchAll(
                    db.cachedStatement(
                        sql: """
                            SELECT month, voyage, subject FROM shared_token WHERE token = ? AND source <> 'booking'
                            ORDER BY month DESC, voyage DESC, subject DESC LIMIT ?
                            """), arguments: [Data(token.bytes), 2 * (limit + 1)])
                for row in rows {
                    guard let voyage = Identifier(bytes: row.bytes("voyage")), let passage = Identifier(bytes: row.bytes("subject")) else {
                        continue
                    }
                    let other = PassageKey(month: row["month"], voyage: voyage, passage: passage)
                    if other != key, found[other] == nil { found[other] = try Self.glance(other, db) }
                }
            }
            return Array(
                found.values.sorted {
                    ($0.key.month, $0.key.voyage, $0.key.passage) > ($1.key.month, $1.key.voyage, $1.key.passage)
                }.prefix(max(0, limit)))
        }
    }

    static func glance(_ key: PassageKey, _ db: Database) throws -> PassageGlance? {
        let place: StatementArguments = [key.month, Data(key.voyage.bytes), Data(key.passage.bytes)]
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT status, api_version, pnr_version FROM passage
                        WHERE month = ? AND voyage = ? AND passage = ? AND status <> 'retired'
                        """), arguments: place), let voyage = try judgedVoyage(key.voyageKey, db)
        else { return nil }
        let alert = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT * FROM alert_state WHERE month = ? AND voyage = ? AND passage = ? ORDER BY raised DESC, alert DESC LIMIT 1"),
            arguments: place
        ).flatMap { Self.alert($0) }
        return PassageGlance(
            key: key, status: row["status"], apiVersion: row["api_version"], pnrVersion: row["pnr_version"], voyage: voyage, alert: alert)
    }
}
