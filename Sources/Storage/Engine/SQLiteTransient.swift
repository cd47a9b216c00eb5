import Casework
import Foundation
import GRDB
import Travel

/// Changes of rows that nobody has to answer for.
enum SQLiteTransient {
    static func apply(_ change: TransientChange, at now: Instant, _ db: Database) throws {
        func run(_ sql: String, _ arguments: StatementArguments) throws { try db.cachedStatement(sql: sql).execute(arguments: arguments) }
        switch change {
        case .work(let work): try SQLiteWork.add(work, db)
        case .finished(let claim): try SQLiteWork.finish(claim, db)
        case .postponed(let claim, let until): try SQLiteWork.postpone(claim, until: until, db)
        case .event(let kind, let key):
            try run(
                "INSERT INTO event (number, kind, key, at) SELECT coalesce(max(number), 0) + 1, ?, ?, ? FROM event",
                [kind, Data(key), now.microseconds])
            // Who reads by cursor is never that far behind; who is reads everything anew.
            try run("DELETE FROM event WHERE number <= (SELECT max(number) FROM event) - 10000", [])
        case .journal(let transmission, let month, let key, let sealed):
            try run(
                "INSERT INTO journal (transmission, month, sealing_key, sealed) VALUES (?, ?, ?, ?)",
                [Data(transmission.bytes), month, key, Data(sealed)])
        case .journalTaken(let transmission): try run("DELETE FROM journal WHERE transmission = ?", [Data(transmission.bytes)])
        case .request(let hash, let transmission, let digest, let expires):
            try run("DELETE FROM request WHERE expires <= ?", [now.microseconds])
            try run(
                "INSERT INTO request (hash, transmission, digest, expires) VALUES (?, ?, ?, ?)",
                [Data(hash), Data(transmission.bytes), Data(digest), expires.microseconds])
        case .session(let session):
            try run("DELETE FROM shown WHERE session IN (SELECT id FROM session WHERE expires < ?)", [session.created.microseconds])
            try run("DELETE FROM session WHERE expires < ?", [session.created.microseconds])
            try run(
                "INSERT INTO session (hash, id, account, created, seen, expires, form_token) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    Data(session.hash), Data(session.id.bytes), Data(session.account.bytes), session.created.microseconds,
                    session.created.microseconds, session.expires.microseconds, session.formToken,
                ])
            try run(
                "INSERT INTO last_sign_in (account, at) VALUES (?, ?) ON CONFLICT (account) DO UPDATE SET at = excluded.at",
                [Data(session.account.bytes), session.created.microseconds])
        case .sessionSeen(let hash, let at): try run("UPDATE session SET seen = ? WHERE hash = ?", [at.microseconds, Data(hash)])
        case .sessionEnded(let hash): try endSessions("hash = ?", [Data(hash)], db)
        case .sessionsEnded(let account): try endSessions("account = ?", [Data(account.bytes)], db)
        case .otherSessionsEnded(let account, let hash):
            try endSessions("account = ? AND hash <> ?", [Data(account.bytes), Data(hash)], db)
        case .invitation(let hash, let account, let expires):
            try run("DELETE FROM invitation WHERE account = ?", [Data(account.bytes)])
            try run(
                "INSERT INTO invitation (hash, account, expires) VALUES (?, ?, ?)", [Data(hash), Data(account.bytes), expires.microseconds])
        case .shown(let session, let what, let subjects):
            for subject in subjects {
                try run(
                    "INSERT OR IGNORE INTO shown (session, what, subject) VALUES (?, ?, ?)",
                    [Data(session.bytes), what, Data(subject.bytes)])
            }
        case .search(let search): try SQLiteSearches.keep(search, at: now, db)
        case .attempt(let key, let window):
            try run("DELETE FROM attempt WHERE window < ?", [window - 1])
            try run(
                """
                INSERT INTO attempt (key, window, count) VALUES (?, ?, 1) ON CONFLICT (key, window) DO UPDATE SET count = count + 1
                """, [Data(key), window])
        case .attemptTakenBack(let key, let window):
            try run("UPDATE attempt SET count = count - 1 WHERE key = ? AND window = ? AND count > 0", [Data(key), window])
        case .probe: try db.execute(sql: "PRAGMA user_version = \(Schema.version)")
        case .checkpoint(let size, let root, let note, let frontier):
            try run(
                "INSERT OR IGNORE INTO checkpoint (size, root, note, frontier) VALUES (?, ?, ?, ?)",
                [size, Data(root), note, Data(frontier)])
        }
    }
}

extension SQLiteTransient {
    /// With a session goes what it was shown, and what it searched.
    private static func endSessions(_ condition: String, _ arguments: StatementArguments, _ db: Database) throws {
        let ending = "session IN (SELECT id FROM session WHERE \(condition))"
        try db.cachedStatement(sql: "DELETE FROM shown WHERE \(ending)").execute(arguments: arguments)
        try SQLiteSearches.forget(ending, arguments, db)
        try db.cachedStatement(sql: "DELETE FROM session WHERE \(condition)").execute(arguments: arguments)
    }
}

