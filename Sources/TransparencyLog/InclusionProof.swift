/// Proof that a leaf stands at its place in a tree: the audit path of RFC 6962 section 2.1.1.
public struct InclusionProof: Sendable, Hashable {
    /// The leaf's number, from 0.
    public let leafIndex: UInt64
    /// Number of leaves of the tree.
    public let treeSize: UInt64
    /// The sibling hashes from the leaf up.
    public let path: [MerkleHash]

    /// Takes a proof as received; ``verify(leafHash:root:)`` judges it.
    public init(leafIndex: UInt64, treeSize: UInt64, path: [MerkleHash]) {
        self.leafIndex = leafIndex
        self.treeSize = treeSize
        self.path = path
    }

    /// Makes the proof from perfect subtrees (stored nodes, or tiles): O(log² size) calls of `node`.
    ///
    /// Throws ``MerkleProofError/leafOutsideTree(leafIndex:treeSize:)`` and whatever `node` throws.
    public init(leafIndex: UInt64, treeSize: UInt64, node: (MerkleNode) throws -> MerkleHash) throws {
        guard leafIndex < treeSize else { throw MerkleProofError.leafOutsideTree(leafIndex: leafIndex, treeSize: treeSize) }
        var range = 0..<treeSize
        var path: [MerkleHash] = []
        while range.upperBound - range.lowerBound > 1 {
            let middle = range.lowerBound + MerkleTree.split(range.upperBound - range.lowerBound)
            let (inside, outside) =
                leafIndex < middle
                ? (range.lowerBound..<middle, middle..<range.upperBound)
                : (middle..<range.upperBound, range.lowerBound..<middle)
            path.append(try MerkleTree.root(ofLeaves: outside, node: node))
            range = inside
        }
        self.init(leafIndex: leafIndex, treeSize: treeSize, path: path.reversed())
    }

    /// Makes the proof from all leaf hashes of the tree, in O(size).
    public init(leafIndex: UInt64, leafHashes: [MerkleHash]) throws(MerkleProofError) {
        guard leafIndex < leafHashes.count else {
            throw .leafOutsideTree(leafIndex: leafIndex, treeSize: UInt64(leafHashes.count))
        }
        do {
            try self.init(leafIndex: leafIndex, treeSize: UInt64(leafHashes.count)) { node in
                node.hash { leafHashes[Int($0)] }
            }
        } catch let error as MerkleProofError {
            throw error
        } catch {
            throw .leafOutsideTree(leafIndex: leafIndex, treeSize: UInt64(leafHashes.count))
        }
    }

    /// Checks that `leafHash` stands at ``leafIndex`` in the tree with this root (RFC 9162 section 2.1.3.2).
    public func verify(leafHash: MerkleHash, root: MerkleHash) throws(MerkleProofError) {
        guard try impliedRoot(leafHash: leafHash) == root else { throw .rootMismatch }
    }

    /// The root that the tree must have if `leafHash` stands at ``leafIndex``.
    public func impliedRoot(leafHash: MerkleHash) throws(MerkleProofError) -> MerkleHash {
        guard leafIndex < treeSize else { throw .leafOutsideTree(leafIndex: leafIndex, treeSize: treeSize) }
        // Below the point where the leaf's way and the last leaf's way meet, every level has a sibling; above it, only those to the left.
        let inner = 64 - (leafIndex ^ (treeSize - 1)).leadingZeroBitCount
        let border = inner == 64 ? 0 : (leafIndex >> UInt64(inner)).nonzeroBitCount
        guard path.count == inner + border else { throw .wrongLength(expected: inner + border, found: path.count) }
        var hash = leafHash
        for (level, sibling) in path.enumerated() {
            let isRight = level >= inner || leafIndex >> UInt64(level) & 1 == 1
            hash = isRight ? .node(sibling, hash) : .node(hash, sibling)
        }
        return hash
    }
}
