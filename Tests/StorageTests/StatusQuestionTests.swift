import Casework
import Foundation
import Storage
import Testing
import Travel

/// What a page about the unit's health asks.
@Suite struct StatusQuestionTests {
    private let now = TemporaryUnit.now

    private func status(_ unit: TemporaryUnit, limit: Int = 100) async throws -> StorageStatus {
        try await unit.storage.status(doors: ["api", "inbox"], at: now, limit: limit)
    }

    @Test func aNewUnitHasNothingThatWaits() async throws {
        let unit = try TemporaryUnit()
        let status = try await status(unit)
        #expect(status.newestByDoor.isEmpty && status.journal == 0 && status.journalSince == nil)
        #expect(status.queues.map(\.kind) == Work.Kind.allCases && status.queues.allSatisfy { $0.waiting == 0 && $0.first == nil })
        #expect(status.checkpointSize == nil && status.logSize == 0 && status.engine.hasPrefix("3."))
    }

    @Test func eachDoorHasItsNewestAndEachKindItsQueue() async throws {
        let unit = try TemporaryUnit()
        let keys = try await unit.storage.keys(at: now)
        for (number, door, seconds) in [(1, "api", -50), (2, "api", -20), (3, "command", -1)] as [(UInt64, String, Int64)] {
            var act = Act(operation, .transmissionReceived, at: now + seconds)
            act.insert(
                TransmissionRow(
                    month: 202611, id: identifier(number), received: now + seconds, door: door, carrier: nil, bytes: 1,
                    digest: identifier(number).bytes, duplicateOf: nil))
            act.transient.append(try keys.sealJournal([1], month: 202611, transmission: identifier(number)))
            act.add(Work(.read, key: identifier(number).bytes, due: now + seconds))
            try await unit.storage.commit(act)
        }
        var act = Act(operation, nil, at: now)
        act.add(Work(.expire, key: identifier(9).bytes, due: now + 600))
        try await unit.storage.commit(act)
        let status = try await status(unit)
        #expect(status.newestByDoor == ["api": now - 20])
        let read = try #require(status.queues.first { $0.kind == .read })
        #expect(read.waiting == 3 && read.due == 3 && read.first == now - 50)
        let expire = try #require(status.queues.first { $0.kind == .expire })
        #expect(expire.waiting == 1 && expire.due == 0 && expire.first == now + 600)
        #expect(status.journal == 3 && status.journalSince == Instant(microseconds: Int64(identifier(1).high >> 16) * 1_000))
        #expect(try await self.status(unit, limit: 2).queues.first { $0.kind == .read }?.waiting == 2)
    }

    @Test func theCheckpointSaysWhatItCoversAndWhatItDoesNot() async throws {
        let unit = try TemporaryUnit()
        for number in 1...3 as ClosedRange<UInt64> {
            var act = accountAct(number, name: "a\(number)")
            act.at = now + Int64(number)
            try await unit.storage.commit(act)
        }
        var act = Act(operation, nil, at: now)
        act.transient.append(.checkpoint(size: 2, root: [1], note: "note", frontier: []))
        try await unit.storage.commit(act)
        let status = try await status(unit)
        #expect(status.logSize == 3 && status.checkpointSize == 2)
        #expect(status.checkpointAt == now + 2 && status.uncoveredSince == now + 3)
    }
}
