import Casework
import HTTPTypes
import Service
import Storage
import Testing

@testable import Web

/// Who may use which address, cell by cell. The table is written out: a right that changes has to be changed here too.
struct RightsMatrixTests {
    private static let a = Role.analyst
    private static let s = Role.supervisor
    private static let l = Role.listOwner
    private static let i = Role.inspector
    private static let d = Role.dataProtectionOfficer
    private static let m = Role.administrator
    private static let all = Set(Role.allCases)

    /// Roles by address, for those that ask for a permission or a session.
    private static let table: [String: Set<Role>] = [
        "POST /sign-out": all,
        "GET /alerts": [a, i, d],
        "GET /alerts/find": [a, i, d],
        "GET /alerts/new": [a, i, d],
        "GET /alerts/{alert}": [a, i, d],
        "POST /alerts/{alert}/decide": [a],
        "GET /flights": [a, i, d],
        "GET /flights/{month}/{voyage}": [a, i, d],
        "GET /travellers/{month}/{voyage}/{passage}": [a, i, d],
        "GET /lists": [a, l, i, d],
        "GET /lists/{list}": [a, l, i, d],
        "GET /lists/{list}/entries/{entry}": [a, l, i, d],
        "GET /lists/proposals/{proposal}": [a, l, i, d],
        "POST /lists/import": [l],
        "POST /lists/proposals/{proposal}/sign": [l],
        "POST /lists/proposals/{proposal}/refuse": [l],
        "POST /lists/proposals/{proposal}/withdraw": [l],
        "GET /indicators": all,
        "GET /indicators/{indicator}": all,
        "POST /indicators/{indicator}/switch": [l],
        "POST /indicators/{indicator}/sign": [l],
        "POST /indicators/{indicator}/refuse": [l],
        "POST /indicators/{indicator}/withdraw": [l],
        "GET /search": [a, i, d],
        "POST /search": [a, i, d],
        "GET /search/{search}": [a, i, d],
        "GET /messages": [a, i, d],
        "GET /messages/{message}": [a, i, d],
        "GET /accounts": [m],
        "POST /accounts": [m],
        "GET /accounts/{account}": [m],
        "POST /accounts/{account}/invite": [m],
        "POST /accounts/{account}/end": [m],
        "GET /carriers": [m],
        "POST /carriers": [m],
        "GET /carriers/{carrier}": [m],
        "POST /carriers/{carrier}/rotate": [m],
        "POST /carriers/{carrier}/revoke": [m],
        "GET /profile": all,
        "POST /profile/password": all,
        "POST /profile/sessions/end": all,
        "POST /profile/sessions/{session}/end": all,
        "GET /log": all,
        "GET /status": [m],
        "GET /feed": all,
        "GET /api/v1/session": all,
        "DELETE /api/v1/session": all,
        "GET /api/v1/alerts": [a, i, d],
        "GET /api/v1/alerts/{alert}": [a, i, d],
        "POST /api/v1/alerts/{alert}/decision": [a],
        "GET /api/v1/flights": [a, i, d],
        "GET /api/v1/flights/{month}/{voyage}": [a, i, d],
        "GET /api/v1/travellers/{month}/{voyage}/{passage}": [a, i, d],
        "GET /api/v1/evidence/{message}": [a, i, d],
        "GET /api/v1/log": all,
    ]
    /// Open without a session: signing in, how pages look, what is public, and doors with keys of their own.
    private static let open: Set<String> = [
        "GET /", "GET /sign-in", "POST /sign-in", "GET /set-password/{link}", "POST /set-password/{link}", "POST /settings",
        "GET /help/keyboard", "GET /assets/{file}", "POST /api/v1/session", "GET /api/v1/openapi.yaml", "GET /api/v1/log/checkpoint",
        "GET /livez", "GET /readyz",
        // A carrier's key.
        "POST /api/v1/messages", "GET /api/v1/messages/{transmission}",
        // This machine, or the permission.
        "GET /metrics",
    ]

    @Test("The table names every address")
    func complete() {
        #expect(Set(Route.all.map(\.name)) == Set(Self.table.keys).union(Self.open))
    }

    private func target(_ route: Route) -> String {
        "/"
            + route.path.map { segment in
                switch segment {
                case .literal(let text): text
                case .parameter("month"): "2026-11"
                case .parameter: String(repeating: "0", count: 32)
                }
            }.joined(separator: "/")
    }

    private func send(_ route: Route, _ harness: Harness, _ browser: Browser, _ program: ProgramClient) async -> WebAnswer {
        if route.name.contains("/api/") {
            let json = route.method == .post ? #"{"decision":"refer"}"# : nil
            return await program.send(route.method, target(route), json: json, headers: [("If-Match", "\"1\"")])
        }
        if route.method == .get { return await browser.get(target(route)) }
        return await browser.post(target(route), ["version": "1", "decision": "refer", "text": "seen and checked"])
    }

    @Test("Each role may use what the table says, and nothing else", arguments: Role.allCases)
    func cells(role: Role) async throws {
        let harness = try await Harness()
        for route in Route.all.sorted(by: { $0.name < $1.name }) {
            guard let roles = Self.table[route.name] else { continue }
            // Anew for each cell: two of them sign out. One-time links work once.
            let fresh = route.name.hasSuffix("sign-out") || route.method == .delete ? try await Harness() : harness
            let browser = Browser(fresh.desk)
            let program = ProgramClient(fresh.desk)
            try await signIn(role, fresh, browser, program)
            let status = await send(route, fresh, browser, program).status
            if roles.contains(role) {
                #expect(![.unauthorized, .forbidden].contains(status), "\(role) \(route.name): \(status.code)")
            } else {
                #expect(status == .forbidden, "\(role) \(route.name): \(status.code)")
            }
        }
    }

    @Test("Nobody gets anywhere without a session, a forged one, or one that has ended")
    func nobody() async throws {
        let harness = try await Harness()
        let forged = String(repeating: "A", count: 43)
        for route in Route.all where Self.table[route.name] != nil {
            for secret in ["", forged] {
                let browser = Browser(harness.desk)
                let program = ProgramClient(harness.desk)
                if !secret.isEmpty {
                    browser.set("plimsoll-session", secret)
                    program.token = "pls_" + secret
                }
                _ = await browser.get("/help/keyboard")
                let answer = await send(route, harness, browser, program)
                if route.name.contains("/api/") {
                    #expect(answer.status == .unauthorized && answer.header("WWW-Authenticate") == "Bearer", "\(route.name)")
                } else {
                    #expect(answer.location.hasPrefix("/sign-in") || answer.status == .unauthorized, "\(route.name)")
                }
            }
        }
    }

    private func signIn(_ role: Role, _ harness: Harness, _ browser: Browser, _ program: ProgramClient) async throws {
        let name = Harness.name(of: role)
        if try await harness.unit.accounts.invitation(harness.links[role] ?? "") != nil {
            _ = try await harness.browser(role)
        }
        _ = await browser.get("/sign-in")
        let page = await browser.post("/sign-in", ["account": name, "password": Harness.password])
        guard page.status == .seeOther else { throw ServiceError.request("not signed in: \(page.status)") }
        _ = await browser.get("/help/keyboard")
        let begun = await program.send(.post, "/api/v1/session", json: #"{"account":"\#(name)","password":"\#(Harness.password)"}"#)
        program.token = begun.json["token"] as? String ?? ""
    }
}
