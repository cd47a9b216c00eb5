import ArgumentParser
import Casework
import Foundation
import Service

/// Watchlists.
struct Lists: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lists", abstract: "Bring watchlists in, and sign what others bring in.",
        discussion: "EXAMPLE\n  plimsoll lists import --folder unit wanted.csv",
        subcommands: [Import.self, Proposals.self, Sign.self, Refuse.self, Withdraw.self])

    /// Imports one file.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import a CSV file of list entries, checked line by line.",
            discussion: """
                Columns by name: list, category, last_name, first_name, middle_name, dob, sex, nationality, doc_type, doc_number,
                doc_issuing_country, owner, legal_basis, reason, action, valid_from, valid_to, reference. A file may feed several
                lists. A bad line is named with its number, and the good ones go in; with --strict nothing does.

                Once the unit has received a message, an import is a proposal: another account signs it, see `plimsoll lists sign`.

                EXAMPLE
                  plimsoll lists import --folder unit --strict wanted.csv
                """)
        @OptionGroup var options: UnitOptions
        @Flag(help: "Import nothing when any line has a fault.")
        var strict = false
        @Flag(help: "Withdraw the entries of the file's lists that the file does not have.")
        var replace = false
        @Argument(help: "The CSV file; - reads standard input.", completion: .file())
        var file: String

        func run() async throws {
            guard let data = Files.read(file) else { throw ServiceError.fileUnreadable(path: file, reason: "missing or unreadable") }
            try await options.ask(.importList(csv: data, strict: strict, replace: replace))
        }
    }

    /// What waits.
    struct Proposals: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List imports that wait for a second signature.",
            discussion: "EXAMPLE\n  plimsoll lists proposals --folder unit --as grech")
        @OptionGroup var options: UnitOptions
        func run() async throws { try await options.ask(.listProposals) }
    }

    /// The second signature.
    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign an import that somebody else has proposed, and by that make it.",
            discussion: "EXAMPLE\n  plimsoll lists sign --folder unit --as grech 0192ab34")
        @OptionGroup var options: UnitOptions
        @Argument(help: "The proposal: its 32 digits, or the last eight.")
        var proposal: String
        func run() async throws { try await options.ask(.signProposal(id: proposal)) }
    }

    /// A refusal.
    struct Refuse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Refuse an import that somebody else has proposed.",
            discussion: "EXAMPLE\n  plimsoll lists refuse --folder unit --as grech 0192ab34 --reason \"half of the list is missing\"")
        @OptionGroup var options: UnitOptions
        @Option(help: "Why, in your words.")
        var reason: String
        @Argument(help: "The proposal: its 32 digits, or the last eight.")
        var proposal: String
        func run() async throws { try await options.ask(.refuseProposal(id: proposal, reason: reason)) }
    }

    /// An author's second thought.
    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back an import that you have proposed.",
            discussion: "EXAMPLE\n  plimsoll lists withdraw --folder unit --as vella 0192ab34")
        @OptionGroup var options: UnitOptions
        @Argument(help: "The proposal: its 32 digits, or the last eight.")
        var proposal: String
        func run() async throws { try await options.ask(.withdrawProposal(id: proposal)) }
    }
}

/// Alerts, by command.
struct Alerts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts", abstract: "List, read and decide alerts.",
        discussion: "EXAMPLE\n  plimsoll alerts list --folder unit --as vella",
        subcommands: [List.self, Show.self, Decide.self, Export.self])

    /// The queue.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List alerts by time left.", discussion: "EXAMPLE\n  plimsoll alerts list --folder unit --as vella --all")
        @OptionGroup var options: UnitOptions
        @Flag(help: "Decided, expired and overtaken ones too.")
        var all = false
        @Option(help: "Purpose of reading, one of the state profile's.")
        var purpose = "assessment"

        func run() async throws { try await options.ask(.listAlerts(all: all, purpose: purpose)) }
    }

    /// One alert.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show an alert with its reasons.", discussion: "EXAMPLE\n  plimsoll alerts show --folder unit --as vella 0192ab34…")
        @OptionGroup var options: UnitOptions
        @Option(help: "Purpose of reading, one of the state profile's.")
        var purpose = "assessment"
        @Argument(help: "The alert: its 32 digits, or the last eight.")
        var alert: String

        func run() async throws { try await options.ask(.showAlert(id: alert, purpose: purpose)) }
    }

    /// A decision.
    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Refer an alert, or dismiss it with a reason.",
            discussion: """
                EXAMPLE
                  plimsoll alerts decide --folder unit --as vella 0192ab34 refer --version 1 --text "same document, other spelling"
                  plimsoll alerts decide --folder unit --as vella 0192ab34 dismiss --version 1 --reason explained --detail family --text "…"
                """)
        @OptionGroup var options: UnitOptions
        @Option(help: "identity-mismatch, explained, insufficient or duplicate.")
        var reason = ""
        @Option(help: "For explained: the fact. For duplicate: the other alert.")
        var detail = ""
        @Option(help: "Why, in your words.")
        var text = ""
        @Option(help: "Version that you have read, as `alerts show` prints it; another one means that somebody was faster.")
        var version: Int
        @Argument(help: "The alert: its 32 digits, or the last eight.")
        var alert: String
        @Argument(help: "refer or dismiss")
        var decision: String

        func run() async throws {
            let request = DecisionRequest(decision: decision, reason: reason, detail: detail, text: text)
            try await options.ask(.decideAlert(id: alert, version: version, decision: request))
        }
    }
}

