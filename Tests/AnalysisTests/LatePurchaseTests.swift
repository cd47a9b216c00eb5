import Analysis
import Casework
import Storage
import Testing
import Travel

/// Indicator 1: bought under 48 hours before departure, and paid by somebody who does not travel.
@Suite struct LatePurchaseTests {
    private let world: World
    private let voyage: VoyageKey

    init() async throws {
        world = try World()
        voyage = try await world.voyage(departsIn: 40)
    }

    private func hit(_ booking: Booking, hours: Int64, _ people: [Traveller] = [traveller("VELDOR", "TAMARA")], card: String? = nil)
        async throws -> HitState?
    {
        let seeded = try await world.book(on: voyage, people, booking: booking, createdHoursBefore: hours, card: card)
        try await world.assess(seeded.passages[0])
        return try await world.hits(seeded.passages[0]).first
    }

    @Test func aSponsorWhoDoesNotTravel() async throws {
        let hit = try #require(try await hit(booking("AAAAA1", sponsor: "OSKAR ZUNBRE"), hours: 30))
        #expect(hit.weight == 701)
        let explanation = try await world.explanation(hit)
        #expect(explanation.parts.map(\.weight) == [350, 351])
        #expect(explanation.supporting.map(\.code) == ["bought-hours-before-departure", "payer-does-not-travel"])
        #expect(explanation.places.map(\.field) == [.created, .remark])
        #expect(!explanation.supporting.contains { $0.arguments.contains { $0.contains("ZUNBRE") } })
    }

    @Test func aPayerWhoDoesNotTravel() async throws {
        #expect(try await hit(booking("AAAAA1", payer: "OSKAR ZUNBRE"), hours: 47) != nil)
    }

    /// 48 hours and more are not late; a purchase after departure is an error of the data.
    @Test(arguments: [Int64(48), 49, 500, -1]) func inGoodTime(hours: Int64) async throws {
        #expect(try await hit(booking("AAAAA1", sponsor: "OSKAR ZUNBRE"), hours: hours) == nil)
    }

    @Test(arguments: ["TAMARA VELDOR", "MR VELDOR", "Veldor, O."]) func aPayerOfTheSameNameIsNoThirdParty(payer: String) async throws {
        #expect(try await hit(booking("AAAAA1", payer: payer, sponsor: payer), hours: 20) == nil)
    }

    @Test func ownCardAndNobodyNamed() async throws {
        #expect(try await hit(booking("AAAAA1"), hours: 20, card: "4929000000000017") == nil)
    }

    @Test func anEmployerHoldsAndSaysWhatSpeaksAgainst() async throws {
        var worker = booking("AAAAA1", sponsor: "HARBOUR CRANE SERVICES")
        worker.itinerary = [
            ItinerarySegment(kind: .flight, leg: Leg(from: "AAA", to: "BBB")),
            ItinerarySegment(kind: .flight, leg: Leg(from: "BBB", to: "AAA")),
        ]
        let explanation = try await world.explanation(try #require(try await hit(worker, hours: 20)))
        #expect(explanation.opposing.map(\.code) == ["return-booked", "company-travel"])
    }

    @Test func aCardThatAlsoPaidForAStranger() async throws {
        let other = try await world.voyage("9", departsIn: 100)
        try await world.book(
            on: other, [traveller("MIRABO", "SOLPA")], booking: booking("BBBBB1"), createdHoursBefore: 400, departsIn: 100,
            card: "4929000000000017")
        let hit = try #require(try await hit(booking("AAAAA1"), hours: 30, card: "4929000000000017"))
        let explanation = try await world.explanation(hit)
        #expect(explanation.supporting.map(\.code) == ["bought-hours-before-departure", "card-also-paid-for-strangers"])
    }

    @Test func aCardThatTheSameFamilyUsedBefore() async throws {
        let other = try await world.voyage("9", departsIn: 100)
        try await world.book(
            on: other, [traveller("VELDOR", "SOLPA")], booking: booking("BBBBB1"), createdHoursBefore: 400, departsIn: 100,
            card: "4929000000000017")
        #expect(try await hit(booking("AAAAA1"), hours: 30, card: "4929000000000017") == nil)
    }

    @Test func ofAgeOnlyWhetherAMinorAndOfSexAndNationalityNothing() async throws {
        let child = traveller("VELDOR", "TAMARA", born: "2012-01-01", sex: .female)
        var explanation = try await world.explanation(
            try #require(try await hit(booking("AAAAA1", payer: "OSKAR ZUNBRE"), hours: 30, [child])))
        #expect(explanation.supporting.last == Reason("is-minor"))
        var adult = child
        adult.birthDate = PartialDate(iso8601: "1990")
        adult.nationalities = ["UTO"]
        let other = try await world.explanation(try #require(try await hit(booking("AAAAA2", payer: "OSKAR ZUNBRE"), hours: 30, [adult])))
        explanation.supporting.removeLast()
        #expect(explanation.supporting == other.supporting && explanation.parts == other.parts)
    }

    @Test func anIndicatorBeyondItsExpiryDoesNotRun() async throws {
        var old = World.late
        old.expiry = try #require(LocalDate(iso8601: "2026-11-24"))
        let world = try World([old])
        let voyage = try await world.voyage()
        let seeded = try await world.book(
            on: voyage, [traveller("VELDOR", "TAMARA")], booking: booking("AAAAA1", payer: "OSKAR ZUNBRE"), createdHoursBefore: 20)
        try await world.assess(seeded.passages[0])
        #expect(try await world.hits(seeded.passages[0]).isEmpty)
    }

    @Test func anIndicatorsFileIsCheckedBeforeItRuns() {
        #expect(AnalysisRules.faults(of: World.late).isEmpty)
        var wrong = World.card
        wrong.thresholds = ["familes": 3, "days": 0]
        wrong.speaksAgainst = []
        #expect(AnalysisRules.faults(of: wrong).count == 3)
        wrong.evidence = "guess"
        #expect(AnalysisRules.faults(of: wrong).count == 1)
    }
}
