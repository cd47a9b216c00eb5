public import Storage
import TransparencyLog

/// Checks the end of a log in a moment: its newest checkpoint's signature, the tree from an earlier checkpoint to the newest, and
/// the rows of the last entries. What lies before is ``Verification``'s.
public enum TailVerification {
    /// - Parameter vkey: the log's public key as text
    /// - Returns: what is wrong, in words; empty when the end stands.
    public static func faults(of tail: LogTail, vkey: String) -> [String] {
        guard let key = try? NoteVerifierKey(vkey: vkey) else { return ["the log's public key (log.vkey) cannot be read"] }
        var faults = tail.faults.map { VerificationReport.words($0) }
        if tail.base == nil, tail.entries.isEmpty { faults.append(VerificationReport.words(.empty)) }
        guard let newest = tail.newest else { return faults + [VerificationReport.words(.unsigned)] }
        var range = CompactRange()
        if let base = tail.base {
            guard let frontier = try? CompactRange(bytes: base.frontier), frontier.root.bytes == base.root,
                Int64(clamping: frontier.size) == base.size, isSigned(base, key)
            else { return faults + [VerificationReport.words(.signature(size: base.size))] }
            range = frontier
        }
        if !isSigned(newest, key) { faults.append(VerificationReport.words(.signature(size: newest.size))) }
        for entry in tail.entries {
            guard entry.number == Int64(clamping: range.size) else {
                return faults + [VerificationReport.words(.entryMissing(number: Int64(clamping: range.size)))]
            }
            range.append(MerkleHash.leaf(entry.treeBytes))
            if entry.number + 1 == newest.size, range.root.bytes != newest.root {
                faults.append(VerificationReport.words(.root(size: newest.size)))
            }
        }
        if tail.isWhole, newest.size > Int64(clamping: range.size) {
            faults.append(VerificationReport.words(.shortened(size: newest.size, kept: false)))
        }
        return faults
    }

    private static func isSigned(_ stored: StoredCheckpoint, _ key: NoteVerifierKey) -> Bool {
        guard let note = try? SignedNote(bytes: Array(stored.note.utf8)),
            let verified = try? VerifiedCheckpoint(note: note, origin: key.name.text, logKey: key).checkpoint
        else { return false }
        return Int64(clamping: verified.size) == stored.size && verified.root.bytes == stored.root
    }
}
