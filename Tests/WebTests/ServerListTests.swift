import Casework
import Foundation
import HTTPTypes
import Service
import Storage
import Testing
import Travel

@testable import Web

/// Lists in pages: the file, the difference that is signed, the signature, and the entry's history.
struct ServerListTests {
    private static let header =
        "list,category,last_name,first_name,dob,sex,nationality,doc_type,doc_number,doc_issuing_country,owner,legal_basis,reason,action,valid_from,reference"
    private static func row(_ reference: String, _ family: String = "VELDOR", reason: String = "missing") -> String {
        "Own,missing,\(family),TAMARA,1985-07-12,F,NLD,P,XA\(reference)77,NLD,Unit 1,Act 1,\(reason),meet,2026-01-01,\(reference)"
    }
    private static func file(_ rows: [String]) -> [UInt8] { Array(([header] + rows).joined(separator: "\n").utf8) }

    private func second(_ harness: Harness) async throws -> Browser {
        let link = try await harness.unit.accounts.add(
            name: "second-owner", role: .listOwner, osUser: nil, access: Access(account: nil, purpose: "operation")
        ).link
        let browser = Browser(harness.desk)
        _ = await browser.get("/set-password/\(link)")
        _ = await browser.post("/set-password/\(link)", ["password": Harness.password, "again": Harness.password])
        return browser
    }

    private func receive(_ harness: Harness) async throws {
        _ = try await harness.unit.ingest(Harness.message, door: "api", access: Access(account: nil, purpose: "operation"))
        try await harness.workers.drain()
    }

    private func count(_ harness: Harness) async throws -> Int { try await harness.unit.storage.watchlists().reduce(0) { $0 + $1.entries } }

    private func proposal(_ harness: Harness) async throws -> Identifier {
        try #require(try await harness.unit.storage.waitingProposals().first?.proposal)
    }

    @Test("Before the first message a file is taken at once; then it is a difference that somebody else signs")
    func twoPeople() async throws {
        let harness = try await Harness()
        let owner = try await harness.browser(.listOwner)
        #expect(await owner.get("/lists").text.contains("one signature is enough"))
        let rows = (1...12).map { Self.row("R-\($0)", "VELDOR\($0)") }
        #expect(await owner.upload("/lists/import", Self.file(rows)).location == "/lists")
        #expect(try await count(harness) == 12)
        try await receive(harness)

        var changed = [Self.row("R-1", "VELDOR1", reason: "<found>")] + rows.dropFirst().dropLast(2)
        changed.append(Self.row("R-20", "سليمان"))
        _ = await owner.get("/lists")
        let answer = await owner.upload("/lists/import", Self.file(changed), ["replace": "yes"])
        let id = try await proposal(harness)
        #expect(answer.location == "/lists/proposals/\(id)" && answer.status == .seeOther)
        #expect(try await count(harness) == 12)

        let page = await owner.get(answer.location).text
        #expect(page.contains("1 added · 1 changed · 2 removed"))
        #expect(page.contains("<bdi>سليمان TAMARA</bdi>") || page.contains("<bdi>TAMARA سليمان</bdi>"))
        #expect(page.contains("<del><bdi>missing</bdi></del>") && page.contains("<ins><bdi>&lt;found&gt;</bdi></ins>"))
        #expect(page.components(separatedBy: "<del>").count == 2, "one field differs, and no other is shown as changed")
        #expect(page.contains("<h3><bdi>TAMARA VELDOR1</bdi>"), "whose entry changes is to be seen, not only heard")
        #expect(page.contains("VELDOR12") && page.contains("VELDOR11") && page.contains("More than a tenth"))
        #expect(page.contains("You proposed this") && !page.contains("Sign and make the change"))

        // The author's form, made by hand, and an analyst's: neither signs.
        #expect(await owner.post("/lists/proposals/\(id)/sign", [:]).status == .conflict)
        let analyst = try await harness.browser(.analyst)
        #expect(await analyst.get("/lists/proposals/\(id)").text.contains("An account that may bring lists in has to sign"))
        #expect(await analyst.post("/lists/proposals/\(id)/sign", [:]).status == .forbidden)
        #expect(await analyst.upload("/lists/import", Self.file(rows)).status == .forbidden)
        #expect(try await count(harness) == 12)

        let other = try await second(harness)
        #expect(await other.get("/lists/proposals/\(id)").text.contains("Sign and make the change"))
        #expect(await other.post("/lists/proposals/\(id)/sign", [:]).location == "/lists/proposals/\(id)")
        #expect(try await count(harness) == 11)
        #expect(await other.post("/lists/proposals/\(id)/sign", [:]).status == .conflict)
        let list = try #require(try await harness.unit.storage.watchlists().first)
        let listed = await analyst.get("/lists/\(list.list)").text
        #expect(listed.contains("signed by <bdi>second-owner</bdi>") && listed.contains("11 entries") && listed.contains("withdrawn"))
    }

