import Synchronization

/// How many bytes of bodies the server holds at once, over all connections: 512 senders of 64 MiB each must not be what fills
/// the memory.
final class BodyBudget: Sendable {
    private let limit: Int
    private let held = Mutex(0)

    init(limit: Int) { self.limit = limit }

    /// What one request holds.
    final class Share: Sendable {
        private let budget: BodyBudget
        private let held = Mutex(0)

        fileprivate init(_ budget: BodyBudget) { self.budget = budget }

        /// - Throws: ``BodyError/full``, before anything has been taken.
        func take(_ bytes: Int) throws {
            try budget.held.withLock { total in
                guard total + bytes <= budget.limit else { throw BodyError.full }
                total += bytes
            }
            held.withLock { $0 += bytes }
        }

        /// Gives all of it back.
        func end() {
            let bytes = held.withLock { held -> Int in
                defer { held = 0 }
                return held
            }
            budget.held.withLock { $0 -= bytes }
        }
    }

    func share() -> Share { Share(self) }
}
