import Testing
import TransparencyLog

@Suite("Proofs of RFC 6962 sections 2.1.1 and 2.1.2")
struct ProofTests {
    private let leaves = Planks.leaves(70)

    private func root(_ size: Int) -> MerkleHash { MerkleTree.root(of: leaves.prefix(size)) }

    @Test(
        "an audit path is the one that another program computed from the definition",
        arguments: [
            (
                4,
                [
                    "qAfJTNAuTsm8LqLJJ7Uq+ilszB60i0zQOrj/Qfm/e78=", "zVil/h2dYcJGGAyu1wjrpmdml9jlAGRMS9Ce+uvrz7s=",
                    "rubn7crEgbBCNM/blbk4+pfN6XIjh/SpmFcdEqtlI34=",
                ]
            ),
            (6, ["Q5gr5w8jwsSBZ6APg0ELkDAagriK4JPJoSH8In9frdE=", "rubn7crEgbBCNM/blbk4+pfN6XIjh/SpmFcdEqtlI34="]),
        ])
    func auditPath(leaf: Int, expected: [String]) throws {
        let proof = try InclusionProof(leafIndex: UInt64(leaf), leafHashes: Array(leaves.prefix(7)))
        #expect(proof.path.map(\.base64) == expected)
    }

    @Test(
        "a consistency proof is the one that another program computed from the definition",
        arguments: [
            (
                3,
                [
                    "OrrK8x/sk20RTdbpXHKxo5bnpxfalUG0hSA2sQFzPmc=", "zSTeOev94LHh6jUWwAY7eDJ/z1paUvvkONii/lGG8XA=",
                    "iXf2q8GseqjPRudcNGdV4xqOB9Njpb1nANLofOaVKZY=", "FdBoq7UYZAgQf0+w4ik/zINdrcE5CXSls/nnjAvJJOs=",
                ]
            ),
            (4, ["FdBoq7UYZAgQf0+w4ik/zINdrcE5CXSls/nnjAvJJOs="]),
            (
                6,
                [
                    "Q5gr5w8jwsSBZ6APg0ELkDAagriK4JPJoSH8In9frdE=", "zVil/h2dYcJGGAyu1wjrpmdml9jlAGRMS9Ce+uvrz7s=",
                    "rubn7crEgbBCNM/blbk4+pfN6XIjh/SpmFcdEqtlI34=",
                ]
            ),
        ])
    func consistencyPath(oldSize: Int, expected: [String]) throws {
        let proof = try ConsistencyProof(oldSize: UInt64(oldSize), leafHashes: Array(leaves.prefix(7)))
        #expect(proof.path.map(\.base64) == expected)
    }

