public import Casework
public import Collection
import Storage
import Synchronization
import Travel

/// The way in, as every door takes it.
extension Unit {
    /// What a door may answer.
    public enum Intake: Sendable {
        /// Commit 2 has been made: all of it has been read.
        case read(ReadingReport)
        /// Durable, and still being read.
        case reading(Identifier)
    }

    /// Takes bytes in through a door and reads them: the answer comes after commit 2.
    public func ingest(_ bytes: [UInt8], door: String, carrier: Identifier? = nil, access: Access) async throws -> ReadingReport {
        try await read(try await receive(bytes, door: door, carrier: carrier, request: nil, access: access))
    }

    /// As ``ingest(_:door:carrier:access:)``, for senders who do not wait long: when the reading takes longer than `patience`, they
    /// are told under which name to ask again, and it goes on.
    public func take(
        _ bytes: [UInt8], door: String, carrier: Identifier?, request: String?, patience: Duration, access: Access
    ) async throws -> Intake {
        let received = try await receive(bytes, door: door, carrier: carrier, request: request, access: access)
        let reading = Task { try await read(received) }
        return try await withCheckedThrowingContinuation { continuation in
            // Whichever comes first answers; the reading is nobody's to cancel.
            let answer = Answer(continuation)
            Task { answer.give(await reading.result.map(Intake.read)) }
            Task {
                try? await Task.sleep(for: patience)
                answer.give(.success(.reading(received.transmission)))
            }
        }
    }

    /// What became of a transmission; nil when no such one was received.
    public func intake(_ transmission: Identifier) async throws -> Intake? {
        guard let state = try await storage.transmission(transmission) else { return nil }
        // Asked in this order: a report from before the end would lack what was read between.
        guard try await storage.isRead(state.duplicateOf ?? transmission) else { return .reading(transmission) }
        return try await collector.report(transmission).map(Intake.read)
    }

    /// An answer that is given once.
    private final class Answer: Sendable {
        private let waiting: Mutex<CheckedContinuation<Intake, any Error>?>

        init(_ continuation: CheckedContinuation<Intake, any Error>) { waiting = Mutex(continuation) }

        func give(_ result: Result<Intake, any Error>) {
            let continuation = waiting.withLock { waiting in
                defer { waiting = nil }
                return waiting
            }
            continuation?.resume(with: result)
        }
    }

    private func receive(
        _ bytes: [UInt8], door: String, carrier: Identifier?, request: String?, access: Access
    ) async throws -> Received {
        if storage.isFull { throw StorageError.full }
        return try await collector.receive(bytes, door: door, carrier: carrier, request: request, access: access)
    }

    private func read(_ received: Received) async throws -> ReadingReport {
        if received.duplicateOf != nil || received.isRepeated {
            // Its answer is that of the first, which somebody may be reading at this moment.
            for _ in 0..<600 {
                guard try await !storage.isRead(received.duplicateOf ?? received.transmission) else { break }
                try await Task.sleep(for: .milliseconds(50))
            }
            let report =
                try await collector.report(received.transmission)
                ?? ReadingReport(transmission: received.transmission, duplicateOf: received.duplicateOf)
            if !received.isRepeated { figures.received(report) }
            return report
        }
        // The door reads at once what it has just made durable; the work that commit 1 left is for the case that it dies here.
        let claim = WorkClaim(kind: .read, key: received.transmission.bytes, due: clock.now(), generation: 1, attempts: 1)
        for tries in 0... {
            do {
                let report = try await collector.read(claim)
                figures.received(report)
                return report
            } catch let error as CollectionError {
                throw error
            } catch StorageError.unwritable where tries < 3 && !Task.isCancelled {
                // A disk that stutters: the bytes are durable, and the reading goes on where it stopped.
                try? await Task.sleep(for: .milliseconds(300))
            } catch {
                break
            }
        }
        throw ServiceError.keptUnread(transmission: received.transmission)
    }
}
