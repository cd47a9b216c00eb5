import Casework
import HTTPTypes
import Service
import Storage
import Testing

@testable import Web

struct ServerSignInTests {
    private func signIn(_ browser: Browser, _ name: String, _ password: String, back: String = "") async -> WebAnswer {
        _ = await browser.get("/sign-in")
        return await browser.post("/sign-in", ["account": name, "password": password, "return": back])
    }

    @Test("A one-time link sets the password, signs in, and works once")
    func link() async throws {
        let harness = try await Harness()
        let link = try #require(harness.links[.analyst])
        let first = Browser(harness.desk)
        let page = await first.get("/set-password/\(link)")
        #expect(page.status == .ok && page.text.contains("user-analyst"))
        // Looking at it uses nothing up: mail scanners look at links.
        let short = await first.post("/set-password/\(link)", ["password": "short", "again": "short"])
        #expect(short.status == .unprocessableContent && short.text.contains("too short"))
        let differs = await first.post("/set-password/\(link)", ["password": Harness.password, "again": "other"])
        #expect(differs.status == .unprocessableContent)
        let set = await first.post("/set-password/\(link)", ["password": Harness.password, "again": Harness.password])
        #expect(set.status == .seeOther && set.location == "/")
        #expect(await first.get("/").location == "/alerts")
        let second = Browser(harness.desk)
        #expect(await second.get("/set-password/\(link)").status == .gone)
        _ = await second.get("/sign-in")
        let again = await second.post("/set-password/\(link)", ["password": "another long password", "again": "another long password"])
        #expect(again.status == .gone)
    }

    @Test("Name and password sign in; a wrong one and an unknown name get the same answer")
    func passwords() async throws {
        let harness = try await Harness()
        _ = try await harness.browser(.analyst)
        let browser = Browser(harness.desk)
        let wrong = await signIn(browser, "user-analyst", "not the password")
        let unknown = await signIn(browser, "nobody-here", "not the password")
        #expect(wrong.status == .forbidden && unknown.status == .forbidden)
        #expect(wrong.text.contains("do not belong together") && unknown.text.contains("do not belong together"))
        #expect(!wrong.text.contains("not the password"))
        let right = await signIn(browser, "user-analyst", Harness.password, back: "/alerts?after=1")
        #expect(right.status == .seeOther && right.location == "/alerts?after=1")
        #expect(await browser.get("/alerts").status == .ok)
    }

