import Collection
import Synchronization
import TravelMessages

/// What this process has taken in since its start, in numbers only. Whole tables are never counted: a count that is asked for
/// every few seconds must cost the same in the fifth year as on the first day.
public final class Figures: Sendable {
    /// The numbers of one moment.
    public struct Snapshot: Hashable, Sendable {
        public var transmissions = 0
        public var duplicates = 0
        public var messages = 0
        public var travellers = 0
        /// Transmissions in which something was found that could not be repaired.
        public var withLosses = 0
    }
    private let state = Mutex(Snapshot())

    public var snapshot: Snapshot { state.withLock { $0 } }

    func received(_ report: ReadingReport) {
        let findings = report.findings + report.messages.flatMap(\.findings)
        state.withLock { figures in
            figures.transmissions += 1
            if report.duplicateOf != nil { figures.duplicates += 1 }
            figures.messages += report.messages.count
            figures.travellers += report.messages.reduce(0) { $0 + $1.travellers }
            if findings.contains(where: { $0.severity == .lost }) { figures.withLosses += 1 }
        }
    }
}
