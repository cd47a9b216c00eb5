import Casework
public import Storage
public import TransparencyLog
import Travel

/// Keeps the log's tree and signs its checkpoints. One of these runs beside the one process that writes.
///
/// It never signs two statements that contradict each other: the tree only grows from entries that are committed, and the
/// next checkpoint starts from the stored frontier of the last.
public actor Checkpointer {
    private let storage: Storage
    private let signer: NoteSigner
    private var range: CompactRange
    /// Size of the newest checkpoint that is on the disk.
    private var signed: UInt64 = 0
    /// The newest signed checkpoint, as a note.
    public private(set) var note: String?

    /// - Throws: ``OversightError/frontierChanged(size:)`` when the stored frontier is not the one of the last checkpoint: a tree
    ///   that is built on it would give roots that no entries give.
    public init(storage: Storage, signer: NoteSigner) async throws {
        self.storage = storage
        self.signer = signer
        if let last = try await storage.lastCheckpoint() {
            range = try CompactRange(bytes: last.frontier)
            guard range.root.bytes == last.root, Int64(range.size) == last.size else {
                throw OversightError.frontierChanged(size: last.size)
            }
            note = last.note
            signed = range.size
        } else {
            range = CompactRange()
        }
    }

    /// Takes in the entries that have been committed since, and signs a checkpoint when there are any.
    /// - Returns: the newest checkpoint.
    @discardableResult
    public func advance() async throws -> String? {
        while true {
            let size = Int64(range.size)
            let entries = try await storage.logEntries(from: size, limit: 10_000)
            guard !entries.isEmpty, Int64(range.size) == size else { break }
            // Whatever stands behind the last checkpoint is signed only if this folder's key sealed it.
            if let foreign = storage.unsealed(among: entries) { throw OversightError.entryForeign(number: foreign) }
            for (offset, entry) in entries.enumerated() {
                guard entry.number == size + Int64(offset) else { throw OversightError.entryMissing(number: size + Int64(offset)) }
                range.append(MerkleHash.leaf(entry.treeBytes))
            }
        }
        // Also when an earlier attempt took the entries in and could not write: what counts is what is on the disk.
        guard range.size > signed else { return note }
        let taken = range
        let checkpoint = try Checkpoint(origin: signer.verifierKey.name.text, size: taken.size, root: taken.root)
        let text = String(decoding: try checkpoint.signed(by: signer).bytes, as: UTF8.self)
        var act = Act(.assessment, nil, at: Instant(microseconds: 0))
        act.transient.append(
            .checkpoint(size: Int64(taken.size), root: taken.root.bytes, note: text, frontier: taken.bytes))
        try await storage.commit(act)
        // Another call may have signed more meanwhile.
        guard taken.size > signed else { return note }
        signed = taken.size
        note = text
        return text
    }
}

/// What can go wrong while overseeing.
public enum OversightError: Error, Hashable, Sendable, CustomStringConvertible {
    case entryMissing(number: Int64)
    /// The entry was not written by the process that holds the folder's key.
    case entryForeign(number: Int64)
    case frontierChanged(size: Int64)
    case keyUnreadable(path: String, reason: String)

    public var description: String {
        switch self {
        case .entryMissing(let number): "entry \(number) of the log is missing: stop, and run `plimsoll verify`"
        case .entryForeign(let number):
            "entry \(number) of the log was not written by this unit: refusing to sign it; `plimsoll verify` against a kept checkpoint says more"
        case .frontierChanged(let size):
            "what the log's tree continues from (checkpoint \(size)) was changed by hand: refusing to sign; run `plimsoll verify`"
        case .keyUnreadable(let path, let reason): "\(path) is not a public key of a log: \(reason)"
        }
    }
}
