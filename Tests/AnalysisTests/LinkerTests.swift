import Analysis
import Casework
import Storage
import Testing
import Travel

/// Indicators 3 and 9: one card, one telephone over unrelated bookings.
@Suite struct LinkerTests {
    private let world: World
    private let number = "+99 555 0101 234"

    init() throws { world = try World() }

    private func member(
        _ index: Int, family: String? = nil, locator: String? = nil, home: String? = nil, document: String? = nil, days: Int64 = 2
    ) async throws
        -> World.Seeded
    {
        let voyage = try await world.voyage("\(100 + index)", departsIn: 24 * days)
        return try await world.book(
            on: voyage,
            [
                traveller(
                    family ?? Self.surnames[index % 8] + Self.surnames[index / 8 % 8] + Self.surnames[index / 64], "SOL", document: document
                )
            ],
            booking: booking(locator ?? "LOC\(100 + index)", telephone: number, home: home), createdHoursBefore: 24 * 8,
            departsIn: 24 * days,
            card: "5105105105105100")
    }
    private static let surnames = ["VELDOR", "KOZUN", "MIRABO", "BRESOL", "WIMPA", "LIRGON", "HEFUR", "JEMOSK"]
    private func telephone(_ seeded: World.Seeded) throws -> Token { try #require(seeded.tokens.first { $0.kind == .telephone }) }
    private func card(_ seeded: World.Seeded) throws -> Token { try #require(seeded.tokens.first { $0.kind == .card }) }

    @Test func theThirdBookingAlsoRaisesTheFirstTwo() async throws {
        let first = try await member(0)
        let second = try await member(1)
        try await world.link(telephone(second))
        #expect(try await world.hits(first.passages[0]).isEmpty)
        let third = try await member(2)
        try await world.link(telephone(third))
        for seeded in [first, second, third] {
            let hits = try await world.hits(seeded.passages[0])
            #expect(hits.map(\.weight) == [700])
            let explanation = try await world.explanation(try #require(hits.first))
            #expect(explanation.parts.reduce(0) { $0 + $1.weight } == 700)
            #expect(explanation.places.count == 3)
        }
        #expect(Set(try await world.waiting(.raise).map(\.key)) == Set([first, second, third].map { $0.passages[0].packed }))
    }

    @Test func linkingAgainChangesNothingAndTheFourthRisesAll() async throws {
        var members: [World.Seeded] = []
        for index in 0..<3 { members.append(try await member(index)) }
        try await world.link(telephone(members[0]))
        let before = try await world.allHits(members[0].passages[0])
        try await world.link(telephone(members[0]))
        #expect(try await world.allHits(members[0].passages[0]) == before)
        world.wait(seconds: 60)
        members.append(try await member(3))
        try await world.link(telephone(members[3]))
        for seeded in members { #expect(try await world.hits(seeded.passages[0]).map(\.weight) == [800]) }
        #expect(try await world.allHits(members[0].passages[0]).compactMap(\.endReason) == ["replaced"])
    }

    @Test func aBookingThatLeavesEndsTheHitsOfTheOthersAndItsOwn() async throws {
        var members: [World.Seeded] = []
        for index in 0..<3 { members.append(try await member(index)) }
        try await world.link(telephone(members[0]))
        world.wait(seconds: 60)
        // The third gets another telephone.
        try await world.book(
            on: members[2].voyage, [traveller("MIRABO", "SOL")], booking: booking("LOC102", telephone: "+99 555 7777 888"),
            again: members[2], version: 2)
        try await world.link(telephone(members[2]))
        for seeded in members {
            #expect(try await world.hits(seeded.passages[0]).isEmpty)
            #expect(try await world.allHits(seeded.passages[0]).compactMap(\.endReason) == ["group-changed"])
        }
    }

    @Test func aPassageThatIsTakenOffLeavesItsGroup() async throws {
        var members: [World.Seeded] = []
        for index in 0..<3 { members.append(try await member(index)) }
        try await world.link(card(members[0]))
        try await world.take(.off, members[0].passages[0])
        world.wait(seconds: 60)
        try await world.link(card(members[0]))
        #expect(try await world.hits(members[0].passages[0]).isEmpty)
    }

    /// Unrelated: no common locator, surname, postal address or document.
    @Test(arguments: ["surname", "home", "document", "locator", "chain"]) func aFamilyOnOneCardIsNoHit(relation: String) async throws {
        var members: [World.Seeded] = []
        for index in 0..<4 {
            members.append(
                try await member(
                    index,
                    family: relation == "surname"
                        ? "MIRABO" : relation == "chain" ? ["VELDOR", "VELDOR KOZUN", "KOZUN LIRGON", "LIRGON"][index] : nil,
                    locator: relation == "locator" ? "SAME11" : nil, home: relation == "home" ? "Quay 7" : nil,
                    document: relation == "document" ? "XA100001" : nil))
        }
        try await world.link(card(members[0]))
        try await world.link(telephone(members[0]))
        for seeded in members { #expect(try await world.hits(seeded.passages[0]).isEmpty) }
    }

    @Test func aCardOverThreeFamiliesIsAHitOnAllMembersAlsoWhereSomeAreRelated() async throws {
        var members = [try await member(0), try await member(1), try await member(2)]
        members.append(try await member(3, family: "VELDORVELDORVELDOR"))
        members[0] = try await member(4, family: "VELDORVELDORVELDOR")
        try await world.link(card(members[1]))
        for seeded in members { #expect(try await world.hits(seeded.passages[0]).map(\.weight) == [800]) }
        let explanation = try await world.explanation(try #require(try await world.hits(members[0].passages[0]).first))
        #expect(explanation.opposing.contains(Reason("some-are-related", ["3"])))
    }

    @Test func bookingsOutsideTheWindowAreNoGroup() async throws {
        let members = [try await member(0, days: 2), try await member(1, days: 20), try await member(2, days: 40)]
        try await world.link(card(members[0]))
        for seeded in members { #expect(try await world.hits(seeded.passages[0]).isEmpty) }
    }

    @Test func sixtyFiveBookingsAreAHub() async throws {
        var members: [World.Seeded] = []
        for index in 0..<64 { members.append(try await member(index)) }
        try await world.link(telephone(members[0]))
        #expect(try await world.hits(members[63].passages[0]).count == 1)
        world.wait(seconds: 60)
        members.append(try await member(64))
        try await world.link(telephone(members[64]))
        for seeded in [members[0], members[31], members[63], members[64]] {
            #expect(try await world.hits(seeded.passages[0]).isEmpty)
        }
        #expect(try await world.allHits(members[0].passages[0]).compactMap(\.endReason) == ["hub"])
        // Whoever judges one of them is told.
        let linker = Linker(storage: world.storage, clock: world.clock, ids: world.ids, rules: world.rules)
        let id = try #require(members[0].booking)
        let hubs = try await linker.hubs(of: SealedSubject(voyage: members[0].voyage, subject: id, version: 1))
        #expect(Set(hubs.map(\.kind)) == [.telephone, .card] && hubs.allSatisfy { $0.bookings == 65 })
    }

    /// An indicator that changed is applied to groups that nothing else touches.
    @Test func aChangeOfTheRulesLooksAtTheGroupsAgain() async throws {
        let seeded = try await member(0)
        let rescreener = Rescreener(storage: world.storage, clock: world.clock)
        _ = try await world.waiting(.link)
        try await rescreener.rescreen(world.claim(.rescreen, []))
        #expect(try await world.waiting(.link).isEmpty)
        try await rescreener.rescreen(world.claim(.rescreen, Work.rules))
        #expect(Set(try await world.waiting(.link).map(\.key)) == [try telephone(seeded).packed, try card(seeded).packed])
    }

    @Test func aLatePurchaseOfACardGroupIsAssessedAgain() async throws {
        let early = try await member(0)
        let voyage = try await world.voyage("900", departsIn: 40)
        let late = try await world.book(
            on: voyage, [traveller("KOZUN", "MIRA")], booking: booking("LATE11"), createdHoursBefore: 30, card: "5105105105105100")
        try await world.link(card(early))
        #expect(try await world.waiting(.assess).map(\.key) == [late.passages[0].packed])
    }

    @Test func groupHitsAreTheGroupsToEnd() async throws {
        var members: [World.Seeded] = []
        for index in 0..<3 { members.append(try await member(index)) }
        try await world.link(telephone(members[0]))
        try await world.assess(members[0].passages[0])
        #expect(try await world.hits(members[0].passages[0]).count == 1)
    }

    @Test func aTokenThatLinksNobodyIsDone() async throws {
        let seeded = try await member(0)
        try await world.link(try await world.storage.keys(at: world.clock.now()).token(.email, "a@b.example"))
        try await world.link(card(seeded))
        #expect(try await world.hits(seeded.passages[0]).isEmpty)
    }
}
