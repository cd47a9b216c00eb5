import Casework
import Foundation
import Testing

@testable import Analysis
@testable import Service

/// docs/indicators.md names every evidence function and threshold that there is, and its examples load.
@Suite struct IndicatorsPageTests {
    private let page: String

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        page = try String(contentsOf: root.appendingPathComponent("docs/indicators.md"), encoding: .utf8)
    }

    /// A chapter of the third level, from its heading to the next heading.
    private func chapters() -> [String: String] {
        var chapters: [String: String] = [:]
        for part in page.components(separatedBy: "\n### ").dropFirst() {
            let name = String(part.prefix { !$0.isNewline })
            chapters[name] = part.components(separatedBy: "\n## ").first
        }
        return chapters
    }

    @Test func everyEvidenceFunctionHasAChapterAndEveryChapterAFunction() {
        #expect(Set(chapters().keys) == Set(EvidenceFunction.allCases.map(\.rawValue)))
    }

    @Test(arguments: EvidenceFunction.allCases)
    func everyThresholdStandsThereWithItsStandardAndItsRange(_ function: EvidenceFunction) throws {
        let chapter = try #require(chapters()[function.rawValue])
        let rows = chapter.split(separator: "\n").filter { $0.hasPrefix("| `") }
        let expected = function.thresholds.map {
            "| `\($0.key)` | \($0.value.standard) | \($0.value.range.lowerBound) … \($0.value.range.upperBound) |"
        }
        #expect(rows.count == expected.count)
        for line in expected { #expect(rows.contains { $0.hasPrefix(line) }, "\(line) is missing") }
        #expect(chapter.contains("**False friends.**"))
    }

    @Test func everyFieldStandsInTheTable() throws {
        let indicator = try Rules.indicator(yaml: try #require(examples().first), path: "the first example")
        let fields = Mirror(reflecting: indicator).children.compactMap(\.label)
        #expect(fields.count == 11)
        for field in fields { #expect(page.contains("\n| `\(field)` | "), "\(field) is missing") }
    }

    @Test func everyExampleLoadsAndSaysWhatSpeaksAgainstIt() throws {
        let found = try examples().map { try Rules.indicator(yaml: $0, path: "docs/indicators.md") }
        #expect(found.count >= 3 && Set(found.map(\.name)).count == found.count)
        #expect(Set(found.map(\.evidence)) == Set(EvidenceFunction.allCases.map(\.rawValue)), "one of each function")
        #expect(found.allSatisfy { !$0.speaksAgainst.isEmpty })
    }

    private func examples() -> [String] {
        page.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    }
}
