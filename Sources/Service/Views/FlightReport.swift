import Casework
public import Storage
public import Travel

/// What has come in about a flight, and what has not come that should have.
public struct FlightReport: Hashable, Sendable {
    /// How far the messages of one kind have come.
    public enum Progress: String, Hashable, Sendable, CaseIterable {
        case none
        /// The newest came before the departure.
        case before = "before-departure"
        case after = "after-departure"
        case closedOut = "close-out"
        /// There are some, and the departure or their time is not known.
        case received
    }
    /// A list that came in parts and not in all of them.
    public struct MissingParts: Hashable, Sendable {
        public var kind: String
        public var sender: String
        /// Parts that are missing among those that must exist.
        public var parts: [Int]
        /// False where the part that is marked as the last has not come: then nobody knows how many there are.
        public var hasLast: Bool

        public init(kind: String, sender: String, parts: [Int], hasLast: Bool) {
            self.kind = kind
            self.sender = sender
            self.parts = parts
            self.hasLast = hasLast
        }
    }
    /// Something that should be there by now.
    public enum Gap: Hashable, Sendable {
        case parts(MissingParts)
        case withoutAPI(Int, of: Int)
        case withoutPNR(Int, of: Int)
    }
    public var api: Progress
    public var pnr: Progress
    public var gaps: [Gap]
    /// When the newest message was received.
    public var newest: Instant?

    /// Bookings are due a day before departure (Directive 2016/681, article 8(3)), passenger lists when check-in has closed
    /// (Directive 2004/82, article 3(1)): by the departure at the latest.
    private static let bookingsDue: Int64 = 24 * 3_600
    private static let closeOuts: Set<String> = ["close-out", "close-out-on-board", "close-out-not-on-board"]

    public init(_ summary: VoyageSummary, now: Instant) {
        let voyage = summary.voyage
        let coverage = summary.coverage
        let messages = summary.messages
        let departure = voyage.departure ?? voyage.moment
        func progress(_ kind: String, known: Int) -> Progress {
            let said = messages.filter { $0.kind == kind }
            guard let newest = said.map(\.received).max() else { return known > 0 ? .received : .none }
            if said.contains(where: { Self.closeOuts.contains($0.action) }) { return .closedOut }
            guard let departure = voyage.departure else { return .received }
            return newest < departure ? .before : .after
        }
        api = progress("PAXLST", known: coverage.withAPI)
        pnr = progress("PNRGOV", known: coverage.withPNR)
        newest = messages.map(\.received).max()
        gaps = []
        guard voyage.status != "cancelled" else { return }
        gaps = Self.missingParts(messages).map(Gap.parts)
        guard let departure else { return }
        if coverage.withoutAPI > 0, now >= departure { gaps.append(.withoutAPI(coverage.withoutAPI, of: coverage.expected)) }
        if coverage.withoutPNR > 0, now >= departure - Self.bookingsDue {
            gaps.append(.withoutPNR(coverage.withoutPNR, of: coverage.expected - coverage.crew))
        }
    }

    /// Lists in parts that are not whole. An earlier one counts no more once the same sender has sent a whole one since that
    /// names no fewer: then nobody waits for its parts.
    /// - Parameter messages: newest first
    public static func missingParts(_ messages: [VoyageMessage]) -> [MissingParts] {
        struct Sender: Hashable {
            var kind: String
            var sender: String
        }
        struct List {
            var from: Sender
            var reference: String
            var parts: Set<Int> = []
            var last: Int?
            var named = 0

            var missing: [Int] {
                let end = last ?? parts.max() ?? 0
                return end > ListLimits.parts ? [] : (1...max(1, end)).filter { !parts.contains($0) }
            }
            var isWhole: Bool { last != nil && missing.isEmpty }
        }
        var lists: [List] = []
        for message in messages where !message.isDuplicate {
            let from = Sender(kind: message.kind, sender: message.sender)
            guard let part = message.part, part > 0 else {
                guard message.part == nil, message.finalPart != false, Self.names.contains(message.action) else { continue }
                lists.append(
                    List(
                        from: from, reference: message.id.description, parts: [1], last: 1, named: message.travellers + message.bookings))
                continue
            }
            // Without a common reference, only one transmission can say what belongs together.
            let reference = message.commonReference.isEmpty ? "\(message.transmission)" : "=" + message.commonReference
            let index = lists.firstIndex { $0.from == from && $0.reference == reference } ?? lists.endIndex
            if index == lists.endIndex { lists.append(List(from: from, reference: reference)) }
            lists[index].parts.insert(part)
            lists[index].named += message.travellers + message.bookings
            if message.finalPart == true { lists[index].last = part }
        }
        var missing: [MissingParts] = []
        for (index, list) in lists.enumerated() where !list.isWhole {
            let isOvertaken = lists[..<index].contains { $0.from == list.from && $0.isWhole && $0.named >= list.named }
            if isOvertaken { continue }
            missing.append(
                MissingParts(kind: list.from.kind, sender: list.from.sender, parts: list.missing, hasLast: list.last != nil))
        }
        return missing
    }

    /// Actions of messages that name everybody.
    private static let names: Set<String> = ["manifest", "close-out-on-board"]

    /// As a message's header can count them (UNH S010: four digits).
    private enum ListLimits { static let parts = 9_999 }
}
