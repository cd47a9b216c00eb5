import Analysis
import Casework
import Foundation
import Storage
import Synchronization
import Testing
import Travel

/// A unit in a temporary folder with a clock that the test turns, and passages put in as the reading of messages would.
final class World: Sendable {
    static let start = Instant(rfc3339: "2026-11-25T08:00:00Z") ?? Instant(seconds: 0)

    let storage: Storage
    let clock: DomainClock
    let ids: IdentifierSource
    let watchlists = Watchlists()
    let profile: StateProfile
    let rules: AnalysisRules
    private let folder: String

    init(_ indicators: [Indicator] = [World.late, World.card, World.telephone]) throws {
        folder = NSTemporaryDirectory() + "analysis-\(SystemRandom.next())"
        try Storage.create(folder: folder)
        storage = try Storage(folder: folder)
        let box = Box()
        clock = DomainClock { box.value.withLock { $0 } }
        self.box = box
        ids = IdentifierSource(clock: clock, random: SystemRandom.next)
        profile = StateProfile(
            state: "UTO", version: 3, handlingMinutes: ["default": 45], threshold: 700, leastNameScore: 700,
            listWeights: ["default": 1_000, "Weak": 500], purposes: ["assessment"], dismissalReasons: DismissalReason.allCases,
            explanations: ["family"], roles: [:])
        rules = AnalysisRules(profile: profile, indicators: indicators)
    }

    final class Box: Sendable { let value = Mutex(World.start) }
    private let box: Box

