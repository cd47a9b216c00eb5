import Travel

@testable import Web

/// Searches with everything that strains them.
extension PagesSamples {
    static let searchForm = SearchPage(
        purposes: ["assessment", "case-request", hostile], levels: ["exact", "close", "wide"], mostDays: 31)
    static let wrongSearch = SearchPage(
        purposes: ["inspection"], levels: ["exact", "close", "wide"], mostDays: 31,
        entered: .init(
            purpose: hostile, reference: hostile, terms: ["name": hostile, "email": hostile], level: "wide", from: hostile, to: "2026-11-30"
        ),
        errors: [
            FieldError("purpose", "purpose-unknown"), FieldError("reference", "reference-malformed"), FieldError("term", "term-many"),
            FieldError("name", "name-malformed"), FieldError("from", "from-day-malformed"), FieldError("to", "period-long"),
            FieldError("level", "level-unknown"),
        ])

    static var foundPeople: SearchResultsPage {
        let rows = people.enumerated().map { index, person in
            SearchResultsPage.Row(
                address: Address("travellers", "2026-11", "00", "0\(index)"), who: person, score: index == 3 ? nil : 789 - 60 * index,
                day: now.utc.date, voyage: VoyageLine(designator: index == 2 ? "" : "QX 12\(index)", from: "AMS", to: "OSL"),
                flight: .flight("2026-11", "00"), status: index == 1 ? hostile : "expected",
                alert: index == 0 ? .init(id: "a7", number: "1047", severity: .p2) : nil, alertStatus: index == 0 ? .open : nil)
        }
        let day = now.utc.date
        return SearchResultsPage(
            kind: "name", level: "close", period: day.adding(days: -30)...day, compared: 100_000, comparedUntil: now, isCut: true,
            purpose: "case-request", reference: "2026-0417", expires: now + 900, rows: rows)
    }
    static var foundNobody: SearchResultsPage {
        SearchResultsPage(
            kind: "document", compared: 0, isCut: false, purpose: hostile, reference: hostile, expires: now + 900, rows: [])
    }

    static func searchPages(theme: Shell.Theme) -> [(name: String, html: HTML)] {
        let shell = shell(.search, theme: theme)
        return [
            ("search", searchForm.html(in: shell)), ("search-wrong", wrongSearch.html(in: shell)), ("found", foundPeople.html(in: shell)),
            ("found-nobody", foundNobody.html(in: shell)), ("search-gone", SearchGonePage().html(in: shell)),
        ]
    }
}
