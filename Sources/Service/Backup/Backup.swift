public import Casework
import Foundation
public import Oversight
import Storage
import Travel

/// A copy of a unit from which it can be set up again: everything but the keys, which are kept apart.
public enum Backup {
    /// What a backup says of itself.
    public struct Manifest: Hashable, Sendable, Codable {
        /// Form of this file.
        public var format = 1
        /// When the copy began.
        public var made: String
        /// The log's public key.
        public var logKey: String
        /// Entries under the checkpoint that lies beside the copy.
        public var entries: Int64
        /// Transmissions that had been acknowledged and not yet read: whoever restores this without `keys/days` loses them.
        public var unread: Int
        /// SHA-256 of each file, in hexadecimal, by its path in the backup.
        public var files: [String: String]
    }

    static let manifestName = "manifest.json"
    static let checkpointName = "checkpoint.txt"
    /// How long a backup waits for what has been received before it to be read, in looks of half a second.
    private static let looks = 40

    // MARK: Making one

    /// Copies a unit into a new folder, while it goes on. Everything that was acknowledged before is in it.
    /// - Throws: ``BackupError``, `StorageError`; then nothing stands under the name
    public static func make(of unit: Unit, to path: String, access: Access) async throws -> Manifest {
        let path = UnitFolder(path).path
        guard !FileManager.default.fileExists(atPath: path) else { throw BackupError.exists(path: path) }
        let began = unit.clock.now()
        // What is read needs no key of the journal; and those keys are in no backup.
        for _ in 0..<looks {
            guard let oldest = try await unit.storage.oldestUnread(), oldest <= began else { break }
            try await Task.sleep(for: .milliseconds(500))
        }
        try await unit.storage.commit(Act(access, .backupMade, at: began))
        guard let checkpoint = try await unit.checkpointer.advance(), let size = try await unit.storage.lastCheckpoint()?.size else {
            throw BackupError.noCheckpoint
        }
        let unread = try await unit.storage.unread(limit: 10_000)
        let draft = "\(path).\(unit.identifiers.next()).part"
        var manifest = Manifest(made: began.rfc3339, logKey: unit.logKey, entries: size, unread: unread, files: [:])
        do {
            manifest.files = try await BackupFiles.aside {
                try BackupFiles.makeFolder(draft)
                try unit.storage.backUp(to: draft + "/plimsoll.sqlite")
                try BackupFiles.write(checkpoint, to: "\(draft)/\(checkpointName)")
                for name in try plainFiles(of: unit.folder) { try BackupFiles.copy(unit.folder.path + "/" + name, to: draft + "/" + name) }
                return try BackupFiles.digests(below: draft)
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let text = String(decoding: try encoder.encode(manifest), as: UTF8.self) + "\n"
            try await BackupFiles.aside {
                try BackupFiles.write(text, to: "\(draft)/\(manifestName)")
                try BackupFiles.finish(draft, as: path)
            }
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw error
        }
        return manifest
    }

    /// What stands beside the database and is no secret.
    private static func plainFiles(of folder: UnitFolder) throws -> [String] {
        let indicators = ((try? FileManager.default.contentsOfDirectory(atPath: folder.indicators)) ?? []).filter { $0.hasSuffix(".yaml") }
        let names = ["log.vkey", "profile.yaml", "plimsoll.yaml"] + indicators.sorted().map { "indicators/" + $0 }
        return names.filter { FileManager.default.fileExists(atPath: folder.path + "/" + $0) }
    }

    // MARK: Setting one up again

    /// What came of a restoration.
    public struct Restored: Sendable {
        public var manifest: Manifest
        public var report: VerificationReport
    }

    /// Checks a backup and copies it into a new folder; the keys are the operator's to put there.
    /// - Parameters:
    ///   - kept: a checkpoint that was kept outside; the backup's own otherwise
    /// - Throws: ``BackupError``; then nothing stands in the folder
    public static func restore(from path: String, to folder: UnitFolder, against kept: String? = nil) throws -> Restored {
        let path = UnitFolder(path).path
        if FileManager.default.fileExists(atPath: folder.path) {
            guard try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty else {
                throw BackupError.notEmpty(path: folder.path)
            }
        }
        guard let data = FileManager.default.contents(atPath: "\(path)/\(manifestName)"),
            let manifest = try? JSONDecoder().decode(Manifest.self, from: data), manifest.format == 1
        else { throw BackupError.noManifest(path: path) }
        var faults: [String] = []
        let found = try BackupFiles.digests(below: path).filter { $0.key != manifestName }
        for name in Set(found.keys).union(manifest.files.keys).sorted() where found[name] != manifest.files[name] {
            faults.append(
                manifest.files[name] == nil
                    ? "\(name) is not of this backup" : found[name] == nil ? "\(name) is missing" : "\(name) was changed")
        }
        guard faults.isEmpty, manifest.files["plimsoll.sqlite"] != nil, manifest.files[checkpointName] != nil else {
            throw BackupError.changed(faults: faults.isEmpty ? ["the database or its checkpoint is not named"] : faults)
        }
        let draft = folder.path + ".part"
        do {
            try BackupFiles.makeFolder(draft)
            for name in manifest.files.keys.sorted() where name != checkpointName {
                try BackupFiles.copy(path + "/" + name, to: draft + "/" + name)
            }
            // What is verified is the copy.
            let own = try UnitFolder(path).text(of: "\(path)/\(checkpointName)")
            var report = try Verification.run(folder: draft, vkey: manifest.logKey, against: own)
            if let kept, report.isGood { report = try Verification.run(folder: draft, vkey: manifest.logKey, against: kept) }
            guard report.isGood else { throw BackupError.unsound(faults: report.faultLines) }
            for name in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: draft + "/plimsoll.sqlite" + name) }
            try BackupFiles.write(String(decoding: data, as: UTF8.self), to: draft + "/" + UnitFolder.restoredName)
            try BackupFiles.finish(draft, as: folder.path)
            return Restored(manifest: manifest, report: report)
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw error
        }
    }
}

