import Casework
import Foundation
import HTTPTypes
import Service
import Storage
import Travel

/// How the unit stands, and whether messages still come in.
extension Route {
    static let status: [Route] = [
        Route(.get, "status", right: .permission(.unitOperate)) { exchange in
            let status = try await exchange.unit.status(exchange.desk.workers)
            return .page(page(status, exchange).html(in: exchange.shell()))
        },
        // Asked by the script of every page, so that a desk whose server has gone says so.
        Route(.get, "feed", right: .signedIn, isPoll: true) { exchange in
            let now = exchange.unit.clock.now()
            let quiet = exchange.visitor.feed.flatMap { Shell.quiet($0, now: now, words: exchange.desk.words) } ?? ""
            return .json(Array(try JSONEncoder().encode(FeedAnswer(now: now.seconds, quiet: quiet))))
        },
    ]

    private struct FeedAnswer: Encodable {
        var now: Int64
        /// What the page says; empty while messages come in.
        var quiet: String
    }

    private static func page(_ status: UnitStatus, _ exchange: Exchange) -> StatusPage {
        let stored = status.stored
        let isOpen = ["api": true, "inbox": exchange.desk.configuration.hasInbox, "command": true]
        func version(_ version: UnitStatus.Version) -> StatusPage.Version {
            StatusPage.Version(name: version.name, version: String(version.version))
        }
        return StatusPage(
            doors: UnitStatus.doors.map { StatusPage.Door(door: $0, isOpen: isOpen[$0] ?? false, newest: stored.newestByDoor[$0]) },
            queues: stored.queues.map {
                StatusPage.Queue(kind: $0.kind.rawValue, waiting: $0.waiting, due: $0.due, first: $0.first)
            }, most: UnitStatus.mostCounted, journal: stored.journal, journalSince: stored.journalSince, logSize: stored.logSize,
            checkpointSize: stored.checkpointSize, checkpointAt: stored.checkpointAt, uncoveredSince: stored.uncoveredSince,
            isFull: status.isFull, failedWrites: status.failedWrites, failedSteps: status.failedSteps, fault: status.fault,
            program: [("program", status.program), ("reader", String(status.reader)), ("engine", stored.engine)],
            profile: "\(status.profile.name) \(status.profile.version)", profileDigest: status.profileDigest.hexadecimal,
            lists: status.lists.map(version), indicators: status.indicators.map(version),
            failures: exchange.desk.recentFailures.latest.map {
                StatusPage.Failure(at: $0.at, status: $0.status, code: $0.code, route: $0.route, reference: $0.reference)
            })
    }
}
