import Casework
import Foundation
import Storage
import Testing
import Travel

/// The seam "One way to write": an act is durable whole or fails alone.
@Suite struct CommitTests {
    @Test func anActIsNumberedAndItsDerivedRowIsThere() async throws {
        let unit = try TemporaryUnit()
        let first = try await unit.storage.commit(accountAct(1, name: "vella"))
        let second = try await unit.storage.commit(accountAct(2, name: "borg", role: .inspector))
        #expect(first == 0 && second == 1)
        #expect(try await unit.storage.account(named: "vella")?.role == .analyst)
        #expect(try await unit.storage.logSize() == 2)
    }

    @Test func ofTwoWhoReadTheSameVersionTheSecondIsTold() async throws {
        let unit = try TemporaryUnit()
        try await unit.storage.commit(accountAct(1, name: "vella"))
        try await unit.storage.commit(accountAct(1, name: "vella", version: 2))
        await #expect(throws: StorageError.conflict(table: "account")) {
            try await unit.storage.commit(accountAct(1, name: "other", version: 2))
        }
        #expect(try await unit.storage.logSize() == 2, "the act that failed left no entry")
    }

    @Test func aBadActFailsAloneInItsGroup() async throws {
        let unit = try TemporaryUnit()
        try await unit.storage.commit(accountAct(0, name: "first"))
        let storage = unit.storage
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<64 as Range<UInt64> {
                // Every eighth asks for an identifier that is taken.
                group.addTask { (try? await storage.commit(accountAct(number % 8 == 0 ? 0 : number, name: "n\(number)"))) != nil }
            }
            var done: [Bool] = []
            for await outcome in group { done.append(outcome) }
            return done
        }
        #expect(outcomes.filter { $0 }.count == 56)
        #expect(try await storage.logSize() == 57)
        #expect(try await storage.logEntries(from: 0, limit: 100).map(\.number) == Array(0..<57))
        #expect(try unit.audit().isEmpty)
    }

    @Test func anActOfTooManyRowsIsRefused() async throws {
        let unit = try TemporaryUnit()
        var act = Act(operation, .accountChanged, at: TemporaryUnit.now)
        for number in 0...UInt64(Act.rowLimit) {
            act.insert(
                AccountVersionRow(
                    account: identifier(number), version: 1, name: "n\(number)", role: .analyst, status: "active", osUser: nil))
        }
        await #expect(throws: StorageError.self) { try await unit.storage.commit(act) }
        #expect(try await unit.storage.logSize() == 0)
    }

    @Test func committedRowsWithoutAnEntryAreRefused() async throws {
        let unit = try TemporaryUnit()
        var act = Act(operation, nil, at: TemporaryUnit.now)
        act.insert(AccountVersionRow(account: identifier(1), version: 1, name: "n", role: .analyst, status: "active", osUser: nil))
        await #expect(throws: StorageError.self) { try await unit.storage.commit(act) }
    }

    @Test func aSecondWriterIsKeptOut() throws {
        let unit = try TemporaryUnit()
        #expect(throws: StorageError.locked(folder: unit.folder)) { try Storage(folder: unit.folder) }
    }

    @Test func keysThatOthersCanReadAreRefused() throws {
        let unit = try TemporaryUnit()
        unit.storage.close()
        let path = unit.folder + "/keys/folder.key"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(throws: StorageError.keyFile(path: path, fault: "others can read it: chmod 600 \(path)")) {
            try Storage(folder: unit.folder, readOnly: true)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
}

/// The seam "A commit adds work in the same commit".
@Suite struct WorkTests {
    @Test func workIsUniqueClaimedOnceAndAskedAgainWhileHeldIsDoneAgain() async throws {
        let unit = try TemporaryUnit()
        let now = TemporaryUnit.now
        func ask() async throws {
            var act = Act(.assessment, nil, at: now)
            act.add(Work(.raise, key: [1, 2, 3], due: now))
            try await unit.storage.commit(act)
        }
        try await ask()
        try await ask()
        let claims = try await unit.storage.claim(Work.Kind.allCases, limit: 10, now: now)
        #expect(claims.count == 1 && claims.first?.generation == 2)
        #expect(try await unit.storage.claim(Work.Kind.allCases, limit: 10, now: now).isEmpty, "held by its lease")

        try await ask()
        let claim = try #require(claims.first)
        var finish = Act(.assessment, nil, at: now)
        finish.transient.append(.finished(claim))
        try await unit.storage.commit(finish)
        let again = try await unit.storage.claim(Work.Kind.allCases, limit: 10, now: now)
        #expect(again.count == 1 && again.first?.generation == 3, "what was asked for meanwhile is still to be done")

        #expect(try await unit.storage.claim(Work.Kind.allCases, limit: 10, now: now + 121).count == 1, "a lease ends")
    }

    /// A clock that is set back makes nobody wait for the day to come again; deadlines keep their time.
    @Test func workThatWasAskedForBeforeTheClockWasSetBackIsDue() async throws {
        let unit = try TemporaryUnit()
        let before = TemporaryUnit.now
        var act = Act(.assessment, nil, at: before)
        act.add(Work(.assess, key: [1], due: before))
        act.add(Work(.expire, key: [2], due: before))
        try await unit.storage.commit(act)
        let now = before - 86_400
        #expect(try await unit.storage.claim(Work.Kind.allCases, limit: 10, now: now).map(\.kind) == [.assess])
        // Put off as steps are, it is not due yet.
        var later = Act(.assessment, nil, at: now)
        later.add(Work(.link, key: [3], due: now + 300))
        try await unit.storage.commit(later)
        #expect(try await unit.storage.claim([.link], limit: 10, now: now).isEmpty)
    }

    @Test func workThatIsNotDueStays() async throws {
        let unit = try TemporaryUnit()
        let now = TemporaryUnit.now
        var act = Act(.assessment, nil, at: now)
        act.add(Work(.expire, key: identifier(7).bytes, due: now + 60))
        try await unit.storage.commit(act)
        #expect(try await unit.storage.claim([.expire], limit: 10, now: now + 59).isEmpty)
        #expect(try await unit.storage.claim([.expire], limit: 10, now: now + 60).count == 1)
    }
}
