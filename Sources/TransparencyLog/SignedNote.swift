/// A text with the signatures of one or more keys (C2SP signed-note).
///
/// Parsing says nothing about who signed: ``verify(with:)`` does. Do not use the text before.
public struct SignedNote: Sendable, Hashable {
    /// Most bytes that are read. A checkpoint with a hundred post-quantum signatures has half of it.
    public static let maximumByteCount = 1 << 20
    /// Most signatures that are read; the specification asks for at least 16.
    public static let maximumSignatureCount = 100

    /// The signed text as UTF-8, with its closing newline.
    public let text: [UInt8]
    /// The signatures in their order.
    public let signatures: [NoteSignature]

    /// Puts text and signatures together; throws where they could not be read back.
    public init(text: [UInt8], signatures: [NoteSignature]) throws(NoteError) {
        try Self.checkCharacters(text)
        guard text.last == UInt8(ascii: "\n") else { throw .missingFinalNewline }
        guard !signatures.isEmpty else { throw .missingSignatures }
        guard signatures.count <= Self.maximumSignatureCount else { throw .tooManySignatures(signatures.count) }
        self.text = text
        self.signatures = signatures
    }

    /// Reads a note strictly (C2SP signed-note, "Format").
    public init(bytes: [UInt8]) throws(NoteError) {
        guard bytes.count <= Self.maximumByteCount else { throw .tooLong(bytes.count) }
        try Self.checkCharacters(bytes)
        let newline = UInt8(ascii: "\n")
        guard bytes.last == newline else { throw .missingFinalNewline }
        guard let blankLine = (1..<bytes.count).last(where: { bytes[$0] == newline && bytes[$0 - 1] == newline }) else {
            throw .missingSignatures
        }
        let text = Array(bytes[..<blankLine])
        let firstLine = text.count { $0 == newline } + 2
        var signatures: [NoteSignature] = []
        let lines = bytes[(blankLine + 1)...].split(separator: newline, omittingEmptySubsequences: false).dropLast()
        for (offset, line) in lines.enumerated() {
            guard let signature = NoteSignature(line: line) else { throw .malformedSignatureLine(firstLine + offset) }
            signatures.append(signature)
        }
        try self.init(text: text, signatures: signatures)
    }

    /// The note as it is sent: text, blank line, signature lines.
    public var bytes: [UInt8] {
        text + [UInt8(ascii: "\n")] + signatures.flatMap { Array($0.line.utf8) }
    }

    /// The same text with further signatures behind those that it has, such as those of witnesses.
    public func adding(_ further: [NoteSignature]) throws(NoteError) -> SignedNote {
        try SignedNote(text: text, signatures: signatures + further)
    }

    /// Checks every signature whose name and number are those of a known key, and returns those signatures (C2SP signed-note, "Signatures").
    ///
    /// Unknown keys are ignored. One known key whose signature fails rejects the note, and so does a note that no known key signed.
    public func verify(with keys: [NoteVerifierKey]) throws(NoteError) -> [VerifiedSignature] {
        var verified: [VerifiedSignature] = []
        for signature in signatures {
            let known = keys.filter { $0.name == signature.name && $0.keyID == signature.keyID }
            guard let key = known.first else { continue }
            // A list may name one key twice; two keys under one name and number leave no way to know which was meant.
            guard known.allSatisfy({ $0 == key }) else { throw .ambiguousKey(key.name, key.keyID) }
            guard let holding = key.verified(signature, of: text) else { throw .badSignature(key.name, key.keyID) }
            verified.append(holding)
        }
        guard !verified.isEmpty else { throw .noKnownSignature }
        return verified
    }

    private static func checkCharacters(_ bytes: [UInt8]) throws(NoteError) {
        if let offset = bytes.firstIndex(where: { $0 < 0x20 && $0 != UInt8(ascii: "\n") }) { throw .controlCharacter(offset) }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    }
}

/// A signature that was checked and holds.
public struct VerifiedSignature: Sendable, Hashable {
    /// The key that made it.
    public let key: NoteVerifierKey
    /// When a cosigner made it, in seconds since 1970; nil for a plain signature.
    public let timestamp: UInt64?
}
