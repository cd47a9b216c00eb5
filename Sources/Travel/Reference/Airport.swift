/// A place where aircraft land, as codes and a position.
public struct Airport: Hashable, Sendable {
    /// How much traffic an airport is built for (OurAirports).
    public enum Size: String, Hashable, Sendable {
        case large = "L"
        case medium = "M"
        case small = "S"
        case heliport = "H"
        case seaplaneBase = "W"
    }

    /// IATA location code: `OSL`.
    public let iata: String
    /// ICAO location indicator: `ENGM`; nil where there is none.
    public let icao: String?
    public let name: String
    public let city: String?
    /// ISO 3166-1 alpha-3, or `XKX`.
    public let country: String
    /// Degrees north.
    public let latitude: Double
    /// Degrees east.
    public let longitude: Double
    /// IANA zone; nil for a code that is out of use and has no successor.
    public let zone: String?
    /// Nil where it is not known.
    public let size: Size?
    /// The code is out of use: stored bookings still carry it.
    public let isRetired: Bool
    /// The code that took its place, where there is one.
    public let successor: String?

    public init(
        iata: String, icao: String? = nil, name: String, city: String? = nil, country: String, latitude: Double, longitude: Double,
        zone: String?, size: Size? = nil, isRetired: Bool = false, successor: String? = nil
    ) {
        self.iata = iata
        self.icao = icao
        self.name = name
        self.city = city
        self.country = country
        self.latitude = latitude
        self.longitude = longitude
        self.zone = zone
        self.size = size
        self.isRetired = isRetired
        self.successor = successor
    }
}
