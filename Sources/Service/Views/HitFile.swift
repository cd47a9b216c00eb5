public import Casework
import Foundation
public import Storage
public import Travel

/// A hit with what it comes from and why.
public struct HitFile: Sendable {
    /// The entry of a list that was hit.
    public struct Entry: Hashable, Sendable {
        public var list: String
        public var reference: String
        public var version: Int
        public var name: String
        public var category: String
        public var owner: String
        public var legalBasis: String
        public var reason: String
        public var action: String
        public var validFrom: LocalDate?
        public var validTo: LocalDate?
    }
    public var state: HitState
    /// Nil where its key is gone.
    public var explanation: HitExplanation?
    public var entry: Entry?
    /// The indicator as it is now; nil for hits on lists, and where it runs no more.
    public var indicator: Indicator?
    /// The kind of each message that the evidence stands in.
    public var kinds: [Identifier: String]

    /// The indicator's name, where it is one.
    public var indicatorName: String? { state.source == .indicator ? String(decoding: state.subject, as: UTF8.self) : nil }

    /// What the hit is, in one code: `watchlist-document`, `watchlist-name`, or the pattern's.
    public var headline: Reason {
        func argument(_ code: String) -> String? { explanation?.supporting.first { $0.code == code }?.arguments.first }
        switch state.source {
        case .document: return Reason("watchlist-document", [entry?.list ?? "?"])
        case .name: return Reason("watchlist-name", [entry?.list ?? "?", String(max(0, matchScore) / 10)])
        case .indicator:
            switch indicator?.evidence {
            case "latePurchaseByThirdParty":
                if let hours = argument("bought-hours-before-departure") { return Reason("late-purchase", [hours]) }
            case "cardOverUnrelatedBookings":
                if let families = argument("unrelated-families") { return Reason("card-unrelated", [families]) }
            case "telephoneOverUnrelatedBookings":
                if let families = argument("unrelated-families") { return Reason("telephone-unrelated", [families]) }
            default: break
            }
            return Reason("indicator", [indicatorName ?? "?"])
        }
    }

    /// Score of the match before the list's own weight, in thousandths.
    public var matchScore: Int {
        guard let parts = explanation?.parts else { return state.weight }
        return parts.filter { $0.rule != "list-weight" }.reduce(0) { $0 + $1.weight }
    }
}

extension Unit {
    func hitFiles(_ hits: [HitState], opened: [SealedSubject: [UInt8]], withPlaces: Bool = false) async throws -> [Identifier: HitFile] {
        let lists = try await storage.lists(ofEntries: hits.filter { $0.source != .indicator }.compactMap { Identifier(bytes: $0.subject) })
        let indicators = Dictionary(rules.indicators.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var files: [Identifier: HitFile] = [:]
        for hit in hits {
            let explanation = opened.facts(HitExplanation.self, of: hit.explanation)
            var file = HitFile(state: hit, explanation: explanation, entry: nil, indicator: nil, kinds: [:])
            if let name = file.indicatorName {
                file.indicator = indicators[name]
            } else {
                file.entry = Self.entry(hit, explanation, lists)
            }
            files[hit.hit] = file
        }
        guard withPlaces else { return files }
        let messages = files.values.flatMap { $0.explanation?.places.prefix(64).map(\.message) ?? [] }
        let kinds = try await storage.storedMessages(messages).mapValues(\.kind)
        for key in files.keys { files[key]?.kinds = kinds }
        return files
    }

    private static func entry(
        _ hit: HitState, _ explanation: HitExplanation?, _ lists: [Identifier: (list: WatchlistState, entry: ListEntryState)]
    ) -> HitFile.Entry? {
        let known = Identifier(bytes: hit.subject).flatMap { lists[$0] }
        // What the entry said when it was hit stands in the hit: list, category, reference, name, owner, basis, reason, action.
        var told = explanation?.supporting.first { $0.code == "listed" }?.arguments ?? []
        guard known != nil || !told.isEmpty else { return nil }
        while told.count < 8 { told.append("") }
        let isPresent = known?.entry.version == hit.subjectVersion
        return HitFile.Entry(
            list: told[0].isEmpty ? known?.list.name ?? "" : told[0], reference: told[2], version: hit.subjectVersion, name: told[3],
            category: told[1], owner: told[4], legalBasis: told[5], reason: told[6], action: told[7],
            validFrom: isPresent ? known?.entry.validFrom : nil, validTo: isPresent ? known?.entry.validTo : nil)
    }
}
