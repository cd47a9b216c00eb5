import Casework
import HTTPTypes
import Service
import Storage

/// Indicators, and the switch of each.
extension Route {
    static let indicators: [Route] = [
        Route(.get, "indicators", right: .permission(.indicatorsRead)) { exchange in
            let files = try await exchange.unit.indicatorFiles()
            let models = exchange.listModels
            let page = IndicatorsPage(indicators: files.map { models.part($0, reader: exchange.visitor.account?.account) })
            return .page(page.html(in: exchange.shell()))
        },
        Route(.get, "indicators", ":indicator", right: .permission(.indicatorsRead)) { try await indicatorPage($0) },
        Route(.post, "indicators", ":indicator", "switch", right: .permission(.indicatorsPublish)) { exchange in
            try await change(exchange) { access, _ in
                let on = exchange.form["on"] == "yes"
                let done = try await exchange.unit.switchIndicator(exchange.parameters["indicator"] ?? "", on: on, access: access)
                return done.isDone ? "switched" : "proposed"
            }
        },
        Route(.post, "indicators", ":indicator", "sign", right: .permission(.indicatorsPublish)) { exchange in
            try await change(exchange) { access, account in
                _ = try await exchange.unit.sign(try proposal(exchange), account: account, access: access)
                return "switched"
            }
        },
        Route(.post, "indicators", ":indicator", "refuse", right: .permission(.indicatorsPublish)) { exchange in
            try await change(exchange) { access, account in
                try await exchange.unit.judgement.signatures.refuse(
                    try proposal(exchange), reason: exchange.form["reason"], account: account, access: access)
                return "refused"
            }
        },
        Route(.post, "indicators", ":indicator", "withdraw", right: .permission(.indicatorsPublish)) { exchange in
            try await change(exchange) { access, account in
                try await exchange.unit.judgement.signatures.withdraw(try proposal(exchange), account: account, access: access)
                return "withdrawn"
            }
        },
    ]

    private static func proposal(_ exchange: Exchange) throws -> Identifier {
        guard let id = Identifier(exchange.form["proposal"]) else { throw ServiceError.request("no proposal") }
        return id
    }

    private static func indicatorPage(
        _ exchange: Exchange, errors: [FieldError] = [], status: HTTPResponse.Status = .ok
    ) async throws -> WebAnswer {
        let name = exchange.parameters["indicator"] ?? ""
        let file = try await exchange.unit.indicatorFile(name)
        let page = IndicatorPage(
            part: exchange.listModels.part(file, reader: exchange.visitor.account?.account), mayPublish: exchange.may(.indicatorsPublish),
            takesTwo: try await exchange.unit.judgement.signatures.takesTwo(), errors: errors)
        return .page(page.html(in: exchange.desk.shell(exchange.visitor, here: .indicator(name))), status: status)
    }

    private static func change(
        _ exchange: Exchange, _ step: (Access, AccountState) async throws -> String
    ) async throws -> WebAnswer {
        try await exchange.change(to: .indicator(exchange.parameters["indicator"] ?? ""), step) { error, status in
            try await indicatorPage(exchange, errors: [error], status: status)
        }
    }
}
