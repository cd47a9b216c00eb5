import Analysis
import Casework
import Foundation
import HTTPTypes
import Logging
import Service
import Storage
import Synchronization
import Testing
import Travel
import TravelMessages

@testable import Web

struct ServerSearchTests {
    private let day = "2026-11-26"

    private func form(_ terms: [String: String], _ other: [String: String] = [:]) -> [String: String] {
        var form = ["purpose": "case-request", "reference": "2026-0417", "from": day, "to": day, "level": "close"]
        form.merge(terms) { $1 }
        form.merge(other) { $1 }
        return form
    }
    private func results(_ browser: Browser, _ terms: [String: String], _ other: [String: String] = [:]) async throws -> WebAnswer {
        _ = await browser.get("/search")
        let answer = await browser.post("/search", form(terms, other))
        #expect(answer.status == .seeOther && answer.location.hasPrefix("/search/"), "\(answer.text)")
        return await browser.get(answer.location)
    }
    /// The given names on the page.
    private func people(_ page: WebAnswer) -> Set<String> {
        Set(["ZOE", "ADA", "BEN", "KIT", "SAM", "ALBA"].filter { page.text.contains("</b> \($0)</bdi>") })
    }

    @Test(
        "A name in any script, a document with blanks and dashes, a telephone, a locator: each leads to whom it is",
        arguments: [
            (["name": "Ada Marl"], ["ADA"]), (["name": "MARL, ADA"], ["ADA"]), (["name": "Ада Марл"], ["ADA"]),
            (["name": "Ada Marp"], ["ADA"]), (["name": "Ida Quill"], []), (["document": "ut 555-0001"], ["ZOE"]),
            (["document": "UT5550009"], []), (["telephone": "00 995 550-101"], ["ZOE", "ADA", "BEN"]),
            (["telephone": "+995550102"], []), (["locator": "aaa111"], ["ZOE", "ADA", "BEN"]), (["locator": "BBB222"], ["KIT"]),
            (["locator": "CCC333"], []), (["email": "nobody@mail.example"], []),
        ] as [([String: String], [String])])
    func finds(terms: [String: String], expected: [String]) async throws {
        let world = try await FlightWorld()
        let browser = try await world.harness.browser(.analyst)
        let page = try await results(browser, terms)
        #expect(page.status == .ok && !page.text.contains("⟦"))
        #expect(people(page) == Set(expected))
        if expected.isEmpty {
            #expect(page.text.contains("Nobody was found. The search is in the log."))
        } else {
            let link = try #require(page.text.firstMatch(of: /class="row-link" href="(\/travellers\/[^"]+)"/))
            #expect(await browser.get(String(link.1)).status == .ok)
        }
        #expect(page.text.contains("case request") && page.text.contains("2026-0417"))
    }

    @Test("The level chooses, and the score stands beside each")
    func levels() async throws {
        let world = try await FlightWorld()
        let browser = try await world.harness.browser(.analyst)
        #expect(people(try await results(browser, ["name": "Marl Adda"], ["level": "exact"])) == [])
        #expect(people(try await results(browser, ["name": "Marl Adda"], ["level": "close"])) == ["ADA"])
        let wide = try await results(browser, ["name": "Marl"], ["level": "wide"])
        #expect(people(wide) == ["ZOE", "ADA", "BEN"] && wide.text.contains("Points"))
        let exact = try await results(browser, ["name": "Ada Marl"], ["level": "exact"])
        #expect(exact.text.contains("<b>78."), "a full name alone makes 80 points at the most")
        #expect(people(try await results(browser, ["name": "Ada Marl"], ["from": "2026-11-24", "to": "2026-11-25"])) == [])
    }

