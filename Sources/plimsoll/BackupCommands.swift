import ArgumentParser
import Foundation
import Oversight
import Service

/// Copies a unit, without its keys.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy a unit into a new folder, while it runs: everything but the keys.",
        discussion: """
            The copy is made by the process that writes, and is whole: everything that was acknowledged before is in it, and a
            checkpoint and a manifest lie beside it. The folder gets its name when all of it is on the disk.

            EXAMPLE
              plimsoll backup --folder unit /backup/unit-2026-11-25
            """)
    @OptionGroup var options: UnitOptions
    @Argument(help: "A folder that does not exist yet.", completion: .directory)
    var to: String

    func run() async throws {
        // The unit that runs has another working directory.
        try await options.ask(.backUp(to: UnitFolder(to).path))
    }
}

/// Sets a unit up again from a copy.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Check a backup, and set a unit up from it in a new folder.",
        discussion: """
            Each file is compared with the manifest, and the whole log is verified with its checkpoint, before the folder gets its
            name. A folder with something in it is refused. The keys are yours to put there; the restored unit enters in its log
            that it was restored.

            EXAMPLE
              plimsoll restore /backup/unit-2026-11-25 --folder /srv/unit2 --against checkpoint.txt
            """)
    @OptionGroup var options: UnitOptions
    @Option(help: "A checkpoint of the same time or earlier that was kept elsewhere.", completion: .file())
    var against: String?
    @Argument(help: "The folder that `plimsoll backup` made.", completion: .directory)
    var from: String

    func run() throws {
        var kept: String?
        if let against {
            guard let data = Files.read(against) else { throw ServiceError.fileUnreadable(path: against, reason: "missing or unreadable") }
            kept = String(decoding: data, as: UTF8.self)
        }
        let folder = options.unitFolder
        let restored = try Backup.restore(from: from, to: folder, against: kept)
        if options.json {
            let object: [String: Any] = [
                "folder": folder.path, "made": restored.manifest.made, "entries": restored.report.entries,
                "unread": restored.manifest.unread,
            ]
            let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
            return print(String(decoding: data, as: UTF8.self))
        }
        for line in restored.report.lines { print(line) }
        print("\nRestored the backup of \(restored.manifest.made) into \(folder.path). Before it is started:")
        print("  stop the other unit for good, if it still runs: two would sign two histories")
        print("  mkdir -m 700 \(folder.path)/keys, and put folder.key and log.key there from where they are kept, each of mode 0600")
        if restored.manifest.unread > 0 {
            print("  \(restored.manifest.unread) transmissions had not been read: put keys/days there too if the old machine still has it")
        }
        print("  tell whoever keeps checkpoints that the unit was restored, and from which day: their later checkpoints will say so")
    }
}
