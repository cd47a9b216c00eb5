import Foundation
import Testing

@testable import Web

/// What the rooms write down as codes and what the catalogue words have to be the same: found in their sources.
struct ServerWordsTests {
    let words = Catalogue.english

    private func source(_ room: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appendingPathComponent("Sources/\(room)").resolvingSymlinksInPath()
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).filter {
            $0.pathExtension == "swift"
        }
        return try files.map { try String(contentsOf: $0, encoding: .utf8) }.joined(separator: "\n")
    }

    private func matchRules() throws -> [String] {
        let text = try source("NameScreening")
        let body = try #require(text.firstMatch(of: /public enum MatchRule[^{]*\{(?s)(.*?)\n\}/)).1
        return body.matches(of: /(?m)^ +case ([A-Za-z, ]+)$/).flatMap { $0.1.split(separator: ",") }.map { name in
            name.trimmingCharacters(in: .whitespaces).reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
        }
    }

    @Test("Every reason that analysis gives has its sentence")
    func reasons() throws {
        let codes = Set(try source("Analysis").matches(of: /Reason\(\s*"([a-z-]+)"/).map { String($0.1) })
        #expect(codes.count >= 15)
        for code in codes { #expect(words.has("reason.\(code)"), "\(code)") }
        for rule in try matchRules() where rule != "bounded" { #expect(words.has("reason.\(rule)"), "\(rule)") }
    }

    @Test("No sentence is left of a reason that nobody gives any more")
    func leftovers() throws {
        let given =
            Set(try source("Analysis").matches(of: /Reason\(\s*"([a-z-]+)"/).map { String($0.1) })
            .union(try source("Service/Views").matches(of: /Reason\("([a-z-]+)"/).map { String($0.1) }).union(try matchRules())
        for key in words.entries.keys where key.hasPrefix("reason.") && key != "reason.other" {
            #expect(given.contains(String(key.dropFirst(7))), "\(key)")
        }
    }

    @Test("Every rule of a score has its words")
    func rules() throws {
        let rules = try matchRules()
        #expect(rules.count >= 15)
        for rule in rules + (try source("Analysis").matches(of: /rule: "([a-z-]+)"/).map { String($0.1) }) {
            #expect(words.has("rule.\(rule)"), "\(rule)")
            #expect(words.has("part.\(RulePart.of(rule))"), "\(rule)")
        }
    }

    @Test("Every way in which a hit ends has its sentence")
    func ends() {
        for code in [
            "data-changed", "entry-changed", "entry-withdrawn", "group-changed", "replaced", "hub", "indicator-changed", "passage-off",
            "passage-retired",
        ] { #expect(words.has("ended.\(code)"), "\(code)") }
    }
}
