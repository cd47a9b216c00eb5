import Testing
import TransparencyLog

@Suite("Hashes of RFC 6962 section 2.1")
struct MerkleHashTests {
    @Test("the empty tree's hash is SHA-256 of nothing")
    func emptyTree() {
        #expect(MerkleHash.emptyTree.base64 == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        #expect(MerkleTree.root(of: []) == .emptyTree)
    }

    @Test("an empty leaf is not the empty tree: it is hashed behind 0x00")
    func emptyLeaf() {
        #expect(MerkleHash.leaf([]).base64 == "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=")
    }

    @Test("a node is not a leaf over the same 64 bytes")
    func nodeIsNoLeaf() {
        let leaves = Planks.leaves(2)
        #expect(MerkleHash.node(leaves[0], leaves[1]) != .leaf(leaves[0].bytes + leaves[1].bytes))
        #expect(MerkleHash.node(leaves[0], leaves[1]) != .node(leaves[1], leaves[0]))
    }

    @Test(
        "roots are those that another program computed from the definition",
        arguments: [
            (1, "MaOnUlisTUZ2/+iK2vwJ8EvrX4v7Jizc7WDd8QTpqNs="),
            (2, "iXf2q8GseqjPRudcNGdV4xqOB9Njpb1nANLofOaVKZY="),
            (3, "+y6cPx4TVf8YcTjty+qtAld25KT2ldi0+eCFE2cH6mI="),
            (5, "cxT1ayX3EUtqqMALKj00+P1JftprIuCljYwuDitCOL4="),
            (7, "ajLW6YAiOMYsvmw3c1zTEDp1FY7prm4jIqFLA+O/5lc="),
            (8, "9Btd//R+8DEzVukmIgBN7JYJcKGmIhqAPdxn/PCtXWU="),
            (11, "mDi6VtsBdB/Qt7Bm6y+T1thgi6yMtCPQaM6+GQGFnXA="),
            (256, "lW06pamu/pXLIj9NtvsfiAxW42nPOgYYg/6j/rHcZrs="),
            (300, "J/REh5NdYHS54TUfVoxsneyj//Xr7NnL62VcWochQFw="),
        ])
    func roots(count: Int, expected: String) {
        #expect(MerkleTree.root(of: Planks.leaves(count)).base64 == expected)
    }

    @Test("the root from perfect subtrees is the root from leaves")
    func rootFromNodes() {
        let leaves = Planks.leaves(70)
        for size in 0...70 {
            let fromNodes = MerkleTree.root(size: UInt64(size)) { node in node.hash { leaves[Int($0)] } }
            #expect(fromNodes == MerkleTree.root(of: leaves.prefix(size)))
        }
    }

    @Test("a hash has 32 bytes and one spelling")
    func bytesAndText() {
        let hash = MerkleHash.leaf([1, 2, 3])
        #expect(MerkleHash(bytes: hash.bytes) == hash)
        #expect(MerkleHash(base64: hash.base64) == hash)
        #expect(MerkleHash(bytes: hash.bytes.dropLast()) == nil)
        #expect(MerkleHash(bytes: hash.bytes + [0]) == nil)
        for wrong in ["", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=", "47DE\n", "===="] {
            #expect(MerkleHash(base64: wrong) == nil, "\(wrong)")
        }
    }
}
