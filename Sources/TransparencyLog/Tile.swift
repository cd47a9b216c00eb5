/// A run of up to 256 hashes of one height of the tree, as it is published and fetched (C2SP tlog-tiles, "Merkle Tree").
///
/// The tile `index` of `level` carries the perfect subtrees of 256^level leaves from the (256 × index)-th on.
public struct Tile: Sendable, Hashable {
    /// Hashes of a full tile.
    public static let fullWidth = 256

    /// Height in steps of 256: 0 carries leaf hashes. At most 63 in a path, at most 7 in a tree of 64-bit size.
    public let level: Int
    /// Number of tiles of this level to its left.
    public let index: UInt64
    /// Number of hashes, 1 to 256; fewer than 256 make a partial tile.
    public let width: Int

    /// Names a tile; nil where level, index or width lie outside the specification.
    public init?(level: Int, index: UInt64, width: Int = Tile.fullWidth) {
        guard (0...63).contains(level), (1...Self.fullWidth).contains(width), index <= UInt64.max >> 8 else { return nil }
        self.level = level
        self.index = index
        self.width = width
    }

    private init(level: Int, index: UInt64, hashes width: UInt64) {
        self.level = level
        self.index = index
        self.width = Int(width)
    }

    /// Visits every tile of a tree of `newSize` leaves that a tree of `oldSize` did not have: all that must be written when a log has grown.
    ///
    /// Levels from below, tiles from the left. Nothing is visited where the tree did not grow.
    public static func added(from oldSize: UInt64, to newSize: UInt64, visit: (Tile) throws -> Void) rethrows {
        guard oldSize < newSize else { return }
        for level in 0..<8 {
            let old = oldSize >> UInt64(8 * level)
            let new = newSize >> UInt64(8 * level)
            guard new > 0, new != old else { break }
            for index in (old >> 8)..<(new >> 8) { try visit(Tile(level: level, index: index, hashes: 256)) }
            if new & 255 > 0 { try visit(Tile(level: level, index: new >> 8, hashes: new & 255)) }
        }
    }

    /// The tile of a tree of `treeSize` leaves that leads to this node, wide enough for it; nil where the tree has no such node.
    public static func holding(_ node: MerkleNode, treeSize: UInt64) -> Tile? {
        let level = node.level / 8
        let count = treeSize >> UInt64(8 * level)
        let first = node.index << UInt64(node.level % 8)
        // The node's own last hash has to be there: compared without adding, since both may be near 2^64.
        guard first < count, count - first >= 1 << UInt64(node.level % 8) else { return nil }
        return Tile(level: level, index: first >> 8, hashes: min(256, count - (first & ~255)))
    }

    /// The tile's bytes: its hashes one after the other, from the left. `node` is asked for perfect subtrees of level 8 × ``level``.
    public func contents(node: (MerkleNode) throws -> MerkleHash) throws -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(width * MerkleHash.byteCount)
        for offset in 0..<UInt64(width) {
            guard let place = MerkleNode(level: 8 * level, index: index << 8 | offset) else { throw TileError.outsideTree }
            out += try node(place).bytes
        }
        return out
    }

    /// The hash of a node from the bytes of the tile that holds it; levels between tiles are hashed again.
    public func hash(of node: MerkleNode, in contents: [UInt8]) throws(TileError) -> MerkleHash {
        guard contents.count == width * MerkleHash.byteCount else {
            throw .wrongLength(expected: width * MerkleHash.byteCount, found: contents.count)
        }
        let count = 1 << (node.level % 8)
        let first = node.index << UInt64(node.level % 8)
        guard node.level / 8 == level, first >> 8 == index, Int(first & 255) + count <= width else { throw .outsideTile }
        var range = CompactRange()
        for offset in (Int(first & 255))..<(Int(first & 255) + count) {
            let start = offset * MerkleHash.byteCount
            guard let hash = MerkleHash(bytes: contents[start..<(start + MerkleHash.byteCount)]) else { throw .outsideTile }
            range.append(hash)
        }
        return range.root
    }
}

/// Why a tile, a path or an entry bundle cannot be used (C2SP tlog-tiles).
public enum TileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The bytes are not the hashes of this tile.
    case wrongLength(expected: Int, found: Int)
    /// The node is not in this tile.
    case outsideTile
    /// No tree of 64-bit size has such a tile.
    case outsideTree
    /// An entry of more than 65,535 bytes; its place in the bundle.
    case entryTooLong(position: Int)
    /// A bundle of no entries or of more than 256.
    case wrongEntryCount(Int)
    /// The bundle's bytes end within an entry that begins at this offset.
    case cutEntry(offset: Int)

    /// What is wrong, in a sentence.
    public var description: String {
        switch self {
        case .wrongLength(let expected, let found): "the tile has \(found) bytes, where its width asks for \(expected)"
        case .outsideTile: "the hash that is asked for is not in this tile"
        case .outsideTree: "no tree has such a tile"
        case .entryTooLong(let position): "entry \(position) of the bundle is longer than 65,535 bytes"
        case .wrongEntryCount(let count): "a bundle holds 1 to 256 entries, not \(count)"
        case .cutEntry(let offset): "the bundle ends within the entry at byte \(offset): fetch it again"
        }
    }
}
