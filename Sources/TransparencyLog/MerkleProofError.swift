/// Why a proof cannot be made or does not hold (RFC 6962 section 2.1, verified as in RFC 9162 section 2.1).
public enum MerkleProofError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The leaf is not in a tree of that size.
    case leafOutsideTree(leafIndex: UInt64, treeSize: UInt64)
    /// The older tree is empty, which proves nothing: treat it outside the proof, as C2SP tlog-witness does.
    case oldTreeEmpty
    /// The older tree is larger than the newer one.
    case sizesReversed(oldSize: UInt64, newSize: UInt64)
    /// The proof has another number of hashes than the sizes ask for.
    case wrongLength(expected: Int, found: Int)
    /// The proof leads to another root than the one given for the tree (of an inclusion) or for the newer tree.
    case rootMismatch
    /// The proof leads to another root than the one given for the older tree: history was changed.
    case oldRootMismatch

    /// What is wrong, in a sentence.
    public var description: String {
        switch self {
        case .leafOutsideTree(let leafIndex, let treeSize): "leaf \(leafIndex) is not in a tree of \(treeSize) leaves"
        case .oldTreeEmpty: "an empty older tree is consistent with every tree, and needs no proof"
        case .sizesReversed(let oldSize, let newSize): "the older tree has \(oldSize) leaves, more than the newer one with \(newSize)"
        case .wrongLength(let expected, let found): "the proof has \(found) hashes, where the sizes ask for \(expected)"
        case .rootMismatch: "the proof does not lead to the root given"
        case .oldRootMismatch: "the proof does not lead to the older root given: entries before it were changed"
        }
    }
}
