/// How a person is called, as one message or list says it.
public struct PersonName: Hashable, Sendable, Codable {
    /// Where the spelling comes from.
    public enum Reading: String, Hashable, Sendable, Codable {
        /// As received, but for a title that stood apart from the name.
        case received
        /// A second reading for screening, with what looks like a glued title cut off (MOANMISS read as MOAN).
        case titleCut
        /// Spelled so in a travel document of the same person.
        case document
    }

    /// Surname, as received.
    public var family: String
    /// Given names, as received, in order, separated by one space.
    public var given: String
    public var reading: Reading

    @inlinable
    public init(family: String, given: String, reading: Reading = .received) {
        self.family = family
        self.given = given
        self.reading = reading
    }

    /// `GIVEN FAMILY`, without blanks at the ends.
    public var full: String { given.isEmpty ? family : family.isEmpty ? given : given + " " + family }
}

/// Sex as travel documents say it (ICAO Doc 9303-3: F, M, X).
public enum Sex: String, Hashable, Sendable, Codable, CaseIterable {
    case female = "F"
    case male = "M"
    /// The document says X: neither is stated.
    case unspecified = "X"
    /// The message says that it does not know (U), which is not what a document says.
    case unknown = "U"
}
