import ArgumentParser
import Casework
import Foundation
import Service

/// Makes a unit.
struct Setup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a unit: folder, keys, profile, indicators, and the first accounts with one-time links.",
        discussion: """
            The operating-system user who runs this answers for the administrator's account on the command line.
            With --inspector a unit that exists gets its first inspector: once, before the first transmission.

            EXAMPLE
              plimsoll setup --folder unit --state MLT --analyst vella --list-owner grech --inspector borg
            """)

    @OptionGroup var options: UnitOptions
    @Option(help: "ISO 3166-1 alpha-3 code of the state, such as MLT.")
    var state: String?
    @Option(help: "Name of the log: a URL without its scheme. Default: plimsoll.invalid/STATE-chance.")
    var origin: String?
    @Option(help: "Name of the administrator's account.")
    var administrator = "administrator"
    @Option(help: "Name of an analyst's account; may be repeated.")
    var analyst: [String] = []
    @Option(help: "Name of a supervisor's account; may be repeated.")
    var supervisor: [String] = []
    @Option(help: "Name of a list and rule owner's account; may be repeated.")
    var listOwner: [String] = []
    @Option(help: "Name of the inspector's account.")
    var inspector: String?
    @Option(help: "Name of the data protection officer's account.")
    var dataProtectionOfficer: String?

    func run() async throws {
        let folder = options.unitFolder
        if FileManager.default.fileExists(atPath: folder.database) {
            guard let inspector else {
                throw ValidationError("there is a unit in \(folder.path) already: `plimsoll accounts add` makes further accounts")
            }
            return try await options.ask(.addInspector(name: inspector))
        }
        guard let state else { throw ValidationError("which state? --state MLT") }
        var accounts: [(String, Role)] = [(administrator, .administrator)]
        accounts += analyst.map { ($0, .analyst) } + supervisor.map { ($0, .supervisor) } + listOwner.map { ($0, .listOwner) }
        if let inspector { accounts.append((inspector, .inspector)) }
        if let dataProtectionOfficer { accounts.append((dataProtectionOfficer, .dataProtectionOfficer)) }
        let result = try await UnitSetup.run(
            folder: folder, state: state, origin: origin, accounts: accounts.map { (name: $0.0, role: $0.1) }, osUser: Int(getuid()),
            realTime: .real, passwords: PasswordThread())
        if options.json {
            let object: [String: Any] = [
                "folder": folder.path, "logKey": result.logKey,
                "links": result.links.map { ["account": $0.name, "role": $0.role.rawValue, "path": "/set-password/" + $0.secret] },
            ]
            let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
            return print(String(decoding: data, as: UTF8.self))
        }
        print("Made a unit in \(folder.path)\n\nOne-time links, good for 48 hours; put the address of your server before each:")
        for link in result.links { print("  \(link.name) (\(link.role.rawValue)): /set-password/\(link.secret)") }
        print("\nThe log's public key. Keep it elsewhere: with it anybody can verify what this unit publishes.\n  \(result.logKey)")
        print("\nBack up \(folder.path)/keys apart from the database, and not in the same place.")
    }
}
