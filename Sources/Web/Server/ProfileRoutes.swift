import Casework
import HTTPTypes
import Service
import Storage
import Travel

/// One's own account. Nothing of anybody else's can be reached through it: account and session are those of the cookie.
extension Route {
    static let profile: [Route] = [
        Route(.get, "profile", right: .signedIn) { try await profilePage($0) },
        Route(.post, "profile", "password", right: .signedIn) { try await changePassword($0) },
        Route(.post, "profile", "sessions", "end", right: .signedIn) { exchange in
            let (account, session) = try own(exchange)
            try await exchange.unit.accounts.endOther(nil, of: account, from: session)
            return back("sessions-ended", exchange)
        },
        Route(.post, "profile", "sessions", ":session", "end", right: .signedIn) { exchange in
            let (account, session) = try own(exchange)
            try await exchange.unit.accounts.endOther(try exchange.identifier("session"), of: account, from: session)
            return back("sessions-ended", exchange)
        },
    ]

    private static func own(_ exchange: Exchange) throws -> (account: AccountState, session: Session) {
        guard let account = exchange.visitor.account, let session = exchange.visitor.session else {
            throw ServiceError.unknown(what: "session")
        }
        return (account, session)
    }

    private static func back(_ notice: String, _ exchange: Exchange) -> WebAnswer {
        var answer = WebAnswer.seeOther(.profile)
        exchange.desk.cookies.set(.notice, notice, seconds: 60, in: &answer)
        return answer
    }

    private static func profilePage(
        _ exchange: Exchange, errors: [FieldError] = [], status: HTTPResponse.Status = .ok
    ) async throws -> WebAnswer {
        let (account, own) = try own(exchange)
        let permissions = exchange.unit.rules.profile.permissions(of: account.role)
        let sessions = try await exchange.unit.accounts.sessions(of: account).map { session, seen in
            ProfilePage.Open(
                id: session.id.description, began: session.created, used: seen, ends: session.expires, isOwn: session.id == own.id)
        }
        let page = ProfilePage(
            name: account.name, role: account.role.rawValue,
            permissions: Permission.allCases.filter(permissions.contains).map(\.rawValue), sessions: sessions,
            leastPasswordLength: Accounts.leastPasswordLength, errors: errors)
        return .page(page.html(in: exchange.desk.shell(exchange.visitor, here: .profile)), status: status)
    }

    private static func changePassword(_ exchange: Exchange) async throws -> WebAnswer {
        let (account, session) = try own(exchange)
        let old = exchange.form["old"]
        let password = exchange.form["password"]
        func again(_ error: FieldError, _ status: HTTPResponse.Status = .unprocessableContent) async throws -> WebAnswer {
            try await profilePage(exchange, errors: [error], status: status)
        }
        if old.isEmpty { return try await again(FieldError("old", "password-old-missing")) }
        if password.isEmpty { return try await again(FieldError("password", "password-missing")) }
        if let fault = Accounts.fault(inPassword: password, name: account.name) {
            return try await again(FieldError("password", fault))
        }
        if exchange.form["again"] != password { return try await again(FieldError("again", "password-differs")) }
        if FormSecret.equal(old, password) { return try await again(FieldError("password", "password-same")) }
        guard old.utf8.count <= 1_024 else { return try await again(FieldError("old", "password-old-wrong")) }
        do {
            switch try await exchange.unit.accounts.changePassword(from: old, to: password, of: account, session: session) {
            case .changed: return back("password-changed", exchange)
            case .refused: return try await again(FieldError("old", "password-old-wrong"))
            case .wait(let seconds):
                var answer = try await again(FieldError("old", "sign-in-limited", wait: seconds), .tooManyRequests)
                answer.headers[.retryAfter] = String(seconds)
                return answer
            }
        } catch StorageError.conflict {
            return try await again(FieldError("old", "password-meanwhile"), .conflict)
        }
    }
}
