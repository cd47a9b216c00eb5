import Casework
import Service
import Storage

/// Figures for Prometheus (text format 0.0.4): counts alone, no label that names anybody.
enum Metrics {
    static func text(_ unit: Unit, _ workers: Workers) async throws -> String {
        let figures = unit.figures.snapshot
        let open = try await unit.storage.openAlerts(limit: AlertQueue.mostCounted)
        let due = try await unit.storage.workDue(at: unit.clock.now(), limit: AlertQueue.mostCounted)
        var lines: [String] = []
        func metric(_ name: String, _ kind: String, _ help: String, _ values: [(label: String, value: Int64)]) {
            lines += ["# HELP plimsoll_\(name) \(help)", "# TYPE plimsoll_\(name) \(kind)"]
            lines += values.map { "plimsoll_\(name)\($0.label) \($0.value)" }
        }
        metric("transmissions_total", "counter", "Transmissions answered since the start.", [("", Int64(figures.transmissions))])
        metric("duplicates_total", "counter", "Of them, received before.", [("", Int64(figures.duplicates))])
        metric("losses_total", "counter", "Of them, with something that nobody could read.", [("", Int64(figures.withLosses))])
        metric("messages_total", "counter", "Messages read since the start.", [("", Int64(figures.messages))])
        metric("travellers_total", "counter", "Travellers named in them.", [("", Int64(figures.travellers))])
        metric("alerts_open", "gauge", "Alerts that wait for a decision; counts to 10000.", [("", Int64(open))])
        metric("work_due", "gauge", "Steps that are due now; counts to 10000 of each kind.", [("", Int64(due))])
        metric("steps_failed_total", "counter", "Steps that failed and were put back since the start.", [("", Int64(workers.failed))])
        metric("log_entries", "gauge", "Entries of the log.", [("", try await unit.storage.logSize())])
        metric("queue_full", "gauge", "1 while senders are asked to come back later.", [("", unit.storage.isFull ? 1 : 0)])
        return lines.joined(separator: "\n") + "\n"
    }
}
