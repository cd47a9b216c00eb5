import Casework
import Foundation
import Response
import Storage
import Travel

/// Queue and alert as lines for a terminal, and as JSON for programs: the same functions as the pages, and the same log entries.
extension Unit {
    func alertListAnswer(all: Bool, access: Access) async throws -> CommandAnswer {
        let statuses: Set<AlertStatus> = all ? Set(AlertStatus.allCases) : [.open]
        let queue = try await alertQueue(access: access, statuses: statuses, limit: 500)
        let now = clock.now()
        var lines = queue.lines.map { AlertLines.line($0, now: now) }
        if lines.isEmpty { lines = ["no \(all ? "" : "open ")alerts; \(queue.watched) people are expected and watched"] }
        if queue.next != nil { lines.append("… the first 500 by time left") }
        return try CommandAnswer(lines: lines, object: ["alerts": queue.lines.map { AlertLines.object($0, now: now) }])
    }

    func alertAnswer(_ id: String, access: Access) async throws -> CommandAnswer {
        let file = try await alertFile(try await alertIdentifier(id), access: access)
        return try CommandAnswer(lines: AlertLines.lines(file, now: clock.now()), object: AlertLines.object(file))
    }
}

enum AlertLines {
    static func line(_ line: AlertQueue.Line, now: Instant) -> String {
        let state = line.row.state
        let name = line.traveller.map { $0.name.full } ?? "(name cannot be opened)"
        let reasons = line.hits.map { words($0.headline) }.joined(separator: "; ")
        let time = state.status == .open ? left(state.deadline, now) : state.status.rawValue
        return "\(state.alert.short)  P\(state.severity.rawValue)  \(time)  \(voyage(line.row.voyage))  \(clean(name))  \(reasons)"
    }

    static func lines(_ file: AlertFile, now: Instant) -> [String] {
        let state = file.state
        var lines = [
            "Alert \(state.alert.short)  P\(state.severity.rawValue)  \(state.status.rawValue)  version \(state.version)",
            "  \(voyage(file.detail.row.voyage)), last useful moment \(state.deadline.rfc3339) (\(left(state.deadline, now)))",
        ]
        if let delay = file.detail.delay {
            lines.append("  announced in time, found \(delay) s after the last useful moment: on record as the unit's delay")
        }
        lines.append("Who")
        for (source, traveller) in [("API", file.api), ("PNR", file.pnr)] {
            guard let traveller else { continue }
            let facts = [
                traveller.birthDate.map { "born \($0)" }, traveller.sex.map { "sex \($0.rawValue)" },
                traveller.nationalities.isEmpty ? nil : "nationality " + traveller.nationalities.joined(separator: ", "),
                traveller.seat.map { "seat \($0)" },
            ].compactMap { $0 }
            lines.append("  \(source): " + clean(([traveller.names.map(\.full).joined(separator: " / ")] + facts).joined(separator: ", ")))
            for document in traveller.documents {
                let parts = [document.type, document.number, document.issuer, document.expiry.map { "until \($0)" }].compactMap { $0 }
                lines.append("    document " + clean(parts.joined(separator: " ")))
            }
        }
        lines.append("Why (\(state.score) of a thousandths scale; weights add up)")
        for hit in file.hits {
            let ended = hit.state.endReason.map { ", ended: " + $0.replacing("-", with: " ") } ?? ""
            lines.append("  \(signed(hit.state.weight))  \(hit.indicator?.text ?? words(hit.headline))\(ended)")
            guard let explanation = hit.explanation, hit.state.ended == nil else { continue }
            for part in explanation.parts {
                lines.append(
                    "      \(signed(part.weight))  \(part.rule.replacing("-", with: " "))  \(clean(part.part)) | \(clean(part.met))")
            }
            for reason in explanation.supporting { lines.append("      for      \(words(reason))") }
            for reason in explanation.opposing { lines.append("      against  \(words(reason))") }
        }
        if !file.companions.isEmpty {
            lines.append("Travels with")
            for other in file.companions {
                let alert = other.row.openAlert.map { ", alert \($0.short)" } ?? ""
                lines.append("  \(clean(other.traveller?.name.full ?? "(name cannot be opened)"))\(alert)")
            }
        }
        lines.append("Messages")
        for message in file.messages {
            let stored = message.stored
            lines.append("  \(stored.received.rfc3339)  \(stored.kind) \(stored.action) from \(clean(stored.sender))  \(stored.id.short)")
        }
        lines.append("What happened")
        for step in file.detail.steps {
            let who = step.accountName.map { " by \($0)" } ?? ""
            let detail = [step.reason, step.detail].filter { !$0.isEmpty }.joined(separator: ", ")
            lines.append("  \(step.version)  \(step.at.rfc3339)  \(step.step)\(who)  \(detail)" + (step.late ? "  late" : ""))
            if let note = file.notes[step.version] { lines.append("     " + clean(note)) }
        }
        return lines
    }

