import Casework
import HTTPTypes
import Oversight
import Service
import Storage
import Testing
import Travel

@testable import Web

struct ServerAlertTests {
    @Test("An analyst reads the queue, the alert and the message; each look is an entry of the log that the page then shows")
    func reading() async throws {
        let harness = try await Harness()
        let alert = try await harness.alert()
        let browser = try await harness.browser(.analyst)
        let queue = await browser.get("/alerts")
        #expect(queue.status == .ok && queue.text.contains("QUIST") && queue.text.contains("/alerts/\(alert)"))
        let page = await browser.get("/alerts/\(alert)")
        #expect(page.status == .ok && !page.text.contains("⟦"))
        for text in ["QUIST", "ZX1234567", "Missing persons", "M-17", "reported missing", "QX", "OSL", "user-analyst"] {
            #expect(page.text.contains(text), "\(text)")
        }
        let reads = try await harness.unit.storage.acts(about: alert.description)
        #expect(reads.count == 1 && reads[0].purpose == "assessment" && reads[0].type == LogEntryType.personalDataRead.rawValue)
        let message = try #require(page.text.firstMatch(of: /\/messages\/([0-9a-f]{32})/)).1
        let raw = await browser.get("/messages/\(message)")
        #expect(raw.status == .ok && !raw.text.contains("⟦"))
        for text in ["QUIST", "ALBA", "DOC+P:110:111+", "D:05B"] { #expect(raw.text.contains(text), "\(text)") }
        #expect(await browser.get("/messages/\(message)?from=99999999").status == .ok)
        let found = await browser.get("/alerts/find?number=\(alert.short)")
        #expect(found.location == "/alerts/\(alert)")
    }

    @Test("A refresh of the queue in one session is recorded once")
    func refresh() async throws {
        let harness = try await Harness()
        _ = try await harness.alert()
        let browser = try await harness.browser(.analyst)
        _ = await browser.get("/alerts")
        let size = try await harness.unit.storage.logSize()
        _ = await browser.get("/alerts")
        #expect(try await harness.unit.storage.logSize() == size)
    }

    @Test("An inspector reads for inspection, and cannot decide")
    func inspector() async throws {
        let harness = try await Harness()
        let alert = try await harness.alert()
        let browser = try await harness.browser(.inspector)
        let page = await browser.get("/alerts/\(alert)")
        #expect(page.status == .ok && !page.text.contains("/decide\""))
        #expect(try await harness.unit.storage.acts(about: alert.description).first?.purpose == "inspection")
        let decision = await browser.post("/alerts/\(alert)/decide", ["version": "1", "decision": "refer", "text": "seen and checked"])
        #expect(decision.status == .forbidden)
        #expect(try await harness.unit.storage.alert(alert)?.status == .open)
    }

    @Test("The first decision counts; the second is told who was first, and keeps what it had written")
    func conflict() async throws {
        let harness = try await Harness()
        let alert = try await harness.alert()
        let browser = try await harness.browser(.analyst)
        let page = await browser.get("/alerts/\(alert)")
        let version = String(try #require(page.text.firstMatch(of: /name="version" value="(\d+)"/)).1)
        let form = ["version": version, "decision": "refer", "text": "the document is the one that is sought"]
        let first = await browser.post("/alerts/\(alert)/decide", form)
        #expect(first.status == .seeOther && first.location == "/alerts")
        #expect(await browser.get("/alerts").text.contains("Referred. The decision is in the log."))
        let second = await browser.post(
            "/alerts/\(alert)/decide",
            ["version": version, "decision": "explained", "fact": "family", "text": "travels with her <family>, all known"])
        #expect(second.status == .conflict)
        for text in ["Somebody decided first", "user-analyst", "referred", "travels with her &lt;family&gt;, all known"] {
            #expect(second.text.contains(text), "\(text)")
        }
        #expect(try await harness.unit.storage.alert(alert)?.status == .referred)
        let shown = await browser.get("/alerts/\(alert)")
        #expect(shown.text.contains("the document is the one that is sought") && !shown.text.contains("/decide\""))
    }

    @Test("A decision that lacks something comes back with what was written, and says what is missing")
    func incomplete() async throws {
        let harness = try await Harness()
        let alert = try await harness.alert()
        let browser = try await harness.browser(.analyst)
        _ = await browser.get("/alerts/\(alert)")
        let cases: [([String: String], String)] = [
            (["text": "written already, in full"], "Choose a decision."), (["decision": "refer"], "Say in your words why."),
            (["decision": "explained", "text": "written already, in full"], "Say which fact explains it."),
            (["decision": "duplicate", "text": "written already, in full"], "Give the number of the other alert."),
            (["decision": "duplicate", "duplicate-of": alert.short, "text": "written already, in full"], "There is no other alert"),
            (["decision": "insufficient", "text": "no"], "Say more"),
        ]
        for (fields, sentence) in cases {
            let answer = await browser.post("/alerts/\(alert)/decide", fields.merging(["version": "1"]) { a, _ in a })
            #expect(answer.status == .unprocessableContent && answer.text.contains(sentence), "\(sentence)")
            if let text = fields["text"] { #expect(answer.text.contains(text)) }
        }
        #expect(try await harness.unit.storage.alert(alert)?.status == .open)
    }

    @Test("News counts alerts that came since, and names nobody")
    func news() async throws {
        let harness = try await Harness()
        _ = try await harness.alert()
        let browser = try await harness.browser(.analyst)
        let all = await browser.get("/alerts/new?since=0")
        #expect(all.text.contains("\"count\":1") && all.header("Content-Type") == "application/json")
        #expect(await browser.get("/alerts/new?since=\(Harness.start.microseconds)").text.contains("\"count\":0"))
    }

    @Test("The log shows entries and the signed checkpoint, and no person")
    func log() async throws {
        let harness = try await Harness()
        _ = try await harness.alert()
        _ = try await harness.unit.checkpointer.advance()
        let browser = try await harness.browser(.inspector)
        let page = await browser.get("/log")
        #expect(page.status == .ok && page.text.contains("log.example/test") && page.text.contains("transmission read"))
        #expect(!page.text.contains("QUIST"))
        let published = await Browser(harness.desk).get("/api/v1/log/checkpoint")
        #expect(published.status == .ok && published.text.hasPrefix("log.example/test\n"))
    }

    @Test("Settings are kept in the browser and lead back to the page")
    func settings() async throws {
        let harness = try await Harness()
        let browser = try await harness.browser(.analyst)
        _ = await browser.get("/log")
        let answer = await browser.post("/settings", ["theme": "night", "density": "roomy", "keys": "off", "return": "/log"])
        #expect(answer.location == "/log")
        let page = await browser.get("/log").text
        #expect(page.contains("data-theme=\"night\"") && page.contains("data-density=\"roomy\"") && page.contains("data-keys=\"off\""))
        #expect(page.contains("Applied."))
        let next = await browser.get("/log").text
        #expect(!next.contains("Applied."))
    }
}
