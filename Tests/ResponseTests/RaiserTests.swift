import Casework
import Response
import Storage
import Testing
import Travel

/// Hits become one alert a passage, with a deadline.
@Suite struct RaiserTests {
    private let world: World
    init() throws { world = try World() }

    @Test func hitsBelowTheThresholdRaiseNothingAndTogetherTheyRaiseOne() async throws {
        let voyage = try await world.voyage(landsIn: 240)
        let key = try await world.passages(on: voyage)[0]
        try await world.hit(key, weight: 400)
        try await world.raise(key)
        #expect(try await world.alerts().isEmpty)
        try await world.hit(key, weight: 300, source: .indicator)
        try await world.raise(key)
        let alert = try #require(try await world.alerts().first)
        #expect((alert.status, alert.score, alert.severity, alert.version) == (.open, 700, .p3, 1))
        // Landing less the 60 minutes of that airport.
        #expect(alert.deadline == World.start + 180 * 60)
        #expect(try await world.expiries() == [alert.deadline])
        try await world.raise(key)
        #expect(try await world.alerts() == [alert])
    }

    @Test func anExactDocumentIsP1() async throws {
        let voyage = try await world.voyage(landsIn: 240)
        let key = try await world.passages(on: voyage)[0]
        try await world.hit(key, weight: 700, source: .document)
        try await world.raise(key)
        #expect(try await world.alerts().map(\.severity) == [.p1])
    }

    @Test func aHitThatStandsTwiceWeighsOnce() async throws {
        let voyage = try await world.voyage(landsIn: 240)
        let key = try await world.passages(on: voyage)[0]
        let subject = world.ids.next()
        try await world.hit(key, weight: 400, subject: subject)
        try await world.hit(key, weight: 400, subject: subject)
        try await world.raise(key)
        #expect(try await world.alerts().isEmpty)
    }

    @Test func moreEvidenceIsAStepOfTheOpenAlertAndLessNeverClosesIt() async throws {
        let alert = try await world.alert()
        world.wait(minutes: 1)
        let hit = try await world.hit(alert.key, weight: 800)
        try await world.raise(alert.key)
        var now = try #require(try await world.alerts().first)
        #expect((now.version, now.score, now.severity, now.status) == (2, 1_700, .p2, .open))
        for state in try await world.storage.raisingSubject(alert.key)?.hits ?? [] where state.hit != hit {
            try await world.end(state.hit, alert.key)
        }
        world.wait(minutes: 1)
        try await world.end(hit, alert.key)
        try await world.raise(alert.key)
        now = try #require(try await world.alerts().first)
        #expect((now.version, now.score, now.status) == (3, 0, .open))
        #expect(try await world.storage.alertDetail(alert.alert)?.steps.map(\.step) == ["raised", "evidence", "evidence"])
    }

    @Test func aVoyageThatIsDelayedMovesTheDeadlineAndItsWork() async throws {
        let alert = try await world.alert()
        _ = try await world.voyage(landsIn: 400, alert.key.voyageKey, version: 2)
        try await world.raise(alert.key)
        let now = try #require(try await world.alerts().first)
        #expect(now.deadline == World.start + 340 * 60)
        #expect(try await world.expiries() == [now.deadline])
        #expect(try await world.storage.alertDetail(alert.alert)?.steps.last?.step == "deadline-moved")
    }

    /// Words: a passage whose moment had passed when its transmission was received gives historic hits and no alert.
    @Test(arguments: [Int64(-100), 0, 59, 60]) func tooLateWhenItWasReceived(landsIn: Int64) async throws {
        let voyage = try await world.voyage(landsIn: landsIn)
        let key = try await world.passages(on: voyage)[0]
        try await world.hit(key, weight: 900)
        try await world.raise(key)
        #expect(try await world.alerts().isEmpty)
    }

    @Test func receivedInTimeButAssessedTooLateIsAnAlertThatExpiredUnhandled() async throws {
        let voyage = try await world.voyage(landsIn: 90)
        let key = try await world.passages(on: voyage)[0]
        world.wait(minutes: 31)
        try await world.hit(key, weight: 900)
        try await world.raise(key)
        let alert = try #require(try await world.alerts().first)
        #expect(alert.status == .expired)
        #expect(try await world.storage.alertDetail(alert.alert)?.delay == 60)
        #expect(try await world.expiries().isEmpty)
        try await world.raise(key)
        #expect(try await world.alerts().count == 1)
    }

