import Casework
import Collection
import Foundation
import Oversight
import Service
import Simulator
import Storage
import Travel

/// How many travellers a second go the whole way: from the bytes of a file to the last step that follows from them, each step
/// durable.
enum WayBenchmark {
    static func run(seed: UInt64, travellers: Int) async throws {
        guard let now = Instant(rfc3339: "2026-11-25T08:00:00Z") else { return }
        let world = try World.generate(WorldConfiguration(seed: seed, now: now, hubs: ["MLA"], travellers: travellers))
        let folder = try TemporaryFolder("way")
        defer { folder.remove() }
        let unit = try await unit(in: folder.path + "/unit", at: now)
        for list in world.watchlists {
            let answer = await unit.answer(.importList(csv: Data(list.csv.utf8), strict: false), as: "list-owner", user: Int(getuid()))
            if let failure = answer.failure { throw BenchmarkFailure("the list was not imported: \(failure)") }
        }
        let workers = Workers(unit: unit)
        try await workers.drain()

        let entries = try await unit.storage.logSize()
        let start = (wall: Measurement.wallSeconds(), processor: Measurement.processSeconds())
        let people = try await ingest(world, into: unit)
        let read = (wall: Measurement.wallSeconds(), processor: Measurement.processSeconds())
        let steps = try await workers.drain()
        try await unit.checkpointer.advance()
        let end = (wall: Measurement.wallSeconds(), processor: Measurement.processSeconds())
        let made = try await unit.storage.logSize() - entries
        let failed = workers.failed
        await unit.close()
        if failed > 0 { throw BenchmarkFailure("\(failed) steps failed and were put back") }

        let bytes = world.messages.reduce(0) { $0 + $1.bytes.count }
        let sync = Machine.syncMilliseconds(in: folder.path)
        print(
            "way: \(world.travellers) people on \(world.flights.count) flights; \(world.messages.count) PNRGOV and PAXLST messages of"
                + " \(TextTable.grouped(bytes)) bytes name \(people) travellers; \(world.watchlists.reduce(0) { $0 + $1.entries }) watchlist"
                + " entries; three indicators; fdatasync \(TextTable.number(sync)) ms")
        var table = TextTable(["what", "s", "processor s", "travellers/s", "people/s"])
        func row(_ name: String, _ wall: Double, _ processor: Double) {
            table.add([
                name, TextTable.number(wall), TextTable.number(processor), TextTable.number(Double(people) / max(wall, 1e-9)),
                TextTable.number(Double(world.travellers) / max(wall, 1e-9)),
            ])
        }
        row("received and read", read.wall - start.wall, read.processor - start.processor)
        row("assessed, linked, raised", end.wall - read.wall, end.processor - read.processor)
        row("the whole way", end.wall - start.wall, end.processor - start.processor)
        table.print()
        print("  \(steps) steps, \(made) log entries\n")
    }

    private static func unit(in path: String, at now: Instant) async throws -> Service.Unit {
        let folder = UnitFolder(path)
        let clock = DomainClock.fixed(now)
        _ = try await UnitSetup.run(
            folder: folder, state: "MLT", origin: "log.example/bench", accounts: [], osUser: Int(getuid()), realTime: clock,
            passwords: PasswordThread())
        let unit = try await Service.Unit(folder: folder, clock: clock, realTime: clock)
        _ = try await unit.accounts.add(name: "list-owner", role: .listOwner, osUser: Int(getuid()), access: operation)
        return unit
    }

    /// Sixteen files at a time, as `plimsoll ingest` does. Returns how many travellers the messages name.
    private static func ingest(_ world: World, into unit: Service.Unit) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            var next = world.messages.makeIterator()
            func add() {
                guard let message = next.next() else { return }
                group.addTask {
                    let report = try await unit.ingest(message.bytes, door: "command", access: operation)
                    return report.messages.reduce(0) { $0 + $1.travellers }
                }
            }
            for _ in 0..<16 { add() }
            var people = 0
            while let count = try await group.next() {
                people += count
                add()
            }
            return people
        }
    }

    static let operation = Access(account: nil, purpose: "operation", reference: "benchmark")
}

/// Why a benchmark has no figure.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
