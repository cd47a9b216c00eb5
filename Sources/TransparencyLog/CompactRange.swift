/// The right edge of a growing tree: the roots of its perfect subtrees, widest first.
///
/// It is all that a log has to keep to take the next leaf and to know its root: at most 64 hashes for any number of leaves.
/// The subtrees are those of the binary digits of `size` (RFC 6962 section 2.1).
public struct CompactRange: Sendable, Hashable {
    /// Number of leaves so far.
    public private(set) var size: UInt64
    /// One hash per binary one of `size`, widest subtree first.
    public private(set) var hashes: [MerkleHash]

    /// The edge of a tree without leaves.
    public init() {
        size = 0
        hashes = []
    }

    /// Takes an edge as stored; throws where the number of hashes does not follow from the size.
    public init(size: UInt64, hashes: [MerkleHash]) throws(CompactRangeError) {
        guard size <= UInt64(Int64.max) else { throw .sizeOutOfRange(size) }
        guard hashes.count == size.nonzeroBitCount else {
            throw .wrongHashCount(size: size, expected: size.nonzeroBitCount, found: hashes.count)
        }
        self.size = size
        self.hashes = hashes
    }

    /// Reads ``bytes``: the size as 8 bytes, big-endian, then the hashes.
    public init(bytes: [UInt8]) throws(CompactRangeError) {
        guard bytes.count >= 8, (bytes.count - 8).isMultiple(of: MerkleHash.byteCount) else {
            throw .wrongByteCount(bytes.count)
        }
        let size = bytes[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        var hashes: [MerkleHash] = []
        for start in stride(from: 8, to: bytes.count, by: MerkleHash.byteCount) {
            guard let hash = MerkleHash(bytes: bytes[start..<(start + MerkleHash.byteCount)]) else { throw .wrongByteCount(bytes.count) }
            hashes.append(hash)
        }
        try self.init(size: size, hashes: hashes)
    }

    /// The edge to be stored: the size as 8 bytes, big-endian, then the hashes, widest subtree first. At most 2,056 bytes.
    public var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(8 + hashes.count * MerkleHash.byteCount)
        withUnsafeBytes(of: size.bigEndian) { out += $0 }
        for hash in hashes { out += hash.bytes }
        return out
    }

    /// Appends the hash of the next leaf, in O(log size) at worst and in one hash on average.
    public mutating func append(_ leafHash: MerkleHash) {
        append(leafHash) { _, _ in }
    }

    /// Appends the hash of the next leaf and tells every perfect subtree that it completes, the leaf itself first.
    ///
    /// Subtrees whose level is a multiple of 8 are what tiles carry (C2SP tlog-tiles, "Merkle Tree").
    public mutating func append(_ leafHash: MerkleHash, completed: (MerkleNode, MerkleHash) -> Void) {
        var hash = leafHash
        var level = 0
        completed(MerkleNode(level: 0, startingAt: size), hash)
        while size >> UInt64(level) & 1 == 1, let left = hashes.popLast() {
            hash = .node(left, hash)
            level += 1
            completed(MerkleNode(level: level, startingAt: size), hash)
        }
        hashes.append(hash)
        size += 1
    }

    /// The root of the tree; ``MerkleHash/emptyTree`` without leaves.
    public var root: MerkleHash { Self.folded(hashes) }

    static func folded(_ hashes: [MerkleHash]) -> MerkleHash {
        guard var root = hashes.last else { return .emptyTree }
        for left in hashes.dropLast().reversed() { root = .node(left, root) }
        return root
    }
}

/// Why stored bytes are not the edge of a tree.
public enum CompactRangeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Neither 8 bytes nor 8 and a multiple of 32.
    case wrongByteCount(Int)
    /// The binary ones of the size and the number of hashes differ.
    case wrongHashCount(size: UInt64, expected: Int, found: Int)
    /// No log has 2^63 leaves.
    case sizeOutOfRange(UInt64)

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .wrongByteCount(let count):
            "the stored edge of the tree has \(count) bytes, which is not 8 and a multiple of 32: compute it again from the leaves"
        case .wrongHashCount(let size, let expected, let found):
            "the stored edge of a tree of \(size) leaves needs \(expected) hashes and has \(found): compute it again from the leaves"
        case .sizeOutOfRange(let size):
            "\(size) is no size of a tree: compute the edge again from the leaves"
        }
    }
}