/// Searches that were made: those that have expired go with the next one, all of a session with its end.
enum SQLiteSearches {
    static func keep(_ search: KeptSearch, at now: Instant, _ db: Database) throws {
        try forget("expires <= ?", [now.microseconds], db)
        try db.cachedStatement(
            sql: """
                INSERT INTO search (hash, session, expires, purpose, reference, kind, level, first_day, last_day, compared, compared_until, cut)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            Data(search.hash), Data(search.session.bytes), search.expires.microseconds, search.purpose, search.reference, search.kind,
            search.level, search.period?.lowerBound.description, search.period?.upperBound.description, search.compared,
            search.comparedUntil?.microseconds, search.isCut ? 1 : 0,
        ])
        let statement = try db.cachedStatement(
            sql: "INSERT INTO search_result (search, position, month, voyage, passage, score) VALUES (?, ?, ?, ?, ?, ?)")
        for (position, result) in search.results.enumerated() {
            try statement.execute(arguments: [
                Data(search.hash), position, result.key.month, Data(result.key.voyage.bytes), Data(result.key.passage.bytes), result.score,
            ])
        }
    }

    static func forget(_ condition: String, _ arguments: StatementArguments, _ db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM search_result WHERE search IN (SELECT hash FROM search WHERE \(condition))")
            .execute(arguments: arguments)
        try db.cachedStatement(sql: "DELETE FROM search WHERE \(condition)").execute(arguments: arguments)
    }
}

/// The work table: unique by kind and key, claimed in one statement.
enum SQLiteWork {
    /// Interactive work goes before batch: what comes first here is claimed first.
    private static let order: [Work.Kind] = [.expire, .read, .raise, .assess, .link, .apply, .rescreen]

    /// No step but an alert's deadline is put off, and none is held, for so many seconds.
    private static let farthestSeconds: Int64 = 600

    static func add(_ work: Work, _ db: Database) throws {
        try db.statement(
            """
            INSERT INTO work (kind, key, due, lease, generation, attempts) VALUES (?, ?, ?, 0, 1, 0)
            ON CONFLICT (kind, key) DO UPDATE SET generation = generation + 1,
              due = CASE WHEN kind = 'expire' THEN excluded.due ELSE min(due, excluded.due) END
            """
        ).run([.text(work.kind.rawValue), .bytes(work.key), .integer(work.due.microseconds)])
    }

    static func finish(_ claim: WorkClaim, _ db: Database) throws {
        try db.statement("DELETE FROM work WHERE kind = ? AND key = ? AND generation = ?").run([
            .text(claim.kind.rawValue), .bytes(claim.key), .integer(claim.generation),
        ])
        guard db.changesCount == 0 else { return }
        // Asked for again meanwhile: the newer generation is still to be done.
        try db.cachedStatement(sql: "UPDATE work SET lease = 0, attempts = 0 WHERE kind = ? AND key = ?").execute(
            arguments: [claim.kind.rawValue, Data(claim.key)])
    }

    static func postpone(_ claim: WorkClaim, until: Instant, _ db: Database) throws {
        // Asked for again meanwhile: the newer generation keeps its time.
        try db.cachedStatement(sql: "UPDATE work SET lease = 0, due = ? WHERE kind = ? AND key = ? AND generation = ?").execute(
            arguments: [until.microseconds, claim.kind.rawValue, Data(claim.key), claim.generation])
        guard db.changesCount == 0 else { return }
        try db.cachedStatement(sql: "UPDATE work SET lease = 0 WHERE kind = ? AND key = ?").execute(
            arguments: [claim.kind.rawValue, Data(claim.key)])
    }

    static func claim(_ request: CommitQueue.ClaimRequest, _ db: Database) throws -> [WorkClaim] {
        // A kind at a time, each along its index: work that is not due yet is never looked at, however much of it there is.
        let statement = try db.statement(
            """
            UPDATE work SET lease = ?, attempts = attempts + 1 WHERE kind = ? AND key IN (
              SELECT key FROM work WHERE kind = ? AND due > ? AND due <= ? AND (lease <= ? OR lease > ?) ORDER BY due LIMIT ?)
            RETURNING key, due, generation, attempts
            """)
        let now = request.now.microseconds
        let farthest = (request.now + farthestSeconds).microseconds
        var claims: [WorkClaim] = []
        func take(_ kind: Work.Kind, after: Int64, until: Int64) throws {
            guard claims.count < request.limit else { return }
            claims += try statement.all([
                .integer(request.lease.microseconds), .text(kind.rawValue), .text(kind.rawValue), .integer(after), .integer(until),
                .integer(now), .integer(farthest), .integer(request.limit - claims.count),
            ]) { row in
                WorkClaim(kind: kind, key: row.bytes(0), due: row.instant(1), generation: row.integer(2), attempts: row.integer(3))
            }
        }
        for kind in order where request.kinds.contains(kind) {
            try take(kind, after: .min, until: now)
            // What is due farther ahead than anything is ever put off was asked for before the clock was set back: it is due.
            if kind != .expire { try take(kind, after: farthest, until: .max) }
        }
        return claims
    }
}
