import ArgumentParser
import Foundation
import Service

/// Options of every command that speaks to a unit.
struct UnitOptions: ParsableArguments {
    @Option(help: "The unit's folder. Default: PLIMSOLL_FOLDER, else ./unit.")
    var folder: String?

    @Option(name: .customLong("as"), help: "Account to act as, where your operating-system user answers for several.")
    var account: String?

    @Flag(help: "One JSON document instead of lines for people.")
    var json = false

    @Flag(help: "Only what was asked for and errors: no progress.")
    var quiet = false

    var unitFolder: UnitFolder { UnitFolder(folder ?? ProcessInfo.processInfo.environment["PLIMSOLL_FOLDER"] ?? "unit") }

    /// Asks one command, prints what came of it, and leaves with 1 when it failed.
    func ask(_ command: Command) async throws {
        let door = try await UnitDoor.open(folder: unitFolder)
        let answer: CommandAnswer
        do {
            answer = try await door.ask(command, as: account)
        } catch {
            await door.close()
            throw error
        }
        await door.close()
        try show(answer)
    }

    func show(_ answer: CommandAnswer) throws {
        if let failure = answer.failure {
            Terminal.error(failure)
            throw ExitCode(1)
        }
        if json { print(answer.json) } else { for line in answer.lines { print(line) } }
    }
}
