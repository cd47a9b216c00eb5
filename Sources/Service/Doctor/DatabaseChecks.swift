import Casework
import Foundation
import Oversight
import Storage
import Travel

/// What can be wrong with a unit's database. Each check is a function of what was found.
enum DatabaseChecks {
    /// - Parameters:
    ///   - file: what a connection of this machine is set to when it asks for what we ask
    ///   - running: what the connection of the running unit is set to; nil when none runs or tells
    static func durability(file: Durability, running: Durability?) -> Diagnosis {
        let found = running ?? file
        let whose = running == nil ? "a connection" : "the running unit"
        let remedy = "stop the unit and start it again; if it refuses, install the system's own libsqlite3"
        // WAL may not be asked of a medium that cannot be written.
        if file.journalMode != "wal" {
            return .fault("durability", "the journal's mode is \(file.journalMode), expected wal", do: remedy)
        }
        if found.synchronous != 2 {
            return .fault(
                "durability", "\(whose) has synchronous = \(found.synchronous), expected 2 (FULL): answers would not wait for the disk",
                do: remedy)
        }
        if let running, running.mappedBytes != 0 {
            return .fault("durability", "the running unit maps the file into memory (mmap_size is \(running.mappedBytes))", do: remedy)
        }
        // fullfsync matters on the systems of one maker, where fsync alone does not reach the medium; here fdatasync does.
        return .good("durability", "\(whose) waits for the disk (wal, synchronous = FULL; fullfsync does nothing on this system)")
    }

    /// - Parameter version: `3.40.1`
    static func engine(_ version: String) -> Diagnosis {
        let parts = version.split(separator: ".").compactMap { Int($0) }
        guard parts.count >= 3 else {
            return .note("sqlite", "its version cannot be read (\(version))", do: "install libsqlite3 of the system")
        }
        let (minor, patch) = (parts[1], parts[2])
        guard parts[0] == 3, minor >= 37 else {
            return .fault("sqlite", "\(version) is too old: STRICT tables need 3.37", do: "install a newer libsqlite3")
        }
        let isMended =
            minor > 51 || (minor == 51 && patch >= 3) || (minor == 50 && patch >= 7) || (minor == 44 && patch >= 6)
        guard !isMended else { return .good("sqlite", version) }
        return .note(
            "sqlite",
            "\(version) has the WAL-reset fault (3.7.0 to 3.51.2): two connections that write or checkpoint at one instant can corrupt the file."
                + " The unit writes through one connection alone",
            do: "never write into plimsoll.sqlite with another program, and never back it up with `sqlite3`: use `plimsoll backup`;"
                + " 3.51.3, 3.50.7 and 3.44.6 are mended")
    }

    static func schema(_ found: Int, differences: [String]) -> Diagnosis {
        if found > Schema.version {
            return .fault(
                "schema", "the database has schema \(found), this program knows \(Schema.version)", do: "install the newer program")
        }
        if found < Schema.version {
            return .note(
                "schema", "the database has schema \(found), this program makes \(Schema.version)",
                do: "start the unit: it brings it up to date")
        }
        guard differences.isEmpty else {
            return .fault(
                "schema", "changed by hand: \(differences.joined(separator: ", "))",
                do: "`plimsoll verify` says more; the unit refuses to start")
        }
        return .good("schema", "version \(found)")
    }

    static func tail(_ tail: LogTail, vkey: String?) -> Diagnosis {
        guard let vkey else {
            return .fault("log", "log.vkey is missing or unreadable", do: "put it back from where the log's public key is kept outside")
        }
        let faults = TailVerification.faults(of: tail, vkey: vkey)
        guard faults.isEmpty else {
            return .fault("log", faults.joined(separator: "; "), do: "run `plimsoll verify`, and call the inspector")
        }
        let words = "its end stands: \(tail.newest?.size ?? 0) entries under the newest checkpoint"
        guard tail.isWhole else {
            return .note("log", words + "; what follows is more than can be looked at in a moment", do: "run `plimsoll verify`")
        }
        return .good("log", words)
    }

