public import Casework
import Foundation
public import Storage
public import Travel

/// A page of the queue.
public struct AlertQueue: Sendable {
    /// One alert, with who it is about.
    public struct Line: Sendable {
        public var row: AlertQueueRow
        /// What was said last: by the passenger list, else by the booking. Nil where its key is gone.
        public var traveller: Traveller?
        public var hits: [HitFile]
    }
    public var lines: [Line]
    /// Expired unhandled since the time that was asked for, the oldest deadline first.
    public var expired: [Line]
    /// Where the next page begins; nil on the last.
    public var next: AlertCursor?
    /// Alerts that wait for a decision; one more than ``mostCounted`` stands for more.
    public var openCount: Int
    /// Passages whose moment lies ahead; counted where there is nothing else to say.
    public var watched: Int
    /// When the newest alert was raised.
    public var newest: Instant?

    public static let mostCounted = 9_999
}

extension AlertCursor {
    /// As an address carries it.
    public var text: String { "\(deadline.microseconds)-\(severity.rawValue)-\(alert)" }

    public init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let time = Int64(parts[0]), let severity = Int(parts[1]).flatMap(Severity.init(rawValue:)),
            let alert = Identifier(String(parts[2]))
        else { return nil }
        self.init(deadline: Instant(microseconds: time), severity: severity, alert: alert)
    }
}

extension Unit {
    /// The queue by time left. What it shows of people is one log entry; a refresh in the same session names only new ones.
    public func alertQueue(
        access: Access, statuses: Set<AlertStatus> = [.open], after cursor: AlertCursor? = nil, expiredSince: Instant? = nil,
        limit: Int = 50
    ) async throws -> AlertQueue {
        let limit = min(max(1, limit), 500)
        let newest = try await storage.newestAlert()
        var rows = try await storage.alertQueue(statuses, after: cursor, limit: limit + 1)
        var next: AlertCursor?
        if rows.count > limit {
            rows.removeLast(rows.count - limit)
            next = rows.last.map { AlertCursor($0.state) }
        }
        var expired: [AlertQueueRow] = []
        if let expiredSince {
            expired = try await storage.alertQueue(
                [.expired], after: AlertCursor(deadline: expiredSince, severity: .p1, alert: Identifier(high: 0, low: 0)), limit: limit)
        }
        let lines = try await alertLines(rows + expired, access: access)
        return AlertQueue(
            lines: Array(lines.prefix(rows.count)), expired: Array(lines.dropFirst(rows.count)), next: next,
            openCount: try await storage.openAlerts(limit: AlertQueue.mostCounted),
            watched: rows.isEmpty ? try await storage.watchedPassages(at: clock.now()) : 0, newest: newest)
    }

    private func alertLines(_ rows: [AlertQueueRow], access: Access) async throws -> [AlertQueue.Line] {
        let hits = try await storage.openHits(of: rows.map(\.state.key))
        var subjects: Set<SealedSubject> = []
        for row in rows {
            if let traveller = row.traveller { subjects.insert(traveller) }
            for hit in hits[row.state.key] ?? [] { subjects.insert(hit.explanation) }
        }
        let opened = try await storage.open(
            identities: Array(subjects), access: access, what: "alerts", at: clock.now(), naming: rows.map(\.state.key.passage),
            refresh: true)
        let files = try await hitFiles(hits.values.flatMap { $0 }, opened: opened)
        return rows.map { row in
            AlertQueue.Line(
                row: row,
                traveller: opened.facts(Traveller.self, of: row.traveller),
                hits: (hits[row.state.key] ?? []).compactMap { files[$0.hit] })
        }
    }
}

extension AlertQueueRow {
    /// Where the name stands that people see: a passenger list is nearer to the document than a booking is.
    var traveller: SealedSubject? {
        (apiVersion ?? pnrVersion).map { SealedSubject(voyage: state.key.voyageKey, subject: state.key.passage, version: $0) }
    }
}

extension HitState {
    var explanation: SealedSubject { SealedSubject(voyage: key.voyageKey, subject: hit, version: 1) }
}
