import Testing
import TransparencyLog

@Suite("C2SP checkpoint and cosignature/v1")
struct CheckpointTests {
    private func checkpoint() throws -> Checkpoint {
        try Checkpoint(origin: "log.example/harbour", size: 7, root: MerkleTree.root(of: Planks.leaves(7)))
    }

    @Test("three lines: origin, size, root")
    func text() throws {
        #expect(try checkpoint().text == Array(SignedNoteTests.text.utf8))
        #expect(try Checkpoint(text: Array(SignedNoteTests.text.utf8)) == checkpoint())
    }

    @Test("extension lines are kept, so that the signature still holds")
    func extensions() throws {
        let text = Array((SignedNoteTests.text + "tide high\n").utf8)
        let read = try Checkpoint(text: text)
        #expect(read.extensions == ["tide high"])
        #expect(read.text == text)
    }

    @Test("an empty log has size 0 and the root of nothing")
    func emptyLog() throws {
        let empty = try Checkpoint(origin: "log.example/harbour", size: 0, root: .emptyTree)
        #expect(try Checkpoint(text: empty.text) == empty)
        #expect(throws: CheckpointError.emptyTreeWithRoot) {
            try Checkpoint(origin: "log.example/harbour", size: 0, root: .leaf([]))
        }
    }

    @Test("any other text is refused with the line that is wrong")
    func strict() throws {
        let root = "ajLW6YAiOMYsvmw3c1zTEDp1FY7prm4jIqFLA+O/5lc="
        func read(_ text: String) throws -> Checkpoint { try Checkpoint(text: Array(text.utf8)) }
        #expect(throws: CheckpointError.missingLines) { try read("") }
        #expect(throws: CheckpointError.missingLines) { try read("log.example\n7\n") }
        #expect(throws: CheckpointError.missingLines) { try read("log.example\n7\n\(root)") }
        #expect(throws: CheckpointError.invalidOrigin) { try read("\n7\n\(root)\n") }
        for size in ["", "07", "+7", "-7", "7 ", "0x7", "9223372036854775808", "99999999999999999999", "\u{0667}"] {
            #expect(throws: CheckpointError.invalidSize, "\(size)") { try read("log.example\n\(size)\n\(root)\n") }
        }
        for hash in ["", "AAAA", String(root.dropLast()), root + "=", "ajLW6YAiOMYsvmw3c1zTEDp1FY7prm4jIqFLA-O_5lc="] {
            #expect(throws: CheckpointError.invalidRoot, "\(hash)") { try read("log.example\n7\n\(hash)\n") }
        }
        #expect(throws: CheckpointError.invalidExtension(line: 5)) { try read("log.example\n7\n\(root)\nmore\n\n") }
        #expect(throws: CheckpointError.invalidOrigin) { try Checkpoint(origin: "two\nlines", size: 7, root: .leaf([])) }
        #expect(throws: CheckpointError.invalidSize) { try Checkpoint(origin: "log.example", size: .max, root: .leaf([])) }
    }

    @Test("a signed checkpoint opens with the log's key and origin, and with nothing else")
    func open() throws {
        let signer = try SignedNoteTests.signer()
        let note = try SignedNote(bytes: checkpoint().signed(by: signer).bytes)
        let opened = try VerifiedCheckpoint(note: note, origin: "log.example/harbour", logKey: signer.verifierKey)
        #expect(try opened.checkpoint == checkpoint())
        #expect(opened.cosignatures.isEmpty)
        #expect(throws: CheckpointError.otherOrigin) {
            try VerifiedCheckpoint(note: note, origin: "log.example/quay", logKey: signer.verifierKey)
        }
        let stranger = try NoteSigner(name: NoteKeyName("log.example/harbour"), seed: SignedNoteTests.witnessSeed)
        #expect(throws: NoteError.noKnownSignature) {
            try VerifiedCheckpoint(note: note, origin: "log.example/harbour", logKey: stranger.verifierKey)
        }
    }

    @Test("a cosignature made elsewhere holds over time and text, and says when")
    func cosignature() throws {
        let note = try SignedNote(bytes: Array((SignedNoteTests.text + "\n" + SignedNoteTests.logLine + SignedNoteTests.witnessLine).utf8))
        let log = try NoteVerifierKey(vkey: SignedNoteTests.logKey)
        let witness = try NoteVerifierKey(vkey: SignedNoteTests.witnessKey)
        let opened = try VerifiedCheckpoint(note: note, origin: "log.example/harbour", logKey: log, cosigners: [witness])
        #expect(opened.cosignatures.map(\.key) == [witness])
        #expect(opened.cosignatures.map(\.timestamp) == [1_764_000_000])
        // A witness alone does not make a checkpoint: the log has to have signed.
        let witnessed = try SignedNote(text: note.text, signatures: [note.signatures[1]])
        #expect(throws: NoteError.noKnownSignature) {
            try VerifiedCheckpoint(note: witnessed, origin: "log.example/harbour", logKey: log, cosigners: [witness])
        }
    }

    @Test("a cosignature that we make has 76 bytes with its key number, and no other time or text passes")
    func cosign() throws {
        let cosigner = try NoteSigner(
            name: NoteKeyName("witness.example/lighthouse"), algorithm: .cosignatureV1, seed: SignedNoteTests.witnessSeed)
        let signature = try cosigner.cosign(checkpoint(), timestamp: 1_764_000_000)
        #expect(signature.bytes.count == 72)
        let note = try SignedNote(text: checkpoint().text, signatures: [signature])
        #expect(try note.verify(with: [cosigner.verifierKey]).map(\.timestamp) == [1_764_000_000])
        for byte in 0..<72 {
            var bytes = signature.bytes
            bytes[byte] ^= 1
            let forged = try SignedNote(
                text: note.text, signatures: [NoteSignature(name: signature.name, keyID: signature.keyID, bytes: bytes)])
            #expect(throws: NoteError.badSignature(signature.name, signature.keyID)) { try forged.verify(with: [cosigner.verifierKey]) }
        }
        #expect(throws: NoteError.timestampOutOfRange(1 << 63)) { try cosigner.cosign(checkpoint(), timestamp: 1 << 63) }
    }

    @Test("a log's key does not cosign and a witness's key does not sign: one would pass for the other")
    func wrongAlgorithm() throws {
        let log = try SignedNoteTests.signer()
        let witness = try NoteSigner(name: NoteKeyName("witness.example"), algorithm: .cosignatureV1, seed: SignedNoteTests.witnessSeed)
        #expect(throws: NoteError.wrongAlgorithm) { try log.cosign(checkpoint(), timestamp: 1) }
        #expect(throws: NoteError.wrongAlgorithm) { try checkpoint().signed(by: witness) }
    }

    @Test("the example of C2SP tlog-cosignature is read: key numbers, and the time that its text names")
    func specificationExample() throws {
        let example = """
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==

            """
        let note = try SignedNote(bytes: Array(example.utf8))
        let checkpoint = try Checkpoint(text: note.text)
        #expect(checkpoint.origin == "example.com/behind-the-sofa")
        #expect(checkpoint.size == 20_852_163)
        #expect(note.signatures.map(\.keyID) == [0x033D_E0AE, 0x8D66_CF3F])
        #expect(note.signatures.map(\.bytes.count) == [64, 72])
        #expect(note.signatures[1].bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } == 1_679_315_147)
        #expect(note.bytes == Array(example.utf8))
    }
}
