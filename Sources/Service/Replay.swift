import Analysis
import Casework
import Collection
import Foundation
import Oversight
import Storage
import Synchronization
public import Travel

/// Takes messages in at the times at which they once came: the domain clock follows the file, with every deadline, expiry and
/// new day between two messages, as fast as the machine can.
public struct Replay: Sendable {
    /// One line of the file: which message came when.
    public struct Receipt: Hashable, Sendable {
        public var file: String
        public var at: Instant
    }
    /// What came of a replay.
    public struct Outcome: Sendable {
        public var transmissions = 0
        public var travellers = 0
        /// Files that could not be taken in, each with the reason.
        public var failures: [String] = []
        /// The time that the domain clock ended at.
        public var end: Instant
    }

    /// Reads the lines of `received.csv`: a head line `file,received_at`, then a file's name and a time in UTC (RFC 3339) each.
    /// - Returns: the receipts by time; those of one time in the order of the file.
    /// - Throws: ``ServiceError/request(_:)``, which names the line.
    public static func receipts(_ bytes: [UInt8]) throws -> [Receipt] {
        var records = CommaSeparatedValues(bytes)
        guard let head = records.next(), head.fields.map({ $0.lowercased() }) == ["file", "received_at"] else {
            throw ServiceError.request("line 1: expected the columns file,received_at")
        }
        var receipts: [Receipt] = []
        while let record = records.next() {
            guard record.fields.count == 2, record.isUTF8, !record.isCut, !record.fields[0].isEmpty else {
                throw ServiceError.request("line \(record.line): expected a file and a time, such as 0001.edi,2026-11-25T08:00:00Z")
            }
            guard let at = Instant(rfc3339: record.fields[1]) else {
                throw ServiceError.request(
                    "line \(record.line): \(record.fields[1]) is no time in UTC, such as 2026-11-25T08:00:00Z")
            }
            receipts.append(Receipt(file: record.fields[0], at: at))
        }
        return receipts.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    /// A clock that only the replay turns, and only forwards.
    private final class Clock: Sendable {
        private let held: Mutex<Instant>

        init(_ start: Instant) { held = Mutex(start) }

        var domain: DomainClock { DomainClock { self.held.withLock { $0 } } }
        func advance(to instant: Instant) { held.withLock { $0 = max($0, instant) } }
    }

    private let unit: Unit
    private let workers: Workers
    private let clock: Clock
    private let access: Access
    private var day: LocalDate

    private init(unit: Unit, clock: Clock, access: Access) {
        self.unit = unit
        self.clock = clock
        self.access = access
        workers = Workers(unit: unit)
        day = unit.clock.now().utc.date
    }

    /// Opens the unit with a clock of its own, replays, and closes it.
    /// - Parameters:
    ///   - read: the bytes of a file, or nil when there are none
    ///   - progress: files done so far
    /// - Throws: `ServiceError`, before anything has been taken in, when a unit runs in the folder, or has already received
    ///   something later than the first line.
    public static func run(
        folder: UnitFolder, receipts: [Receipt], as name: String?, user: Int, read: (String) -> [UInt8]?, progress: (Int) -> Void
    ) async throws -> Outcome {
        guard let first = receipts.first else { throw ServiceError.request("there is nothing to replay") }
        guard ControlSocket.Client(path: folder.socket) == nil else { throw ServiceError.unitRunning(folder: folder.path) }
        let clock = Clock(first.at)
        let unit = try await Unit(folder: folder, clock: clock.domain)
        let outcome: Outcome
        do {
            if let newest = try await unit.storage.newestReceipt(), newest > first.at {
                throw ServiceError.request(
                    "the unit has received something at \(newest.rfc3339), after the first line (\(first.at.rfc3339)): replay into a new folder"
                )
            }
            let account = try await unit.commandAccount(name, user: user, permission: .messagesIngest)
            let access = try unit.access(account, .messagesIngest, purpose: "operation", reference: "os-user \(user), replay")
            var replay = Replay(unit: unit, clock: clock, access: access)
            outcome = try await replay.take(receipts, read: read, progress: progress)
        } catch {
            await unit.close()
            throw error
        }
        await unit.close()
        return outcome
    }

    private mutating func take(_ receipts: [Receipt], read: (String) -> [UInt8]?, progress: (Int) -> Void) async throws -> Outcome {
        var outcome = Outcome(end: unit.clock.now())
        for (done, receipt) in receipts.enumerated() {
            try await pass(until: receipt.at)
            if let bytes = read(receipt.file) {
                do {
                    let report = try await unit.ingest(bytes, door: "replay", access: access)
                    outcome.transmissions += 1
                    outcome.travellers += report.messages.reduce(0) { $0 + $1.travellers }
                } catch let error as CollectionError {
                    outcome.failures.append("\(receipt.file): \(error)")
                }
            } else {
                outcome.failures.append("\(receipt.file): missing or unreadable")
            }
            try await workers.drain()
            if done % 256 == 255 { try await unit.checkpointer.advance() }
            progress(done + 1)
        }
        outcome.end = unit.clock.now()
        return outcome
    }

    /// What happens by itself between two messages: deadlines in their order, and each new day.
    private mutating func pass(until end: Instant) async throws {
        while true {
            let midnight = Instant(seconds: (Int64(day.daysSince1970) + 1) * 86_400)
            let due = try await unit.storage.nextDue().map { max($0, unit.clock.now()) }
            let next = min(midnight, due ?? midnight)
            guard next <= end else { break }
            clock.advance(to: next)
            if next == midnight {
                day = day.adding(days: 1)
                try await unit.beginDay()
            }
            try await workers.drain()
        }
        clock.advance(to: end)
    }
}
