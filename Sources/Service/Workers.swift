import Analysis
import Casework
import Foundation
import Oversight
public import Storage
import Synchronization
import Travel

/// Claims what is due and does it. Several steps run at once so that they share commits; the claims are held by a lease, so
/// that what a killed process held is done by the next.
///
/// There are two lanes, so that a long reading never keeps deadlines and screening waiting.
public final class Workers: Sendable {
    /// Kinds of work that wait for each other's places, and how many steps may run at once.
    private final class Lane: Sendable {
        let kinds: [Work.Kind]
        let width: Int
        let running = Mutex(0)

        init(_ kinds: [Work.Kind], width: Int) {
            self.kinds = kinds
            self.width = width
        }
    }
    private struct State {
        var failed = 0
        var lastFault: String?
    }
    private let unit: Unit
    private let lanes: [Lane]
    private let state = Mutex(State())

    public init(unit: Unit, width: Int = 128) {
        self.unit = unit
        let others = Work.Kind.allCases.filter { $0 != .read }
        lanes = [Lane([.read], width: 4), Lane(others, width: width)]
    }

    /// Steps that failed and were put back, and rounds that could not be done, since the start.
    public var failed: Int { state.withLock { $0.failed } }
    /// Why the last round could not be done; nil while rounds are done.
    public var fault: String? { state.withLock { $0.lastFault } }

    /// Does all that is due now and all that follows from it; returns when nothing is due.
    /// - Returns: how many steps were done.
    @discardableResult
    public func drain(_ kinds: [Work.Kind] = Work.Kind.allCases, progress: @Sendable (Int) -> Void = { _ in }) async throws -> Int {
        let width = lanes.reduce(0) { $0 + $1.width }
        return try await withThrowingTaskGroup(of: Int.self) { group in
            var done = 0
            var running = 0
            while true {
                let claims = try await unit.storage.claim(kinds, limit: width - running, now: unit.clock.now())
                for claims in Self.batches(claims) {
                    group.addTask {
                        try await self.step(claims)
                        return claims.count
                    }
                }
                running += claims.count
                guard running > 0 else { return done }
                // A quarter of the places is worth a claim; waiting for all would let the slowest step hold up the rest.
                repeat {
                    let finished = try await group.next() ?? running
                    running -= finished
                    done += finished
                } while running > width * 3 / 4
                progress(done)
            }
        }
    }

    /// Works until the task is cancelled. A checkpoint follows each commit within a second. What cannot be done now (a full
    /// disk, too much waiting) is tried again; it ends nothing, since people still have to read and decide.
    public func run() async throws {
        let unit = unit
        await withTaskGroup(of: Void.self) { group in
            for lane in lanes { group.addTask { [self] in await run(lane) } }
            group.addTask { [self] in
                while await pause(.milliseconds(500)) {
                    await attempt {
                        try await unit.checkpointer.advance()
                        try await unit.beginDay()
                    }
                }
            }
            await group.waitForAll()
        }
        try Task.checkCancellation()
    }

    private func run(_ lane: Lane) async {
        let commits = unit.storage.commits()
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withDiscardingTaskGroup { group in
            group.addTask { for await _ in commits { wake.yield() } }
            group.addTask { [self] in
                while await pause(.milliseconds(500)) { wake.yield() }
                wake.finish()
            }
            for await _ in wakes {
                let free = lane.width - lane.running.withLock { $0 }
                guard free > 0, !Task.isCancelled else { continue }
                let claims = await attempt { [unit] in
                    try await unit.storage.claim(lane.kinds, limit: free, now: unit.clock.now())
                }
                for claims in Self.batches(claims ?? []) {
                    lane.running.withLock { $0 += claims.count }
                    group.addTask { [self] in
                        await attempt { try await step(claims, patience: 120) }
                        lane.running.withLock { $0 -= claims.count }
                        wake.yield()
                    }
                }
            }
            group.cancelAll()
        }
    }

    /// False when the task has been cancelled.
    private func pause(_ duration: Duration) async -> Bool {
        do {
            try await Task.sleep(for: duration)
            return !Task.isCancelled
        } catch {
            return false
        }
    }

    /// A round that fails is counted and said on `/readyz`; the next one comes with the next wake.
    @discardableResult
    private func attempt<Answer: Sendable>(_ round: @Sendable () async throws -> Answer) async -> Answer? {
        do {
            let answer = try await round()
            state.withLock { $0.lastFault = nil }
            return answer
        } catch is CancellationError {
            return nil
        } catch StorageError.closed {
            return nil
        } catch {
            state.withLock {
                $0.failed += 1
                $0.lastFault = String(describing: error)
            }
            _ = await pause(.milliseconds(200))
            return nil
        }
    }

    /// Claims of one kind, as many as go together.
    private static func batches(_ claims: [WorkClaim]) -> [[WorkClaim]] {
        Dictionary(grouping: claims, by: \.kind).values.flatMap { claims in
            let limit = Unit.together(claims[0].kind)
            // Two at least where there are many, so that one is judged while the other is written.
            let parts = max((claims.count + limit - 1) / limit, limit > 1 && claims.count >= 16 ? 2 : 1)
            let size = (claims.count + parts - 1) / parts
            return stride(from: 0, to: claims.count, by: size).map { Array(claims[$0..<min($0 + size, claims.count)]) }
        }
    }

    /// - Parameter patience: seconds for which putting a claim back is tried; a lease lasts no longer
    private func step(_ claims: [WorkClaim], patience: Int = 0) async throws {
        var undone: [WorkClaim]
        do {
            undone = try await unit.perform(claims).map { failure in
                if failure.reason is CancellationError { throw failure.reason }
                if case StorageError.closed = failure.reason { throw failure.reason }
                return failure.claim
            }
        } catch is CancellationError {
            throw CancellationError()
        } catch StorageError.closed {
            throw StorageError.closed
        } catch {
            undone = claims
        }
        if !undone.isEmpty { try await putBack(undone, patience: patience) }
    }

    /// With a growing pause: a step that always fails must not keep the others waiting.
    private func putBack(_ claims: [WorkClaim], patience: Int) async throws {
        state.withLock { $0.failed += claims.count }
        var act = Act(.assessment, nil, at: unit.clock.now())
        for claim in claims {
            let pause = Int64(min(300, 1 << min(claim.attempts, 8)))
            act.transient.append(.postponed(claim, until: unit.clock.now() + pause))
        }
        // Tried until it can be written: the lease would keep the step waiting for two minutes after the disk is well again.
        for _ in 0...patience {
            do {
                try await unit.storage.commit(act)
                return
            } catch StorageError.closed {
                return
            } catch {
                guard await self.pause(.seconds(1)) else { return }
            }
        }
    }
}
