import Casework
import Foundation
import Storage

/// Files of a backup: each is on the disk before the folder gets its name.
enum BackupFiles {
    /// Blocking work, away from the threads that serve everybody.
    static func aside<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result(catching: work)) }
        }
    }

    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw BackupError.unwritable(path: path, reason: error.localizedDescription)
        }
    }

    static func write(_ text: String, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]) else {
            throw BackupError.unwritable(path: path, reason: String(cString: strerror(errno)))
        }
        try sync(path)
    }

    static func copy(_ from: String, to path: String) throws {
        let parent = (path as NSString).deletingLastPathComponent
        if !FileManager.default.fileExists(atPath: parent) { try makeFolder(parent) }
        do {
            try FileManager.default.copyItem(atPath: from, toPath: path)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw BackupError.unwritable(path: path, reason: error.localizedDescription)
        }
        try sync(path)
    }

    static func remove(_ path: String) throws {
        guard unlink(path) == 0 else { throw BackupError.unwritable(path: path, reason: String(cString: strerror(errno))) }
        try sync((path as NSString).deletingLastPathComponent)
    }

    /// Gives a folder its name when everything in it is on the disk; an empty folder of that name is replaced.
    static func finish(_ draft: String, as path: String) throws {
        for name in try FileManager.default.subpathsOfDirectory(atPath: draft) { try sync(draft + "/" + name) }
        try sync(draft)
        guard rename(draft, path) == 0 else { throw BackupError.unwritable(path: path, reason: String(cString: strerror(errno))) }
        try sync((path as NSString).deletingLastPathComponent)
    }

    /// SHA-256 of each file below a folder, in hexadecimal, by its path in it.
    static func digests(below path: String) throws -> [String: String] {
        var digests: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder), !isFolder.boolValue else { continue }
            digests[name] = try sha256(ofFile: path + "/" + name).hexadecimal
        }
        return digests
    }

    /// A file, or a folder's names.
    private static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BackupError.unwritable(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw BackupError.unwritable(path: path, reason: String(cString: strerror(errno))) }
    }
}
