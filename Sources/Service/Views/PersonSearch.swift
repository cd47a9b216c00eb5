public import Analysis
public import Casework
import Dispatch
public import Storage
import Synchronization
public import Travel

/// What somebody is looked for by. It stands in memory alone, for as long as the search takes.
public struct PersonSearch: Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case name, document, telephone, email, locator

        /// Whether it needs a period of travel.
        public var needsPeriod: Bool { self == .name || self == .locator }
    }
    public let kind: Kind
    public let level: NameSearch.Level
    public let period: ClosedRange<LocalDate>?
    private let term: String
    /// The normal form that tokens are made of; empty for a name.
    private let value: [UInt8]

    /// Days of travel that a search may look at.
    public static let mostDays = 31
    /// Letters of a term.
    public static let longest = 200

    /// Nil for a term that names nobody.
    public init?(_ kind: Kind, term: String, level: NameSearch.Level = .close, period: ClosedRange<LocalDate>? = nil) {
        guard term.count <= Self.longest else { return nil }
        let value: [UInt8]? =
            switch kind {
            case .name: term.unicodeScalars.filter(\.properties.isAlphabetic).count >= 2 ? [] : nil
            case .document: TokenValue.document(term)
            case .telephone: TokenValue.telephone(term)
            case .email: TokenValue.email(term)
            case .locator: TokenValue.locator(RecordLocator(value: term))
            }
        guard let value else { return nil }
        self.kind = kind
        self.term = term
        self.value = value
        self.level = level
        self.period = kind.needsPeriod ? period : nil
    }

    fileprivate func tokens(_ keys: KeySet) -> [Token] {
        switch kind {
        case .document: keys.living(.document, value)
        case .telephone: keys.living(.telephone, value)
        case .email: keys.living(.email, value)
        case .name, .locator: []
        }
    }
    /// A locator has another token on each voyage.
    fileprivate func tokens(_ keys: KeySet, on voyage: VoyageKey) -> [Token] { keys.living(.locator, voyage.voyage.bytes + value) }
    fileprivate var names: NameSearch { NameSearch(term, level: level) }
}

/// Whom a search found, opened.
public struct SearchFile: Sendable {
    public struct Line: Sendable {
        public var glance: PassageGlance
        public var traveller: Traveller?
        /// In thousandths; nil where nothing was weighed.
        public var score: Int?
    }
    public var search: KeptSearch
    public var lines: [Line]

    /// Passages that one search shows.
    public static let mostShown = 100
    /// Travellers whom one search by name compares.
    public static let mostCompared = 100_000
    /// Flights at which one search by locator looks.
    public static let mostVoyages = 20_000
    /// How long an address of results works.
    public static let seconds: Int64 = 15 * 60
}

/// Searches that run: more at once are told to come back, since each is seconds of work.
final class RunningSearches: Sendable {
    private static let most = 2
    private let count = Mutex(0)

    func begin() throws {
        try count.withLock { count in
            guard count < Self.most else { throw StorageError.full }
            count += 1
        }
    }
    func end() { count.withLock { $0 -= 1 } }
}

extension Unit {
    private struct Found {
        var results: [KeptSearch.Result] = []
        var compared = 0
        var until: Instant?
    }

    /// Looks for somebody. That it was done, for which purpose, in which matter, and whom it found is one log entry, committed
    /// before this returns, also where nobody was found; what was asked for stands nowhere.
    /// - Parameter access: with the session that asks
    /// - Returns: the secret of the address under which this session sees whom it found
    public func search(_ search: PersonSearch, access: Access, mostCompared: Int = SearchFile.mostCompared) async throws -> String {
        guard let session = access.session else { throw ServiceError.unknown(what: "session") }
        try searches.begin()
        defer { searches.end() }
        var found = Found()
        switch search.kind {
        case .name: found = try await byName(search, most: mostCompared)
        case .locator: found = try await byLocator(search)
        case .document, .telephone, .email:
            let tokens = search.tokens(try await storage.keys(at: clock.now()))
            let keys = try await storage.passages(withSharedTokens: tokens, limit: SearchFile.mostShown + 1)
            found.results = keys.map { KeptSearch.Result(key: $0) }
        }
        let secret = Accounts.secret()
        let kept = KeptSearch(
            hash: sha256(Array(secret.utf8)), session: session, expires: clock.now() + SearchFile.seconds,
            purpose: access.purpose, reference: access.reference, kind: search.kind.rawValue,
            level: search.kind == .name ? search.level.rawValue : nil, period: search.period, compared: found.compared,
            comparedUntil: found.until, isCut: found.results.count > SearchFile.mostShown,
            results: Array(found.results.prefix(SearchFile.mostShown)))
        try await storage.record(search: kept, access: access, at: clock.now())
        return secret
    }

