import Casework
import HTTPTypes
import Service
import Storage
import Testing
import Travel

@testable import Web

struct ServerFlightPageTests {
    private func names(_ page: String) -> [String] {
        page.matches(of: /row-link" href="\/travellers\/[^"]*"><bdi class="name"><b>([A-Z]+)<\/b> ([A-Z]+)/).map { "\($0.1) \($0.2)" }
    }

    @Test("Travellers stand by party, by name or by seat; each with what is known of them")
    func orders() async throws {
        let world = try await FlightWorld()
        let browser = try await world.harness.browser(.analyst)
        let address = Address.flight(world.key).text
        let page = await browser.get(address)
        #expect(page.status == .ok && !page.text.contains("⟦"))
        #expect(names(page.text) == ["MARL ZOE", "MARL ADA", "MARL BEN", "OAK KIT", "QUIST ALBA", "TILLER SAM"])
        for text in [
            "QX 123", "6 expected", "API 5 · PNR 4 · both 3", "1 of 5 without PNR", "together first", "together last", "3 together",
            "alone",
            "no booking", "not in the last full list", "31 h 0 min</bdi> before departure", "passport", "12C", "no API",
            "href=\"/alerts/\(world.alert)\"", "full list", "2 bookings",
        ] {
            #expect(page.text.contains(text), "\(text)")
        }
        #expect(!page.text.contains("UT5550001"), "numbers of documents stand on the page of their holder")
        #expect(page.text.matches(of: /class="tag late"/).count == 3, "the party, and not whoever booked in October")
        let byName = await browser.get(address + "?order=name")
        #expect(names(byName.text) == ["MARL ADA", "MARL BEN", "MARL ZOE", "OAK KIT", "QUIST ALBA", "TILLER SAM"])
        let bySeat = await browser.get(address + "?order=seat")
        #expect(names(bySeat.text).prefix(3) == ["OAK KIT", "MARL ADA", "MARL ZOE"])
        #expect(names(await browser.get(address + "?order=nonsense&page=-7").text) == names(page.text))
        for wrong in ["/flights/2026-13/\(world.key.voyage)", "/flights/202611/\(world.key.voyage)", "/flights/2026-11/zz"] {
            #expect(await browser.get(wrong).status == .notFound, "\(wrong)")
        }
    }

    @Test("Reading a flight is one entry that names its travellers; the same page again in the same session is none")
    func flightIsRecorded() async throws {
        let world = try await FlightWorld()
        let storage = world.harness.unit.storage
        let browser = try await world.harness.browser(.analyst)
        let before = try await storage.logSize()
        let address = Address.flight(world.key).text
        _ = await browser.get(address)
        #expect(try await storage.logSize() == before + 1)
        let reads = try await storage.acts(about: world.key.voyage.description)
        #expect(reads.map(\.type) == [LogEntryType.personalDataRead.rawValue] && reads.first?.purpose == "assessment")
        for query in ["", "?order=name", "?order=seat"] { _ = await browser.get(address + query) }
        #expect(try await storage.logSize() == before + 1)
        _ = await (try await world.harness.browser(.inspector)).get(address)
        let others = try await storage.acts(about: world.key.voyage.description)
        #expect(others.map(\.purpose) == ["inspection", "assessment"], "another session is another reading")
    }
}
