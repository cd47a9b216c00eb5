/// Proof that a newer tree begins with all leaves of an older one, in order: RFC 6962 section 2.1.2.
public struct ConsistencyProof: Sendable, Hashable {
    /// Number of leaves of the older tree, at least 1.
    public let oldSize: UInt64
    /// Number of leaves of the newer tree.
    public let newSize: UInt64
    /// The hashes that lead to both roots.
    public let path: [MerkleHash]

    /// Takes a proof as received; ``verify(oldRoot:newRoot:)`` judges it.
    public init(oldSize: UInt64, newSize: UInt64, path: [MerkleHash]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.path = path
    }

    /// Makes the proof from perfect subtrees of the newer tree (stored nodes, or tiles): O(log² size) calls of `node`.
    ///
    /// Throws ``MerkleProofError`` for sizes between which there is nothing to prove, and whatever `node` throws.
    public init(oldSize: UInt64, newSize: UInt64, node: (MerkleNode) throws -> MerkleHash) throws {
        try Self.check(oldSize: oldSize, newSize: newSize)
        var range = 0..<newSize
        var path: [MerkleHash] = []
        while range.upperBound != oldSize {
            let middle = range.lowerBound + MerkleTree.split(range.upperBound - range.lowerBound)
            if oldSize <= middle {
                path.append(try MerkleTree.root(ofLeaves: middle..<range.upperBound, node: node))
                range = range.lowerBound..<middle
            } else {
                path.append(try MerkleTree.root(ofLeaves: range.lowerBound..<middle, node: node))
                range = middle..<range.upperBound
            }
        }
        // A subtree that is the whole older tree is known to the verifier as its root.
        if range.lowerBound > 0 { path.append(try MerkleTree.root(ofLeaves: range, node: node)) }
        self.init(oldSize: oldSize, newSize: newSize, path: path.reversed())
    }

    /// Makes the proof from all leaf hashes of the newer tree, in O(size).
    public init(oldSize: UInt64, leafHashes: [MerkleHash]) throws(MerkleProofError) {
        let newSize = UInt64(leafHashes.count)
        do {
            try self.init(oldSize: oldSize, newSize: newSize) { node in node.hash { leafHashes[Int($0)] } }
        } catch let error as MerkleProofError {
            throw error
        } catch {
            throw .sizesReversed(oldSize: oldSize, newSize: newSize)
        }
    }

    /// Checks that the tree of ``newSize`` leaves with `newRoot` begins with that of ``oldSize`` leaves and `oldRoot` (RFC 9162 section 2.1.4.2).
    ///
    /// An older size of 0 is refused here: where a protocol allows it (C2SP tlog-witness), the caller answers it without a proof.
    public func verify(oldRoot: MerkleHash, newRoot: MerkleHash) throws(MerkleProofError) {
        try Self.check(oldSize: oldSize, newSize: newSize)
        if oldSize == newSize {
            guard path.isEmpty else { throw .wrongLength(expected: 0, found: path.count) }
            guard oldRoot == newRoot else { throw .oldRootMismatch }
            return
        }
        // The older tree's last perfect subtree starts both chains; it is the older root itself where that tree is perfect.
        let shift = UInt64(oldSize.trailingZeroBitCount)
        let lastOld = (oldSize - 1) >> shift
        let lastNew = (newSize - 1) >> shift
        let startsAtOldRoot = oldSize.nonzeroBitCount == 1
        let inner = 64 - (lastOld ^ lastNew).leadingZeroBitCount
        let border = inner == 64 ? 0 : (lastOld >> UInt64(inner)).nonzeroBitCount
        let expected = inner + border + (startsAtOldRoot ? 0 : 1)
        guard path.count == expected else { throw .wrongLength(expected: expected, found: path.count) }

        var rest = path[...]
        let start = startsAtOldRoot ? oldRoot : (rest.popFirst() ?? oldRoot)
        var old = start
        var new = start
        for (level, hash) in rest.enumerated() {
            if level >= inner || lastOld >> UInt64(level) & 1 == 1 {
                old = .node(hash, old)
                new = .node(hash, new)
            } else {
                new = .node(new, hash)
            }
        }
        guard old == oldRoot else { throw .oldRootMismatch }
        guard new == newRoot else { throw .rootMismatch }
    }

    private static func check(oldSize: UInt64, newSize: UInt64) throws(MerkleProofError) {
        guard oldSize > 0 else { throw .oldTreeEmpty }
        guard oldSize <= newSize else { throw .sizesReversed(oldSize: oldSize, newSize: newSize) }
    }
}
