import Casework
import HTTPTypes
import Response
import Service
import Storage
import Travel

/// The queue, an alert, and its decision.
extension Route {
    static let alerts: [Route] = [
        Route(.get, "alerts", right: .permission(.alertsRead), purpose: .ofRole) { exchange in
            let access = try exchange.reader()
            let after = exchange.request.parameters["after"]
            let cursor = AlertCursor(text: after)
            let now = exchange.unit.clock.now()
            let queue = try await exchange.unit.alertQueue(
                access: access, after: cursor, expiredSince: cursor == nil ? now - 86_400 : nil)
            let models = exchange.models
            let page = AlertsPage(
                open: queue.lines.map(models.row), expired: queue.expired.reversed().map(models.row), openCount: queue.openCount,
                openLimit: AlertQueue.mostCounted,
                watched: queue.watched, next: queue.next?.text, isFirstPage: cursor == nil,
                seenUpTo: String(queue.newest?.microseconds ?? 0))
            return .page(page.html(in: exchange.shell()))
        },
        Route(.get, "alerts", "find", right: .permission(.alertsRead), purpose: .ofRole) { exchange in
            let number = exchange.request.parameters["number"].filter { !$0.isWhitespace }.lowercased()
            guard let alert = try await find(number, exchange) else { throw ServiceError.unknown(what: "alert") }
            return .seeOther(.alert(alert.description))
        },
        Route(.get, "alerts", "new", right: .permission(.alertsRead), purpose: .ofRole, isPoll: true) { exchange in
            let since = Instant(microseconds: Int64(exchange.request.parameters["since"]) ?? 0)
            let count = try await exchange.unit.storage.openAlerts(raisedAfter: since)
            return .json(Array(AlertsPage.news(count: count, words: exchange.desk.words).utf8))
        },
        Route(.get, "alerts", ":alert", right: .permission(.alertsRead), purpose: .ofRole) { try await alertPage($0) },
        Route(.post, "alerts", ":alert", "decide", right: .permission(.alertsDecide), purpose: .ofRole) { try await decide($0) },
    ]

    private static func find(_ number: String, _ exchange: Exchange) async throws -> Identifier? {
        if let id = Identifier(number) { return try await exchange.unit.storage.alert(id) == nil ? nil : id }
        let found = try await exchange.unit.storage.alerts(endingWith: number)
        return found.count == 1 ? found[0] : nil
    }

    /// The page as it is now, with the form for those who may decide.
    private static func alertPage(_ exchange: Exchange, form filled: DecisionForm? = nil, status: HTTPResponse.Status = .ok) async throws
        -> WebAnswer
    {
        let id = try exchange.identifier("alert")
        let profile = exchange.unit.rules.profile
        // Deciding needs another permission than reading: the reading is recorded as reading.
        let (account, access) = try exchange.reader(.alertsRead)
        let file = try await exchange.unit.alertFile(id, access: access)
        let mayDecide = profile.permissions(of: account.role).contains(.alertsDecide)
        let isUndecided = file.state.status == .open || file.state.status == .expired
        var form: DecisionForm?
        if mayDecide, isUndecided {
            form = filled ?? DecisionForm(version: Int64(file.state.version), choices: exchange.choices, facts: profile.explanations)
        }
        let deciders = mayDecide ? [] : Role.allCases.filter { profile.permissions(of: $0).contains(.alertsDecide) }.map(\.rawValue)
        let page = exchange.models.page(file, form: form, deciders: deciders)
        return .page(page.html(in: exchange.desk.shell(exchange.visitor, here: .alert(id.description))), status: status)
    }

