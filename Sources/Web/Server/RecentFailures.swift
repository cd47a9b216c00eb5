import Casework
import Synchronization
import Travel

/// Whether what is written has been failing of late: a monitor that asks every few seconds should see a fault that messages met, and
/// see its end without anybody's help.
final class RecentFailures: Sendable {
    private static let seconds: Int64 = 5
    private let state = Mutex((count: 0, seen: Instant?.none))

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
