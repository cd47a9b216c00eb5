import Casework
import Foundation
import HTTPTypes
import Service
import Storage
import Testing

@testable import Web

/// A carrier's key, changed and ended by command, as the carrier sees it over HTTP.
@Suite("A carrier's keys, over HTTP") struct ServerKeyTests {
    private let harness: Harness

    init() async throws {
        harness = try await Harness()
        try await harness.unit.accounts.map(
            name: Harness.name(of: .administrator), osUser: Harness.user, access: Access(account: nil, purpose: "operation"))
    }

    private func ask(_ command: Command) async -> CommandAnswer {
        await harness.unit.answer(command, as: Harness.name(of: .administrator), user: Harness.user)
    }

    private func key(_ command: Command) async throws -> String {
        let answer = await ask(command)
        return try #require(answer.lines.last { $0.hasPrefix("plk_") }, "\(answer)")
    }

    private func newestEntry() async throws -> String? { try await harness.unit.storage.logPage(before: nil, limit: 1).first?.type }

    @Test("Given a rotated key, both work until the overlap ends, and then the new one alone")
    func rotation() async throws {
        let old = try await key(.addCarrier(code: "QX", name: "QX Air"))
        #expect(await harness.sent(old) != .unauthorized)
        let new = try await key(.rotateKey(carrier: "qx", overlapHours: 24))
        #expect(try await newestEntry() == "carrier-changed")
        #expect(old != new)
        #expect(await harness.sent(old) != .unauthorized)
        #expect(await harness.sent(new) != .unauthorized)
        harness.wait(seconds: 24 * 3_600 - 1)
        #expect(await harness.sent(old) != .unauthorized)
        harness.wait(seconds: 1)
        #expect(await harness.sent(old) == .unauthorized)
        #expect(await harness.sent(new) != .unauthorized)
    }

    @Test("Given a second rotation, an old key does not live longer than the first one said")
    func secondRotation() async throws {
        let old = try await key(.addCarrier(code: "QX", name: "QX Air"))
        let middle = try await key(.rotateKey(carrier: "QX", overlapHours: 1))
        _ = try await key(.rotateKey(carrier: "QX", overlapHours: 48))
        harness.wait(seconds: 3_600)
        #expect(await harness.sent(old) == .unauthorized)
        #expect(await harness.sent(middle) != .unauthorized)
    }

    @Test("Given a rotation without an overlap, the old key has ended at once")
    func noOverlap() async throws {
        let old = try await key(.addCarrier(code: "QX", name: "QX Air"))
        let new = try await key(.rotateKey(carrier: "QX", overlapHours: 0))
        #expect(await harness.sent(old) == .unauthorized)
        #expect(await harness.sent(new) != .unauthorized)
    }

    @Test("Given a revoked key, it has ended at once, and the others of the carrier and of others have not")
    func revocation() async throws {
        let first = try await key(.addCarrier(code: "QX", name: "QX Air"))
        let second = try await key(.addCarrier(code: "QX", name: "QX Air"))
        let other = try await key(.addCarrier(code: "XQ", name: "XQ Air"))
        let name = String(sha256(Array(first.utf8)).hexadecimal.prefix(8))
        let list = await ask(.listCarriers)
        #expect(list.lines.contains("  key \(name)  active"), "\(list.lines)")
        #expect(!list.json.contains(first) && !list.lines.joined().contains(first))
        #expect(await ask(.revokeKey(carrier: "QX", key: name)).failure == nil)
        #expect(try await newestEntry() == "carrier-changed")
        #expect(await harness.sent(first) == .unauthorized)
        #expect(await harness.sent(second) != .unauthorized)
        #expect(await ask(.revokeKey(carrier: "QX", key: nil)).failure == nil)
        #expect(await harness.sent(second) == .unauthorized)
        #expect(await harness.sent(other) != .unauthorized)
    }

    @Test("Given a carrier, key or overlap that there is not, the answer says what there is")
    func refusals() async throws {
        _ = try await key(.addCarrier(code: "QX", name: "QX Air"))
        #expect(await ask(.rotateKey(carrier: "ZZ", overlapHours: 1)).failure?.contains("carriers list") == true)
        #expect(await ask(.revokeKey(carrier: "QX", key: "00000000")).failure?.contains("there are") == true)
        #expect(await ask(.rotateKey(carrier: "QX", overlapHours: -1)).failure?.contains("0 to 8760") == true)
        #expect(await harness.unit.answer(.rotateKey(carrier: "QX", overlapHours: 1), as: nil, user: 77).failure != nil)
    }
}
