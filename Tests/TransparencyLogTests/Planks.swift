import TransparencyLog

/// Leaves for these tests, "plank 0" and on: the same as in scripts/merkle-vectors, which computed the expected values.
enum Planks {
    static func leaves(_ count: Int) -> [MerkleHash] {
        (0..<count).map { MerkleHash.leaf(Array("plank \($0)".utf8)) }
    }

    static func hash(_ base64: String) throws -> MerkleHash {
        guard let hash = MerkleHash(base64: base64) else { throw Unreadable(text: base64) }
        return hash
    }

    static func hashes(_ base64: [String]) throws -> [MerkleHash] { try base64.map { try hash($0) } }

    struct Unreadable: Error { let text: String }
}

extension MerkleHash {
    /// The hash with one of its 256 bits turned.
    func flipping(bit: Int) -> MerkleHash {
        var bytes = bytes
        bytes[bit / 8] ^= 1 << (bit % 8)
        return MerkleHash(bytes: bytes) ?? self
    }
}

/// SplitMix64, so that a failure can be repeated.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
