import Casework
import Foundation
import HTTPTypes
import Logging
import Service
import Storage
import Travel

@testable import Web

/// A unit with a carrier's key and a list, and its message door: each body is answered as durable, kept as evidence, and screened.
final class MessageDoor: Sendable {
    /// Made by whoever comes first.
    static let shared = Task { try await MessageDoor() }
    static let now = Instant(seconds: 1_795_000_000)

    private let folder: String
    private let unit: Service.Unit
    private let workers: Workers
    private let desk: WebDesk
    private let key: String

    private init() async throws {
        folder = FileManager.default.temporaryDirectory.path + "/plimsoll-fuzz-\(SystemRandom.next())"
        let clock = DomainClock { Self.now }
        let passwords = PasswordThread(parameters: .init(cost: 16, blockSize: 1, parallelism: 1))
        let place = UnitFolder(folder)
        _ = try await UnitSetup.run(
            folder: place, state: "NOR", origin: "log.example/fuzz", accounts: [("owner", .listOwner)], osUser: 1, realTime: clock,
            passwords: passwords)
        unit = try await Service.Unit(folder: place, clock: clock, realTime: clock, passwords: passwords)
        workers = Workers(unit: unit)
        desk = try WebDesk(
            unit: unit, workers: workers, configuration: WebConfiguration(patience: .seconds(300)),
            logger: Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() })
        let access = Access(account: nil, purpose: "operation")
        key = try await unit.carriers.add(code: "QX", name: "QX Air", access: access).key
        try await unit.accounts.map(name: "owner", osUser: 2, access: access)
        let list = "list,last_name,first_name,dob\nInvented,SOLBERG,ANN,1990-01-02\nInvented,A,B,\n"
        _ = await unit.answer(.importList(csv: Data(list.utf8), strict: true), as: nil, user: 2)
    }

    /// Nothing can be asked after this.
    func end() async {
        await unit.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func broken(by bytes: [UInt8]) async throws -> [String] {
        var headers = HTTPFields()
        headers.set("Host", "localhost:8080")
        headers.set("Authorization", "Bearer \(key)")
        let request = WebRequest(
            .post, target: "/api/v1/messages", headers: headers,
            body: { limit, _ in
                guard bytes.count <= limit else { throw BodyError.tooLarge }
                return bytes
            })
        let answer = await desk.respond(to: request)
        guard answer.status == .created else { return ["answered \(answer.status.code)"] }
        struct Receipt: Decodable {
            var transmission: String
            var duplicateOf: String?
        }
        guard let receipt = try? JSONDecoder().decode(Receipt.self, from: Data(answer.body)),
            let transmission = Identifier(receipt.transmission)
        else { return ["an answer that is no receipt"] }
        guard receipt.duplicateOf == nil else { return [] }
        var broken: [String] = []
        guard let state = try await unit.storage.transmission(transmission),
            let evidence = try await unit.storage.openEvidence(transmission, month: state.month, access: .assessment, at: Self.now)
        else { return ["received, and no evidence of it"] }
        if evidence.copy.count != bytes.count { broken.append("an evidence copy of another length") }
        for (kept, sent) in zip(evidence.copy, bytes) where kept != sent && !((0x30...0x39).contains(sent) && kept == 0x58) {
            broken.append("an evidence copy that changes more than digits")
            break
        }
        if try await unit.storage.openJournal(transmission) != nil { broken.append("read, and still in the journal") }
        try await workers.drain()
        if let fault = workers.fault { broken.append("work that failed: \(fault)") }
        return broken
    }
}
