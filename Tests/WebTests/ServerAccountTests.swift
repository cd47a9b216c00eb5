import Casework
import Foundation
import HTTPTypes
import Service
import Storage
import Testing

@testable import Web

/// Accounts and carriers on pages: the same as by command, and nothing more.
@Suite("Accounts and carriers, by page") struct ServerAccountTests {
    private let harness: Harness
    private let administrator: Browser
    private let setUp = Access(account: nil, purpose: "operation")

    init() async throws {
        harness = try await Harness()
        administrator = try await harness.browser(.administrator)
        _ = await administrator.get("/accounts")
    }

    private func id(_ name: String) async throws -> Identifier {
        try #require(try await harness.unit.storage.account(named: name)).account
    }

    private func receive() async throws { _ = try await harness.unit.ingest(Harness.message, door: "api", access: setUp) }

    private func entries(_ type: LogEntryType) async throws -> Int {
        try await harness.unit.storage.logPage(before: nil, limit: 200).filter { $0.type == type.rawValue }.count
    }

    private func link(_ answer: WebAnswer) throws -> String {
        String(try #require(answer.text.firstMatch(of: /localhost:8080(\/set-password\/[\w-]{43})</), "\(answer.status)").1)
    }

    private func setPassword(_ link: String) async -> Browser {
        let browser = Browser(harness.desk)
        _ = await browser.get(link)
        _ = await browser.post(link, ["password": Harness.password, "again": Harness.password])
        return browser
    }

    @Test("Given an administrator, an account is made with a link that is shown once and works once, and both are entries")
    func making() async throws {
        let before = (try await entries(.accountChanged), try await entries(.invitationIssued))
        let made = await administrator.post("/accounts", ["name": "vella", "role": "analyst"])
        #expect(made.status == .ok && made.text.contains("http://localhost:8080/set-password/"))
        #expect(made.header("Cache-Control") == "no-store")
        #expect(try await entries(.accountChanged) == before.0 + 1)
        #expect(try await entries(.invitationIssued) == before.1 + 1)
        let list = await administrator.get("/accounts").text
        #expect(list.contains(">vella</bdi>") && list.contains("no password yet") && !list.contains("set-password"))

        let analyst = await setPassword(try link(made))
        #expect(await analyst.get("/alerts").status == .ok)
        let page = await administrator.get("/accounts/\(try await id("vella"))").text
        #expect(page.contains("<span>active</span>") && page.contains("25 Nov 2026 08:00 UTC"), "when they last signed in")
        #expect(await Browser(harness.desk).get(try link(made)).status == .gone)
    }

    @Test("Given a wrong name, one that is taken in other capitals, or no role, nothing is made and the form says why")
    func refusals() async throws {
        _ = await administrator.post("/accounts", ["name": "vella", "role": "analyst"])
        let before = try await harness.unit.storage.accounts().count
        #expect(await administrator.post("/accounts", ["name": "<b>", "role": "analyst"]).text.contains("2 to 64 letters"))
        let taken = await administrator.post("/accounts", ["name": "Vella", "role": "analyst"])
        #expect(taken.status == .conflict && taken.text.contains("There is an account of that name already"))
        #expect(await administrator.post("/accounts", ["name": "borg", "role": "king"]).status == .unprocessableContent)
        #expect(try await harness.unit.storage.accounts().count == before)
    }

    @Test("Given a new link, the earlier one is dead; given an end that is meant, sessions end and nobody signs in again")
    func endAndRenewal() async throws {
        let first = try link(await administrator.post("/accounts", ["name": "vella", "role": "analyst"]))
        let account = try await id("vella")
        let second = try link(await administrator.post("/accounts/\(account)/invite", [:]))
        #expect(await Browser(harness.desk).get(first).status == .gone)
        let analyst = await setPassword(second)
        #expect(await analyst.get("/alerts").status == .ok)

        let unsure = await administrator.post("/accounts/\(account)/end", [:])
        #expect(unsure.status == .unprocessableContent && unsure.text.contains("Tick the box"))
        #expect(await analyst.get("/alerts").status == .ok)
        let before = try await entries(.accountChanged)
        #expect(await administrator.post("/accounts/\(account)/end", ["sure": "yes"]).status == .seeOther)
        #expect(try await entries(.accountChanged) == before + 1)
        #expect(await analyst.get("/alerts").location.hasPrefix("/sign-in"))
        #expect(try await harness.unit.storage.account(account)?.status == "ended")
        #expect(await administrator.post("/accounts/\(account)/end", ["sure": "yes"]).status == .conflict)
        #expect(await administrator.post("/accounts/\(account)/invite", [:]).status == .conflict)
    }

    @Test("Nobody ends their own account by a slip")
    func own() async throws {
        let account = try await id(Harness.name(of: .administrator))
        #expect(await administrator.post("/accounts/\(account)/end", ["sure": "yes"]).status == .conflict)
        #expect(try await harness.unit.storage.account(account)?.isActive == true)
    }

    @Test("An inspector keeps what the commands protect: no administrator makes, renews or ends one once there are people to hide")
    func inspectors() async throws {
        let account = try await id(Harness.name(of: .inspector))
        // There is an inspector already: a further one is made by an inspector alone, also before the first message.
        #expect(await administrator.post("/accounts", ["name": "second", "role": "inspector"]).status == .forbidden)
        #expect(!(await administrator.get("/accounts").text.contains("value=\"inspector\"")))
        try await receive()
        #expect(await administrator.post("/accounts/\(account)/invite", [:]).status == .forbidden)
        #expect(await administrator.post("/accounts/\(account)/end", ["sure": "yes"]).status == .forbidden)
        #expect(await administrator.post("/accounts", ["name": "second", "role": "inspector"]).status == .forbidden)
        #expect(try await harness.unit.storage.account(account)?.isActive == true)
        #expect(try await harness.unit.storage.account(named: "second") == nil)
        let page = await administrator.get("/accounts/\(account)").text
        #expect(page.contains("An inspector alone can renew this link") && page.contains("An inspector alone can end this account"))
        #expect(!page.contains("/invite\"") && !page.contains("/end\""))
    }

    @Test("Given no inspector and no message, the administrator may make the first one, and then no other")
    func firstInspector() async throws {
        try await harness.unit.accounts.end(name: Harness.name(of: .inspector), access: setUp)
        #expect(await administrator.get("/accounts").text.contains("value=\"inspector\""))
        #expect(await administrator.post("/accounts", ["name": "first", "role": "inspector"]).status == .ok)
        #expect(await administrator.post("/accounts", ["name": "second", "role": "inspector"]).status == .forbidden)
    }

    @Test("Given more accounts than a page has, the next page goes on behind the last, and no name stands in an address")
    func pages() async throws {
        for number in 100..<200 {
            _ = try await harness.unit.accounts.add(name: "n-\(number)", role: .analyst, osUser: nil, access: setUp)
        }
        let first = await administrator.get("/accounts").text
        let more = try #require(first.firstMatch(of: /href="(\/accounts\?after=[0-9a-f]{32})"/)).1
        #expect(first.contains(">n-199</bdi>") && !first.contains(">user-supervisor</bdi>"))
        let second = await administrator.get(String(more)).text
        #expect(second.contains(">user-supervisor</bdi>") && !second.contains(">n-199</bdi>") && !second.contains("?after="))
    }

    @Test("Given a carrier by page, its key sends; changed over, the old one sends until the overlap ends; revoked, it does not")
    func carriers() async throws {
        func key(_ answer: WebAnswer) throws -> String {
            String(try #require(answer.text.firstMatch(of: />(plk_[\w-]{43})</), "\(answer.status)").1)
        }
        let before = try await entries(.carrierChanged)
        let old = try key(await administrator.post("/carriers", ["code": "qx", "name": "QX Air"]))
        #expect(try await entries(.carrierChanged) == before + 1)
        #expect(await harness.sent(old) != .unauthorized)
        let new = try key(await administrator.post("/carriers/QX/rotate", ["hours": "1"]))
        #expect(await harness.sent(old) != .unauthorized)
        // In two steps: a session that nobody uses for 45 minutes ends.
        for _ in 0..<2 {
            harness.wait(seconds: 1_800)
            _ = await administrator.get("/accounts")
        }
        #expect(await harness.sent(old) == .unauthorized)
        #expect(await harness.sent(new) != .unauthorized)

        let page = await administrator.get("/carriers/QX").text
        #expect(page.contains("has ended, ") && !page.contains("plk_"), "a key is shown once")
        let name = String(sha256(Array(new.utf8)).hexadecimal.prefix(8))
        let further = try key(await administrator.post("/carriers", ["code": "QX", "name": "QX Air"]))
        #expect(await administrator.post("/carriers/QX/revoke", ["key": name]).status == .seeOther)
        #expect(await harness.sent(new) == .unauthorized)
        #expect(await harness.sent(further) != .unauthorized)
        #expect(await administrator.post("/carriers/QX/revoke", ["all": "yes"]).status == .unprocessableContent)
        #expect(await harness.sent(further) != .unauthorized)
        #expect(await administrator.post("/carriers/QX/revoke", ["all": "yes", "sure": "yes"]).status == .seeOther)
        #expect(await harness.sent(further) == .unauthorized)
    }

    @Test("Given a wrong code, name, overlap or key, nothing changes and the form says why")
    func carrierRefusals() async throws {
        _ = await administrator.post("/carriers", ["code": "QX", "name": "QX Air"])
        let before = try await entries(.carrierChanged)
        #expect(await administrator.post("/carriers", ["code": "Q?", "name": "QX Air"]).text.contains("two or three letters"))
        #expect(await administrator.post("/carriers", ["code": "XQ", "name": " "]).text.contains("Enter the carrier&#39;s name"))
        for hours in ["", "-1", "8761", "1.5"] {
            let answer = await administrator.post("/carriers/QX/rotate", ["hours": hours])
            #expect(answer.status == .unprocessableContent && answer.text.contains("Enter whole hours"), "\(hours)")
        }
        #expect(await administrator.post("/carriers/QX/revoke", ["key": "00000000"]).status == .conflict)
        #expect(await administrator.post("/carriers/ZZ/rotate", ["hours": "1"]).status == .notFound)
        #expect(try await entries(.carrierChanged) == before)
    }
}