    @Test("every leaf of every tree up to 70 is proven, and no flipped bit, cut or longer path passes")
    func everyInclusion() throws {
        var random = SplitMix64(state: 1876)
        for size in 1...70 {
            let tree = Array(leaves.prefix(size))
            let root = root(size)
            for index in 0..<size {
                let proof = try InclusionProof(leafIndex: UInt64(index), leafHashes: tree)
                try proof.verify(leafHash: tree[index], root: root)
                let bit = random.below(256)
                #expect(throws: MerkleProofError.rootMismatch) {
                    try proof.verify(leafHash: tree[index].flipping(bit: bit), root: root)
                }
                #expect(throws: MerkleProofError.rootMismatch) {
                    try proof.verify(leafHash: tree[index], root: root.flipping(bit: bit))
                }
                for position in proof.path.indices {
                    var path = proof.path
                    path[position] = path[position].flipping(bit: random.below(256))
                    let forged = InclusionProof(leafIndex: proof.leafIndex, treeSize: proof.treeSize, path: path)
                    #expect(throws: MerkleProofError.rootMismatch) { try forged.verify(leafHash: tree[index], root: root) }
                }
                for path in [proof.path + [root], Array(proof.path.dropLast())] where path != proof.path {
                    let forged = InclusionProof(leafIndex: proof.leafIndex, treeSize: proof.treeSize, path: path)
                    #expect(throws: MerkleProofError.wrongLength(expected: proof.path.count, found: path.count)) {
                        try forged.verify(leafHash: tree[index], root: root)
                    }
                }
            }
        }
    }

    @Test("every pair of trees up to 70 is consistent, and no flipped bit, cut or longer path passes")
    func everyConsistency() throws {
        var random = SplitMix64(state: 1890)
        let roots = (0...70).map { root($0) }
        for new in 1...70 {
            let tree = Array(leaves.prefix(new))
            for old in 1...new {
                let proof = try ConsistencyProof(oldSize: UInt64(old), leafHashes: tree)
                try proof.verify(oldRoot: roots[old], newRoot: roots[new])
                let bit = random.below(256)
                #expect(throws: MerkleProofError.self) {
                    try proof.verify(oldRoot: roots[old].flipping(bit: bit), newRoot: roots[new])
                }
                #expect(throws: MerkleProofError.self) {
                    try proof.verify(oldRoot: roots[old], newRoot: roots[new].flipping(bit: bit))
                }
                for position in proof.path.indices {
                    var path = proof.path
                    path[position] = path[position].flipping(bit: random.below(256))
                    let forged = ConsistencyProof(oldSize: proof.oldSize, newSize: proof.newSize, path: path)
                    #expect(throws: MerkleProofError.self) { try forged.verify(oldRoot: roots[old], newRoot: roots[new]) }
                }
                for path in [proof.path + [roots[new]], Array(proof.path.dropLast())] where path != proof.path {
                    let forged = ConsistencyProof(oldSize: proof.oldSize, newSize: proof.newSize, path: path)
                    #expect(throws: MerkleProofError.wrongLength(expected: proof.path.count, found: path.count)) {
                        try forged.verify(oldRoot: roots[old], newRoot: roots[new])
                    }
                }
            }
        }
    }

    @Test("given a log whose third leaf was changed later, then no honest proof leads from the old root to the new one")
    func rewrittenHistory() throws {
        var forged = Array(leaves.prefix(9))
        forged[2] = .leaf(Array("another plank".utf8))
        let proof = try ConsistencyProof(oldSize: 6, leafHashes: forged)
        #expect(throws: MerkleProofError.oldRootMismatch) {
            try proof.verify(oldRoot: root(6), newRoot: MerkleTree.root(of: forged))
        }
    }

    @Test("sizes that prove nothing are named: no leaf, an empty older tree, an older tree that is larger")
    func impossible() throws {
        let tree = Array(leaves.prefix(4))
        #expect(throws: MerkleProofError.leafOutsideTree(leafIndex: 4, treeSize: 4)) { try InclusionProof(leafIndex: 4, leafHashes: tree) }
        #expect(throws: MerkleProofError.leafOutsideTree(leafIndex: 0, treeSize: 0)) { try InclusionProof(leafIndex: 0, leafHashes: []) }
        #expect(throws: MerkleProofError.oldTreeEmpty) { try ConsistencyProof(oldSize: 0, leafHashes: tree) }
        #expect(throws: MerkleProofError.sizesReversed(oldSize: 5, newSize: 4)) { try ConsistencyProof(oldSize: 5, leafHashes: tree) }
        #expect(throws: MerkleProofError.oldTreeEmpty) {
            try ConsistencyProof(oldSize: 0, newSize: 4, path: []).verify(oldRoot: .emptyTree, newRoot: root(4))
        }
    }

    @Test("sizes at the end of 64 bits neither trap nor pass")
    func hugeSizes() {
        let numbers: [UInt64] = [0, 1, 2, 3, 1 << 32, (1 << 63) - 1, 1 << 63, (1 << 63) + 1, .max - 1, .max]
        let path = Planks.leaves(3)
        for first in numbers {
            for second in numbers {
                for length in 0...3 {
                    let some = Array(path.prefix(length))
                    if second > 2 {
                        #expect(throws: MerkleProofError.self) {
                            try InclusionProof(leafIndex: first, treeSize: second, path: some).verify(leafHash: path[0], root: path[1])
                        }
                        #expect(throws: MerkleProofError.self) {
                            try ConsistencyProof(oldSize: first, newSize: second, path: some).verify(oldRoot: path[0], newRoot: path[1])
                        }
                    }
                }
            }
        }
    }

    @Test("a proof from stored subtrees asks for few of them, however large the tree")
    func fewNodes() throws {
        var asked = 0
        let proof = try InclusionProof(leafIndex: 123_456_789, treeSize: 1_000_000_007) { node in
            asked += 1
            return .leaf(Array("\(node.level) \(node.index)".utf8))
        }
        #expect(asked < 60)
        #expect(proof.path.count <= 30)
    }
}
