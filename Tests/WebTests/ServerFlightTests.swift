import Casework
import HTTPTypes
import Service
import Storage
import Testing
import Travel

@testable import Web

struct ServerFlightTests {
    @Test("The board names the flight, its travellers' number and its alerts, and no person; looking at it is no entry of the log")
    func board() async throws {
        let harness = try await Harness()
        _ = try await harness.alert()
        let browser = try await harness.browser(.analyst)
        let size = try await harness.unit.storage.logSize()
        let page = await browser.get("/flights")
        #expect(page.status == .ok && !page.text.contains("⟦"))
        for text in [
            "QX 123", "AMS", "OSL", "lands in 29 h", "1 expected", "API 1 · PNR 0 · both 0", "P1", "before departure",
        ] {
            #expect(page.text.contains(text), "\(text)")
        }
        #expect(!page.text.contains("QUIST") && !page.text.contains("ZX1234567"))
        #expect(try await harness.unit.storage.logSize() == size)
        // The board looks two days ahead and twelve hours back.
        for (hours, count) in [(-48, 0), (30, 1), (58, 1), (2, 0)] as [(Int64, Int)] {
            harness.wait(seconds: hours * 3_600)
            #expect(try await harness.unit.flightBoard().lines.count == count, "\(hours) h later")
        }
    }

    @Test("Day, carrier, airport, alerts and gaps choose; what cannot be asked for is said, and nothing is shown in its place")
    func filters() async throws {
        let harness = try await Harness()
        _ = try await harness.alert()
        harness.wait(seconds: 4 * 3_600)
        let browser = try await harness.browser(.analyst)
        let shown = [
            "day=2026-11-26", "carrier=qx", "airport=osl", "airport=AMS", "alerts=open", "missing=some",
            "day=2026-11-26&carrier=QX&airport=OSL&alerts=open&missing=some", "day=&carrier=&airport=",
        ]
        for query in shown { #expect(await browser.get("/flights?\(query)").text.contains("QX 123"), "\(query)") }
        for query in [
            "day=2026-11-25", "carrier=XY", "airport=CPH",
            "after=\(Harness.start.microseconds + 110_000_000_000)-202611-\(String(repeating: "0", count: 32))",
        ] {
            let page = await browser.get("/flights?\(query)")
            #expect(page.status == .ok && !page.text.contains("QX 123"), "\(query)")
        }
        for (query, sentence) in [
            ("day=2026-02-30", "Give the day as year"), ("carrier=Q", "A carrier has"), ("carrier=Q%3CX", "A carrier has"),
            ("airport=OSLO", "An airport has"),
        ] {
            let page = await browser.get("/flights?\(query)")
            #expect(page.status == .unprocessableContent && page.text.contains(sentence) && !page.text.contains("QX 123"), "\(query)")
        }
        #expect(await browser.get("/flights?after=nonsense").status == .ok)
    }
}
