public import Casework
import Foundation
import Oversight
import Storage
import TransparencyLog
import Travel

/// Makes a unit: folder, keys, profile, indicators and the first accounts.
public enum UnitSetup {
    /// What the operator has to keep and pass on.
    public struct Result: Sendable {
        /// Name of the account and the path of its one-time link.
        public var links: [(name: String, role: Role, secret: String)]
        public var logKey: String
    }

    /// - Parameters:
    ///   - state: ISO 3166-1 alpha-3 code
    ///   - origin: name of the log, a URL without its scheme (C2SP tlog-checkpoint); by default one made of the state and chance
    ///   - accounts: the first accounts; the administrator answers for the operating-system user who runs this
    public static func run(
        folder: UnitFolder, state: String, origin: String?, accounts: [(name: String, role: Role)], osUser: Int, realTime: DomainClock,
        passwords: PasswordThread
    ) async throws -> Result {
        guard state.utf8.count == 3, state.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw ServiceError.request("\(state) is no state's code: expected ISO 3166-1 alpha-3, such as MLT")
        }
        try Storage.create(folder: folder.path)
        let keys = try KeyFolder(folder: folder.path)
        let name = origin ?? "plimsoll.invalid/\(state.lowercased())-\(SystemRandom.bytes(4).hexadecimal)"
        let signer = try NoteSigner(name: NoteKeyName(name), seed: keys.logSeed)
        try write(signer.verifierKey.vkey + "\n", to: folder.logKey)
        try write(StandardFiles.profile.replacing("state: STATE", with: "state: \(state)"), to: folder.profile)
        try FileManager.default.createDirectory(atPath: folder.indicators, withIntermediateDirectories: true)
        for (file, text) in StandardFiles.indicators { try write(text, to: folder.indicators + "/" + file) }

        let storage = try Storage(folder: folder.path, realTime: realTime)
        defer { storage.close() }
        let identifiers = IdentifierSource(clock: realTime, random: SystemRandom.next)
        let desk = Accounts(storage: storage, identifiers: identifiers, passwords: passwords, realTime: realTime)
        let access = Access(account: nil, purpose: "operation", reference: "os-user \(osUser)")
        try await storage.commit(Act(access, .unitSetUp, at: realTime.now()))
        var links: [(String, Role, String)] = []
        for account in accounts {
            let (_, secret) = try await desk.add(
                name: account.name, role: account.role, osUser: account.role == .administrator ? osUser : nil, access: access)
            links.append((account.name, account.role, secret))
        }
        try await Checkpointer(storage: storage, signer: signer).advance()
        return Result(links: links, logKey: signer.verifierKey.vkey)
    }

    /// Makes the first inspector's account: once, before the first transmission.
    public static func inspector(name: String, unit: Unit, access: Access) async throws -> String {
        guard try await !unit.storage.hasTransmissions() else { throw ServiceError.inspectorNeedsInspector }
        guard try await !unit.storage.accounts().contains(where: { $0.role == .inspector && $0.isActive }) else {
            throw ServiceError.request("there is an inspector already: ask them to make a further one")
        }
        return try await unit.accounts.add(name: name, role: .inspector, osUser: nil, access: access).link
    }

    private static func write(_ text: String, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
            throw ServiceError.fileUnreadable(path: path, reason: "could not be written")
        }
    }
}
