import Casework
import Foundation
import Storage
import Testing
import Travel

/// The seams "Identity stands apart and sealed" and "Keys have lives".
@Suite struct KeysTests {
    private let voyage = VoyageKey(month: 202_611, voyage: identifier(1))

    @Test func aSealedValueOpensInItsPlaceOnly() async throws {
        let unit = try TemporaryUnit()
        let now = TemporaryUnit.now
        let keys = try await unit.storage.keys(at: now)
        var act = Act(.assessment, .messagePart, at: now)
        let row = try keys.sealIdentity(Array("PLANTED".utf8), voyage: voyage, subject: identifier(2), version: 1)
        act.insert(row)
        // The same blob under another subject's key: a swap.
        act.insert(IdentityRow(voyage: voyage, subject: identifier(3), version: 1, key: row.key, sealed: row.sealed))
        try await unit.storage.commit(act)

        let here = SealedSubject(voyage: voyage, subject: identifier(2), version: 1)
        let opened = try await unit.storage.open(identities: [here], access: .assessment, what: "test", at: now)
        #expect(opened[here] == Array("PLANTED".utf8))
        let swapped = SealedSubject(voyage: voyage, subject: identifier(3), version: 1)
        await #expect(throws: StorageError.notAuthentic(table: "identity")) {
            _ = try await unit.storage.open(identities: [swapped], access: .assessment, what: "test", at: now)
        }
    }

    @Test func aPersonWhoReadsIsInTheLogBeforeTheAnswerAndARefreshOnlyOnce() async throws {
        let unit = try TemporaryUnit()
        let now = TemporaryUnit.now
        let keys = try await unit.storage.keys(at: now)
        var act = Act(.assessment, .messagePart, at: now)
        act.insert(try keys.sealIdentity([1, 2, 3], voyage: voyage, subject: identifier(2), version: 1))
        try await unit.storage.commit(act)
        let before = try await unit.storage.logSize()
        let analyst = Access(account: identifier(9), role: .analyst, permission: .alertsRead, purpose: "assessment", session: identifier(8))
        let subject = SealedSubject(voyage: voyage, subject: identifier(2), version: 1)
        for _ in 0..<3 {
            _ = try await unit.storage.open(identities: [subject], access: analyst, what: "alerts", at: now, refresh: true)
        }
        #expect(try await unit.storage.logSize() == before + 1)
        _ = try await unit.storage.open(identities: [subject], access: analyst, what: "alert", at: now)
        #expect(try await unit.storage.logSize() == before + 2, "opening it again on its own page is a reading of its own")
    }

    @Test func tokensAreWrittenUnderTheCurrentKeyAndFoundUnderThePrevious() async throws {
        let unit = try TemporaryUnit()
        let june = try #require(Instant(rfc3339: "2026-06-30T12:00:00Z"))
        let july = try #require(Instant(rfc3339: "2026-07-01T12:00:00Z"))
        let before = try await unit.storage.keys(at: june).token(.telephone, "+35699000001")
        let keys = try await unit.storage.keys(at: july)
        #expect(keys.token(.telephone, "+35699000001") != before)
        #expect(keys.lookups(.telephone, "+35699000001").contains(before))
        #expect(keys.token(.email, "+35699000001").bytes != keys.token(.telephone, "+35699000001").bytes, "kinds never meet")
    }

    @Test func keysSurviveAReopening() async throws {
        let unit = try TemporaryUnit()
        let now = TemporaryUnit.now
        let token = try await unit.storage.keys(at: now).token(.document, "UT1234567")
        try unit.reopen()
        #expect(try await unit.storage.keys(at: now).token(.document, "UT1234567") == token)
    }

    @Test func passwordsMatchThemselvesOnly() throws {
        let parameters = PasswordHash.Parameters(cost: 1 << 10, blockSize: 8, parallelism: 1)
        let hash = try PasswordHash("a long enough sentence", parameters: parameters)
        #expect(hash.matches("a long enough sentence"))
        #expect(!hash.matches("a long enough sentencE"))
        #expect(try PasswordHash("a long enough sentence", parameters: parameters).salt != hash.salt)
    }

    // MARK: The journal forgets

    /// "Day keys of the journal live seven days": then nothing that the journal held can be opened, in whatever copy of the file.
    @Test func afterSevenDaysNothingOfTheJournalCanBeOpenedInAnyCopy() async throws {
        let unit = try TemporaryUnit()
        let day = try #require(Instant(rfc3339: "2026-11-01T12:00:00Z"))
        let transmission = identifier(7)
        let keys = try await unit.storage.keys(at: day)
        var act = Act(.assessment, nil, at: day)
        act.transient.append(try keys.sealJournal(Array("PLANTED".utf8), month: 202_611, transmission: transmission))
        try await unit.storage.commit(act)
        #expect(try await unit.storage.openJournal(transmission) == Array("PLANTED".utf8))
        // Given a copy of the database, as a backup is one, made while the bytes stood in the journal
        let backup = unit.folder + "-backup"
        try FileManager.default.createDirectory(atPath: backup, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: backup) }
        unit.storage.close()
        for file in try FileManager.default.contentsOfDirectory(atPath: unit.folder) where file.hasPrefix("plimsoll.sqlite") {
            try FileManager.default.copyItem(atPath: unit.folder + "/" + file, toPath: backup + "/" + file)
        }
        try unit.reopen()
        // When they have been read, and the seventh day has passed
        var read = Act(.assessment, nil, at: day)
        read.transient.append(.journalTaken(transmission: transmission))
        try await unit.storage.commit(read)
        try await unit.storage.destroyDayKeys(at: day + 7 * 86_400)
        let file = unit.folder + "/keys/days/2026-11-01.key"
        #expect(FileManager.default.fileExists(atPath: file), "seven days are not over yet")
        try await unit.storage.destroyDayKeys(at: day + 8 * 86_400)
        // Then the key is nowhere, the log says so, and the copy does not open any more
        #expect(!FileManager.default.fileExists(atPath: file))
        #expect(try await unit.storage.logPage(before: nil, limit: 1).first?.type == "key-destroyed")
        try FileManager.default.copyItem(atPath: unit.folder + "/keys", toPath: backup + "/keys")
        let restored = try Storage(folder: backup)
        defer { restored.close() }
        await #expect(throws: StorageError.self) { try await restored.openJournal(transmission) }
        // And the unit goes on, with a key of today under a number that was never used
        try unit.reopen()
        let next = try await unit.storage.keys(at: day + 8 * 86_400)
        #expect(try next.sealJournal([1], month: 202_611, transmission: identifier(8)).isJournal)
        #expect(try unit.audit().isEmpty)
    }

    /// Many steps of a new day's first moment ask for its keys at once: all get the same, and it opens after a restart.
    @Test func manyWhoAskForTheKeysOfANewDayAtOnceGetTheSame() async throws {
        let unit = try TemporaryUnit()
        let now = TemporaryUnit.now
        let storage = unit.storage
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<32 {
                group.addTask {
                    var act = Act(.assessment, nil, at: now)
                    let transmission = identifier(UInt64(100 + number))
                    act.transient.append(
                        try await storage.keys(at: now).sealJournal([UInt8(number)], month: 202_611, transmission: transmission))
                    try await storage.commit(act)
                }
            }
            try await group.waitForAll()
        }
        try unit.reopen()
        for number in 0..<32 {
            #expect(try await unit.storage.openJournal(identifier(UInt64(100 + number))) == [UInt8(number)])
        }
    }

    /// Nothing that was acknowledged is lost: what waits to be read keeps its day's key, however old it is.
    @Test func aDayOfWhichSomethingHasNotBeenReadKeepsItsKey() async throws {
        let unit = try TemporaryUnit()
        let day = try #require(Instant(rfc3339: "2026-11-01T12:00:00Z"))
        let keys = try await unit.storage.keys(at: day)
        var act = Act(.assessment, nil, at: day)
        act.transient.append(try keys.sealJournal([1, 2, 3], month: 202_611, transmission: identifier(7)))
        try await unit.storage.commit(act)
        try await unit.storage.destroyDayKeys(at: day + 30 * 86_400)
        try unit.reopen()
        #expect(try await unit.storage.openJournal(identifier(7)) == [1, 2, 3])
    }
}

extension TransientChange {
    fileprivate var isJournal: Bool { if case .journal = self { true } else { false } }
}
