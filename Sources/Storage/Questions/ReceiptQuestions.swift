public import Casework
import Foundation
import GRDB
public import Travel

/// Which of what was received a list shows.
public struct ReceiptWindow: Hashable, Sendable {
    /// Included.
    public var from: Instant?
    /// Not included.
    public var to: Instant?
    /// As the message's envelope names it; nil for all.
    public var sender: String?
    /// api, inbox, command, replay; nil for all.
    public var door: String?
    /// Code of a finding that it must have.
    public var finding: String?
    /// Severity of a finding that it must have; with a code, of that finding.
    public var severity: String?

    public init(
        from: Instant? = nil, to: Instant? = nil, sender: String? = nil, door: String? = nil, finding: String? = nil,
        severity: String? = nil
    ) {
        self.from = from
        self.to = to
        self.sender = sender
        self.door = door
        self.finding = finding
        self.severity = severity
    }
}

/// Behind what a page of receipts begins.
public struct ReceiptCursor: Hashable, Sendable {
    public var received: Instant
    public var month: Int
    public var id: Identifier

    public init(received: Instant, month: Int, id: Identifier) {
        self.received = received
        self.month = month
        self.id = id
    }
}

/// One message that was received, or a transmission in which no message was read; nobody's identity.
public struct Receipt: Hashable, Sendable {
    /// What was read of it.
    public struct Message: Hashable, Sendable {
        public var kind: String
        public var release: String
        public var action: String
        public var sender: String
        public var part: Int?
        public var finalPart: Bool?
        public var travellers: Int
        public var bookings: Int
        /// What it speaks of; nil where that is gone.
        public var voyage: JudgedVoyage?
    }
    /// Of the message, else of the transmission.
    public var place: ReceiptCursor
    /// Nil for a transmission without a message.
    public var message: Message?
    /// Nil where its receipt is gone.
    public var door: String?
    /// Code of the carrier whose key it came with.
    public var carrier: String?
    /// It repeats this one: a message for a message, a transmission for a transmission.
    public var duplicateOf: Identifier?
    /// The first message of what it repeats, or what it repeats itself: what a page can show.
    public var firstMessage: Identifier?
    /// Its bytes wait to be read.
    public var waits: Bool
    /// As JSON.
    public var findings: String
}

extension Storage {
    /// What was received, newest first: messages, and transmissions in which none was read.
    /// - Parameters:
    ///   - limit: receipts to find
    ///   - reading: rows to look at: a filter that nothing meets ends there, and the answer says where to go on
    /// - Returns: what was found, and behind what there may be more
    public func receipts(
        in window: ReceiptWindow, after cursor: ReceiptCursor?, limit: Int, reading most: Int
    ) async throws -> (found: [Receipt], resume: ReceiptCursor?) {
        try await read { db in
            let start = cursor ?? ReceiptCursor(received: Instant(microseconds: .max), month: 0, id: Identifier(high: 0, low: 0))
            // The index knows where to begin by the time alone.
            let upTo = start.received.microseconds == .max ? Int64.max : start.received.microseconds + 1
            var found: [(place: ReceiptCursor, isMessage: Bool)] = []
            var looked = 0
            var last: ReceiptCursor?
            var isMore = false
            try db.statement(Self.receiptStep(window)).each(
                [
                    .text(window.sender), .text(window.door), .text(window.finding), .text(window.severity),
                    .integer(window.from?.microseconds ?? .min), .integer(min(window.to?.microseconds ?? .max, upTo)),
                    .integer(start.received.microseconds), .integer(Int64(start.month)), .bytes(start.id.bytes), .integer(most),
                ]
            ) { row in
                looked += 1
                guard let id = row.identifier(2) else { return true }
                let place = ReceiptCursor(received: row.instant(0), month: row.integer(1), id: id)
                if row.flag(4) {
                    if found.count == limit {
                        isMore = true
                        return false
                    }
                    found.append((place, row.flag(3)))
                }
                last = place
                return true
            }
            let receipts = try found.compactMap { try $0.isMessage ? Self.readReceipt($0.place, db) : Self.bareReceipt($0.place, db) }
            return (receipts, isMore || looked == most ? last : nil)
        }
    }

