import Casework
import Storage
import Testing
import Travel
import TravelMessages

@testable import Collection

@Suite("Words: later message")
struct LaterMessageTests {
    private let ann = person("SOLBERG", "ANN", document: "N1111111")
    private let bo = person("BERG", "BO", document: "N2222222")
    private func statuses(_ quay: Quay) async throws -> [String] { try await quay.voyage().passages.map(\.status) }

    @Test("An older message that arrives late is stored as evidence and changes nothing newer")
    func late() async throws {
        let quay = try Quay()
        try await quay.send(api([person("SOLBERG", "NEWER", document: "N1111111")], prepared: "2026-11-24T11:00"))
        try await quay.send(api([person("SOLBERG", "OLDER", document: "N1111111")], prepared: "2026-11-24T09:00"))
        try await quay.send(api(.cancel, [ann], prepared: "2026-11-24T09:30"))
        let voyage = try await quay.voyage()
        let passage = try #require(voyage.passages.first)
        #expect(passage.api?.version == 1 && passage.highest == 2 && passage.status == "expected")
        #expect(try await quay.facts(voyage, passage.passage, version: 2).name.given == "OLDER")
        #expect(voyage.messages.count == 3)
    }

    @Test("A preparation time later than receipt is not believed: the receipt orders, and it is a finding")
    func future() async throws {
        let quay = try Quay()
        let report = try await quay.send(api([ann], prepared: "2099-01-01T00:00"))
        #expect(report.messages.first?.findings.contains { $0.code == .preparedInFuture } == true)
        #expect(try await quay.voyage().passages.first?.api?.ordered == Quay.noon)
    }

    @Test("Absence removes nobody: a full list marks who is missing, and marks them again when they come back")
    func absence() async throws {
        let quay = try Quay()
        try await quay.send(api([ann, bo]))
        try await quay.send(api([ann]))
        #expect(try await quay.voyage().passages.map(\.listed) == [true, false])
        #expect(try await statuses(quay) == ["expected", "expected"])
        try await quay.send(api([ann, bo]))
        #expect(try await quay.voyage().passages.map(\.listed) == [true, true])
        // Neither an update nor another sender's list marks anybody.
        try await quay.send(api(.update, [ann]))
        try await quay.send(api([ann], sender: "OTHER"))
        #expect(try await quay.voyage().passages.map(\.listed) == [true, true])
    }

    @Test("A list of crew says nothing about passengers")
    func crew() async throws {
        let quay = try Quay()
        try await quay.send(api([ann]))
        var pilot = person("LUND", "KAI", document: "N9999999")
        pilot.role = .crew
        try await quay.send(api([pilot]))
        #expect(try await quay.voyage().passages.allSatisfy(\.listed))
    }

    @Test("A list in parts is full when all its parts are here, in whatever order, and its counts are checked then")
    func parts() async throws {
        let quay = try Quay()
        let eva = person("LUND", "EVA", document: "N3333333")
        try await quay.send(api([ann, bo, eva]))
        func part(_ number: Int, _ isFinal: Bool, _ people: [Traveller]) -> TravelMessage {
            var message = api(people)
            message.commonReference = "LIST7"
            message.part = number
            message.isFinalPart = isFinal
            message.announcedPassengers = 9
            return message
        }
        let last = try await quay.send(part(2, true, [bo]))
        #expect(last.messages.first?.findings.isEmpty == true)
        #expect(try await quay.voyage().passages.allSatisfy(\.listed))
        let first = try await quay.send(part(1, false, [ann]))
        #expect(first.messages.first?.findings.map(\.code) == [.travellerCountWrong])
        #expect(first.messages.first?.findings.first?.arguments == ["9", "2"])
        #expect(try await quay.voyage().passages.map(\.listed) == [true, true, false])
    }

