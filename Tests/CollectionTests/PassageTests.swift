import Casework
import Storage
import Testing
import Travel
import TravelMessages

@testable import Collection

@Suite("Versions and joins")
struct PassageTests {
    @Test("What a later push repeats unchanged gets no new version, only a line in that message's row")
    func repeated() async throws {
        let quay = try Quay()
        let push = [(booking("ABCDEF", telephone: "+4791234567"), [person("SOLBERG", "ANN"), person("SOLBERG", "LEO")])]
        try await quay.send(pnr(push, prepared: "2026-11-24T10:00"))
        try await quay.finishWork()
        try await quay.send(pnr(push, prepared: "2026-11-24T11:00"))
        let voyage = try await quay.voyage()
        #expect(voyage.passages.map(\.highest) == [1, 1] && voyage.bookings.map(\.highest) == [1])
        #expect(voyage.messages.last { !$0.repeats.isEmpty }?.repeats.count == 48)
        #expect(voyage.passages.allSatisfy { $0.pnr?.ordered == Instant(rfc3339: "2026-11-24T11:00:00Z") })
        #expect(try await quay.work().isEmpty)
    }

    @Test("Changed facts are a new version, and work")
    func changed() async throws {
        let quay = try Quay()
        try await quay.send(api([person("SOLBERG", "ANN", document: "N1111111")]))
        try await quay.finishWork()
        try await quay.send(api(.change, [person("SOLBERG", "ANNA", document: "N1111111")]))
        let voyage = try await quay.voyage()
        let passage = try #require(voyage.passages.first)
        #expect(voyage.passages.count == 1 && passage.api?.version == 2)
        #expect(try await quay.facts(voyage, passage.passage, version: 2).name.given == "ANNA")
        #expect(try await quay.facts(voyage, passage.passage, version: 1).name.given == "ANN")
        #expect(try await quay.work()[.assess] == [PassageKey(voyage.key, passage.passage).packed])
    }

    @Test("API and PNR of one person join, in either order", arguments: [true, false], ["locator", "document", "birth"])
    func join(_ apiFirst: Bool, _ by: String) async throws {
        let quay = try Quay()
        let fromAPI = person(
            "SOLBERG", "ANN", born: "1990-01-02", document: "N1111111", locator: by == "locator" ? "ABCDEF" : nil)
        var fromPNR = person("SOLBERG", "ANN", born: by == "birth" ? "1990-01-02" : nil, document: by == "document" ? "n-1111111" : nil)
        fromPNR.titles = ["MRS"]
        let pnr = pnr([(booking("ABCDEF"), [fromPNR])])
        if apiFirst {
            try await quay.send(api([fromAPI]))
            try await quay.send(pnr)
        } else {
            try await quay.send(pnr)
            try await quay.send(api([fromAPI]))
        }
        let passages = try await quay.voyage().passages
        #expect(passages.count == 1 && passages.first?.api != nil && passages.first?.pnr != nil && passages.first?.booking != nil)
    }

    @Test("A second reading of a name joins too, and a booking that has only the first given name")
    func otherNames() async throws {
        let quay = try Quay()
        var glued = person("MOAN", "ANNMISS")
        glued.names.append(PersonName(family: "MOAN", given: "ANN", reading: .titleCut))
        try await quay.send(pnr([(booking("ABCDEF"), [glued, person("SOLBERG", "EVA")])]))
        try await quay.send(api([person("MOAN", "ANN", locator: "ABCDEF"), person("SOLBERG", "EVA MARIE", locator: "ABCDEF")]))
        #expect(try await quay.voyage().passages.count == 2)
    }

