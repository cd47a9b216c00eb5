import Crypto

/// A node of a Merkle tree: 32 bytes of SHA-256, the Merkle Tree Hash of RFC 6962 section 2.1.
///
/// Leaves and inner nodes are hashed behind different prefixes (0x00 and 0x01), so that no leaf can pass for a node.
public struct MerkleHash: Sendable, Hashable {
    /// Length of a hash in bytes.
    public static let byteCount = 32

    // Four words instead of an array: a log of millions of leaves then needs no allocation per hash.
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// The hash of a tree without leaves: SHA-256 of nothing (RFC 6962 section 2.1).
    public static let emptyTree = MerkleHash(SHA256().finalize())

    /// Takes 32 bytes as they are; nil for any other length.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        if let hash = bytes.withContiguousStorageIfAvailable({ MerkleHash(raw: UnsafeRawBufferPointer($0)) }) {
            self = hash
            return
        }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for (position, byte) in bytes.enumerated() {
            switch position >> 3 {
            case 0: words.0 = words.0 << 8 | UInt64(byte)
            case 1: words.1 = words.1 << 8 | UInt64(byte)
            case 2: words.2 = words.2 << 8 | UInt64(byte)
            default: words.3 = words.3 << 8 | UInt64(byte)
            }
        }
        (first, second, third, fourth) = words
    }

    /// Takes 32 bytes in standard base64, the form in which checkpoints and proofs carry a hash; nil for anything else.
    public init?(base64: String) {
        guard let bytes = Base64.decode(base64.utf8) else { return nil }
        self.init(bytes: bytes)
    }

    private init(_ digest: SHA256.Digest) { self = digest.withUnsafeBytes { MerkleHash(raw: $0) } }

    /// - Parameter raw: 32 bytes
    private init(raw: UnsafeRawBufferPointer) {
        first = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        second = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        third = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        fourth = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    }

    /// The hash of a leaf: SHA-256(0x00 ‖ data) (RFC 6962 section 2.1).
    public static func leaf(_ data: [UInt8]) -> MerkleHash {
        var hash = SHA256()
        withUnsafeBytes(of: UInt8(0x00)) { hash.update(bufferPointer: $0) }
        data.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return MerkleHash(hash.finalize())
    }

    /// The hash of an inner node: SHA-256(0x01 ‖ left ‖ right) (RFC 6962 section 2.1).
    public static func node(_ left: MerkleHash, _ right: MerkleHash) -> MerkleHash {
        var hash = SHA256()
        withUnsafeBytes(of: UInt8(0x01)) { hash.update(bufferPointer: $0) }
        for side in [left, right] {
            withUnsafeBytes(of: side.bigEndianWords) { hash.update(bufferPointer: $0) }
        }
        return MerkleHash(hash.finalize())
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        withUnsafeBytes(of: bigEndianWords) { Array($0) }
    }

    /// The hash in standard base64 (RFC 4648 section 4), as C2SP texts write it.
    public var base64: String { Base64.encode(bytes) }

    private var bigEndianWords: (UInt64, UInt64, UInt64, UInt64) {
        (first.bigEndian, second.bigEndian, third.bigEndian, fourth.bigEndian)
    }
}

extension MerkleHash: CustomStringConvertible {
    /// The hash in base64.
    public var description: String { base64 }
}
