public import Travel

/// What is known to be true of some people of the world: kept apart from the messages, which never say it.
public struct PlantedCase: Hashable, Sendable, Codable {
    public enum Pattern: String, Hashable, Sendable, Codable, CaseIterable {
        /// Bought under 48 hours before departure by somebody who does not travel.
        case latePurchase = "late-purchase-by-third-party"
        /// One card over bookings that have nothing else in common.
        case sharedCard = "one-card-over-unrelated-bookings"
        /// One telephone over bookings that have nothing else in common.
        case sharedTelephone = "one-telephone-over-unrelated-bookings"
        /// A document that stands on a list.
        case listedDocument = "listed-document"
        /// A listed person under a misspelt name, with the birth date.
        case listedNameMisspelt = "listed-name-misspelt"
        /// A listed person under another romanisation, script or order of names.
        case listedNameRomanised = "listed-name-romanised"
        /// A listed person whose title is glued to the given name.
        case listedNameTitleGlued = "listed-name-title-glued"
        /// Somebody who is called like a listed person.
        case namesake
    }

    /// One person of the case, as the messages name that person.
    public struct Person: Hashable, Sendable, Codable {
        public let locator: String
        public let family: String
        public let given: String
        public let document: String
        public let voyage: VoyageDesignator
    }

    /// Unique in the world: `shared-card-2`.
    public let identifier: String
    public let pattern: Pattern
    /// A look-alike: it resembles the pattern, and there is nothing in it.
    public let isLawful: Bool
    public let people: [Person]
    /// Names of the indicators that hold for the people by their definitions, whether lawful or not.
    public let indicators: [String]
    /// References of the list entries that the people are on.
    public let entries: [String]
    /// What was planted, in words, without a name.
    public let note: String
}
