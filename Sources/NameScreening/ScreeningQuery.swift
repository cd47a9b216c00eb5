/// A person to be looked up: one or more readings of one name, and what else is known.
public struct ScreeningQuery: Hashable, Sendable {
    /// Readings of the same person's name, such as one as received and one with a title cut off. The best one counts.
    /// At most ``ScreeningLimits/namesPerQuery`` are read.
    public var names: [ScreenedName]
    /// Dates of birth from different sources; empty where unknown. The one that agrees best counts.
    public var births: [BirthDate]
    public var sex: Sex
    /// Compared as in ``ScreeningEntry/nationalities``.
    public var nationalities: [String]

    public init(names: [ScreenedName], births: [BirthDate] = [], sex: Sex = .unspecified, nationalities: [String] = []) {
        self.names = names
        self.births = births
        self.sex = sex
        self.nationalities = nationalities
    }
}

/// Bounds that keep the work of one query and the size of one entry small, whatever the input.
public enum ScreeningLimits {
    /// Unicode scalars read of one name field; the rest is not looked at.
    public static let scalarsPerField = 512
    /// Letters of one part; a longer one is cut.
    public static let lettersPerPart = 40
    /// Parts of one name; later ones are not looked at.
    public static let partsPerName = 16
    public static let namesPerQuery = 8
    public static let namesPerEntry = 64
    public static let birthsPerPerson = 16
    public static let nationalitiesPerPerson = 16
    /// Comparisons of a part with a part that one query may spend on alignment, shared evenly by its name readings.
    static let comparisons = 24_000
    /// Candidates aligned for one name reading.
    static let alignments = 2_000
    /// Steps through postings for one name reading.
    static let postings = 400_000
    /// Tokens of the list that one part may stand for.
    static let tokensPerPart = 512
    /// Tokens looked at for one key of the deletion or skeleton table.
    static let tokensPerKey = 1_024
}
