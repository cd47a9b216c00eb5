import Casework
import HTTPTypes
import Service
import Storage
import Testing
import Travel

@testable import Web

struct ServerMessagesTests {
    private let access = Access(account: nil, purpose: "operation")

    @Test("The list names sender, door, flight and findings, and no person; looking at it is no entry of the log")
    func list() async throws {
        let harness = try await Harness()
        _ = try await harness.alert()
        harness.wait(seconds: 60)
        _ = try await harness.unit.ingest(Harness.message, door: "inbox", access: access)
        harness.wait(seconds: 60)
        _ = try await harness.unit.ingest(Array("no message at all".utf8), door: "command", access: access)
        let browser = try await harness.browser(.analyst)
        let size = try await harness.unit.storage.logSize()
        let page = await browser.get("/messages")
        #expect(page.status == .ok && !page.text.contains("⟦"))
        for text in [
            "PAXLST", "QXAIR", "HTTPS", "inbox folder", "command", "QX 123", "1 traveller", "Received before", "No message could be read",
            "nothing-readable", "lost",
        ] {
            #expect(page.text.contains(text), "\(text)")
        }
        let link = try #require(page.text.firstMatch(of: /class="row-link" href="(\/messages\/[0-9a-f]{32})"/))
        #expect(page.text.contains("<a href=\"\(link.1)\">repeats an earlier one</a>"))
        #expect(!page.text.contains("QUIST") && !page.text.contains("ZX1234567"))
        #expect(try await harness.unit.storage.logSize() == size)
        #expect(await browser.get(String(link.1)).status == .ok)
    }

    @Test("Sender, door, finding and time choose; what cannot be asked for is said, and nothing is shown in its place")
    func filters() async throws {
        let harness = try await Harness()
        _ = try await harness.alert()
        let browser = try await harness.browser(.analyst)
        for query in [
            "sender=QXAIR", "sender=%20QXAIR%20", "door=api", "from=2026-11-25T08:00", "to=2026-11-25T08:01", "sender=&door=&from=&to=",
            "after=nonsense",
        ] {
            #expect(await browser.get("/messages?\(query)").text.contains("QX 123"), "\(query)")
        }
        for query in [
            "sender=XYAIR", "door=inbox", "finding=nothing-readable", "severity=lost", "from=2026-11-25T08:01", "to=2026-11-25T08:00",
            "after=1-202611-\(String(repeating: "0", count: 32))",
        ] {
            let page = await browser.get("/messages?\(query)")
            #expect(page.status == .ok && !page.text.contains("QX 123"), "\(query)")
        }
        for (query, sentence) in [
            ("door=window", "There is no door"), ("finding=luck", "There is no finding"), ("severity=mild", "There is no severity"),
            ("from=yesterday", "Give the beginning"), ("to=2026-11-31T08:00", "Give the end"),
            ("from=2026-11-25T08:00&to=2026-11-25T07:00", "The end lies before"),
        ] {
            let page = await browser.get("/messages?\(query)")
            #expect(page.status == .unprocessableContent && page.text.contains(sentence) && !page.text.contains("QX 123"), "\(query)")
        }
    }
}