    @Test("Two people of one name in one message stay two, also when they are repeated and joined")
    func twins() async throws {
        let quay = try Quay()
        let pair = [person("SOLBERG", "ANN"), person("SOLBERG", "ANN")]
        try await quay.send(pnr([(booking("ABCDEF"), pair)]))
        try await quay.send(pnr([(booking("ABCDEF"), pair)]))
        #expect(try await quay.voyage().passages.count == 2)
        let documented = [
            person("SOLBERG", "ANN", born: "1990-01-02", document: "N1111111", locator: "ABCDEF"),
            person("SOLBERG", "ANN", born: "2012-05-06", document: "N2222222", locator: "ABCDEF"),
        ]
        try await quay.send(api(documented))
        try await quay.send(api(.update, Array(documented.reversed())))
        let passages = try await quay.voyage().passages
        #expect(passages.count == 2 && passages.allSatisfy { $0.highest == 2 })
        // A third of that name, alone in a message, with another document and another birth date.
        try await quay.send(api(.update, [person("SOLBERG", "ANN", born: "1955-07-08", document: "N3333333", locator: "ABCDEF")]))
        #expect(try await quay.voyage().passages.count == 3)
    }

    @Test("If API and PNR made two passages of one person, the older stays and the other is retired into it", arguments: [true, false])
    func retired(_ apiFirst: Bool) async throws {
        let quay = try Quay()
        let first = api([person("SOLBERG", "ANN MARIE", born: "1990-01-02", document: "N1111111")])
        let second = pnr([(booking("ABCDEF"), [person("SOLBERG", "MIA")])])
        try await quay.send(apiFirst ? first : second)
        try await quay.send(apiFirst ? second : first)
        #expect(try await quay.voyage().passages.count == 2)
        try await quay.finishWork()
        try await quay.send(pnr(.update, [(booking("ABCDEF"), [person("SOLBERG", "MIA", document: "N1111111")])]))
        let voyage = try await quay.voyage()
        let older = try #require(voyage.passages.first)
        #expect(voyage.passages.map(\.status) == ["expected", "retired"])
        #expect(older.api != nil && older.pnr != nil)
        let apiFacts = try await quay.facts(voyage, older.passage, version: try #require(older.api?.version))
        #expect(apiFacts.birthDate == PartialDate(iso8601: "1990-01-02"))
        let work = try await quay.work()
        #expect(work[.assess]?.contains(PassageKey(voyage.key, older.passage).packed) == true)
        #expect(work[.raise]?.contains(PassageKey(voyage.key, voyage.passages[1].passage).packed) == true)
        // And a repeat of the first message finds the one that stayed.
        try await quay.send(api(.update, [person("SOLBERG", "ANN MARIE", born: "1990-01-02", document: "N1111111")]))
        #expect(try await quay.voyage().passages.count == 2)
    }

    @Test("A booking that joins or leaves a telephone's or a card's group is work for that group")
    func links() async throws {
        let quay = try Quay()
        let keys = try await quay.storage.keys(at: Quay.noon)
        let card = "4929123456781234"
        func token(_ kind: TokenKind, _ value: String) -> [UInt8] { keys.token(kind, value).packed }
        try await quay.send(pnr([(booking("ABCDEF", telephone: "+47 912 34 567", card: card), [person("SOLBERG", "ANN")])]))
        #expect(try await quay.work()[.link] == [token(.telephone, "4791234567"), token(.card, card)])
        try await quay.finishWork()
        try await quay.send(pnr(.update, [(booking("ABCDEF", telephone: "+47 987 65 432", card: card), [person("SOLBERG", "ANN")])]))
        let work = try await quay.work()
        #expect(work[.link] == [token(.telephone, "4791234567"), token(.telephone, "4798765432"), token(.card, card)])
        #expect(work[.assess]?.count == 1)
        let other = "4929765456781234"
        try await quay.finishWork()
        try await quay.send(pnr(.update, [(booking("ABCDEF", telephone: "+47 987 65 432", card: other), [person("SOLBERG", "ANN")])]))
        #expect(try await quay.voyage().bookings.first?.highest == 3, "another card with the same last four digits is a change")
    }
}
