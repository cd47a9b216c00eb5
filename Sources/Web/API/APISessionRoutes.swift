import Casework
import HTTPTypes
import Service
import Storage
import Travel

/// Signing in with a program: a token instead of a cookie, so that no other site can act with it.
extension Route {
    static let apiSession: [Route] = [
        Route(.post, "api", "v1", "session", right: .everybody) { try await begin($0) },
        Route(.get, "api", "v1", "session", right: .signedIn) { exchange in
            guard let session = exchange.visitor.session, let account = exchange.visitor.account else {
                throw ServiceError.unknown(what: "session")
            }
            return try .encoded(APISession(session, account, exchange.unit.rules.profile))
        },
        Route(.delete, "api", "v1", "session", right: .signedIn) { exchange in
            if let session = exchange.visitor.session, let account = exchange.visitor.account {
                try await exchange.unit.accounts.signOut(session, account: account)
            }
            return WebAnswer(.noContent, WebAnswer.plainHeaders)
        },
        Route(.get, "api", "v1", "openapi.yaml", right: .everybody) { _ in
            .text(OpenAPIFile.text, type: "application/yaml; charset=utf-8")
        },
    ]

    private struct Credentials: Decodable {
        var account: String
        var password: String
    }

    private static func begin(_ exchange: Exchange) async throws -> WebAnswer {
        let sent = try await exchange.body(Credentials.self, "{\"account\": …, \"password\": …}")
        let refused = APIFault(status: .forbidden, code: "sign-in", detail: "The account or the password is wrong.")
        guard (1...64).contains(sent.account.utf8.count), (1...1_024).contains(sent.password.utf8.count) else { throw refused }
        switch try await exchange.unit.accounts.signIn(name: sent.account, password: sent.password, address: exchange.visitor.address) {
        case .refused: throw refused
        case .wait(let seconds):
            var answer = WebAnswer.problem(
                .tooManyRequests, "sign-in-limited", "Too many attempts: try again after the time in Retry-After.")
            answer.headers[.retryAfter] = String(seconds)
            return answer
        case .signedIn(let secret, let session, let account):
            var begun = APISession(session, account, exchange.unit.rules.profile)
            begun.token = BearerToken.prefix + secret
            return try .encoded(begun, status: .created)
        }
    }
}

/// A session as a program sees it.
struct APISession: Encodable {
    /// On the answer to signing in alone.
    var token: String?
    var account: String
    var role: String
    var permissions: [String]
    /// It also ends when nothing is asked for so long.
    var idleSeconds: Int64
    var expires: String

    init(_ session: Session, _ account: AccountState, _ profile: StateProfile) {
        self.account = account.name
        role = account.role.rawValue
        permissions = profile.permissions(of: account.role).map(\.rawValue).sorted()
        idleSeconds = Accounts.idleSeconds
        expires = session.expires.rfc3339
    }
}

/// What stands in the header `Authorization` (RFC 6750 section 2.1).
enum BearerToken {
    /// So that a token that has leaked into a file can be told from other text.
    static let prefix = "pls_"

    /// What follows the scheme, whose name may stand in any case (RFC 9110 section 11.1).
    static func text(_ headers: HTTPFields) -> String? {
        guard let header = headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 128 else { return nil }
        return String(parts[1])
    }

    /// The secret of a session.
    static func session(_ headers: HTTPFields) -> String? {
        guard let text = text(headers), text.hasPrefix(prefix) else { return nil }
        return String(text.dropFirst(prefix.count))
    }

    /// A carrier's key.
    static func carrier(_ headers: HTTPFields) -> String? {
        guard let text = text(headers), text.hasPrefix("plk_") else { return nil }
        return text
    }
}
