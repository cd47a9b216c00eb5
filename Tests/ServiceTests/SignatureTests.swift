import Casework
import Foundation
import GRDB
import Oversight
import Service
import Testing
import Travel

@testable import Storage

/// A change that could hide somebody takes two people, once anything has been received.
@Suite struct SignatureTests {
    private static let other = TestUnit.list.replacing("Okonjo", with: "Tamsin").replacing("T-1", with: "T-2")

    /// Two list owners who answer for users 2 and 3, an analyst for user 1.
    private func unit(received: Bool) async throws -> TestUnit {
        let test = try await TestUnit()
        _ = await test.ask(.addAccount(name: "galea", role: .listOwner, osUser: 3), as: "root")
        for (name, user) in [("vella", 1), ("grech", 2)] { _ = await test.ask(.mapAccount(name: name, osUser: user), as: "root") }
        if received { try await receive(test) }
        return test
    }

    private func receive(_ test: TestUnit) async throws {
        #expect(await test.ask(.ingest(bytes: Data(TestUnit.manifest()))).failure == nil)
        #expect(await test.ask(.settle).failure == nil)
    }

    private func propose(_ test: TestUnit, _ list: String = TestUnit.list, replace: Bool = false, user: Int = 2) async throws -> String {
        let answer = await test.ask(.importList(csv: Data(list.utf8), strict: true, replace: replace), user: user)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(answer.json.utf8)) as? [String: Any])
        return try #require(object["proposal"] as? String, "\(answer)")
    }

    private func entries(_ test: TestUnit) async throws -> Int { try await test.unit.storage.watchlists().reduce(0) { $0 + $1.entries } }

    private func faults(_ test: TestUnit) throws -> [String] {
        try Verification.run(folder: test.folder.path, vkey: test.folder.logVerifierKey(), against: nil).lines.filter {
            $0.hasPrefix("FAULT")
        }
    }

    @Test func oneSignatureIsEnoughUntilSomethingIsReceivedAndTwoAreNeededThen() async throws {
        let test = try await unit(received: false)
        let first = await test.ask(.importList(csv: Data(TestUnit.list.utf8), strict: true), user: 2)
        #expect(first.failure == nil && !first.json.contains("proposal"))
        #expect(try await entries(test) == 1)
        try await receive(test)

        let answer = await test.ask(.importList(csv: Data(Self.other.utf8), strict: true), user: 2)
        #expect(answer.failure == nil && answer.lines.contains { $0.contains("plimsoll lists sign") }, "\(answer)")
        #expect(try await entries(test) == 1, "nothing has changed yet")
        let waiting = await test.ask(.listProposals, user: 3)
        #expect(waiting.lines.count == 1 && waiting.lines[0].contains("by grech") && waiting.lines[0].contains("1 added"))
        #expect(!waiting.json.contains("Tamsin"), "nobody on a list is named")

        let id = try #require(waiting.lines[0].split(separator: " ").first.map(String.init))
        #expect(await test.ask(.signProposal(id: String(id.suffix(8))), user: 3).failure == nil)
        #expect(try await entries(test) == 2)
        #expect(try faults(test).isEmpty)
    }

    @Test func whatIsSignedIsScreenedWithAndItsVersionSaysWhoSigned() async throws {
        let test = try await unit(received: true)
        let id = try await propose(test)
        #expect(await test.ask(.settle).failure == nil)
        #expect(await test.ask(.listAlerts(all: true, purpose: "assessment"), user: 1).lines.first?.hasPrefix("no alerts") == true)
        #expect(await test.ask(.signProposal(id: id), user: 3).failure == nil)
        #expect(await test.ask(.settle).failure == nil)
        #expect(await test.ask(.listAlerts(all: false, purpose: "assessment"), user: 1).json.contains("OKONJO"))
        let list = try #require(try await test.unit.storage.watchlists().first)
        let version = try #require(try await test.unit.storage.versions(ofList: list.list, limit: 1).first)
        #expect(version.author == "grech" && version.signer == "galea" && version.proposal?.description == id && version.counts.added == 1)
        #expect(try faults(test).isEmpty)
    }

    @Test func nobodySignsOrRefusesWhatTheyProposed() async throws {
        let test = try await unit(received: true)
        let id = try await propose(test)
        #expect(await test.ask(.signProposal(id: id), user: 2).failure?.contains("takes another account") == true)
        #expect(
            await test.ask(.refuseProposal(id: id, reason: "a good reason"), user: 2).failure?.contains("takes another account") == true)
        #expect(await test.ask(.withdrawProposal(id: id), user: 3).failure?.contains("only its author") == true)
        #expect(await test.ask(.signProposal(id: id), user: 1).failure?.contains("lists.import") == true, "an analyst may not")
        #expect(try await entries(test) == 0)
        // A second account of the same person, as far as the machine knows, is that person.
        _ = await test.ask(.mapAccount(name: "galea", osUser: 2), as: "root")
        #expect(await test.ask(.signProposal(id: id), as: "galea", user: 2).failure?.contains("another person") == true)
        #expect(try await entries(test) == 0)
        #expect(await test.ask(.withdrawProposal(id: id), as: "grech", user: 2).failure == nil)
        _ = await test.ask(.mapAccount(name: "galea", osUser: 3), as: "root")
        #expect(await test.ask(.signProposal(id: id), user: 3).failure?.contains("withdrawn") == true)
    }

    @Test func aRefusalNeedsAReasonWhichIsSealed() async throws {
        let test = try await unit(received: true)
        let id = try await propose(test)
        #expect(await test.ask(.refuseProposal(id: id, reason: " no "), user: 3).failure?.contains("say why") == true)
        #expect(await test.ask(.refuseProposal(id: id, reason: "half of the list is missing"), user: 3).failure == nil)
        #expect(await test.ask(.signProposal(id: id), user: 3).failure?.contains("refused") == true)
        let proposal = try #require(Identifier(id))
        #expect(try await test.unit.storage.openReason(ofProposal: proposal) == "half of the list is missing")
        #expect(try await entries(test) == 0)
        let files = try #require(FileManager.default.enumerator(atPath: test.folder.path)?.allObjects as? [String])
        for file in files {
            guard let data = FileManager.default.contents(atPath: test.folder.path + "/" + file) else { continue }
            let text = String(decoding: data, as: Unicode.ASCII.self).lowercased()
            #expect(!text.contains("half of the list") && !text.contains("okonjo\u{0}"), "\(file)")
        }
        #expect(try faults(test).isEmpty)
    }

    @Test func whatWasMadeAgainstAnOlderVersionIsRefusedAndChangesNothing() async throws {
        let test = try await unit(received: true)
        let early = try await propose(test)
        let late = try await propose(test, Self.other)
        #expect(await test.ask(.signProposal(id: early), user: 3).failure == nil)
        let answer = await test.ask(.signProposal(id: late), user: 3)
        #expect(answer.failure?.contains("has changed since") == true, "\(answer)")
        #expect(try await entries(test) == 1)
        #expect(try faults(test).isEmpty)
    }

    @Test func ofTwoSignaturesAtOnceOneCounts() async throws {
        let test = try await unit(received: true)
        _ = await test.ask(.addAccount(name: "zammit", role: .listOwner, osUser: 5), as: "root")
        let id = try await propose(test)
        let unit = test.unit
        async let first = unit.answer(.signProposal(id: id), as: nil, user: 3)
        async let second = unit.answer(.signProposal(id: id), as: nil, user: 5)
        let answers = await [first, second]
        #expect(answers.filter { $0.failure == nil }.count == 1)
        #expect(answers.compactMap(\.failure).allSatisfy { $0.contains("somebody was first") }, "\(answers)")
        #expect(try await entries(test) == 1)
        #expect(try faults(test).isEmpty)
    }

    @Test func removalIsPartOfWhatIsSigned() async throws {
        let test = try await unit(received: false)
        let both = TestUnit.list + Self.other.split(separator: "\n")[1] + "\n"
        #expect(await test.ask(.importList(csv: Data(both.utf8), strict: true), user: 2).failure == nil)
        try await receive(test)
        let id = try await propose(test, TestUnit.list, replace: true)
        let proposal = try #require(Identifier(id))
        let state = try #require(try await test.unit.storage.proposal(proposal))
        #expect(state.counts == EntryCounts(added: 0, changed: 0, withdrawn: 1))
        #expect(try await entries(test) == 2)
        #expect(await test.ask(.signProposal(id: id), user: 3).failure == nil)
        #expect(try await entries(test) == 1)
        #expect(try faults(test).isEmpty)
    }

    @Test func moreThanAnActHoldsFollowsInSlicesAndAgainFindsNothingToDo() async throws {
        let test = try await unit(received: true)
        let head = TestUnit.list.split(separator: "\n")[0]
        let rows = (0..<3_200).map {
            "Trafficking,person,Vel\($0),Ada,,1990-02-03,F,UTO,P,UT\(1_000_000 + $0),UTO,Unit 7,Basis,r,a,,,S-\($0)"
        }
        let id = try await propose(test, ([String(head)] + rows).joined(separator: "\n"))
        #expect(try await entries(test) == 0)
        #expect(await test.ask(.signProposal(id: id), user: 3).failure == nil)
        #expect(try await entries(test) == 3_200)
        // The work that would have brought in the rest after a stop finds it there.
        #expect(await test.ask(.settle).failure == nil)
        #expect(try await entries(test) == 3_200)
        #expect(try faults(test).isEmpty)
    }

    @Test(arguments: [
        ("UPDATE proposal SET digest = randomblob(32)", "row proposal "),
        ("UPDATE proposal_entry SET withdrawn = 1", "row proposal_entry "),
        ("UPDATE proposal_list SET base = 7", "row proposal_list "),
        ("UPDATE proposal_step SET account = (SELECT account FROM account WHERE name = 'vella')", "row proposal_step "),
        ("UPDATE proposal_state SET status = 'refused'", "derived row proposal_state"),
        ("UPDATE watchlist SET entries = 9", "derived row watchlist"),
        ("UPDATE watchlist_version SET signer = NULL", "row watchlist_version "),
    ])
    func anEditedProposalIsNamed(_ sql: String, _ named: String) async throws {
        let test = try await unit(received: true)
        let id = try await propose(test)
        #expect(await test.ask(.signProposal(id: id), user: 3).failure == nil)
        await test.unit.close()
        try PlayedUnit.rows(test.folder) { db in try db.execute(sql: sql) }
        let lines = try faults(test)
        #expect(lines.contains { $0.contains(named) }, "\(lines)")
    }

    @Test func aStoredProposalThatIsNotWhatWasProposedIsNotSigned() async throws {
        let test = try await unit(received: true)
        let id = try await propose(test)
        try await test.unit.storage.pool.write { db in try db.execute(sql: "UPDATE proposal_entry SET sealed = randomblob(200)") }
        #expect(await test.ask(.signProposal(id: id), user: 3).failure?.contains("not what was proposed") == true)
        #expect(try await entries(test) == 0)
    }

    @Test func whatOnePersonDidAloneAfterTheFirstMessageIsNamed() async throws {
        let test = try await unit(received: true)
        let proposed = try await propose(test)
        let id = try #require(Identifier(proposed))
        let state = try #require(try await test.unit.storage.proposal(id))
        let now = test.unit.clock.now()
        var act = Act(Access(account: state.author, permission: .listsImport, purpose: "operation"), .changeSigned, at: now)
        act.insert(ProposalStepRow(proposal: id, version: 2, at: now, account: state.author, step: .signed, digest: state.digest))
        act.insert(
            WatchlistVersionRow(
                list: id, version: 1, name: "Quiet", owner: "", legalBasis: "", at: now, author: state.author, counts: EntryCounts()))
        try await test.unit.storage.commit(act)
        let named = try faults(test).filter { $0.contains("takes two people") }
        #expect(named.count == 2 && named.contains { $0.contains("proposal_step") } && named.contains { $0.contains("watchlist_version") })
    }
}

