import Analysis
import Casework
import Foundation
import Service
import Testing
import Travel
import TravelMessages

@testable import Web

struct PagesCatalogueTests {
    let words = Catalogue.english

    @Test("Every key that the pages' source names has its text")
    func literals() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/Web").resolvingSymlinksInPath()
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)).compactMap { $0 as? URL }
        var found = 0
        for file in files where file.pathExtension == "swift" {
            let source = try String(contentsOf: file, encoding: .utf8)
            for match in source.matches(of: /(?:words|plain|pattern|\.init)\("([a-z0-9.-]+\.[a-z0-9.-]+)"/) {
                found += 1
                let isThere = words.has(String(match.1))
                #expect(isThere, "\(match.1) in \(file.lastPathComponent)")
            }
        }
        #expect(found > 200)
    }

    @Test("Every finding's code says what was seen and what was done", arguments: FindingCode.allCases)
    func findings(code: FindingCode) {
        #expect(words.has("finding.\(code.rawValue).seen") && words.has("finding.\(code.rawValue).done"))
    }

    @Test("Every code of the house has its word")
    func codes() {
        let keys =
            LogEntryType.allCases.map { "log.type.\($0.rawValue)" } + Permission.allCases.map { "permission.\($0.rawValue)" }
            + Role.allCases.map { "role.\($0.rawValue)" } + AlertStatus.allCases.map { "status.\($0.rawValue)" }
            + DismissalReason.allCases.flatMap { ["decide.\($0.rawValue)", "decide.\($0.rawValue).hint", "outcome.\($0.rawValue)"] }
            + TravelMessage.Action.allCases.map { "action.\($0.rawValue)" } + Finding.Severity.allCases.map { "severity.\($0.rawValue)" }
            + FactField.allCases.map { "tree.\($0.rawValue)" } + Sex.allCases.map { "sex.\($0.rawValue)" }
            + TravellerRole.allCases.map { "traveller-role.\($0.rawValue)" } + TransportMode.allCases.map { "mode.\($0.rawValue)" }
            + TimeLeft.Event.allCases.flatMap { ["time.\($0.rawValue).in", "time.\($0.rawValue).ago"] }
            + LinkedAlert.Relation.allCases.map { "alert.linked.\($0.rawValue)" }
            + FlightReport.Progress.allCases.map { "flights.messages.\($0.rawValue)" }
            + Shell.Theme.allCases.map { "settings.theme.\($0.rawValue)" }
            + Shell.Contrast.allCases.map { "settings.contrast.\($0.rawValue)" }
            + Shell.Density.allCases.map { "settings.density.\($0.rawValue)" }
        let ofChanges =
            WatchlistFault.Code.allCases.map { "fault.\($0.rawValue)" } + ProposalStatus.allCases.map { "proposal.status.\($0.rawValue)" }
            + EntryEffect.allCases.map { "proposal.\($0.rawValue)" } + EntryEffect.allCases.map { "proposal.caption.\($0.rawValue)" }
        for key in ofChanges + Shell.Destination.allCases.map({ "nav.\($0.rawValue)" }) { #expect(words.has(key), "\(key)") }
        for key in keys { #expect(words.has(key), "\(key)") }
        #expect(Set(AlertStatus.allCases.map(\.rawValue)) == Set(StatusMark.allCases.map(\.rawValue)))
        #expect(Set(DismissalReason.allCases.map(\.rawValue) + ["refer"]) == Set(DecisionForm.Choice.allCases.map(\.rawValue)))
    }

    @Test("A reason's wording has exactly the places that its arguments fill, in the sentence; the short form has no others")
    func places() {
        for area in ["reason", "short"] {
            for (key, entry) in words.entries where key.hasPrefix(area + ".") && key != "reason.other" {
                let names = Set(CodedText.places[String(key.dropFirst(area.count + 1))] ?? [])
                for pattern in entry.patterns {
                    if area == "reason" {
                        #expect(pattern.places == names, "\(key)")
                    } else {
                        #expect(pattern.places.isSubset(of: names), "\(key)")
                    }
                }
            }
        }
        for code in CodedText.places.keys { #expect(words.has("reason.\(code)"), "\(code)") }
    }

    @Test("All forms of a plural have the same places, among them the number")
    func plurals() {
        for (key, entry) in words.entries {
            guard case .plural(let place, let forms) = entry else { continue }
            #expect(forms[.other] != nil && Set(forms.values.map(\.places)).count == 1, "\(key)")
            #expect(forms[.other]?.places.contains(place) == true, "\(key)")
        }
    }

    @Test("No text holds markup: pages add it")
    func plain() {
        for (key, entry) in words.entries {
            for pattern in entry.patterns { #expect(!pattern.source.contains("<") && !pattern.source.isEmpty, "\(key)") }
        }
    }

    @Test("No key stands in two areas")
    func unique() {
        let areas = [
            Texts.shell, Texts.session, Texts.time, Texts.alerts, Texts.alert, Texts.reasons, Texts.match, Texts.decisions, Texts.travel,
            Texts.flights, Texts.flight, Texts.traveller, Texts.lists, Texts.indicators, Texts.message, Texts.messages, Texts.findings,
            Texts.log, Texts.status, Texts.search, Texts.accounts, Texts.carriers, Texts.profile, Texts.errors, Texts.keyboard,
        ]
        #expect(areas.map(\.count).reduce(0, +) == words.entries.count)
    }

    @Test("One and many are worded as English needs it")
    func counts() {
        #expect(words("alert.age", ["years": .number(1)]).string == "1 year old")
        #expect(words("alert.age", ["years": .number(34)]).string == "34 years old")
        #expect(words("message.bytes", ["count": .number(1_234_567)]).string == "1\u{202F}234\u{202F}567 bytes")
    }

    @Test("Names are isolated and escaped inside of a sentence; codes run left to right")
    func arguments() {
        let html = words("set-password.for", ["account": .text("<نورة>"), "until": .code("08:00")]).string
        #expect(html.contains("<bdi>&lt;نورة&gt;</bdi>") && html.contains("<bdi dir=\"ltr\" class=\"code\">08:00</bdi>"))
    }

    @Test(
        "Time left is worded in days, hours, minutes, or less than one",
        arguments: [
            (0, "less than 1 min"), (59, "less than 1 min"), (60, "1 min"), (4_320, "1 h 12 min"), (172_799, "47 h 59 min"),
            (183_600, "2 d 3 h"),
        ]
    )
    func durations(seconds: Int, expected: String) { #expect(TimeLeft.duration(Int64(seconds), words) == expected) }

    @Test("Before it happens it lands, afterwards it landed; the script has both patterns")
    func events() {
        let now = Instant(seconds: 1_000_000)
        let before = TimeLeft(.lands, now + 4_320).html(words, now: now).string
        #expect(before.contains(">lands in 1 h 12 min</span>") && before.contains("data-after=\"landed {left} ago\""))
        #expect(TimeLeft(.lands, now - 300).html(words, now: now).string.contains(">landed 5 min ago</span>"))
    }

    @Test("A code that this version does not know is shown with its arguments, and so is one whose arguments are missing")
    func unknown() {
        #expect(
            CodedText("next-year", ["<7>"]).html("reason", words).string
                == "<bdi dir=\"ltr\" class=\"code\">next-year</bdi> <bdi>&lt;7&gt;</bdi>")
        #expect(CodedText("card-unrelated").html("reason", words).string.contains("card-unrelated"))
    }

    @Test("The news that the script reads is JSON")
    func news() throws {
        let answer = try #require(
            try JSONSerialization.jsonObject(with: Data(AlertsPage.news(count: 3, words: .english).utf8)) as? [String: Any])
        #expect(answer["count"] as? Int == 3 && answer["text"] as? String == "3 new – show")
    }
}
