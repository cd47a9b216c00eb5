import Testing
import TransparencyLog

/// The examples of the library's catalogue, line for line: a test compares the two.
@Suite("Examples of the catalogue")
struct ExampleTests {
    @Test func aLogIsSignedAndProvedToSomebodyElse() throws {
        let entries = ["ship built", "keel laid", "mast stepped", "sails set"].map { MerkleHash.leaf(Array($0.utf8)) }
        let signer = try NoteSigner(name: NoteKeyName("log.example/harbour"), seed: Array(repeating: 7, count: 32))
        let earlier = MerkleTree.root(of: entries[..<2])
        let checkpoint = try Checkpoint(origin: "log.example/harbour", size: 4, root: MerkleTree.root(of: entries))
        let published = try checkpoint.signed(by: signer).bytes
        let opened = try VerifiedCheckpoint(
            note: SignedNote(bytes: published), origin: "log.example/harbour", logKey: NoteVerifierKey(vkey: signer.verifierKey.vkey))
        try InclusionProof(leafIndex: 1, leafHashes: entries).verify(leafHash: entries[1], root: opened.checkpoint.root)
        try ConsistencyProof(oldSize: 2, leafHashes: entries).verify(oldRoot: earlier, newRoot: opened.checkpoint.root)
        #expect(throws: MerkleProofError.self) {
            try InclusionProof(leafIndex: 1, leafHashes: entries).verify(leafHash: entries[2], root: opened.checkpoint.root)
        }
    }
}
