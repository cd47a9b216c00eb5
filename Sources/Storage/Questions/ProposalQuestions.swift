public import Casework
import Foundation
import GRDB
public import Travel

/// A proposal as it is now.
public struct ProposalState: Hashable, Sendable {
    public var proposal: Identifier
    public var version: Int
    public var status: ProposalStatus
    public var kind: ProposalKind
    public var subject: String
    public var base: Int
    public var author: Identifier
    public var authorName: String
    public var made: Instant
    public var expires: Instant
    public var decided: Instant?
    public var decider: Identifier?
    public var deciderName: String?
    public var digest: [UInt8]
    public var counts: EntryCounts
    /// One signature was enough.
    public var isAlone: Bool

    /// Whether nobody signed it in time.
    public func isExpired(at now: Instant) -> Bool { status == .waiting && expires <= now }
}

/// A list as a proposal would change it.
public struct ProposedList: Hashable, Sendable {
    public var list: Identifier
    /// The version that it was made against; 0 for a new one.
    public var base: Int
    public var name: String
    public var owner: String
    public var legalBasis: String
    /// That it had when the proposal was made.
    public var entries: Int
    public var counts: EntryCounts

    public init(list: Identifier, base: Int, name: String, owner: String, legalBasis: String, entries: Int, counts: EntryCounts) {
        self.list = list
        self.base = base
        self.name = name
        self.owner = owner
        self.legalBasis = legalBasis
        self.entries = entries
        self.counts = counts
    }
}

extension Storage {
    /// Proposals that are shown or looked through at once.
    public static let mostProposals = 100

    public func proposal(_ id: Identifier) async throws -> ProposalState? {
        try await read { db in
            try Row.fetchOne(
                db.cachedStatement(sql: "\(Self.proposalColumns) WHERE s.proposal = ?"), arguments: [Data(id.bytes)]
            ).flatMap(Self.proposal)
        }
    }

