import ArgumentParser
import Foundation
import Service

/// Names what is wrong with a unit, its folder and its machine.
struct DoctorCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look at a unit, its folder and its machine: name each fault, and what to do.",
        discussion: """
            Opens the database to read only, beside a running unit or without one. It looks at the end of the log; `plimsoll verify`
            looks at all of it. Exit status 0 when there is no fault, 1 when there is one.

            EXAMPLE
              plimsoll doctor --folder unit
              plimsoll doctor --folder unit --format json | jq '.[] | select(.state == "fault")'
            """)

    @OptionGroup var options: UnitOptions
    @Option(help: "text or json.")
    var format: Format = .text
    @Option(help: "The configuration file. Default: PLIMSOLL_CONFIGURATION, else plimsoll.yaml of the folder.", completion: .file())
    var configuration: String?

    func run() throws {
        let folder = options.unitFolder
        let settings = Result {
            try UnitConfiguration.read(folder: folder, named: configuration, environment: ProcessInfo.processInfo.environment)
        }
        let found = Doctor.examine(
            folder: folder, machine: .read(folder: folder), configuration: settings, user: Int(getuid()), account: options.account)
        if format == .json || options.json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(found), as: UTF8.self))
        } else {
            for diagnosis in found where !options.quiet || diagnosis.state != .good { for line in diagnosis.lines { print(line) } }
            let faults = found.count { $0.state == .fault }
            print(faults == 0 ? "no fault found" : "\(faults) fault\(faults == 1 ? "" : "s")")
        }
        if found.hasFault { throw ExitCode(1) }
    }
}
