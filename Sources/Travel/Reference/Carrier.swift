/// An airline, as codes and a name.
public struct Carrier: Hashable, Sendable {
    /// IATA designator: `SK`.
    public let iata: String
    /// ICAO designator: `SAS`; nil where we know none.
    public let icao: String?
    public let name: String
    /// ISO 3166-1 alpha-3 of the state that it is at home in.
    public let country: String
}
