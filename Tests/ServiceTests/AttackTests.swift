import Casework
import Foundation
import Oversight
import Service
import Testing
import Travel

@testable import Storage

/// docs/threat-model.md, row by row: what a hand in the folder can do, and what names it. Where nothing does, a test says so too.
@Suite struct AttackTests {
    /// SQL by somebody who holds the file, and the fault lines that name what they did.
    struct Attack: Sendable, CustomTestStringConvertible {
        var what: String
        var sql: String
        var named: [String]
        var testDescription: String { what }
    }

    static let named: [Attack] = [
        Attack(
            what: "change a decision's reason", sql: "UPDATE alert_step SET reason = 'explained' WHERE step = 'decided'",
            named: ["row alert_step", "was changed after entry"]),
        Attack(
            what: "change a decision's text", sql: "UPDATE alert_step SET note = randomblob(length(note)) WHERE note IS NOT NULL",
            named: ["row alert_step"]),
        Attack(
            what: "back-date a decision", sql: "UPDATE alert_step SET at = at - 3600000000 WHERE step = 'decided'",
            named: ["row alert_step"]),
        Attack(
            what: "back-date an act", sql: "UPDATE act SET at = at - 86400000000 WHERE entry = (SELECT max(entry) FROM act)",
            named: ["row act"]),
        Attack(
            what: "put an act into somebody else's name",
            sql: "UPDATE act SET account = (SELECT account FROM account WHERE name = 'borg') WHERE account IS NOT NULL", named: ["row act"]),
        Attack(
            what: "back-date an entry's hour", sql: "UPDATE log_entry SET hour = hour - 24 WHERE type = 'alert-decided'",
            named: ["do not give the root that was signed"]),
        Attack(
            what: "call an entry something else", sql: "UPDATE log_entry SET type = 'alert-changed' WHERE type = 'alert-decided'",
            named: ["do not give the root that was signed"]),
        Attack(what: "erase who read", sql: "DELETE FROM read_record", named: ["row read_record", "was deleted"]),
        Attack(
            what: "swap the sealed facts of two travellers",
            sql: """
                CREATE TEMP TABLE held AS SELECT * FROM identity WHERE subject IN (SELECT passage FROM traveller_version);
                UPDATE identity SET sealed = (SELECT h.sealed FROM held h WHERE h.subject <> identity.subject)
                WHERE subject IN (SELECT subject FROM held)
                """, named: ["row identity", "row identity"]),
        Attack(
            what: "swap two rows",
            sql: """
                CREATE TEMP TABLE held AS SELECT * FROM traveller_version;
                UPDATE traveller_version SET digest = (SELECT h.digest FROM held h WHERE h.passage <> traveller_version.passage),
                  shared_tokens = (SELECT h.shared_tokens FROM held h WHERE h.passage <> traveller_version.passage)
                """, named: ["row traveller_version", "row traveller_version"]),
        Attack(
            what: "edit the present state of an alert", sql: "UPDATE alert_state SET status = 'referred'",
            named: ["derived row alert_state", "edited by hand"]),
        Attack(
            what: "take somebody's token out of the index", sql: "DELETE FROM shared_token",
            named: ["derived row shared_token", "or is missing"]),
        Attack(
            what: "add an account",
            sql: """
                INSERT INTO account_version VALUES (x'000000000000000000000000000000ff', 1, 'ghost', 'inspector', 'active', 0);
                INSERT INTO account VALUES (x'000000000000000000000000000000ff', 1, 'ghost', 'inspector', 'active', 0)
                """, named: ["row account_version", "was added by hand", "derived row account"]),
        Attack(
            what: "make an account the inspector in the present state alone",
            sql: "UPDATE account SET role = 'inspector' WHERE name = 'vella'",
            named: ["derived row account"]),
        Attack(
            what: "hide text behind a NUL", sql: "UPDATE alert_step SET reason = reason || char(0) || 'x' WHERE step = 'decided'",
            named: ["row alert_step"]),
        Attack(
            what: "drop an alert out of the index that the queue is read by",
            sql: """
                DROP INDEX alert_state_0; CREATE INDEX alert_state_0 ON alert_state (status, deadline, severity) WHERE status = 'open';
                PRAGMA writable_schema = ON;
                UPDATE sqlite_master SET sql = 'CREATE INDEX alert_state_0 ON alert_state (status, deadline, severity)' WHERE name = 'alert_state_0'
                """, named: ["does not hold together", "alert_state_0"]),
        Attack(
            what: "a trigger with a name like the engine's",
            sql: "CREATE TRIGGER sqliteXguard AFTER INSERT ON work BEGIN DELETE FROM work WHERE kind = 'raise'; END",
            named: ["trigger sqliteXguard"]),
        Attack(
            what: "a trigger with a name of the engine's",
            sql: """
                PRAGMA writable_schema = ON;
                INSERT INTO sqlite_master VALUES ('trigger', 'sqlite_guard', 'work', 0,
                  'CREATE TRIGGER sqlite_guard AFTER INSERT ON work BEGIN DELETE FROM work WHERE kind = ''raise''; END')
                """, named: ["trigger sqlite_guard"]),
        Attack(
            what: "drop the last entries, but not their checkpoints", sql: AttackTests.dropping, named: ["shorter than its own checkpoint"]),
        Attack(
            what: "take all checkpoints away", sql: "DELETE FROM checkpoint", named: ["no checkpoint at all"]),
        Attack(
            what: "edit a checkpoint", sql: "UPDATE checkpoint SET note = replace(note, 'log.example', 'log.invalid')",
            named: ["is not signed by this log's key"]),
        Attack(
            what: "make a session for somebody",
            sql: """
                INSERT INTO session SELECT randomblob(32), randomblob(16), account, 0, 0, 9000000000000000, 'form' FROM account WHERE name = 'borg'
                """, named: ["a session of account", "no sign-in made it"]),
        Attack(
            what: "make a second session beside one that is right",
            sql: "INSERT INTO session SELECT randomblob(32), randomblob(16), account, created, seen, expires, 'form' FROM session",
            named: ["a session of account"]),
        Attack(
            what: "make a one-time link for somebody",
            sql: "INSERT OR REPLACE INTO invitation SELECT randomblob(32), account, 9000000000000000 FROM account WHERE name = 'vella'",
            named: ["a one-time link of account", "no entry issued it"]),
        Attack(
            what: "take everything away",
            sql: (Schema.committed + Schema.derived).map { "DELETE FROM \($0.name)" }.joined(separator: ";"), named: ["not one entry"]),
    ]

