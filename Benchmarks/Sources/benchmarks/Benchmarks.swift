import Foundation

/// Prints figures of this machine as plain tables. `ONLY` names one of them, `SEED` another seed, `TRAVELLERS` and `ENTRIES`
/// other sizes.
@main struct Benchmarks {
    static func main() async {
        let environment = ProcessInfo.processInfo.environment
        let only = environment["ONLY"] ?? ""
        let known = ["readers", "way", "log"]
        guard only.isEmpty || known.contains(only) else {
            print("ONLY=\(only) is no benchmark: \(known.joined(separator: ", "))")
            exit(2)
        }
        do {
            let seed = try number("SEED", environment, 1, 0...Int.max)
            let travellers = try number("TRAVELLERS", environment, 4_000, 1...300_000)
            let entries = try number("ENTRIES", environment, 20_000, 128...10_000_000)
            let machine = Machine.read()
            print("\(machine.cores) cores, \(machine.model), load \(machine.load)")
            print("seed \(seed), \(travellers) travellers, \(entries) log entries\n")
            if only.isEmpty || only == "readers" { ReadersBenchmark.run(seed: UInt64(seed)) }
            fflush(nil)
            if only.isEmpty || only == "way" { try await WayBenchmark.run(seed: UInt64(seed), travellers: travellers) }
            fflush(nil)
            if only.isEmpty || only == "log" { try await LogBenchmark.run(seed: UInt64(seed), entries: entries) }
        } catch {
            print("no figure: \(error)")
            exit(1)
        }
    }

    private static func number(_ name: String, _ environment: [String: String], _ standard: Int, _ range: ClosedRange<Int>) throws -> Int {
        guard let text = environment[name], !text.isEmpty else { return standard }
        guard let value = Int(text), range.contains(value) else {
            throw BenchmarkFailure("\(name)=\(text): expected a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }
}
