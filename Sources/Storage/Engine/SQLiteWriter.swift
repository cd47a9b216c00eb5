import Casework
import Crypto
import Foundation
import GRDB
import Synchronization
import TransparencyLog
import Travel

/// The one thread that writes. It takes whatever waits, puts it into one durable commit, each act within a savepoint, and
/// answers only when the disk has it.
final class SQLiteWriter: Sendable {
    private let pool: DatabasePool
    private let queue: CommitQueue
    private let hour: DomainClock?
    private let sealKey: SymmetricKey
    private let committed: @Sendable () -> Void
    private let ended = DispatchSemaphore(value: 0)
    private let failed = Mutex(0)

    /// How often something could not be written, since the start.
    var failures: Int { failed.withLock { $0 } }

    /// - Parameter hour: real time, for the hour that an entry shows; nil takes the act's own.
    init(pool: DatabasePool, queue: CommitQueue, hour: DomainClock?, sealKey: SymmetricKey, committed: @escaping @Sendable () -> Void) {
        self.pool = pool
        self.queue = queue
        self.hour = hour
        self.sealKey = sealKey
        self.committed = committed
    }

    func start() {
        let thread = Thread { [self] in
            while let requests = queue.take() {
                write(requests)
                // Claims alone change nothing that anybody waits for; telling would wake the claimer for ever.
                if requests.contains(where: { if case .acts = $0 { true } else { false } }) { committed() }
            }
            ended.signal()
        }
        thread.name = "plimsoll-writer"
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// Waits until all that was taken has been written.
    func stop() {
        queue.close()
        ended.wait()
        ended.signal()
    }

    private func write(_ requests: [CommitQueue.Request]) {
        var answers: [() -> Void] = []
        do {
            answers = try pool.writeWithoutTransaction { db in
                var answers: [() -> Void] = []
                try db.execute(sql: "BEGIN IMMEDIATE")
                do {
                    var next = try (Int64.fetchOne(db.cachedStatement(sql: "SELECT max(number) FROM log_entry")) ?? -1) + 1
                    for request in requests {
                        switch request {
                        case .acts(let acts, let continuation):
                            let results = try acts.map { act in
                                let result = Result { try attempt(act, number: next, db) }
                                try requireTransaction(db, after: result)
                                if case .success(let number?) = result { next = number + 1 }
                                return result
                            }
                            answers.append { continuation.resume(returning: results) }
                        case .claim(let claim, let continuation):
                            let result = Result { try SQLiteWork.claim(claim, db) }
                            try requireTransaction(db, after: result)
                            answers.append { continuation.resume(with: result) }
                        }
                    }
                    try db.execute(sql: "COMMIT")
                } catch {
                    if db.isInsideTransaction { try? db.execute(sql: "ROLLBACK") }
                    throw error
                }
                return answers
            }
        } catch {
            // Nothing of the group is on the disk, and nobody is told otherwise.
            let refusal = refusal(error)
            answers = requests.map { request in
                { () -> Void in
                    switch request {
                    case .acts(_, let continuation): continuation.resume(throwing: refusal)
                    case .claim(_, let continuation): continuation.resume(throwing: refusal)
                    }
                }
            }
        }
        for answer in answers { answer() }
    }

    /// A full disk may end the whole transaction, and take with it what earlier acts of the group wrote: then the group fails.
    /// Going on would commit each later act by itself, and answer the earlier ones as if they stood.
    private func requireTransaction<Answer>(_ db: Database, after result: Result<Answer, any Error>) throws {
        guard !db.isInsideTransaction else { return }
        _ = try result.get()
        throw StorageError.refused("the transaction ended by itself")
    }

    /// One act within a savepoint: it fails alone.
    private func attempt(_ act: Act, number: Int64, _ db: Database) throws -> Int64? {
        try db.statement("SAVEPOINT act").run([])
        do {
            let result = try SQLiteActs.apply(act, number: number, hour: (hour?.now() ?? act.at).hour, sealKey: sealKey, db)
            try db.statement("RELEASE act").run([])
            return result
        } catch {
            guard db.isInsideTransaction else { throw error }
            try db.cachedStatement(sql: "ROLLBACK TO act").execute()
            try db.statement("RELEASE act").run([])
            throw refusal(error)
        }
    }

    /// The engine's error without the values that it was about. What comes from the disk, or from another who holds the file, is told
    /// apart from what is wrong with the act: it passes.
    private func refusal(_ error: any Error) -> StorageError {
        if let error = error as? StorageError { return error }
        guard let error = error as? DatabaseError else { return .refused(String(describing: type(of: error))) }
        let words = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_NOMEM, .SQLITE_PROTOCOL:
            failed.withLock { $0 += 1 }
            return .unwritable(words)
        default: return .refused(words)
        }
    }
}
