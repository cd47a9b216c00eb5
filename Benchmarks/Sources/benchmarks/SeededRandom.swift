/// Seeded random numbers (SplitMix64): the same seed gives the same messages everywhere.
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// 0 ..< `bound`.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

    /// So many capital letters, consonant and vowel in turn, as a name might look.
    mutating func name(_ length: Int) -> String {
        let consonants = Array("BDFGHJKLMNPRSTVZ".utf8)
        let vowels = Array("AEIOU".utf8)
        var bytes: [UInt8] = []
        for position in 0..<length { bytes.append(pick(position % 2 == 0 ? consonants : vowels)) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// So many capital letters and digits, as locators are written.
    mutating func code(_ length: Int) -> String {
        let signs = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789".utf8)
        var bytes: [UInt8] = []
        for _ in 0..<length { bytes.append(pick(signs)) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// So many digits, the first not 0.
    mutating func digits(_ length: Int) -> String {
        var bytes: [UInt8] = []
        for position in 0..<length { bytes.append(UInt8(0x30 + (position == 0 ? 1 + below(9) : below(10)))) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
