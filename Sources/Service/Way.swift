import Analysis
public import Casework
public import Collection
import Response
import Storage
import Travel

/// The way of a message, in one place: a line per step. Workers call it per claim; the doors call its first steps in a row.
extension Unit {
    func perform(_ claim: WorkClaim) async throws {
        switch claim.kind {
        case .read: figures.received(try await collector.read(claim))
        case .assess: try await judgement.assessor.assess(claim)
        case .link: try await judgement.linker.link(claim)
        case .raise: try await judgement.raiser.raise(claim)
        case .expire: try await judgement.expirer.expire(claim)
        case .rescreen:
            try await judgement.watchlists.reload(storage: storage, at: clock.now())
            _ = try await judgement.rescreener.rescreen(claim)
        }
    }

    /// Reads the lists anew where they have changed. Entries begin and end with the day: with a new one, all who are still to
    /// come are screened again.
    func beginDay() async throws {
        guard try await judgement.watchlists.reload(storage: storage, at: clock.now()) else { return }
        var act = Act(.assessment, nil, at: clock.now())
        act.add(Work(.rescreen, key: [], due: clock.now()))
        try await storage.commit(act)
    }

    /// Takes bytes in through a door and reads them: the answer comes after commit 2.
    public func ingest(_ bytes: [UInt8], door: String, carrier: Identifier? = nil, access: Access) async throws -> ReadingReport {
        if storage.isFull { throw StorageError.full }
        let received = try await collector.receive(bytes, door: door, carrier: carrier, access: access)
        if let first = received.duplicateOf {
            // The answer of a duplicate is that of the first, which somebody may be reading at this moment.
            for _ in 0..<600 {
                guard try await !storage.isRead(first) else { break }
                try await Task.sleep(for: .milliseconds(50))
            }
            let report =
                try await collector.report(received.transmission)
                ?? ReadingReport(transmission: received.transmission, duplicateOf: received.duplicateOf)
            figures.received(report)
            return report
        }
        // The door reads at once what it has just made durable; the work that commit 1 left is for the case that it dies here.
        let now = clock.now()
        do {
            let report = try await collector.read(
                WorkClaim(kind: .read, key: received.transmission.bytes, due: now, generation: 1, attempts: 1))
            figures.received(report)
            return report
        } catch let error as CollectionError {
            throw error
        } catch {
            throw ServiceError.keptUnread(transmission: received.transmission)
        }
    }
}
