import Casework
import HTTPTypes
import Service
import Storage

/// One address of the server, and who may use it. A value, so that all of them can be looked at before the first request.
struct Route: Sendable {
    /// Who may use it. There is no default: a route without one keeps the server from starting.
    enum Right: Sendable, Hashable {
        /// Everybody: declared, never forgotten.
        case everybody
        /// Whoever has signed in.
        case signedIn
        /// Whoever has signed in with a role that has it.
        case permission(Permission)
        /// A carrier's API key.
        case apiKey
        /// This machine, else a role that has the permission.
        case machineOr(Permission)
    }
    /// For which purpose people are read through it.
    enum Purpose: Sendable, Hashable {
        /// Nobody is shown.
        case nobody
        /// What the role is there for: analysts assess, inspectors inspect, data protection officers protect.
        case ofRole
    }
    enum Segment: Sendable, Hashable, ExpressibleByStringLiteral {
        case literal(String)
        case parameter(String)

        init(stringLiteral value: String) { self = value.first == ":" ? .parameter(String(value.dropFirst())) : .literal(value) }
    }

    var method: HTTPRequest.Method
    var path: [Segment]
    var right: Right?
    var purpose: Purpose
    /// Asked by a script again and again: counts as no activity.
    var isPoll: Bool
    /// Bytes that a form with a file may have; nil where none is taken.
    var uploadLimit: Int?
    var handle: @Sendable (Exchange) async throws -> WebAnswer

    init(
        _ method: HTTPRequest.Method, _ path: Segment..., right: Right?, purpose: Purpose = .nobody, isPoll: Bool = false,
        uploadLimit: Int? = nil,
        _ handle: @escaping @Sendable (Exchange) async throws -> WebAnswer
    ) {
        self.method = method
        self.path = path
        self.right = right
        self.purpose = purpose
        self.isPoll = isPoll
        self.uploadLimit = uploadLimit
        self.handle = handle
    }

    var name: String {
        let path = path.map { segment in
            switch segment {
            case .literal(let text): "/" + text
            case .parameter(let name): "/{" + name + "}"
            }
        }
        return "\(method.rawValue) " + (path.isEmpty ? "/" : path.joined())
    }

    /// The values of the path's parameters, or nil where the path is another.
    func match(_ segments: [String]) -> [String: String]? {
        guard segments.count == path.count else { return nil }
        var values: [String: String] = [:]
        for (segment, text) in zip(path, segments) {
            switch segment {
            case .literal(let literal): if literal != text { return nil }
            case .parameter(let name): values[name] = text
            }
        }
        return values
    }

    /// What is wrong with a table of routes; empty when the server may start.
    static func faults(of routes: [Route]) -> [String] {
        var faults: [String] = []
        var names: Set<String> = []
        for route in routes {
            if !names.insert(route.name).inserted { faults.append("\(route.name) stands there twice") }
            guard let right = route.right else {
                faults.append("\(route.name) does not say who may use it")
                continue
            }
            if case .permission(let permission) = right, permission.showsPersonalData, route.purpose == .nobody {
                faults.append("\(route.name) shows people and does not say for which purpose")
            }
        }
        return faults
    }
}

/// A request on its way through a route, with who asks.
struct Exchange: Sendable {
    var request: WebRequest
    var parameters: [String: String]
    var desk: WebDesk
    var visitor: Visitor
    /// Set where the route asks for a permission.
    var access: Access?
    /// Fields of the form, where one was sent.
    var form: FormFields
    /// The file that came with the form.
    var file: [UInt8]?

    var unit: Unit { desk.unit }

    /// The access that the route's permission gave.
    func reader() throws -> Access {
        guard let access else { throw ServiceError.unknown(what: "access") }
        return access
    }

    /// The access of whoever has signed in under another permission than the route's.
    func reader(_ permission: Permission) throws -> (account: AccountState, access: Access) {
        guard let account = visitor.account, let session = visitor.session else { throw ServiceError.unknown(what: "account") }
        return (account, try unit.access(account, permission, purpose: WebDesk.purpose(of: account.role), session: session.id))
    }

    func identifier(_ name: String) throws -> Identifier {
        guard let id = parameters[name].flatMap({ Identifier($0) }) else { throw ServiceError.unknown(what: name) }
        return id
    }

    /// What stands round the page that answers.
    func shell() -> Shell { desk.shell(visitor, here: here) }

    /// This address, to come back to; pages that answer a form lead to the first page instead.
    var here: Address {
        guard request.method == .get || request.method == .head else { return .root }
        return Address(untrustedPath: request.path + (request.query.isEmpty ? "" : "?" + request.query)) ?? .root
    }
}

/// Who is at the other end.
struct Visitor: Sendable {
    /// For limits: the peer, or what the declared proxy says.
    var address: String
    var session: Session?
    var account: AccountState?
    /// A cookie was sent that is no session any more.
    var hadSession = false
    /// What forms must carry.
    var token: CSRFToken
    /// Secret of the cookie that belongs to the token of those who have not signed in; set again with each page.
    var formSecret: String?
    var theme: Shell.Theme = .auto
    var density: Shell.Density = .compact
    var contrast: Shell.Contrast = .auto
    var singleKeys = true
    var notice: String?
    /// Whether messages still come in; nil before signing in.
    var feed: Feed?
}
