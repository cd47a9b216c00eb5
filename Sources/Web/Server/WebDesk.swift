import Casework
import Collection
import HTTPTypes
import Logging
import Service
import Storage
import Travel

/// Takes each request to its route: who asks, may they, is the form ours; and whatever goes wrong becomes a page that says
/// what to do and nothing about the inside.
struct WebDesk: Sendable {
    let unit: Unit
    let workers: Workers
    let recentFailures = RecentFailures()
    let configuration: WebConfiguration
    let routes: [Route]
    let logger: Logger
    let words: Catalogue

    static let formLimit = 65_536
    static let formSeconds = 15
    static let uploadSeconds = 120

    /// - Throws: ``WebError/routes(faults:)``
    init(unit: Unit, workers: Workers, configuration: WebConfiguration, routes: [Route] = Route.all, logger: Logger) throws {
        let faults = Route.faults(of: routes)
        guard faults.isEmpty else { throw WebError.routes(faults: faults) }
        self.unit = unit
        self.workers = workers
        self.configuration = configuration
        words = .language(configuration.language)
        self.routes = routes
        self.logger = logger
    }

    var cookies: Cookies { Cookies(areSecure: configuration.behindProxy) }

    func respond(to request: WebRequest) async -> WebAnswer {
        var answer: WebAnswer
        if !isOurHost(request) {
            answer = .problem(.misdirectedRequest, "host", "Ask this server by its own name, such as localhost.")
        } else if let (route, parameters) = find(request) {
            answer = await run(route, request, parameters)
        } else {
            answer = await unknown(request)
        }
        if request.method == .head {
            answer.headers[.contentLength] = String(answer.body.count)
            answer.body = []
        }
        return answer
    }

    // MARK: Routes

    private func find(_ request: WebRequest) -> (Route, [String: String])? {
        guard let segments = request.segments else { return nil }
        let method = request.method == .head ? .get : request.method
        for route in routes where route.method == method {
            if let parameters = route.match(segments) { return (route, parameters) }
        }
        return nil
    }

    /// 405 with what is allowed, or 404.
    private func unknown(_ request: WebRequest) async -> WebAnswer {
        let allowed = request.segments.map { segments in routes.filter { $0.match(segments) != nil }.map(\.method.rawValue) } ?? []
        let status: HTTPResponse.Status = allowed.isEmpty ? .notFound : .methodNotAllowed
        var answer: WebAnswer
        if isProgram(request) {
            answer = .problem(
                status, allowed.isEmpty ? "not-found" : "method", "See the documentation for the addresses of this interface.")
        } else {
            answer = await page(status, request)
        }
        if !allowed.isEmpty {
            answer.headers[.allow] = Set(allowed + (allowed.contains("GET") ? ["HEAD"] : [])).sorted().joined(separator: ", ")
        }
        return answer
    }

    private func run(_ route: Route, _ request: WebRequest, _ parameters: [String: String]) async -> WebAnswer {
        do {
            var visitor = try await visitor(request, isPoll: route.isPoll)
            let isProgram = isProgram(request)
            var exchange = Exchange(request: request, parameters: parameters, desk: self, visitor: visitor, access: nil, form: FormFields())
            if let refusal = try permit(route, &exchange) { return refusal }
            // Programs send no cookie, so that no other site can act with what a browser has.
            if route.method == .post, !isProgram {
                guard isFromHere(request) else { return await page(.forbidden, request, code: "origin") }
                (exchange.form, exchange.file) = try await form(request, route)
                guard FormSecret.equal(exchange.form[CSRFToken.field], visitor.token.value) else {
                    return .page(ProblemPage(status: 419, code: "form-token").html(in: shell(visitor, here: .root)), status: .forbidden)
                }
            }
            var answer = try await route.handle(exchange)
            visitor = exchange.visitor
            keep(visitor, request, in: &answer)
            return answer
        } catch {
            return await failed(error, request, route)
        }
    }

