import Casework
import HTTPTypes
import Service
import Storage
import Testing
import Travel

@testable import Web

/// One's own account: what it may do, its sessions, its password, and how pages look.
@Suite("One's own account, by page") struct ServerProfileTests {
    private static let other = "another invented sentence"
    private let harness: Harness
    private let analyst: Browser

    init() async throws {
        harness = try await Harness()
        analyst = try await harness.browser(.analyst)
        _ = await analyst.get("/profile")
    }

    private func signIn(_ role: Role = .analyst, password: String = Harness.password) async -> Browser {
        let browser = Browser(harness.desk)
        _ = await browser.get("/sign-in")
        _ = await browser.post("/sign-in", ["account": Harness.name(of: role), "password": password])
        return browser
    }

    private func isIn(_ browser: Browser) async -> Bool { await browser.get("/profile").status == .ok }

    private func entries(_ type: LogEntryType) async throws -> Int {
        try await harness.unit.storage.logPage(before: nil, limit: 200).filter { $0.type == type.rawValue }.count
    }

    /// Addresses that end each session but one's own, the one that was used last first.
    private func ends(_ browser: Browser) async -> [String] {
        await browser.get("/profile").text.matches(of: /action="(\/profile\/sessions\/[0-9a-f]{32}\/end)"/).map { String($0.1) }
    }

    @Test("The page says the role and its rights in words, and nothing of what the role may not do")
    func rights() async {
        let page = await analyst.get("/profile").text
        #expect(page.contains(">user-analyst</bdi> · Analyst") && page.contains("<li>decide alerts</li>"))
        #expect(!page.contains("manage accounts") && page.contains("There is no other session."))
    }

    @Test("Given two sessions, each sees when both were used; one ends the other, which is an entry, and stays signed in")
    func ending() async throws {
        harness.wait(seconds: 600)
        let second = await signIn()
        let page = await second.get("/profile").text
        #expect(page.contains("25 Nov 2026 08:00 UTC") && page.contains("25 Nov 2026 08:10 UTC"))
        let addresses = await ends(second)
        #expect(addresses.count == 1)
        let before = try await entries(.signedOut)
        #expect(await second.post(try #require(addresses.first), [:]).location == "/profile")
        #expect(try await entries(.signedOut) == before + 1)
        #expect(await isIn(second))
        #expect(await !isIn(analyst))
    }

    @Test("Given three sessions, all others end at once, and those of other people go on")
    func endingOthers() async throws {
        let second = await signIn()
        let third = await signIn()
        let inspector = try await harness.browser(.inspector)
        _ = await second.get("/profile")
        #expect(await second.post("/profile/sessions/end", [:]).location == "/profile")
        #expect(await isIn(second))
        #expect(await !isIn(analyst))
        #expect(await !isIn(third))
        #expect(await isIn(inspector))
    }

    @Test("Nobody ends another's session, nor their own by its name")
    func foreign() async throws {
        let inspector = try await harness.browser(.inspector)
        _ = await inspector.get("/profile")
        let second = await signIn()
        let address = try #require(await ends(second).first)
        let before = try await entries(.signedOut)
        #expect(await inspector.post(address, [:]).status == .notFound)
        #expect(await analyst.post(address, [:]).status == .notFound, "it is the analyst's own")
        #expect(try await entries(.signedOut) == before)
        #expect(await isIn(analyst))
    }

    @Test("Given the old password, the new one counts from then on, all other sessions end, and this one stays")
    func password() async throws {
        let second = await signIn()
        let before = try await entries(.passwordSet)
        let answer = await analyst.post("/profile/password", ["old": Harness.password, "password": Self.other, "again": Self.other])
        #expect(answer.location == "/profile")
        #expect(try await entries(.passwordSet) == before + 1)
        #expect(await isIn(analyst))
        #expect(await !isIn(second))
        #expect(await !isIn(signIn()))
        #expect(await isIn(signIn(password: Self.other)))
    }

    @Test("Given a wrong old password, or a new one that will not do, nothing changes and the field says why")
    func refusals() async throws {
        let cases: [(old: String, new: String, again: String, text: String)] = [
            ("", Self.other, Self.other, "Enter the password that you have now"),
            ("wrong horse battery staple", Self.other, Self.other, "That is not the password that you have now"),
            (Harness.password, "short", "short", "The password is too short"),
            (Harness.password, Self.other, Self.other + "s", "The two passwords are not the same"),
            (Harness.password, Harness.password, Harness.password, "That is the password that you have now"),
            (Harness.password, "my name is user-analyst", "my name is user-analyst", "contains the account"),
        ]
        let before = try await entries(.passwordSet)
        for one in cases {
            let answer = await analyst.post("/profile/password", ["old": one.old, "password": one.new, "again": one.again])
            #expect(answer.status == .unprocessableContent && answer.text.contains(one.text), "\(one.text)")
            #expect(!answer.text.contains(Self.other) && !answer.text.contains("battery"), "no password comes back")
        }
        #expect(try await entries(.passwordSet) == before)
        #expect(try await entries(.signInRefused) == 1)
        #expect(await isIn(signIn()))
    }

    @Test("Given a desk that was left open, guesses at its password are limited as those at the door, and count with them")
    func guessing() async {
        for _ in 0..<5 {
            let answer = await analyst.post(
                "/profile/password", ["old": "wrong horse battery", "password": Self.other, "again": Self.other])
            #expect(answer.status == .unprocessableContent)
        }
        let answer = await analyst.post("/profile/password", ["old": Harness.password, "password": Self.other, "again": Self.other])
        #expect(answer.status == .tooManyRequests && answer.header("Retry-After") != nil)
        #expect(await !isIn(signIn()), "the door waits too")
    }

    @Test("How pages look is kept in a cookie of four words, without a script; a cookie of three still counts")
    func appearance() async throws {
        let form = ["return": "/profile", "theme": "night", "density": "roomy", "contrast": "more", "keys": "off"]
        #expect(await analyst.post("/settings", form).location == "/profile")
        #expect(analyst.cookies["plimsoll-view"] == "night.roomy.off.more")
        let page = await analyst.get("/profile").text
        #expect(page.contains("data-theme=\"night\" data-contrast=\"more\" data-density=\"roomy\"") && page.contains("data-keys=\"off\""))
        analyst.set("plimsoll-view", "light.compact.off")
        let older = await analyst.get("/profile").text
        #expect(older.contains("data-theme=\"light\"") && !older.contains("data-contrast") && older.contains("data-keys=\"off\""))
        analyst.set("plimsoll-view", "light.compact.off.<b>")
        #expect(await !analyst.get("/profile").text.contains("data-contrast"))
    }
}
