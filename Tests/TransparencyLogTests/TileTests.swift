import Testing
import TransparencyLog

@Suite("C2SP tiles")
struct TileTests {
    @Test("a tree of 70,000 leaves is 273 full tiles and a partial one of 112, one full and one of 17, and one of 1")
    func exampleOfTheSpecification() {
        var found: [String: Int] = [:]
        Tile.added(from: 0, to: 70_000) { tile in found["\(tile.level)/\(tile.width)", default: 0] += 1 }
        #expect(found == ["0/256": 273, "0/112": 1, "1/256": 1, "1/17": 1, "2/1": 1])
    }

    @Test("a tree of 256 leaves is a full tile and one of width 1 above it")
    func exactlyOneTile() {
        var paths: [String] = []
        Tile.added(from: 0, to: 256) { paths.append($0.path) }
        #expect(paths == ["tile/0/000", "tile/1/000.p/1"])
    }

    @Test("however a log grows, each step visits what the new size has and the old one had not")
    func growth() {
        func all(_ size: UInt64) -> Set<Tile> {
            var tiles: Set<Tile> = []
            Tile.added(from: 0, to: size) { tiles.insert($0) }
            return tiles
        }
        var random = SplitMix64(state: 1824)
        for _ in 0..<200 {
            let old = UInt64(random.below(140_000))
            let new = old + UInt64(random.below(3_000))
            var added: Set<Tile> = []
            Tile.added(from: old, to: new) { tile in
                #expect(added.insert(tile).inserted)
            }
            #expect(added == all(new).subtracting(all(old)))
        }
        Tile.added(from: 5, to: 5) { _ in Issue.record("nothing was added") }
        Tile.added(from: 6, to: 5) { _ in Issue.record("a log does not shrink") }
    }

    @Test(
        "paths have groups of three digits, all but the last behind an x",
        arguments: [
            ("tile/0/x001/x234/067", 0, UInt64(1_234_067), 256),
            ("tile/3/000", 3, 0, 256),
            ("tile/63/999.p/255", 63, 999, 255),
            ("tile/1/x001/000.p/1", 1, 1000, 1),
        ])
    func paths(path: String, level: Int, index: UInt64, width: Int) throws {
        let tile = try #require(Tile(level: level, index: index, width: width))
        #expect(tile.path == path)
        #expect(Tile(path: path) == tile)
        if level == 0 { #expect(tile.entriesPath == "tile/entries/x001/x234/067") } else { #expect(tile.entriesPath == nil) }
    }

    @Test(
        "any other spelling is no tile",
        arguments: [
            "", "tile", "tile/0", "tile/0/", "tile/00/000", "tile/64/000", "tile/0/0", "tile/0/0000", "tile/0/x000/001", "tile/0/001/x002",
            "tile/0/x001", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p", "tile/0/000.p/", "/tile/0/000",
            "tile/-1/000", "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/0/.p/5", "tile/0/000.p/5/6", "tile/entries/000",
        ])
    func otherPaths(path: String) {
        #expect(Tile(path: path) == nil)
    }

    @Test("given only tiles as published, then every root and proof of the tree can be computed")
    func proofsFromTiles() throws {
        let leaves = Planks.leaves(700)
        let size = UInt64(leaves.count)
        var stored: [String: [UInt8]] = [:]
        try Tile.added(from: 0, to: size) { tile in
            stored[tile.path] = try tile.contents { node in node.hash { leaves[Int($0)] } }
        }
        #expect(stored["tile/0/000"]?.count == 8192)
        func node(_ node: MerkleNode) throws -> MerkleHash {
            let tile = try #require(Tile.holding(node, treeSize: size))
            return try tile.hash(of: node, in: #require(stored[tile.path]))
        }
        let root = MerkleTree.root(of: leaves)
        #expect(try MerkleTree.root(size: size, node: node) == root)
        for index in stride(from: 0, to: 700, by: 13) {
            try InclusionProof(leafIndex: UInt64(index), treeSize: size, node: node).verify(leafHash: leaves[index], root: root)
        }
        for old in stride(from: 1, through: 700, by: 13) {
            try ConsistencyProof(oldSize: UInt64(old), newSize: size, node: node)
                .verify(oldRoot: MerkleTree.root(of: leaves.prefix(old)), newRoot: root)
        }
    }

    @Test("nodes that a tree has not, and bytes that a tile has not, are refused")
    func outside() throws {
        let last = try #require(MerkleNode(level: 1, index: 3))
        #expect(Tile.holding(last, treeSize: 7) == nil)
        #expect(Tile.holding(last, treeSize: 8)?.width == 8)
        #expect(Tile.holding(last, treeSize: 0) == nil)
        #expect(MerkleNode(level: 64, index: 0) == nil)
        #expect(MerkleNode(level: 63, index: 2) == nil)
        #expect(try Tile.holding(#require(MerkleNode(level: 63, index: 1)), treeSize: .max) == nil)
        let tile = try #require(Tile(level: 0, index: 0, width: 2))
        #expect(throws: TileError.wrongLength(expected: 64, found: 63)) { try tile.hash(of: last, in: Array(repeating: 0, count: 63)) }
        #expect(throws: TileError.outsideTile) { try tile.hash(of: last, in: Array(repeating: 0, count: 64)) }
        #expect(Tile(level: 0, index: .max) == nil)
        #expect(Tile(level: 0, index: 0, width: 0) == nil)
        let impossible = try #require(Tile(level: 8, index: 0, width: 1))
        #expect(throws: TileError.outsideTree) { try impossible.contents { _ in .emptyTree } }
    }

    @Test("entry bundles carry each entry behind its length of 16 bits")
    func bundles() throws {
        let entries: [[UInt8]] = [[], [7], Array(repeating: 9, count: 65_535)]
        let bytes = try EntryBundle.encode(entries)
        #expect(bytes.prefix(7) == [0, 0, 0, 1, 7, 0xFF, 0xFF])
        #expect(try EntryBundle.decode(bytes) == entries)
        #expect(throws: TileError.cutEntry(offset: 5)) { try EntryBundle.decode(Array(bytes.dropLast())) }
        #expect(throws: TileError.cutEntry(offset: 2)) { try EntryBundle.decode([0, 0, 0]) }
        #expect(throws: TileError.wrongEntryCount(0)) { try EntryBundle.decode([]) }
        #expect(throws: TileError.entryTooLong(position: 1)) { try EntryBundle.encode([[], Array(repeating: 0, count: 65_536)]) }
        #expect(throws: TileError.wrongEntryCount(257)) { try EntryBundle.encode(Array(repeating: [], count: 257)) }
    }
}