    /// Cookies that go with a page: the secret of the forms, and the end of a notice that was shown.
    private func keep(_ visitor: Visitor, _ request: WebRequest, in answer: inout WebAnswer) {
        let isPage = answer.headers[.contentType]?.hasPrefix("text/html") ?? false
        guard isPage, !answer.headers[values: .setCookie].contains(where: { $0.contains(Cookies.Name.notice.rawValue) }) else { return }
        if let secret = visitor.formSecret { cookies.set(.form, secret, in: &answer) }
        if visitor.notice != nil { cookies.remove(.notice, in: &answer) }
    }

    /// Nil when whoever asks may use the route; the exchange then has its access.
    private func permit(_ route: Route, _ exchange: inout Exchange) throws -> WebAnswer? {
        switch route.right {
        case .everybody, .apiKey: return nil
        case .machineOr where isThisMachine(exchange.request): return nil
        case .signedIn, .permission, .machineOr, nil: break
        }
        guard let account = exchange.visitor.account, let session = exchange.visitor.session else {
            return signInFirst(exchange)
        }
        let permission: Permission
        switch route.right {
        case .permission(let needed), .machineOr(let needed): permission = needed
        default: return nil
        }
        guard unit.rules.profile.permissions(of: account.role).contains(permission) else {
            if isProgram(exchange.request) {
                return .problem(
                    .forbidden, "forbidden", "This needs the permission \(permission.rawValue), which the account's role has not.")
            }
            let able = Role.allCases.filter { unit.rules.profile.permissions(of: $0).contains(permission) }.map(\.rawValue)
            return .page(
                ForbiddenPage(permission: permission.rawValue, roles: able).html(in: exchange.shell()), status: .forbidden)
        }
        exchange.access = try unit.access(
            account, permission, purpose: route.purpose == .nobody ? "operation" : Self.purpose(of: account.role), session: session.id)
        return nil
    }

    private func signInFirst(_ exchange: Exchange) -> WebAnswer {
        if isProgram(exchange.request) {
            var answer = WebAnswer.problem(
                .unauthorized, "sign-in", "Sign in first: POST /api/v1/session, then send Authorization: Bearer pls_…")
            answer.headers[.wwwAuthenticate] = "Bearer"
            return answer
        }
        if exchange.request.headers[.accept]?.contains("application/json") ?? false, exchange.request.method == .get {
            return .problem(.unauthorized, "sign-in", "Sign in first.")
        }
        let here = exchange.here
        var answer = WebAnswer.seeOther(here == .root ? .signIn : Address("sign-in", query: [("return", here.text)]))
        if exchange.visitor.hadSession {
            cookies.remove(.session, in: &answer)
            cookies.set(.notice, "session-ended", seconds: 60, in: &answer)
        }
        return answer
    }

    static func purpose(of role: Role) -> String {
        switch role {
        case .inspector: "inspection"
        case .dataProtectionOfficer: "data-protection"
        case .analyst, .supervisor, .listOwner, .administrator: "assessment"
        }
    }

    // MARK: Who asks

    private func visitor(_ request: WebRequest, isPoll: Bool) async throws -> Visitor {
        var visitor = Visitor(address: address(of: request), token: CSRFToken(""))
        // A token opens no page, and a cookie nothing that is there for programs.
        let isProgram = isProgram(request)
        let sent = isProgram ? [:] : cookies.read(request.headers)
        let secret = isProgram ? BearerToken.session(request.headers) : sent[.session]
        if let secret, !secret.isEmpty {
            let found = isPoll ? try await unit.accounts.observe(secret: secret) : try await unit.accounts.session(secret: secret)
            visitor.session = found?.session
            visitor.account = found?.account
            visitor.hadSession = found == nil
        }
        if isProgram { return visitor }
        if visitor.account != nil { visitor.feed = try await unit.feed() }
        if let session = visitor.session {
            visitor.token = CSRFToken(session.formToken)
        } else {
            let secret = sent[.form].flatMap { $0.utf8.count == 64 ? $0 : nil }
            visitor.formSecret = secret ?? FormSecret.make()
            visitor.token = CSRFToken(FormSecret.token(of: visitor.formSecret ?? ""))
        }
        let view = (sent[.view] ?? "").split(separator: ".").map(String.init)
        if (3...4).contains(view.count) {
            visitor.theme = Shell.Theme(rawValue: view[0]) ?? .auto
            visitor.density = Shell.Density(rawValue: view[1]) ?? .compact
            visitor.singleKeys = view[2] != "off"
            if view.count > 3 { visitor.contrast = Shell.Contrast(rawValue: view[3]) ?? .auto }
        }
        if let notice = sent[.notice], words.has("notice.\(notice)") { visitor.notice = notice }
        return visitor
    }

