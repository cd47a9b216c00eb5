import Casework
import Foundation
import Service
import Storage
import Testing
import Travel
import TravelMessages

/// A unit in a folder of its own, with cheap passwords: the parameters are lowered here and nowhere else.
final class TestUnit {
    let folder: UnitFolder
    let unit: Service.Unit
    var links: [String: String] = [:]
    static let passwords = PasswordThread(parameters: .init(cost: 1 << 10, blockSize: 8, parallelism: 1))

    init(now: String = "2026-11-25T08:00:00Z") async throws {
        let clock = DomainClock.fixed(try #require(Instant(rfc3339: now)))
        folder = UnitFolder(FileManager.default.temporaryDirectory.path + "/plimsoll-service-\(SystemRandom.next())")
        let result = try await UnitSetup.run(
            folder: folder, state: "MLT", origin: "log.example/unit",
            accounts: [
                (name: "root", role: .administrator), (name: "vella", role: .analyst), (name: "borg", role: .inspector),
                (name: "grech", role: .listOwner),
            ],
            osUser: 4_242, realTime: clock, passwords: Self.passwords)
        for link in result.links { links[link.name] = link.secret }
        unit = try await Service.Unit(folder: folder, clock: clock, realTime: clock, passwords: Self.passwords)
    }

    deinit {
        unit.storage.close()
        try? FileManager.default.removeItem(atPath: folder.path)
    }

    func ask(_ command: Command, as name: String? = nil, user: Int = 4_242) async -> CommandAnswer {
        await unit.answer(command, as: name, user: user)
    }

    static func manifest(
        document: String = "UT7654321", family: String = "OKONJO", given: String = "ADA", hasFlight: Bool = true
    ) -> [UInt8] {
        var message = TravelMessage(kind: .paxlst, release: "D:05B", extent: Extent(offset: 0, length: 0))
        message.action = .manifest
        message.sender = "QX"
        message.recipient = "MLTPIU"
        message.prepared = LocalDateTime(iso8601: "2026-11-25T07:50")
        message.legs = [
            Leg(
                carrier: "QX", number: "160", from: "ADB", to: "MLA", departure: LocalDateTime(iso8601: "2026-11-25T12:00"),
                arrival: LocalDateTime(iso8601: "2026-11-25T13:30"))
        ]
        if !hasFlight { message.legs = [] }
        var traveller = Traveller(names: [PersonName(family: family, given: given)])
        traveller.sex = .female
        traveller.birthDate = PartialDate(iso8601: "1990-02-03")
        traveller.nationalities = ["UTO"]
        traveller.documents = [TravelDocument(type: "P", number: document, issuer: "UTO")]
        message.travellers = [Evidenced(traveller, extent: Extent(offset: 0, length: 0))]
        return PAXLSTWriter.write([message])
    }

    static let list = """
        list,category,last_name,first_name,middle_name,dob,sex,nationality,doc_type,doc_number,doc_issuing_country,owner,legal_basis,reason,action,valid_from,valid_to,reference
        Trafficking,person,Okonjo,Ada,,1990-02-03,F,UTO,P,UT7654321,UTO,Unit 7,"Test basis, article 6",Invented entry,refer to secondary,2026-01-01,,T-1

        """
}

/// "One message in, one explained alert out": the whole way, by command.
@Suite struct WholeWayTests {
    @Test func aMessageBecomesAnAlertThatIsDecidedOnceAndProven() async throws {
        let test = try await TestUnit()
        _ = await test.ask(.mapAccount(name: "vella", osUser: 1), as: "root")
        _ = await test.ask(.mapAccount(name: "grech", osUser: 2), as: "root")
        let imported = await test.ask(.importList(csv: Data(TestUnit.list.utf8), strict: true), user: 2)
        #expect(imported.failure == nil)
        let ingested = await test.ask(.ingest(bytes: Data(TestUnit.manifest())))
        #expect(ingested.failure == nil, "\(ingested)")
        #expect(await test.ask(.settle).failure == nil)

        let queue = await test.ask(.listAlerts(all: false, purpose: "assessment"), user: 1)
        #expect(queue.lines.count == 1 && queue.json.contains("OKONJO"), "\(queue)")
        let id = try #require(queue.lines.first?.split(separator: " ").first.map(String.init))
        let shown = await test.ask(.showAlert(id: id, purpose: "assessment"), user: 1)
        #expect(shown.lines.joined().contains("UT7654321"))

        let refer = DecisionRequest(decision: "refer", reason: "", detail: "", text: "same document as the entry")
        #expect(await test.ask(.decideAlert(id: id, version: 1, decision: refer), user: 1).failure == nil)
        let second = await test.ask(.decideAlert(id: id, version: 1, decision: refer), user: 1)
        #expect(second.failure?.contains("vella was first") == true, "\(second)")
        #expect(await test.ask(.listAlerts(all: false, purpose: "assessment"), user: 1).lines.first?.hasPrefix("no open alerts") == true)
    }

