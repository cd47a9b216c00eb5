public import Casework
import Foundation
public import Storage
public import Travel

/// Carriers that may send, and their API keys.
public struct Carriers: Sendable {
    let storage: Storage
    let identifiers: IdentifierSource
    let clock: DomainClock

    /// Makes a carrier, or a further key for one that is there.
    /// - Returns: the key, which is shown once and stored nowhere.
    public func add(code: String, name: String, access: Access) async throws -> (carrier: Identifier, key: String) {
        let code = code.uppercased()
        guard (2...3).contains(code.utf8.count), code.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }) else {
            throw ServiceError.request("\(code) is no carrier's code: expected two or three letters or digits, such as XQ")
        }
        let known = try await storage.carriers().first { $0.code == code && $0.status == "active" }
        let secret = "plk_" + Accounts.secret()
        var act = Act(access, .carrierChanged, at: clock.now())
        let carrier = known?.carrier ?? identifiers.next()
        if known == nil {
            act.expectations.append(.noCarrier(code: code))
            act.insert(CarrierVersionRow(carrier: carrier, version: 1, code: code, name: name, status: "active"))
        }
        act.insert(ApiKeyVersionRow(hash: sha256(Array(secret.utf8)), version: 1, carrier: carrier, status: "active"))
        try await storage.commit(act)
        return (carrier, secret)
    }

    /// Makes a new key; those that the carrier has end after the overlap, so that it can change over without a gap. One that ends
    /// sooner by itself still does.
    /// - Returns: the new key, which is shown once, and when the others end
    public func rotate(code: String, overlapHours: Int, access: Access) async throws -> (key: String, ends: Instant) {
        guard (0...8_760).contains(overlapHours) else {
            throw ServiceError.request("an overlap of \(overlapHours) hours: expected 0 to 8760")
        }
        let carrier = try await active(code)
        let now = clock.now()
        let ends = Instant(seconds: now.seconds) + Int64(overlapHours) * 3_600
        let secret = "plk_" + Accounts.secret()
        var act = Act(access, .carrierChanged, at: now)
        for key in try await storage.apiKeys(of: carrier.carrier) {
            if case .until(let end) = key.status, end <= ends { continue }
            act.insert(next(key, overlapHours == 0 ? .revoked : .until(ends)))
        }
        act.insert(
            ApiKeyVersionRow(hash: sha256(Array(secret.utf8)), version: 1, carrier: carrier.carrier, status: ApiKeyState.Status.active.text)
        )
        try await storage.commit(act)
        return (secret, ends)
    }

    /// Ends keys at once: the one of that name, or all.
    /// - Parameter name: the first digits of the key's SHA-256, as `carriers list` shows them; nil for all
    /// - Returns: the names of the keys that have ended
    public func revoke(code: String, name: String?, access: Access) async throws -> [String] {
        let carrier = try await active(code)
        let keys = try await storage.apiKeys(of: carrier.carrier)
        let ending = keys.filter { name == nil || $0.name == name?.lowercased() }
        guard !ending.isEmpty else {
            let names = keys.map(\.name).joined(separator: ", ")
            throw ServiceError.request(
                "\(carrier.code) has no key \(name ?? "") to revoke" + (names.isEmpty ? "" : ": there are \(names)"))
        }
        var act = Act(access, .carrierChanged, at: clock.now())
        for key in ending { act.insert(next(key, .revoked)) }
        try await storage.commit(act)
        return ending.map(\.name)
    }

    private func next(_ key: ApiKeyState, _ status: ApiKeyState.Status) -> ApiKeyVersionRow {
        ApiKeyVersionRow(hash: key.hash, version: key.version + 1, carrier: key.carrier, status: status.text)
    }

    private func active(_ code: String) async throws -> CarrierState {
        let code = code.uppercased()
        guard let carrier = try await storage.carriers().first(where: { $0.code == code && $0.status == "active" }) else {
            throw ServiceError.unknown(what: "carrier \(code): `plimsoll carriers list` shows them")
        }
        return carrier
    }

    /// The carrier that a key belongs to; nil when it is unknown or ended.
    public func carrier(key: String) async throws -> CarrierState? {
        try await storage.carrier(apiKeyHash: sha256(Array(key.utf8)), now: clock.now())
    }
}
