import Foundation
import Testing
import Travel
import TravelMessages

/// The pages of docs, read from the repository.
enum Page {
    static func text(_ path: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// Text of the only fenced block, and the words behind its fence.
    static func example(_ page: String) -> (kind: Substring, text: String)? {
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { $0.hasPrefix("```edifact ") }),
            let end = lines[(start + 1)...].firstIndex(of: "```")
        else { return nil }
        return (lines[start].dropFirst(11), lines[start + 1..<end].joined(separator: "\n"))
    }
}

@Suite("Pages of findings") struct FindingPagesTests {
    @Test("every code has a page: what was seen, what was done, what to change, an example", arguments: FindingCode.allCases)
    func pages(code: FindingCode) throws {
        let page = try Page.text("docs/findings/\(code.rawValue).md")
        #expect(page.hasPrefix("# `\(code.rawValue)`\n"))
        for part in ["**What was seen.** ", "**What was done.** ", "**What to change.** ", "## Example\n"] { #expect(page.contains(part)) }
        #expect(try Page.text("docs/findings.md").contains("| [`\(code.rawValue)`](findings/\(code.rawValue).md) |"))
    }

    @Test("no page is about a code that there is not") func strays() throws {
        let index = try Page.text("docs/findings.md")
        let named = index.matches(of: /\(findings\/([a-z-]+)\.md\)/).map { String($0.1) }
        #expect(Set(named) == Set(FindingCode.allCases.map(\.rawValue)) && named.count == FindingCode.allCases.count)
        let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("docs/findings")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(files) == Set(FindingCode.allCases.map { $0.rawValue + ".md" }))
    }

    /// Those that no text of a few lines can show, or that are said when a message is taken in.
    private static let told: Set<FindingCode> = [
        .segmentTooLong, .encodingRepaired, .valueTooLong, .tooMuch, .arrivalEstimated, .zoneUnknown, .preparedInFuture,
    ]

    @Test("each example gets the finding that it is an example of", arguments: FindingCode.allCases)
    func examples(code: FindingCode) throws {
        let found = Page.example(try Page.text("docs/findings/\(code.rawValue).md"))
        #expect((found == nil) == Self.told.contains(code))
        guard let found else { return }
        let fragment = found.text.replacing("'\n", with: "'")
        let text =
            switch found.kind {
            case "list": Fixture.list(fragment)
            case "push": Fixture.push(fragment, level0: Fixture.level0 + "EQN+1'")
            default: found.text
            }
        let reading = readTransmission(bytes(text))
        let codes = (reading.findings + reading.messages.flatMap(\.findings)).map(\.code)
        #expect(codes.contains(code))
        // An example shows one thing. A few have consequences: a cut message has no trailer either.
        #expect(Set(codes).count <= 3, "\(codes)")
    }
}
