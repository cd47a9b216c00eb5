import ArgumentParser
import Service

/// The command line of a Passenger Information Unit.
@main
struct Plimsoll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plimsoll",
        abstract: "An open Passenger Information Unit: collect, assess, respond, and prove it.",
        discussion: """
            EXAMPLE
              plimsoll inspect message.edi
              plimsoll setup --folder unit --state MLT
              plimsoll ingest --folder unit messages/
              plimsoll serve --folder unit
              plimsoll verify --folder unit --against checkpoint.txt
            """,
        version: Unit.programVersion,
        subcommands: [
            Inspect.self, Setup.self, Ingest.self, Serve.self, Verify.self, Lists.self, Alerts.self, Carriers.self, AccountsCommand.self,
            CheckpointCommand.self, BackupCommand.self, RestoreCommand.self, ConfigurationCommand.self, DoctorCommand.self, Simulate.self,
            Evaluate.self,
        ])
}