    @Test(
        "What shows entries is an entry of the log first; an entry has its history, and its hits lead to alerts for those who may read them"
    )
    func entry() async throws {
        let harness = try await Harness()
        let alert = try await harness.alert()
        let list = try #require(try await harness.unit.storage.watchlists().first)
        let entry = try #require(try await harness.unit.storage.entries(ofList: list.list, after: nil, limit: 1).first)
        let analyst = try await harness.browser(.analyst)
        let owner = try await harness.browser(.listOwner)
        for browser in [analyst, owner] {
            let before = try await harness.unit.storage.logSize()
            let page = await browser.get("/lists/\(list.list)/entries/\(entry.entry)").text
            #expect(page.contains("<bdi>ALBA QUIST</bdi>") && page.contains("2 hits hold") && page.contains("version 1"))
            #expect(try await harness.unit.storage.logEntries(from: before, limit: 9).map(\.type) == ["personal-data-read"])
            #expect(page.contains("/alerts/\(alert)") == (browser === analyst))
            _ = await browser.get("/lists/\(list.list)/entries/\(entry.entry)")
            #expect(try await harness.unit.storage.logSize() == before + 1, "the same page again shows nobody new")
            _ = await browser.get("/lists/\(list.list)")
            #expect(try await harness.unit.storage.logSize() == before + 2)
        }
        #expect(await analyst.get("/lists/\(entry.entry)/entries/\(entry.entry)").status == .notFound)
        let board = await analyst.get("/lists").text
        #expect(board.contains("Missing persons") && board.contains("1 entry") && !board.contains("QUIST"))
    }

