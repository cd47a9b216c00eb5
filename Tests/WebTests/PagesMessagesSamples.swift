import Travel

@testable import Web

/// Lists of messages with everything that strains them.
extension PagesSamples {
    private static func received(_ index: Int) -> MessagesPage.Row {
        let notes: [[FindingCounts.Count]] = [
            [], [.init(code: "name-missing", severity: "lost", count: 12), .init(code: "title-removed", severity: "note", count: 1)],
            [.init(code: hostile, severity: "repaired", count: 1)],
            (1...7).map { .init(code: "finding-\($0)", severity: "note", count: $0) },
        ]
        var row = MessagesPage.Row(
            received: Moment(now - Int64(index) * 311), address: .message("0192\(index)"), kind: index % 2 == 0 ? "PAXLST" : "PNRGOV",
            release: "D:05B", action: index % 4 == 3 ? hostile : "manifest",
            findings: FindingCounts(counts: notes[index % 4]))
        row.part = index % 3 == 0 ? index + 1 : nil
        row.isFinalPart = index % 6 == 0
        row.travellers = 182
        row.bookings = index % 2 == 0 ? 0 : 74
        row.sender = index % 5 == 4 ? nil : "QXAIR"
        row.door = ["api", "inbox", "command", nil, hostile][index % 5]
        row.carrier = index % 5 == 0 ? "QX" : nil
        row.flight = VoyageLine(designator: index == 6 ? "" : "QX \(100 + index)", from: "AMS", to: "OSL")
        row.flightPage = index % 2 == 0 ? .flight("2026-11", "00\(index)") : nil
        row.isDuplicate = index % 4 == 2
        row.first = index % 4 == 2 ? .message("00") : nil
        return row
    }
    private static func bare(_ seconds: Int64, isDuplicate: Bool = false, waits: Bool = false) -> MessagesPage.Row {
        var row = MessagesPage.Row(
            received: Moment(now - seconds), findings: FindingCounts(counts: [.init(code: "nothing-readable", severity: "lost", count: 1)]))
        row.door = "inbox"
        row.isDuplicate = isDuplicate
        row.first = isDuplicate ? .message("01") : nil
        row.waits = waits
        return row
    }

    static let messages = MessagesPage(
        codes: ["name-missing", "too-much"],
        rows: (0..<8).map(received) + [bare(9_000), bare(9_100, isDuplicate: true), bare(9_200, waits: true)],
        next: "cursor/with?odd&signs")
    static let foundMessages = MessagesPage(
        filter: .init(
            sender: "QX&AIR", door: "api", finding: "name-missing", severity: "lost", from: "2026-11-25T00:00", to: "2026-11-26T00:00"),
        codes: ["name-missing"], rows: [received(1)], next: "1-2-3", searchedBackTo: now - 86_400, isFirstPage: false)

    static func messagePages(theme: Shell.Theme) -> [(name: String, html: HTML)] {
        let shell = shell(.messages, theme: theme)
        return [
            ("messages", messages.html(in: shell)), ("messages-found", foundMessages.html(in: shell)),
            ("messages-empty", MessagesPage(codes: [], rows: []).html(in: shell)),
            (
                "messages-wrong",
                MessagesPage(
                    filter: .init(door: hostile, from: hostile), codes: [], rows: [],
                    errors: [FieldError("door", "door-unknown"), FieldError("from", "from-malformed"), FieldError("to", "to-before-from")]
                ).html(in: shell)
            ),
        ]
    }
}