    /// The nearest hop that the declared proxy names, else the peer.
    func address(of request: WebRequest) -> String {
        guard configuration.behindProxy, let forwarded = request.headers.value("X-Forwarded-For"),
            let last = forwarded.split(separator: ",").last
        else { return request.peer }
        return String(last.filter { $0 != " " }.prefix(64))
    }

    private func isThisMachine(_ request: WebRequest) -> Bool {
        UnitConfiguration.isLoopback(request.peer) && request.headers.value("X-Forwarded-For") == nil
            && request.headers.value("Forwarded") == nil
    }

    /// On loopback only names of this machine: another name that leads here would be somebody else's page (DNS rebinding).
    private func isOurHost(_ request: WebRequest) -> Bool {
        if configuration.behindProxy { return true }
        guard var host = request.headers.value("Host") else { return true }
        if host.hasPrefix("[") {
            host = String(host.dropFirst().prefix { $0 != "]" })
        } else {
            host = String(host.prefix { $0 != ":" })
        }
        return UnitConfiguration.isLoopback(host.lowercased())
    }

    /// Whether a form was sent from one of our own pages. Browsers say `null` as origin, since our pages send no referrer; then
    /// `Sec-Fetch-Site` decides, and where there is none, the form's token.
    private func isFromHere(_ request: WebRequest) -> Bool {
        if let site = request.headers.value("Sec-Fetch-Site"), site != "same-origin", site != "none" { return false }
        guard let origin = request.headers[.origin], origin != "null" else { return true }
        return origin == self.origin(of: request)
    }

    /// This server as the browser calls it; nil where it does not say.
    func origin(of request: WebRequest) -> String? {
        guard let host = request.headers.value("Host") else { return nil }
        let scheme = configuration.behindProxy ? request.headers.value("X-Forwarded-Proto") ?? "https" : "http"
        return "\(scheme)://\(host)"
    }

    private func form(_ request: WebRequest, _ route: Route) async throws -> (FormFields, [UInt8]?) {
        if let limit = route.uploadLimit, let boundary = MultipartForm.boundary(of: request.headers[.contentType] ?? "") {
            guard let form = MultipartForm(try await request.body(limit, Self.uploadSeconds), boundary: boundary) else {
                throw ServiceError.request("the form is malformed")
            }
            return (form.fields, form.file)
        }
        guard request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") ?? false else { return (FormFields(), nil) }
        guard let fields = FormFields(try await request.body(Self.formLimit, Self.formSeconds)) else {
            throw ServiceError.request("the form is malformed")
        }
        return (fields, nil)
    }

    // MARK: What stands round pages, and what goes wrong

    func shell(_ visitor: Visitor, here: Address) -> Shell {
        let account = visitor.account.map { account in
            let permissions = unit.rules.profile.permissions(of: account.role)
            var mayOpen: Set<Shell.Destination> = []
            if permissions.contains(.alertsRead) { mayOpen.formUnion([.alerts, .flights, .search]) }
            if permissions.contains(.messagesRead) { mayOpen.insert(.messages) }
            if permissions.contains(.listsRead) { mayOpen.insert(.lists) }
            if permissions.contains(.indicatorsRead) { mayOpen.insert(.indicators) }
            if permissions.contains(.accountsManage) { mayOpen.insert(.accounts) }
            if permissions.contains(.carriersManage) { mayOpen.insert(.carriers) }
            if permissions.contains(.logRead) { mayOpen.insert(.log) }
            if permissions.contains(.unitOperate) { mayOpen.insert(.status) }
            return Shell.Account(name: account.name, role: account.role.rawValue, mayOpen: mayOpen)
        }
        let state = unit.rules.profile.state
        var shell = Shell(
            words: words, theme: visitor.theme, density: visitor.density, singleKeys: visitor.singleKeys, token: visitor.token,
            account: account, here: here, now: unit.clock.now(),
            unit: "Passenger Information Unit, \(ReferenceTables.country(anyCode: state)?.name ?? state)",
            isDemonstration: configuration.isDemonstration, notice: visitor.notice, feed: account == nil ? nil : visitor.feed)
        shell.contrast = visitor.contrast
        return shell
    }

