import Testing
import Travel

@Suite("Local times at airports")
struct AirportTimeTests {
    private func local(_ text: String) throws -> LocalDateTime { try #require(LocalDateTime(iso8601: text)) }

    @Test(
        "a local time becomes the instant of its airport's zone, on both sides of changes of the clock",
        arguments: [
            ("OSL", "2026-11-25T09:00", "2026-11-25T08:00:00Z"), ("OSL", "2026-07-01T09:00", "2026-07-01T07:00:00Z"),
            ("JFK", "2026-11-25T09:00", "2026-11-25T14:00:00Z"), ("KTM", "2026-11-25T09:00", "2026-11-25T03:15:00Z"),
            ("APW", "2026-11-25T09:00", "2026-11-24T20:00:00Z"), ("CXI", "2026-11-25T09:00", "2026-11-24T19:00:00Z"),
            ("OSL", "2026-10-25T01:59", "2026-10-24T23:59:00Z"), ("OSL", "2026-10-25T03:00", "2026-10-25T02:00:00Z"),
            ("OSL", "2026-03-29T01:59", "2026-03-29T00:59:00Z"), ("OSL", "2026-03-29T03:00", "2026-03-29T01:00:00Z"),
            ("SYD", "2026-10-04T01:59", "2026-10-03T15:59:00Z"), ("SYD", "2026-10-04T03:00", "2026-10-03T16:00:00Z"),
        ])
    func zones(code: String, wall: String, expected: String) throws {
        let airport = try #require(ReferenceTables.airport(code))
        #expect(instant(of: try local(wall), at: airport).rfc3339 == expected)
    }

    @Test(
        "a time that the clock shows twice means the earlier moment",
        arguments: [
            ("OSL", "2026-10-25T02:30", "2026-10-25T00:30:00Z"), ("JFK", "2026-11-01T01:30", "2026-11-01T05:30:00Z"),
            ("LDH", "2026-04-05T01:45", "2026-04-04T14:45:00Z"),
        ])
    func folds(code: String, wall: String, expected: String) throws {
        let airport = try #require(ReferenceTables.airport(code))
        #expect(instant(of: try local(wall), at: airport).rfc3339 == expected)
    }

    @Test(
        "a time that the clock never shows is read the earlier way",
        arguments: [
            ("OSL", "2026-03-29T02:30", "2026-03-29T00:30:00Z"), ("JFK", "2026-03-08T02:30", "2026-03-08T06:30:00Z"),
            ("LDH", "2026-10-04T02:15", "2026-10-03T15:15:00Z"),
        ])
    func gaps(code: String, wall: String, expected: String) throws {
        let airport = try #require(ReferenceTables.airport(code))
        #expect(instant(of: try local(wall), at: airport).rfc3339 == expected)
    }

    @Test("without a zone, the easternmost clock on Earth decides") func unknownZone() throws {
        let wall = try local("2026-11-25T09:00")
        #expect(earliestInstant(of: wall).rfc3339 == "2026-11-24T19:00:00Z")
        for zone in [nil, "Utopia/Nowhere"] {
            let airport = Airport(iata: "ZZZ", name: "Nowhere", country: "UTO", latitude: 0, longitude: 0, zone: zone)
            #expect(instant(of: wall, at: airport) == earliestInstant(of: wall))
            #expect(localTime(of: Instant(seconds: 0), at: airport) == nil)
        }
    }

    @Test("every airport's zone is known here, and no instant is before the earliest") func everyZone() throws {
        let wall = try local("2026-11-25T09:00")
        for airport in ReferenceTables.airports where airport.zone != nil {
            let moment = instant(of: wall, at: airport)
            #expect(moment >= earliestInstant(of: wall))
            #expect(localTime(of: moment, at: airport) == wall, "\(airport.iata) \(airport.zone ?? "")")
        }
    }

    @Test("dates at the ends of the calendar give an instant, and do not trap") func ends() throws {
        let oslo = try #require(ReferenceTables.airport("OSL"))
        #expect(instant(of: try local("0001-01-01T00:00"), at: oslo) < instant(of: try local("9999-12-31T23:59"), at: oslo))
    }
}
