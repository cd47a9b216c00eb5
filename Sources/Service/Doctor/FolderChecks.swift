import Casework
import Foundation
import Storage
import Travel

/// What can be wrong with the files of a unit's folder: who may read them, and whether they can be used.
enum FolderChecks {
    private struct Rights {
        var mode: Int
        var owner: Int
        var isFolder: Bool
    }

    private static func rights(_ path: String) -> Rights? {
        let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let found = try? FileManager.default.attributesOfItem(atPath: real), let mode = found[.posixPermissions] as? NSNumber,
            let owner = found[.ownerAccountID] as? NSNumber
        else { return nil }
        return Rights(mode: mode.intValue, owner: owner.intValue, isFolder: found[.type] as? FileAttributeType == .typeDirectory)
    }

    /// The folder: its owner's alone, but that a group may pass through it to the socket.
    static func folder(_ folder: UnitFolder, user: Int) -> [Diagnosis] {
        guard let rights = rights(folder.path) else {
            return [.fault("folder", "\(folder.path) cannot be looked at", do: "run this as the unit's user")]
        }
        var found: [Diagnosis] = []
        if rights.mode & 0o067 != 0 {
            found.append(
                .fault("folder-rights", "\(folder.path) has mode \(octal(rights.mode)), expected 0700", do: "chmod 700 \(folder.path)"))
        } else {
            found.append(.good("folder-rights", "mode \(octal(rights.mode))"))
        }
        for name in ["plimsoll.sqlite", "plimsoll.sqlite-wal", "plimsoll.sqlite-shm", "keys", "profile.yaml", "lock"] {
            guard let other = Self.rights(folder.path + "/" + name), other.owner != rights.owner else { continue }
            found.append(
                .fault(
                    "folder-owner", "\(name) belongs to user \(other.owner), the folder to user \(rights.owner)",
                    do: "chown \(rights.owner) \(folder.path)/\(name)"))
        }
        if user != rights.owner, user != 0 {
            found.append(
                .note(
                    "folder-owner", "you are user \(user), the folder belongs to user \(rights.owner)",
                    do: "run plimsoll as the unit's user"))
        }
        return found
    }

    /// Keys: 0600 in folders of 0700, and usable.
    static func keys(_ folder: UnitFolder) -> [Diagnosis] {
        var found: [Diagnosis] = []
        let owner = rights(folder.path)?.owner
        let keys = folder.path + "/keys"
        let days = ((try? FileManager.default.contentsOfDirectory(atPath: keys + "/days")) ?? []).filter { $0.hasSuffix(".key") }.sorted()
        for path in [keys, keys + "/days", keys + "/folder.key", keys + "/log.key"] + days.map({ keys + "/days/" + $0 }) {
            guard let rights = rights(path) else {
                // The folder of days comes with the first day.
                if path == keys + "/days" { continue }
                found.append(
                    .fault(
                        "keys", "\(path) is missing or cannot be looked at",
                        do: "put it back from its own backup: without it nothing sealed can be opened"))
                continue
            }
            let expected = rights.isFolder ? 0o700 : 0o600
            if rights.mode & ~expected != 0 {
                found.append(
                    .fault(
                        "keys", "\(path) has mode \(octal(rights.mode)), expected \(octal(expected))",
                        do: "chmod \(String(expected, radix: 8)) \(path), and think about who has read it"))
            }
            if let owner, rights.owner != owner {
                found.append(
                    .fault("keys", "\(path) belongs to user \(rights.owner), the folder to user \(owner)", do: "chown \(owner) \(path)"))
            }
        }
        if found.isEmpty {
            do {
                _ = try KeyFolder(folder: folder.path)
                found.append(.good("keys", "mode 0600, in a folder of mode 0700"))
            } catch {
                found.append(.fault("keys", "\(error)", do: "put the file back from its own backup"))
            }
        }
        return found
    }

    /// Days whose key stands there.
    static func days(_ folder: UnitFolder) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/keys/days")) ?? []).filter { $0.hasSuffix(".key") }
            .map { String($0.dropLast(4)) }
    }

    /// A socket's path ends with its room.
    static func socket(_ folder: UnitFolder) -> Diagnosis {
        let length = folder.socket.utf8.count
        guard length <= 107 else {
            return .fault("socket", "its path has \(length) bytes, and a socket's has at most 107", do: "move the folder to a shorter path")
        }
        return .good("socket", "its path is short enough")
    }

    /// What the next start would take. A command line may still set something else.
    static func configuration(_ configuration: Result<UnitConfiguration, any Error>) -> [Diagnosis] {
        switch configuration {
        case .failure(let error):
            return [.fault("configuration", "\(error)", do: "mend the line: the unit does not start with it")]
        case .success(let configuration):
            let host = configuration.text(.host)
            guard configuration.isExposed else {
                return [
                    .good("configuration", "can be used"),
                    .good("address", host + (configuration.isTrue(.behindProxy) ? ", behind a proxy" : "")),
                ]
            }
            return [
                .good("configuration", "can be used"),
                .fault(
                    "address", "\(host) is no loopback address, and no proxy is declared: it refuses to start",
                    do: "set host to 127.0.0.1, or put a proxy that ends TLS in front and set behindProxy to true"),
            ]
        }
    }

    /// Profile and indicators, as the next start will read them.
    static func rules(_ folder: UnitFolder, today: LocalDate) -> [Diagnosis] {
        var found: [Diagnosis] = []
        do {
            _ = try Rules.profile(yaml: folder.text(of: folder.profile), path: folder.profile)
            found.append(.good("profile", "can be used"))
        } catch {
            found.append(.fault("profile", "\(error)", do: "mend the line: the unit does not start with it"))
        }
        let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.indicators)) ?? []).filter { $0.hasSuffix(".yaml") }
        var usable = 0
        for path in files.sorted().map({ folder.indicators + "/" + $0 }) {
            do {
                let indicator = try Rules.indicator(yaml: folder.text(of: path), path: path)
                usable += 1
                if indicator.expiry < today {
                    found.append(
                        .note(
                            "indicators", "\(indicator.name) ended on \(indicator.expiry) and does not run",
                            do: "justify it anew, or remove its file"))
                }
            } catch {
                found.append(.fault("indicators", "\(error)", do: "mend the line: the unit does not start with it"))
            }
        }
        if !found.contains(where: { $0.check == "indicators" }) { found.append(.good("indicators", "\(usable) in force")) }
        return found
    }

    private static func octal(_ mode: Int) -> String { "0" + String(mode, radix: 8) }
}