    private func isProgram(_ request: WebRequest) -> Bool { request.path.hasPrefix("/api/") }

    private func page(_ status: HTTPResponse.Status, _ request: WebRequest, code: String? = nil, reference: String? = nil) async
        -> WebAnswer
    {
        let visitor = try? await visitor(request, isPoll: true)
        let plain = visitor ?? Visitor(address: request.peer, token: CSRFToken(""))
        var answer = WebAnswer.page(
            ProblemPage(status: status.code, code: code, reference: reference).html(in: shell(plain, here: .root)), status: status)
        keep(plain, request, in: &answer)
        return answer
    }

    private func failed(_ error: any Error, _ request: WebRequest, _ route: Route) async -> WebAnswer {
        if let fault = error as? APIFault { return .problem(fault.status, fault.code, fault.detail) }
        let (status, code, detail) = Self.wording(error)
        var reference: String?
        defer {
            if status.code >= 500 || error is BodyError {
                recentFailures.note(
                    .init(at: unit.realTime.now(), status: status.code, code: "\(code)", route: route.name, reference: reference))
            }
        }
        var isOurs = status == .internalServerError
        if case StorageError.unwritable = error { isOurs = true }
        if isOurs {
            // What went wrong goes to the operator's log: its kind alone where the text could hold what was sent.
            let id = unit.identifiers.next().short
            reference = id
            let kind = error is StorageError ? "\(error)" : "\(type(of: error))"
            logger.error("a request failed", metadata: ["reference": "\(id)", "error": "\(kind)"])
        }
        var answer: WebAnswer
        if isProgram(request) {
            answer = .problem(status, code, detail)
        } else {
            answer = await page(status, request, code: "\(code)", reference: reference)
        }
        if status == .serviceUnavailable { answer.headers[.retryAfter] = "5" }
        answer.endsConnection = [.contentTooLarge, .requestTimeout, .serviceUnavailable].contains(status)
        return answer
    }

    private static func wording(_ error: any Error) -> (HTTPResponse.Status, StaticString, String) {
        switch error {
        case BodyError.tooLarge, CollectionError.tooLarge: return (.contentTooLarge, "too-large", "Send it in parts, one interchange each.")
        case BodyError.tooSlow: return (.requestTimeout, "too-slow", "The body did not arrive in time: send it again.")
        case BodyError.cut: return (.badRequest, "cut", "The body ended early: send it again.")
        case BodyError.full, StorageError.full, CollectionError.full, CollectionError.contended:
            return (.serviceUnavailable, "full", "Too much is waiting: send it again after the time in Retry-After.")
        case StorageError.unwritable:
            return (
                .serviceUnavailable, "unwritable",
                "It cannot be written at this moment, and nothing of it was kept: send it again after the time in Retry-After."
            )
        case StorageError.closed: return (.serviceUnavailable, "stopping", "The unit is stopping: try again later.")
        case ServiceError.unknown: return (.notFound, "not-found", "There is nothing under that name.")
        case ServiceError.notAllowed, ServiceError.purposeUnknown:
            return (.forbidden, "forbidden", "The role or the purpose does not allow this.")
        case ServiceError.request: return (.badRequest, "malformed", "Part of the request is missing or malformed.")
        case ServiceError.keptUnread(let transmission):
            return (
                .internalServerError, "kept-unread",
                "Your bytes are kept as transmission \(transmission), and will be read: do not send them again."
            )
        default: return (.internalServerError, "internal", "It is our fault. Nothing was half done; try again.")
        }
    }
}