/// An indicator stops and runs again by two signatures, without a restart.
@Suite struct IndicatorSwitchTests {
    private static let name = "late-purchase-by-third-party"

    private func access(_ test: TestUnit, _ name: String) async throws -> (AccountState, Access) {
        let account = try #require(try await test.unit.storage.account(named: name))
        return (account, try test.unit.access(account, .indicatorsPublish, purpose: "operation"))
    }

    private func runs(_ unit: Service.Unit) -> Bool { unit.rules.indicators.contains { $0.name == Self.name } }

    @Test func itTakesTwoAndCountsAtOnceAndStaysSoOverARestart() async throws {
        let test = try await TestUnit()
        _ = await test.ask(.addAccount(name: "galea", role: .listOwner, osUser: 3), as: "root")
        _ = await test.ask(.ingest(bytes: Data(TestUnit.manifest())))
        _ = await test.ask(.settle)
        let (_, author) = try await access(test, "grech")
        let (signer, signing) = try await access(test, "galea")
        let proposed = try await test.unit.switchIndicator(Self.name, on: false, access: author)
        #expect(!proposed.isDone && runs(test.unit))
        await #expect(throws: SignatureError.waitsAlready) { _ = try await test.unit.switchIndicator(Self.name, on: false, access: author) }
        let own = try #require(try await test.unit.storage.account(named: "grech"))
        await #expect(throws: SignatureError.ownProposal) { _ = try await test.unit.sign(proposed.proposal, account: own, access: author) }
        _ = try await test.unit.sign(proposed.proposal, account: signer, access: signing)
        #expect(!runs(test.unit) && test.unit.rules.indicators.count == 2)
        #expect(try await test.unit.storage.waitingWork() == 1, "whoever is still to come is looked at again")
        await #expect(throws: SignatureError.noChange) { _ = try await test.unit.switchIndicator(Self.name, on: false, access: author) }

        // Its file stands in the folder as before; it was people who switched it off.
        let folder = test.folder
        await test.unit.close()
        let again = try await Service.Unit(folder: folder, clock: test.unit.clock, realTime: test.unit.clock, passwords: TestUnit.passwords)
        #expect(!runs(again))
        let yaml = try String(contentsOfFile: folder.indicators + "/\(Self.name).yaml", encoding: .utf8)
        await again.close()
        try yaml.replacing("weight: 700", with: "weight: 710").write(
            toFile: folder.indicators + "/\(Self.name).yaml", atomically: true, encoding: .utf8)
        let changed = try await Service.Unit(
            folder: folder, clock: test.unit.clock, realTime: test.unit.clock, passwords: TestUnit.passwords)
        #expect(!runs(changed), "a changed file does not switch it on")
        let back = try await changed.switchIndicator(Self.name, on: true, access: signing)
        let first = try #require(try await changed.storage.account(named: "grech"))
        _ = try await changed.sign(back.proposal, account: first, access: author)
        #expect(changed.rules.indicators.first { $0.name == Self.name }?.weight == 710)
        let versions = try await changed.storage.versions(ofIndicator: Self.name)
        #expect(versions.map(\.active) == [true, false, false, true])
        #expect(versions.first?.author == "galea" && versions.first?.signer == "grech")
        await changed.close()
        #expect(try Verification.run(folder: folder.path, vkey: folder.logVerifierKey(), against: nil).faults.isEmpty)
    }

    @Test func beforeTheFirstMessageOneSignatureIsEnough() async throws {
        let test = try await TestUnit()
        let (_, author) = try await access(test, "grech")
        #expect(try await test.unit.switchIndicator(Self.name, on: false, access: author).isDone)
        #expect(!runs(test.unit))
        #expect(try Verification.run(folder: test.folder.path, vkey: test.folder.logVerifierKey(), against: nil).faults.isEmpty)
    }
}