    @Test("A wrong file changes nothing and says the lines; warnings ask first")
    func wrongFiles() async throws {
        let harness = try await Harness()
        try await receive(harness)
        let owner = try await harness.browser(.listOwner)
        _ = await owner.get("/lists")
        let broken = Self.file([Self.row("R-1"), "Own,missing", Self.row("R-2"), Self.row("R-1")])
        let answer = await owner.upload("/lists/import", broken, ["despite": "yes"])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("The row has <bdi dir=\"ltr\" class=\"code\">2</bdi> columns"))
        #expect(answer.text.contains("The reference stands on line <bdi dir=\"ltr\" class=\"code\">2</bdi> already"))
        #expect(answer.text.contains("<div>3</div>") && answer.text.contains("<div>5</div>"), "the lines")
        let warned = Self.file([Self.row("R-1").replacing(",F,", with: ",Q,")])
        #expect(await owner.upload("/lists/import", warned).text.contains("sex is none of"))
        #expect(await owner.upload("/lists/import", []).text.contains("Choose a file"))
        #expect(await owner.upload("/lists/import", Array("\u{0}\u{1}PK".utf8)).status == .unprocessableContent)
        #expect(try await harness.unit.storage.latestProposals().isEmpty)
        #expect(await owner.upload("/lists/import", warned, ["despite": "yes"]).status == .seeOther)
        #expect(try await harness.unit.storage.latestProposals().count == 1)
        // Cut off, without a token, or a form of another page.
        #expect(await owner.upload("/lists/import", warned, cut: 30).status == .badRequest)
        #expect(await owner.upload("/lists/import", warned, ["csrf": "x"]).status == .forbidden)
        #expect(try await harness.unit.storage.latestProposals().count == 1)
    }

    @Test("A file of 100 kB and one of 20 MB are taken; one of more than 32 MB is not read")
    func sizes() async throws {
        let harness = try await Harness()
        try await receive(harness)
        let owner = try await harness.browser(.listOwner)
        _ = await owner.get("/lists")
        for (count, length) in [(500, 100), (2_000, 10_000)] {
            let reason = String(repeating: "r", count: length)
            let file = Self.file((0..<count).map { Self.row("S\(count)-\($0)", reason: reason) })
            let answer = await owner.upload("/lists/import", file)
            #expect(answer.status == .seeOther && file.count >= count * (length + 80))
            let page = await owner.get(answer.location).text
            #expect(page.contains("\(count) added") || page.contains("2\u{202F}000 added"))
            #expect(page.contains("added=25#added"), "paged")
            let next = await owner.get(answer.location + "?added=\(count - 3)").text
            #expect(next.contains("S\(count)-\(count - 1)77") && !next.contains("S\(count)-\(count - 4)77"))
        }
        #expect(await owner.upload("/lists/import", [UInt8](repeating: 0x41, count: 33 << 20)).status == .contentTooLarge)
    }

    @Test("Nobody signs what has waited for longer than the profile says")
    func expired() async throws {
        let harness = try await Harness()
        try await receive(harness)
        let owner = try await harness.browser(.listOwner)
        _ = await owner.get("/lists")
        _ = await owner.upload("/lists/import", Self.file([Self.row("R-1")]))
        let id = try await proposal(harness)
        _ = try await second(harness)
        let other = try #require(try await harness.unit.storage.account(named: "second-owner"))
        let access = try harness.unit.access(other, .listsImport)
        harness.wait(seconds: 14 * 86_400)
        await #expect(throws: SignatureError.expired) { _ = try await harness.unit.sign(id, account: other, access: access) }
        #expect(try await count(harness) == 0)
        #expect(try await harness.unit.listsFile().waiting.isEmpty)
        #expect(try await harness.unit.listsFile().past.map(\.proposal) == [id])
    }

    @Test("An indicator's page: its text, its days, and the switch that takes two")
    func indicators() async throws {
        let harness = try await Harness()
        try await receive(harness)
        let owner = try await harness.browser(.listOwner)
        let name = "late-purchase-by-third-party"
        let page = await owner.get("/indicators/\(name)").text
        #expect(page.contains("evidence: latePurchaseByThirdParty") && page.contains("Propose to switch it off"))
        #expect(page.components(separatedBy: "class=\"daily\"").count == 15, "14 days")
        #expect(await owner.post("/indicators/\(name)/switch", ["on": "no"]).location == "/indicators/\(name)")
        let id = try await proposal(harness)
        #expect(await owner.post("/indicators/\(name)/sign", ["proposal": id.description]).status == .conflict)
        let supervisor = try await harness.browser(.supervisor)
        let seen = await supervisor.get("/indicators/\(name)").text
        #expect(seen.contains("proposed to switch it off") && !seen.contains("Sign the switch"))
        #expect(await supervisor.post("/indicators/\(name)/sign", ["proposal": id.description]).status == .forbidden)
        let other = try await second(harness)
        #expect(await other.get("/indicators/\(name)").text.contains("Sign the switch"))
        #expect(await other.post("/indicators/\(name)/sign", ["proposal": id.description]).status == .seeOther)
        #expect(await owner.get("/indicators").text.contains("switched off"))
        #expect(!harness.unit.rules.indicators.contains { $0.name == name })
    }
}

extension Browser {
    /// As browsers send a file (RFC 7578).
    func upload(_ target: String, _ file: [UInt8], _ fields: [String: String] = [:], cut: Int = 0) async -> WebAnswer {
        let boundary = "----formboundary7MA4YWxk"
        var body: [UInt8] = []
        for (name, value) in fields.merging(["csrf": token], uniquingKeysWith: { given, _ in given }) {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        body += Array(
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\nContent-Type: text/csv\r\n\r\n".utf8)
        body += file + Array("\r\n--\(boundary)--\r\n".utf8)
        let bytes = Array(body.dropLast(cut))
        return await send(
            WebRequest(
                .post, target: target, headers: multipart(boundary),
                body: { limit, _ in
                    guard bytes.count <= limit else { throw BodyError.tooLarge }
                    return bytes
                }))
    }

    private func multipart(_ boundary: String) -> HTTPFields { fields([("Content-Type", "multipart/form-data; boundary=\(boundary)")]) }
}
