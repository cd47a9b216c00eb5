import Casework
import Collection
import Foundation
import Storage
import Travel
import TravelMessages

/// The folder as a door: what is renamed into it is taken in, and what became of it is written beside it.
///
/// Senders write under a name that ends in `.part` (or begins with a dot) and rename; a file under its final name is taken once
/// it has not changed for a while, for those who do not. After the commit the file is removed, and `done/NAME.json` says what
/// became of it: names and counts, nothing of a person. Where nothing could be read, `error/NAME.json` says so; the bytes are kept
/// as evidence all the same. What cannot be taken in at all stays, with the reason in `error`.
public actor Inbox {
    /// What is known of a file that waits.
    private struct Seen: Equatable {
        var size: Int64
        var modified: Int64
        var inode: UInt64
    }
    private let folder: String
    private let unit: Unit
    private let access = Access(account: nil, permission: .messagesIngest, purpose: "operation", reference: "inbox")
    private var waiting: [String: (seen: Seen, sweeps: Int)] = [:]
    /// Files that could not be taken in, as they were then: nothing is tried again until they change.
    private var refused: [String: Seen] = [:]

    /// A file is taken when this many looks, a second apart, found it unchanged.
    static let stableLooks = 2

    /// - Throws: ``ServiceError/fileUnreadable(path:reason:)`` when the folder or those beside it cannot be made or written
    public init(folder: String, unit: Unit) throws {
        self.folder = folder
        self.unit = unit
        for path in [folder, folder + "/done", folder + "/error"] {
            do {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            } catch {
                throw ServiceError.fileUnreadable(path: path, reason: "it cannot be made: \(error.localizedDescription)")
            }
            guard FileManager.default.isWritableFile(atPath: path) else {
                throw ServiceError.fileUnreadable(path: path, reason: "the unit's user cannot write in it")
            }
        }
    }

    /// Looks once a second until the task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            await sweep()
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// One look: takes what has not changed for long enough.
    /// - Returns: how many files were taken in.
    @discardableResult
    public func sweep() async -> Int {
        let folder = folder
        let files = await Self.blocking { Self.list(folder) }
        waiting = waiting.filter { files[$0.key] != nil }
        refused = refused.filter { files[$0.key] == $0.value }
        var taken = 0
        for (name, seen) in files.sorted(by: { $0.key < $1.key }) where refused[name] == nil {
            let looks = waiting[name].map { $0.seen == seen ? $0.sweeps + 1 : 0 } ?? 0
            waiting[name] = (seen, looks)
            guard looks >= Self.stableLooks else { continue }
            // When too much waits, so does the inbox.
            guard !unit.storage.isFull, !Task.isCancelled else { break }
            if await take(name, seen) { taken += 1 }
        }
        return taken
    }

    private func take(_ name: String, _ seen: Seen) async -> Bool {
        let path = folder + "/" + name
        guard seen.size <= Int64(Collector.byteLimit) else {
            await refuse(name, seen, "larger than \(Collector.byteLimit) bytes: send it in parts, one interchange each")
            return false
        }
        guard let bytes = await Self.blocking({ FileManager.default.contents(atPath: path) }) else {
            await refuse(name, seen, "it cannot be read")
            return false
        }
        do {
            let report = try await unit.ingest(Array(bytes), door: "inbox", access: access)
            let receipt = try await receipt(report, bytes: bytes.count)
            let isRead = !report.messages.isEmpty || report.duplicateOf != nil
            let (folder, outcome) = (folder, isRead ? "done" : "error")
            try await Self.blocking {
                // The receipt first: a file that is gone without one would be a loss that nobody can explain.
                try Self.write(receipt, named: name, transmission: report.transmission, in: folder + "/" + outcome)
                guard unlink(path) == 0 else {
                    throw ServiceError.fileUnreadable(path: path, reason: "taken in, and cannot be removed: it will be a duplicate")
                }
            }
            waiting[name] = nil
            return true
        } catch StorageError.full, CollectionError.full {
            return false
        } catch {
            await refuse(name, seen, String(describing: error))
            return false
        }
    }

    private func refuse(_ name: String, _ seen: Seen, _ reason: String) async {
        refused[name] = seen
        let note = Note(file: name, reason: reason, at: unit.clock.now().rfc3339)
        let folder = folder
        // Where not even this can be written, the file stays, and the next start tries again.
        try? await Self.blocking { try Self.write(note, named: name, transmission: nil, in: folder + "/error") }
    }

    /// What became of a file. The digest is that of the evidence copy: one of the original beside it would give back the digits of
    /// cards that the copy leaves out.
    private struct Receipt: Encodable, Sendable {
        var transmission: String
        var duplicateOf: String?
        var receivedAt: String
        var sha256: String?
        var bytes: Int
        var messages: Int
        var travellers: Int
        var bookings: Int
        var findings: [String: Int]
    }
    private struct Note: Encodable, Sendable {
        var file: String
        var reason: String
        var at: String
    }

    private func receipt(_ report: ReadingReport, bytes: Int) async throws -> Receipt {
        let state = try await unit.storage.transmission(report.transmission)
        // A duplicate's copy is the first one's.
        let kept = if let first = report.duplicateOf { try await unit.storage.transmission(first) } else { state }
        let findings = (report.findings + report.messages.flatMap(\.findings)).map(\.code.rawValue)
        return Receipt(
            transmission: report.transmission.description, duplicateOf: report.duplicateOf?.description,
            receivedAt: (state?.received ?? unit.clock.now()).rfc3339,
            sha256: kept?.evidenceDigest?.hexadecimal, bytes: bytes,
            messages: report.messages.count, travellers: report.messages.reduce(0) { $0 + $1.travellers },
            bookings: report.messages.reduce(0) { $0 + $1.bookings }, findings: Dictionary(findings.map { ($0, 1) }, uniquingKeysWith: +))
    }

    // MARK: Files

    private static func list(_ folder: String) -> [String: Seen] {
        var files: [String: Seen] = [:]
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard !name.hasPrefix("."), !name.hasSuffix(".part"), !name.hasSuffix(".tmp") else { continue }
            var status = stat()
            // Links are not followed: what lies outside the folder came through no door.
            guard lstat(folder + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            files[name] = Seen(
                size: Int64(status.st_size), modified: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec),
                inode: UInt64(status.st_ino))
        }
        return files
    }

    /// Writes a note whole or not at all; a name that is taken gets the transmission's behind it.
    private static func write(_ note: some Encodable, named name: String, transmission: Identifier?, in folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(note)
        var path = folder + "/" + name + ".json"
        if let transmission, FileManager.default.fileExists(atPath: path) { path = folder + "/\(name).\(transmission).json" }
        try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    /// Files are read on a thread of their own: the cooperative ones serve everybody.
    private static func blocking<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: Result(catching: work)) }
        }
        return try result.get()
    }
}
