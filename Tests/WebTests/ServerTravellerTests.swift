import Casework
import HTTPTypes
import Service
import Storage
import Testing
import Travel
import TravelMessages

@testable import Web

struct ServerTravellerTests {
    @Test("A traveller's page has who, what was found, journey, companions, booking and messages")
    func traveller() async throws {
        let world = try await FlightWorld()
        let browser = try await world.harness.browser(.analyst)
        let page = await browser.get(Address.traveller(try await world.passage("ZOE")).text)
        #expect(page.status == .ok && !page.text.contains("⟦"))
        for text in [
            "MARL", "UT5550001", "12C", "QX 123", "QX 124", "this flight", "AAA111", "99999999", "+995550101", "************2222",
            "310.00",
            "31 h 0 min</bdi> before departure", "No alert was ever raised", "Nothing was found that holds now", "PAXLST", "PNRGOV",
            "No other voyage has a document", "Who saw this",
        ] {
            #expect(page.text.contains(text), "\(text)")
        }
        for given in ["ADA", "BEN"] {
            let other = try await world.passage(given)
            #expect(page.text.contains("href=\"\(Address.traveller(other).text)\""), "\(given) is a companion with a page of their own")
        }
        #expect(!page.text.contains("4999000011112222"))
        let sought = await browser.get(Address.traveller(try await world.passage("ALBA")).text)
        #expect(sought.text.contains("href=\"/alerts/\(world.alert)\"") && sought.text.contains("Missing persons"))
        #expect(sought.text.contains("No booking was sent"))
        #expect(await browser.get("/travellers/2026-11/\(world.key.voyage)/\(world.key.voyage)").status == .notFound)
    }

    @Test("Reading a traveller is one entry, the same page again none; whoever reads later sees who read before")
    func travellerIsRecorded() async throws {
        let world = try await FlightWorld()
        let storage = world.harness.unit.storage
        let browser = try await world.harness.browser(.analyst)
        let passage = try await world.passage("ALBA")
        // What the queue and the flight have shown is another matter than this page.
        _ = await browser.get("/alerts")
        _ = await browser.get(Address.flight(world.key).text)
        let before = try await storage.logSize()
        for _ in 0..<3 { _ = await browser.get(Address.traveller(passage).text) }
        #expect(try await storage.logSize() == before + 1)
        _ = await browser.get("/alerts/\(world.alert)")
        let later = await (try await world.harness.browser(.inspector)).get(Address.traveller(passage).text).text
        #expect(later.matches(of: /<bdi>user-analyst<\/bdi>/).count == 2, "the page and the alert")
        #expect(!later.contains("Nobody before you."))
    }

    @Test("Other voyages are found by the document, with the name that is on them")
    func otherVoyages() async throws {
        let world = try await FlightWorld()
        let leg = Leg(
            carrier: "XY", number: "9", from: "OSL", to: "CPH", departure: LocalDateTime(iso8601: "2026-12-24T12:00"),
            arrival: LocalDateTime(iso8601: "2026-12-24T13:00"))
        var message = FlightWorld.message(.paxlst, [leg])
        message.travellers = [
            Evidenced(FlightWorld.person("MARLE", "ZOEY", document: "UT 555-0001"), extent: Extent(offset: 0, length: 0)),
            Evidenced(FlightWorld.person("MARL", "ZOE", document: "UT5559999"), extent: Extent(offset: 0, length: 0)),
        ]
        try await world.ingest(message)
        let browser = try await world.harness.browser(.analyst)
        let before = try await world.harness.unit.storage.logSize()
        let page = await browser.get(Address.traveller(try await world.passage("ZOE")).text).text
        #expect(page.contains("<b>MARLE</b> ZOEY") && page.contains("XY 9") && page.contains("24 Dec 2026"))
        let calls = try await world.harness.unit.storage.calls(
            carrier: "XY", number: "9", origin: "OSL", from: LocalDate(iso8601: "2026-12-24") ?? Harness.start.utc.date,
            to: LocalDate(iso8601: "2026-12-24") ?? Harness.start.utc.date)
        let other = try await world.passage("ZOEY", on: try #require(calls.first).voyage)
        #expect(page.contains(Address.traveller(other).text))
        #expect(try await world.harness.unit.storage.logSize() == before + 1, "one entry names all who are on the page")
    }

    @Test("A name that turned out to be somebody else's leads to the one that stays")
    func retired() async throws {
        let world = try await FlightWorld()
        let (younger, older) = (try await world.passage("SAM"), try await world.passage("ALBA"))
        var act = Act(Access(account: nil, purpose: "operation"), .transmissionRead, at: Harness.start)
        act.insert(
            PassageChangeRow(
                key: younger, message: world.alert, effect: .retired, reason: "document", into: older.passage, ordered: Harness.start))
        try await world.harness.unit.storage.commit(act)
        let browser = try await world.harness.browser(.analyst)
        let answer = await browser.get(Address.traveller(younger).text)
        #expect(answer.status == .seeOther && answer.location == Address.traveller(older).text)
    }

    @Test("The alert leads to the person and the flight, and so does the message to the flight")
    func links() async throws {
        let world = try await FlightWorld()
        let browser = try await world.harness.browser(.analyst)
        let alert = await browser.get("/alerts/\(world.alert)").text
        let flight = "href=\"\(Address.flight(world.key).text)\""
        #expect(alert.contains("href=\"\(Address.traveller(try await world.passage("ALBA")).text)\"") && alert.contains(flight))
        let message = try #require(alert.firstMatch(of: /\/messages\/([0-9a-f]{32})/)).1
        #expect(await browser.get("/messages/\(message)").text.contains(flight))
    }
}
