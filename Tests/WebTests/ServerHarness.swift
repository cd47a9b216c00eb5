import Casework
import Foundation
import HTTPTypes
import Logging
import Service
import Storage
import Synchronization
import Travel

@testable import Web

/// A unit in a folder of its own with an account per role, a clock that the test turns, and the desk in front of it.
final class Harness: Sendable {
    static let start = Instant(rfc3339: "2026-11-25T08:00:00Z") ?? Instant(seconds: 0)
    static let password = "correct horse battery staple"
    static let user = 4_242

    let unit: Service.Unit
    let workers: Workers
    let desk: WebDesk
    let links: [Role: String]
    private let folder: String
    private let now: Box

    final class Box: Sendable {
        let value = Mutex(Harness.start)
    }

    init(configuration: WebConfiguration = WebConfiguration(patience: .seconds(120))) async throws {
        folder = NSTemporaryDirectory() + "web-\(SystemRandom.next())"
        let box = Box()
        now = box
        let clock = DomainClock { box.value.withLock { $0 } }
        // The least that scrypt takes: these tests are about doors, not about locks.
        let passwords = PasswordThread(parameters: .init(cost: 16, blockSize: 1, parallelism: 1))
        let place = UnitFolder(folder)
        let made = try await UnitSetup.run(
            folder: place, state: "NOR", origin: "log.example/test", accounts: Role.allCases.map { (Self.name(of: $0), $0) }, osUser: 1,
            realTime: clock, passwords: passwords)
        links = Dictionary(uniqueKeysWithValues: made.links.map { ($0.role, $0.secret) })
        unit = try await Service.Unit(folder: place, clock: clock, realTime: clock, passwords: passwords)
        workers = Workers(unit: unit)
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        desk = try WebDesk(unit: unit, workers: workers, configuration: configuration, logger: logger)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static func name(of role: Role) -> String { "user-" + role.rawValue }

    func wait(seconds: Int64) { now.value.withLock { $0 = $0 + seconds } }

    /// A browser in which somebody of that role has signed in by the one-time link.
    func browser(_ role: Role) async throws -> Browser {
        let browser = Browser(desk)
        guard let link = links[role] else { throw ServiceError.request("no link") }
        _ = await browser.get("/set-password/\(link)")
        let answer = await browser.post("/set-password/\(link)", ["password": Self.password, "again": Self.password])
        guard answer.status == .seeOther else { throw ServiceError.request("not signed in: \(answer.status)") }
        return browser
    }

    // MARK: A world of one alert

    /// A list with one document, a message with its holder, and the alert that follows.
    func alert() async throws -> Identifier {
        let access = Access(account: nil, purpose: "operation")
        try await unit.accounts.map(name: Self.name(of: .listOwner), osUser: Self.user, access: access)
        let csv = """
            list,category,last_name,first_name,dob,sex,nationality,doc_type,doc_number,doc_issuing_country,owner,legal_basis,reason,action,valid_from,reference
            Missing persons,missing,QUIST,ALBA,1990-01-02,F,NLD,P,ZX1234567,NLD,Police of Nowhere,Act 1,reported missing,meet in person,2026-01-01,M-17
            """
        let imported = await unit.answer(.importList(csv: Data(csv.utf8), strict: true), as: nil, user: Self.user)
        guard imported.failure == nil else { throw ServiceError.request(imported.failure ?? "") }
        _ = try await unit.ingest(Self.message, door: "api", access: access)
        try await workers.drain()
        guard let row = try await unit.storage.alertQueue([.open]).first else { throw ServiceError.request("no alert was raised") }
        return row.state.alert
    }

    /// What the door answers when a carrier with that key sends ``message``.
    func sent(_ key: String) async -> HTTPResponse.Status {
        var fields = HTTPFields()
        fields.set("Host", "localhost:8080")
        fields.set("Authorization", "Bearer \(key)")
        let bytes = Self.message
        let request = WebRequest(.post, target: "/api/v1/messages", headers: fields, body: { _, _ in bytes })
        return await desk.respond(to: request).status
    }

    static var message: [UInt8] {
        Array(
            """
            UNA:+.? 'UNB+UNOA:4+QXAIR+NOGOV+261125:0700+77'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'NAD+MS+++DESK'TDT+20+QX123+++QX'\
            LOC+125+AMS'DTM+189:2611261200:201'LOC+87+OSL'DTM+232:2611261400:201'\
            NAD+FL+++QUIST:ALBA'ATT+2++F'DTM+329:900102'LOC+178+AMS'LOC+179+OSL'NAT+2+NLD'\
            DOC+P:110:111+ZX1234567'DTM+36:300101'LOC+91+NLD'CNT+42:1'UNT+19+1'UNZ+1+77'
            """.utf8)
    }
}

/// Keeps cookies as browsers do, and finds the token of the last page's forms.
final class Browser: Sendable {
    let desk: WebDesk
    private let state = Mutex<(cookies: [String: String], token: String)>(([:], ""))

    init(_ desk: WebDesk) { self.desk = desk }

    var cookies: [String: String] { state.withLock { $0.cookies } }
    var token: String { state.withLock { $0.token } }
    func set(_ name: String, _ value: String) { state.withLock { $0.cookies[name] = value } }

    func get(_ target: String, method: HTTPRequest.Method = .get, headers: [(String, String)] = []) async -> WebAnswer {
        await send(WebRequest(method, target: target, headers: fields(headers)))
    }

    func post(_ target: String, _ form: [String: String], token: String? = nil, headers: [(String, String)] = []) async -> WebAnswer {
        var form = form
        form["csrf"] = token ?? self.token
        let allowed = CharacterSet.alphanumerics
        let body = form.map { pair in
            [pair.key, pair.value].map { $0.addingPercentEncoding(withAllowedCharacters: allowed) ?? "" }.joined(separator: "=")
        }.joined(separator: "&")
        let bytes = Array(body.utf8)
        let request = WebRequest(
            .post, target: target, headers: fields(headers + [("Content-Type", "application/x-www-form-urlencoded")]),
            body: { limit, _ in
                guard bytes.count <= limit else { throw BodyError.tooLarge }
                return bytes
            })
        return await send(request)
    }

    func fields(_ more: [(String, String)]) -> HTTPFields {
        var fields = HTTPFields()
        fields.set("Host", "localhost:8080")
        let jar = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        if !jar.isEmpty { fields.set("Cookie", jar) }
        for (name, value) in more { fields.set(name, value) }
        return fields
    }

    func send(_ request: WebRequest) async -> WebAnswer {
        let answer = await desk.respond(to: request)
        state.withLock { state in
            for line in answer.headers[values: .setCookie] {
                let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard pair.count == 2 else { continue }
                state.cookies[String(pair[0])] = line.contains("Max-Age=0") ? nil : String(pair[1])
            }
            if let match = answer.text.firstMatch(of: /name="csrf" value="([^"]+)"/) { state.token = String(match.1) }
        }
        return answer
    }
}

extension WebAnswer {
    var text: String { String(decoding: body, as: UTF8.self) }
    var location: String { headers[.location] ?? "" }
    func header(_ name: String) -> String? { headers.value(name) }
}
