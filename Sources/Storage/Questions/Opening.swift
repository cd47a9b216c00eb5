public import Casework
import Foundation
import GRDB
public import Travel

/// One sealed version of a traveller, a booking, or a hit's explanation.
public struct SealedSubject: Hashable, Sendable {
    public var voyage: VoyageKey
    public var subject: Identifier
    public var version: Int

    public init(voyage: VoyageKey, subject: Identifier, version: Int) {
        self.voyage = voyage
        self.subject = subject
        self.version = version
    }
}

/// One sealed version of a list's entry.
public struct SealedEntry: Hashable, Sendable {
    public var list: Identifier
    public var entry: Identifier
    public var version: Int

    public init(list: Identifier, entry: Identifier, version: Int) {
        self.list = list
        self.entry = entry
        self.version = version
    }
}

/// Opening what is sealed. For a person this is one log entry, committed before the answer: when the log cannot be written,
/// nobody reads. The unit's own steps (`Access.assessment`) make no entry; what they commit is the record.
extension Storage {
    /// The facts of one subject sealed again as those of another, under the same key: they came with the same transfer, and die
    /// with it. Nil where they or their key are gone.
    public func reseal(_ source: SealedSubject, as subject: Identifier, version: Int) async throws -> IdentityRow? {
        let row = try await read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT sealing_key, sealed FROM identity WHERE month = ? AND voyage = ? AND subject = ? AND version = ?"),
                arguments: [source.voyage.month, Data(source.voyage.voyage.bytes), Data(source.subject.bytes), source.version]
            ).map { ($0["sealing_key"] as Int, $0.bytes("sealed")) }
        }
        guard let (number, sealed) = row, let key = try? ring.key(number: number) else { return nil }
        let plain = try Sealing.open(
            sealed, with: key, at: IdentityRow.place(voyage: source.voyage, subject: source.subject, version: source.version),
            table: "identity")
        let place = IdentityRow.place(voyage: source.voyage, subject: subject, version: version)
        return IdentityRow(
            voyage: source.voyage, subject: subject, version: version, key: number, sealed: try Sealing.seal(plain, with: key, at: place))
    }

    /// The plain facts of each subject that is there and whose key lives; the others are missing from the answer.
    /// - Parameters:
    ///   - what: the page or command that shows them: `alerts`, `alert`, `flight`, `traveller`
    ///   - passages: whom the entry names; by default the subjects themselves
    ///   - refresh: of a page that is shown again, only rows that it has not shown to the session yet are recorded
    public func open(
        identities subjects: [SealedSubject], access: Access, what: String, at now: Instant, naming passages: [Identifier]? = nil,
        refresh: Bool = false
    ) async throws -> [SealedSubject: [UInt8]] {
        try await record(passages ?? subjects.map(\.subject), access: access, what: what, at: now, refresh: refresh)
        let rows = try await readTogether { db -> [(SealedSubject, Int, [UInt8])] in
            let statement = try db.statement(
                "SELECT sealing_key, sealed FROM identity WHERE month = ? AND voyage = ? AND subject = ? AND version = ?")
            return try subjects.compactMap { subject in
                try statement.first(subject.voyage.values + [.bytes(subject.subject.bytes), .integer(subject.version)]) { row in
                    (subject, row.integer(0), row.bytes(1))
                }
            }
        }
        var opened: [SealedSubject: [UInt8]] = [:]
        for (subject, number, sealed) in rows {
            guard let key = try? ring.key(number: number) else { continue }
            let place = IdentityRow.place(voyage: subject.voyage, subject: subject.subject, version: subject.version)
            opened[subject] = try Sealing.open(sealed, with: key, at: place, table: "identity")
        }
        return opened
    }

    /// The bytes of a transmission that has not been read yet; nil when it has.
    public func openJournal(_ transmission: Identifier) async throws -> [UInt8]? {
        let row = try await read { db -> (Int, [UInt8])? in
            try Row.fetchOne(
                db, sql: "SELECT sealing_key, sealed FROM journal WHERE transmission = ?", arguments: [Data(transmission.bytes)]
            ).map { ($0["sealing_key"], $0.bytes("sealed")) }
        }
        guard let (number, sealed) = row else { return nil }
        return try Sealing.open(sealed, with: try ring.key(number: number), at: "journal\(transmission)", table: "journal")
    }

    /// The evidence copy of a transmission.
    public func openEvidence(
        _ transmission: Identifier, month: Int, access: Access, what: String = "message", at now: Instant
    ) async throws -> (copy: [UInt8], sha256: [UInt8])? {
        try await record([transmission], access: access, what: what, at: now, refresh: false)
        let row = try await read { db -> (Int, [UInt8], [UInt8])? in
            try Row.fetchOne(
                db, sql: "SELECT sealing_key, sealed, sha256 FROM evidence WHERE month = ? AND transmission = ?",
                arguments: [month, Data(transmission.bytes)]
            ).map { ($0["sealing_key"], $0.bytes("sealed"), $0.bytes("sha256")) }
        }
        guard let (number, sealed, digest) = row else { return nil }
        let place = EvidenceRow.place(month: month, transmission: transmission)
        return (try Sealing.open(sealed, with: try ring.key(number: number), at: place, table: "evidence"), digest)
    }

    /// The facts of list entries, as packed `ListEntryFacts`.
    /// - Parameter refresh: of a page that is shown again, only entries that it has not shown to the session yet are recorded
    public func open(
        entries: [SealedEntry], access: Access, what: String, at now: Instant, refresh: Bool = false
    ) async throws -> [SealedEntry: [UInt8]] {
        var named: Set<Identifier> = []
        try await record(
            entries.map(\.entry).filter { named.insert($0).inserted }, access: access, what: what, at: now, refresh: refresh)
        let rows = try await read { db -> [(SealedEntry, Int, [UInt8])] in
            let statement = try db.cachedStatement(
                sql: "SELECT sealing_key, sealed FROM list_entry_version WHERE list = ? AND entry = ? AND version = ?")
            return try entries.compactMap { entry in
                let row = try Row.fetchOne(
                    statement, arguments: [Data(entry.list.bytes), Data(entry.entry.bytes), entry.version])
                return row.map { (entry, $0["sealing_key"], $0.bytes("sealed")) }
            }
        }
        var opened: [SealedEntry: [UInt8]] = [:]
        for (entry, number, sealed) in rows {
            guard let key = try? ring.key(number: number) else { continue }
            let place = ListEntryVersionRow.place(entry: entry.entry, version: entry.version)
            opened[entry] = try Sealing.open(sealed, with: key, at: place, table: "list_entry_version")
        }
        return opened
    }

    /// What analysts wrote beside the steps of an alert, by the version of the step.
    public func openNotes(of alert: Identifier, access: Access, at now: Instant) async throws -> [Int: String] {
        try await record([alert], access: access, what: "notes", at: now, refresh: true)
        let rows = try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT version, sealing_key, note FROM alert_step WHERE alert = ? AND note IS NOT NULL",
                arguments: [Data(alert.bytes)]
            ).map { ($0["version"] as Int, $0["sealing_key"] as Int, $0.bytes("note")) }
        }
        var notes: [Int: String] = [:]
        for (version, number, sealed) in rows {
            guard let key = try? ring.key(number: number) else { continue }
            let plain = try Sealing.open(
                sealed, with: key, at: AlertStepRow.place(alert: alert, version: version), table: "alert_step")
            notes[version] = String(decoding: plain, as: UTF8.self)
        }
        return notes
    }

    /// That somebody searched, and whom it found, as one entry, also where that is nobody; with what the session then sees.
    public func record(search: KeptSearch, access: Access, at now: Instant) async throws {
        let subjects = search.results.map(\.key.passage)
        var act = Self.reading(of: subjects, access: access, what: search.what, at: now)
        act.transient.append(.search(search))
        act.transient.append(.shown(session: search.session, what: search.what, subjects: subjects))
        try await commit(act)
    }

    private static func reading(of subjects: [Identifier], access: Access, what: String, at now: Instant) -> Act {
        var act = Act(access, .personalDataRead, at: now)
        let id = Identifier(high: UInt64(max(0, now.microseconds / 1_000)) << 16 | 0x7000, low: SystemRandom.next() >> 2 | 1 << 63)
        act.insert(ReadRecordRow(id: id, session: access.session, what: what, subjects: subjects))
        return act
    }

    func record(_ subjects: [Identifier], access: Access, what: String, at now: Instant, refresh: Bool) async throws {
        guard access.account != nil, !subjects.isEmpty else { return }
        var new = subjects
        if refresh, let session = access.session {
            let seen = try await read { db -> Set<Identifier> in
                let statement = try db.cachedStatement(sql: "SELECT 1 FROM shown WHERE session = ? AND what = ? AND subject = ?")
                return Set(
                    try subjects.filter { subject in
                        try Int.fetchOne(statement, arguments: [Data(session.bytes), what, Data(subject.bytes)]) != nil
                    })
            }
            new = subjects.filter { !seen.contains($0) }
            guard !new.isEmpty else { return }
        }
        var act = Self.reading(of: new, access: access, what: what, at: now)
        if let session = access.session { act.transient.append(.shown(session: session, what: what, subjects: new)) }
        try await commit(act)
    }
}
