/// Roots of Merkle trees and of ranges of their leaves (RFC 6962 section 2.1).
public enum MerkleTree {
    /// The root over leaf hashes in order; ``MerkleHash/emptyTree`` for none.
    public static func root(of leafHashes: some Sequence<MerkleHash>) -> MerkleHash {
        var range = CompactRange()
        for hash in leafHashes { range.append(hash) }
        return range.root
    }

    /// The root of the tree of `size` leaves, from its perfect subtrees: at most 64 calls.
    public static func root(size: UInt64, node: (MerkleNode) throws -> MerkleHash) rethrows -> MerkleHash {
        guard size > 0 else { return .emptyTree }
        return try root(ofLeaves: 0..<size, node: node)
    }

    /// The root over a range of leaves that a proof needs: it starts at a multiple of a power of two that is no less than its length.
    static func root(ofLeaves range: Range<UInt64>, node: (MerkleNode) throws -> MerkleHash) rethrows -> MerkleHash {
        var start = range.lowerBound
        var parts: [MerkleHash] = []
        while start < range.upperBound {
            let level = 63 - (range.upperBound - start).leadingZeroBitCount
            parts.append(try node(MerkleNode(level: level, startingAt: start)))
            start += 1 << UInt64(level)
        }
        return CompactRange.folded(parts)
    }

    /// The largest power of two below `count`, where RFC 6962 splits a tree of `count` > 1 leaves.
    static func split(_ count: UInt64) -> UInt64 {
        1 << UInt64(63 - (count - 1).leadingZeroBitCount)
    }
}
