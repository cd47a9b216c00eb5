/// What a state code in a document or a message stands for.
public struct Country: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case state
        /// Issues travel documents without being a state: United Nations, European Union, INTERPOL …
        case organisation
        /// Says what its holder is, not where from: stateless, refugee, unspecified (ICAO Doc 9303-3, part E of section 5).
        case status
        /// No longer assigned; old documents and lists carry it.
        case withdrawn
        /// Utopia: specimens, and everybody whom we invent.
        case specimen
    }

    /// What equal countries are compared by: ISO 3166-1 alpha-3, `XKX` for Kosovo, else the code of ICAO Doc 9303-3 itself.
    public let code: String
    /// ISO 3166-1 alpha-2; nil for what is not a state.
    public let alpha2: String?
    /// As machine-readable zones have it: `D` for Germany, `RKS` for Kosovo.
    public let machineReadable: String
    /// Country calling code of ITU-T E.164, without `+`; nil where there is none.
    public let diallingCode: String?
    public let kind: Kind
    /// English name (CLDR).
    public let name: String
}