    @Test(
        "A cancellation, a reduction and a close-out of those not on board take off whom they name",
        arguments: [TravelMessage.Action.cancel, .reduction, .closeOutNotOnBoard])
    func takesOff(_ action: TravelMessage.Action) async throws {
        let quay = try Quay()
        try await quay.send(api([ann, bo]))
        try await quay.finishWork()
        try await quay.send(api(action, [person("BERG", "BO", document: "N2222222", reference: "R1")]))
        let voyage = try await quay.voyage()
        #expect(voyage.passages.map(\.status) == ["expected", "off"])
        #expect(voyage.passages.map(\.highest) == [1, 1], "a cancellation says less than the list did")
        let gone = PassageKey(voyage.key, voyage.passages[1].passage).packed
        #expect(try await quay.work()[.raise] == [gone])
        // Named again later: on again.
        try await quay.send(api(.update, [bo]))
        #expect(try await statuses(quay) == ["expected", "expected"])
    }

    @Test("A close-out of those on board takes off whom it does not name")
    func onBoard() async throws {
        let quay = try Quay()
        try await quay.send(api([ann, bo]))
        try await quay.send(api(.closeOutOnBoard, [ann]))
        #expect(try await statuses(quay) == ["expected", "off"])
        #expect(try await quay.voyage().status == "closed")
    }

    @Test("A cancellation of somebody unknown is kept, and is off from the start")
    func unknown() async throws {
        let quay = try Quay()
        try await quay.send(api([ann]))
        try await quay.send(api(.cancel, [bo]))
        #expect(try await statuses(quay) == ["expected", "off"])
    }

    @Test("A cancellation that is older than the last list of its sender takes nobody off; of two, the later counts")
    func order() async throws {
        let quay = try Quay()
        try await quay.send(api([ann], prepared: "2026-11-24T08:00"))
        try await quay.send(api(.cancel, [ann], prepared: "2026-11-24T10:00"))
        try await quay.send(api(.update, [ann], prepared: "2026-11-24T09:00"))
        #expect(try await statuses(quay) == ["off"])
        try await quay.send(api(.update, [ann], prepared: "2026-11-24T11:00"))
        #expect(try await statuses(quay) == ["expected"])
    }

    @Test("An emptied booking takes its people off and leaves the groups it was in")
    func emptied() async throws {
        let quay = try Quay()
        try await quay.send(
            pnr([
                (booking("ABCDEF", telephone: "+4791234567"), [person("SOLBERG", "ANN"), person("SOLBERG", "LEO")]),
                (booking("GHIJKL"), [person("BERG", "BO")]),
            ]))
        try await quay.finishWork()
        try await quay.send(pnr(.update, [(booking("ABCDEF", cancelled: true), [])]))
        #expect(try await statuses(quay).sorted() == ["expected", "off", "off"])
        let keys = try await quay.storage.keys(at: Quay.noon)
        let work = try await quay.work()
        #expect(work[.link] == [keys.token(.telephone, "4791234567").packed] && work[.raise]?.count == 2)
        // The booking comes back with its people.
        try await quay.send(
            pnr(.update, [(booking("ABCDEF", telephone: "+4791234567"), [person("SOLBERG", "ANN"), person("SOLBERG", "LEO")])]))
        #expect(try await statuses(quay).allSatisfy { $0 == "expected" })
    }

    @Test("Two messages of one voyage at once: both are stored, and nobody twice")
    func atOnce() async throws {
        let quay = try Quay()
        var claims: [WorkClaim] = []
        for index in 0..<12 {
            let message = api(.update, [ann, person("FAMILY\(index)", "GIVEN", document: "D100\(index)")])
            _ = try await quay.collector.receive(quay.bytes([message]), door: "http", access: .assessment)
        }
        claims = try await quay.storage.claim([.read], limit: 99, now: Quay.noon + 60)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for claim in claims { group.addTask { _ = try await quay.collector.read(claim) } }
            try await group.waitForAll()
        }
        let voyage = try await quay.voyage()
        #expect(voyage.messages.count == 12 && voyage.passages.count == 13)
    }
}
