public import Casework
import Foundation
import GRDB
public import Travel

/// One version of a list: the import that made it, by whom.
public struct ListVersion: Hashable, Sendable {
    public var version: Int
    public var at: Instant
    public var author: String?
    public var signer: String?
    public var proposal: Identifier?
    public var counts: EntryCounts
}

/// One version of an entry, and the version of its list that brought it.
public struct EntryVersion: Hashable, Sendable {
    public var version: Int
    public var withdrawn: Bool
    public var validFrom: LocalDate?
    public var validTo: LocalDate?
    public var list: ListVersion
}

/// A hit as a list's entry or an indicator has it: of whom, and whether it holds.
public struct SubjectHit: Hashable, Sendable {
    public var key: PassageKey
    public var opened: Instant
    public var alert: Identifier?
}

extension Storage {
    public func watchlist(_ list: Identifier) async throws -> WatchlistState? {
        try await read { db in
            try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM watchlist WHERE list = ?"), arguments: [Data(list.bytes)]).map {
                WatchlistState(
                    list: list, version: $0["version"], name: $0["name"], owner: $0["owner"], legalBasis: $0["legal_basis"],
                    entries: $0["entries"])
            }
        }
    }

    /// Versions of a list, newest first.
    public func versions(ofList list: Identifier, before version: Int = .max, limit: Int) async throws -> [ListVersion] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT v.version AS list_version, v.at, v.proposal, v.added, v.changed, v.withdrawn AS gone, a.name AS author_name,
                          s.name AS signer_name
                        FROM watchlist_version v LEFT JOIN account a ON a.account = v.author LEFT JOIN account s ON s.account = v.signer
                        WHERE v.list = ? AND v.version < ? ORDER BY v.version DESC LIMIT ?
                        """), arguments: [Data(list.bytes), version, limit]
            ).map(Self.listVersion)
        }
    }

    /// Versions of an entry, newest first; 100 at the most.
    public func versions(ofEntry entry: Identifier, in list: Identifier) async throws -> [EntryVersion] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT e.version, e.withdrawn, e.valid_from, e.valid_to, v.version AS list_version, v.at, v.proposal, v.added,
                          v.changed, v.withdrawn AS gone, a.name AS author_name, s.name AS signer_name
                        FROM list_entry_version e
                        JOIN watchlist_version v ON v.list = e.list AND v.version = e.list_version
                        LEFT JOIN account a ON a.account = v.author LEFT JOIN account s ON s.account = v.signer
                        WHERE e.list = ? AND e.entry = ? ORDER BY e.version DESC LIMIT 100
                        """), arguments: [Data(list.bytes), Data(entry.bytes)]
            ).map { row in
                EntryVersion(
                    version: row["version"], withdrawn: (row["withdrawn"] as Int) != 0,
                    validFrom: (row["valid_from"] as String?).flatMap { LocalDate(iso8601: $0) },
                    validTo: (row["valid_to"] as String?).flatMap { LocalDate(iso8601: $0) }, list: Self.listVersion(row))
            }
        }
    }

    /// Hits that hold now of a list's entry, or of an indicator by its name, the latest first, with the open alert of each passage.
    public func openHits(ofSubject subject: [UInt8], limit: Int) async throws -> [SubjectHit] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT h.month, h.voyage, h.passage, h.opened,
                          (SELECT alert FROM alert_state a WHERE a.month = h.month AND a.voyage = h.voyage AND a.passage = h.passage
                            ORDER BY raised DESC LIMIT 1) AS alert
                        FROM (SELECT * FROM hit_state WHERE subject = ? ORDER BY opened DESC LIMIT 1000) h
                        WHERE h.ended IS NULL ORDER BY h.opened DESC LIMIT ?
                        """), arguments: [Data(subject), limit]
            ).compactMap { row in
                guard let voyage = Identifier(bytes: row.bytes("voyage")), let passage = Identifier(bytes: row.bytes("passage")) else {
                    return nil
                }
                return SubjectHit(
                    key: PassageKey(month: row["month"], voyage: voyage, passage: passage), opened: Instant(microseconds: row["opened"]),
                    alert: row.optionalBytes("alert").flatMap { Identifier(bytes: $0) })
            }
        }
    }

    /// Hits of a subject that were found between two moments, whether or not they still hold; no further than `limit`.
    public func countHits(ofSubject subject: [UInt8], from: Instant, to: Instant, limit: Int) async throws -> Int {
        try await read { db in
            try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT count(*) FROM (SELECT 1 FROM hit_state WHERE subject = ? AND opened >= ? AND opened < ? LIMIT ?)
                        """), arguments: [Data(subject), from.microseconds, to.microseconds, limit]) ?? 0
        }
    }

    private static func listVersion(_ row: Row) -> ListVersion {
        ListVersion(
            version: row["list_version"], at: Instant(microseconds: row["at"]), author: row["author_name"], signer: row["signer_name"],
            proposal: row.optionalBytes("proposal").flatMap { Identifier(bytes: $0) },
            counts: EntryCounts(added: row["added"], changed: row["changed"], withdrawn: row["gone"]))
    }
}
