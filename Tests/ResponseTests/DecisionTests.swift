import Casework
import Response
import Storage
import Testing
import Travel

/// What people decide, and what comes of doing nothing.
@Suite struct DecisionTests {
    private let world: World
    init() throws { world = try World() }

    @Test func theFirstDecisionCountsAndTheOtherIsToldWhoAndWhen() async throws {
        let alert = try await world.alert()
        let first = world.ids.next()
        world.wait(minutes: 5)
        #expect(try await world.decide(alert, by: first) == .recorded(version: 2, status: .referred, late: false))
        let decidedAt = world.clock.now()
        world.wait(minutes: 1)
        guard
            case .conflict(let conflict) = try await world.decide(
                alert, .dismiss(.identityMismatch, detail: ""), text: "somebody else entirely")
        else {
            Issue.record("the second decision stands")
            return
        }
        #expect(
            (conflict.account, conflict.at, conflict.status, conflict.step, conflict.version) == (first, decidedAt, .referred, "decided", 2)
        )
    }

    @Test func ofTwoWhoDecideAtOnceOneStands() async throws {
        let alert = try await world.alert()
        let outcomes = try await withThrowingTaskGroup(of: DecisionOutcome.self) { group in
            for _ in 0..<8 { group.addTask { try await self.world.decide(alert) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let recorded = outcomes.count { if case .recorded = $0 { true } else { false } }
        #expect(recorded == 1 && outcomes.count == 8)
        #expect(try await world.storage.alertDetail(alert.alert)?.steps.count == 2)
    }

    /// Even with the right version: what is decided is decided.
    @Test func aDecisionIsNotTakenAgain() async throws {
        let alert = try await world.alert()
        _ = try await world.decide(alert)
        let decided = try #require(try await world.storage.alert(alert.alert))
        guard case .conflict = try await world.decide(decided) else {
            Issue.record("decided twice")
            return
        }
    }

    @Test func evidenceThatCameMeanwhileIsAConflictToo() async throws {
        let alert = try await world.alert()
        try await world.hit(alert.key, weight: 100)
        try await world.raise(alert.key)
        guard case .conflict(let conflict) = try await world.decide(alert) else {
            Issue.record("decided on evidence that was not seen")
            return
        }
        #expect(conflict.step == "evidence" && conflict.account == nil && conflict.version == 2)
    }

    @Test func doingNothingIsRecordedAndALateDecisionIsMarkedLate() async throws {
        let alert = try await world.alert(landsIn: 90)
        try await world.expire(alert.alert)
        #expect(try await world.alerts([.open]).count == 1)
        world.wait(minutes: 30)
        try await world.expire(alert.alert)
        let expired = try #require(try await world.alerts([.expired]).first)
        #expect(expired.version == 2)
        #expect(try await world.storage.lastAlertStep(alert.alert)?.step == "expired")
        try await world.expire(alert.alert)
        #expect(try await world.storage.alert(alert.alert)?.version == 2)
        #expect(try await world.decide(expired) == .recorded(version: 3, status: .referred, late: true))
        let steps = try #require(try await world.storage.alertDetail(alert.alert)?.steps)
        #expect(steps.map(\.step) == ["raised", "expired", "decided"])
        #expect(steps.map(\.late) == [false, false, true])
    }

    @Test func aDeadlineThatMovedIsLookedAtAgainThen() async throws {
        let alert = try await world.alert(landsIn: 90)
        world.wait(minutes: 10)
        _ = try await world.voyage(landsIn: 200, alert.key.voyageKey, version: 2)
        try await world.raise(alert.key)
        world.wait(minutes: 25)
        try await world.expire(alert.alert)
        let now = try #require(try await world.alerts([.open]).first)
        #expect(try await world.expiries() == [now.deadline])
    }

    @Test func aDelayAfterTheExpiryGivesAnotherChance() async throws {
        let alert = try await world.alert(landsIn: 90)
        world.wait(minutes: 31)
        try await world.expire(alert.alert)
        _ = try await world.voyage(landsIn: 300, alert.key.voyageKey, version: 2)
        try await world.raise(alert.key)
        #expect(try await world.alerts([.open]).map(\.linked) == [alert.alert])
    }

    @Test func anOvertakenAlertIsNotDecided() async throws {
        let alert = try await world.alert()
        try await world.take(.off, alert.key)
        try await world.raise(alert.key)
        guard case .conflict(let conflict) = try await world.decide(try #require(try await world.storage.alert(alert.alert))) else {
            Issue.record("an overtaken alert was decided")
            return
        }
        #expect(conflict.status == .overtaken)
    }

    @Test func reasonsComeFromTheProfileAndNeedWhatTheyNeed() async throws {
        let alert = try await world.alert()
        await #expect(throws: DecisionError.reasonNotOffered(.insufficient, offered: world.profile.dismissalReasons)) {
            try await self.world.decide(alert, .dismiss(.insufficient, detail: ""))
        }
        await #expect(throws: DecisionError.explanationNotOffered(offered: ["family", "employer"])) {
            try await self.world.decide(alert, .dismiss(.explained, detail: "weather"))
        }
        for other in ["", "nonsense", alert.alert.description, world.ids.next().description] {
            await #expect(throws: DecisionError.duplicateOfNothing) {
                try await self.world.decide(alert, .dismiss(.duplicate, detail: other))
            }
        }
        await #expect(throws: DecisionError.textTooShort(least: 10)) {
            try await self.world.decide(alert, .dismiss(.identityMismatch, detail: ""), text: "  no    \n  ")
        }
        await #expect(throws: DecisionError.unknownAlert) {
            try await Decisions(storage: self.world.storage, clock: self.world.clock, profile: self.world.profile).decide(
                self.world.ids.next(), version: 1, disposition: .refer, text: "", access: self.world.access(self.world.ids.next()))
        }
        await #expect(throws: DecisionError.notPermitted) {
            try await Decisions(storage: self.world.storage, clock: self.world.clock, profile: self.world.profile).decide(
                alert.alert, version: 1, disposition: .refer, text: "", access: .assessment)
        }
        #expect(try await world.storage.alert(alert.alert)?.version == 1)
        #expect(
            try await world.decide(alert, .dismiss(.explained, detail: "family")) == .recorded(version: 2, status: .dismissed, late: false))
        let second = try await world.alert()
        _ = try await world.decide(second, .dismiss(.duplicate, detail: alert.alert.description))
        #expect(try await world.storage.lastAlertStep(second.alert)?.detail == alert.alert.description)
    }

    /// A person's words may name somebody: they stand sealed, and a detail that is no code is not kept at all.
    @Test func wordsAreSealed() async throws {
        let alert = try await world.alert()
        _ = try await world.decide(alert, .dismiss(.identityMismatch, detail: "TAMARA VELDOR"), text: "TAMARA VELDOR is somebody else")
        let step = try #require(try await world.storage.lastAlertStep(alert.alert))
        #expect(step.hasNote && step.detail.isEmpty)
        #expect(
            try await world.storage.openNotes(of: alert.alert, access: .assessment, at: world.clock.now()) == [
                2: "TAMARA VELDOR is somebody else"
            ])
    }
}
