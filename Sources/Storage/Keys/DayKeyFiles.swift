import Casework
import Crypto
import Foundation

/// One file for each day of the journal, beside the database and in no backup of it: it wraps that day's key. Once the file is
/// gone, so is everything that was ever sealed with the key, in free pages, in the write-ahead log, and in every copy of the
/// database, wherever it lies.
struct DayKeyFiles: Sendable {
    /// `keys/days` of the unit's folder.
    let folder: String

    private func path(_ period: String) -> String { folder + "/" + period + ".key" }

    /// The key of that day's file; nil when there is none (any more).
    /// - Throws: ``StorageError/keyFile(path:fault:)`` when the file is there, and unreadable or readable by others
    func key(_ period: String) throws -> SymmetricKey? {
        guard FileManager.default.fileExists(atPath: path(period)) else { return nil }
        return SymmetricKey(data: try KeyFolder.read(path(period)))
    }

    /// Makes the file of a day; what stands there already stays, also where two make it at once: a key is never put in the place of
    /// one that has wrapped something. It is on the disk when this returns: a day's key that could be
    /// lost with the power would take acknowledged transmissions with it.
    func make(_ period: String) throws -> SymmetricKey {
        if let key = try key(period) { return key }
        let bytes = SystemRandom.bytes(32)
        let path = path(period)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StorageError.keyFile(path: folder, fault: "could not be made: \(error.localizedDescription)")
        }
        let draft = "\(path).\(SystemRandom.bytes(8).hexadecimal).part"
        defer { unlink(draft) }
        try write(bytes.hexadecimal + "\n", to: draft)
        // Unlike a renaming, a link never replaces.
        let isMade = link(draft, path) == 0
        guard isMade || errno == EEXIST else { throw StorageError.keyFile(path: path, fault: String(cString: strerror(errno))) }
        try sync(folder)
        guard let key = try key(period) else { throw StorageError.keyFile(path: path, fault: "is gone while its day goes on") }
        return key
    }

    /// Overwrites and removes the file of a day.
    func destroy(_ period: String) throws {
        let path = path(period)
        guard FileManager.default.fileExists(atPath: path) else { return }
        try write(String(repeating: "0", count: 64) + "\n", to: path)
        guard unlink(path) == 0 else { throw StorageError.keyFile(path: path, fault: "could not be removed; its day has ended") }
        try sync(folder)
    }

    private func write(_ text: String, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StorageError.keyFile(path: path, fault: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw StorageError.keyFile(path: path, fault: "could not be written: \(String(cString: strerror(errno)))")
        }
    }

    private func sync(_ folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StorageError.keyFile(path: folder, fault: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StorageError.keyFile(path: folder, fault: String(cString: strerror(errno))) }
    }
}