    /// Steps backwards along the index by time (or by sender and time) of both tables at once. A transmission with a message is
    /// passed over for its messages; without a filter that looks inside, no row but the index is read.
    private static func receiptStep(_ window: ReceiptWindow) -> String {
        func behind(_ table: String) -> String {
            "\(table).received >= ?5 AND \(table).received < ?6 AND (\(table).received, \(table).month, \(table).id) < (?7, ?8, ?9)"
        }
        func noted(_ findings: String) -> String {
            guard window.finding != nil || window.severity != nil else { return "1" }
            return """
                EXISTS (SELECT 1 FROM json_each(\(findings))
                  WHERE (?3 IS NULL OR json_extract(value, '$.code') = ?3) AND (?4 IS NULL OR json_extract(value, '$.severity') = ?4))
                """
        }
        let door =
            window.door == nil
            ? "1" : "EXISTS (SELECT 1 FROM transmission d WHERE d.month = m.month AND d.id = m.transmission AND d.door = ?2)"
        let messages = """
            SELECT m.received, m.month, m.id, 1 AS message, \(door) AND \(noted("m.findings")) AS meets FROM message m
            WHERE \(window.sender == nil ? "?1 IS NULL" : "m.sender = ?1") AND \(behind("m"))
            """
        // What could not be read has no envelope that names a sender.
        guard window.sender == nil else { return messages + " ORDER BY 1 DESC, 2 DESC, 3 DESC LIMIT ?10" }
        let notes = "(SELECT e.findings FROM evidence e WHERE e.month = t.month AND e.transmission = t.id)"
        return """
            \(messages)
            UNION ALL
            SELECT t.received, t.month, t.id, 0, (?2 IS NULL OR t.door = ?2) AND \(noted(notes))
              AND NOT EXISTS (SELECT 1 FROM message o WHERE o.transmission = t.id) FROM transmission t
            WHERE \(behind("t"))
            ORDER BY 1 DESC, 2 DESC, 3 DESC LIMIT ?10
            """
    }

    private static func readReceipt(_ place: ReceiptCursor, _ db: Database) throws -> Receipt? {
        try db.statement(
            """
            SELECT m.kind, m.release, m.action, m.sender, m.part, m.final_part, m.travellers, m.bookings, m.voyage_month, m.voyage,
              t.door, c.code, m.duplicate_of, m.findings
            FROM message m LEFT JOIN transmission t ON t.month = m.month AND t.id = m.transmission
              LEFT JOIN carrier c ON c.carrier = t.carrier
            WHERE m.month = ? AND m.id = ?
            """
        ).first([.integer(place.month), .bytes(place.id.bytes)]) { row in
            Receipt(
                place: place,
                message: Receipt.Message(
                    kind: row.text(0), release: row.text(1), action: row.text(2), sender: row.text(3), part: row.optionalInteger(4),
                    finalPart: row.isNull(5) ? nil : row.flag(5), travellers: row.integer(6), bookings: row.integer(7),
                    voyage: try row.identifier(9).flatMap { try judgedVoyage(VoyageKey(month: row.integer(8), voyage: $0), db) }),
                door: row.optionalText(10), carrier: row.optionalText(11), duplicateOf: row.identifier(12),
                firstMessage: row.identifier(12), waits: false, findings: row.text(13))
        }
    }

    private static func bareReceipt(_ place: ReceiptCursor, _ db: Database) throws -> Receipt? {
        try db.statement(
            """
            SELECT t.door, c.code, t.duplicate_of, (SELECT m.id FROM message m WHERE m.transmission = t.duplicate_of ORDER BY ordinal LIMIT 1),
              EXISTS (SELECT 1 FROM journal j WHERE j.transmission = t.id), coalesce(e.findings, '[]')
            FROM transmission t LEFT JOIN carrier c ON c.carrier = t.carrier
              LEFT JOIN evidence e ON e.month = t.month AND e.transmission = t.id
            WHERE t.month = ? AND t.id = ?
            """
        ).first([.integer(place.month), .bytes(place.id.bytes)]) { row in
            Receipt(
                place: place, message: nil, door: row.optionalText(0), carrier: row.optionalText(1), duplicateOf: row.identifier(2),
                firstMessage: row.identifier(3), waits: row.flag(4), findings: row.text(5))
        }
    }
}
