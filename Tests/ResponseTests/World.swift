import Casework
import Foundation
import Response
import Storage
import Synchronization
import Testing
import Travel

/// A unit in a temporary folder with a clock that the test turns, and passages with hits put in as earlier steps would.
final class World: Sendable {
    static let start = Instant(rfc3339: "2026-11-25T08:00:00Z") ?? Instant(seconds: 0)

    let storage: Storage
    let clock: DomainClock
    let ids: IdentifierSource
    let profile: StateProfile
    private let folder: String
    private let box: Box

    final class Box: Sendable { let value = Mutex(World.start) }

    init() throws {
        folder = NSTemporaryDirectory() + "response-\(SystemRandom.next())"
        try Storage.create(folder: folder)
        storage = try Storage(folder: folder)
        let box = Box()
        self.box = box
        clock = DomainClock { box.value.withLock { $0 } }
        ids = IdentifierSource(clock: clock, random: SystemRandom.next)
        profile = StateProfile(
            state: "UTO", version: 3, handlingMinutes: ["default": 45, "BBB": 60], threshold: 700, leastNameScore: 700, listWeights: [:],
            purposes: ["assessment"], dismissalReasons: [.identityMismatch, .explained, .duplicate], explanations: ["family", "employer"],
            roles: [:])
    }

    deinit {
        storage.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func wait(minutes: Int64) { box.value.withLock { $0 = $0 + minutes * 60 } }

    func voyage(
        landsIn minutes: Int64?, _ key: VoyageKey? = nil, version: Int = 1, status: String = "planned", departsIn: Int64? = nil,
        date: LocalDate = World.start.utc.date, isPlaced: Bool = true
    ) async throws -> VoyageKey {
        let now = clock.now()
        let key = key ?? VoyageKey(month: 202611, voyage: ids.next())
        let moment = minutes.map { now + $0 * 60 }
        var act = Act(.assessment, .messagePart, at: now)
        act.insert(
            VoyageVersionRow(
                voyage: key, version: version, message: ids.next(),
                designator: VoyageDesignator(carrier: "QX", number: "123", origin: "AAA", date: date), legs: "[]",
                status: status,
                departure: departsIn.map { now + $0 * 60 }, arrival: moment, moment: moment, momentPlace: "BBB", ordered: now,
                placed: isPlaced)
        )
        try await storage.commit(act)
        return key
    }

    func passages(_ count: Int = 1, on voyage: VoyageKey, together: Bool = false) async throws -> [PassageKey] {
        let passages = (0..<count).map { _ in PassageKey(voyage, ids.next()) }
        try await receive(passages, version: 1, booking: together ? ids.next() : nil)
        return passages
    }

    private func receive(_ passages: [PassageKey], version: Int, booking: Identifier? = nil) async throws {
        guard let voyage = passages.first?.voyageKey else { return }
        let now = clock.now()
        let keys = try await storage.keys(at: now)
        let message = ids.next()
        var act = Act(.assessment, .transmissionRead, at: now)
        for key in passages {
            act.insert(
                TravellerVersionRow(
                    key: key, version: version, kind: "PAXLST", message: message, extent: Extent(offset: 0, length: 1), role: "passenger",
                    booking: booking, digest: keys.digest(key.packed + [UInt8(version)]), sharedTokens: [], voyageTokens: [], places: []))
        }
        act.insert(
            MessageRow(
                month: now.utc.date.monthNumber, id: message, transmission: ids.next(), ordinal: 0, kind: "PAXLST", release: "D:05B",
                action: "manifest", extent: Extent(offset: 0, length: 100), voyage: voyage, sender: "QX", commonReference: "", part: nil,
                finalPart: nil, prepared: now, ordered: now, received: now, bodyDigest: message.bytes, duplicateOf: nil, reader: 1,
                travellers: passages.count, bookings: 0, repeats: [], findings: "[]"))
        try await storage.commit(act)
    }

    /// A later message that names the same person with other facts.
    func push(_ key: PassageKey) async throws {
        try await receive([key], version: 2)
    }

    @discardableResult
    func hit(_ key: PassageKey, weight: Int, source: HitSource = .name, subject: Identifier? = nil) async throws -> Identifier {
        let hit = ids.next()
        var act = Act(.assessment, .passageAssessed, at: clock.now())
        act.insert(
            HitRow(
                key: key, hit: hit, at: clock.now(), source: source, subject: (subject ?? ids.next()).bytes, subjectVersion: 1, cause: [],
                weight: weight, digest: hit.bytes))
        try await storage.commit(act)
        return hit
    }
    func end(_ hit: Identifier, _ key: PassageKey) async throws {
        var act = Act(.assessment, .passageAssessed, at: clock.now())
        act.insert(HitEndRow(key: key, hit: hit, at: clock.now(), reason: "data-changed"))
        try await storage.commit(act)
    }
    func take(_ effect: PassageChangeRow.Effect, _ key: PassageKey) async throws {
        var act = Act(.assessment, .transmissionRead, at: clock.now())
        act.insert(PassageChangeRow(key: key, message: ids.next(), effect: effect, reason: "reduced", ordered: clock.now()))
        try await storage.commit(act)
    }

    // MARK: Steps

    func claim(_ kind: Work.Kind, _ key: [UInt8]) -> WorkClaim {
        WorkClaim(kind: kind, key: key, due: clock.now(), generation: 1, attempts: 1)
    }
    func raise(_ key: PassageKey) async throws {
        try await Raiser(storage: storage, clock: clock, ids: ids, profile: profile).raise(claim(.raise, key.packed))
    }
    func expire(_ alert: Identifier) async throws { try await Expirer(storage: storage, clock: clock).expire(claim(.expire, alert.bytes)) }
    func decide(
        _ alert: AlertState, _ disposition: Disposition = .refer, text: String = "seen and passed on", by account: Identifier? = nil
    ) async throws -> DecisionOutcome {
        try await Decisions(storage: storage, clock: clock, profile: profile).decide(
            alert.alert, version: alert.version, disposition: disposition, text: text, access: access(account ?? ids.next()))
    }
    func access(_ account: Identifier) -> Access {
        Access(account: account, role: .analyst, permission: .alertsDecide, purpose: "assessment")
    }
    func alerts(_ statuses: Set<AlertStatus> = Set(AlertStatus.allCases)) async throws -> [AlertState] {
        try await storage.alertQueue(statuses, limit: 100).map(\.state)
    }
    /// Times at which deadlines will be looked at.
    func expiries() async throws -> [Instant] {
        try await storage.claim([.expire], limit: 100, now: clock.now() + 1_000_000, leaseSeconds: 0).map(\.due)
    }

    /// An alert on somebody who lands in `minutes`, of whom 60 are for handling.
    func alert(landsIn minutes: Int64 = 240, weight: Int = 900) async throws -> AlertState {
        let voyage = try await voyage(landsIn: minutes)
        let key = try await passages(on: voyage)[0]
        try await hit(key, weight: weight)
        try await raise(key)
        return try #require(try await storage.raisingSubject(key)?.alert)
    }
}
