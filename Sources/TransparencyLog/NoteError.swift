/// Why a note or a key cannot be read, made or trusted (C2SP signed-note).
public enum NoteError: Error, Sendable, Hashable {
    /// More bytes than ``SignedNote/maximumByteCount``.
    case tooLong(Int)
    /// Not UTF-8.
    case notUTF8
    /// A byte below 0x20 other than newline, at this offset.
    case controlCharacter(Int)
    /// The text or the last signature line does not end with a newline.
    case missingFinalNewline
    /// No blank line with signatures behind it.
    case missingSignatures
    /// Line (from 1) behind the blank line that is not `— name base64`.
    case malformedSignatureLine(Int)
    /// More signatures than ``SignedNote/maximumSignatureCount``.
    case tooManySignatures(Int)
    /// Empty, or with a space, a control character or a plus.
    case invalidKeyName
    /// Not `name+number+base64`.
    case malformedVerifierKey
    /// A signature type that is neither Ed25519 (1) nor cosignature/v1 (4).
    case unsupportedAlgorithm(UInt8)
    /// Not 32 bytes.
    case invalidPublicKey
    /// The number in the vkey does not belong to its key: it was mistyped or cut.
    case keyIDMismatch(written: UInt32, computed: UInt32)
    /// Not 32 bytes.
    case invalidSeed
    /// A cosigner's key was to sign plainly, or the other way round.
    case wrongAlgorithm
    /// A time above 2^63 - 1 seconds.
    case timestampOutOfRange(UInt64)
    /// The library refused to sign.
    case signingFailed
    /// Two different known keys share this name and number.
    case ambiguousKey(NoteKeyName, UInt32)
    /// The signature of a known key does not hold: the note was changed or forged.
    case badSignature(NoteKeyName, UInt32)
    /// None of the known keys signed.
    case noKnownSignature
}

extension NoteError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .tooLong(let count): "the note has \(count) bytes; \(SignedNote.maximumByteCount) are the most"
        case .notUTF8: "the note is not UTF-8: fetch it again as it was sent"
        case .controlCharacter(let offset): "the note has a control character at byte \(offset); only newlines are allowed"
        case .missingFinalNewline: "the note does not end with a newline: it was cut, or copied without its last line end"
        case .missingSignatures: "the note has no blank line followed by signatures: copy it whole"
        case .malformedSignatureLine(let line): "line \(line) of the note is not a signature line"
        case .tooManySignatures(let count): "the note has \(count) signatures; \(SignedNote.maximumSignatureCount) are the most"
        case .invalidKeyName: "a key's name must not be empty nor hold spaces, control characters or a plus"
        case .malformedVerifierKey: "the public key is not of the form name+number+key: copy it whole"
        case .unsupportedAlgorithm(let type): "keys of signature type \(type) are not known here; 1 (Ed25519) and 4 (cosignature/v1) are"
        case .invalidPublicKey: "an Ed25519 public key has 32 bytes"
        case .keyIDMismatch(let written, let computed):
            "the public key says number \(String(written, radix: 16)) and has \(String(computed, radix: 16)): copy it again"
        case .invalidSeed: "an Ed25519 seed has 32 bytes"
        case .wrongAlgorithm: "this key is for the other kind of signature: logs sign with type 1, witnesses cosign with type 4"
        case .timestampOutOfRange(let time): "\(time) seconds is no time that a cosignature can carry"
        case .signingFailed: "the key could not sign"
        case .ambiguousKey(let name, let keyID): "two different keys are known as \(name) \(String(keyID, radix: 16)): remove one"
        case .badSignature(let name, let keyID):
            "the signature of \(name) \(String(keyID, radix: 16)) does not hold: do not trust this text"
        case .noKnownSignature: "no known key signed this text: do not trust it"
        }
    }
}
