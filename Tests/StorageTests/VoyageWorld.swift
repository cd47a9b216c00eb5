import Casework
import Foundation
import Storage
import Travel

/// Voyages, passages, messages and alerts as earlier steps would have put them.
extension TemporaryUnit {
    static func key(_ number: UInt64) -> VoyageKey { VoyageKey(month: 202611, voyage: identifier(number)) }

    func voyage(
        _ number: UInt64, at moment: Instant?, carrier: String = "QX", stops: [String] = ["AMS", "OSL"], status: String = "planned"
    ) async throws {
        var act = Act(operation, .messagePart, at: Self.now)
        let legs = zip(stops, stops.dropFirst()).map { #"{"from":"\#($0)","to":"\#($1)"}"# }
        act.insert(
            VoyageVersionRow(
                voyage: Self.key(number), version: 1, message: identifier(number),
                designator: VoyageDesignator(carrier: carrier, number: "1", origin: stops.first ?? "", date: Self.now.utc.date),
                legs: "[" + legs.joined(separator: ",") + "]", status: status, departure: moment, arrival: moment, moment: moment,
                momentPlace: stops.last, ordered: Self.now, placed: !stops.isEmpty))
        try await storage.commit(act)
    }

    /// One message, and the people whom it names, each with the tokens that they share with other voyages.
    @discardableResult
    func message(
        _ number: UInt64, on voyage: UInt64, kind: String = "PAXLST", naming people: [UInt64] = [], booking: UInt64? = nil,
        role: String = "passenger", at received: Instant = TemporaryUnit.now, tokens: [Token] = [], findings: String = "[]",
        sender: String = "QX", duplicateOf: UInt64? = nil
    ) async throws -> Identifier {
        let key = Self.key(voyage)
        let id = identifier(number)
        var act = Act(operation, .transmissionRead, at: received)
        let sealing = try await storage.keys(at: received)
        if let booking {
            act.insert(
                BookingVersionRow(
                    voyage: key, booking: identifier(booking), version: 1, message: id, extent: Extent(offset: 0, length: 1),
                    created: received - 3_600, cancelled: false, size: people.count, digest: [1], sharedTokens: [], voyageTokens: [],
                    places: []))
        }
        for person in people {
            let version = kind == "PAXLST" ? 1 : 2
            act.insert(try sealing.sealIdentity([1], voyage: key, subject: identifier(person), version: version))
            act.insert(
                TravellerVersionRow(
                    key: PassageKey(key, identifier(person)), version: version, kind: kind, message: id,
                    extent: Extent(offset: 0, length: 1), role: role, booking: booking.map(identifier), digest: [1],
                    sharedTokens: Token.pack(tokens), voyageTokens: [], places: []))
        }
        act.insert(
            MessageRow(
                month: 202611, id: id, transmission: identifier(number), ordinal: 0, kind: kind, release: "D:05B", action: "manifest",
                extent: Extent(offset: 0, length: 1), voyage: key, sender: sender, commonReference: "", part: nil, finalPart: nil,
                prepared: nil, ordered: received, received: received, bodyDigest: id.bytes, duplicateOf: duplicateOf.map(identifier),
                reader: 1,
                travellers: people.count, bookings: booking == nil ? 0 : 1, repeats: [], findings: findings))
        try await storage.commit(act)
        return id
    }

    func change(_ person: UInt64, on voyage: UInt64, _ effect: PassageChangeRow.Effect, into: UInt64? = nil) async throws {
        var act = Act(operation, .transmissionRead, at: Self.now)
        act.insert(
            PassageChangeRow(
                key: PassageKey(Self.key(voyage), identifier(person)), message: identifier(900), effect: effect, reason: "test",
                into: into.map(identifier), ordered: Self.now))
        try await storage.commit(act)
    }

    func alert(_ number: UInt64, on voyage: UInt64, person: UInt64, _ severity: Severity, status: AlertStatus = .open) async throws {
        var act = Act(operation, .alertChanged, at: Self.now)
        act.insert(
            AlertRow(
                alert: identifier(number), key: PassageKey(Self.key(voyage), identifier(person)), raised: Self.now, deadline: Self.now,
                score: 900, severity: severity, profile: 1, status: status, linked: nil, delay: nil, weighed: 1))
        try await storage.commit(act)
    }
}
