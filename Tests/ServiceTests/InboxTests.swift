import Casework
import Collection
import Foundation
import Service
import Storage
import Testing

/// The third door: a folder.
@Suite struct InboxTests {
    private let test: TestUnit
    private let folder: String

    init() async throws {
        test = try await TestUnit()
        folder = test.folder.path + "-inbox"
    }

    private func put(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder + "/" + name) }
    private func note(_ name: String) throws -> [String: Any] {
        let data = try #require(FileManager.default.contents(atPath: folder + "/" + name))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
    /// As many looks as a file that does not change needs, and one that finds it.
    private func look(_ inbox: Inbox) async -> Int {
        var taken = 0
        for _ in 0..<3 { taken += await inbox.sweep() }
        return taken
    }

    @Test func aFileIsTakenInRemovedAndAnsweredWithoutAWordAboutAPerson() async throws {
        let inbox = try Inbox(folder: folder, unit: test.unit)
        try put("push-1.edi", TestUnit.manifest())
        #expect(await look(inbox) == 1)
        #expect(!exists("push-1.edi") && exists("done/push-1.edi.json") && !exists("error/push-1.edi.json"))
        let note = try note("done/push-1.edi.json")
        #expect(note["messages"] as? Int == 1 && note["travellers"] as? Int == 1)
        let id = try #require((note["transmission"] as? String).flatMap { Identifier($0) })
        #expect(try await test.unit.storage.transmission(id)?.hasEvidence == true)
        #expect((note["sha256"] as? String)?.count == 64)
        #expect(!"\(note)".contains("OKONJO") && !"\(note)".contains("UT7654321"))
    }

    @Test func whatIsStillBeingWrittenIsLeftAlone() async throws {
        let inbox = try Inbox(folder: folder, unit: test.unit)
        let bytes = TestUnit.manifest()
        try put("push.edi.part", bytes)
        try put(".push.edi", bytes)
        #expect(await look(inbox) == 0)
        // One who writes under the final name: it grows with each look, and is taken when it has stopped.
        for length in [10, 20, 30, bytes.count] {
            try put("slow.edi", Array(bytes.prefix(length)))
            #expect(await inbox.sweep() == 0)
            #expect(await inbox.sweep() == 0)
        }
        #expect(await inbox.sweep() == 1)
        try FileManager.default.moveItem(atPath: folder + "/push.edi.part", toPath: folder + "/push.edi")
        #expect(await look(inbox) == 1)
        #expect(try note("done/push.edi.json")["duplicateOf"] is String)
    }

    @Test func whatNobodyCanReadIsKeptAndSaidSo() async throws {
        let inbox = try Inbox(folder: folder, unit: test.unit)
        try put("picture.jpg", [0xFF, 0xD8, 0xFF, 0xE0])
        #expect(await look(inbox) == 1)
        #expect(!exists("picture.jpg"))
        let note = try note("error/picture.jpg.json")
        #expect((note["findings"] as? [String: Int])?["nothing-readable"] == 1)
    }

    /// The process died between the commit and the removal: the file is a duplicate, and nobody stands there twice.
    @Test func aFileThatWasTakenInBeforeAKillIsADuplicate() async throws {
        _ = await test.ask(.ingest(bytes: Data(TestUnit.manifest())))
        let inbox = try Inbox(folder: folder, unit: test.unit)
        try put("push.edi", TestUnit.manifest())
        #expect(await look(inbox) == 1)
        #expect(try note("done/push.edi.json")["duplicateOf"] is String)
    }

    @Test func aFileThatIsTooLargeStaysWithTheReasonAndIsNotTriedAgain() async throws {
        let inbox = try Inbox(folder: folder, unit: test.unit)
        try put("huge.edi", [])
        let handle = try #require(FileHandle(forWritingAtPath: folder + "/huge.edi"))
        try handle.truncate(atOffset: UInt64(Collector.byteLimit) + 1)
        try handle.close()
        try put("push.edi", TestUnit.manifest())
        #expect(await look(inbox) == 1, "the others are taken in all the same")
        #expect(exists("huge.edi"))
        #expect((try note("error/huge.edi.json")["reason"] as? String)?.contains("in parts") == true)
        try FileManager.default.removeItem(atPath: folder + "/error/huge.edi.json")
        #expect(await look(inbox) == 0 && !exists("error/huge.edi.json"))
    }

    @Test func aLinkIsNotFollowed() async throws {
        let inbox = try Inbox(folder: folder, unit: test.unit)
        try FileManager.default.createSymbolicLink(atPath: folder + "/link.edi", withDestinationPath: test.folder.profile)
        #expect(await look(inbox) == 0)
    }
}
