import Casework
import Storage
import Testing
import Travel
import TravelMessages

@testable import Collection

/// Whoever comes to, leaves or changes a booking changes the groups of its telephone and card: that is work for them.
@Suite struct GroupWorkTests {
    private let ann = person("SOLBERG", "ANN", born: "1990-01-02", document: "UT1111111")

    @Test("When API and PNR turn out to be one person, the group of the booking is looked at again, and both passages are")
    func retired() async throws {
        let quay = try Quay()
        let keys = try await quay.storage.keys(at: Quay.noon)
        let telephone = keys.token(.telephone, "4791234567").packed
        // Nothing tells the two apart or together yet: one has a document, the other a name alone.
        try await quay.send(api([person("SOLBERG", "ANNA", document: "UT1111111")]))
        try await quay.send(pnr([(booking("ABCDEF", telephone: "+47 912 34 567"), [person("SOLBERG", "ANN")])]))
        try await quay.finishWork()
        try await quay.send(api(.update, [person("SOLBERG", "ANN", document: "UT1111111", locator: "ABCDEF")]))
        let passages = try await quay.voyage().passages
        let younger = try #require(passages.first { $0.status == "retired" })
        let older = try #require(passages.first { $0.status == "expected" })
        let work = try await quay.work()
        #expect(work[.link] == [telephone])
        let key = try await quay.voyage().key
        #expect(work[.assess] == [PassageKey(key, younger.passage).packed, PassageKey(key, older.passage).packed])
    }

    @Test("A cancelled flight and its return are work for the groups of its bookings")
    func reinstated() async throws {
        let quay = try Quay()
        let keys = try await quay.storage.keys(at: Quay.noon)
        let telephone = keys.token(.telephone, "4791234567").packed
        try await quay.send(pnr([(booking("ABCDEF", telephone: "+47 912 34 567"), [ann])]))
        try await quay.finishWork()
        try await quay.send(api(.cancelFlight, []))
        #expect(try await quay.work()[.link] == [telephone])
        try await quay.finishWork()
        try await quay.send(api([person("SOLBERG", "ANN", born: "1990-01-02", document: "UT1111111", locator: "ABCDEF")]))
        #expect(try await quay.voyage().passages.map(\.status) == ["expected"])
        #expect(try await quay.work()[.link] == [telephone])
    }
}

/// Words: a duplicate is "the same bytes, or the same message body"; also when both come at the same instant.
@Suite struct DuplicateRaceTests {
    @Test("Of the same bytes through eight doors at once, one is a transmission and seven are receipts")
    func bytes() async throws {
        let quay = try Quay()
        let bytes = quay.bytes([api([person("SOLBERG", "ANN")])])
        let collector = quay.collector
        // The keys are there before, so that nothing but the commits puts the eight in an order.
        _ = try await quay.storage.keys(at: Quay.noon)
        let received = try await withThrowingTaskGroup(of: Received.self) { group in
            for _ in 0..<8 { group.addTask { try await collector.receive(bytes, door: "test", access: .assessment) } }
            return try await group.reduce(into: [Received]()) { $0.append($1) }
        }
        #expect(received.filter { $0.duplicateOf == nil }.count == 1)
        let first = received.first { $0.duplicateOf == nil }?.transmission
        #expect(received.allSatisfy { $0.duplicateOf == nil || $0.duplicateOf == first })
    }

    @Test("Of one body in eight envelopes that are read at once, one is the message, also without a flight")
    func bodies() async throws {
        let quay = try Quay()
        let message = api(.manifest, [person("SOLBERG", "ANN")], legs: [])
        let all = (0..<8).map { quay.bytes([message], envelope: "ENVELOPE\($0)", bodies: ["SAME'"]) }
        let collector = quay.collector
        let reports = try await withThrowingTaskGroup(of: ReadingReport.self) { group in
            for bytes in all {
                group.addTask {
                    let received = try await collector.receive(bytes, door: "test", access: .assessment)
                    return try await collector.read(
                        WorkClaim(kind: .read, key: received.transmission.bytes, due: Quay.noon, generation: 1, attempts: 1))
                }
            }
            return try await group.reduce(into: [ReadingReport]()) { $0.append($1) }
        }
        #expect(reports.flatMap(\.messages).filter { $0.duplicateOf == nil }.count == 1)
    }

    @Test("A transmission that two read at once is stored once, and neither calls its own messages duplicates")
    func readers() async throws {
        let quay = try Quay()
        let messages = (0..<6).map { number in
            api(.manifest, [person("SOLBERG", "ANN\(number)", document: "UT100000\(number)")], legs: number % 2 == 0 ? [leg()] : [])
        }
        let received = try await quay.collector.receive(quay.bytes(messages), door: "test", access: .assessment)
        let collector = quay.collector
        let claim = WorkClaim(kind: .read, key: received.transmission.bytes, due: Quay.noon, generation: 1, attempts: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 { group.addTask { _ = try await collector.read(claim) } }
            try await group.waitForAll()
        }
        let stored = try await quay.storage.messages(ofTransmission: received.transmission)
        #expect(stored.map(\.ordinal).sorted() == Array(0..<6))
        #expect(stored.allSatisfy { $0.duplicateOf == nil })
    }

    @Test("Bytes that somebody took out of the journal before they were read are not taken for read")
    func journalGone() async throws {
        let quay = try Quay()
        let received = try await quay.collector.receive(quay.bytes([api([person("SOLBERG", "ANN")])]), door: "test", access: .assessment)
        var act = Act(.assessment, nil, at: Quay.noon)
        act.transient.append(.journalTaken(transmission: received.transmission))
        try await quay.storage.commit(act)
        let claim = WorkClaim(kind: .read, key: received.transmission.bytes, due: Quay.noon, generation: 1, attempts: 1)
        await #expect(throws: CollectionError.journalGone) { _ = try await quay.collector.read(claim) }
        #expect(try await quay.storage.claim([.read], limit: 1, now: Quay.noon + 60).count == 1, "the work stays, and is seen")
    }
}