    /// Proposals that wait, the oldest first; those whose time is over too, for whoever asks what became of them.
    public func waitingProposals(limit: Int = mostProposals) async throws -> [ProposalState] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "\(Self.proposalColumns) WHERE s.status = 'waiting' ORDER BY s.made DESC LIMIT ?"),
                arguments: [limit]
            ).compactMap(Self.proposal).reversed()
        }
    }

    /// The latest proposals, whatever became of them, newest first.
    public func latestProposals(limit: Int = 20) async throws -> [ProposalState] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "\(Self.proposalColumns) ORDER BY s.made DESC LIMIT ?"), arguments: [limit]
            ).compactMap(Self.proposal)
        }
    }

    /// The switch of an indicator that was signed last: whether it was switched off stays so until somebody else has signed that it
    /// runs again, whatever its file says.
    public func lastSwitch(ofIndicator name: String) async throws -> ProposalState? {
        try await read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        \(Self.proposalColumns) WHERE s.subject = ? AND s.decided IS NOT NULL AND s.status = 'signed'
                        ORDER BY s.decided DESC, s.base DESC LIMIT 1
                        """), arguments: [name]
            ).flatMap(Self.proposal)
        }
    }

    public func lists(ofProposal id: Identifier) async throws -> [ProposedList] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "SELECT * FROM proposal_list WHERE proposal = ? ORDER BY list LIMIT 1000"),
                arguments: [Data(id.bytes)]
            ).compactMap { row in
                Identifier(bytes: row.bytes("list")).map {
                    ProposedList(
                        list: $0, base: row["base"], name: row["name"], owner: row["owner"], legalBasis: row["legal_basis"],
                        entries: row["entries"],
                        counts: EntryCounts(added: row["added"], changed: row["changed"], withdrawn: row["withdrawn"]))
                }
            }
        }
    }

    /// What a proposal does to entries, by effect, in its order.
    public func entries(
        ofProposal id: Identifier, _ effect: EntryEffect, after ordinal: Int, limit: Int
    ) async throws -> [ProposalEntryRow] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM proposal_entry WHERE proposal = ? AND effect = ? AND ordinal > ? ORDER BY ordinal LIMIT ?
                        """), arguments: [Data(id.bytes), effect.rawValue, ordinal, limit]
            ).compactMap { row in
                guard let list = Identifier(bytes: row.bytes("list")), let entry = Identifier(bytes: row.bytes("entry")) else { return nil }
                return ProposalEntryRow(
                    proposal: id, effect: effect, ordinal: row["ordinal"],
                    entry: ListEntryVersionRow(
                        list: list, entry: entry, version: row["version"], reference: row.bytes("reference"),
                        withdrawn: (row["withdrawn"] as Int) != 0,
                        validFrom: (row["valid_from"] as String?).flatMap { LocalDate(iso8601: $0) },
                        validTo: (row["valid_to"] as String?).flatMap { LocalDate(iso8601: $0) }, digest: row.bytes("digest"),
                        key: row["sealing_key"], sealed: row.bytes("sealed"), listVersion: row["list_version"]))
            }
        }
    }

    /// The facts of proposed entries, by their ordinal, and of the versions that they would take the place of. One log entry names
    /// them all, committed before the answer.
    public func open(
        proposed rows: [ProposalEntryRow], access: Access, at now: Instant
    ) async throws -> (before: [SealedEntry: [UInt8]], after: [Int: [UInt8]]) {
        let earlier = rows.filter { $0.entry.version > 1 }.map {
            SealedEntry(list: $0.entry.list, entry: $0.entry.entry, version: $0.entry.version - 1)
        }
        try await record(rows.map(\.entry.entry), access: access, what: "proposal", at: now, refresh: true)
        let before = try await open(entries: earlier, access: .assessment, what: "proposal", at: now)
        var after: [Int: [UInt8]] = [:]
        for row in rows where !row.entry.withdrawn {
            guard let key = try? ring.key(number: row.entry.key) else { continue }
            let place = ListEntryVersionRow.place(entry: row.entry.entry, version: row.entry.version)
            after[row.ordinal] = try Sealing.open(row.entry.sealed, with: key, at: place, table: "proposal_entry")
        }
        return (before, after)
    }

    /// Why a proposal was refused, in the words of whoever refused it; nil where nobody did.
    public func openReason(ofProposal id: Identifier) async throws -> String? {
        let row = try await read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT version, sealing_key, note FROM proposal_step WHERE proposal = ? AND note IS NOT NULL LIMIT 1"),
                arguments: [Data(id.bytes)]
            ).map { ($0["version"] as Int, $0["sealing_key"] as Int, $0.bytes("note")) }
        }
        guard let (version, number, sealed) = row, let key = try? ring.key(number: number) else { return nil }
        let plain = try Sealing.open(
            sealed, with: key, at: ProposalStepRow.place(proposal: id, version: version), table: "proposal_step")
        return String(decoding: plain, as: UTF8.self)
    }

    /// The present version of each of the entries that are there.
    public func presentVersions(of entries: [(list: Identifier, entry: Identifier)]) async throws -> [Identifier: Int] {
        try await read { db in
            let statement = try db.statement("SELECT version FROM list_entry WHERE list = ? AND entry = ?")
            var versions: [Identifier: Int] = [:]
            for (list, entry) in entries {
                versions[entry] = try statement.first([.bytes(list.bytes), .bytes(entry.bytes)]) { $0.integer(0) }
            }
            return versions
        }
    }

    private static let proposalColumns = """
        SELECT s.proposal, s.version, s.status, s.kind, s.subject, s.base, s.author, s.made, s.expires, s.decided, s.decider, p.digest,
          p.added, p.changed, p.withdrawn, p.alone, a.name AS author_name, d.name AS decider_name
        FROM proposal_state s JOIN proposal p ON p.proposal = s.proposal
        LEFT JOIN account a ON a.account = s.author LEFT JOIN account d ON d.account = s.decider
        """

    private static func proposal(_ row: Row) -> ProposalState? {
        guard let id = Identifier(bytes: row.bytes("proposal")), let author = Identifier(bytes: row.bytes("author")),
            let status = ProposalStatus(rawValue: row["status"]), let kind = ProposalKind(rawValue: row["kind"])
        else { return nil }
        return ProposalState(
            proposal: id, version: row["version"], status: status, kind: kind, subject: row["subject"], base: row["base"], author: author,
            authorName: row["author_name"] ?? "", made: Instant(microseconds: row["made"]), expires: Instant(microseconds: row["expires"]),
            decided: (row["decided"] as Int64?).map { Instant(microseconds: $0) },
            decider: row.optionalBytes("decider").flatMap { Identifier(bytes: $0) }, deciderName: row["decider_name"],
            digest: row.bytes("digest"), counts: EntryCounts(added: row["added"], changed: row["changed"], withdrawn: row["withdrawn"]),
            isAlone: (row["alone"] as Int) != 0)
    }
}
