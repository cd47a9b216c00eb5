import Casework
import Dispatch
import Synchronization
import Travel

/// What waits to be written: bounded, so that a flood is refused at the door and not in memory.
final class CommitQueue: Sendable {
    enum Request: Sendable {
        /// Ready at the same moment, each by itself: some may be written while others are refused.
        case acts([Act], CheckedContinuation<[Result<Int64?, any Error>], any Error>)
        case claim(ClaimRequest, CheckedContinuation<[WorkClaim], any Error>)
    }
    struct ClaimRequest: Sendable {
        var kinds: [Work.Kind]
        var limit: Int
        var now: Instant
        /// Until when the claimer holds the work; real time and domain time are the same clock here.
        var lease: Instant
    }
    private struct State {
        var waiting: [Request] = []
        var rows = 0
        var bytes = 0
        var closed = false
    }

    /// Acts that may wait.
    let limit: Int
    static let rowLimit = 200_000
    static let byteLimit = 512 << 20

    private let state = Mutex(State())
    private let signal = DispatchSemaphore(value: 0)

    init(limit: Int) { self.limit = limit }

    /// - Throws: ``StorageError/full`` or ``StorageError/closed``, before anything has been taken.
    func put(_ request: Request, rows: Int, bytes: Int) throws {
        try state.withLock { state in
            if state.closed { throw StorageError.closed }
            // One act alone always has a place, however large it is.
            let isOver = state.rows + rows > Self.rowLimit || state.bytes + bytes > Self.byteLimit
            if state.waiting.count >= limit || (!state.waiting.isEmpty && isOver) { throw StorageError.full }
            state.waiting.append(request)
            state.rows += rows
            state.bytes += bytes
        }
        signal.signal()
    }

    var isFull: Bool {
        state.withLock { $0.waiting.count >= limit / 2 || $0.rows > Self.rowLimit / 2 || $0.bytes > Self.byteLimit / 2 }
    }

    /// Waits for requests and takes all that have arrived: that is the group that shares one commit. Nil when closed and empty.
    func take() -> [Request]? {
        while true {
            signal.wait()
            let (taken, closed) = state.withLock { state -> ([Request], Bool) in
                let taken = state.waiting
                state.waiting = []
                state.rows = 0
                state.bytes = 0
                return (taken, state.closed)
            }
            if !taken.isEmpty { return taken }
            if closed { return nil }
        }
    }

    func close() {
        state.withLock { $0.closed = true }
        signal.signal()
    }
}