    static func object(_ line: AlertQueue.Line, now: Instant) -> [String: Any] {
        var object = object(line.row.state)
        object["voyage"] = voyage(line.row.voyage)
        object["family"] = line.traveller?.name.family ?? ""
        object["given"] = line.traveller?.name.given ?? ""
        object["carrier"] = line.row.voyage.designator.carrier
        object["number"] = line.row.voyage.designator.number
        object["date"] = line.row.voyage.designator.date.description
        object["reasons"] = line.hits.map { ["code": $0.headline.code, "arguments": $0.headline.arguments] as [String: Any] }
        return object
    }

    static func object(_ file: AlertFile) -> [String: Any] {
        var object = object(file.state)
        object["voyage"] = voyage(file.detail.row.voyage)
        object["name"] = file.traveller?.name.full ?? ""
        object["hits"] = file.hits.map { hit in
            [
                "source": hit.state.source.rawValue, "code": hit.headline.code, "weight": hit.state.weight,
                "ended": hit.state.endReason ?? "",
                "supporting": (hit.explanation?.supporting ?? []).map(reason), "opposing": (hit.explanation?.opposing ?? []).map(reason),
            ] as [String: Any]
        }
        object["steps"] = file.detail.steps.map {
            ["version": $0.version, "step": $0.step, "at": $0.at.rfc3339, "reason": $0.reason, "account": $0.accountName ?? ""]
                as [String: Any]
        }
        return object
    }

    private static func object(_ state: AlertState) -> [String: Any] {
        [
            "id": state.alert.description, "version": state.version, "status": state.status.rawValue, "severity": state.severity.rawValue,
            "deadline": state.deadline.rfc3339, "raised": state.raised.rfc3339, "score": state.score,
        ]
    }

    private static func reason(_ reason: Reason) -> [String: Any] { ["code": reason.code, "arguments": reason.arguments] }

    /// A code read as words, with what it speaks of behind it: terminals have no catalogue.
    static func words(_ reason: Reason) -> String {
        let arguments = reason.arguments.filter { !$0.isEmpty }.map(clean)
        return reason.code.replacing("-", with: " ") + (arguments.isEmpty ? "" : ": " + arguments.joined(separator: ", "))
    }

    private static func voyage(_ voyage: JudgedVoyage) -> String {
        voyage.placed ? clean(voyage.designator.description) : "no flight named"
    }

    private static func left(_ deadline: Instant, _ now: Instant) -> String {
        let minutes = Int((deadline - now).magnitude / 60)
        let text = minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
        return deadline < now ? "\(text) past" : "\(text) left"
    }

    private static func signed(_ weight: Int) -> String { weight > 0 ? "+\(weight)" : "\(weight)" }

    /// What a terminal would take as a command, and marks that turn the direction of text, show as a replacement character.
    static func clean(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x00...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: out.unicodeScalars.append("\u{FFFD}")
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
