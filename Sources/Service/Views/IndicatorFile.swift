public import Casework
public import Storage
public import Travel

/// An indicator as its author wrote it, whether it runs, and what it finds.
public struct IndicatorFile: Sendable {
    public struct Day: Hashable, Sendable {
        public var date: LocalDate
        /// No further than ``IndicatorFile/mostHits``.
        public var hits: Int
    }
    public var stored: StoredIndicator
    /// Nil where this program does not know what it asks for.
    public var indicator: Indicator?
    /// Switched on, and its last day has not passed.
    public var runs: Bool
    public var versions: [IndicatorVersion]
    /// Today last.
    public var days: [Day]
    public var waiting: [ProposalState]

    public static let dayCount = 14
    public static let mostHits = 1_000
}

extension Unit {
    public func indicatorFiles() async throws -> [IndicatorFile] {
        var files: [IndicatorFile] = []
        for stored in try await storage.allIndicators() { files.append(try await indicatorFile(stored)) }
        return files
    }

    /// - Throws: ``ServiceError/unknown(what:)``
    public func indicatorFile(_ name: String) async throws -> IndicatorFile {
        guard let stored = try await storage.indicator(name) else { throw ServiceError.unknown(what: "indicator") }
        return try await indicatorFile(stored)
    }

    private func indicatorFile(_ stored: StoredIndicator) async throws -> IndicatorFile {
        let now = clock.now()
        let today = now.utc.date
        var days: [IndicatorFile.Day] = []
        for back in (0..<IndicatorFile.dayCount).reversed() {
            let date = today.adding(days: -back)
            let begin = Instant(seconds: Int64(date.daysSince1970) * 86_400)
            let hits = try await storage.countHits(
                ofSubject: Array(stored.name.utf8), from: begin, to: begin + 86_400, limit: IndicatorFile.mostHits)
            days.append(IndicatorFile.Day(date: date, hits: hits))
        }
        let indicator = try? Rules.indicator(yaml: stored.yaml, path: stored.name)
        let waiting = try await storage.waitingProposals().filter {
            $0.kind != .listImport && $0.subject == stored.name && $0.base == stored.version && !$0.isExpired(at: now)
        }
        return IndicatorFile(
            stored: stored, indicator: indicator, runs: stored.active && (indicator.map { $0.expiry >= today } ?? false),
            versions: try await storage.versions(ofIndicator: stored.name), days: days, waiting: waiting)
    }
}
