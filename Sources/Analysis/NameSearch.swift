public import Casework
import NameScreening
public import Travel

/// One name, in any script, against many travellers.
///
/// Travellers are gone through in slices. A slice's index finds who is worth comparing; each of those is then compared alone, so
/// that a score says the same whoever else travels.
public struct NameSearch: Sendable {
    /// How much a name may differ. The scale is that of watchlists: a full name alone makes 800 at the most.
    public enum Level: String, Hashable, Sendable, CaseIterable {
        /// The same parts, in any order, script and usual transliteration.
        case exact
        /// A letter or two that differ, or one part that is missing on one side.
        case close
        /// Also one part of a name of two.
        case wide

        /// In thousandths.
        public var leastScore: Int {
            switch self {
            case .exact: 740
            case .close: 550
            case .wide: 400
            }
        }
    }
    /// Somebody, with all that was said of the person.
    public struct Candidate: Sendable {
        public var key: PassageKey
        public var travellers: [Traveller]

        public init(key: PassageKey, travellers: [Traveller]) {
            self.key = key
            self.travellers = travellers
        }
    }
    /// Somebody who may be meant.
    public struct Found: Hashable, Sendable {
        public var key: PassageKey
        /// In thousandths.
        public var score: Int
    }

    private let query: ScreeningQuery
    private let level: Level

    public init(_ name: String, level: Level) {
        query = ScreeningQuery(names: [ScreenedName(full: name)])
        self.level = level
    }

    /// Those of the slice who reach the level, in no particular order. Blocks: call it on a thread that may wait.
    public func found(among slice: [Candidate]) -> [Found] {
        // The slice's scores are lower where others bear the same name: what is looked at closer lies well below the level.
        let least = Double(level.leastScore) / 1_000 * 0.6
        let entries = slice.enumerated().map { number, candidate in
            ScreeningEntry(key: EntryKey(low: UInt64(number)), names: Self.names(candidate).map(WatchlistSnapshot.screened))
        }
        let index = ScreeningIndex(Snapshot(entries))
        return index.matches(for: query, limit: slice.count, minimumScore: least).compactMap { match in
            let number = Int(match.key.low)
            let alone = ScreeningIndex(Snapshot([entries[number]]))
            guard let best = alone.matches(for: query, limit: 1, minimumScore: 0).first else { return nil }
            let score = Int((best.score * 1_000).rounded())
            return score >= level.leastScore ? Found(key: slice[number].key, score: score) : nil
        }
    }

    /// All readings of the name, from all messages and documents, each once.
    private static func names(_ candidate: Candidate) -> [PersonName] {
        var seen: Set<PersonName> = []
        let all = candidate.travellers.flatMap { $0.names + $0.documents.compactMap(\.holder) }
        return all.filter { !$0.full.isEmpty && seen.insert($0).inserted }
    }
}
