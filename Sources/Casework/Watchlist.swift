public import Travel

/// What a list says about one person or document. Sealed when stored.
public struct ListEntryFacts: Hashable, Sendable, Codable {
    /// The owner's own reference, unique in its list.
    public var reference: String
    public var category: String
    /// Family and given names apart where the list separates them; the first is the primary one.
    public var names: [PersonName]
    public var births: [PartialDate]
    public var sex: Sex?
    public var nationalities: [String]
    public var documents: [TravelDocument]
    public var owner: String
    public var legalBasis: String
    public var reason: String
    /// What to do on a hit.
    public var action: String

    public init(
        reference: String, category: String, names: [PersonName], births: [PartialDate] = [], sex: Sex? = nil,
        nationalities: [String] = [], documents: [TravelDocument] = [], owner: String, legalBasis: String, reason: String,
        action: String
    ) {
        self.reference = reference
        self.category = category
        self.names = names
        self.births = births
        self.sex = sex
        self.nationalities = nationalities
        self.documents = documents
        self.owner = owner
        self.legalBasis = legalBasis
        self.reason = reason
        self.action = action
    }
}