    @Test("Each search is one entry with purpose and matter, also one that finds nobody; looking at what it found is none")
    func recorded() async throws {
        let world = try await FlightWorld()
        let storage = world.harness.unit.storage
        let browser = try await world.harness.browser(.analyst)
        for (terms, matter) in [(["name": "Ada Marl"], "M-1"), (["document": "UT5550009"], "M-2")] {
            _ = await browser.get("/search")
            let size = try await storage.logSize()
            let answer = await browser.post("/search", form(terms, ["reference": matter]))
            #expect(try await storage.logSize() == size + 1)
            let acts = try await storage.acts(about: matter)
            #expect(acts.count == 1 && acts[0].type == "personal-data-read" && acts[0].purpose == "case-request")
            #expect(acts[0].accountName == Harness.name(of: .analyst))
            for _ in 0..<2 { #expect(await browser.get(answer.location).status == .ok) }
            #expect(try await storage.logSize() == size + 1)
        }
    }

    @Test("An address of results works for a quarter of an hour, in the session that searched; others learn nothing")
    func addresses() async throws {
        let world = try await FlightWorld()
        let harness = world.harness
        let browser = try await harness.browser(.analyst)
        _ = await browser.get("/search")
        let address = await browser.post("/search", form(["name": "Ada Marl"])).location
        let again = Browser(harness.desk)
        _ = await again.get("/sign-in")
        _ = await again.post("/sign-in", ["account": Harness.name(of: .analyst), "password": Harness.password])
        for other in [again, try await harness.browser(.inspector)] {
            #expect(await other.get("/search").status == .ok)
            let page = await other.get(address)
            #expect(page.status == .gone && people(page).isEmpty && page.text.contains("This search is over"))
        }
        #expect(await Browser(harness.desk).get(address).location.hasPrefix("/sign-in"))
        harness.wait(seconds: 15 * 60 - 1)
        #expect(people(await browser.get(address)) == ["ADA"])
        harness.wait(seconds: 1)
        let page = await browser.get(address)
        #expect(page.status == .gone && people(page).isEmpty)
        #expect(await browser.get("/search/never-made").status == .gone)
    }

    @Test(
        "What cannot be asked is said at its field, and nothing is searched",
        arguments: [
            (["purpose": ""], "purpose", "Choose a purpose."), (["purpose": "inspection"], "purpose", "Your role may not"),
            (["reference": " "], "reference", "Give the number of the matter."),
            (["reference": "Ada Marl"], "reference", "A matter is 3 to 40"), (["reference": "Marl"], "reference", "A matter is 3 to 40"),
            (["name": ""], "term", "Fill in one of the fields."), (["document": "UT5550001"], "term", "Fill in one field only"),
            (["name": "7 8"], "name", "A name needs"), (["from": ""], "from", "Give the first day"),
            (["to": "soon"], "to", "Give the last day"), (["to": "2026-11-01"], "to", "lies before the first"),
            (["to": "2026-12-27"], "to", "Choose 31 days"), (["name": "", "document": "000"], "document", "A document number has"),
            (["name": "", "telephone": "12"], "telephone", "A telephone number has"),
            (["name": "", "email": "ada"], "email", "An e-mail address looks"), (["name": "", "locator": "?"], "locator", "A locator has"),
            (["level": "wild"], "level", "Choose how much"),
        ] as [([String: String], String, String)])
    func errors(wrong: [String: String], field: String, sentence: String) async throws {
        let harness = try await Harness()
        let browser = try await harness.browser(.analyst)
        _ = await browser.get("/search")
        let size = try await harness.unit.storage.logSize()
        let page = await browser.post("/search", form(["name": "Ada Marl"], wrong))
        #expect(page.status == .unprocessableContent && page.text.contains(sentence) && page.text.contains("id=\"\(field)-error\""))
        #expect(try await harness.unit.storage.logSize() == size)
    }

    @Test("Whoever may not see people may not search; each role has the purposes that are its own")
    func roles() async throws {
        let harness = try await Harness()
        for role in [Role.administrator, .supervisor, .listOwner] {
            let browser = try await harness.browser(role)
            _ = await browser.get("/help/keyboard")
            for answer in [
                await browser.get("/search"), await browser.post("/search", form(["name": "Ada Marl"])), await browser.get("/search/abc"),
            ] {
                #expect(answer.status == .forbidden && answer.text.contains("You may not open this"), "\(role)")
            }
        }
        func purposes(_ role: Role) async throws -> [String] {
            let page = await (try harness.browser(role)).get("/search").text
            return page.matches(of: /<option value="([a-z-]+)"/).map { String($0.1) }
        }
        #expect(try await purposes(.analyst) == ["assessment", "case-request", "criteria-review"])
        #expect(try await purposes(.inspector) == ["inspection"])
        #expect(try await purposes(.dataProtectionOfficer) == ["data-protection"])
    }

    @Test("One search compares so many and says so; whoever travels without a known time is looked at first")
    func limit() async throws {
        let world = try await FlightWorld()
        let unit = world.harness.unit
        var lost = FlightWorld.message(.paxlst, [])
        lost.travellers = [Evidenced(FlightWorld.person("MARL", "IDA"), extent: Extent(offset: 0, length: 0))]
        try await world.ingest(lost)
        let browser = try await world.harness.browser(.analyst)
        _ = await browser.get("/search")
        let address = await browser.post("/search", form(["name": "Marl"], ["level": "wide", "from": "2026-11-25"])).location
        let page = await browser.get(address)
        #expect(page.text.contains("</b> IDA</bdi>") && people(page) == ["ZOE", "ADA", "BEN"])
        #expect(!page.text.contains("The limit was reached"))
        let account = try #require(try await unit.storage.account(named: Harness.name(of: .analyst)))
        let session = try #require(try await unit.accounts.session(secret: browser.cookies["plimsoll-session"] ?? ""))
        let access = try unit.access(account, .alertsRead, purpose: "assessment", reference: "M-1", session: session.session.id)
        let first = try #require(LocalDate(iso8601: "2026-11-25"))
        let last = try #require(LocalDate(iso8601: day))
        let search = try #require(PersonSearch(.name, term: "Marl", level: .wide, period: first...last))
        let secret = try await unit.search(search, access: access, mostCompared: 3)
        let cut = await browser.get("/search/\(secret)").text
        #expect(cut.contains("The limit was reached: 3 were compared, up to") && cut.contains("</b> IDA</bdi>"))
    }

    @Test("What was asked for stands in no file of the unit, in no line of a log and in no address")
    func canaries() async throws {
        let world = try await FlightWorld()
        let harness = world.harness
        let lines = Lines()
        let desk = try WebDesk(
            unit: harness.unit, workers: harness.workers, configuration: WebConfiguration(),
            logger: Logger(label: "test") { _ in
                var handler = lines
                handler.logLevel = .trace
                return handler
            })
        let browser = try await harness.browser(.analyst)
        let mine = Browser(desk)
        for (name, value) in browser.cookies { mine.set(name, value) }
        let terms = [
            "name": "Canarissa Zwitschermann", "document": "CNRY-998-877", "telephone": "+995 551 987 654",
            "email": "canary.term@mail.example",
            "locator": "CNRYLC",
        ]
        for (kind, term) in terms {
            _ = await mine.get("/search")
            let answer = await mine.post("/search", form([kind: term]))
            #expect(answer.status == .seeOther)
            let page = await mine.get(answer.location)
            #expect(page.status == .ok && !page.text.contains(term))
            #expect(!answer.location.lowercased().contains(term.lowercased().prefix(4)))
        }
        // One that goes wrong, and one that cannot be asked.
        _ = await mine.post("/search", form(["name": "Canarissa Zwitschermann", "document": "CNRY-998-877"]))
        _ = await mine.post("/search/Canarissa", form(["name": "Canarissa Zwitschermann"]))
        let canaries = ["canarissa", "zwitscher", "cnry-998", "cnry998877", "995551987654", "canary.term", "cnrylc"]
        let folder = harness.unit.folder.path
        let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
        #expect(files.contains { $0.hasSuffix("-wal") })
        var searched = 0
        for file in files {
            guard let data = FileManager.default.contents(atPath: folder + "/" + file), !data.isEmpty else { continue }
            searched += 1
            let text = String(decoding: data, as: UTF8.self).lowercased()
            for canary in canaries { #expect(!text.contains(canary), "\(canary) in \(file)") }
        }
        #expect(searched > 3)
        for canary in canaries { #expect(!lines.text.lowercased().contains(canary)) }
        #expect(!desk.recentFailures.latest.contains { failure in canaries.contains { failure.route.lowercased().contains($0) } })
    }
}

/// Keeps every line that is logged.
private struct Lines: LogHandler {
    private final class Box: Sendable { let lines = Mutex<[String]>([]) }
    private let box = Box()
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    var text: String { box.lines.withLock { $0.joined(separator: "\n") } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { box.lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") } }
}
