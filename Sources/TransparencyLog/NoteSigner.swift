import Crypto
import FoundationEssentials

/// The private half of a key that signs notes or cosigns checkpoints with Ed25519 (RFC 8032).
///
/// Seeds are handed in: where they come from and where they are kept is for others to say.
public struct NoteSigner: Sendable {
    /// The public half, to be given to those who verify.
    public let verifierKey: NoteVerifierKey

    private let key: Curve25519.Signing.PrivateKey

    /// Takes the 32 bytes of an Ed25519 seed. A witness needs a seed of its own, used for nothing else (C2SP tlog-cosignature).
    public init(name: NoteKeyName, algorithm: NoteVerifierKey.Algorithm = .ed25519, seed: [UInt8]) throws(NoteError) {
        guard seed.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { throw .invalidSeed }
        self.key = key
        let publicKey = key.publicKey.rawRepresentation.withUnsafeBytes { Array($0) }
        verifierKey = try NoteVerifierKey(name: name, algorithm: algorithm, publicKey: publicKey)
    }

    /// Signs a text that ends with a newline; throws ``NoteError/wrongAlgorithm`` for a key that cosigns.
    public func sign(_ text: [UInt8]) throws(NoteError) -> NoteSignature {
        guard verifierKey.algorithm == .ed25519 else { throw .wrongAlgorithm }
        return NoteSignature(name: verifierKey.name, keyID: verifierKey.keyID, bytes: try signature(over: text))
    }

    /// Cosigns a checkpoint as seen at `timestamp`, in seconds since 1970 (C2SP tlog-cosignature, cosignature/v1).
    ///
    /// The caller vouches that the checkpoint is consistent with all that it has seen of this log. Throws ``NoteError/wrongAlgorithm``
    /// for a key that signs plainly.
    public func cosign(_ checkpoint: Checkpoint, timestamp: UInt64) throws(NoteError) -> NoteSignature {
        guard verifierKey.algorithm == .cosignatureV1 else { throw .wrongAlgorithm }
        guard timestamp <= UInt64(Int64.max) else { throw .timestampOutOfRange(timestamp) }
        let message = Cosignature.message(text: checkpoint.text, timestamp: timestamp)
        let body = Cosignature(timestamp: timestamp, signature: try signature(over: message))
        return NoteSignature(name: verifierKey.name, keyID: verifierKey.keyID, bytes: body.bytes)
    }

    private func signature(over message: [UInt8]) throws(NoteError) -> [UInt8] {
        guard let signature = try? key.signature(for: message) else { throw .signingFailed }
        return signature.withUnsafeBytes { Array($0) }
    }
}