    /// From the reading of the decided alert to the end: nothing present follows from it.
    static let dropping = """
        CREATE TEMP TABLE lost AS SELECT number FROM log_entry WHERE number >= (SELECT max(number) FROM log_entry WHERE type = 'personal-data-read');
        DELETE FROM read_record WHERE '["' || lower(hex(id)) || '"]' IN (SELECT row_key FROM log_leaf WHERE entry IN lost);
        DELETE FROM act WHERE entry IN lost; DELETE FROM log_leaf WHERE entry IN lost; DELETE FROM log_entry WHERE number IN lost
        """
    static let droppingCheckpoints = dropping + "; DELETE FROM checkpoint WHERE size > (SELECT max(number) + 1 FROM log_entry)"

    @Test func theUntouchedUnitIsGoodAgainstBothCheckpointsThatWereKept() async throws {
        let played = try await PlayedUnit.made.value
        let unit = try Attacked(played)
        for kept in [played.keptYesterday, played.keptToday] {
            #expect(try unit.verify(against: kept, key: played.key).faultLines == [])
        }
        #expect(try Attacked(played, yesterday: true).verify(against: played.keptYesterday).faultLines == [])
    }

    @Test(arguments: named) func whatVerifyNamesByItself(_ attack: Attack) async throws {
        let unit = try Attacked(try await PlayedUnit.made.value)
        try unit.run(attack.sql)
        var lines = try unit.verify().faultLines
        for words in attack.named {
            let place = lines.firstIndex { $0.contains(words) }
            #expect(place != nil, "\(attack.what): no line says \(words): \(lines)")
            // Two of a kind need two lines.
            if let place, attack.named.filter({ $0 == words }).count > 1 { lines.remove(at: place) }
        }
    }

