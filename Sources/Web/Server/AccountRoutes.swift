import Casework
import HTTPTypes
import Service
import Storage
import Travel

/// Accounts: who may sign in. What the commands forbid is forbidden here, since both call the same.
extension Route {
    private static let accountsPerPage = 100

    static let accounts: [Route] = [
        Route(.get, "accounts", right: .permission(.accountsManage)) { try await accountsPage($0) },
        Route(.post, "accounts", right: .permission(.accountsManage)) { try await makeAccount($0) },
        Route(.get, "accounts", ":account", right: .permission(.accountsManage)) { try await accountPage($0) },
        Route(.post, "accounts", ":account", "invite", right: .permission(.accountsManage)) { exchange in
            let line = try await line(exchange)
            do {
                let link = try await exchange.unit.accounts.invite(line.state.account, access: try exchange.reader())
                return try await once(link, of: line.state, exchange)
            } catch ServiceError.inspectorNeedsInspector {
                return try await accountPage(exchange, errors: [FieldError("link", "account-inspector")], status: .forbidden)
            } catch ServiceError.unknown {
                return try await accountPage(exchange, errors: [FieldError("about", "account-over")], status: .conflict)
            }
        },
        Route(.post, "accounts", ":account", "end", right: .permission(.accountsManage)) { try await endAccount($0) },
    ]

    private static func line(_ exchange: Exchange) async throws -> AccountLine {
        let id = try exchange.identifier("account")
        guard let line = try await exchange.unit.storage.accountLine(id, now: exchange.unit.realTime.now()) else {
            throw ServiceError.unknown(what: "account")
        }
        return line
    }

    private static func row(_ line: AccountLine) -> AccountRow {
        AccountRow(
            id: line.state.account.description, name: line.state.name, role: line.state.role.rawValue,
            state: line.state.isActive ? line.hasPassword ? "active" : "waiting" : line.state.status, lastSignIn: line.lastSignIn,
            linkUntil: line.linkUntil, osUser: line.state.osUser)
    }

    private static func accountsPage(
        _ exchange: Exchange, errors: [FieldError] = [], status: HTTPResponse.Status = .ok
    ) async throws -> WebAnswer {
        guard let account = exchange.visitor.account else { throw ServiceError.unknown(what: "account") }
        let after = Identifier(exchange.request.parameters["after"])
        let lines = try await exchange.unit.storage.accountLines(
            after: after, limit: accountsPerPage + 1, now: exchange.unit.realTime.now())
        let shown = lines.prefix(accountsPerPage)
        let page = AccountsPage(
            rows: shown.map(row), roles: try await exchange.unit.rolesToMake(account).map(\.rawValue),
            next: lines.count > accountsPerPage ? shown.last?.state.account.description : nil, isFirstPage: after == nil,
            filledName: String(exchange.form["name"].prefix(64)), filledRole: exchange.form["role"], errors: errors)
        return .page(page.html(in: exchange.desk.shell(exchange.visitor, here: .accounts)), status: status)
    }

    private static func makeAccount(_ exchange: Exchange) async throws -> WebAnswer {
        guard let account = exchange.visitor.account else { throw ServiceError.unknown(what: "account") }
        func again(_ field: String, _ code: String, _ status: HTTPResponse.Status = .unprocessableContent) async throws -> WebAnswer {
            try await accountsPage(exchange, errors: [FieldError(field, code)], status: status)
        }
        guard let role = Role(rawValue: exchange.form["role"]) else { return try await again("role", "account-role") }
        do {
            let made = try await exchange.unit.makeAccount(
                name: exchange.form["name"], role: role, by: account, session: exchange.visitor.session?.id)
            guard let state = try await exchange.unit.storage.account(made.account) else { throw ServiceError.unknown(what: "account") }
            return try await once(made.link, of: state, exchange)
        } catch ServiceError.nameUnusable {
            return try await again("name", "account-name")
        } catch ServiceError.accountExists {
            return try await again("name", "account-exists", .conflict)
        } catch ServiceError.inspectorNeedsInspector, ServiceError.request {
            return try await again("role", "account-inspector", .forbidden)
        }
    }

    private static func accountPage(
        _ exchange: Exchange, errors: [FieldError] = [], status: HTTPResponse.Status = .ok
    ) async throws -> WebAnswer {
        let line = try await line(exchange)
        let needs = try await exchange.unit.needsInspector(line)
        let permissions = exchange.unit.rules.profile.permissions(of: line.state.role)
        let page = AccountPage(
            row: row(line), permissions: Permission.allCases.filter(permissions.contains).map(\.rawValue),
            inviteNeedsInspector: needs.toInvite, endNeedsInspector: needs.toEnd,
            isOwn: line.state.account == exchange.visitor.account?.account, errors: errors)
        let here = Address.account(line.state.account.description)
        return .page(page.html(in: exchange.desk.shell(exchange.visitor, here: here)), status: status)
    }

    private static func endAccount(_ exchange: Exchange) async throws -> WebAnswer {
        let line = try await line(exchange)
        func again(_ field: String, _ code: String, _ status: HTTPResponse.Status) async throws -> WebAnswer {
            try await accountPage(exchange, errors: [FieldError(field, code)], status: status)
        }
        // By command others have to be told apart from oneself by name; a slip of the finger on a page locks one out.
        guard line.state.account != exchange.visitor.account?.account else { return try await again("end", "account-own", .conflict) }
        guard line.state.isActive else { return try await again("about", "account-over", .conflict) }
        guard exchange.form[Sure.field] == "yes" else { return try await again(Sure.field, "not-sure", .unprocessableContent) }
        do {
            try await exchange.unit.accounts.end(name: line.state.name, access: try exchange.reader())
        } catch ServiceError.inspectorNeedsInspector {
            return try await again("end", "account-inspector", .forbidden)
        }
        var answer = WebAnswer.seeOther(.account(line.state.account.description))
        exchange.desk.cookies.set(.notice, "account-ended", seconds: 60, in: &answer)
        return answer
    }

    /// The link as somebody pastes it into a browser. It is in the page's body alone: no address, log or header has it.
    private static func once(_ secret: String, of account: AccountState, _ exchange: Exchange) async throws -> WebAnswer {
        let until = try await exchange.unit.accounts.invitation(secret)?.until
        let page = OncePage(
            kind: .link, name: account.name,
            secret: (exchange.desk.origin(of: exchange.request) ?? "") + Address.setPassword(secret).text, until: until,
            back: .account(account.account.description))
        return .page(page.html(in: exchange.desk.shell(exchange.visitor, here: .accounts)))
    }
}
