import Casework
import Foundation
import Storage
import Travel

/// Looks at a unit, its folder and its machine, and names what is wrong and what to do. It opens the database only to read, and does
/// the same whether a unit runs or not.
public enum Doctor {
    /// - Parameters:
    ///   - configuration: what `serve` would take, or why it would not
    ///   - user: number of the operating-system user who asks
    ///   - account: as whom a running unit is asked; it tells what its own connection is set to
    public static func examine(
        folder: UnitFolder, machine: MachineCondition, configuration: Result<UnitConfiguration, any Error>, user: Int,
        account: String? = nil
    ) -> [Diagnosis] {
        guard FileManager.default.fileExists(atPath: folder.path) else {
            return [
                .fault("folder", "there is no folder \(folder.path)", do: "name it with --folder, or make a unit with `plimsoll setup`")
            ]
        }
        let running = running(folder, account)
        var found = FolderChecks.folder(folder, user: user) + FolderChecks.keys(folder) + [FolderChecks.socket(folder)]
        found += FolderChecks.rules(folder, today: machine.now.utc.date)
        found += FolderChecks.configuration(configuration)
        found.append(MachineChecks.lock(machine.lockHolder, answers: running.answers))
        found.append(MachineChecks.fileSystem(machine.fileSystem))
        found += MachineChecks.space(bytes: machine.freeBytes, files: machine.freeFiles)
        found.append(MachineChecks.timeZones(machine.timeZoneData, now: machine.now))
        found.append(MachineChecks.synchronisation(machine.isClockSynchronized))
        do {
            found += database(try Storage.condition(folder: folder.path), folder, machine, running: running.durability)
        } catch {
            found.append(
                .fault(
                    "database", "\(error)",
                    do: "run this as the unit's user; if it still cannot be read, restore a backup into a new folder"))
        }
        return found
    }

    private static func database(
        _ condition: DatabaseCondition, _ folder: UnitFolder, _ machine: MachineCondition, running: Durability?
    ) -> [Diagnosis] {
        var found = [
            DatabaseChecks.engine(condition.engine), DatabaseChecks.durability(file: condition.durability, running: running),
            DatabaseChecks.schema(condition.schema, differences: condition.differences),
        ]
        guard condition.differences.isEmpty else { return found }
        found.append(MachineChecks.clock(now: machine.now, newest: condition.newestAct))
        found.append(DatabaseChecks.tail(condition.tail, vkey: try? folder.logVerifierKey()))
        found.append(
            DatabaseChecks.checkpoint(coveredUntil: condition.coveredUntil, uncoveredSince: condition.uncoveredSince, now: machine.now))
        found += DatabaseChecks.work(condition.oldestWork, unread: condition.oldestUnread, now: machine.now)
        found += DatabaseChecks.apiKeys(condition.apiKeys, now: machine.now)
        found.append(DatabaseChecks.dayKeys(FolderChecks.days(folder), unread: condition.unreadDays, now: machine.now))
        return found
    }

    /// Whether a unit answers, and how its connection waits for the disk; it may refuse to say.
    private static func running(_ folder: UnitFolder, _ account: String?) -> (answers: Bool, durability: Durability?) {
        guard let client = ControlSocket.Client(path: folder.socket) else { return (false, nil) }
        let answer = try? client.ask(.status, as: account)
        return (true, answer.flatMap { try? JSONDecoder().decode(Status.self, from: Data($0.json.utf8)).durability })
    }

    private struct Status: Decodable {
        var durability: Durability
    }
}