    // MARK: What needs a checkpoint that was kept elsewhere

    @Test func droppedEntriesWhoseCheckpointsWentTooAreFoundByTheKeptOneAlone() async throws {
        let played = try await PlayedUnit.made.value
        let unit = try Attacked(played)
        try unit.run(Self.droppingCheckpoints)
        #expect(try unit.verify().isGood, "docs/threat-model.md says that this is silent")
        #expect(try unit.verify(against: played.keptYesterday).isGood, "kept before what was dropped: silent too")
        #expect(try unit.verify(against: played.keptToday).faultLines.contains { $0.contains("shorter than the checkpoint that you kept") })
    }

    @Test func yesterdaysFileIsFoundByTodaysCheckpointAlone() async throws {
        let played = try await PlayedUnit.made.value
        let unit = try Attacked(played, yesterday: true)
        #expect(try unit.verify().isGood, "docs/threat-model.md says that this is silent")
        #expect(try unit.verify(against: played.keptYesterday).isGood)
        #expect(try unit.verify(against: played.keptToday).faultLines.contains { $0.contains("an older folder was put back") })
    }

    @Test func yesterdaysFileThatWasUsedOnPastTodaysLengthIsFoundByTodaysCheckpoint() async throws {
        let played = try await PlayedUnit.made.value
        let attacked = try Attacked(played, yesterday: true)
        let clock = DomainClock.fixed(try #require(Instant(rfc3339: "2026-11-25T08:30:00Z")))
        for _ in 0..<8 {
            await (try await Service.Unit(folder: attacked.folder, clock: clock, realTime: clock, passwords: TestUnit.passwords)).close()
        }
        #expect(try attacked.verify().isGood)
        #expect(try attacked.verify(against: played.keptToday).faultLines.contains { $0.contains("history was rewritten") })
    }

    @Test func theFullForgerIsFoundByACheckpointKeptAfterwardsAndByNoneBefore() async throws {
        let played = try await PlayedUnit.made.value
        let unit = try Attacked(played)
        try unit.run(
            "UPDATE alert_step SET reason = 'explained' WHERE step = 'decided'; UPDATE log_entry SET hour = hour - 1 WHERE type = 'alert-decided'"
        )
        #expect(try !unit.verify().isGood)
        try unit.forge(from: 0)
        #expect(try unit.verify().isGood, "docs/threat-model.md says that this is silent")
        #expect(try unit.verify(against: played.keptToday).faultLines == [Self.rewritten(unit)])
        // All before the decision binds as it did: leaves keep their salts.
        #expect(try unit.verify(against: played.keptYesterday).isGood, "kept before what was forged: silent")
    }

    private static func rewritten(_ unit: Attacked) throws -> String {
        let size = try unit.verify().entries
        return "the first \(size) entries are not those of the checkpoint that you kept: history was rewritten"
    }

    @Test func anotherKeyInThePlaceOfTheLogsIsFoundByTheKeyThatWasKept() async throws {
        let played = try await PlayedUnit.made.value
        let unit = try Attacked(played)
        try unit.forge(from: Int64.max, seed: SystemRandom.bytes(32))
        #expect(try unit.verify().isGood, "the folder's own log.vkey proves little")
        #expect(try unit.verify(key: played.key).faultLines.contains { $0.contains("is not signed by this log's key") })
        #expect(try unit.verify(against: played.keptToday).faultLines.contains { $0.contains("cannot be used") })
    }

    @Test func aForgedSwapOfSealedFactsIsNotOpened() async throws {
        let played = try await PlayedUnit.made.value
        let attacked = try Attacked(played)
        try attacked.run(try #require(Self.named.first { $0.what.contains("swap the sealed") }).sql)
        try attacked.forge(from: 0)
        #expect(try attacked.verify().isGood)
        let clock = DomainClock.fixed(try #require(Instant(rfc3339: "2026-11-25T08:30:00Z")))
        let unit = try await Service.Unit(folder: attacked.folder, clock: clock, realTime: clock, passwords: TestUnit.passwords)
        let answer = await unit.answer(.showAlert(id: played.alert, purpose: "assessment"), as: nil, user: 1)
        #expect(answer.failure?.contains("does not open") == true, "\(answer)")
        await unit.close()
    }

    @Test func anEntryInNobodysNameIsNamedAlsoWhenItIsForgedWell() async throws {
        let unit = try Attacked(try await PlayedUnit.made.value)
        try unit.run(
            """
            DELETE FROM log_leaf WHERE position = 0 AND entry = (SELECT number FROM log_entry WHERE type = 'alert-decided');
            DELETE FROM act WHERE entry = (SELECT number FROM log_entry WHERE type = 'alert-decided')
            """)
        try unit.forge(from: 0)
        #expect(try unit.verify().faultLines.contains { $0.contains("does not begin with its act") })
    }

    // MARK: What cannot be seen

    static let silent: [Attack] = [
        Attack(what: "take over the session of somebody who has signed in", sql: "UPDATE session SET hash = randomblob(32)", named: []),
        Attack(
            what: "take over a one-time link that was issued", sql: "UPDATE invitation SET hash = randomblob(32)", named: []),
        Attack(what: "count no guesses", sql: "DELETE FROM attempt", named: []),
        Attack(
            what: "say that rows were shown before", sql: "INSERT INTO shown SELECT randomblob(16), 'alerts', passage FROM passage",
            named: []),
        Attack(what: "take events away", sql: "DELETE FROM event", named: []),
        Attack(
            what: "take away that hits are to be weighed", sql: "DELETE FROM work WHERE kind IN ('raise', 'link', 'rescreen')", named: []),
        Attack(
            what: "take away a checkpoint between others",
            sql: "DELETE FROM checkpoint WHERE size < (SELECT max(size) FROM checkpoint)", named: []),
    ]

    @Test(arguments: silent) func whatNothingNamesIsListedInTheThreatModel(_ attack: Attack) async throws {
        let unit = try Attacked(try await PlayedUnit.made.value)
        try unit.run(attack.sql)
        #expect(
            try unit.verify(against: unit.played.keptToday, key: unit.played.key).faultLines == [],
            "it is seen: say so in docs/threat-model.md")
        let page = try String(contentsOf: Self.page, encoding: .utf8)
        #expect(page.contains("| \(attack.what) |"), "docs/threat-model.md does not say that nobody sees: \(attack.what)")
    }

    static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("docs/threat-model.md")

    @Test func thePageNamesEveryAttackThatIsTried() throws {
        let page = try String(contentsOf: Self.page, encoding: .utf8)
        for attack in Self.named { #expect(page.contains("| \(attack.what) |"), "docs/threat-model.md does not have: \(attack.what)") }
    }

    // MARK: The clock

    @Test func aClockThatWasSetBackIsToldAndIsNoFault() async throws {
        let attacked = try Attacked(try await PlayedUnit.made.value)
        let before = DomainClock.fixed(try #require(Instant(rfc3339: "2026-11-24T08:00:00Z")))
        await (try await Service.Unit(folder: attacked.folder, clock: before, realTime: before, passwords: TestUnit.passwords)).close()
        let report = try attacked.verify()
        #expect(report.isGood && report.setBack > 0)
        #expect(report.lines.contains { $0.contains("was set back") && $0.contains("entry \(report.firstSetBack ?? -1)") })
    }
}
