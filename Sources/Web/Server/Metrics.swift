import Casework
import Service
import Storage

/// Figures for Prometheus (text format 0.0.4): counts alone, no label that names anybody.
enum Metrics {
    static func text(_ unit: Unit, _ workers: Workers) async throws -> String {
        let counts = try await unit.storage.unitCounts(at: unit.clock.now())
        let alerts = try await unit.storage.alertCounts()
        var lines: [String] = []
        func metric(_ name: String, _ kind: String, _ help: String, _ values: [(label: String, value: Int64)]) {
            lines += ["# HELP plimsoll_\(name) \(help)", "# TYPE plimsoll_\(name) \(kind)"]
            lines += values.map { "plimsoll_\(name)\($0.label) \($0.value)" }
        }
        metric("transmissions_total", "counter", "Transmissions received.", [("", Int64(counts.transmissions))])
        metric("messages_total", "counter", "Messages read.", [("", Int64(counts.messages))])
        metric("passages", "gauge", "Travellers on voyages.", [("", Int64(counts.passages))])
        metric(
            "alerts", "gauge", "Alerts by state.",
            AlertStatus.allCases.map { ("{status=\"\($0.rawValue)\"}", Int64(alerts[$0] ?? 0)) })
        metric("work_due", "gauge", "Steps that are due now.", [("", Int64(counts.workDue))])
        metric("steps_failed_total", "counter", "Steps that failed and were put back since the start.", [("", Int64(workers.failed))])
        metric("log_entries", "gauge", "Entries of the log.", [("", counts.logSize)])
        metric("queue_full", "gauge", "1 while senders are asked to come back later.", [("", unit.storage.isFull ? 1 : 0)])
        return lines.joined(separator: "\n") + "\n"
    }
}
