public import Casework
import Foundation
import GRDB
public import Travel

/// An indicator as its newest version has it.
public struct StoredIndicator: Hashable, Sendable {
    public var name: String
    public var version: Int
    /// As its author wrote it.
    public var yaml: String
    public var active: Bool
}

/// One version of an indicator, and how it came.
public struct IndicatorVersion: Hashable, Sendable {
    public var version: Int
    public var active: Bool
    public var at: Instant
    /// Nil for what came from the folder's files.
    public var proposal: Identifier?
    public var author: String?
    public var signer: String?
    /// SHA-256 of the text.
    public var digest: [UInt8]
}

extension Storage {
    /// All indicators, also those that do not run, by name.
    public func allIndicators() async throws -> [StoredIndicator] {
        try await read { db in
            try Row.fetchAll(db, sql: "\(Self.indicatorColumns) ORDER BY v.name LIMIT 1000").map(Self.indicator)
        }
    }

    public func indicator(_ name: String) async throws -> StoredIndicator? {
        try await read { db in
            try Row.fetchOne(db.cachedStatement(sql: "\(Self.indicatorColumns) WHERE i.name = ?"), arguments: [name]).map(Self.indicator)
        }
    }

    /// Versions of an indicator, newest first; 100 at the most.
    public func versions(ofIndicator name: String) async throws -> [IndicatorVersion] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT v.version, v.active, v.at, v.proposal, v.yaml, a.name AS author_name, d.name AS signer_name
                        FROM indicator_version v LEFT JOIN proposal_state s ON s.proposal = v.proposal
                        LEFT JOIN account a ON a.account = s.author LEFT JOIN account d ON d.account = s.decider
                        WHERE v.name = ? ORDER BY v.version DESC LIMIT 100
                        """), arguments: [name]
            ).map { row in
                IndicatorVersion(
                    version: row["version"], active: (row["active"] as Int) != 0, at: Instant(microseconds: row["at"]),
                    proposal: row.optionalBytes("proposal").flatMap { Identifier(bytes: $0) }, author: row["author_name"],
                    signer: row["signer_name"], digest: sha256(Array((row["yaml"] as String).utf8)))
            }
        }
    }

    private static let indicatorColumns = """
        SELECT v.name, v.version, v.yaml, i.active FROM indicator i JOIN indicator_version v ON v.name = i.name AND v.version = i.version
        """

    private static func indicator(_ row: Row) -> StoredIndicator {
        StoredIndicator(name: row["name"], version: row["version"], yaml: row["yaml"], active: (row["active"] as Int) != 0)
    }
}
