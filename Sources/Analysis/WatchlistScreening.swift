import Casework
import NameScreening
import Travel

/// A passage against the lists: documents exactly, names by the index.
struct WatchlistScreening {
    let lists: WatchlistSnapshot
    let profile: StateProfile
    let today: LocalDate

    func hits(of screened: ScreenedPassage) -> [FoundHit] { documentHits(screened) + nameHits(screened) }

    /// An exact document reaches the threshold alone.
    private func documentHits(_ screened: ScreenedPassage) -> [FoundHit] {
        var found: [Identifier: FoundHit] = [:]
        for traveller in screened.travellers {
            for (index, document) in traveller.value.documents.enumerated() {
                guard let text = document.number, let number = TokenValue.document(text) else { continue }
                for entry in lists.entries(withDocument: number, on: today) {
                    let place = traveller.place(.document, index)
                    if found[entry.entry] != nil {
                        found[entry.entry]?.explanation.places.append(place)
                        continue
                    }
                    let listed = entry.facts.documents.first { $0.number.flatMap(TokenValue.document) == number }
                    let weight = max(profile.threshold, profile.weight(ofList: entry.list))
                    var explanation = HitExplanation(
                        parts: [ScorePart(part: text, met: listed?.number ?? "", rule: "document-exact", weight: weight)],
                        supporting: [Self.listed(entry)], places: [place])
                    if let issuer = document.issuer, let other = listed?.issuer, Self.differ(issuer, other) {
                        explanation.opposing.append(Reason("document-issuer-differs", [issuer, other]))
                    } else if document.issuer != nil, listed?.issuer != nil {
                        explanation.supporting.append(Reason("document-issuer-equal"))
                    }
                    if let born = screened.births.first, !entry.facts.births.isEmpty {
                        if screened.births.contains(where: { mine in entry.facts.births.contains { Self.agree(mine, $0) } }) {
                            explanation.supporting.append(Reason("birth-date-agrees"))
                        } else {
                            explanation.opposing.append(
                                Reason("birth-date-differs", [born.description, entry.facts.births[0].description]))
                        }
                    }
                    found[entry.entry] = FoundHit(
                        source: .document, subject: entry.entry.bytes, subjectVersion: entry.version, cause: [], weight: weight,
                        explanation: explanation)
                }
            }
        }
        return found.values.sorted { $0.subject.lexicographicallyPrecedes($1.subject) }
    }

    private func nameHits(_ screened: ScreenedPassage) -> [FoundHit] {
        let names = screened.names
        guard !names.isEmpty else { return [] }
        let query = ScreeningQuery(
            names: names.map(WatchlistSnapshot.screened), births: screened.births.compactMap(WatchlistSnapshot.screened),
            sex: WatchlistSnapshot.screened(screened.sex), nationalities: screened.nationalities)
        let least = Double(profile.leastNameScore) / 1_000
        return lists.entries(like: query, minimumScore: max(0, least - 0.001), on: today).compactMap { entry, match in
            let score = Int((match.score * 1_000).rounded())
            let weight = score * max(0, profile.weight(ofList: entry.list)) / 1_000
            guard score >= profile.leastNameScore, weight > 0 else { return nil }
            var parts = Self.thousandths(match.parts, sum: score)
            if weight != score {
                parts.append(ScorePart(part: "", met: entry.list, rule: "list-weight", weight: weight - score))
            }
            let against = match.parts.filter { $0.weight < 0 && $0.rule != .bounded }
            return FoundHit(
                source: .name, subject: entry.entry.bytes, subjectVersion: entry.version, cause: [], weight: weight,
                explanation: HitExplanation(
                    parts: parts, supporting: [Self.listed(entry)],
                    opposing: against.map { Reason(Self.code($0.rule), [$0.queryPart, $0.entryPart]) },
                    places: screened.travellers.map { $0.place(.name) }))
        }
    }

    private static func listed(_ entry: WatchlistEntry) -> Reason {
        Reason(
            "listed",
            [
                entry.list, entry.facts.category, entry.facts.reference, entry.facts.names.first?.full ?? "", entry.facts.owner,
                entry.facts.legalBasis, entry.facts.reason, entry.facts.action,
            ])
    }

    /// The lines in whole thousandths that add up to the score: what rounding loses goes to the heaviest line.
    private static func thousandths(_ lines: [Explanation], sum: Int) -> [ScorePart] {
        var parts = lines.map {
            ScorePart(part: $0.queryPart, met: $0.entryPart, rule: code($0.rule), weight: Int(($0.weight * 1_000).rounded()))
        }
        let lost = sum - parts.reduce(0) { $0 + $1.weight }
        if lost != 0 {
            if let heaviest = parts.indices.max(by: { parts[$0].weight < parts[$1].weight }) {
                parts[heaviest].weight += lost
            } else {
                parts = [ScorePart(part: "", met: "", rule: code(.bounded), weight: lost)]
            }
        }
        return parts
    }

    /// `birthDateEqual` as `birth-date-equal`.
    static func code(_ rule: MatchRule) -> String {
        var code = ""
        for character in rule.rawValue {
            if character.isUppercase { code += "-" }
            code += character.lowercased()
        }
        return code
    }

    private static func differ(_ a: String, _ b: String) -> Bool { WatchlistSnapshot.normalState(a) != WatchlistSnapshot.normalState(b) }
    private static func agree(_ a: PartialDate, _ b: PartialDate) -> Bool {
        guard a.year == b.year else { return false }
        if let left = a.month, let right = b.month, left != right { return false }
        if let left = a.day, let right = b.day, left != right { return false }
        return true
    }
}
