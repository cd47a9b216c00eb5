public import Casework
import Foundation
public import Travel

/// What the machine says of itself, as far as a unit stands on it.
public struct MachineCondition: Sendable {
    public var now: Instant
    /// Type of the file system below the folder, as the kernel names it; nil when it cannot be found out.
    public var fileSystem: String?
    public var freeBytes: Int64?
    /// Nil where the file system counts none.
    public var freeFiles: Int64?
    /// Release of the time zone data, such as `2025b`.
    public var timeZoneData: String
    /// Nil when the kernel does not say.
    public var isClockSynchronized: Bool?
    /// Who holds the folder's lock.
    public var lockHolder: LockHolder?

    public struct LockHolder: Hashable, Sendable {
        public var process: Int
        /// Name of its program; nil when it cannot be seen from here.
        public var program: String?

        public init(process: Int, program: String?) {
            self.process = process
            self.program = program
        }
    }

    public init(
        now: Instant, fileSystem: String?, freeBytes: Int64?, freeFiles: Int64?, timeZoneData: String, isClockSynchronized: Bool?,
        lockHolder: LockHolder?
    ) {
        self.now = now
        self.fileSystem = fileSystem
        self.freeBytes = freeBytes
        self.freeFiles = freeFiles
        self.timeZoneData = timeZoneData
        self.isClockSynchronized = isClockSynchronized
        self.lockHolder = lockHolder
    }

    /// Asks the machine.
    public static func read(folder: UnitFolder, clock: DomainClock = .real) -> MachineCondition {
        let path = URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path
        var room = statvfs()
        let hasRoom = statvfs(path, &room) == 0
        return MachineCondition(
            now: clock.now(), fileSystem: fileSystem(of: path, mounts: text("/proc/self/mountinfo")),
            freeBytes: hasRoom
                ? Int64(clamping: UInt64(room.f_bavail).multipliedReportingOverflow(by: UInt64(room.f_frsize)).partialValue) : nil,
            freeFiles: hasRoom && room.f_files > 0 ? Int64(clamping: room.f_favail) : nil,
            timeZoneData: TimeZone.timeZoneDataVersion, isClockSynchronized: clockState(),
            lockHolder: lockHolder(of: folder.path + "/lock", locks: text("/proc/locks")))
    }

    /// The type of the mount that a path lies below (proc_pid_mountinfo(5)).
    static func fileSystem(of path: String, mounts: String) -> String? {
        var found: (length: Int, type: String)?
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 6, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count else { continue }
            let point = unescaped(fields[4])
            let isAbove = point == "/" || path == point || path.hasPrefix(point + "/")
            // Of two mounts at one place the later lies above.
            if isAbove, point.utf8.count >= (found?.length ?? 0) { found = (point.utf8.count, String(fields[dash + 1])) }
        }
        return found?.type
    }

    /// A space in a path stands as `\040`.
    private static func unescaped(_ field: Substring) -> String {
        var text = String(field)
        for (code, character) in [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")] {
            text = text.replacing(code, with: character)
        }
        return text
    }

    /// Who holds a file's lock (proc_locks(5)): `1: FLOCK  ADVISORY  WRITE 4242 fe:00:1876645 0 EOF`.
    static func lockHolder(of path: String, locks: String) -> LockHolder? {
        guard let number = (try? FileManager.default.attributesOfItem(atPath: path))?[.systemFileNumber] as? NSNumber else { return nil }
        for line in locks.split(separator: "\n") {
            let fields = line.split(separator: " ", omittingEmptySubsequences: true)
            guard fields.count >= 6, fields[1] == "FLOCK", fields[3] == "WRITE", let process = Int(fields[4]),
                fields[5].split(separator: ":").last.flatMap({ UInt64($0) }) == number.uint64Value
            else { continue }
            let program = text("/proc/\(process)/comm").trimmingCharacters(in: .whitespacesAndNewlines)
            return LockHolder(process: process, program: program.isEmpty ? nil : program)
        }
        return nil
    }

    /// Whether the kernel's clock is disciplined: adjtimex(2) with nothing to set answers with the state of the clock, and 5 means that
    /// nobody keeps it right. The modules of the platform do not declare the call, so it is looked up by name.
    private static func clockState() -> Bool? {
        typealias Call = @convention(c) (UnsafeMutableRawPointer?) -> Int32
        guard let symbol = dlsym(nil, "adjtimex") else { return nil }
        let call = unsafeBitCast(symbol, to: Call.self)
        // `struct timex` has 208 bytes; the first field, `modes`, is 0: set nothing.
        var buffer = [UInt64](repeating: 0, count: 64)
        let state = buffer.withUnsafeMutableBytes { call($0.baseAddress) }
        return state < 0 ? nil : state != 5
    }

    private static func text(_ path: String) -> String {
        guard let handle = FileHandle(forReadingAtPath: path) else { return "" }
        defer { try? handle.close() }
        return String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
    }
}
