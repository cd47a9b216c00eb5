import Casework
import HTTPTypes
import Logging
import Service
import Storage
import Testing

@testable import Web

struct ServerRightsTests {
    private let targets: [(String, Permission)] = [
        ("/alerts", .alertsRead), ("/alerts/find?number=00000000", .alertsRead), ("/alerts/new?since=0", .alertsRead),
        ("/alerts/0123456789abcdef0123456789abcdef", .alertsRead), ("/messages/0123456789abcdef0123456789abcdef", .messagesRead),
        ("/flights", .alertsRead), ("/flights/2026-11/0123456789abcdef0123456789abcdef", .alertsRead),
        ("/lists", .listsRead), ("/lists/0123456789abcdef0123456789abcdef", .listsRead),
        ("/lists/proposals/0123456789abcdef0123456789abcdef", .listsRead),
        ("/lists/0123456789abcdef0123456789abcdef/entries/0123456789abcdef0123456789abcdef", .listsRead),
        ("/indicators", .indicatorsRead), ("/indicators/nowhere", .indicatorsRead),
        ("/travellers/2026-11/0123456789abcdef0123456789abcdef/0123456789abcdef0123456789abcdef", .alertsRead), ("/log", .logRead),
        ("/messages", .messagesRead), ("/search", .alertsRead), ("/status", .unitOperate),
    ]

    @Test("A route that does not say who may use it keeps the server from starting")
    func declared() async throws {
        #expect(Route.faults(of: Route.all).isEmpty)
        let harness = try await Harness()
        func start(_ routes: [Route]) throws {
            _ = try WebDesk(
                unit: harness.unit, workers: harness.workers, configuration: WebConfiguration(), routes: routes,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        }
        #expect(throws: WebError.self) { try start(Route.all + [Route(.get, "new", right: nil) { _ in .text("") }]) }
        #expect(throws: WebError.self) { try start([Route(.get, "new", right: .permission(.alertsRead)) { _ in .text("") }]) }
        #expect(throws: WebError.self) { try start(Route.all + [Route(.get, "log", right: .everybody) { _ in .text("") }]) }
        try start(Route.all)
    }

    @Test(
        "Each role opens what its permissions allow, and is told about the rest; whoever has not signed in is asked to",
        arguments: Role.allCases)
    func matrix(role: Role) async throws {
        let harness = try await Harness()
        let permissions = harness.unit.rules.profile.permissions(of: role)
        let browser = try await harness.browser(role)
        for (target, permission) in targets {
            let answer = await browser.get(target)
            if permissions.contains(permission) {
                #expect(answer.status == .ok || answer.status == .notFound, "\(target)")
            } else {
                #expect(answer.status == .forbidden && answer.text.contains("You may not open this"), "\(target)")
            }
            #expect(await Browser(harness.desk).get(target).location.hasPrefix("/sign-in"), "\(target)")
        }
        _ = await browser.get("/help/keyboard")
        let decision = await browser.post(
            "/alerts/0123456789abcdef0123456789abcdef/decide", ["version": "1", "decision": "refer", "text": "seen and checked"])
        #expect(decision.status == (permissions.contains(.alertsDecide) ? .notFound : .forbidden))
        let home = await browser.get("/").location
        #expect(home == (permissions.contains(.alertsRead) ? "/alerts" : permissions.contains(.logRead) ? "/log" : "/help/keyboard"))
    }

    @Test("Pages, also those that say what went wrong, carry the headers that keep others out")
    func headers() async throws {
        let harness = try await Harness()
        let browser = try await harness.browser(.analyst)
        let targets = [
            "/sign-in", "/alerts", "/flights", "/messages", "/log", "/help/keyboard", "/nowhere", "/set-password/aaaaaaaaaaaaaaaaaaaaaaaa",
            "/messages/1",
        ]
        for target in targets {
            for visitor in [browser, Browser(harness.desk)] {
                let answer = await visitor.get(target)
                guard answer.status != .seeOther else { continue }
                for (name, value) in PageHeaders.all { #expect(answer.header(name) == value, "\(name) of \(target)") }
            }
        }
        let stylesheet = await browser.get(Asset.stylesheet.address.text)
        #expect(stylesheet.header("Cache-Control") == Asset.cacheControl && stylesheet.header("X-Content-Type-Options") == "nosniff")
        #expect(await browser.get("/assets/../profile.yaml").status == .notFound)
        #expect(await browser.get("/assets/%2e%2e%2fprofile.yaml").status == .notFound)
    }

    @Test("HEAD answers as GET does, without the body; another method is named as wrong")
    func methods() async throws {
        let harness = try await Harness()
        let browser = try await harness.browser(.analyst)
        let head = await browser.get("/alerts", method: .head)
        #expect(head.status == .ok && head.body.isEmpty && Int(head.header("Content-Length") ?? "") ?? 0 > 1_000)
        let wrong = await browser.get("/alerts", method: .delete)
        #expect(wrong.status == .methodNotAllowed && wrong.header("Allow") == "GET, HEAD")
        #expect(await browser.get("/api/v1/messages").status == .methodNotAllowed)
        #expect(await browser.get("/api/v1/nothing").header("Content-Type") == "application/problem+json")
    }

    @Test("Another name that leads to this machine is not answered: a page elsewhere could have sent the browser here")
    func rebinding() async throws {
        let harness = try await Harness()
        #expect(await Browser(harness.desk).get("/sign-in", headers: [("Host", "plimsoll.example")]).status == .misdirectedRequest)
        #expect(await Browser(harness.desk).get("/sign-in", headers: [("Host", "[::1]:80")]).status == .ok)
    }

    @Test("What goes wrong inside stays inside; full says when to come back")
    func failures() async throws {
        struct Secret: Error, CustomStringConvertible { let description = "QUIST ALBA in /var/lib/unit" }
        let harness = try await Harness()
        let desk = try WebDesk(
            unit: harness.unit, workers: harness.workers, configuration: WebConfiguration(),
            routes: [
                Route(.get, "broken", right: .everybody) { _ in throw Secret() },
                Route(.get, "full", right: .everybody) { _ in throw StorageError.full },
                Route(.get, "api", "v1", "full", right: .everybody) { _ in throw StorageError.full },
            ], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let broken = await Browser(desk).get("/broken")
        #expect(broken.status == .internalServerError && !broken.text.contains("QUIST") && !broken.text.contains("Secret"))
        #expect(broken.text.contains("Reference"))
        for target in ["/full", "/api/v1/full"] {
            let full = await Browser(desk).get(target)
            #expect(full.status == .serviceUnavailable && full.header("Retry-After") == "5")
        }
    }

    @Test("Without a declared proxy the server listens on loopback alone")
    func loopback() async throws {
        let harness = try await Harness()
        #expect(throws: WebError.notLoopback(host: "0.0.0.0")) {
            _ = try WebServer(unit: harness.unit, workers: harness.workers, configuration: WebConfiguration(host: "0.0.0.0"))
        }
    }
}
