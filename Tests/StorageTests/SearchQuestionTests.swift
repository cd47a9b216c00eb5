import Casework
import Foundation
import Storage
import Testing
import Travel

/// What a search asks, and what is kept of it.
@Suite struct SearchQuestionTests {
    private let now = TemporaryUnit.now

    @Test func whoeverTravelsIsGoneThroughInSlicesAndNobodyTwice() async throws {
        let unit = try TemporaryUnit()
        for (number, seconds) in [(1, 30), (2, 10), (3, 10), (4, 61)] as [(UInt64, Int64)] {
            try await unit.voyage(number, at: now + seconds)
            try await unit.message(100 + number, on: number, naming: (0..<3).map { 10 * number + $0 })
        }
        try await unit.change(11, on: 1, .retired, into: 10)
        var seen: [Identifier] = []
        var last: ComparablePassage?
        repeat {
            let slice = try await unit.storage.passages(travellingFrom: now, to: now + 61, after: last, limit: 2)
            #expect(slice.count <= 2 && slice.allSatisfy { $0.versions.count == 1 && $0.moment != nil })
            seen += slice.map(\.key.passage)
            last = slice.last
        } while last != nil && seen.count < 20
        // Two voyages land in the same second; whoever turned out to be somebody else is not compared twice.
        #expect(seen == [20, 21, 22, 30, 31, 32, 10, 12].map(identifier))
    }

    @Test func whoeverTravelsAtNoKnownTimeIsGoneThroughByTheDay() async throws {
        let unit = try TemporaryUnit()
        try await unit.voyage(1, at: nil)
        try await unit.message(101, on: 1, naming: [10, 11])
        let day = now.utc.date
        func found(_ period: ClosedRange<LocalDate>, after last: ComparablePassage? = nil) async throws -> [ComparablePassage] {
            try await unit.storage.passagesWithoutTime(in: period, after: last, limit: 1)
        }
        let first = try await found(day...day)
        #expect(first.map(\.key.passage) == [identifier(10)] && first[0].moment == nil)
        let second = try await found(day...day, after: first[0])
        #expect(second.map(\.key.passage) == [identifier(11)])
        #expect(try await found(day...day, after: second[0]).isEmpty)
        let next = day.adding(days: 1)
        #expect(try await found(next...next).isEmpty)
        #expect(try await unit.storage.passages(travellingFrom: now - 86_400, to: now + 86_400, after: nil, limit: 9).isEmpty)
    }

    @Test func documentsLeadToTheirHolders() async throws {
        let unit = try TemporaryUnit()
        let token = try await unit.storage.keys(at: now).token(.document, "UT5550001")
        for number in 1...2 as ClosedRange<UInt64> {
            try await unit.voyage(number, at: now)
            try await unit.message(100 + number, on: number, naming: [10 * number], tokens: [token])
            try await unit.message(200 + number, on: number, kind: "PNRGOV", naming: [10 * number], tokens: [token])
        }
        #expect(
            try await unit.storage.passages(withSharedTokens: [token], limit: 9).map(\.passage) == [identifier(20), identifier(10)])
        #expect(try await unit.storage.passages(withSharedTokens: [token], limit: 1).map(\.passage) == [identifier(20)])
        let other = try await unit.storage.keys(at: now).token(.document, "UT5550002")
        #expect(try await unit.storage.passages(withSharedTokens: [other], limit: 9).isEmpty)
    }

    private func kept(_ number: UInt8, session: Identifier, expires: Instant) -> KeptSearch {
        let day = now.utc.date
        return KeptSearch(
            hash: [number], session: session, expires: expires, purpose: "case-request", reference: "M-1", kind: "name", level: "close",
            period: day...day.adding(days: 3), compared: 7, comparedUntil: now, isCut: true,
            results: [
                .init(key: PassageKey(TemporaryUnit.key(1), identifier(10)), score: 789),
                .init(key: PassageKey(TemporaryUnit.key(2), identifier(5))),
            ])
    }
    private func access(_ session: Identifier) -> Access {
        Access(account: identifier(1), role: .analyst, permission: .alertsRead, purpose: "case-request", reference: "M-1", session: session)
    }

    @Test func aKeptSearchIsOneEntryAndOpensForItsSessionUntilItExpires() async throws {
        let unit = try TemporaryUnit()
        let mine = identifier(50)
        let search = kept(1, session: mine, expires: now + 900)
        let size = try await unit.storage.logSize()
        try await unit.storage.record(search: search, access: access(mine), at: now)
        #expect(try await unit.storage.logSize() == size + 1)
        let acts = try await unit.storage.acts(about: "M-1")
        #expect(acts.map(\.type) == ["personal-data-read"] && acts[0].purpose == "case-request" && acts[0].account == identifier(1))
        #expect(try await unit.storage.search(hash: [1], session: mine, at: now + 899) == search)
        #expect(try await unit.storage.search(hash: [1], session: mine, at: now + 900) == nil)
        #expect(try await unit.storage.search(hash: [1], session: identifier(51), at: now) == nil)
        #expect(try await unit.storage.search(hash: [2], session: mine, at: now) == nil)
        #expect(try unit.audit().isEmpty)
    }

    @Test func aSearchThatFoundNobodyIsAnEntryToo() async throws {
        let unit = try TemporaryUnit()
        var search = kept(1, session: identifier(50), expires: now + 900)
        search.results = []
        try await unit.storage.record(search: search, access: access(identifier(50)), at: now)
        #expect(try await unit.storage.acts(about: "M-1").count == 1)
        #expect(try await unit.storage.search(hash: [1], session: identifier(50), at: now)?.results == [])
        #expect(try unit.audit().isEmpty)
    }

    @Test func whatHasExpiredGoesWithTheNextSearchAndAllOfASessionWithItsEnd() async throws {
        let unit = try TemporaryUnit()
        let session = Session(
            hash: [9], id: identifier(50), account: identifier(1), created: now, expires: now + 9_000, formToken: "token")
        var act = Act(operation, nil, at: now)
        act.transient.append(.session(session))
        try await unit.storage.commit(act)
        try await unit.storage.record(search: kept(1, session: session.id, expires: now + 10), access: access(session.id), at: now)
        try await unit.storage.record(search: kept(2, session: session.id, expires: now + 900), access: access(session.id), at: now + 10)
        // Even by the clock of before, the first is gone.
        #expect(try await unit.storage.search(hash: [1], session: session.id, at: now) == nil)
        #expect(try await unit.storage.search(hash: [2], session: session.id, at: now)?.results.count == 2)
        var end = Act(operation, nil, at: now + 11)
        end.transient.append(.sessionEnded(hash: session.hash))
        try await unit.storage.commit(end)
        #expect(try await unit.storage.search(hash: [2], session: session.id, at: now) == nil)
    }
}