    deinit {
        storage.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func wait(seconds: Int64) { box.value.withLock { $0 = $0 + seconds } }

    static let expiry = LocalDate(iso8601: "2027-11-30") ?? LocalDate(daysSince1970: 30_000)
    static func indicator(_ name: String, _ evidence: EvidenceFunction, weight: Int, _ thresholds: [String: Int]) -> Indicator {
        Indicator(
            name: name, version: 1, text: name, evidence: evidence.rawValue, thresholds: thresholds, weight: weight, speaksFor: ["a"],
            speaksAgainst: ["b"], stage: "transport", owner: "Head of analysis", expiry: expiry)
    }
    static let late = indicator("late-purchase", .latePurchaseByThirdParty, weight: 701, ["hours": 48, "days": 30])
    static let card = indicator("one-card", .cardOverUnrelatedBookings, weight: 800, ["families": 3, "days": 30, "rise": 100])
    static let telephone = indicator(
        "one-telephone", .telephoneOverUnrelatedBookings, weight: 700, ["families": 3, "days": 30, "rise": 100])

    // MARK: What messages would bring

    struct Seeded {
        var voyage: VoyageKey
        var booking: Identifier?
        var passages: [PassageKey]
        /// Packed tokens of the booking.
        var tokens: [Token]
    }

    func voyage(_ number: String = "123", departsIn hours: Int64 = 40, status: String = "planned") async throws -> VoyageKey {
        let departure = clock.now() + hours * 3_600
        let key = VoyageKey(month: departure.utc.date.monthNumber, voyage: ids.next())
        var act = Act(.assessment, .messagePart, at: clock.now())
        act.insert(row(key, number, departure, status, version: 1))
        try await storage.commit(act)
        return key
    }

    private func row(_ key: VoyageKey, _ number: String, _ departure: Instant, _ status: String, version: Int) -> VoyageVersionRow {
        VoyageVersionRow(
            voyage: key, version: version, message: ids.next(),
            designator: VoyageDesignator(carrier: "QX", number: number, origin: "AAA", date: departure.utc.date), legs: "[]",
            status: status,
            departure: departure, arrival: departure + 7_200, moment: departure + 7_200, momentPlace: "BBB", ordered: clock.now(),
            placed: true)
    }

    /// One PNRGOV message with one booking.
    @discardableResult
    func book(
        on voyage: VoyageKey, _ travellers: [Traveller], booking: Booking? = nil, createdHoursBefore hours: Int64? = nil,
        departsIn: Int64 = 40, card: String? = nil, again: Seeded? = nil, version: Int = 1
    ) async throws -> Seeded {
        let now = clock.now()
        let keys = try await storage.keys(at: now)
        let message = ids.next()
        var act = Act(.assessment, .transmissionRead, at: now)
        let bookingID = again?.booking ?? (booking == nil ? nil : ids.next())
        var tokens: [Token] = []
        if let booking, let bookingID {
            let facts = BookingFacts(
                booking: booking, names: travellers.flatMap(\.names),
                documents: travellers.flatMap(\.documents).compactMap { $0.number.flatMap(TokenValue.document) }.map {
                    String(decoding: $0, as: UTF8.self)
                })
            tokens = booking.contacts.filter { $0.kind == .telephone }.compactMap { TokenValue.telephone($0.value) }.map {
                keys.token(.telephone, $0)
            }
            if let card { tokens.append(keys.token(.card, card)) }
            let plain = PackedFacts.encode(facts)
            act.insert(
                BookingVersionRow(
                    voyage: voyage, booking: bookingID, version: version, message: message, extent: Extent(offset: 10, length: 90),
                    created: hours.map { now + (departsIn - $0) * 3_600 }, cancelled: booking.cancelled, size: travellers.count,
                    digest: keys.digest(plain), sharedTokens: Token.pack(tokens), voyageTokens: [], places: []))
            act.insert(try keys.sealIdentity(plain, voyage: voyage, subject: bookingID, version: version))
        }
        var passages: [PassageKey] = []
        for (index, traveller) in travellers.enumerated() {
            let key = again?.passages[index] ?? PassageKey(voyage, ids.next())
            passages.append(key)
            let plain = PackedFacts.encode(traveller)
            let places = PackedFacts.encode(PackedPlaces([Place(field: .document, extent: Extent(offset: 40, length: 9))]))
            act.insert(
                TravellerVersionRow(
                    key: key, version: version, kind: "PNRGOV", message: message, extent: Extent(offset: 20, length: 30),
                    role: traveller.role.rawValue, booking: bookingID, digest: keys.digest(plain), sharedTokens: [], voyageTokens: [],
                    places: places))
            act.insert(try keys.sealIdentity(plain, voyage: voyage, subject: key.passage, version: version))
        }
        act.insert(
            MessageRow(
                month: now.utc.date.monthNumber, id: message, transmission: ids.next(), ordinal: 0, kind: "PNRGOV", release: "11:1",
                action: "manifest", extent: Extent(offset: 0, length: 100), voyage: voyage, sender: "QX", commonReference: "", part: nil,
                finalPart: nil, prepared: now, ordered: now, received: now, bodyDigest: message.bytes, duplicateOf: nil, reader: 1,
                travellers: travellers.count, bookings: booking == nil ? 0 : 1, repeats: [], findings: "[]"))
        try await storage.commit(act)
        return Seeded(voyage: voyage, booking: bookingID, passages: passages, tokens: tokens)
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

    func assess(_ key: PassageKey) async throws {
        let undone = try await Assessor(storage: storage, clock: clock, ids: ids, watchlists: watchlists, rules: rules).assess([
            claim(.assess, key.packed)
        ])
        if let first = undone.first { throw first.reason }
    }
    func link(_ token: Token) async throws {
        let undone = try await Linker(storage: storage, clock: clock, ids: ids, rules: rules).link([claim(.link, token.packed)])
        if let first = undone.first { throw first.reason }
    }
    func importList(_ text: String, strict: Bool = false, replace: Bool = false) async throws -> WatchlistImport.Outcome {
        let outcome = try await WatchlistImport(storage: storage, clock: clock, ids: ids).run(
            Array(text.utf8), access: .assessment, strict: strict, replace: replace)
        try await watchlists.reload(storage: storage, at: clock.now())
        return outcome
    }

    func hits(_ key: PassageKey) async throws -> [HitState] { try await storage.judgedPassage(key)?.openHits ?? [] }
    func allHits(_ key: PassageKey) async throws -> [HitState] { try await storage.raisingSubject(key)?.hits ?? [] }
    func explanation(_ hit: HitState) async throws -> HitExplanation {
        let subject = SealedSubject(voyage: hit.key.voyageKey, subject: hit.hit, version: 1)
        let opened = try await storage.open(identities: [subject], access: .assessment, what: "test", at: clock.now())
        return try PackedFacts.decode(HitExplanation.self, from: try #require(opened[subject]))
    }
    /// Keys of the work that waits, as it is now; what is claimed is not given back.
    func waiting(_ kind: Work.Kind) async throws -> [WorkClaim] {
        try await storage.claim([kind], limit: 1_000, now: clock.now(), leaseSeconds: 0)
    }
}

/// Nobody whom anyone has met.
func traveller(_ family: String, _ given: String, born: String? = nil, document: String? = nil, issuer: String = "UTO", sex: Sex? = nil)
    -> Traveller
{
    var traveller = Traveller(names: [PersonName(family: family, given: given)])
    traveller.birthDate = born.flatMap { PartialDate(iso8601: $0) }
    traveller.sex = sex
    if let document { traveller.documents = [TravelDocument(type: "P", number: document, issuer: issuer)] }
    return traveller
}

func booking(_ locator: String, telephone: String? = nil, home: String? = nil, payer: String? = nil, sponsor: String? = nil) -> Booking {
    var booking = Booking(locators: [RecordLocator(value: locator)])
    if let telephone { booking.contacts.append(Contact(kind: .telephone, role: .mobile, value: telephone)) }
    if let home { booking.contacts.append(Contact(kind: .address, role: .home, value: home, city: "Testhaven", postcode: "1234")) }
    booking.payments = [Payment(form: "CC", payer: payer)]
    if let sponsor { booking.remarks = [Remark(kind: .sponsor, text: sponsor)] }
    return booking
}
