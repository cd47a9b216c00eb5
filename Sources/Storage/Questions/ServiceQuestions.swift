public import Casework
import Foundation
import GRDB
public import Travel

/// One version of what was said about a passage.
public struct FactsVersion: Hashable, Sendable {
    public var version: Int
    /// PAXLST or PNRGOV.
    public var kind: String
    public var message: Identifier
}

/// A message as its row stands, for people.
public struct StoredMessage: Hashable, Sendable {
    public var id: Identifier
    public var month: Int
    public var transmission: Identifier
    public var kind: String
    public var release: String
    public var action: String
    public var extent: Extent
    public var voyage: VoyageKey
    public var sender: String
    public var part: Int?
    public var finalPart: Bool?
    public var received: Instant
    public var reader: Int
    public var findings: String
    public var door: String
    /// Bytes of its transmission.
    public var bytes: Int
}

/// An act that speaks of a matter: who read or decided, and the number of its log entry.
public struct MatterLine: Hashable, Sendable {
    public var entry: Int64
    public var type: String
    public var account: Identifier?
    public var accountName: String?
    public var role: String?
    public var purpose: String
    public var at: Instant
}

extension Storage {
    /// Whether a transmission's bytes have left the journal: all of it has been read then.
    public func isRead(_ transmission: Identifier) async throws -> Bool {
        try await read { db in
            try Int.fetchOne(
                db.cachedStatement(sql: "SELECT 1 FROM journal WHERE transmission = ?"), arguments: [Data(transmission.bytes)]) == nil
        }
    }

