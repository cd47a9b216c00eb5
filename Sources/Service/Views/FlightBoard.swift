import Casework
public import Storage
public import Travel

/// What a board is asked to show.
public struct FlightFilter: Hashable, Sendable {
    /// A day in UTC; nil for the hours around now.
    public var day: LocalDate?
    public var carrier: String?
    public var airport: String?
    public var hasOpenAlerts: Bool
    public var hasGaps: Bool

    public init(
        day: LocalDate? = nil, carrier: String? = nil, airport: String? = nil, hasOpenAlerts: Bool = false, hasGaps: Bool = false
    ) {
        self.day = day
        self.carrier = carrier
        self.airport = airport
        self.hasOpenAlerts = hasOpenAlerts
        self.hasGaps = hasGaps
    }
}

/// Flights that land here or leave here in a stretch of time.
public struct FlightBoard: Sendable {
    /// A flight with what has come in about it.
    public struct Line: Sendable {
        public var summary: VoyageSummary
        public var report: FlightReport
    }
    public var lines: [Line]
    /// Without a known time: such have no place in the order. On the first page only.
    public var untimed: [Line]
    public var from: Instant
    public var to: Instant
    /// Where the next page begins; nil on the last.
    public var next: VoyageCursor?

    /// How far the board looks from now on by itself.
    public static let secondsBefore: Int64 = 12 * 3_600
    public static let secondsAhead: Int64 = 48 * 3_600
    /// Flights without a time that are shown.
    public static let mostUntimed = 20
}

extension VoyageCursor {
    /// As an address carries it.
    public var text: String { "\(moment.microseconds)-\(key.month)-\(key.voyage)" }

    public init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let time = Int64(parts[0]), let month = Int(parts[1]), let voyage = Identifier(String(parts[2])) else {
            return nil
        }
        self.init(moment: Instant(microseconds: time), key: VoyageKey(month: month, voyage: voyage))
    }
}

extension Unit {
    /// The board, by the moment of each flight. It shows no person.
    public func flightBoard(_ filter: FlightFilter = FlightFilter(), after cursor: VoyageCursor? = nil, limit: Int = 50) async throws
        -> FlightBoard
    {
        let limit = min(max(1, limit), 200)
        let now = clock.now()
        var from = now - FlightBoard.secondsBefore
        var to = now + FlightBoard.secondsAhead
        if let day = filter.day {
            from = Instant(seconds: Int64(day.daysSince1970) * 86_400)
            to = from + 86_400
        }
        let window = VoyageWindow(
            from: from, to: to, carrier: filter.carrier, airport: filter.airport, hasOpenAlerts: filter.hasOpenAlerts)
        func lines(_ summaries: [VoyageSummary]) -> [FlightBoard.Line] {
            summaries.map { FlightBoard.Line(summary: $0, report: FlightReport($0, now: now)) }
                .filter { !filter.hasGaps || !$0.report.gaps.isEmpty }
        }
        var found: [FlightBoard.Line] = []
        var next = cursor
        // What is missing is worked out flight by flight: so many are looked at for one page, and the next goes on from there.
        for _ in 0..<(filter.hasGaps ? Self.rounds : 1) where found.count < limit {
            let page = try await storage.voyages(in: window, after: next, limit: limit - found.count, reading: Self.mostRead)
            found += lines(page.found)
            next = page.resume
            if next == nil { break }
        }
        var untimed: [FlightBoard.Line] = []
        if cursor == nil, filter.day == nil {
            untimed = lines(
                try await storage.voyagesWithoutTime(
                    announcedSince: now - FlightBoard.secondsAhead, like: window, limit: FlightBoard.mostUntimed))
        }
        return FlightBoard(lines: found, untimed: untimed, from: from, to: to, next: next)
    }

    private static let rounds = 10
    private static let mostRead = 2_000
}
