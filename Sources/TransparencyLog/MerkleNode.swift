/// The place of a perfect subtree: at `level` it spans 2^level leaves and is the `index`-th from the left.
///
/// Perfect subtrees never change once their last leaf exists. They are what tiles carry and what proofs are made of.
public struct MerkleNode: Sendable, Hashable {
    /// Height above the leaves, 0 to 63.
    public let level: Int
    /// Number of perfect subtrees of this level to its left.
    public let index: UInt64

    /// Names the place; nil where the level or the last leaf lies outside 64 bits.
    public init?(level: Int, index: UInt64) {
        guard (0...63).contains(level), index <= UInt64.max >> UInt64(level) else { return nil }
        self.level = level
        self.index = index
    }

    /// The perfect subtree over 2^level leaves that starts at leaf `start`, a multiple of its own width.
    init(level: Int, startingAt start: UInt64) {
        self.level = level
        index = start >> UInt64(level)
    }

    /// The first leaf below.
    public var firstLeaf: UInt64 { index << UInt64(level) }

    /// Computes the node from the leaf hashes below it, in 2^level steps.
    public func hash(leafHash: (UInt64) throws -> MerkleHash) rethrows -> MerkleHash {
        var range = CompactRange()
        let start = firstLeaf
        // Counted by offset: the last leaf may be the last number there is.
        var offset: UInt64 = 0
        while true {
            range.append(try leafHash(start + offset))
            if offset == (1 << UInt64(level)) - 1 { break }
            offset += 1
        }
        return range.root
    }
}
