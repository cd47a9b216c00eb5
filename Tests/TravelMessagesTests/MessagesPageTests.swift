import Testing
import Travel
import TravelMessages

/// docs/messages.md is true to the readers.
@Suite("Page of messages") struct MessagesPageTests {
    @Test(
        "every segment that the readers name has a row",
        arguments: [("PAXLST", "MessageTags.swift"), ("PNRGOV", "PNRGOVTags.swift")])
    func segments(kind: String, file: String) throws {
        let page = try Page.text("docs/messages.md")
        let start = try #require(page.firstRange(of: "\n## \(kind)\n"))
        let section = page[start.upperBound...]
        let end = section.firstRange(of: "\n## ")?.lowerBound ?? section.endIndex
        let rows = section[..<end].split(separator: "\n").filter { $0.hasPrefix("| `") }.map { String($0.dropFirst().prefix { $0 != "|" }) }
        let tags = try Page.text("Sources/TravelMessages/\(file)").matches(of: /static var ([a-z]{3}): Tag/).map { $0.1.uppercased() }
        #expect(tags.count > 15)
        for tag in tags { #expect(rows.contains { $0.contains("`\(tag)`") }, "\(tag)") }
    }

    @Test("every property that the page names is one") func properties() throws {
        let page = try Page.text("docs/messages.md")
        let sources =
            try ["Booking", "Traveller", "TravelDocument", "Voyage"].map { try Page.text("Sources/Travel/\($0).swift") }
            .joined() + Page.text("Sources/TravelMessages/TravelMessage.swift")
        var checked = 0
        for match in page.matches(of: /`(?:[A-Z][A-Za-z]+\.)?([a-z][A-Za-z]+)`/) {
            checked += 1
            #expect(sources.contains("var \(match.1)"), "\(match.1)")
        }
        #expect(checked > 60)
    }
}
