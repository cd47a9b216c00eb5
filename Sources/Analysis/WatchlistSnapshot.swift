public import Casework
import NameScreening
public import Travel

/// One entry of a list, as it is screened with.
public struct WatchlistEntry: Hashable, Sendable {
    /// Name of the list.
    public var list: String
    public var entry: Identifier
    public var version: Int
    public var facts: ListEntryFacts
    public var validFrom: LocalDate?
    public var validTo: LocalDate?

    public init(list: String, entry: Identifier, version: Int, facts: ListEntryFacts, validFrom: LocalDate?, validTo: LocalDate?) {
        self.list = list
        self.entry = entry
        self.version = version
        self.facts = facts
        self.validFrom = validFrom
        self.validTo = validTo
    }

    func isValid(on day: LocalDate) -> Bool { (validFrom ?? day) <= day && day <= (validTo ?? day) }
}

/// All lists as they stood at one moment: an index of names, and a map of document numbers. Immutable.
public final class WatchlistSnapshot: Sendable {
    /// Number of the log entry that last changed a list.
    public let label: String
    public let count: Int
    private let index: ScreeningIndex
    private let entries: [Identifier: WatchlistEntry]
    private let byDocument: [[UInt8]: [Identifier]]
    /// Days on which an entry begins, or is over for the first time; in order.
    private let turns: [LocalDate]

    public init(label: String, _ all: [WatchlistEntry]) {
        self.label = label
        var entries: [Identifier: WatchlistEntry] = [:]
        var byDocument: [[UInt8]: [Identifier]] = [:]
        for entry in all {
            entries[entry.entry] = entry
            for number in Set(entry.facts.documents.compactMap { $0.number.flatMap(TokenValue.document) }) {
                byDocument[number, default: []].append(entry.entry)
            }
        }
        self.entries = entries
        self.byDocument = byDocument
        turns = Set(all.flatMap { [$0.validFrom, $0.validTo?.adding(days: 1)].compactMap { $0 } }).sorted()
        count = entries.count
        index = ScreeningIndex(Snapshot(all.map(Self.screened)))
    }

    func entry(_ id: Identifier) -> WatchlistEntry? { entries[id] }

    /// Whether an entry begins or ends after one day, and until another.
    func changes(after day: LocalDate, until today: LocalDate) -> Bool { turns.contains { $0 > day && $0 <= today } }

    /// Entries that have the document's number, valid on that day.
    func entries(withDocument number: [UInt8], on day: LocalDate) -> [WatchlistEntry] {
        (byDocument[number] ?? []).compactMap { entries[$0] }.filter { $0.isValid(on: day) }.sorted { $0.entry < $1.entry }
    }

    /// Entries that a person of these names may be, valid on that day, with the match that says why.
    func entries(like query: ScreeningQuery, minimumScore: Double, on day: LocalDate) -> [(entry: WatchlistEntry, match: Match)] {
        index.matches(for: query, limit: 50, minimumScore: minimumScore).compactMap { match in
            guard let entry = entries[Identifier(high: match.key.high, low: match.key.low)], entry.isValid(on: day) else { return nil }
            return (entry, match)
        }
    }

    private static func screened(_ entry: WatchlistEntry) -> ScreeningEntry {
        ScreeningEntry(
            key: EntryKey(high: entry.entry.high, low: entry.entry.low), names: entry.facts.names.map(screened),
            births: entry.facts.births.compactMap(screened), sex: screened(entry.facts.sex),
            nationalities: entry.facts.nationalities.map(normalState))
    }

    static func screened(_ name: PersonName) -> ScreenedName {
        name.family.isEmpty || name.given.isEmpty ? ScreenedName(full: name.full) : ScreenedName(family: name.family, given: name.given)
    }
    static func screened(_ date: PartialDate) -> BirthDate? { BirthDate(year: date.year, month: date.month, day: date.day) }
    static func screened(_ sex: Travel.Sex?) -> NameScreening.Sex {
        switch sex {
        case .female: .female
        case .male: .male
        case .unspecified, .unknown, nil: .unspecified
        }
    }
    static func normalState(_ code: String) -> String { ReferenceTables.country(anyCode: code)?.code ?? code }
}
