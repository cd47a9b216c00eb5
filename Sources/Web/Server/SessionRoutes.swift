import Casework
import HTTPTypes
import Service
import Storage

/// Signing in and out, setting a password, how pages look, and the keyboard.
extension Route {
    static let session: [Route] = [
        Route(.get, right: .everybody) { exchange in
            guard let account = exchange.visitor.account else { return .seeOther(.signIn) }
            let permissions = exchange.unit.rules.profile.permissions(of: account.role)
            return .seeOther(permissions.contains(.alertsRead) ? .alerts : permissions.contains(.logRead) ? .log : .keyboard)
        },
        Route(.get, "sign-in", right: .everybody) { exchange in
            if exchange.visitor.account != nil { return .seeOther(.root) }
            let back = Address(untrustedPath: exchange.request.parameters["return"])
            return .page(SignInPage(returnTo: back).html(in: exchange.desk.shell(exchange.visitor, here: .signIn)))
        },
        Route(.post, "sign-in", right: .everybody) { try await signIn($0) },
        Route(.post, "sign-out", right: .signedIn) { exchange in
            if let session = exchange.visitor.session, let account = exchange.visitor.account {
                try await exchange.unit.accounts.signOut(session, account: account)
            }
            var answer = WebAnswer.seeOther(.signIn)
            exchange.desk.cookies.remove(.session, in: &answer)
            exchange.desk.cookies.set(.notice, "signed-out", seconds: 60, in: &answer)
            return answer
        },
        Route(.get, "set-password", ":link", right: .everybody) { exchange in
            let link = exchange.parameters["link"] ?? ""
            let page = SetPasswordPage(link: try await setPasswordLink(link, exchange))
            // The address is a secret: the page's own forms do not repeat it.
            return .page(page.html(in: exchange.desk.shell(exchange.visitor, here: .signIn)), status: page.isSpent ? .gone : .ok)
        },
        Route(.post, "set-password", ":link", right: .everybody) { try await setPassword($0) },
        Route(.post, "settings", right: .everybody) { exchange in
            let form = exchange.form
            let theme = Shell.Theme(rawValue: form["theme"]) ?? exchange.visitor.theme
            let density = Shell.Density(rawValue: form["density"]) ?? exchange.visitor.density
            let contrast = Shell.Contrast(rawValue: form["contrast"]) ?? exchange.visitor.contrast
            let keys = form["keys"].isEmpty ? exchange.visitor.singleKeys : form["keys"] != "off"
            var answer = WebAnswer.seeOther(Address(untrustedPath: form["return"]) ?? .root)
            exchange.desk.cookies.set(
                .view, "\(theme.rawValue).\(density.rawValue).\(keys ? "on" : "off").\(contrast.rawValue)", seconds: 365 * 86_400,
                in: &answer)
            exchange.desk.cookies.set(.notice, "settings-saved", seconds: 60, in: &answer)
            return answer
        },
        Route(.get, "help", "keyboard", right: .everybody) { .page(KeyboardPage().html(in: $0.shell())) },
        Route(.get, "assets", ":file", right: .everybody) { exchange in
            guard let asset = Asset.named(exchange.parameters["file"] ?? "") else { throw ServiceError.unknown(what: "file") }
            var answer = WebAnswer(.ok, WebAnswer.plainHeaders, body: asset.bytes)
            answer.headers[.contentType] = asset.contentType
            answer.headers[.cacheControl] = Asset.cacheControl
            return answer
        },
    ]

    private static func signIn(_ exchange: Exchange) async throws -> WebAnswer {
        let name = exchange.form["account"]
        let password = exchange.form["password"]
        let back = Address(untrustedPath: exchange.form["return"])
        var errors: [FieldError] = []
        if name.isEmpty { errors.append(FieldError("account", "account-missing")) }
        if password.isEmpty { errors.append(FieldError("password", "password-missing")) }
        func again(_ status: HTTPResponse.Status, _ errors: [FieldError]) -> WebAnswer {
            let page = SignInPage(account: String(name.prefix(64)), returnTo: back, errors: errors)
            return .page(page.html(in: exchange.desk.shell(exchange.visitor, here: .signIn)), status: status)
        }
        guard errors.isEmpty else { return again(.unprocessableContent, errors) }
        guard name.utf8.count <= 64, password.utf8.count <= 1_024 else {
            return again(.forbidden, [FieldError("account", "sign-in-failed")])
        }
        switch try await exchange.unit.accounts.signIn(name: name, password: password, address: exchange.visitor.address) {
        case .refused: return again(.forbidden, [FieldError("account", "sign-in-failed")])
        case .wait(let seconds):
            var answer = again(.tooManyRequests, [FieldError("account", "sign-in-limited", wait: seconds)])
            answer.headers[.retryAfter] = String(seconds)
            return answer
        case .signedIn(let secret, _, _): return try await enter(exchange, secret: secret, to: back ?? .root)
        }
    }

    /// A new session gets a new secret, whatever cookie the browser came with; the one that it had is ended.
    private static func enter(_ exchange: Exchange, secret: String, to address: Address) async throws -> WebAnswer {
        if let session = exchange.visitor.session, let account = exchange.visitor.account {
            try await exchange.unit.accounts.signOut(session, account: account)
        }
        var answer = WebAnswer.seeOther(address)
        exchange.desk.cookies.set(.session, secret, in: &answer)
        exchange.desk.cookies.remove(.form, in: &answer)
        return answer
    }

    private static func setPasswordLink(_ link: String, _ exchange: Exchange) async throws -> SetPasswordPage.Link {
        guard (20...128).contains(link.utf8.count), let (account, until) = try await exchange.unit.accounts.invitation(link) else {
            return .spent
        }
        return .valid(token: link, account: account.name, until: until, leastLength: Accounts.leastPasswordLength)
    }

    private static func setPassword(_ exchange: Exchange) async throws -> WebAnswer {
        let link = exchange.parameters["link"] ?? ""
        func page(_ page: SetPasswordPage, _ status: HTTPResponse.Status) -> WebAnswer {
            .page(page.html(in: exchange.desk.shell(exchange.visitor, here: .signIn)), status: status)
        }
        let state = try await setPasswordLink(link, exchange)
        guard case .valid(_, let name, _, _) = state else { return page(SetPasswordPage(link: .spent), .gone) }
        let password = exchange.form["password"]
        var errors: [FieldError] = []
        if password.isEmpty {
            errors.append(FieldError("password", "password-missing"))
        } else if let fault = Accounts.fault(inPassword: password, name: name) {
            errors.append(FieldError("password", fault))
        } else if exchange.form["again"] != password {
            errors.append(FieldError("again", "password-differs"))
        }
        guard errors.isEmpty else { return page(SetPasswordPage(link: state, errors: errors), .unprocessableContent) }
        do {
            guard case .signedIn(let secret, _, _) = try await exchange.unit.accounts.setPassword(password, link: link) else {
                return page(SetPasswordPage(link: .spent), .gone)
            }
            return try await enter(exchange, secret: secret, to: .root)
        } catch StorageError.missing, StorageError.conflict {
            return page(SetPasswordPage(link: .spent), .gone)
        }
    }
}

extension SetPasswordPage {
    var isSpent: Bool { if case .spent = link { true } else { false } }
}
