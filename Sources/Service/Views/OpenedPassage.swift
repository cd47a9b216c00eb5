import Casework
import Storage
import Travel

extension [SealedSubject: [UInt8]] {
    /// The facts of a subject that has been opened; nil where it is none, its key is gone, or it holds something else.
    func facts<Facts: PackedFact>(_ type: Facts.Type, of subject: SealedSubject?) -> Facts? {
        subject.flatMap { self[$0] }.flatMap { try? PackedFacts.decode(type, from: $0) }
    }
}

/// What an alert's page and a traveller's page both show of a passage, before it is opened.
struct SealedPassage {
    var key: PassageKey
    var apiVersion: Int?
    var pnrVersion: Int?
    var booking: SealedSubject?
    var hits: [HitState]
    var companions: [JudgedCompanion]
    var messages: [SpeakingMessage]

    init(_ detail: AlertDetail) {
        self.init(
            key: detail.row.state.key, versions: (detail.row.apiVersion, detail.row.pnrVersion),
            booking: (detail.row.booking, detail.row.bookingVersion), hits: detail.hits, companions: detail.companions,
            messages: detail.messages)
    }

    init(_ detail: PassageDetail) {
        self.init(
            key: detail.key, versions: (detail.apiVersion, detail.pnrVersion), booking: (detail.booking, detail.bookingVersion),
            hits: detail.hits, companions: detail.companions, messages: detail.messages)
    }

    private init(
        key: PassageKey, versions: (api: Int?, pnr: Int?), booking: (id: Identifier?, version: Int?), hits: [HitState],
        companions: [JudgedCompanion], messages: [SpeakingMessage]
    ) {
        self.key = key
        apiVersion = versions.api
        pnrVersion = versions.pnr
        if let id = booking.id, let version = booking.version {
            self.booking = SealedSubject(voyage: key.voyageKey, subject: id, version: version)
        }
        self.hits = hits
        self.companions = companions
        self.messages = messages
    }

    /// One version of what was said about the passage.
    func facts(_ version: Int) -> SealedSubject { SealedSubject(voyage: key.voyageKey, subject: key.passage, version: version) }

    /// Whom a log entry has to name.
    var people: [Identifier] { [key.passage] + companions.map(\.key.passage) }

    /// All that has to be opened, with each version of what was said.
    func subjects(_ versions: [FactsVersion]) -> [SealedSubject] {
        versions.map { facts($0.version) } + hits.map(\.explanation) + companions.compactMap(\.facts) + [booking].compactMap { $0 }
    }
}

/// The same, opened.
struct OpenedPassage {
    var api: Traveller?
    var pnr: Traveller?
    var booking: Booking?
    /// Those that hold first, the heaviest before others.
    var hits: [HitFile]
    var companions: [AlertFile.Companion]
    var messages: [AlertFile.Message]
}

extension Unit {
    /// - Parameter opened: the subjects of the passage, after the reading has been recorded
    func passage(
        _ sealed: SealedPassage, _ versions: [FactsVersion], opened: [SealedSubject: [UInt8]], withPlaces: Bool = false
    ) async throws -> OpenedPassage {
        func traveller(_ version: Int?) -> Traveller? { opened.facts(Traveller.self, of: version.map(sealed.facts)) }
        let files = try await hitFiles(sealed.hits, opened: opened, withPlaces: withPlaces)
        return OpenedPassage(
            api: traveller(sealed.apiVersion), pnr: traveller(sealed.pnrVersion),
            booking: opened.facts(BookingFacts.self, of: sealed.booking)?.booking,
            hits: sealed.hits.compactMap { files[$0.hit] }.sorted {
                ($0.state.ended == nil ? 0 : 1, -$0.state.weight) < ($1.state.ended == nil ? 0 : 1, -$1.state.weight)
            },
            companions: sealed.companions.map { other in
                AlertFile.Companion(row: other, traveller: opened.facts(Traveller.self, of: other.facts))
            },
            messages: try await messages(sealed.messages, about: sealed.key, said: versions.map { ($0, traveller($0.version)) }))
    }
}

extension JudgedCompanion {
    var facts: SealedSubject? {
        (apiVersion ?? pnrVersion).map { SealedSubject(voyage: key.voyageKey, subject: key.passage, version: $0) }
    }
}