    /// Where the moment is not known the earliest plausible one holds.
    @Test func withoutAMomentTheDepartureAndWithoutThatTheDayInTheEasternmostZone() async throws {
        let departing = try await world.passages(on: try await world.voyage(landsIn: nil, departsIn: 300))[0]
        try await world.hit(departing, weight: 900)
        try await world.raise(departing)
        #expect(try await world.alerts().map(\.deadline) == [World.start + 240 * 60])
        // The local day has begun in the east hours ago and is not over: nobody knows that the moment has passed.
        let today = try await world.passages(on: try await world.voyage(landsIn: nil))[0]
        try await world.hit(today, weight: 900)
        try await world.raise(today)
        #expect(try await world.alerts([.open]).map(\.deadline).sorted() == [World.start + 60 * 60, World.start + 240 * 60])
        // A day that is over everywhere has passed.
        let past = World.start.utc.date.adding(days: -2)
        let over = try await world.passages(on: try await world.voyage(landsIn: nil, date: past))[0]
        try await world.hit(over, weight: 900)
        try await world.raise(over)
        #expect(try await world.alerts().count == 2)
    }

    /// Words: people without flight or date "are screened all the same", and who is found among them is somebody's to see.
    @Test func somebodyOnNoFlightAtAllGivesAnAlertThatIsDueByTheReceipt() async throws {
        let key = try await world.passages(on: try await world.voyage(landsIn: nil, isPlaced: false))[0]
        try await world.hit(key, weight: 1_000, source: .document)
        try await world.raise(key)
        let alert = try #require(try await world.alerts().first)
        #expect((alert.status, alert.deadline) == (.open, World.start + 60 * 60))
    }

    /// Seam: "holding up a queue must not erase alerts", also when a later push comes before the queue is let go.
    @Test func aLaterPushDoesNotMakeLateWhatCameInTime() async throws {
        let voyage = try await world.voyage(landsIn: 90)
        let key = try await world.passages(on: voyage)[0]
        world.wait(minutes: 31)
        try await world.push(key)
        try await world.hit(key, weight: 900)
        try await world.raise(key)
        #expect(try await world.alerts().map(\.status) == [.expired])
    }

    @Test func aCancelledVoyageAndSomebodyTakenOffOvertakeTheirAlerts() async throws {
        let one = try await world.alert()
        _ = try await world.voyage(landsIn: 240, one.key.voyageKey, version: 2, status: "cancelled")
        try await world.raise(one.key)
        let two = try await world.alert()
        try await world.take(.off, two.key)
        try await world.raise(two.key)
        #expect(try await world.alerts().map(\.status) == [.overtaken, .overtaken])
        #expect(try await world.storage.lastAlertStep(one.alert)?.reason == "voyage-cancelled")
        #expect(try await world.storage.lastAlertStep(two.alert)?.reason == "passage-off")
        // Back on board: a new alert that follows the old one.
        world.wait(minutes: 1)
        try await world.take(.on, two.key)
        try await world.raise(two.key)
        #expect(try await world.alerts([.open]).map(\.linked) == [two.alert])
    }

    @Test func newEvidenceAfterADecisionOpensALinkedAlertAndOldEvidenceDoesNot() async throws {
        let alert = try await world.alert()
        world.wait(minutes: 1)
        _ = try await world.decide(alert, .dismiss(.identityMismatch, detail: ""), text: "another person, seen the document")
        world.wait(minutes: 1)
        try await world.raise(alert.key)
        #expect(try await world.alerts([.open]).isEmpty)
        try await world.hit(alert.key, weight: 100, source: .indicator)
        try await world.raise(alert.key)
        let linked = try #require(try await world.alerts([.open]).first)
        #expect(linked.linked == alert.alert && linked.score == 1_000)
        #expect(try await world.storage.alertDetail(alert.alert)?.followedBy == [linked.alert])
    }

    /// A hit that was there and only got another explanation is nothing new for who has decided.
    @Test func theSameEvidenceAgainIsNoNews() async throws {
        let voyage = try await world.voyage(landsIn: 240)
        let key = try await world.passages(on: voyage)[0]
        let subject = world.ids.next()
        let hit = try await world.hit(key, weight: 900, subject: subject)
        try await world.raise(key)
        _ = try await world.decide(try #require(try await world.alerts().first))
        world.wait(minutes: 1)
        try await world.end(hit, key)
        try await world.hit(key, weight: 900, subject: subject)
        try await world.raise(key)
        #expect(try await world.alerts().count == 1)
    }

    /// An act may be older than the commit that it ends up in: a finding of the same instant, committed after the weighing, was
    /// seen by nobody.
    @Test func whatIsNewsGoesByTheOrderOfCommitsAndNotByTheClock() async throws {
        let voyage = try await world.voyage(landsIn: 240)
        let key = try await world.passages(on: voyage)[0]
        try await world.hit(key, weight: 600)
        let second = try await world.hit(key, weight: 300)
        try await world.raise(key)
        _ = try await world.decide(try #require(try await world.alerts().first))
        try await world.end(second, key)
        try await world.hit(key, weight: 300)
        try await world.raise(key)
        #expect(try await world.alerts().count == 2)
    }
}
