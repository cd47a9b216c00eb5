import Casework
import Response
import Storage
import Testing
import Travel

/// What `alerts export` says: each time that a passage's score rises.
@Suite struct ScoreRiseTests {
    private let world: World
    init() throws { world = try World() }

    private func rises(_ key: PassageKey) async throws -> [Int] {
        let hits = try #require(try await world.storage.raisingSubject(key)).hits
        return ScoreRise.all(of: hits, profile: world.profile).map(\.score)
    }

    @Test func eachRiseIsALineAndAFallIsNone() async throws {
        let key = try await world.passages(on: try await world.voyage(landsIn: 240))[0]
        let first = try await world.hit(key, weight: 300)
        world.wait(minutes: 1)
        try await world.hit(key, weight: 200)
        world.wait(minutes: 1)
        try await world.end(first, key)
        #expect(try await rises(key) == [300, 500])
        world.wait(minutes: 1)
        try await world.hit(key, weight: 100)
        #expect(try await rises(key) == [300, 500, 300])
    }

    /// A hit whose explanation changes ends and comes again in one step: nothing rose.
    @Test func whatEndsAndComesAgainInOneStepIsNoRise() async throws {
        let key = try await world.passages(on: try await world.voyage(landsIn: 240))[0]
        let subject = world.ids.next()
        let hit = try await world.hit(key, weight: 300, subject: subject)
        world.wait(minutes: 1)
        try await world.end(hit, key)
        try await world.hit(key, weight: 300, subject: subject)
        #expect(try await rises(key) == [300])
    }
}
