/// Why a line of an explanation counts.
public enum MatchRule: String, Hashable, Sendable, CaseIterable {
    /// The same letters.
    case exact
    /// One or two letters inserted, left out, replaced or exchanged.
    case edit
    /// Another transliteration: an alternative of ICAO Doc 9303-3, or the same consonants with other vowels.
    case romanisation
    /// Parts written together on one side and apart on the other.
    case joined
    /// A single letter that begins the other part.
    case initial
    /// The beginning of the other part, at the end of a field where a name is cut.
    case cut
    /// The entry has a part that the query lacks.
    case missingInQuery
    /// The query has a part that the entry lacks.
    case missingInEntry
    case birthDateEqual
    /// What is known of both agrees, such as a year without a day, or 1 January for an unknown day.
    case birthDatePartlyEqual
    case birthDateDayMonthSwapped
    case birthDateYearOffByOne
    /// One of year, month and day is mistyped.
    case birthDateMistyped
    case birthDateContradiction
    case sexEqual, sexContradiction
    case nationalityEqual, nationalityContradiction
    /// What was taken off (or added) to keep the sum between 0 and 1.
    case bounded
}

/// One line of the reason for a score. The weights of all lines add up to it.
public struct Explanation: Hashable, Sendable {
    /// Folded to A–Z for names; empty where the query has nothing.
    public let queryPart: String
    /// Folded to A–Z for names; empty where the entry has nothing.
    public let entryPart: String
    public let rule: MatchRule
    /// What this line adds to the score; negative where it speaks against the match.
    public let weight: Double

    public init(queryPart: String, entryPart: String, rule: MatchRule, weight: Double) {
        self.queryPart = queryPart
        self.entryPart = entryPart
        self.rule = rule
        self.weight = weight
    }
}

/// An entry that the person asked for may be.
public struct Match: Hashable, Sendable {
    public let key: EntryKey
    /// 0 to 1, on the scale of the catalogue page. Not a probability.
    public let score: Double
    /// Weights that add up to `score`.
    public let parts: [Explanation]
    /// Which name reading of the query matched best.
    public let queryName: Int
    /// Which name of the entry matched best.
    public let entryName: Int

    public init(key: EntryKey, score: Double, parts: [Explanation], queryName: Int, entryName: Int) {
        self.key = key
        self.score = score
        self.parts = parts
        self.queryName = queryName
        self.entryName = entryName
    }
}