    /// Whom a search found; nil when it has expired, or another session made it. Whom it shows was recorded with the search.
    public func searchFile(_ secret: String, access: Access) async throws -> SearchFile? {
        guard let session = access.session,
            let search = try await storage.search(hash: sha256(Array(secret.utf8)), session: session, at: clock.now())
        else { return nil }
        var access = access
        access.purpose = search.purpose
        access.reference = search.reference
        let glances = try await storage.glances(of: search.results.map(\.key))
        let present = search.results.compactMap { result in glances[result.key].map { (result, $0) } }
        let opened = try await storage.open(
            identities: present.compactMap(\.1.facts), access: access, what: search.what, at: clock.now(),
            naming: present.map(\.0.key.passage), refresh: true)
        return SearchFile(
            search: search,
            lines: present.map { result, glance in
                SearchFile.Line(glance: glance, traveller: opened.facts(Traveller.self, of: glance.facts), score: result.score)
            })
    }

    // MARK: By name

    private static let slice = 500

    /// Goes through all who travel in the period, those without a known time first. Whoever is only compared is opened as a step of
    /// the unit; whoever is found is in the entry of the search.
    private func byName(_ search: PersonSearch, most: Int) async throws -> Found {
        guard let period = search.period else { throw ServiceError.request("no period") }
        let (from, to) = Self.bounds(period)
        let names = search.names
        var found = Found()
        for isTimed in [false, true] {
            var last: ComparablePassage?
            repeat {
                guard found.compared < most else {
                    found.until = last?.moment ?? from
                    return found
                }
                let limit = min(Self.slice, most - found.compared)
                let slice =
                    isTimed
                    ? try await storage.passages(travellingFrom: from, to: to, after: last, limit: limit)
                    : try await storage.passagesWithoutTime(in: period, after: last, limit: limit)
                let opened = try await storage.open(
                    identities: slice.flatMap(\.versions), access: .assessment, what: "search", at: clock.now())
                let matches = await Self.aside {
                    names.found(
                        among: slice.map { passage in
                            NameSearch.Candidate(
                                key: passage.key, travellers: passage.versions.compactMap { opened.facts(Traveller.self, of: $0) })
                        })
                }
                found.compared += slice.count
                found.results += matches.map { KeptSearch.Result(key: $0.key, score: $0.score) }
                found.results.sort { a, b in
                    (b.score ?? 0, a.key.month, a.key.voyage, a.key.passage) < (a.score ?? 0, b.key.month, b.key.voyage, b.key.passage)
                }
                found.results = Array(found.results.prefix(SearchFile.mostShown + 1))
                last = slice.count == limit ? slice.last : nil
            } while last != nil
        }
        return found
    }

    /// On a thread that may work for long.
    private static func aside<Answer: Sendable>(_ work: @escaping @Sendable () -> Answer) async -> Answer {
        await withCheckedContinuation { continuation in DispatchQueue.global().async { continuation.resume(returning: work()) } }
    }

    // MARK: By locator

    private func byLocator(_ search: PersonSearch) async throws -> Found {
        guard let period = search.period else { throw ServiceError.request("no period") }
        let (from, to) = Self.bounds(period)
        let keys = try await storage.keys(at: clock.now())
        var found = Found()
        var last: VoyageCursor?
        repeat {
            guard found.compared < SearchFile.mostVoyages else {
                found.until = last?.moment
                return found
            }
            let slice = try await storage.voyages(travellingFrom: from, to: to, after: last, limit: Self.slice)
            let tokens = await Self.aside { slice.map { (voyage: $0.key, tokens: search.tokens(keys, on: $0.key)) } }
            let people = try await storage.passages(
                withBookingTokens: tokens, limit: SearchFile.mostShown + 1 - min(SearchFile.mostShown, found.results.count))
            found.results += people.filter { person in !found.results.contains { $0.key == person } }.map { KeptSearch.Result(key: $0) }
            found.compared += slice.count
            last = slice.count == Self.slice ? slice.last : nil
        } while last != nil && found.results.count <= SearchFile.mostShown
        return found
    }

    /// The days of the period in UTC.
    private static func bounds(_ period: ClosedRange<LocalDate>) -> (from: Instant, to: Instant) {
        func start(_ day: LocalDate) -> Instant { Instant(seconds: Int64(day.daysSince1970) * 86_400) }
        return (start(period.lowerBound), start(period.upperBound.adding(days: 1)))
    }
}
