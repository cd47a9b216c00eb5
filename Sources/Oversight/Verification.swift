public import Storage
import TransparencyLog

/// What an audit of a unit's folder found, in codes; worded by ``lines``.
public struct VerificationReport: Sendable {
    /// What is wrong.
    public enum Fault: Hashable, Sendable {
        case stored(AuditFault)
        /// A stored checkpoint does not bear the log's signature.
        case signature(size: Int64)
        /// There is no entry at all, although a unit enters its own setup.
        case empty
        /// There are entries and no checkpoint: a unit signs one when it is made.
        case unsigned
        /// A stored checkpoint's frontier is not the one of the entries up to it.
        case frontier(size: Int64)
        /// A stored checkpoint's root is not the root of the entries.
        case root(size: Int64)
        /// The log is shorter than a checkpoint says: entries were dropped, or an older file was put back.
        case shortened(size: Int64, kept: Bool)
        case keptSignature(reason: String)
        case keptRoot(size: Int64)
    }
    public var entries: Int64
    public var rows: Int64
    public var faults: [Fault]
    public var checkpoints: Int
    /// Entries that no checkpoint covers yet.
    public var uncovered: Int64
    /// Size of the checkpoint that was kept elsewhere, when one was given.
    public var keptSize: Int64?
    /// Entries whose hour lies before that of an earlier one, and the first of them. Not a fault: clocks are set back. But worth reading.
    public var setBack = 0
    public var firstSetBack: Int64?
    /// What has waited for more than a day, although its work is there.
    public var overdue = 0

    public var isGood: Bool { faults.isEmpty }
}

/// Checks a unit's folder from outside: it is the server that is on trial, so nothing is asked of it, no data key is needed,
/// and nothing is written.
public enum Verification {
    /// - Parameters:
    ///   - folder: the unit's folder
    ///   - vkey: the log's public key as text; kept elsewhere it proves more
    ///   - kept: a checkpoint that was kept elsewhere
    public static func run(
        folder: String, vkey: String, against kept: String?, progress: (Int64) -> Void = { _ in }
    ) throws -> VerificationReport {
        let key: NoteVerifierKey
        do {
            key = try NoteVerifierKey(vkey: vkey)
        } catch {
            throw OversightError.keyUnreadable(path: "the log's key", reason: "\(error)")
        }
        var faults: [VerificationReport.Fault] = []
        var keptCheckpoint: Checkpoint?
        if let kept {
            do {
                let note = try SignedNote(bytes: Array(kept.utf8))
                keptCheckpoint = try VerifiedCheckpoint(note: note, origin: key.name.text, logKey: key).checkpoint
            } catch {
                faults.append(.keptSignature(reason: "\(error)"))
            }
        }
        var frontiers: [UInt64: [UInt8]] = [:]
        var wanted: [UInt64: [(root: MerkleHash, fault: VerificationReport.Fault)]] = [:]
        var covered: Int64 = 0
        var count = 0
        func take(_ checkpoints: [StoredCheckpoint]) {
            count = checkpoints.count
            covered = checkpoints.map(\.size).max() ?? 0
            for stored in checkpoints {
                let verified: Checkpoint
                do {
                    let note = try SignedNote(bytes: Array(stored.note.utf8))
                    verified = try VerifiedCheckpoint(note: note, origin: key.name.text, logKey: key).checkpoint
                } catch {
                    faults.append(.signature(size: stored.size))
                    continue
                }
                frontiers[UInt64(clamping: stored.size)] = stored.frontier
                if verified.size != UInt64(clamping: stored.size) || verified.root.bytes != stored.root {
                    faults.append(.signature(size: stored.size))
                }
                wanted[verified.size, default: []].append((verified.root, .root(size: stored.size)))
            }
            if let keptCheckpoint {
                wanted[keptCheckpoint.size, default: []].append(
                    (keptCheckpoint.root, .keptRoot(size: Int64(clamping: keptCheckpoint.size))))
            }
        }
        var range = CompactRange()
        var hasParted = false
        func compare() {
            for (root, fault) in wanted.removeValue(forKey: range.size) ?? [] where root != range.root {
                // Once the roots part, all later ones differ too: the first says where, between it and the last that agreed.
                if case .root = fault {
                    if hasParted { continue }
                    hasParted = true
                }
                faults.append(fault)
            }
            if let frontier = frontiers[range.size], frontier != range.bytes, !hasParted {
                faults.append(.frontier(size: Int64(clamping: range.size)))
            }
        }
        let audit = try Storage.audit(
            folder: folder,
            checkpoints: { stored in
                take(stored)
                compare()
            },
            entry: { entry in
                range.append(MerkleHash.leaf(entry.treeBytes))
                compare()
            }, progress: progress)
        faults += audit.faults.map { .stored($0) }
        if audit.entries == 0 { faults.append(.empty) }
        if count == 0, audit.entries > 0 { faults.append(.unsigned) }
        for (size, roots) in wanted.sorted(by: { $0.key < $1.key }) {
            for (_, fault) in roots {
                if case .keptRoot = fault {
                    faults.append(.shortened(size: Int64(clamping: size), kept: true))
                } else {
                    faults.append(.shortened(size: Int64(clamping: size), kept: false))
                }
            }
        }
        return VerificationReport(
            entries: audit.entries, rows: audit.rows, faults: faults, checkpoints: count,
            uncovered: max(0, audit.entries - covered), keptSize: keptCheckpoint.map { Int64(clamping: $0.size) },
            setBack: audit.setBack, firstSetBack: audit.firstSetBack, overdue: audit.overdue)
    }
}
