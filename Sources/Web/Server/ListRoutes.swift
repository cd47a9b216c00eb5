import Analysis
import Casework
import HTTPTypes
import Service
import Storage
import Travel

/// Lists, their entries, and proposals to change them.
extension Route {
    /// Bytes of a list's file with its form.
    static let uploadLimit = 32 << 20

    static let lists: [Route] = [
        Route(.get, "lists", right: .permission(.listsRead), purpose: .ofRole) { try await listsPage($0) },
        Route(.post, "lists", "import", right: .permission(.listsImport), purpose: .ofRole, uploadLimit: uploadLimit) {
            try await importList($0)
        },
        Route(.get, "lists", "proposals", ":proposal", right: .permission(.listsRead), purpose: .ofRole) { try await proposalPage($0) },
        Route(.post, "lists", "proposals", ":proposal", "sign", right: .permission(.listsImport), purpose: .ofRole) { exchange in
            try await decide(exchange, notice: "signed") { id, account, access in
                _ = try await exchange.unit.sign(id, account: account, access: access)
            }
        },
        Route(.post, "lists", "proposals", ":proposal", "refuse", right: .permission(.listsImport), purpose: .ofRole) { exchange in
            try await decide(exchange, notice: "refused") { id, account, access in
                try await exchange.unit.judgement.signatures.refuse(id, reason: exchange.form["reason"], account: account, access: access)
            }
        },
        Route(.post, "lists", "proposals", ":proposal", "withdraw", right: .permission(.listsImport), purpose: .ofRole) { exchange in
            try await decide(exchange, notice: "withdrawn") { id, account, access in
                try await exchange.unit.judgement.signatures.withdraw(id, account: account, access: access)
            }
        },
        Route(.get, "lists", ":list", right: .permission(.listsRead), purpose: .ofRole) { exchange in
            let access = try exchange.reader()
            let after = Identifier(exchange.request.parameters["after"])
            let file = try await exchange.unit.listFile(try exchange.identifier("list"), after: after, access: access)
            let page = exchange.listModels.page(file, isFirstPage: after == nil, form: try await exchange.importForm())
            return .page(page.html(in: exchange.shell()))
        },
        Route(.get, "lists", ":list", "entries", ":entry", right: .permission(.listsRead), purpose: .ofRole) { exchange in
            let access = try exchange.reader()
            let file = try await exchange.unit.entryFile(
                try exchange.identifier("entry"), in: try exchange.identifier("list"), access: access)
            let page = exchange.listModels.page(file, mayReadAlerts: exchange.may(.alertsRead))
            return .page(page.html(in: exchange.shell()))
        },
    ]

    private static func listsPage(
        _ exchange: Exchange, form filled: ImportForm? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> WebAnswer {
        let file = try await exchange.unit.listsFile()
        var form = filled
        if form == nil { form = try await exchange.importForm() }
        let page = exchange.listModels.page(file, form: form)
        return .page(page.html(in: exchange.desk.shell(exchange.visitor, here: .lists)), status: status)
    }

    /// A file changes nothing unless each of its lines can be read.
    private static func importList(_ exchange: Exchange) async throws -> WebAnswer {
        let access = try exchange.reader()
        let takesTwo = try await exchange.unit.judgement.signatures.takesTwo()
        let replaces = exchange.form["replace"] == "yes"
        func again(_ code: String) async throws -> WebAnswer {
            try await listsPage(
                exchange, form: ImportForm(takesTwo: takesTwo, errors: [FieldError("file", code)], replaces: replaces),
                status: .unprocessableContent)
        }
        guard let file = exchange.file, !file.isEmpty else { return try await again("file-missing") }
        do {
            let outcome = try await exchange.unit.importList(
                file, access: access, strictness: exchange.form["despite"] == "yes" ? .rejected : .all, replace: replaces)
            guard outcome.isImported else {
                return try await listsPage(
                    exchange, form: exchange.listModels.form(outcome, replaces: replaces, takesTwo: takesTwo), status: .unprocessableContent
                )
            }
            guard !outcome.isEmpty else { return try await again("file-same") }
            var answer = WebAnswer.seeOther(outcome.proposal.map { .proposal($0.description) } ?? .lists)
            exchange.desk.cookies.set(.notice, outcome.proposal == nil ? "list-imported" : "proposed", seconds: 60, in: &answer)
            return answer
        } catch SignatureError.stale {
            return try await again("proposal-stale")
        }
    }

    private static func proposalPage(
        _ exchange: Exchange, errors: [FieldError] = [], status: HTTPResponse.Status = .ok
    ) async throws -> WebAnswer {
        // Signing needs another permission than reading: the reading is recorded as reading.
        let (account, access) = try exchange.reader(.listsRead)
        let asked = exchange.request.parameters
        var after: [EntryEffect: Int] = [:]
        for effect in EntryEffect.allCases { after[effect] = Int(asked[effect.rawValue]) }
        let id = try exchange.identifier("proposal")
        let file = try await exchange.unit.proposalFile(id, after: after, access: access)
        let isAuthor = file.state.author == account.account
        let role: ProposalPage.Role = !exchange.may(.listsImport) ? .reader : isAuthor ? .author : .signer
        var page = exchange.listModels.page(file, role: role, after: after)
        page.errors = errors
        page.filledReason = String(exchange.form["reason"].prefix(Signatures.mostReason))
        return .page(page.html(in: exchange.desk.shell(exchange.visitor, here: .proposal(id.description))), status: status)
    }

    private static func decide(
        _ exchange: Exchange, notice: String, _ step: (Identifier, AccountState, Access) async throws -> Void
    ) async throws -> WebAnswer {
        let id = try exchange.identifier("proposal")
        return try await exchange.change(to: .proposal(id.description)) { access, account in
            try await step(id, account, access)
            return notice
        } again: { error, status in
            try await proposalPage(exchange, errors: [error], status: status)
        }
    }
}

extension Exchange {
    var listModels: ListModels { ListModels(now: unit.clock.now()) }

    func may(_ permission: Permission) -> Bool {
        visitor.account.map { unit.rules.profile.permissions(of: $0.role).contains(permission) } ?? false
    }

    /// A step of a change that takes two people: its notice on the page at `address`, or `again` with what is wrong.
    func change(
        to address: Address, _ step: (Access, AccountState) async throws -> String,
        again: (FieldError, HTTPResponse.Status) async throws -> WebAnswer
    ) async throws -> WebAnswer {
        guard let account = visitor.account else { throw ServiceError.unknown(what: "account") }
        do {
            let notice = try await step(try reader(), account)
            var answer = WebAnswer.seeOther(address)
            desk.cookies.set(.notice, notice, seconds: 60, in: &answer)
            return answer
        } catch SignatureError.unknown {
            throw ServiceError.unknown(what: "proposal")
        } catch let error as SignatureError {
            return try await again(error.field, error.field.field == "reason" ? .unprocessableContent : .conflict)
        }
    }

    /// For those who may bring lists in.
    func importForm() async throws -> ImportForm? {
        guard may(.listsImport) else { return nil }
        return ImportForm(takesTwo: try await unit.judgement.signatures.takesTwo())
    }
}
