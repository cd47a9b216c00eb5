import Foundation
import Travel

/// What can be wrong with the machine under a unit. Each check is a function of what was found.
enum MachineChecks {
    /// Locks are lost, or a sync that returns proves nothing.
    static let unfitFileSystems: [String: String] = [
        "nfs": "a network file system", "nfs4": "a network file system", "cifs": "a network file system", "smb3": "a network file system",
        "smbfs": "a network file system", "ceph": "a network file system", "glusterfs": "a network file system",
        "fuse.glusterfs": "a network file system", "fuse.sshfs": "a network file system", "afs": "a network file system",
        "9p": "a file system of another machine", "virtiofs": "a file system of another machine",
        "vboxsf": "a file system of another machine", "fuse.vmhgfs-fuse": "a file system of another machine",
        "tmpfs": "memory, and empty after the next start", "ramfs": "memory, and empty after the next start",
        "vfat": "a file system without rights and without a journal", "exfat": "a file system without rights and without a journal",
    ]

    static func fileSystem(_ type: String?) -> Diagnosis {
        guard let type else {
            return .note("file-system", "its type cannot be found out", do: "see with `findmnt -T FOLDER` that it is a local one")
        }
        guard let fault = unfitFileSystems[type] else { return .good("file-system", type) }
        return .fault(
            "file-system", "\(type) is \(fault): locks or syncs cannot be relied on there",
            do: "stop the unit and move the folder to a local disk (ext4, xfs or btrfs)")
    }

    /// A gibibyte is a day of a middling airport, and room to clear up.
    static let leastBytes: Int64 = 1 << 30
    static let leastFiles: Int64 = 1_000

    static func space(bytes: Int64?, files: Int64?) -> [Diagnosis] {
        var found: [Diagnosis] = []
        if let bytes {
            let words = "\(bytes >> 20) MiB free"
            found.append(
                bytes < leastBytes
                    ? .fault(
                        "disk-space", words, do: "make room: when the disk is full nothing is taken in, and nobody reads personal data")
                    : .good("disk-space", words))
        } else {
            found.append(.note("disk-space", "the disk does not say how much is free", do: "see `df FOLDER`"))
        }
        if let files {
            let words = "\(files) inodes free"
            found.append(
                files < leastFiles
                    ? .fault("inodes", words, do: "remove small files from this file system, or make it anew with more inodes")
                    : .good("inodes", words))
        }
        return found
    }

    /// - Parameter release: year and letter of the time zone database
    static func timeZones(_ release: String, now: Instant) -> Diagnosis {
        guard let year = Int(release.prefix(4)) else {
            return .note(
                "time-zones", "their release cannot be read (\(release))", do: "compare a few departures with their airports' clocks")
        }
        // The rules are a part of the program, and not those of the system's files.
        let remedy = "install a newer build of plimsoll: the rules of time zones are a part of it, and the system's own do nothing here"
        let age = now.utc.date.year - year
        if age >= 3 {
            return .fault("time-zones", "the rules are of release \(release), \(age) years old: deadlines may be wrong", do: remedy)
        }
        if age >= 1 { return .note("time-zones", "the rules are of release \(release)", do: remedy) }
        return .good("time-zones", "release \(release)")
    }

    /// - Parameter newest: when the newest entry of the log was made
    static func clock(now: Instant, newest: Instant?) -> Diagnosis {
        guard let newest else { return .good("clock", now.rfc3339) }
        let ahead = newest - now
        guard ahead > 60 else { return .good("clock", now.rfc3339) }
        return .fault(
            "clock", "it says \(now.rfc3339), and the newest entry of the log is of \(newest.rfc3339): it was set back, or had been ahead",
            do: "set the clock right, and see that it is kept right (chrony or systemd-timesyncd)")
    }

    static func synchronisation(_ isSynchronized: Bool?) -> Diagnosis {
        switch isSynchronized {
        case true?: .good("clock-synchronisation", "the kernel's clock is kept right")
        case false?:
            .note(
                "clock-synchronisation", "nobody keeps the kernel's clock right: deadlines go by it",
                do: "run chrony or systemd-timesyncd; in a container, see to it on the machine below")
        case nil: .note("clock-synchronisation", "the kernel does not say", do: "see `timedatectl`")
        }
    }

    /// - Parameter answers: whether a unit answers on the folder's socket
    static func lock(_ holder: MachineCondition.LockHolder?, answers: Bool) -> Diagnosis {
        guard let holder else {
            return answers
                ? .note("lock", "a unit answers, and who holds the lock cannot be seen from here", do: "nothing, in a container of its own")
                : .good("lock", "free: no unit is running")
        }
        let who = "process \(holder.process)" + (holder.program.map { " (\($0))" } ?? "")
        if answers { return .good("lock", "held by \(who), which answers") }
        return .fault(
            "lock", "held by \(who), which does not answer on control.sock",
            do: "wait a moment if it is starting, stopping or a command; else end it: what was acknowledged is kept")
    }
}
