import Analysis
import Casework
import HTTPTypes
import Service
import Storage
import Travel

/// Looking for somebody.
extension Route {
    static let search: [Route] = [
        Route(.get, "search", right: .permission(.alertsRead), purpose: .ofRole) { exchange in
            .page(try form(exchange).html(in: exchange.shell()))
        },
        Route(.post, "search", right: .permission(.alertsRead), purpose: .ofRole) { try await search($0) },
        // The secret is all that the address has: what was asked for stands in none.
        Route(.get, "search", ":search", right: .permission(.alertsRead), purpose: .ofRole) { exchange in
            let access = try exchange.reader()
            guard let file = try await exchange.unit.searchFile(exchange.parameters["search"] ?? "", access: access) else {
                return .page(SearchGonePage().html(in: exchange.shell()), status: .gone)
            }
            return .page(exchange.models.page(file).html(in: exchange.shell()))
        },
    ]

    private static func form(
        _ exchange: Exchange, entered: SearchPage.Entered = SearchPage.Entered(), errors: [FieldError] = []
    ) throws -> SearchPage {
        guard let account = exchange.visitor.account else { throw ServiceError.unknown(what: "account") }
        return SearchPage(
            purposes: purposes(of: account.role, exchange.unit.rules.profile), levels: NameSearch.Level.allCases.map(\.rawValue),
            mostDays: PersonSearch.mostDays, entered: entered, errors: errors)
    }

    /// What a role may search for. Inspection, data protection and operation belong to those whose task they are.
    static func purposes(of role: Role, _ profile: StateProfile) -> [String] {
        let reserved = ["inspection", "data-protection", "operation"]
        let own = WebDesk.purpose(of: role)
        return reserved.contains(own) ? profile.purposes.filter { $0 == own } : profile.purposes.filter { !reserved.contains($0) }
    }

    private static func search(_ exchange: Exchange) async throws -> WebAnswer {
        guard let account = exchange.visitor.account, let session = exchange.visitor.session else {
            throw ServiceError.unknown(what: "account")
        }
        let form = exchange.form
        var entered = SearchPage.Entered(
            purpose: form["purpose"], reference: trimmed(form["reference"]), level: form["level"], from: trimmed(form["from"]),
            to: trimmed(form["to"]))
        for kind in SearchPage.kinds { entered.terms[kind] = String(trimmed(form[kind]).prefix(PersonSearch.longest)) }
        var errors: [FieldError] = []
        if entered.purpose.isEmpty {
            errors.append(FieldError("purpose", "purpose-missing"))
        } else if !purposes(of: account.role, exchange.unit.rules.profile).contains(entered.purpose) {
            errors.append(FieldError("purpose", "purpose-unknown"))
        }
        if entered.reference.isEmpty {
            errors.append(FieldError("reference", "reference-missing"))
        } else if !isMatter(entered.reference) {
            errors.append(FieldError("reference", "reference-malformed"))
        }
        let search = question(entered, &errors)
        guard errors.isEmpty, let search else {
            return .page(
                try Self.form(exchange, entered: entered, errors: errors).html(in: exchange.shell()), status: .unprocessableContent)
        }
        let access = try exchange.unit.access(
            account, .alertsRead, purpose: entered.purpose, reference: entered.reference, session: session.id)
        return .seeOther(.found(try await exchange.unit.search(search, access: access)))
    }

    /// Nil, with errors, where it cannot be asked.
    private static func question(_ entered: SearchPage.Entered, _ errors: inout [FieldError]) -> PersonSearch? {
        let level = NameSearch.Level(rawValue: entered.level.isEmpty ? "close" : entered.level)
        if level == nil { errors.append(FieldError("level", "level-unknown")) }
        let filled = SearchPage.kinds.filter { !(entered.terms[$0] ?? "").isEmpty }
        guard filled.count == 1, let kind = PersonSearch.Kind(rawValue: filled[0]) else {
            errors.append(FieldError("term", filled.isEmpty ? "term-missing" : "term-many"))
            return nil
        }
        var period: ClosedRange<LocalDate>?
        if kind.needsPeriod { period = days(entered, &errors) }
        let search = PersonSearch(kind, term: entered.terms[kind.rawValue] ?? "", level: level ?? .close, period: period)
        if search == nil { errors.append(FieldError(kind.rawValue, kind.rawValue + "-malformed")) }
        return search
    }

    private static func days(_ entered: SearchPage.Entered, _ errors: inout [FieldError]) -> ClosedRange<LocalDate>? {
        func day(_ text: String, _ name: String) -> LocalDate? {
            let day = LocalDate(iso8601: text)
            if day == nil { errors.append(FieldError(name, name + (text.isEmpty ? "-missing" : "-day-malformed"))) }
            return day
        }
        let first = day(entered.from, "from")
        let last = day(entered.to, "to")
        guard let first, let last else { return nil }
        guard first <= last else {
            errors.append(FieldError("to", "period-reversed"))
            return nil
        }
        guard last.daysSince1970 - first.daysSince1970 < PersonSearch.mostDays else {
            errors.append(FieldError("to", "period-long"))
            return nil
        }
        return first...last
    }

    /// A matter stands in the log as it was entered: what could be a name is not taken.
    private static func isMatter(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return (3...40).contains(bytes.count) && bytes.contains { (0x30...0x39).contains($0) }
            && bytes.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || [0x2D, 0x2E, 0x2F, 0x3A, 0x5F].contains(byte)
            }
    }
}

extension AlertModels {
    func page(_ file: SearchFile) -> SearchResultsPage {
        let search = file.search
        return SearchResultsPage(
            kind: search.kind, level: search.level, period: search.period, compared: search.compared,
            comparedUntil: search.comparedUntil, isCut: search.isCut, purpose: search.purpose, reference: search.reference,
            expires: search.expires,
            rows: file.lines.map { line in
                let voyage = line.glance.voyage
                return SearchResultsPage.Row(
                    address: .traveller(line.glance.key), who: person(line.traveller, on: voyage.designator.date), score: line.score,
                    day: voyage.designator.date, voyage: self.voyage(voyage), flight: .flight(voyage.key), status: line.glance.status,
                    alert: line.glance.alert.map {
                        FlightPage.AlertLine(id: $0.alert.description, number: $0.alert.short, severity: severity($0.severity))
                    }, alertStatus: line.glance.alert.map { status($0.status) })
            })
    }
}