    /// The seam "Identity stands apart and sealed": planted values are in no file of the folder, whoever wrote it.
    @Test func nothingThatIdentifiesSomebodyStandsReadableInAnyFile() async throws {
        let test = try await TestUnit()
        for (name, user) in [("vella", 1), ("grech", 2)] { _ = await test.ask(.mapAccount(name: name, osUser: user), as: "root") }
        let list = TestUnit.list.replacing("Okonjo", with: "Quillfeather").replacing("UT7654321", with: "UT9182736")
            .replacing("T-1", with: "CANARYREFERENCE").replacing("Invented entry", with: "canary of the reason")
        #expect(await test.ask(.importList(csv: Data(list.utf8), strict: true), user: 2).failure == nil)
        let manifest = TestUnit.manifest(document: "UT9182736", family: "QUILLFEATHER")
        #expect(await test.ask(.ingest(bytes: Data(manifest))).failure == nil)
        #expect(await test.ask(.settle).failure == nil)
        let queue = await test.ask(.listAlerts(all: false, purpose: "assessment"), user: 1)
        #expect(queue.json.contains("QUILLFEATHER"), "the planted person has an alert, so the test looks at something")
        let id = try #require(queue.lines.first?.split(separator: " ").first.map(String.init))
        let refer = DecisionRequest(decision: "refer", reason: "", detail: "", text: "canary of the note")
        #expect(await test.ask(.decideAlert(id: id, version: 1, decision: refer), user: 1).failure == nil)

        let canaries = ["quillfeather", "ut9182736", "canaryreference", "canary of the reason", "canary of the note", "1990-02-03"]
        let files = try #require(FileManager.default.enumerator(atPath: test.folder.path)?.allObjects as? [String])
        var findsWhatIsReadable = false
        for file in files {
            guard let data = FileManager.default.contents(atPath: test.folder.path + "/" + file) else { continue }
            let text = String(decoding: data, as: Unicode.ASCII.self).lowercased()
            // The airport identifies nobody and stands as it is: so the search can find something.
            if text.contains("adb") { findsWhatIsReadable = true }
            for canary in canaries { #expect(!text.contains(canary), "\(canary) stands in \(file)") }
        }
        #expect(findsWhatIsReadable)
    }

    @Test func somebodyOnNoFlightIsScreenedAllTheSameAndGivesAnAlert() async throws {
        let test = try await TestUnit()
        for (name, user) in [("vella", 1), ("grech", 2)] { _ = await test.ask(.mapAccount(name: name, osUser: user), as: "root") }
        _ = await test.ask(.importList(csv: Data(TestUnit.list.utf8), strict: true), user: 2)
        _ = await test.ask(.ingest(bytes: Data(TestUnit.manifest(hasFlight: false))))
        _ = await test.ask(.settle)
        #expect(await test.ask(.listAlerts(all: false, purpose: "assessment"), user: 1).json.contains("OKONJO"))
    }

    @Test func anImportScreensAgainThoseWhoAreThereAlready() async throws {
        let test = try await TestUnit()
        _ = await test.ask(.mapAccount(name: "vella", osUser: 1), as: "root")
        _ = await test.ask(.mapAccount(name: "grech", osUser: 2), as: "root")
        _ = await test.ask(.ingest(bytes: Data(TestUnit.manifest())))
        _ = await test.ask(.settle)
        #expect(await test.ask(.listAlerts(all: true, purpose: "assessment"), user: 1).lines.first?.hasPrefix("no alerts") == true)
        _ = await test.ask(.addAccount(name: "galea", role: .listOwner, osUser: 3), as: "root")
        _ = await test.ask(.importList(csv: Data(TestUnit.list.utf8), strict: false), user: 2)
        let waiting = await test.ask(.listProposals, user: 3)
        let id = try #require(waiting.lines.first?.split(separator: " ").first.map(String.init))
        #expect(await test.ask(.signProposal(id: id), user: 3).failure == nil)
        _ = await test.ask(.settle)
        #expect(await test.ask(.listAlerts(all: false, purpose: "assessment"), user: 1).json.contains("OKONJO"))
    }

    @Test(arguments: [
        ("empty", [UInt8]()), ("binary", (0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
        ("cut", Array(TestUnit.manifest().prefix(90))),
        ("name of 10,000 characters", TestUnit.manifest(family: String(repeating: "LONG", count: 2_500))),
    ])
    func badInputIsStoredAndAnsweredAndLosesNothingElse(_ what: String, _ bytes: [UInt8]) async throws {
        let test = try await TestUnit()
        #expect(await test.ask(.ingest(bytes: Data(bytes))).failure == nil, "\(what)")
        let good = await test.ask(.ingest(bytes: Data(TestUnit.manifest())))
        #expect(good.json.contains("\"travellers\":1"), "\(what)")
        #expect(await test.ask(.settle).failure == nil)
        let received = try await test.unit.storage.hasTransmissions()
        #expect(received)
    }
}

/// Accounts, roles and links: "there is no default password anywhere".
@Suite struct AccountTests {
    @Test func anAdministratorIsNotShownPeople() async throws {
        let test = try await TestUnit()
        let answer = await test.ask(.listAlerts(all: true, purpose: "assessment"), as: "root")
        #expect(answer.failure?.contains("alerts.read") == true)
    }

    @Test func aProfileThatGivesAnAdministratorPersonalDataIsRefusedAtStart() async throws {
        let test = try await TestUnit()
        let folder = test.folder
        await test.unit.close()
        var yaml = try String(contentsOfFile: folder.profile, encoding: .utf8)
        yaml = yaml.replacing("administrator: [", with: "administrator: [alerts.read, ")
        try yaml.write(toFile: folder.profile, atomically: true, encoding: .utf8)
        await #expect(throws: ServiceError.self) { _ = try await Service.Unit(folder: folder) }
    }

    @Test func aLinkWorksOnceAndAnotherUserOfTheMachineIsNobody() async throws {
        let test = try await TestUnit()
        let secret = try #require(test.links["vella"])
        guard case .signedIn = try await test.unit.accounts.setPassword("a long enough sentence", link: secret) else {
            Issue.record("the link did not sign in")
            return
        }
        await #expect(throws: StorageError.missing(table: "invitation")) {
            _ = try await test.unit.accounts.setPassword("another long sentence", link: secret)
        }
        #expect(await test.ask(.listAccounts, user: 999).failure?.contains("answers for no account") == true)
    }

    @Test func wrongPasswordsAreCountedAndThenHaveToWait() async throws {
        let test = try await TestUnit()
        _ = try await test.unit.accounts.setPassword("a long enough sentence", link: try #require(test.links["vella"]))
        for _ in 0..<5 {
            guard case .refused = try await test.unit.accounts.signIn(name: "vella", password: "guess", address: "127.0.0.1") else {
                Issue.record("a guess was not refused")
                return
            }
        }
        guard case .wait = try await test.unit.accounts.signIn(name: "vella", password: "a long enough sentence", address: "127.0.0.1")
        else {
            Issue.record("the sixth attempt was not made to wait")
            return
        }
    }

    @Test func manyGuessesAtOnceAreCountedLikeOneAfterTheOther() async throws {
        let test = try await TestUnit()
        _ = try await test.unit.accounts.setPassword("a long enough sentence", link: try #require(test.links["vella"]))
        let accounts = test.unit.accounts
        let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<24 {
                group.addTask {
                    if case .refused = try await accounts.signIn(name: "vella", password: "guess \(number)", address: "127.0.0.1") {
                        return true
                    }
                    return false
                }
            }
            return try await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 }.count == 5, "five guesses are looked at, and nineteen have to wait")
    }

    @Test func oneWhoSignsInIsNotCountedAsAFailure() async throws {
        let test = try await TestUnit()
        _ = try await test.unit.accounts.setPassword("a long enough sentence", link: try #require(test.links["vella"]))
        for _ in 0..<8 {
            guard
                case .signedIn = try await test.unit.accounts.signIn(
                    name: "vella", password: "a long enough sentence", address: "127.0.0.1")
            else {
                Issue.record("the right password was not let in")
                return
            }
        }
    }

    @Test func onceThereArePeopleAnAdministratorBecomesNeitherInspectorNorAnalyst() async throws {
        let test = try await TestUnit()
        _ = await test.ask(.ingest(bytes: Data(TestUnit.manifest())))
        #expect(await test.ask(.inviteAccount(name: "borg")).failure?.contains("only an inspector") == true)
        #expect(await test.ask(.mapAccount(name: "vella", osUser: 4_242)).failure?.contains("administers this unit") == true)
        #expect(await test.ask(.mapAccount(name: "vella", osUser: 4_243)).failure == nil)
    }

    @Test func afterTheFirstTransmissionOnlyAnInspectorMakesAnInspector() async throws {
        let test = try await TestUnit()
        #expect(await test.ask(.mapAccount(name: "borg", osUser: 3)).failure == nil)
        _ = await test.ask(.ingest(bytes: Data(TestUnit.manifest())))
        #expect(await test.ask(.addInspector(name: "second")).failure?.contains("only an inspector") == true)
        #expect(await test.ask(.endAccount(name: "borg")).failure?.contains("only an inspector") == true)
        #expect(await test.ask(.addAccount(name: "second", role: .inspector, osUser: nil), user: 3).failure == nil)
    }
}