/// Why there is no backup, or none that can be used; each says what to do.
public enum BackupError: Error, Hashable, Sendable, CustomStringConvertible {
    case exists(path: String)
    case notEmpty(path: String)
    case noCheckpoint
    case noManifest(path: String)
    case changed(faults: [String])
    case unsound(faults: [String])
    case unwritable(path: String, reason: String)

    public var description: String {
        switch self {
        case .exists(let path): "\(path) is there already: name a new folder for each backup"
        case .notEmpty(let path): "\(path) is not empty: restore into a new folder, and never over a unit"
        case .noCheckpoint: "the log has no checkpoint to go with the copy: start the unit, and see `plimsoll verify`"
        case .noManifest(let path): "\(path) has no manifest.json of a backup: name the folder that `plimsoll backup` made"
        case .changed(let faults): "the backup is not as it was made (take another):\n  " + faults.joined(separator: "\n  ")
        case .unsound(let faults):
            "the backup does not verify (take another, and call the inspector):\n  " + faults.joined(separator: "\n  ")
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
        }
    }
}

extension Unit {
    /// A folder that was restored says so in its log, before anything else happens in it.
    static func noteRestoration(_ folder: UnitFolder, _ storage: Storage, at now: Instant) async throws {
        let path = folder.path + "/" + UnitFolder.restoredName
        guard let data = FileManager.default.contents(atPath: path) else { return }
        let manifest = try? JSONDecoder().decode(Backup.Manifest.self, from: data)
        let words = manifest.map { "restored from the backup of \($0.made), \($0.entries) entries" } ?? "restored"
        try await storage.commit(Act(Access(account: nil, purpose: "operation", reference: words), .unitRestored, at: now))
        try BackupFiles.remove(path)
    }
}