    /// A checkpoint follows within a second of a commit.
    static func checkpoint(coveredUntil: Instant?, uncoveredSince: Instant?, now: Instant) -> Diagnosis {
        if let since = uncoveredSince, now - since > 60 {
            return .fault(
                "checkpoint", "entries since \(since.rfc3339) are under no signed checkpoint",
                do: "start the unit, or see its errors: it signs one within a second; `plimsoll verify` says what it refuses to sign")
        }
        return .good("checkpoint", coveredUntil.map { "the newest covers the log up to \($0.rfc3339)" } ?? "none is due")
    }

    /// Steps are done within seconds; a quarter of an hour is a queue.
    static let patience: Int64 = 15 * 60

    static func work(_ oldest: [Work.Kind: Instant], unread: Instant?, now: Instant) -> [Diagnosis] {
        var found: [Diagnosis] = []
        let late = oldest.filter { now - $0.value > patience }.sorted { $0.value < $1.value }
        if late.isEmpty {
            found.append(.good("work", "nothing has waited for more than \(patience / 60) minutes"))
        } else {
            let words = late.map { "\($0.key.rawValue) since \($0.value.rfc3339)" }.joined(separator: ", ")
            found.append(
                .fault(
                    "work", "waits too long: \(words)",
                    do: "start the unit if none runs; if one does, look at its log and at the machine's load"))
        }
        if let unread, now - unread > patience {
            found.append(
                .fault(
                    "journal", "a transmission of \(unread.rfc3339) has not been read",
                    do: "start the unit; if it runs, its log says why reading fails"))
        } else {
            found.append(.good("journal", unread == nil ? "everything that was received has been read" : "reading keeps up"))
        }
        return found
    }

    /// - Parameter keys: of active carriers, those that were not revoked
    static func apiKeys(_ keys: [String: [ApiKeyState.Status]], now: Instant) -> [Diagnosis] {
        var found: [Diagnosis] = []
        let week = now + 7 * 86_400
        for (code, states) in keys.sorted(by: { $0.key < $1.key }) {
            let ended = states.filter { !$0.isUsable(at: now) }.count
            if ended == states.count {
                found.append(
                    .fault("api-keys", "\(code) has no key that works: it cannot send", do: "`plimsoll carriers rotate \(code)` makes one"))
            } else if !states.contains(where: { $0.isUsable(at: week) }) {
                found.append(
                    .note(
                        "api-keys", "every key of \(code) ends within a week",
                        do: "`plimsoll carriers rotate \(code)`, and pass the new key on"))
            } else if ended > 0 {
                found.append(
                    .note(
                        "api-keys", "\(ended) key\(ended == 1 ? "" : "s") of \(code) ended and stand\(ended == 1 ? "s" : "") there still",
                        do: "`plimsoll carriers list` names them, `plimsoll carriers revoke` takes them off the list"))
            }
        }
        return found.isEmpty ? [.good("api-keys", "each carrier has one that works")] : found
    }

    /// - Parameters:
    ///   - days: whose key stands in `keys/days`
    ///   - unread: days of which something has not been read, and which keep their key for it
    static func dayKeys(_ days: [String], unread: Set<String>, now: Instant) -> Diagnosis {
        let first = now.utc.date.adding(days: -Storage.dayKeyDays).description
        let old = days.filter { $0 < first }.sorted()
        guard let oldest = old.first else { return .good("journal-keys", "none is older than \(Storage.dayKeyDays) days") }
        let kept = old.filter { unread.contains($0) }
        return .fault(
            "journal-keys",
            "\(old.count) key\(old.count == 1 ? "" : "s") of the journal older than \(Storage.dayKeyDays) days, the oldest of \(oldest)",
            do: kept.isEmpty
                ? "start the unit: it destroys them within a day"
                : "something of \(kept.joined(separator: ", ")) has never been read: see `journal`")
    }
}
