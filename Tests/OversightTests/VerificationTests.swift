import Casework
import Foundation
import Oversight
import Storage
import Testing
import TransparencyLog
import Travel

/// "A log that cannot be edited unseen": the checks that need the tree and a checkpoint kept elsewhere.
@Suite struct VerificationTests {
    private final class Logged {
        let folder: String
        let vkey: String
        let signer: NoteSigner
        init() throws {
            folder = FileManager.default.temporaryDirectory.path + "/plimsoll-log-\(SystemRandom.next())"
            try Storage.create(folder: folder)
            signer = try NoteSigner(name: NoteKeyName("log.example/test"), seed: KeyFolder(folder: folder).logSeed)
            vkey = signer.verifierKey.vkey
        }
        deinit { try? FileManager.default.removeItem(atPath: folder) }

        /// Commits so many acts and signs a checkpoint.
        @discardableResult
        func add(_ count: Int, from first: Int) async throws -> String? {
            let storage = try Storage(folder: folder)
            defer { storage.close() }
            let checkpointer = try await Checkpointer(storage: storage, signer: signer)
            for number in first..<first + count {
                var act = Act(Access(account: nil, purpose: "operation"), .accountChanged, at: Instant(seconds: 1_795_000_000))
                act.insert(
                    AccountVersionRow(
                        account: Identifier(high: 1, low: UInt64(number)), version: 1, name: "n\(number)", role: .analyst,
                        status: "active", osUser: nil))
                try await storage.commit(act)
            }
            return try await checkpointer.advance()
        }

        func sqlite(_ sql: String) throws {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
            process.arguments = [folder + "/plimsoll.sqlite", sql]
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
        func verify(against kept: String? = nil, key: String? = nil) throws -> VerificationReport {
            try Verification.run(folder: folder, vkey: key ?? vkey, against: kept)
        }
    }

    @Test func aSoundLogIsGoodAlsoAfterRestartsAndContinuesAnEarlierCheckpoint() async throws {
        let log = try Logged()
        let first = try await log.add(5, from: 0)
        try await log.add(7, from: 5)
        let report = try log.verify(against: first)
        #expect(report.isGood && report.entries == 12 && report.keptSize == 5 && report.uncovered == 0)
        #expect(report.lines.last == "GOOD: every row stands as it was committed")
    }

    @Test func withoutAKeptCheckpointTheReportSaysWhatItCannotProve() async throws {
        let log = try Logged()
        try await log.add(2, from: 0)
        #expect(try log.verify().lines.contains { $0.contains("cannot prove") })
    }

    @Test func droppingTheLastEntriesIsFoundWithAndWithoutAKeptCheckpoint() async throws {
        let log = try Logged()
        let kept = try await log.add(6, from: 0)
        try log.sqlite(
            """
            DELETE FROM log_entry WHERE number >= 4; DELETE FROM log_leaf WHERE entry >= 4; DELETE FROM act WHERE entry >= 4;
            DELETE FROM account_version WHERE name IN ('n4', 'n5'); DELETE FROM account WHERE name IN ('n4', 'n5')
            """)
        #expect(try log.verify().faults == [.shortened(size: 6, kept: false)])
        // With the unit's own checkpoint removed too, only the one that was kept elsewhere can tell.
        try log.sqlite("DELETE FROM checkpoint")
        #expect(try log.verify().faults == [.unsigned])
        #expect(try log.verify(against: kept).faults == [.unsigned, .shortened(size: 6, kept: true)])
    }

    @Test func aRewrittenHistoryThatIsSoundInItselfIsFoundByTheKeptCheckpoint() async throws {
        let log = try Logged()
        let kept = try await log.add(4, from: 0)
        // Somebody with the keys makes the folder anew, with other acts.
        try log.sqlite(
            "DELETE FROM log_entry; DELETE FROM log_leaf; DELETE FROM act; DELETE FROM account_version; DELETE FROM account; DELETE FROM checkpoint"
        )
        try await log.add(4, from: 100)
        #expect(try log.verify().isGood)
        #expect(try log.verify(against: kept).faults == [.keptRoot(size: 4)])
    }

    /// What somebody with the database alone can do: entries that are right in themselves, behind the last checkpoint.
    @Test func anEntryThatTheFolderSKeyDidNotSealIsNotSigned() async throws {
        let log = try Logged()
        try await log.add(2, from: 0)
        try log.sqlite(
            "INSERT INTO log_entry (number, type, hour, root, leaves, seal) SELECT 2, type, hour, root, leaves, seal FROM log_entry WHERE number = 1"
        )
        await #expect(throws: OversightError.entryForeign(number: 2)) { try await log.add(0, from: 0) }
    }

    @Test func rewrittenEntriesWhoseCheckpointsWereTakenAwayAreNotSignedAgain() async throws {
        let log = try Logged()
        try await log.add(3, from: 0)
        try log.sqlite("DELETE FROM checkpoint; UPDATE log_entry SET root = zeroblob(32) WHERE number = 1")
        #expect(try log.verify().faults.contains(.unsigned))
        await #expect(throws: OversightError.entryForeign(number: 1)) { try await log.add(0, from: 0) }
    }

    @Test func anEditedFrontierIsFoundAndNothingIsBuiltOnIt() async throws {
        let log = try Logged()
        try await log.add(3, from: 0)
        // One byte, to whatever it was not: the roots have salts in them and are others each time.
        try log.sqlite(
            """
            UPDATE checkpoint SET frontier = CAST(substr(frontier, 1, 20)
              || CASE substr(frontier, 21, 1) WHEN x'ff' THEN x'00' ELSE x'ff' END || substr(frontier, 22) AS BLOB)
            """)
        #expect(try log.verify().faults == [.frontier(size: 3)])
        await #expect(throws: OversightError.frontierChanged(size: 3)) { try await log.add(1, from: 3) }
    }

    @Test func aChangedEntryIsReportedOnceAtTheFirstRootThatParts() async throws {
        let log = try Logged()
        try await log.add(2, from: 0)
        try await log.add(2, from: 2)
        try await log.add(2, from: 4)
        try log.sqlite("UPDATE log_entry SET hour = hour + 1 WHERE number = 2")
        #expect(try log.verify().faults == [.root(size: 4)])
    }

    @Test func anEditedCheckpointIsFound() async throws {
        let log = try Logged()
        try await log.add(3, from: 0)
        try log.sqlite("UPDATE checkpoint SET root = zeroblob(32)")
        #expect(try log.verify().faults == [.signature(size: 3)])
    }

    @Test func aLogWithoutOneEntryIsNotGood() throws {
        #expect(try Logged().verify().faults == [.empty])
    }

    @Test func aCheckpointOfAnotherLogIsRefused() async throws {
        let log = try Logged()
        let other = try Logged()
        try await log.add(1, from: 0)
        let foreign = try await other.add(1, from: 0)
        let faults = try log.verify(against: foreign).faults
        #expect(faults.contains { if case .keptSignature = $0 { true } else { false } })
    }
}
