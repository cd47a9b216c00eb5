import Foundation

/// What the terminal at the other end can show.
enum Terminal {
    static var isInteractive: Bool { isatty(1) == 1 }
    static var hasColour: Bool { isInteractive && ProcessInfo.processInfo.environment["NO_COLOR"] == nil }

    static func error(_ text: String) { FileHandle.standardError.write(Data(("plimsoll: " + text + "\n").utf8)) }
}

/// Count, rate and time left: one line that changes in a terminal, a plain line every few seconds elsewhere.
struct Progress {
    private let label: String
    private let total: Int?
    private let silent: Bool
    private let started: Double
    private var shown: Double

    /// Seconds of the machine's uptime: a duration needs no calendar.
    private static func seconds() -> Double { ProcessInfo.processInfo.systemUptime }

    init(_ label: String, total: Int?, silent: Bool) {
        self.label = label
        self.total = total
        self.silent = silent
        started = Self.seconds()
        shown = 0
    }

    mutating func update(_ done: Int) {
        let now = Self.seconds()
        guard !silent, now - shown > (Terminal.isInteractive ? 0.1 : 5) else { return }
        shown = now
        write(line(done, at: now), end: Terminal.isInteractive ? "" : "\n")
    }

    mutating func finish(_ done: Int, unit: String) {
        guard !silent else { return }
        let elapsed = max(0.001, Self.seconds() - started)
        let rate = Int((Double(done) / elapsed).rounded())
        write("\(label): \(done) \(unit) in \(String(format: "%.1f", elapsed)) s (\(rate)/s)", end: "\n")
    }

    private func line(_ done: Int, at now: Double) -> String {
        let elapsed = max(0.001, now - started)
        let rate = Double(done) / elapsed
        guard let total, total > 0 else { return "\(label): \(done)  \(Int(rate))/s" }
        let left = rate > 0 ? Int((Double(total - done) / rate).rounded(.up)) : 0
        let width = 24
        let filled = min(width, done * width / total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        return "\(label) \(bar) \(done)/\(total)  \(Int(rate))/s  \(left) s left"
    }

    private func write(_ text: String, end: String) {
        let start = Terminal.isInteractive ? "\r\u{1B}[2K" : ""
        FileHandle.standardError.write(Data((start + text + end).utf8))
    }
}
