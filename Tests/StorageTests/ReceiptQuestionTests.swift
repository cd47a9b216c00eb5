import Casework
import Foundation
import Storage
import Testing
import Travel

/// What a list of receipts asks.
@Suite struct ReceiptQuestionTests {
    private let now = TemporaryUnit.now

    private func receive(
        _ number: UInt64, in unit: TemporaryUnit, at received: Instant, door: String = "api", duplicateOf: UInt64? = nil
    ) async throws {
        var act = Act(operation, .transmissionReceived, at: received)
        act.insert(
            TransmissionRow(
                month: 202611, id: identifier(number), received: received, door: door, carrier: nil, bytes: 1,
                digest: identifier(number).bytes, duplicateOf: duplicateOf.map(identifier)))
        try await unit.storage.commit(act)
    }

    private func ids(_ unit: TemporaryUnit, _ window: ReceiptWindow = ReceiptWindow()) async throws -> [Identifier] {
        try await unit.storage.receipts(in: window, after: nil, limit: 50, reading: 1_000).found.map(\.place.id)
    }

    @Test func theNewestComesFirstAndPagesMissNothing() async throws {
        let unit = try TemporaryUnit()
        try await unit.voyage(1, at: now)
        for (number, seconds) in [(10, 5), (11, 1), (12, 5), (13, 9)] as [(UInt64, Int64)] {
            try await receive(number, in: unit, at: now + seconds)
            try await unit.message(number, on: 1, at: now + seconds)
        }
        let all = try await ids(unit)
        #expect(all == [13, 12, 10, 11].map(identifier))
        var paged: [Identifier] = []
        var cursor: ReceiptCursor?
        repeat {
            let page = try await unit.storage.receipts(in: ReceiptWindow(), after: cursor, limit: 1, reading: 1_000)
            #expect(page.found.count == 1)
            paged += page.found.map(\.place.id)
            cursor = page.resume
        } while cursor != nil && paged.count < 10
        #expect(paged == all)
    }

    @Test func aTransmissionIsListedOnlyWhereNoMessageWasReadInIt() async throws {
        let unit = try TemporaryUnit()
        try await unit.voyage(1, at: now)
        try await receive(10, in: unit, at: now, door: "inbox")
        try await unit.message(10, on: 1, at: now)
        try await receive(11, in: unit, at: now + 1, duplicateOf: 10)
        try await unit.message(12, on: 1, at: now + 2, duplicateOf: 10)
        let found = try await unit.storage.receipts(in: ReceiptWindow(), after: nil, limit: 50, reading: 1_000).found
        #expect(found.map(\.place.id) == [12, 11, 10].map(identifier))
        #expect(found.map { $0.message != nil } == [true, false, true])
        // Both repeat the same: the page can show the message.
        #expect(found.map(\.duplicateOf) == [identifier(10), identifier(10), nil])
        #expect(found.map(\.firstMessage) == [identifier(10), identifier(10), nil])
        #expect(found[2].door == "inbox" && found[2].message?.voyage?.key == TemporaryUnit.key(1) && !found[1].waits)
    }

    @Test func sendersDoorsFindingsAndTimesChoose() async throws {
        let unit = try TemporaryUnit()
        try await unit.voyage(1, at: now)
        let lost = #"[{"code":"name-missing","severity":"lost","offset":1,"arguments":[]}]"#
        let both =
            #"[{"code":"name-missing","severity":"note","offset":1,"arguments":[]},{"code":"too-much","severity":"lost","offset":2,"arguments":[]}]"#
        for (number, door, sender, findings) in [
            (10, "api", "QXAIR", "[]"), (11, "inbox", "QXAIR", lost), (12, "api", "XYAIR", both),
        ] as [(UInt64, String, String, String)] {
            try await receive(number, in: unit, at: now + Int64(number), door: door)
            try await unit.message(number, on: 1, at: now + Int64(number), findings: findings, sender: sender)
        }
        try await receive(13, in: unit, at: now + 13, door: "inbox")
        #expect(try await ids(unit, ReceiptWindow(sender: "QXAIR")) == [11, 10].map(identifier))
        #expect(try await ids(unit, ReceiptWindow(door: "inbox")) == [13, 11].map(identifier))
        #expect(try await ids(unit, ReceiptWindow(sender: "QXAIR", door: "api")) == [identifier(10)])
        #expect(try await ids(unit, ReceiptWindow(finding: "name-missing")) == [12, 11].map(identifier))
        #expect(try await ids(unit, ReceiptWindow(severity: "lost")) == [12, 11].map(identifier))
        // Code and severity belong to the same finding.
        #expect(try await ids(unit, ReceiptWindow(finding: "name-missing", severity: "lost")) == [identifier(11)])
        // The first second is in it, the last is not.
        #expect(try await ids(unit, ReceiptWindow(from: now + 11, to: now + 13)) == [12, 11].map(identifier))
    }

    @Test func aFilterThatNothingMeetsReadsNoFurtherThanItMayAndSaysWhereToGoOn() async throws {
        let unit = try TemporaryUnit()
        try await unit.voyage(1, at: now)
        let lost = #"[{"code":"name-missing","severity":"lost","offset":1,"arguments":[]}]"#
        for number in 10...16 as ClosedRange<UInt64> {
            try await unit.message(number, on: 1, at: now + Int64(number), findings: number == 10 ? lost : "[]")
        }
        let window = ReceiptWindow(finding: "name-missing")
        let first = try await unit.storage.receipts(in: window, after: nil, limit: 50, reading: 4)
        #expect(first.found.isEmpty && first.resume?.id == identifier(13) && first.resume?.received == now + 13)
        let second = try await unit.storage.receipts(in: window, after: first.resume, limit: 50, reading: 4)
        #expect(second.found.map(\.place.id) == [identifier(10)] && second.resume == nil)
    }
}
