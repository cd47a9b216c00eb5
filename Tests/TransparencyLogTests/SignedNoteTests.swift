import Testing
import TransparencyLog

@Suite("C2SP signed note")
struct SignedNoteTests {
    // Computed by scripts/merkle-vectors with another Ed25519 implementation.
    static let text = "log.example/harbour\n7\najLW6YAiOMYsvmw3c1zTEDp1FY7prm4jIqFLA+O/5lc=\n"
    static let logLine =
        "— log.example/harbour xBEc3bvHsWopem45P3wL9hzY/WSNSxRskz5MEqd+RArCQa1abSuWu6nsFme19dxnrC9MCJjJB9w9k+r+4JLEso2CmQI=\n"
    static let logKey = "log.example/harbour+c4111cdd+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    static let witnessLine =
        "— witness.example/lighthouse BRwoAwAAAABpJIEAG3T6RYMEB0gQ4aqItMWmZjKS+lBvrIRfewEFtbH+cpuIOGMjSZG8XrOsp2SiLk6ri7xq9EKMGutykDVePzX/AQ==\n"
    static let witnessKey = "witness.example/lighthouse+051c2803+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"

    static let logSeed = Array(UInt8(0)..<32)
    static let witnessSeed = Array(UInt8(32)..<64)

    static func signer() throws -> NoteSigner {
        try NoteSigner(name: NoteKeyName("log.example/harbour"), seed: logSeed)
    }

    private func note(_ text: String) throws -> SignedNote { try SignedNote(bytes: Array(text.utf8)) }

    @Test("key number and vkey are those that the definition gives, both ways")
    func verifierKey() throws {
        let key = try NoteVerifierKey(vkey: Self.logKey)
        #expect(key.keyID == 0xC411_1CDD)
        #expect(key.vkey == Self.logKey)
        #expect(try Self.signer().verifierKey == key)
        // The number of the witness's key begins with a zero.
        #expect(try NoteVerifierKey(vkey: Self.witnessKey).vkey == Self.witnessKey)
    }

    @Test("a note signed elsewhere is read and verified, and written back byte for byte")
    func verify() throws {
        let bytes = Array((Self.text + "\n" + Self.logLine).utf8)
        let note = try SignedNote(bytes: bytes)
        #expect(note.text == Array(Self.text.utf8))
        #expect(note.bytes == bytes)
        let key = try NoteVerifierKey(vkey: Self.logKey)
        let verified = try note.verify(with: [key])
        #expect(verified.map(\.key) == [key])
        #expect(verified.map(\.timestamp) == [nil])
    }

    @Test("a note that we sign holds")
    func sign() throws {
        let signer = try Self.signer()
        let text = Array("Draught marks are read at the bow.\n\nAnd at the stern.\n".utf8)
        let note = try SignedNote(text: text, signatures: [signer.sign(text)])
        let again = try SignedNote(bytes: note.bytes)
        // "the text is separated from the signatures by the last empty line in the note"
        #expect(again.text == text)
        #expect(try again.verify(with: [signer.verifierKey]).count == 1)
    }

    @Test("unknown keys are ignored, even those that share name or number, but one known key has to have signed")
    func unknownKeys() throws {
        let signer = try Self.signer()
        let other = try NoteSigner(name: NoteKeyName("log.example/harbour"), seed: Self.witnessSeed)
        let text = Array("text\n".utf8)
        let noise = NoteSignature(name: try NoteKeyName("log.example/quay"), keyID: signer.verifierKey.keyID, bytes: [1, 2, 3])
        let note = try SignedNote(text: text, signatures: [noise, other.sign(text), signer.sign(text)])
        #expect(try note.verify(with: [signer.verifierKey]).map(\.key) == [signer.verifierKey])
        let unsigned = try SignedNote(text: text, signatures: [noise, other.sign(text)])
        #expect(throws: NoteError.noKnownSignature) { try unsigned.verify(with: [signer.verifierKey]) }
        #expect(throws: NoteError.noKnownSignature) { try note.verify(with: []) }
    }

