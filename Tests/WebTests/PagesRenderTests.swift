import Foundation
import Testing
import Travel

@testable import Web

/// Facts that hold for every page, whatever stands on it.
struct PagesRenderTests {
    static let pages = PagesSamples.pages()

    @Test("Given PLIMSOLL_RENDER, the pages and assets are written to that folder, to be looked at")
    func render() throws {
        guard let folder = ProcessInfo.processInfo.environment["PLIMSOLL_RENDER"] else { return }
        let assets = URL(fileURLWithPath: folder).appendingPathComponent("assets")
        try FileManager.default.createDirectory(at: assets, withIntermediateDirectories: true)
        for asset in Asset.all {
            try Data(asset.bytes).write(to: assets.appendingPathComponent(String(asset.address.text.split(separator: "/")[1])))
        }
        for (name, html) in Self.pages {
            try Data(html.utf8).write(to: URL(fileURLWithPath: folder).appendingPathComponent(name + ".html"))
        }
    }

    @Test("No page lacks a text or an argument", arguments: pages.map(\.name))
    func words(name: String) throws {
        let page = try #require(Self.pages.first { $0.name == name }).html.string
        #expect(!page.contains("⟦"), "\(page.split(separator: "⟦").dropFirst().map { $0.prefix(40) })")
    }

    @Test("Text from outside ends no element and no attribute, on any page", arguments: pages.map(\.name))
    func escaped(name: String) throws {
        let page = try #require(Self.pages.first { $0.name == name }).html
        let tags = try Tags(page.string)
        #expect(tags.all.filter { $0.name == "script" }.count == 1)
        #expect(!tags.all.contains { $0.attributes.contains { $0.name.hasPrefix("on") } })
        #expect(!tags.all.contains { $0.name == "style" || $0.attributes.contains { $0.name == "style" } })
        #expect(!page.utf8.contains(0))
    }

    @Test("Every form that changes something carries the token; no form goes elsewhere", arguments: pages.map(\.name))
    func forms(name: String) throws {
        let tags = try Tags(#require(Self.pages.first { $0.name == name }).html.string).all
        for (index, form) in tags.enumerated() where form.name == "form" {
            #expect(form["action"]?.hasPrefix("/") == true)
            if form["method"] == "get" { continue }
            #expect(form["method"] == "post")
            let end = tags[index...].firstIndex { $0.name == "/form" } ?? tags.endIndex
            let token = tags[index..<end].first { $0["name"] == "csrf" }
            #expect(token?["value"] == PagesSamples.token.value && token?["type"] == "hidden")
        }
    }

    @Test("One h1, and no level of heading is skipped (WCAG 1.3.1)", arguments: pages.map(\.name))
    func headings(name: String) throws {
        let levels = try Tags(#require(Self.pages.first { $0.name == name }).html.string).all.compactMap { tag -> Int? in
            tag.name.count == 2 && tag.name.hasPrefix("h") ? Int(tag.name.dropFirst()) : nil
        }
        #expect(levels.filter { $0 == 1 }.count == 1)
        for (before, after) in zip([0] + levels, levels) { #expect(after <= before + 1) }
    }

    @Test("Ids are unique, and every link on the page leads to one of them", arguments: pages.map(\.name))
    func ids(name: String) throws {
        let tags = try Tags(#require(Self.pages.first { $0.name == name }).html.string).all
        let ids = tags.compactMap { $0["id"] }
        #expect(Set(ids).count == ids.count, "\(Dictionary(grouping: ids) { $0 }.filter { $1.count > 1 }.keys)")
        for tag in tags {
            if let link = tag["href"], link.hasPrefix("#") { #expect(ids.contains(String(link.dropFirst())), "\(link)") }
            for reference in ["for", "aria-labelledby"] { if let id = tag[reference] { #expect(ids.contains(id), "\(id)") } }
            for id in tag["aria-describedby"]?.split(separator: " ") ?? [] { #expect(ids.contains(String(id)), "\(id)") }
        }
    }

    @Test("Elements are closed in the order in which they were opened", arguments: pages.map(\.name))
    func wellFormed(name: String) throws {
        let void: Set<String> = ["meta", "link", "input", "br", "path", "circle", "!doctype"]
        var open: [String] = []
        for tag in try Tags(#require(Self.pages.first { $0.name == name }).html.string).all where !void.contains(tag.name) {
            if tag.name.hasPrefix("/") { #expect(open.popLast() == String(tag.name.dropFirst())) } else { open.append(tag.name) }
        }
        #expect(open.isEmpty)
    }

    @Test("A table's cells carry the heading as label, so that a card still has it")
    func labels() throws {
        let tags = try Tags(PagesSamples.queue.html(in: PagesSamples.shell()).string).all
        let cells = tags.filter { $0.name == "td" }
        #expect(cells.count == 9 * 6)
        #expect(cells.allSatisfy { $0["data-label"]?.isEmpty == false && $0["role"] == "cell" })
    }

    @Test("Before signing in, nothing is offered that needs an account")
    func door() {
        let page = SignInPage().html(in: PagesSamples.shell(.signIn, signedIn: false)).string
        #expect(!page.contains("<nav") && !page.contains("sign-out") && !page.contains("data-keys=\"on\""))
    }

    @Test("Navigation offers only what the account may open")
    func navigation() {
        var shell = PagesSamples.shell()
        shell.account?.mayOpen = [.log]
        let page = KeyboardPage().html(in: shell).string
        #expect(page.contains("href=\"/log\"") && !page.contains("href=\"/alerts\""))
    }
}

/// Start and end tags of a page, read strictly: every attribute quoted or bare, nothing else.
struct Tags {
    struct Tag {
        var name: String
        var attributes: [(name: String, value: String)]
        subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    }
    struct Malformed: Error { var near: String }
    var all: [Tag] = []

    init(_ page: String) throws {
        let bytes = Array(page.utf8)
        var index = 0
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        func isName(_ byte: UInt8) -> Bool {
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2F || byte == 0x21
        }
        while index < bytes.count {
            guard bytes[index] == 0x3C else {
                if bytes[index] == 0x3E { throw Malformed(near: text(max(0, index - 40)..<index)) }
                index += 1
                continue
            }
            index += 1
            var from = index
            while index < bytes.count, isName(bytes[index]) { index += 1 }
            var tag = Tag(name: text(from..<index), attributes: [])
            while index < bytes.count, bytes[index] != 0x3E {
                if bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x2F { index += 1; continue }
                from = index
                while index < bytes.count, isName(bytes[index]), bytes[index] != 0x2F { index += 1 }
                guard index > from, index < bytes.count else {
                    throw Malformed(near: text(max(0, index - 40)..<min(bytes.count, index + 10)))
                }
                let name = text(from..<index)
                guard bytes[index] == 0x3D else { tag.attributes.append((name, "")); continue }
                guard index + 1 < bytes.count, bytes[index + 1] == 0x22 else { throw Malformed(near: name) }
                from = index + 2
                index = from
                while index < bytes.count, bytes[index] != 0x22 {
                    if bytes[index] == 0x3C || bytes[index] == 0x3E { throw Malformed(near: name) }
                    index += 1
                }
                tag.attributes.append((name, text(from..<index)))
                index += 1
            }
            all.append(tag)
            index += 1
        }
    }
}
