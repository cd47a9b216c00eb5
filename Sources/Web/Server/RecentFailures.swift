import Casework
import Synchronization
import Travel

/// Whether what is written has been failing of late: a monitor that asks every few seconds should see a fault that messages met, and
/// see its end without anybody's help. The last requests that failed or were refused are kept, by their routes' names: no value of a
/// request, and nothing of a person.
final class RecentFailures: Sendable {
    struct Failure: Hashable, Sendable {
        var at: Instant
        var status: Int
        var code: String
        var route: String
        var reference: String?
    }
    private static let most = 20
    private let failures = Mutex([Failure]())
    private static let seconds: Int64 = 5
    private let state = Mutex((count: 0, seen: Instant?.none))

    /// Newest first.
    var latest: [Failure] { failures.withLock { $0.reversed() } }

    func note(_ failure: Failure) {
        failures.withLock { failures in
            failures.append(failure)
            failures.removeFirst(max(0, failures.count - Self.most))
        }
    }

    /// - Parameter count: failures since the start
    func isQuiet(_ count: Int, now: Instant) -> Bool {
        state.withLock { state in
            if count != state.count { state = (count, now) }
            guard let seen = state.seen else { return true }
            // A clock that was set back must not keep the unit unready until it has come round again.
            return !(0..<Self.seconds).contains(now - seen)
        }
    }
}
