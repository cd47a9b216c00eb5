import Service
import Travel

@testable import Web

/// The unit at rest, and in every trouble.
extension PagesSamples {
    static let troubled = StatusPage(
        doors: [
            .init(door: "api", isOpen: true, newest: now - 40), .init(door: "inbox", isOpen: false),
            .init(door: hostile, isOpen: true, newest: now + 5),
        ],
        queues: [
            .init(kind: "read", waiting: 1_000, due: 900, first: now - 4_000), .init(kind: "expire", waiting: 3, due: 0, first: now + 900),
            .init(kind: hostile, waiting: 0, due: 0),
        ], most: 1_000, journal: 12, journalSince: now - 4_000, logSize: 120_345, checkpointSize: 120_300, checkpointAt: now - 60,
        uncoveredSince: now - 30, isFull: true, failedWrites: 7, failedSteps: 2, fault: hostile,
        program: [("program", "0.1.0"), ("reader", "2"), ("engine", "3.50.4")], profile: "NOR 3",
        profileDigest: String(repeating: "9f3a", count: 16),
        lists: [.init(name: hostile, version: "4"), .init(name: "Missing persons", version: "1")],
        indicators: [.init(name: "late-purchase", version: "2")],
        failures: [
            .init(at: now - 5, status: 503, code: "unwritable", route: "POST /api/v1/messages", reference: "4f1e22ab"),
            .init(at: now - 900, status: 413, code: "too-large", route: "POST /api/v1/messages"),
        ])
    static let calm = StatusPage(
        doors: [.init(door: "api", isOpen: true)], queues: [.init(kind: "read", waiting: 0, due: 0)], most: 1_000, journal: 0, logSize: 0,
        program: [], profile: "NOR 1", profileDigest: "", lists: [], indicators: [], failures: [])

    static func statusPages(theme: Shell.Theme) -> [(name: String, html: HTML)] {
        var quiet = shell(.status, theme: theme)
        quiet.feed = Feed(newest: now - 3_000, quietSeconds: 1_800)
        return [
            ("status", troubled.html(in: shell(.status, theme: theme))), ("status-calm", calm.html(in: quiet)),
            ("alerts-quiet", queue.html(in: quiet)),
        ]
    }
}
