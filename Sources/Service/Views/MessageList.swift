import Casework
import Foundation
public import Storage
public import Travel
public import TravelMessages

/// What was received, newest first, with what was noticed while reading. It shows no person.
public struct MessageList: Sendable {
    /// How often something was noticed.
    public struct Note: Hashable, Sendable {
        /// Raw value of the finding's code.
        public var code: String
        public var severity: Finding.Severity
        public var count: Int
    }
    public struct Line: Sendable {
        public var receipt: Receipt
        /// The worst first, then by number.
        public var notes: [Note]

        public var worst: Finding.Severity? { notes.first?.severity }
    }
    public var lines: [Line]
    /// Where the next page begins; nil on the last.
    public var next: ReceiptCursor?
    /// The page ended because enough had been looked at, not because it was full: this is how far back.
    public var searchedBackTo: Instant?
}

extension ReceiptCursor {
    /// As an address carries it.
    public var text: String { "\(received.microseconds)-\(month)-\(id)" }

    public init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let time = Int64(parts[0]), let month = Int(parts[1]), let id = Identifier(String(parts[2])) else {
            return nil
        }
        self.init(received: Instant(microseconds: time), month: month, id: id)
    }
}

extension MessageList.Line {
    init(_ receipt: Receipt) {
        self.receipt = receipt
        notes = MessageList.notes(receipt.findings)
    }
}

extension MessageList {
    /// A code of a later version is counted like all others.
    private struct Noted: Decodable {
        var code: String
        var severity: Finding.Severity
    }
    private struct Kind: Hashable {
        var code: String
        var severity: Finding.Severity
    }

    static func notes(_ findings: String) -> [Note] {
        guard findings.utf8.count > 2, let noted = try? JSONDecoder().decode([Noted].self, from: Data(findings.utf8)) else { return [] }
        let counts = Dictionary(noted.map { (Kind(code: $0.code, severity: $0.severity), 1) }, uniquingKeysWith: +)
        return counts.map { Note(code: $0.key.code, severity: $0.key.severity, count: $0.value) }.sorted {
            ($1.severity, $1.count, $0.code) < ($0.severity, $0.count, $1.code)
        }
    }
}

extension Unit {
    /// Messages, and transmissions in which none was read.
    public func messageList(_ window: ReceiptWindow = ReceiptWindow(), after cursor: ReceiptCursor? = nil, limit: Int = 50) async throws
        -> MessageList
    {
        let limit = min(max(1, limit), 200)
        let page = try await storage.receipts(in: window, after: cursor, limit: limit, reading: Self.mostReceiptsRead)
        return MessageList(
            lines: page.found.map { MessageList.Line($0) }, next: page.resume,
            searchedBackTo: page.found.count < limit ? page.resume?.received : nil)
    }

    /// Findings stand inside of rows: so many are looked at for one page.
    private static let mostReceiptsRead = 4_000
}
