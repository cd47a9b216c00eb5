import Crypto
import Foundation

/// The files of keys that stand beside the database and in no backup of it: mode 0600, in a folder of mode 0700.
public struct KeyFolder: Sendable {
    /// Wraps all keys of the database.
    let folderKey: SymmetricKey
    /// Seals log entries; derived from the folder's key, so that one file is enough to keep.
    var sealKey: SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: folderKey, info: Array("plimsoll log entry".utf8), outputByteCount: 32)
    }
    /// The files that wrap the journal's keys, one a day.
    let days: DayKeyFiles
    /// Seed of the Ed25519 key that signs checkpoints.
    public let logSeed: [UInt8]

    static func make(in folder: String) throws {
        let keys = folder + "/keys"
        do {
            try FileManager.default.createDirectory(
                atPath: keys, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StorageError.keyFile(path: keys, fault: "could not be made: \(error.localizedDescription)")
        }
        for name in ["folder.key", "log.key"] {
            let path = keys + "/" + name
            guard !FileManager.default.fileExists(atPath: path) else {
                throw StorageError.keyFile(path: path, fault: "exists already; a unit's keys are made once")
            }
            let text = SystemRandom.bytes(32).map { String($0, radix: 16) }.map { $0.count == 1 ? "0" + $0 : $0 }.joined() + "\n"
            guard
                FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
            else { throw StorageError.keyFile(path: path, fault: "could not be written") }
        }
    }

    /// - Throws: ``StorageError/keyFile(path:fault:)`` when a file is missing, is not 64 hexadecimal digits, or others can read it.
    public init(folder: String) throws {
        folderKey = SymmetricKey(data: try Self.read(folder + "/keys/folder.key"))
        logSeed = try Self.read(folder + "/keys/log.key")
        days = DayKeyFiles(folder: folder + "/keys/days")
    }

    static func read(_ path: String) throws -> [UInt8] {
        guard let contents = FileManager.default.contents(atPath: path) else {
            throw StorageError.keyFile(path: path, fault: "missing or unreadable; without it nothing sealed can be opened")
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        if let mode = attributes?[.posixPermissions] as? NSNumber, mode.intValue & 0o077 != 0 {
            throw StorageError.keyFile(path: path, fault: "others can read it: chmod 600 \(path)")
        }
        var bytes: [UInt8] = []
        var high: UInt8?
        for byte in contents where byte != 0x0A {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw StorageError.keyFile(path: path, fault: "expected 64 hexadecimal digits")
            }
            if let first = high {
                bytes.append(first << 4 | UInt8(digit))
                high = nil
            } else {
                high = UInt8(digit)
            }
        }
        guard bytes.count == 32, high == nil else { throw StorageError.keyFile(path: path, fault: "expected 64 hexadecimal digits") }
        return bytes
    }
}
