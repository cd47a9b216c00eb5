import Testing
import Travel

@Suite("Reference tables")
struct ReferenceTableTests {
    @Test("an airport is found by its IATA and its ICAO code, in either case") func airports() throws {
        let oslo = try #require(ReferenceTables.airport("OSL"))
        #expect(oslo.icao == "ENGM" && oslo.country == "NOR" && oslo.zone == "Europe/Oslo" && oslo.size == .large)
        #expect(ReferenceTables.airport("ENGM") == oslo)
        #expect(ReferenceTables.airport("osl") == oslo)
        #expect(ReferenceTables.airport("OSL"[...]) == oslo)
    }

    @Test("what is no code finds nothing", arguments: ["", " ", "O", "OS", "OSLO", "ÖSL", "O-L", "OSLOX", "QQQ", "\u{0}\u{0}\u{0}", "O L"])
    func noAirport(code: String) {
        #expect(ReferenceTables.airport(code) == nil)
    }

    @Test("a code out of use is still known, names its successor and has the successor's zone") func retired() throws {
        let chisinau = try #require(ReferenceTables.airport("KIV"))
        #expect(chisinau.isRetired && chisinau.successor == "RMO" && chisinau.zone == "Europe/Chisinau" && chisinau.country == "MDA")
        let successor = try #require(ReferenceTables.airport("RMO"))
        #expect(!successor.isRetired)
        #expect(greatCircleKilometres(from: chisinau, to: successor) < 20)
        for airport in ReferenceTables.airports {
            guard let code = airport.successor else { continue }
            #expect(ReferenceTables.airport(code)?.isRetired == false, "\(airport.iata) has no living successor")
        }
    }

    @Test("the table is sorted, without doubles, and every entry is plausible") func sanity() {
        let all = ReferenceTables.airports
        #expect(all.count > 5_000)
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.iata < $1.iata })
        for airport in all {
            #expect(abs(airport.latitude) <= 90 && abs(airport.longitude) <= 180)
            #expect(ReferenceTables.airport(airport.iata) == airport)
            #expect(ReferenceTables.country(anyCode: airport.country)?.kind == .state)
            #expect(airport.isRetired || (airport.zone != nil))
        }
    }

    /// ICAO Doc 9303-3 section 5, with the codes beyond ISO 3166-1.
    @Test(
        "a country is found by any code that a document carries",
        arguments: [
            ("NO", "NOR"), ("NOR", "NOR"), ("nor", "NOR"), ("D", "DEU"), ("D<<", "DEU"), ("DEU", "DEU"), ("DE", "DEU"), ("GBD", "GBR"),
            ("GBN", "GBR"), ("GBO", "GBR"), ("GBP", "GBR"), ("GBS", "GBR"), ("RKS", "XKX"), ("XKX", "XKX"), ("XK", "XKX"), ("UNK", "XKX"),
            ("XXA", "XXA"), ("XXB", "XXB"), ("UNO", "UNO"), ("EUE", "EUE"), ("UTO", "UTO"), ("ANT", "ANT"),
        ])
    func countries(code: String, normalised: String) {
        #expect(ReferenceTables.country(anyCode: code)?.code == normalised)
    }

    @Test("kinds tell states from organisations and statuses; calling codes are there") func countryFacts() {
        #expect(ReferenceTables.country(anyCode: "XXA")?.kind == .status)
        #expect(ReferenceTables.country(anyCode: "UNO")?.kind == .organisation)
        #expect(ReferenceTables.country(anyCode: "UTO")?.kind == .specimen)
        #expect(ReferenceTables.country(anyCode: "NO")?.diallingCode == "47")
        #expect(ReferenceTables.country(anyCode: "D")?.machineReadable == "D")
        #expect(ReferenceTables.country(anyCode: "ZZ") == nil)
        #expect(ReferenceTables.country(anyCode: "ZZZZZ") == nil)
    }

    @Test("a carrier is found by both designators") func carriers() {
        #expect(ReferenceTables.carrier("SK")?.icao == "SAS")
        #expect(ReferenceTables.carrier("SAS")?.iata == "SK")
        #expect(ReferenceTables.carrier("6e")?.name == "IndiGo")
        #expect(ReferenceTables.carrier("ZZ") == nil)
    }

    @Test("service codes say what they give away about a person") func serviceCodes() {
        #expect(ReferenceTables.ssr("WCHR")?.sensitivity == .health)
        #expect(ReferenceTables.ssr("MOML")?.sensitivity == .religion)
        #expect(ReferenceTables.ssr("DOCS")?.sensitivity == .no)
        #expect(ReferenceTables.ssr("ZZZZ") == nil)
    }

    @Test("great-circle distances are those of the atlas, within 1 %")
    func distances() throws {
        let oslo = try #require(ReferenceTables.airport("OSL"))
        let known: [(String, String, Double)] = [("OSL", "LHR", 1_206), ("JFK", "LHR", 5_555), ("SYD", "SCL", 11_340), ("OSL", "OSL", 0)]
        for (from, to, kilometres) in known {
            let a = try #require(ReferenceTables.airport(from))
            let b = try #require(ReferenceTables.airport(to))
            #expect(abs(greatCircleKilometres(from: a, to: b) - kilometres) <= kilometres * 0.01)
            #expect(abs(greatCircleKilometres(from: a, to: b) - greatCircleKilometres(from: b, to: a)) < 1e-6)
        }
        let antipode = Airport(
            iata: "ZZZ", name: "Antipode", country: "UTO", latitude: -oslo.latitude, longitude: oslo.longitude - 180, zone: nil)
        #expect(abs(greatCircleKilometres(from: oslo, to: antipode) - 20_015) < 10)
    }
}