    /// Work that waits, but for deadlines, which wait for their time; 1,000 at the most.
    public func waitingWork() async throws -> Int {
        try await read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM (SELECT 1 FROM work WHERE kind <> 'expire' LIMIT 1000)") ?? 0
        }
    }

    /// Hits of these passages that hold now.
    public func openHits(of passages: [PassageKey]) async throws -> [PassageKey: [HitState]] {
        try await read { db in
            let statement = try db.statement(
                """
                SELECT \(Self.hitColumns) FROM hit_state WHERE month = ? AND voyage = ? AND passage = ? AND ended IS NULL
                ORDER BY weight DESC, hit LIMIT 64
                """)
            var hits: [PassageKey: [HitState]] = [:]
            for key in Set(passages) { hits[key] = try statement.all(key.values, Self.hit) }
            return hits
        }
    }

    /// The list of each entry, and the entry as it is now.
    public func lists(ofEntries entries: [Identifier]) async throws -> [Identifier: (list: WatchlistState, entry: ListEntryState)] {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT e.*, w.version AS list_version, w.name, w.owner, w.legal_basis
                    FROM watchlist w JOIN list_entry e ON e.list = w.list AND e.entry = ? LIMIT 1
                    """)
            var found: [Identifier: (list: WatchlistState, entry: ListEntryState)] = [:]
            for entry in Set(entries) {
                guard let row = try Row.fetchOne(statement, arguments: [Data(entry.bytes)]), let list = Identifier(bytes: row.bytes("list"))
                else { continue }
                found[entry] = (
                    WatchlistState(
                        list: list, version: row["list_version"], name: row["name"], owner: row["owner"], legalBasis: row["legal_basis"]),
                    ListEntryState(
                        list: list, entry: entry, version: row["version"], reference: row.bytes("reference"),
                        withdrawn: (row["withdrawn"] as Int) != 0,
                        validFrom: (row["valid_from"] as String?).flatMap { LocalDate(iso8601: $0) },
                        validTo: (row["valid_to"] as String?).flatMap { LocalDate(iso8601: $0) }, digest: row.bytes("digest"))
                )
            }
            return found
        }
    }

    /// Versions of what was said about a passage, oldest first; the latest 64.
    public func factsVersions(of key: PassageKey) async throws -> [FactsVersion] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT version, kind, message FROM traveller_version WHERE month = ? AND voyage = ? AND passage = ?
                        ORDER BY version DESC LIMIT 64
                        """), arguments: [key.month, Data(key.voyage.bytes), Data(key.passage.bytes)]
            ).reversed().compactMap { row in
                Identifier(bytes: row.bytes("message")).map { FactsVersion(version: row["version"], kind: row["kind"], message: $0) }
            }
        }
    }

    /// Messages that were full lists and did not name the passage.
    public func absences(of key: PassageKey) async throws -> Set<Identifier> {
        try await read { db in
            Set(
                try Row.fetchAll(
                    db.cachedStatement(
                        sql: """
                            SELECT message FROM passage_change WHERE month = ? AND voyage = ? AND passage = ? AND effect = 'not-listed'
                            LIMIT 256
                            """), arguments: [key.month, Data(key.voyage.bytes), Data(key.passage.bytes)]
                ).compactMap { Identifier(bytes: $0.bytes("message")) })
        }
    }

    /// Messages by name; those that are not there are missing from the answer.
    public func storedMessages(_ ids: [Identifier]) async throws -> [Identifier: StoredMessage] {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT m.*, t.door, t.bytes AS size FROM message m JOIN transmission t ON t.id = m.transmission AND t.month = m.month
                    WHERE m.month IN (?, ?, ?) AND m.id = ? LIMIT 1
                    """)
            var found: [Identifier: StoredMessage] = [:]
            for id in Set(ids) {
                // A name tells when it was given: at receipt, or soon after.
                let day = Instant(microseconds: Int64(clamping: id.high >> 16).multipliedReportingOverflow(by: 1_000).partialValue).utc.date
                let months = [day, day.adding(days: -day.day), day.adding(days: 32 - day.day)].map(\.monthNumber)
                guard let row = try Row.fetchOne(statement, arguments: [months[0], months[1], months[2], Data(id.bytes)]),
                    let transmission = Identifier(bytes: row.bytes("transmission")), let voyage = Identifier(bytes: row.bytes("voyage"))
                else { continue }
                found[id] = StoredMessage(
                    id: id, month: row["month"], transmission: transmission, kind: row["kind"], release: row["release"],
                    action: row["action"], extent: Extent(offset: row["offset"], length: row["length"]),
                    voyage: VoyageKey(month: row["voyage_month"], voyage: voyage), sender: row["sender"], part: row["part"],
                    finalPart: (row["final_part"] as Int?).map { $0 != 0 },
                    received: Instant(microseconds: row["received"]), reader: row["reader"], findings: row["findings"], door: row["door"],
                    bytes: row["size"])
            }
            return found
        }
    }

    /// Acts that name a matter as their reference, newest first; at most 100.
    public func acts(about reference: String) async throws -> [MatterLine] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT a.entry, a.account, a.role, a.purpose, a.at, e.type, c.name FROM act a
                        JOIN log_entry e ON e.number = a.entry LEFT JOIN account c ON c.account = a.account
                        WHERE a.reference = ?
                        ORDER BY a.entry DESC LIMIT 100
                        """), arguments: [reference]
            ).map { row in
                MatterLine(
                    entry: row["entry"], type: row["type"], account: row.optionalBytes("account").flatMap { Identifier(bytes: $0) },
                    accountName: row["name"], role: row["role"], purpose: row["purpose"], at: Instant(microseconds: row["at"]))
            }
        }
    }

    /// Passages of voyages whose moment lies ahead.
    public func watchedPassages(at now: Instant) async throws -> Int {
        try await read { db in
            try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT count(*) FROM voyage v CROSS JOIN passage p ON p.month = v.month AND p.voyage = v.voyage
                        WHERE v.moment > ? AND p.status = 'expected'
                        """), arguments: [now.microseconds]) ?? 0
        }
    }

    /// When the newest alert was raised; nil before the first.
    public func newestAlert() async throws -> Instant? {
        try await read { db in
            try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(raised) FROM alert_state")).map { Instant(microseconds: $0) }
        }
    }

    /// Open alerts that were raised after that; 1,000 at the most.
    public func openAlerts(raisedAfter instant: Instant) async throws -> Int {
        try await read { db in
            try Int.fetchOne(
                db.cachedStatement(
                    sql: "SELECT count(*) FROM (SELECT 1 FROM alert_state WHERE status = 'open' AND raised > ? LIMIT 1000)"),
                arguments: [instant.microseconds]) ?? 0
        }
    }

    /// When the next piece of work is due; nil when there is none.
    public func nextDue() async throws -> Instant? {
        try await read { db in
            let statement = try db.cachedStatement(sql: "SELECT min(due) FROM work WHERE kind = ?")
            return try Work.Kind.allCases.compactMap { try Int64.fetchOne(statement, arguments: [$0.rawValue]) }.min()
                .map { Instant(microseconds: $0) }
        }
    }

    /// When the newest transmission was received; nil before the first.
    public func newestReceipt() async throws -> Instant? {
        try await read { db in
            try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT received FROM transmission ORDER BY month DESC, id DESC LIMIT 1")
            ).map { Instant(microseconds: $0) }
        }
    }

    /// Passages that have or had a hit, in the order of their keys.
    public func passagesWithHits(after last: PassageKey?, limit: Int) async throws -> [PassageKey] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT DISTINCT month, voyage, passage FROM hit_state WHERE (month, voyage, passage) > (?, ?, ?)
                        ORDER BY month, voyage, passage LIMIT ?
                        """),
                arguments: [last?.month ?? 0, Data(last?.voyage.bytes ?? []), Data(last?.passage.bytes ?? []), limit]
            ).compactMap { row in
                guard let voyage = Identifier(bytes: row.bytes("voyage")), let passage = Identifier(bytes: row.bytes("passage")) else {
                    return nil
                }
                return PassageKey(month: row["month"], voyage: voyage, passage: passage)
            }
        }
    }

    /// Steps that are due; counts no further than one more than the limit.
    public func workDue(at now: Instant, limit: Int) async throws -> Int {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT count(*) FROM (SELECT 1 FROM work WHERE kind = ? AND due <= ? LIMIT ?)")
            return try Work.Kind.allCases.reduce(0) {
                try $0 + (Int.fetchOne(statement, arguments: [$1.rawValue, now.microseconds, limit + 1]) ?? 0)
            }
        }
    }
}

extension Storage {
    /// Until when a one-time link works; nil when it does not.
    public func invitationEnd(hash: [UInt8], now: Instant) async throws -> Instant? {
        try await read { db in
            try Int64.fetchOne(
                db, sql: "SELECT expires FROM invitation WHERE hash = ? AND expires > ?", arguments: [Data(hash), now.microseconds]
            ).map { Instant(microseconds: $0) }
        }
    }
}
