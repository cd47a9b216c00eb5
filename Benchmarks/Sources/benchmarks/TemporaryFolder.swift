import Foundation

/// A folder that is there for one benchmark.
struct TemporaryFolder {
    let path: String

    /// In `BENCH_FOLDER`, where it is set: the disk to measure; else where temporary files go.
    init(_ name: String) throws {
        let base = ProcessInfo.processInfo.environment["BENCH_FOLDER"] ?? FileManager.default.temporaryDirectory.path
        path = base + "/plimsoll-bench-\(name)-\(getpid())"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