/// Carriers and their keys.
struct Carriers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "carriers", abstract: "Carriers that may send, and their API keys.",
        discussion: "EXAMPLE\n  plimsoll carriers add --folder unit XQ 'Example Airways'",
        subcommands: [Add.self, List.self, Rotate.self, Revoke.self])

    /// A carrier, or a further key of one.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a carrier, or a further key for one; the key is shown once.",
            discussion: "EXAMPLE\n  plimsoll carriers add --folder unit XQ 'Example Airways'")
        @OptionGroup var options: UnitOptions
        @Argument(help: "Two- or three-character designator.")
        var code: String
        @Argument(help: "Name.")
        var name: String

        func run() async throws { try await options.ask(.addCarrier(code: code, name: name)) }
    }

    /// A new key in the place of those that are there.
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a new key; the old ones end after an overlap. The key is shown once.",
            discussion: "EXAMPLE\n  plimsoll carriers rotate --folder unit XQ --overlap-hours 336")
        @OptionGroup var options: UnitOptions
        @Option(help: "Hours for which the old keys still work; 0 ends them at once.")
        var overlapHours = 336
        @Argument(help: "Two- or three-character designator.")
        var code: String
        func run() async throws { try await options.ask(.rotateKey(carrier: code, overlapHours: overlapHours)) }
    }

    /// The end of a key.
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a key at once, or all keys of a carrier.",
            discussion:
                "EXAMPLE\n  plimsoll carriers revoke --folder unit XQ --key 0a1b2c3d\n  plimsoll carriers revoke --folder unit XQ --all")
        @OptionGroup var options: UnitOptions
        @Option(help: "The key's name, as `carriers list` shows it.")
        var key: String?
        @Flag(help: "All keys of the carrier.")
        var all = false
        @Argument(help: "Two- or three-character designator.")
        var code: String

        func validate() throws {
            if (key == nil) != all { throw ValidationError("name one key with --key, or say --all") }
        }
        func run() async throws { try await options.ask(.revokeKey(carrier: code, key: key)) }
    }

    /// All carriers.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List carriers and their keys, by name and end.", discussion: "EXAMPLE\n  plimsoll carriers list --folder unit")
        @OptionGroup var options: UnitOptions
        func run() async throws { try await options.ask(.listCarriers) }
    }
}

/// Accounts.
struct AccountsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounts", abstract: "Accounts, their roles, and whom the operating system's users answer for.",
        discussion: "EXAMPLE\n  plimsoll accounts add --folder unit vella analyst",
        subcommands: [Add.self, Map.self, Invite.self, End.self, List.self])

    /// A new account.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an account and print its one-time link.",
            discussion: "EXAMPLE\n  plimsoll accounts add --folder unit vella analyst --user 1001")
        @OptionGroup var options: UnitOptions
        @Option(help: "Number of the operating-system user that the account answers for.")
        var user: Int?
        @Argument(help: "Name.")
        var name: String
        @Argument(help: "analyst, supervisor, list-owner, inspector, data-protection-officer or administrator.")
        var role: String

        func run() async throws {
            guard let role = Role(rawValue: role) else {
                throw ValidationError("\(role) is no role: " + Role.allCases.map(\.rawValue).joined(separator: ", "))
            }
            try await options.ask(.addAccount(name: name, role: role, osUser: user))
        }
    }

    /// Who answers for it on the command line.
    struct Map: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say which operating-system user an account answers for.",
            discussion: "EXAMPLE\n  plimsoll accounts map --folder unit vella --user 1001")
        @OptionGroup var options: UnitOptions
        @Option(help: "Number of the operating-system user; without it the account answers for nobody.")
        var user: Int?
        @Argument(help: "Name.")
        var name: String
        func run() async throws { try await options.ask(.mapAccount(name: name, osUser: user)) }
    }

    /// A new one-time link.
    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a new one-time link for an account.", discussion: "EXAMPLE\n  plimsoll accounts invite --folder unit vella")
        @OptionGroup var options: UnitOptions
        @Argument(help: "Name.")
        var name: String
        func run() async throws { try await options.ask(.inviteAccount(name: name)) }
    }

    /// The end of an account.
    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End an account and its sessions.", discussion: "EXAMPLE\n  plimsoll accounts end --folder unit vella")
        @OptionGroup var options: UnitOptions
        @Argument(help: "Name.")
        var name: String
        func run() async throws { try await options.ask(.endAccount(name: name)) }
    }

    /// All accounts.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List accounts.", discussion: "EXAMPLE\n  plimsoll accounts list --folder unit")
        @OptionGroup var options: UnitOptions
        func run() async throws { try await options.ask(.listAccounts) }
    }
}

/// A checkpoint to keep elsewhere.
struct CheckpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Print the newest signed checkpoint of the log, to keep elsewhere.",
        discussion: "EXAMPLE\n  plimsoll checkpoint --folder unit > checkpoint.txt")
    @OptionGroup var options: UnitOptions
    func run() async throws { try await options.ask(.checkpoint) }
}
