import Testing
import TransparencyLog

@Suite("The right edge of a growing tree")
struct CompactRangeTests {
    @Test("its root is the tree's at every size, and it survives being stored at every size")
    func growing() throws {
        var range = CompactRange()
        for (count, leaf) in Planks.leaves(70).enumerated() {
            #expect(range.root == MerkleTree.root(of: Planks.leaves(count)))
            let stored = try CompactRange(bytes: range.bytes)
            #expect(stored == range)
            range = stored
            range.append(leaf)
            #expect(range.size == UInt64(count + 1))
            #expect(range.hashes.count == (count + 1).nonzeroBitCount)
        }
    }

    @Test("it tells every perfect subtree once, when its last leaf has come")
    func completed() {
        let leaves = Planks.leaves(70)
        var range = CompactRange()
        var told: [MerkleNode: MerkleHash] = [:]
        for leaf in leaves {
            range.append(leaf) { node, hash in
                #expect(told[node] == nil)
                told[node] = hash
            }
        }
        // 70 + 35 + 17 + 8 + 4 + 2 + 1
        #expect(told.count == 137)
        for (node, hash) in told { #expect(hash == node.hash { leaves[Int($0)] }) }
    }

    @Test("bytes that are no edge are refused with what is wrong")
    func unreadable() {
        let good = { () -> [UInt8] in
            var range = CompactRange()
            for leaf in Planks.leaves(5) { range.append(leaf) }
            return range.bytes
        }()
        #expect(throws: CompactRangeError.wrongByteCount(0)) { try CompactRange(bytes: []) }
        #expect(throws: CompactRangeError.wrongByteCount(71)) { try CompactRange(bytes: good.dropLast()) }
        #expect(throws: CompactRangeError.wrongHashCount(size: 5, expected: 2, found: 1)) {
            try CompactRange(bytes: Array(good.prefix(40)))
        }
        #expect(throws: CompactRangeError.sizeOutOfRange(.max)) {
            try CompactRange(bytes: Array(repeating: 0xFF, count: 8 + 64 * 32))
        }
    }
}
