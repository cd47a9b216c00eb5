import Casework
import Foundation
import GRDB
import Travel

/// Queues are bound by nothing; but whoever takes a step out of one, or puts it off for ever, leaves something that is not
/// done, and that shows.
extension SQLiteAudit {
    /// Work is due, and its lease ends, within minutes of an act or of a deadline: a day is far beyond both.
    private static let slack: Int64 = 86_400 * 1_000_000

    mutating func findLost() throws {
        try findUnread()
        try findUnscreened()
        let alerts = try Row.fetchCursor(db, sql: "SELECT alert, deadline FROM alert_state WHERE status = 'open'")
        while let row = try alerts.next() {
            let deadline: Int64 = row["deadline"]
            try require(.expire, row.bytes("alert"), by: deadline, loss: .alert, key: row.bytes("alert").hexadecimal)
            isOverdue(since: deadline)
        }
    }

    private mutating func findUnread() throws {
        let transmissions = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, received, EXISTS (SELECT 1 FROM journal j WHERE j.transmission = t.id) AS kept FROM transmission t
                WHERE duplicate_of IS NULL
                  AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.month = t.month AND e.transmission = t.id)
                """)
        while let row = try transmissions.next() {
            let key = row.bytes("id")
            let received: Int64 = row["received"]
            if row["kept"] == 0 {
                note(.workLost(.transmission, key: key.hexadecimal))
            } else {
                try require(.read, key, by: received, loss: .transmission, key: key.hexadecimal)
            }
            isOverdue(since: received)
        }
    }

    /// Somebody on board whose newest facts nobody has looked at: never screened, or not since another message came.
    private mutating func findUnscreened() throws {
        let passages = try Row.fetchCursor(
            db,
            sql: """
                SELECT month, voyage, passage, received FROM passage p WHERE status = 'expected' AND (assessed IS NULL
                  OR NOT EXISTS (SELECT 1 FROM assessment a
                    WHERE a.month = p.month AND a.voyage = p.voyage AND a.passage = p.passage AND a.passage_version = p.assessed
                      AND a.api_version IS p.api_version AND a.pnr_version IS p.pnr_version))
                """)
        while let row = try passages.next() {
            guard let voyage = Identifier(bytes: row.bytes("voyage")), let passage = Identifier(bytes: row.bytes("passage")) else {
                continue
            }
            let key = PassageKey(month: row["month"], voyage: voyage, passage: passage)
            let received: Int64 = row["received"]
            try require(.assess, key.packed, by: received, loss: .passage, key: passage.description)
            isOverdue(since: received)
        }
    }

    /// - Parameter own: when the step is due at the latest by what was committed
    private mutating func require(_ kind: Work.Kind, _ key: [UInt8], by own: Int64, loss: Loss, key name: String) throws {
        let statement = try db.cachedStatement(sql: "SELECT max(due, lease) FROM work WHERE kind = ? AND key = ?")
        guard let latest = try Int64.fetchOne(statement, arguments: [kind.rawValue, Data(key)]) else {
            return note(.workLost(loss, key: name))
        }
        if Self.isFar(latest, beyond: max(own, newest)) { note(.workHeld(loss, key: name)) }
    }

    private mutating func isOverdue(since moment: Int64) {
        if Self.isFar(newest, beyond: moment) { result.overdue += 1 }
    }

    /// Whatever numbers somebody has written there.
    private static func isFar(_ time: Int64, beyond other: Int64) -> Bool {
        let (distance, overflows) = time.subtractingReportingOverflow(other)
        return time > other && (overflows || distance > slack)
    }

    /// Sessions and links are bound by nothing either; but each is made in the commit of an entry, at its time.
    mutating func findForgedAccess() throws {
        let sessions = try Row.fetchAll(
            db,
            sql: """
                SELECT account FROM session GROUP BY account, created HAVING count(*) > 1 OR (account, created) NOT IN (
                  SELECT a.account, a.at FROM act a JOIN log_entry e ON e.number = a.entry
                  WHERE e.type = '\(LogEntryType.signedIn.rawValue)' AND a.account IS NOT NULL) LIMIT \(limit)
                """)
        for row in sessions { note(.accessForged(place: Schema.session.name, account: row.bytes("account").hexadecimal)) }
        let links = try Row.fetchAll(
            db,
            sql: """
                SELECT account FROM invitation i WHERE NOT EXISTS (SELECT 1 FROM act a JOIN log_entry e ON e.number = a.entry
                  WHERE a.reference = lower(hex(i.account)) AND e.type = '\(LogEntryType.invitationIssued.rawValue)'
                    AND a.at = i.expires - ?) LIMIT \(limit)
                """, arguments: [Schema.invitationSeconds * 1_000_000])
        for row in links { note(.accessForged(place: Schema.invitation.name, account: row.bytes("account").hexadecimal)) }
    }
}
