import Casework
import Foundation
import Storage
import Synchronization
import Testing
import Travel
import TravelMessages

@testable import Collection

/// A value that a test changes while others look at it.
final class Shared<Value: Sendable>: Sendable {
    private let value: Mutex<Value>
    init(_ value: Value) { self.value = Mutex(value) }
    func get() -> Value { value.withLock { $0 } }
    func set(_ new: Value) { value.withLock { $0 = new } }
    func change<Answer: Sendable>(_ body: (inout Value) -> Answer) -> Answer { value.withLock { body(&$0) } }
}

/// A unit in a folder of its own, a clock that the test moves, and messages made by hand: what bytes say, the test says.
final class Quay: Sendable {
    static let noon = Instant(rfc3339: "2026-11-24T12:00:00Z") ?? Instant(seconds: 0)
    static let profile = StateProfile(
        state: "NOR", version: 1, handlingMinutes: ["default": 45], threshold: 1_000, leastNameScore: 700, listWeights: [:],
        purposes: ["assessment"], dismissalReasons: [], explanations: [], roles: [:])

    let folder: String
    let storage: Storage
    let collector: Collector
    let time = Shared(Quay.noon)
    private let readings = Shared<[[UInt8]: TransmissionReading]>([:])
    private let serial = Shared(0)

    init() throws {
        folder = NSTemporaryDirectory() + "quay-" + SystemRandom.bytes(8).hexadecimal
        try Storage.create(folder: folder)
        storage = try Storage(folder: folder)
        let (time, readings) = (time, readings)
        let clock = DomainClock { time.get() }
        let seed = Shared<UInt64>(0x5EA)
        let identifiers = IdentifierSource(clock: clock) {
            seed.change { state in
                state &+= 0x9E37_79B9_7F4A_7C15
                var z = state
                z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
                z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
                return z ^ (z >> 31)
            }
        }
        collector = Collector(
            storage: storage, clock: clock, identifiers: identifiers, profile: { Quay.profile },
            reader: { bytes in readings.get()[bytes] ?? readTransmission(bytes) })
    }

