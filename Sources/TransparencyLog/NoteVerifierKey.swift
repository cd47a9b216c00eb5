import Crypto

/// A public key that signatures of notes are checked with, and its text form, the *vkey* (C2SP signed-note, "Signatures").
public struct NoteVerifierKey: Sendable, Hashable {
    /// How a key signs; the number is the signature type of C2SP signed-note.
    public enum Algorithm: UInt8, Sendable, Hashable {
        /// Ed25519 over the note's text: what a log signs checkpoints with.
        case ed25519 = 0x01
        /// Ed25519 over time and text: what a witness cosigns with (C2SP tlog-cosignature, cosignature/v1).
        case cosignatureV1 = 0x04
    }

    /// The key's name.
    public let name: NoteKeyName
    /// How it signs.
    public let algorithm: Algorithm
    /// The 32 bytes of the Ed25519 public key (RFC 8032).
    public let publicKey: [UInt8]
    /// First four bytes of SHA-256(name ‖ newline ‖ type ‖ public key).
    public let keyID: UInt32

    /// Takes the 32 bytes of an Ed25519 public key.
    public init(name: NoteKeyName, algorithm: Algorithm, publicKey: [UInt8]) throws(NoteError) {
        guard publicKey.count == 32 else { throw .invalidPublicKey }
        self.name = name
        self.algorithm = algorithm
        self.publicKey = publicKey
        let identity = Array(name.text.utf8) + [UInt8(ascii: "\n"), algorithm.rawValue] + publicKey
        var hash = SHA256()
        identity.withUnsafeBytes { hash.update(bufferPointer: $0) }
        keyID = hash.finalize().prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads a vkey: `name+number in hexadecimal+base64(type ‖ public key)`.
    public init(vkey: String) throws(NoteError) {
        // Neither name nor number can hold a plus, base64 can: two cuts from the left.
        let parts = vkey.utf8.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .malformedVerifierKey }
        let name = try NoteKeyName(String(decoding: Array(parts[0]), as: UTF8.self))
        guard parts[1].count == 8, let written = Self.hexadecimal(parts[1]) else { throw .malformedVerifierKey }
        guard let key = Base64.decode(parts[2]), let type = key.first else { throw .malformedVerifierKey }
        guard let algorithm = Algorithm(rawValue: type) else { throw .unsupportedAlgorithm(type) }
        try self.init(name: name, algorithm: algorithm, publicKey: Array(key.dropFirst()))
        guard keyID == written else { throw .keyIDMismatch(written: written, computed: keyID) }
    }

    /// The key as text, to be handed to those who verify.
    public var vkey: String {
        let number = String(keyID, radix: 16)
        let padded = String(repeating: "0", count: 8 - number.utf8.count) + number
        return "\(name.text)+\(padded)+\(Base64.encode([algorithm.rawValue] + publicKey))"
    }

    /// Checks one signature over `text`; nil where it does not hold.
    func verified(_ signature: NoteSignature, of text: [UInt8]) -> VerifiedSignature? {
        switch algorithm {
        case .ed25519:
            guard isValid(signature.bytes, for: text) else { return nil }
            return VerifiedSignature(key: self, timestamp: nil)
        case .cosignatureV1:
            guard let cosignature = Cosignature(bytes: signature.bytes),
                isValid(cosignature.signature, for: Cosignature.message(text: text, timestamp: cosignature.timestamp))
            else { return nil }
            return VerifiedSignature(key: self, timestamp: cosignature.timestamp)
        }
    }

    private func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        guard signature.count == 64, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: message)
    }

    private static func hexadecimal(_ digits: some Sequence<UInt8>) -> UInt32? {
        var value: UInt32 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(digit - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(digit - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return value
    }
}

extension NoteVerifierKey: CustomStringConvertible {
    /// The vkey.
    public var description: String { vkey }
}