    private static func decide(_ exchange: Exchange) async throws -> WebAnswer {
        let access = try exchange.reader()
        let id = try exchange.identifier("alert")
        let form = exchange.form
        guard let version = Int(form["version"]) else { throw ServiceError.request("no version") }
        let choice = DecisionForm.Choice(rawValue: form["decision"])
        let text = form["text"]
        func again(_ errors: [FieldError]) async throws -> WebAnswer {
            try await alertPage(
                exchange,
                form: DecisionForm(
                    version: Int64(version), choices: exchange.choices, facts: exchange.unit.rules.profile.explanations, chosen: choice,
                    fact: form["fact"], duplicateOf: String(form["duplicate-of"].prefix(64)), text: String(text.prefix(Self.mostText)),
                    errors: errors), status: .unprocessableContent)
        }
        var errors: [FieldError] = []
        var disposition = Disposition.refer
        switch choice {
        case .refer: break
        case .identityMismatch: disposition = .dismiss(.identityMismatch, detail: "")
        case .insufficient: disposition = .dismiss(.insufficient, detail: "")
        case .explained:
            if form["fact"].isEmpty { errors.append(FieldError("fact", "fact-missing")) }
            disposition = .dismiss(.explained, detail: form["fact"])
        case .duplicate:
            let number = form["duplicate-of"].filter { !$0.isWhitespace }.lowercased()
            let other = number.isEmpty ? nil : try await find(number, exchange)
            if number.isEmpty {
                errors.append(FieldError("duplicate-of", "duplicate-missing"))
            } else if other == nil || other == id {
                errors.append(FieldError("duplicate-of", "duplicate-unknown"))
            }
            disposition = .dismiss(.duplicate, detail: other?.description ?? "")
        case nil: errors.append(FieldError("decision", "decision-missing"))
        }
        if text.allSatisfy(\.isWhitespace) { errors.append(FieldError("text", "text-missing")) }
        if text.count > Self.mostText { errors.append(FieldError("text", "text-long")) }
        guard errors.isEmpty else { return try await again(errors) }
        do {
            switch try await exchange.unit.decide(id, version: version, disposition: disposition, text: text, access: access) {
            case .recorded(_, let status, _):
                var answer = WebAnswer.seeOther(.alerts)
                exchange.desk.cookies.set(.notice, status == .referred ? "referred" : "dismissed", seconds: 60, in: &answer)
                return answer
            case .conflict: return try await conflict(exchange, id, choice, text)
            }
        } catch DecisionError.textTooShort {
            return try await again([FieldError("text", "text-short")])
        } catch DecisionError.textTooLong {
            return try await again([FieldError("text", "text-long")])
        } catch DecisionError.explanationNotOffered {
            return try await again([FieldError("fact", "fact-missing")])
        } catch DecisionError.duplicateOfNothing {
            return try await again([FieldError("duplicate-of", "duplicate-unknown")])
        } catch DecisionError.reasonNotOffered {
            return try await again([FieldError("decision", "decision-missing")])
        } catch DecisionError.unknownAlert {
            throw ServiceError.unknown(what: "alert")
        }
    }

    private static let mostText = 4_000

    private static func conflict(_ exchange: Exchange, _ id: Identifier, _ choice: DecisionForm.Choice?, _ text: String) async throws
        -> WebAnswer
    {
        let step = try await exchange.unit.storage.lastAlertStep(id)
        // New evidence changes an alert without deciding it.
        let isDecision = step.map { $0.step == "decided" || $0.step == "expired" || $0.step == "overtaken" } ?? false
        var first: DecisionRecord?
        if let step, isDecision {
            let acts = try await exchange.unit.storage.acts(about: id.description)
            let act = acts.first { $0.type == LogEntryType.alertDecided.rawValue && $0.account == step.account && $0.at == step.at }
            first = exchange.models.record(step, act: act)
        }
        let page = ConflictPage(
            alert: id.description, number: id.short, first: first, choice: choice, text: String(text.prefix(Self.mostText)))
        return .page(page.html(in: exchange.desk.shell(exchange.visitor, here: .alert(id.description))), status: .conflict)
    }
}

extension Exchange {
    var models: AlertModels { AlertModels(profile: unit.rules.profile, now: unit.clock.now()) }

    /// What the profile lets an analyst choose from, in its order.
    var choices: [DecisionForm.Choice] {
        [.refer] + unit.rules.profile.dismissalReasons.compactMap { DecisionForm.Choice(rawValue: $0.rawValue) }
    }
}
