import ArgumentParser
import Foundation
import Oversight
import Service

/// Proves that the log, and all that it binds, stands as it was committed.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Recompute the log, every row that it binds and every derived table; name what was changed.",
        discussion: """
            Asks nothing of a running unit, since it is the server that is on trial. Writes nothing, and needs no secret key.
            Exit status 0 when everything stands, 3 when something does not.

            EXAMPLE
              plimsoll verify --folder unit
              plimsoll verify --folder unit --against checkpoint.txt --key 'plimsoll.invalid/mlt-0a1b2c3d+…'
            """)

    @OptionGroup var options: UnitOptions
    @Option(help: "A checkpoint that was kept elsewhere.", completion: .file())
    var against: String?
    @Option(help: "The log's public key as it was kept elsewhere. Default: the folder's log.vkey, which proves less.")
    var key: String?

    func run() throws {
        let folder = options.unitFolder
        var kept: String?
        if let against {
            guard let data = Files.read(against) else { throw ServiceError.fileUnreadable(path: against, reason: "missing or unreadable") }
            kept = String(decoding: data, as: UTF8.self)
        }
        var progress = Progress("verifying", total: nil, silent: options.quiet)
        let report = try Verification.run(
            folder: folder.path, vkey: try key ?? folder.logVerifierKey(), against: kept, progress: { progress.update(Int($0)) })
        progress.finish(Int(report.entries), unit: "entries")
        if options.json {
            let object: [String: Any] = [
                "good": report.isGood, "entries": report.entries, "rows": report.rows, "checkpoints": report.checkpoints,
                "uncovered": report.uncovered, "faults": report.faultLines,
            ]
            let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
            print(String(decoding: data, as: UTF8.self))
        } else {
            for line in report.lines { print(line) }
        }
        if !report.isGood { throw ExitCode(3) }
    }
}
