public import Casework
public import Storage
public import Travel

/// All that is known of one traveller on one voyage.
public struct TravellerFile: Sendable {
    /// Another voyage on which somebody has the same document.
    public struct Other: Sendable {
        public var glance: PassageGlance
        public var traveller: Traveller?
    }
    public var detail: PassageDetail
    /// What the passenger list says; nil where there is none, or its key is gone.
    public var api: Traveller?
    /// What the booking's message says.
    public var pnr: Traveller?
    /// Without card numbers.
    public var booking: Booking?
    /// Those that hold first, the heaviest before others.
    public var hits: [HitFile]
    public var companions: [AlertFile.Companion]
    public var messages: [AlertFile.Message]
    public var others: [Other]
    /// Who opened this page or an alert of this passage, newest first. Lists that named the person among others are not here:
    /// their entries hold the names of the passages, and no index leads from a passage to them.
    public var readings: [MatterLine]

    /// The one that people see first.
    public var traveller: Traveller? { api ?? pnr }
    public var conflicts: Set<FactField> { AlertFile.conflicts(api, pnr) }

    /// Other voyages that are shown.
    public static let mostOthers = 20
    /// Alerts whose readings are looked up.
    private static let mostAlerts = 8

    static func alertsRead(_ alerts: [AlertState]) -> [AlertState] { Array(alerts.prefix(mostAlerts)) }
}

extension Unit {
    /// Everything about a traveller. What it shows of people, companions and other voyages included, is one log entry, committed
    /// before the answer; the same page again in the same session names only who is new on it.
    /// - Throws: ``ServiceError/unknown(what:)``
    public func travellerFile(_ key: PassageKey, access: Access) async throws -> TravellerFile {
        guard let detail = try await storage.passageDetail(key) else { throw ServiceError.unknown(what: "traveller") }
        let now = clock.now()
        let sealed = SealedPassage(detail)
        let versions = try await storage.factsVersions(of: key)
        let others = try await sameDocument(as: versions.map { sealed.facts($0.version) }, but: key)
        var access = access
        access.reference = key.passage.description
        let opened = try await storage.open(
            identities: Array(Set(sealed.subjects(versions) + others.compactMap(\.facts))), access: access, what: "traveller", at: now,
            naming: sealed.people + others.map(\.key.passage), refresh: true)
        let passage = try await passage(sealed, versions, opened: opened)
        return TravellerFile(
            detail: detail, api: passage.api, pnr: passage.pnr, booking: passage.booking, hits: passage.hits,
            companions: passage.companions, messages: passage.messages,
            others: others.map { TravellerFile.Other(glance: $0, traveller: opened.facts(Traveller.self, of: $0.facts)) },
            readings: try await readings(detail))
    }

    /// Documents stand in sealed facts, and their tokens may be of an earlier key: the facts are opened for them as a step of the
    /// unit. What is then shown is recorded with the rest of the page.
    private func sameDocument(as own: [SealedSubject], but key: PassageKey) async throws -> [PassageGlance] {
        let now = clock.now()
        let opened = try await storage.open(identities: own, access: .assessment, what: "traveller", at: now)
        let documents = own.compactMap { opened.facts(Traveller.self, of: $0) }.flatMap(\.documents)
        let numbers = Set(documents.filter { !$0.isPermission }.compactMap { $0.number.flatMap(TokenValue.document) })
        let keys = try await storage.keys(at: now)
        // Somebody with more documents than these is somebody whose messages are wrong.
        let tokens = numbers.sorted { $0.lexicographicallyPrecedes($1) }.prefix(8).flatMap { keys.living(.document, $0) }
        return try await storage.passages(sharing: tokens, but: key, limit: TravellerFile.mostOthers)
    }

    private func readings(_ detail: PassageDetail) async throws -> [MatterLine] {
        var lines = try await storage.acts(about: detail.key.passage.description)
        for alert in TravellerFile.alertsRead(detail.alerts) { lines += try await storage.acts(about: alert.alert.description) }
        return lines.filter { $0.type == LogEntryType.personalDataRead.rawValue }.sorted { $0.entry > $1.entry }
    }
}

extension PassageGlance {
    var facts: SealedSubject? {
        (apiVersion ?? pnrVersion).map { SealedSubject(voyage: key.voyageKey, subject: key.passage, version: $0) }
    }
}
