import Casework
import Response
import Storage
import Testing
import Travel

/// What pages ask: without anybody's identity.
@Suite struct AlertQuestionTests {
    private let world: World
    init() throws { world = try World() }

    @Test func theQueueGoesByDeadlineInPages() async throws {
        for minutes in [500, 200, 400, 300] { _ = try await world.alert(landsIn: Int64(minutes)) }
        let all = try await world.storage.alertQueue([.open, .expired], limit: 10)
        #expect(all.map { ($0.state.deadline - World.start) / 60 } == [140, 240, 340, 440])
        var cursor: AlertCursor?
        var paged: [Identifier] = []
        while let page = Optional(try await world.storage.alertQueue([.open, .expired], after: cursor, limit: 3)), let last = page.last {
            paged += page.map(\.state.alert)
            cursor = AlertCursor(last.state)
        }
        #expect(paged == all.map(\.state.alert))
        #expect(try await world.storage.alertQueue([.dismissed], limit: 10).isEmpty)
        #expect(try await world.storage.openAlerts(limit: 10) == 4)
        // It counts no further than it has to.
        #expect(try await world.storage.openAlerts(limit: 2) == 3)
    }

    @Test func amongAlertsOfOneDeadlineTheMoreSevereComesFirst() async throws {
        let keys = try await world.passages(3, on: try await world.voyage(landsIn: 240))
        for (key, weight) in zip(keys, [700, 2_200, 1_500]) {
            try await world.hit(key, weight: weight)
            try await world.raise(key)
        }
        let first = try await world.storage.alertQueue([.open], limit: 1)
        let rest = try await world.storage.alertQueue([.open], after: first.last.map { AlertCursor($0.state) }, limit: 5)
        #expect((first + rest).map(\.state.severity) == [.p1, .p2, .p3])
    }

    @Test func aRowHasItsVoyageAndVersions() async throws {
        let voyage = try await world.voyage(landsIn: 240)
        let key = try await world.passages(on: voyage)[0]
        try await world.hit(key, weight: 800)
        try await world.raise(key)
        let row = try #require(try await world.storage.alertQueue([.open], limit: 10).first)
        #expect(row.voyage.designator.number == "123" && row.voyage.momentPlace == "BBB")
        #expect((row.apiVersion, row.pnrVersion, row.passageVersion) == (1, nil, 1))
    }

    @Test func theDetailHasStepsHitsCompanionsAndMessages() async throws {
        let voyage = try await world.voyage(landsIn: 240)
        let keys = try await world.passages(3, on: voyage, together: true)
        try await world.passages(2, on: voyage).forEach { _ in }
        let ended = try await world.hit(keys[0], weight: 100)
        try await world.hit(keys[0], weight: 900)
        try await world.raise(keys[0])
        try await world.end(ended, keys[0])
        try await world.hit(keys[1], weight: 900)
        try await world.raise(keys[1])
        let alerts = try await world.alerts()
        let mine = try #require(alerts.first { $0.key == keys[0] })
        let other = try #require(alerts.first { $0.key == keys[1] })
        let detail = try #require(try await world.storage.alertDetail(mine.alert))
        #expect(detail.hits.count == 2 && detail.hits.count { $0.ended != nil } == 1)
        #expect(Set(detail.companions.map(\.key)) == Set(keys[1...]))
        #expect(detail.companions.first { $0.key == keys[1] }?.openAlert == other.alert)
        #expect(detail.messages.map(\.kind) == ["PAXLST"])
        #expect(try await world.storage.alertDetail(world.ids.next()) == nil)
    }
}
