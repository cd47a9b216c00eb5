import Analysis
public import Casework
import Foundation
public import Response
public import Storage
public import Travel

/// All that an alert's page or command shows.
public struct AlertFile: Sendable {
    /// Somebody of the same booking.
    public struct Companion: Sendable {
        public var row: JudgedCompanion
        public var traveller: Traveller?
    }
    /// A message that speaks of the passage.
    public struct Message: Sendable {
        public var stored: StoredMessage
        /// Facts that it brought or changed.
        public var changed: [FactField]
        /// A full list that did not name the person.
        public var isAbsence: Bool
    }
    /// A telephone or a card, and how many bookings share it.
    public struct Hub: Sendable {
        public var kind: TokenKind
        public var bookings: Int
    }
    public var detail: AlertDetail
    public var legs: [Leg]
    /// What the passenger list says; nil where there is none, or its key is gone.
    public var api: Traveller?
    /// What the booking's message says.
    public var pnr: Traveller?
    public var booking: Booking?
    public var hits: [HitFile]
    public var companions: [Companion]
    public var messages: [Message]
    /// What the booking shares with so many others that it counts for nothing.
    public var hubs: [Hub]
    /// What analysts wrote, by version of the step.
    public var notes: [Int: String]
    /// Alerts of the same passage, and those that steps name.
    public var linked: [AlertState]
    /// Who read or decided it, newest first.
    public var acts: [MatterLine]

    public var state: AlertState { detail.row.state }
    /// The one that people see first.
    public var traveller: Traveller? { api ?? pnr }

    /// Facts that both messages state, and differently.
    public var conflicts: Set<FactField> { Self.conflicts(api, pnr) }

    static func conflicts(_ api: Traveller?, _ pnr: Traveller?) -> Set<FactField> {
        guard let api, let pnr else { return [] }
        var fields: Set<FactField> = []
        if let a = api.birthDate, let b = pnr.birthDate, a != b { fields.insert(.birthDate) }
        if let a = api.sex, let b = pnr.sex, a != b, a != .unknown, b != .unknown { fields.insert(.sex) }
        if !api.nationalities.isEmpty, !pnr.nationalities.isEmpty, Set(api.nationalities).isDisjoint(with: pnr.nationalities) {
            fields.insert(.nationality)
        }
        let names = [api, pnr].map { traveller in Set(traveller.names.compactMap(TokenValue.wholeName)) }
        if !names[0].isEmpty, !names[1].isEmpty, names[0].isDisjoint(with: names[1]) { fields.insert(.name) }
        let numbers = [api, pnr].map { traveller in Set(traveller.documents.compactMap { $0.number.flatMap(TokenValue.document) }) }
        if !numbers[0].isEmpty, !numbers[1].isEmpty, numbers[0].isDisjoint(with: numbers[1]) { fields.insert(.document) }
        return fields
    }
}

extension Unit {
    /// Everything about an alert. What it shows of people is one log entry, which names the passage, its companions and the
    /// alert; it is committed before the answer.
    /// - Throws: ``ServiceError/unknown(what:)``
    public func alertFile(_ id: Identifier, access: Access) async throws -> AlertFile {
        guard let detail = try await storage.alertDetail(id) else { throw ServiceError.unknown(what: "alert") }
        let sealed = SealedPassage(detail)
        let versions = try await storage.factsVersions(of: sealed.key)
        var access = access
        access.reference = id.description
        let opened = try await storage.open(
            identities: Array(Set(sealed.subjects(versions))), access: access, what: "alert", at: clock.now(),
            naming: [id] + sealed.people)
        let passage = try await passage(sealed, versions, opened: opened, withPlaces: true)
        var hubs: [AlertFile.Hub] = []
        if let booking = sealed.booking {
            hubs = try await judgement.linker.hubs(of: booking).map { AlertFile.Hub(kind: $0.kind, bookings: $0.bookings) }
        }
        return AlertFile(
            detail: detail, legs: detail.row.voyage.route, api: passage.api, pnr: passage.pnr, booking: passage.booking,
            hits: passage.hits, companions: passage.companions, messages: passage.messages, hubs: hubs,
            // The entry above names the alert whose notes these are.
            notes: try await storage.openNotes(of: id, access: .assessment, at: clock.now()), linked: try await linked(detail),
            acts: try await storage.acts(about: id.description))
    }

    /// Takes a decision. The first one that names the present version counts.
    public func decide(
        _ id: Identifier, version: Int, disposition: Disposition, text: String, access: Access
    ) async throws -> DecisionOutcome {
        var access = access
        access.reference = id.description
        return try await judgement.decisions.decide(id, version: version, disposition: disposition, text: text, access: access)
    }

    /// What each message brought or changed.
    /// - Parameter said: the versions of the facts, oldest first
    func messages(
        _ speaking: [SpeakingMessage], about key: PassageKey, said: [(FactsVersion, Traveller?)]
    ) async throws -> [AlertFile.Message] {
        let stored = try await storage.storedMessages(speaking.map(\.message))
        let absences = try await storage.absences(of: key)
        var changes: [Identifier: Set<FactField>] = [:]
        var last: [String: Traveller] = [:]
        for (version, traveller) in said {
            guard let traveller else { continue }
            changes[version.message, default: []].formUnion(Self.changed(from: last[version.kind], to: traveller))
            last[version.kind] = traveller
        }
        return speaking.compactMap { message in
            stored[message.message].map {
                AlertFile.Message(
                    stored: $0, changed: FactField.allCases.filter { changes[message.message]?.contains($0) ?? false },
                    isAbsence: absences.contains(message.message))
            }
        }
    }

    private func linked(_ detail: AlertDetail) async throws -> [AlertState] {
        let named = detail.steps.filter { $0.reason == DismissalReason.duplicate.rawValue }.compactMap { Identifier($0.detail) }
        var states: [AlertState] = []
        var seen: Set<Identifier> = [detail.row.state.alert]
        for id in [detail.row.state.linked].compactMap({ $0 }) + detail.followedBy + named where seen.insert(id).inserted {
            if let state = try await storage.alert(id) { states.append(state) }
        }
        return states
    }

    /// Facts that differ between two statements about a person; all that it states for the first.
    static func changed(from old: Traveller?, to new: Traveller) -> Set<FactField> {
        let old = old ?? Traveller(names: [])
        var fields: Set<FactField> = []
        func compare<Value: Equatable>(_ field: FactField, _ path: KeyPath<Traveller, Value>) {
            if old[keyPath: path] != new[keyPath: path] { fields.insert(field) }
        }
        compare(.name, \.names)
        compare(.sex, \.sex)
        compare(.birthDate, \.birthDate)
        compare(.nationality, \.nationalities)
        compare(.residence, \.residence)
        compare(.placeOfBirth, \.placeOfBirth)
        compare(.role, \.role)
        compare(.document, \.documents)
        compare(.contact, \.contacts)
        compare(.seat, \.seat)
        compare(.baggage, \.baggage)
        compare(.locator, \.locators)
        compare(.embark, \.embark)
        compare(.disembark, \.disembark)
        compare(.frequentFlyer, \.frequentFlyer)
        compare(.ticket, \.tickets)
        compare(.service, \.services)
        compare(.remainder, \.remainder)
        return fields
    }
}
