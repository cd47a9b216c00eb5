public import Casework
import Foundation
public import Storage

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

    /// The carrier that a key belongs to; nil when it is unknown or ended.
    public func carrier(key: String) async throws -> CarrierState? {
        try await storage.carrier(apiKeyHash: sha256(Array(key.utf8)))
    }
}
