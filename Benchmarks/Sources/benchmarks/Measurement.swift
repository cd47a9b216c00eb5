import Glibc

/// Times of a work that was done several times, in seconds of processor time of this thread: other work on the machine
/// does not count, though it still costs caches.
struct Measurement {
    /// Of one repetition each, ascending.
    let seconds: [Double]

    var best: Double { seconds.first ?? 0 }
    var median: Double { seconds.isEmpty ? 0 : seconds[seconds.count / 2] }

    /// Does the work so often that a round lasts about `roundSeconds`, in so many rounds, after one that does not count.
    init(rounds: Int, roundSeconds: Double = 0.1, _ work: () -> Void) {
        let start = Self.processorSeconds()
        work()
        let once = max(Self.processorSeconds() - start, 1e-7)
        let repetitions = max(1, Int(roundSeconds / once))
        var taken: [Double] = []
        for round in 0...rounds {
            let start = Self.processorSeconds()
            for _ in 0..<repetitions { work() }
            if round > 0 { taken.append((Self.processorSeconds() - start) / Double(repetitions)) }
        }
        seconds = taken.sorted()
    }

    /// Processor time of this thread.
    static func processorSeconds() -> Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

    /// Processor time of all threads of this process.
    static func processSeconds() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

    /// Time on a clock that never goes back.
    static func wallSeconds() -> Double { seconds(CLOCK_MONOTONIC) }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
