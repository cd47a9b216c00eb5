import Casework
import HTTPTypes
import Service
import Storage
import Travel

/// Carriers and their keys, as the commands change them.
extension Route {
    static let carriers: [Route] = [
        Route(.get, "carriers", right: .permission(.carriersManage)) { try await carriersPage($0) },
        Route(.post, "carriers", right: .permission(.carriersManage)) { try await addCarrier($0) },
        Route(.get, "carriers", ":carrier", right: .permission(.carriersManage)) { try await carrierPage($0) },
        Route(.post, "carriers", ":carrier", "rotate", right: .permission(.carriersManage)) { try await rotateKey($0) },
        Route(.post, "carriers", ":carrier", "revoke", right: .permission(.carriersManage)) { try await revokeKey($0) },
    ]

    private static func carriersPage(
        _ exchange: Exchange, errors: [FieldError] = [], status: HTTPResponse.Status = .ok
    ) async throws -> WebAnswer {
        let carriers = try await exchange.unit.storage.carriers().filter { $0.status == "active" }
        let page = CarriersPage(
            rows: carriers.map { CarrierRow(code: $0.code, name: $0.name, keys: $0.keys) },
            filledCode: String(exchange.form["code"].prefix(3)), filledName: String(exchange.form["name"].prefix(100)), errors: errors)
        return .page(page.html(in: exchange.desk.shell(exchange.visitor, here: .carriers)), status: status)
    }

    private static func addCarrier(_ exchange: Exchange) async throws -> WebAnswer {
        func again(_ field: String, _ code: String, _ status: HTTPResponse.Status = .unprocessableContent) async throws -> WebAnswer {
            try await carriersPage(exchange, errors: [FieldError(field, code)], status: status)
        }
        let name = exchange.form["name"]
        guard (1...100).contains(name.count), !name.allSatisfy(\.isWhitespace) else { return try await again("name", "carrier-name") }
        let code = exchange.form["code"].uppercased()
        do {
            let key = try await exchange.unit.carriers.add(code: code, name: name, access: try exchange.reader()).key
            return once(key, of: code, until: nil, exchange)
        } catch ServiceError.request {
            return try await again("code", "carrier-code")
        } catch StorageError.conflict {
            return try await again("code", "carrier-changed", .conflict)
        }
    }

    private static func carrierPage(
        _ exchange: Exchange, errors: [FieldError] = [], status: HTTPResponse.Status = .ok
    ) async throws -> WebAnswer {
        let code = exchange.parameters["carrier"] ?? ""
        guard let carrier = try await exchange.unit.storage.carriers().first(where: { $0.code == code && $0.status == "active" }) else {
            throw ServiceError.unknown(what: "carrier")
        }
        let now = exchange.unit.clock.now()
        let keys = try await exchange.unit.storage.apiKeys(of: carrier.carrier).map { key -> CarrierPage.Key in
            var until: Instant?
            if case .until(let end) = key.status { until = end }
            return CarrierPage.Key(name: key.name, until: until, isUsable: key.status.isUsable(at: now))
        }
        var page = CarrierPage(code: carrier.code, name: carrier.name, keys: keys, errors: errors)
        if let entered = exchange.form.field("hours") { page.hours = String(entered.prefix(8)) }
        return .page(page.html(in: exchange.desk.shell(exchange.visitor, here: .carrier(carrier.code))), status: status)
    }

    private static func rotateKey(_ exchange: Exchange) async throws -> WebAnswer {
        let code = exchange.parameters["carrier"] ?? ""
        func again(_ error: FieldError, _ status: HTTPResponse.Status = .unprocessableContent) async throws -> WebAnswer {
            try await carrierPage(exchange, errors: [error], status: status)
        }
        guard let hours = Int(exchange.form["hours"]) else { return try await again(FieldError("hours", "key-hours")) }
        do {
            let made = try await exchange.unit.carriers.rotate(code: code, overlapHours: hours, access: try exchange.reader())
            return once(made.key, of: code, until: made.ends, exchange)
        } catch ServiceError.request {
            return try await again(FieldError("hours", "key-hours"))
        } catch StorageError.conflict {
            return try await again(FieldError("keys", "carrier-changed"), .conflict)
        }
    }

    private static func revokeKey(_ exchange: Exchange) async throws -> WebAnswer {
        let code = exchange.parameters["carrier"] ?? ""
        func again(_ error: FieldError, _ status: HTTPResponse.Status) async throws -> WebAnswer {
            try await carrierPage(exchange, errors: [error], status: status)
        }
        let isAll = exchange.form["all"] == "yes"
        if isAll, exchange.form[Sure.field] != "yes" { return try await again(FieldError(Sure.field, "not-sure"), .unprocessableContent) }
        do {
            _ = try await exchange.unit.carriers.revoke(
                code: code, name: isAll ? nil : exchange.form["key"], access: try exchange.reader())
        } catch ServiceError.request {
            return try await again(FieldError("keys", "key-unknown"), .conflict)
        } catch StorageError.conflict {
            return try await again(FieldError("keys", "carrier-changed"), .conflict)
        }
        var answer = WebAnswer.seeOther(.carrier(code))
        exchange.desk.cookies.set(.notice, "keys-revoked", seconds: 60, in: &answer)
        return answer
    }

    private static func once(_ key: String, of code: String, until: Instant?, _ exchange: Exchange) -> WebAnswer {
        let page = OncePage(kind: .key, name: code, secret: key, until: until, back: .carrier(code))
        return .page(page.html(in: exchange.desk.shell(exchange.visitor, here: .carriers)))
    }
}
