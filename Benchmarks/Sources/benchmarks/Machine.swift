import Foundation

/// What the figures were measured on: without it they mean nothing.
struct Machine {
    var cores: Int
    var model: String
    /// Processes that wanted a core, on average over one minute.
    var load: String

    static func read() -> Machine {
        let processors = text("/proc/cpuinfo").split(separator: "\n")
        let model = processors.first { $0.hasPrefix("model name") }?.split(separator: ":").last.map { $0.drop { $0 == " " } }
        return Machine(
            cores: ProcessInfo.processInfo.activeProcessorCount, model: model.map { String($0) } ?? "unknown processor",
            load: text("/proc/loadavg").split(separator: " ").first.map { String($0) } ?? "unknown")
    }

    private static func text(_ path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Milliseconds until 4 KB that were appended to a file in the folder are on the disk: median of 21.
    static func syncMilliseconds(in folder: String) -> Double {
        let path = folder + "/sync"
        let file = open(path, O_CREAT | O_WRONLY | O_APPEND, 0o600)
        guard file >= 0 else { return 0 }
        defer {
            close(file)
            unlink(path)
        }
        let block = [UInt8](repeating: 0x2E, count: 4_096)
        var taken: [Double] = []
        for _ in 0..<21 {
            let start = Measurement.wallSeconds()
            guard write(file, block, block.count) == block.count, fdatasync(file) == 0 else { return 0 }
            taken.append((Measurement.wallSeconds() - start) * 1_000)
        }
        return taken.sorted()[10]
    }
}
