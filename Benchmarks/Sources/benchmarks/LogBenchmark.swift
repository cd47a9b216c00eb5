import Casework
import Oversight
import Storage
import TransparencyLog
import Travel

/// How fast entries are appended, each durable before its caller goes on, and how fast they are verified.
enum LogBenchmark {
    static func run(seed: UInt64, entries: Int) async throws {
        let folder = try TemporaryFolder("log")
        defer { folder.remove() }
        let path = folder.path + "/unit"
        try Storage.create(folder: path)
        let signer = try NoteSigner(name: NoteKeyName("log.example/bench"), seed: KeyFolder(folder: path).logSeed)
        let storage = try Storage(folder: path)
        let sync = Machine.syncMilliseconds(in: folder.path)
        print("log: entries of one row each; every caller waits until its entry is on the disk; fdatasync \(TextTable.number(sync)) ms")

        var table = TextTable(["what", "entries", "s", "processor s", "entries/s"])
        func row(_ name: String, _ count: Int, _ start: (wall: Double, processor: Double)) {
            let wall = Measurement.wallSeconds() - start.wall
            table.add([
                name, String(count), TextTable.number(wall), TextTable.number(Measurement.processSeconds() - start.processor),
                TextTable.number(Double(count) / max(wall, 1e-9)),
            ])
        }
        var number = 0
        for (callers, share) in [(1, 50), (16, 10), (128, 1)] {
            let count = max(callers, entries / share)
            let start = (Measurement.wallSeconds(), Measurement.processSeconds())
            try await append(count, from: number, callers: callers, to: storage)
            row("append, \(callers) caller\(callers == 1 ? "" : "s")", count, start)
            number += count
        }
        let checkpointer = try await Checkpointer(storage: storage, signer: signer)
        var start = (Measurement.wallSeconds(), Measurement.processSeconds())
        try await checkpointer.advance()
        row("tree and checkpoint", number, start)
        storage.close()

        start = (Measurement.wallSeconds(), Measurement.processSeconds())
        let report = try Verification.run(folder: path, vkey: signer.verifierKey.vkey, against: nil)
        guard report.isGood, Int(report.entries) == number else { throw BenchmarkFailure("the log does not verify: \(report.faultLines)") }
        row("verify", number, start)
        table.print()
    }

    private static func append(_ count: Int, from first: Int, callers: Int, to storage: Storage) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    for number in stride(from: first + caller, to: first + count, by: callers) {
                        var act = Act(WayBenchmark.operation, .accountChanged, at: Instant(seconds: 1_795_000_000))
                        act.insert(
                            AccountVersionRow(
                                account: Identifier(high: 1, low: UInt64(number)), version: 1, name: "account \(number)", role: .analyst,
                                status: "active", osUser: nil))
                        _ = try await storage.commit(act)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
