/// Facts that the world agrees on, compiled in: airports, countries, carriers, service codes. Each table is read when it is
/// first asked for (airports take some milliseconds), then searched in place.
public enum ReferenceTables {
    private static let airportsByIATA: CodeTable<Airport> = {
        var pairs: [(TableKey, Airport)] = []
        var zones: [Substring: String] = [:]
        TableText.forEachLine(of: AirportTable.text) { field in
            guard field.count == 9, let key = TableKey(field[0]), let latitude = Double(field[5]), let longitude = Double(field[6]) else {
                return
            }
            let zone = zones[field[7]] ?? String(field[7])
            zones[field[7]] = zone
            let airport = Airport(
                iata: String(field[0]), icao: field[1].text, name: String(field[2]), city: field[3].text, country: String(field[4]),
                latitude: latitude, longitude: longitude, zone: zone, size: Airport.Size(rawValue: String(field[8])))
            pairs.append((key, airport))
        }
        let current = CodeTable(pairs)
        TableText.forEachLine(of: RetiredAirportTable.text) { field in
            guard field.count == 7, let key = TableKey(field[0]), let latitude = Double(field[4]), let longitude = Double(field[5]) else {
                return
            }
            let airport = Airport(
                iata: String(field[0]), icao: field[1].text, name: String(field[2]), country: String(field[3]), latitude: latitude,
                longitude: longitude, zone: current[field[6]]?.zone, isRetired: true, successor: field[6].text)
            pairs.append((key, airport))
        }
        return CodeTable(pairs)
    }()

    private static let airportsByICAO: CodeTable<Airport> = CodeTable(
        airportsByIATA.all.compactMap { airport in
            // An indicator that moved to a new code belongs to that one; some old entries repeat a local code instead.
            guard let icao = airport.icao, icao.utf8.count == 4, !airport.isRetired, let key = TableKey(icao) else { return nil }
            return (key, airport)
        })

    private static let countriesByCode: CodeTable<Country> = {
        var pairs: [(TableKey, Country)] = []
        TableText.forEachLine(of: CountryTable.text) { field in
            guard field.count == 7, let key = TableKey(field[0]), let kind = Country.Kind(rawValue: String(field[5])) else { return }
            let country = Country(
                code: String(field[1]), alpha2: field[2].text, machineReadable: String(field[3]), diallingCode: field[4].text, kind: kind,
                name: String(field[6]))
            pairs.append((key, country))
        }
        return CodeTable(pairs)
    }()

    private static let carriersByIATA: CodeTable<Carrier> = {
        var pairs: [(TableKey, Carrier)] = []
        TableText.forEachLine(of: CarrierTable.text) { field in
            guard field.count == 4, let key = TableKey(field[0]) else { return }
            pairs.append((key, Carrier(iata: String(field[0]), icao: field[1].text, name: String(field[2]), country: String(field[3]))))
        }
        return CodeTable(pairs)
    }()

    private static let carriersByICAO: CodeTable<Carrier> = CodeTable(
        carriersByIATA.all.compactMap { carrier in
            guard let icao = carrier.icao, let key = TableKey(icao) else { return nil }
            return (key, carrier)
        })

    private static let serviceCodes: CodeTable<ServiceCode> = {
        var pairs: [(TableKey, ServiceCode)] = []
        TableText.forEachLine(of: ServiceCodeTable.text) { field in
            guard field.count == 4, let key = TableKey(field[0]) else { return }
            // What we do not know the sensitivity of is handled as if anything could stand in it.
            let sensitivity = ServiceCode.Sensitivity(rawValue: String(field[2])) ?? .freeText
            pairs.append(
                (key, ServiceCode(code: String(field[0]), group: String(field[1]), sensitivity: sensitivity, meaning: String(field[3]))))
        }
        return CodeTable(pairs)
    }()

    /// The airport of an IATA location code (`OSL`) or an ICAO location indicator (`ENGM`), in either case of letters. A code
    /// that is out of use gives the old entry, which names its successor.
    public static func airport(_ code: some StringProtocol) -> Airport? {
        code.utf8.count == 4 ? airportsByICAO[code] : airportsByIATA[code]
    }

    /// All airports, sorted by IATA code; those out of use included.
    public static var airports: [Airport] { airportsByIATA.all }

    /// The country, organisation or status of any code that documents and messages carry: alpha-2, alpha-3, or as in a
    /// machine-readable zone with or without its filler (`D<<`), and the codes of ICAO Doc 9303-3 beyond ISO 3166.
    /// Parts of a nationality give the state: `GBD`, `GBN`, `GBO`, `GBP` and `GBS` are `GBR`.
    public static func country(anyCode code: some StringProtocol) -> Country? { countriesByCode[code] }

    /// The airline of an IATA designator (`SK`) or an ICAO designator (`SAS`). Some 360 airlines: an unknown code proves nothing.
    public static func carrier(_ code: some StringProtocol) -> Carrier? {
        code.utf8.count == 3 ? carriersByICAO[code] : carriersByIATA[code]
    }

    /// What a special service request code means. Carriers also invent codes: nil proves nothing.
    public static func ssr(_ code: some StringProtocol) -> ServiceCode? { serviceCodes[code] }
}

extension Substring {
    fileprivate var text: String? { isEmpty ? nil : String(self) }
}
