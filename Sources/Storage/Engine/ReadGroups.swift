import Dispatch
import GRDB
import Synchronization

/// Questions of the unit's own steps that arrive while others are being answered share the next look at the database, as acts
/// share a commit. Each is small and bounded; what people ask has a reader of its own, and waits for no group.
///
/// A reader that begins anew forgets its pages whenever something has been written since, and most questions are small: alone,
/// each would read the same few pages from the file again, and wake a thread for it.
final class ReadGroups: Sendable {
    /// Answers whoever asked; of a failure too.
    typealias Question = @Sendable (Result<Database, any Error>) -> Void

    private struct State {
        var waiting: [Question] = []
        var running = 0
    }

    /// At once. Two keep two cores busy; with more, each group would hold fewer questions.
    static let width = 2
    /// Together: a group ends soon, so that what it sees is never old.
    static let limit = 32

    private let pool: DatabasePool
    private let state = Mutex(State())

    init(pool: DatabasePool) { self.pool = pool }

    func put(_ question: @escaping Question) {
        let isBegun = state.withLock { state -> Bool in
            state.waiting.append(question)
            guard state.running < Self.width else { return false }
            state.running += 1
            return true
        }
        if isBegun { DispatchQueue.global().async { self.run() } }
    }

    private func run() {
        while let group = take() {
            do {
                try pool.read { db in
                    for question in group { question(.success(db)) }
                }
            } catch {
                // Only beginning can fail: what a question meets is its own.
                for question in group { question(.failure(error)) }
            }
        }
    }

    /// Nil when nothing waits: then the thread goes, and the next question begins another.
    private func take() -> [Question]? {
        state.withLock { state in
            let group = Array(state.waiting.prefix(Self.limit))
            state.waiting.removeFirst(group.count)
            if group.isEmpty { state.running -= 1 }
            return group.isEmpty ? nil : group
        }
    }
}
