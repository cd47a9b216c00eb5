/// A document that somebody travels on, or a permission to enter.
public struct TravelDocument: Hashable, Sendable, Codable {
    /// Code as received: P passport, V visa, I / A / C identity card or as the state defines, IP passport card, F other.
    public var type: String?
    /// As received, without blanks at the ends.
    public var number: String?
    /// State that issued it, as received (two- or three-letter code, or a code of ICAO Doc 9303).
    public var issuer: String?
    public var nationality: String?
    public var issued: LocalDate?
    public var expiry: LocalDate?
    public var placeOfIssue: String?
    /// Whom the document names, where it names somebody (SSR DOCS does, PAXLST does not).
    public var holder: PersonName?
    public var birthDate: PartialDate?
    public var sex: Sex?

    @inlinable
    public init(
        type: String? = nil, number: String? = nil, issuer: String? = nil, nationality: String? = nil,
        issued: LocalDate? = nil, expiry: LocalDate? = nil, placeOfIssue: String? = nil, holder: PersonName? = nil,
        birthDate: PartialDate? = nil, sex: Sex? = nil
    ) {
        self.type = type
        self.number = number
        self.issuer = issuer
        self.nationality = nationality
        self.issued = issued
        self.expiry = expiry
        self.placeOfIssue = placeOfIssue
        self.holder = holder
        self.birthDate = birthDate
        self.sex = sex
    }

    /// Whether it is a visa or another permission, and not what identifies its holder.
    public var isPermission: Bool { type == "V" }
}
