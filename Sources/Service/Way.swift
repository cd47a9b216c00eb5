import Analysis
public import Casework
public import Collection
import Foundation
import Oversight
import Response
public import Storage
import Synchronization
import Travel

/// The way of a message, in one place: a line per step. Workers call it per claim; the doors call its first steps in a row.
extension Unit {
    func perform(_ claim: WorkClaim) async throws {
        switch claim.kind {
        case .read: _ = try await collector.read(claim)
        case .assess: try await judgement.assessor.assess(claim)
        case .link: try await judgement.linker.link(claim)
        case .raise: try await judgement.raiser.raise(claim)
        case .expire: try await judgement.expirer.expire(claim)
        case .rescreen:
            try await judgement.watchlists.reload(storage: storage, at: clock.now())
            _ = try await judgement.rescreener.rescreen(claim)
        }
    }

    /// Takes bytes in through a door and reads them: the answer comes after commit 2.
    public func ingest(_ bytes: [UInt8], door: String, carrier: Identifier? = nil, access: Access) async throws -> ReadingReport {
        if storage.isFull { throw StorageError.full }
        let received = try await collector.receive(bytes, door: door, carrier: carrier, access: access)
        guard received.duplicateOf == nil else {
            return try await collector.report(received.transmission)
                ?? ReadingReport(transmission: received.transmission, duplicateOf: received.duplicateOf)
        }
        // The door reads at once what it has just made durable; the work that commit 1 left is for the case that it dies here.
        let now = clock.now()
        return try await collector.read(
            WorkClaim(kind: .read, key: received.transmission.bytes, due: now, generation: 1, attempts: 1))
    }
}

/// Claims what is due and does it. Several steps run at once so that they share commits; the claims are held by a lease, so
/// that what a killed process held is done by the next.
public final class Workers: Sendable {
    private let unit: Unit
    private let width: Int
    private let failures = Mutex<Int>(0)

    public init(unit: Unit, width: Int = 48) {
        self.unit = unit
        self.width = width
    }

    /// Steps that failed and were put back since the start.
    public var failed: Int { failures.withLock { $0 } }

    /// Does all that is due now and all that follows from it; returns when nothing is due.
    /// - Returns: how many steps were done.
    @discardableResult
    public func drain(_ kinds: [Work.Kind] = Work.Kind.allCases, progress: @Sendable (Int) -> Void = { _ in }) async throws -> Int {
        var done = 0
        while true {
            let claims = try await unit.storage.claim(kinds, limit: width * 4, now: unit.clock.now())
            if claims.isEmpty { return done }
            try await withThrowingTaskGroup(of: Void.self) { group in
                var next = claims.makeIterator()
                for _ in 0..<width { if let claim = next.next() { group.addTask { try await self.step(claim) } } }
                while try await group.next() != nil {
                    if let claim = next.next() { group.addTask { try await self.step(claim) } }
                }
            }
            done += claims.count
            progress(done)
        }
    }

    /// Works until the task is cancelled. A checkpoint follows each commit within a second.
    public func run() async throws {
        let unit = unit
        let commits = unit.storage.commits()
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in commits { wake.yield() } }
            group.addTask {
                while !Task.isCancelled {
                    try await Task.sleep(for: .milliseconds(500))
                    wake.yield()
                }
            }
            group.addTask { [self] in
                for await _ in wakes { try await drain() }
            }
            group.addTask {
                while !Task.isCancelled {
                    try await Task.sleep(for: .milliseconds(500))
                    try await unit.checkpointer.advance()
                    // Entries begin and end with the day.
                    try await unit.judgement.watchlists.reload(storage: unit.storage, at: unit.clock.now())
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    private func step(_ claim: WorkClaim) async throws {
        do {
            try await unit.perform(claim)
        } catch is CancellationError {
            throw CancellationError()
        } catch StorageError.closed {
            throw StorageError.closed
        } catch {
            // Put back with a growing pause: a step that always fails must not keep the others waiting.
            failures.withLock { $0 += 1 }
            let pause = Int64(min(300, 1 << min(claim.attempts, 8)))
            var act = Act(.assessment, nil, at: unit.clock.now())
            act.transient.append(.postponed(claim, until: unit.clock.now() + pause))
            try await unit.storage.commit(act)
        }
    }
}
