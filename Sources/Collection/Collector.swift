public import Casework
public import Storage
import Travel
import TravelMessages

/// The room's front: takes transmissions in, and reads them.
///
/// Two durable steps. ``receive(_:door:carrier:access:)`` puts the bytes, sealed, into the journal before anything looks
/// inside, with the work to read them. ``read(_:)`` does that work: evidence copy, versions, joins, and the next work.
public struct Collector: Sendable {
    /// 64 MiB: the most that one transmission may have.
    public static let byteLimit = 64 << 20
    /// The door that takes bytes in reads them at once; only when it dies does the work that commit 1 left fall due.
    /// Each message that is stored puts that moment off again.
    static let doorSeconds: Int64 = 60

    /// How long a request is answered as before.
    static let requestSeconds: Int64 = 86_400

    let storage: Storage
    let clock: DomainClock
    let identifiers: IdentifierSource
    let profile: @Sendable () -> StateProfile
    let reader: @Sendable ([UInt8]) -> TransmissionReading

    /// - Parameter profile: the state profile in force at the moment of reading
    public init(storage: Storage, clock: DomainClock, identifiers: IdentifierSource, profile: @escaping @Sendable () -> StateProfile) {
        self.init(storage: storage, clock: clock, identifiers: identifiers, profile: profile, reader: { readTransmission($0) })
    }

    /// - Parameter reader: what the bytes say
    init(
        storage: Storage, clock: DomainClock, identifiers: IdentifierSource, profile: @escaping @Sendable () -> StateProfile,
        reader: @escaping @Sendable ([UInt8]) -> TransmissionReading
    ) {
        self.storage = storage
        self.clock = clock
        self.identifiers = identifiers
        self.profile = profile
        self.reader = reader
    }

    /// Commit 1: the bytes are durable when this returns, and work to read them is there. Nothing has looked inside.
    ///
    /// The same bytes as before are a receipt that points at the first, and no work.
    /// - Parameter request: what the sender calls the request (draft-ietf-httpapi-idempotency-key-header): asked again with the same
    ///   bytes within a day, nothing is taken in, and the first answer holds
    /// - Throws: ``CollectionError/tooLarge(bytes:limit:)``, ``CollectionError/full``, ``CollectionError/requestReused``,
    ///   `StorageError`
    public func receive(
        _ bytes: [UInt8], door: String, carrier: Identifier? = nil, request: String? = nil, access: Access
    ) async throws -> Received {
        guard bytes.count <= Self.byteLimit else { throw CollectionError.tooLarge(bytes: bytes.count, limit: Self.byteLimit) }
        guard !storage.isFull else { throw CollectionError.full }
        let now = clock.now()
        let keys = try await storage.keys(at: now)
        let digests = keys.digests(bytes)
        // The same bytes may come through two doors at once: whoever commits second looks again, and is the duplicate.
        let name = request.map { sha256(Array("\(carrier?.description ?? door)/\($0)".utf8)) }
        for _ in 0..<3 {
            if let name, let known = try await storage.request(hash: name, at: now) {
                guard digests.contains(known.digest) else { throw CollectionError.requestReused }
                return Received(transmission: known.transmission, isRepeated: true)
            }
            let first = try await storage.transmission(withDigest: digests)
            let id = identifiers.next()
            let month = now.utc.date.monthNumber
            var act = Act(access, .transmissionReceived, at: now)
            act.insert(
                TransmissionRow(
                    month: month, id: id, received: now, door: door, carrier: carrier, bytes: bytes.count, digest: keys.digest(bytes),
                    duplicateOf: first))
            if first == nil {
                act.expectations.append(.noTransmission(digests: digests))
                act.transient.append(try keys.sealJournal(bytes, month: month, transmission: id))
                act.add(Work(.read, key: id.bytes, due: now + Self.doorSeconds))
            }
            if let name {
                act.expectations.append(.noRequest(hash: name, now: now))
                act.transient.append(
                    .request(hash: name, transmission: id, digest: keys.digest(bytes), expires: now + Self.requestSeconds))
            }
            do {
                try await storage.commit(act)
                return Received(transmission: id, duplicateOf: first)
            } catch StorageError.full {
                throw CollectionError.full
            } catch StorageError.conflict {
                continue
            }
        }
        throw CollectionError.full
    }

    /// What became of a transmission so far; for a duplicate, of the first. Nil when no such transmission was received.
    public func report(_ transmission: Identifier) async throws -> ReadingReport? {
        guard let state = try await storage.transmission(transmission) else { return nil }
        if let first = state.duplicateOf {
            guard let original = try await storage.transmission(first) else { return nil }
            let messages = try await storage.messages(ofTransmission: first)
            return ReadingReport(
                transmission: transmission, duplicateOf: first, messages: messages.map { ReadingReport.Message($0) },
                findings: decodeFindings(original.findings))
        }
        let messages = try await storage.messages(ofTransmission: transmission)
        return ReadingReport(
            transmission: transmission, messages: messages.map { ReadingReport.Message($0) }, findings: decodeFindings(state.findings))
    }
}