    deinit {
        storage.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Bytes that say these messages. Without a body of its own, each message has one that no other has.
    func bytes(_ messages: [TravelMessage], envelope: String? = nil, bodies: [String]? = nil) -> [UInt8] {
        var bytes = Array((envelope ?? "E\(next())").utf8)
        var placed: [TravelMessage] = []
        for (index, message) in messages.enumerated() {
            var message = message
            let body = Array((bodies?[index] ?? "B\(next())'").utf8)
            message.extent = Extent(offset: bytes.count, length: body.count)
            message.body = message.extent
            message.cardNumbers = message.cardNumbers.map { Extent(offset: $0.offset + bytes.count, length: $0.length) }
            bytes += body
            placed.append(message)
        }
        let reading = TransmissionReading(messages: placed)
        readings.change { $0[bytes] = reading }
        return bytes
    }
    private func next() -> Int {
        serial.change {
            $0 += 1; return $0
        }
    }

    /// Receives and reads, as the interactive door does.
    @discardableResult
    func send(_ messages: TravelMessage..., envelope: String? = nil, bodies: [String]? = nil) async throws -> ReadingReport {
        try await send(bytes: bytes(messages, envelope: envelope, bodies: bodies))
    }

    @discardableResult
    func send(bytes: [UInt8]) async throws -> ReadingReport {
        let received = try await collector.receive(bytes, door: "test", access: .assessment)
        guard received.duplicateOf == nil else { return try #require(await collector.report(received.transmission)) }
        let claims = try await storage.claim([.read], limit: 1, now: time.get() + 60)
        return try await collector.read(try #require(claims.first { $0.key == received.transmission.bytes }))
    }

    func voyage(_ number: String = "12", origin: String = "AMS", date: String = "2026-11-25") async throws -> VoyageState {
        let day = try #require(LocalDate(iso8601: date))
        let call = try #require(
            try await storage.calls(carrier: "XY", number: number, origin: origin, from: day, to: day).first)
        return try #require(try await storage.voyageState(call.voyage))
    }

    /// Work that waits, by kind.
    func work() async throws -> [Work.Kind: Set<[UInt8]>] {
        var found: [Work.Kind: Set<[UInt8]>] = [:]
        for claim in try await storage.claim([.assess, .link, .raise], limit: 100_000, now: time.get()) {
            found[claim.kind, default: []].insert(claim.key)
        }
        return found
    }
    /// Forgets what waits, so that the next question shows only what is new.
    func finishWork() async throws {
        var act = Act(.assessment, nil, at: time.get())
        for claim in try await storage.claim([.assess, .link, .raise], limit: 100_000, now: time.get() + 100_000) {
            act.transient.append(.finished(claim))
        }
        try await storage.commit(act)
    }

    func facts(_ voyage: VoyageState, _ passage: Identifier, version: Int) async throws -> Traveller {
        let subject = SealedSubject(voyage: voyage.key, subject: passage, version: version)
        let opened = try await storage.open(identities: [subject], access: .assessment, what: "test", at: time.get())
        return try PackedFacts.decode(Traveller.self, from: try #require(opened[subject]))
    }
}

// Invented people on an invented airline.
func leg(_ from: String = "AMS", _ to: String = "OSL", _ departure: String = "2026-11-25T10:00", _ arrival: String? = "2026-11-25T11:45")
    -> Leg
{
    Leg(
        carrier: "XY", number: "12", from: from, to: to, departure: LocalDateTime(iso8601: departure),
        arrival: arrival.flatMap { LocalDateTime(iso8601: $0) })
}

func person(
    _ family: String, _ given: String, born: String? = nil, document: String? = nil, locator: String? = nil, reference: String? = nil
) -> Traveller {
    var traveller = Traveller(names: [PersonName(family: family, given: given)])
    traveller.birthDate = born.flatMap { PartialDate(iso8601: $0) }
    if let document { traveller.documents = [TravelDocument(type: "P", number: document, issuer: "UTO")] }
    if let locator { traveller.locators = [RecordLocator(value: locator)] }
    traveller.uniqueReference = reference
    return traveller
}

func api(
    _ action: TravelMessage.Action, _ people: [Traveller], prepared: String? = nil, sender: String = "XYAPI",
    legs: [Leg] = [leg()]
) -> TravelMessage {
    var message = TravelMessage(kind: .paxlst, release: "D:05B", extent: Extent(offset: 0, length: 0))
    message.action = action
    message.sender = sender
    message.prepared = prepared.flatMap { LocalDateTime(iso8601: $0) }
    message.legs = legs
    message.travellers = people.map { Evidenced($0, extent: Extent(offset: 0, length: 1)) }
    return message
}

/// A full list.
func api(_ people: [Traveller], prepared: String? = nil, sender: String = "XYAPI", legs: [Leg] = [leg()]) -> TravelMessage {
    api(.manifest, people, prepared: prepared, sender: sender, legs: legs)
}

func booking(_ locator: String, telephone: String? = nil, card: String? = nil, cancelled: Bool = false) -> Booking {
    var booking = Booking(locators: [RecordLocator(system: "XY", value: locator)])
    if let telephone { booking.contacts = [Contact(kind: .telephone, value: telephone)] }
    if let card { booking.payments = [Payment(form: "CC", vendor: "VI", account: card, expiry: "1229")] }
    booking.cancelled = cancelled
    return booking
}

func pnr(
    _ action: TravelMessage.Action, _ bookings: [(Booking, [Traveller])], prepared: String? = nil, sender: String = "XYRES",
    legs: [Leg] = [leg()]
) -> TravelMessage {
    var message = api(action, [], prepared: prepared, sender: sender, legs: legs)
    message.kind = .pnrgov
    message.release = "13:1"
    for (value, people) in bookings {
        var value = value
        for var traveller in people {
            traveller.locators = value.locators
            value.travellers.append(message.travellers.count)
            message.travellers.append(Evidenced(traveller, extent: Extent(offset: 0, length: 1)))
        }
        message.bookings.append(Evidenced(value, extent: Extent(offset: 0, length: 1)))
    }
    return message
}

/// A full push.
func pnr(
    _ bookings: [(Booking, [Traveller])], prepared: String? = nil, sender: String = "XYRES", legs: [Leg] = [leg()]
) -> TravelMessage {
    pnr(.manifest, bookings, prepared: prepared, sender: sender, legs: legs)
}