    @Test("one known key that fails rejects the note, though another holds")
    func knownKeyFails() throws {
        let signer = try Self.signer()
        let second = try NoteSigner(name: NoteKeyName("witness.example/pier"), seed: Self.witnessSeed)
        let text = Array("text\n".utf8)
        let good = try second.sign(text)
        for bit in 0..<512 {
            let wrong = try signer.sign(text)
            var bytes = wrong.bytes
            bytes[bit / 8] ^= 1 << (bit % 8)
            let note = try SignedNote(
                text: text, signatures: [good, NoteSignature(name: wrong.name, keyID: wrong.keyID, bytes: bytes)])
            #expect(throws: NoteError.badSignature(wrong.name, wrong.keyID)) {
                try note.verify(with: [second.verifierKey, signer.verifierKey])
            }
        }
        let changed = try SignedNote(text: Array("texT\n".utf8), signatures: [signer.sign(text)])
        #expect(throws: NoteError.badSignature(signer.verifierKey.name, signer.verifierKey.keyID)) {
            try changed.verify(with: [signer.verifierKey])
        }
    }

    @Test("at least sixteen signatures are read; a hundred are, more are not")
    func manySignatures() throws {
        let text = Array("text\n".utf8)
        let one = try Self.signer().sign(text)
        let hundred = try SignedNote(text: text, signatures: Array(repeating: one, count: 100))
        #expect(try SignedNote(bytes: hundred.bytes).signatures.count == 100)
        #expect(throws: NoteError.tooManySignatures(101)) { try SignedNote(bytes: hundred.bytes + Array(one.line.utf8)) }
    }

    @Test("what is not a note is refused with the place")
    func malformed() throws {
        let whole = Self.text + "\n" + Self.logLine
        #expect(throws: NoteError.missingFinalNewline) { try note("") }
        #expect(throws: NoteError.missingFinalNewline) { try note(String(whole.dropLast())) }
        #expect(throws: NoteError.missingSignatures) { try note("\n") }
        #expect(throws: NoteError.missingSignatures) { try note(Self.text) }
        #expect(throws: NoteError.missingSignatures) { try note(Self.text + "\n") }
        #expect(throws: NoteError.controlCharacter(4)) { try note("text\r\n\n" + Self.logLine) }
        #expect(throws: NoteError.malformedSignatureLine(5)) { try note(Self.text + "\n- log.example/harbour AAAAAAA=\n") }
        #expect(throws: NoteError.malformedSignatureLine(5)) { try note(Self.text + "\n— log.example/harbour  AAAAAAA=\n") }
        #expect(throws: NoteError.malformedSignatureLine(5)) { try note(Self.text + "\n— log.example/harbour AAAAAA==\n") }
        #expect(throws: NoteError.malformedSignatureLine(5)) { try note(Self.text + "\n— log+example AAAAAAA=\n") }
        #expect(throws: NoteError.malformedSignatureLine(6)) { try note(whole + "another line\n") }
        #expect(throws: NoteError.notUTF8) { try SignedNote(bytes: [0xFF] + Array(whole.utf8)) }
        #expect(throws: NoteError.tooLong(SignedNote.maximumByteCount + 1)) {
            try SignedNote(bytes: Array(repeating: 0x41, count: SignedNote.maximumByteCount + 1))
        }
    }

    @Test("key names hold neither spaces of any script nor control characters nor plus, and are compared as bytes")
    func keyNames() throws {
        for wrong in ["", "a b", "a\u{A0}b", "a\u{3000}b", "a+b", "a\nb", "a\u{1}b"] {
            #expect(throws: NoteError.invalidKeyName, "\(wrong)") { try NoteKeyName(wrong) }
        }
        #expect(try NoteKeyName("caf\u{E9}.example") != NoteKeyName("cafe\u{301}.example"))
    }

    @Test("a vkey that was mistyped, cut or is of another kind is refused with what is wrong")
    func malformedKeys() {
        let body = "AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
        #expect(throws: NoteError.malformedVerifierKey) { try NoteVerifierKey(vkey: "log.example/harbour") }
        #expect(throws: NoteError.malformedVerifierKey) { try NoteVerifierKey(vkey: "log.example/harbour+c411+\(body)") }
        #expect(throws: NoteError.malformedVerifierKey) { try NoteVerifierKey(vkey: "log.example/harbour+c4111cdd+\(body.dropLast())") }
        #expect(throws: NoteError.invalidKeyName) { try NoteVerifierKey(vkey: "+c4111cdd+\(body)") }
        #expect(throws: NoteError.unsupportedAlgorithm(6)) { try NoteVerifierKey(vkey: "log.example/harbour+c4111cdd+BgAA") }
        #expect(throws: NoteError.invalidPublicKey) { try NoteVerifierKey(vkey: "log.example/harbour+c4111cdd+AQAA") }
        #expect(throws: NoteError.keyIDMismatch(written: 0xC411_1CDE, computed: 0xC411_1CDD)) {
            try NoteVerifierKey(vkey: "log.example/harbour+c4111cde+\(body)")
        }
        #expect(throws: NoteError.invalidSeed) { try NoteSigner(name: NoteKeyName("log.example"), seed: [1, 2, 3]) }
    }
}