    @Test("After five wrong passwords the name has to wait, also with the right one, and is told how long")
    func lockOut() async throws {
        let harness = try await Harness()
        _ = try await harness.browser(.analyst)
        let browser = Browser(harness.desk)
        for _ in 0..<5 { #expect(await signIn(browser, "user-analyst", "wrong wrong wrong").status == .forbidden) }
        let refused = await signIn(browser, "user-analyst", Harness.password)
        #expect(refused.status == .tooManyRequests)
        #expect(Int(refused.header("Retry-After") ?? "") ?? 0 > 0)
        #expect(refused.text.contains("Wait ") && refused.text.contains(" min"))
        harness.wait(seconds: 1_801)
        #expect(await signIn(browser, "user-analyst", Harness.password).status == .seeOther)
    }

    @Test("A session that a browser brings along is never the one that signing in opens")
    func fixation() async throws {
        let harness = try await Harness()
        _ = try await harness.browser(.analyst)
        let browser = Browser(harness.desk)
        browser.set("plimsoll-session", "chosen-by-somebody-else")
        #expect(await signIn(browser, "user-analyst", Harness.password).status == .seeOther)
        let first = try #require(browser.cookies["plimsoll-session"])
        #expect(first != "chosen-by-somebody-else" && first.utf8.count >= 43)
        // Signing in anew ends the session that was there.
        _ = await browser.get("/help/keyboard")
        #expect(await browser.post("/sign-in", ["account": "user-analyst", "password": Harness.password]).status == .seeOther)
        #expect(browser.cookies["plimsoll-session"] != first)
        let stale = Browser(harness.desk)
        stale.set("plimsoll-session", first)
        #expect(await stale.get("/alerts").location.hasPrefix("/sign-in"))
    }

    @Test("A form without the token, or with another one, or from elsewhere, changes nothing")
    func forgery() async throws {
        let harness = try await Harness()
        let browser = try await harness.browser(.analyst)
        _ = await browser.get("/alerts")
        #expect(await browser.post("/sign-out", [:], token: "").status == .forbidden)
        #expect(await browser.post("/sign-out", [:], token: String(browser.token.reversed())).status == .forbidden)
        #expect(await browser.post("/sign-out", [:], headers: [("Origin", "https://elsewhere.example")]).status == .forbidden)
        #expect(await browser.post("/sign-out", [:], headers: [("Sec-Fetch-Site", "cross-site")]).status == .forbidden)
        let other = Browser(harness.desk)
        _ = await other.get("/sign-in")
        #expect(await browser.post("/sign-out", [:], token: other.token).status == .forbidden)
        #expect(await browser.get("/alerts").status == .ok)
        let out = await browser.post("/sign-out", [:], headers: [("Origin", "null"), ("Sec-Fetch-Site", "same-origin")])
        #expect(out.location == "/sign-in")
        #expect(await browser.get("/alerts").location.hasPrefix("/sign-in"))
    }

    @Test("A form before signing in is tied to the browser's own cookie")
    func forgeryBefore() async throws {
        let harness = try await Harness()
        let (one, two) = (Browser(harness.desk), Browser(harness.desk))
        _ = await one.get("/sign-in")
        _ = await two.get("/sign-in")
        let form = ["account": "user-analyst", "password": "anything at all"]
        #expect(await one.post("/sign-in", form, token: two.token).header("Content-Type") == "text/html; charset=utf-8")
        #expect(await one.post("/sign-in", form, token: two.token).text.contains("This form is too old"))
        #expect(!(await one.post("/sign-in", form).text.contains("This form is too old")))
    }

    @Test(
        "Nobody is sent off this server after signing in",
        arguments: [
            "//elsewhere.example", "https://elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)", "/a\r\nSet-Cookie: b=c",
        ])
    func redirects(back: String) async throws {
        let harness = try await Harness()
        _ = try await harness.browser(.analyst)
        let answer = await signIn(Browser(harness.desk), "user-analyst", Harness.password, back: back)
        #expect(answer.status == .seeOther && answer.location == "/")
    }

    @Test("A session ends after its idle time, and a page that polls does not keep it alive")
    func idle() async throws {
        let harness = try await Harness()
        let browser = try await harness.browser(.analyst)
        for _ in 0..<3 {
            harness.wait(seconds: Accounts.idleSeconds - 120)
            #expect(await browser.get("/alerts").status == .ok)
        }
        harness.wait(seconds: Accounts.idleSeconds - 120)
        #expect(await browser.get("/alerts/new?since=0").status == .ok)
        harness.wait(seconds: 180)
        let answer = await browser.get("/alerts")
        #expect(answer.status == .seeOther && answer.location == "/sign-in?return=%2Falerts")
        #expect(await browser.get("/sign-in").text.contains("Your session has ended"))
    }

    @Test("Cookies are for this server alone, and behind a proxy for TLS alone")
    func cookies() async throws {
        for isBehind in [false, true] {
            let harness = try await Harness(configuration: WebConfiguration(behindProxy: isBehind))
            let browser = Browser(harness.desk)
            let link = try #require(harness.links[.analyst])
            _ = await browser.get("/set-password/\(link)")
            let answer = await browser.post("/set-password/\(link)", ["password": Harness.password, "again": Harness.password])
            let session = try #require(answer.headers[values: .setCookie].first { $0.contains("plimsoll-session=") })
            #expect(session.contains("; HttpOnly") && session.contains("; SameSite=Strict") && session.contains("; Path=/"))
            #expect(!session.contains("Domain"))
            #expect(session.contains("; Secure") == isBehind && session.hasPrefix("__Host-") == isBehind)
        }
    }

    @Test("The limit on sign-ins counts whom the declared proxy names, and believes nobody without one")
    func forwarded() async throws {
        let behind = try await Harness(configuration: WebConfiguration(behindProxy: true))
        let request = WebRequest(.get, target: "/", headers: [.cookie: ""], peer: "127.0.0.1")
        var spoofed = request
        spoofed.headers.set("X-Forwarded-For", "198.51.100.7, 203.0.113.9")
        #expect(behind.desk.address(of: spoofed) == "203.0.113.9")
        let alone = try await Harness()
        #expect(alone.desk.address(of: spoofed) == "127.0.0.1")
    }
}
