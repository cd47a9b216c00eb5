/// Changes bytes without looking at what they mean: the same seed gives the same bytes everywhere (SplitMix64).
struct FuzzMutation {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return bound > 0 ? Int((z ^ (z >> 31)) % UInt64(bound)) : 0
    }

    /// One to eight changes of one of the seeds; never more than 64 KiB.
    mutating func mutant(of seeds: [[UInt8]], words: [String]) -> [UInt8] {
        guard !seeds.isEmpty else { return [] }
        var bytes = seeds[below(seeds.count)]
        for _ in 0...below(8) {
            let at = below(bytes.count + 1)
            let end = min(bytes.count, at + below(24))
            switch below(9) {
            case 0: if at < bytes.count { bytes[at] ^= 1 << UInt8(below(8)) }
            case 1: if at < bytes.count { bytes[at] = UInt8(below(256)) }
            case 2: bytes.removeSubrange(at..<end)
            case 3: bytes.insert(contentsOf: bytes[at..<end], at: below(bytes.count + 1))
            case 4: bytes.removeSubrange(at...)
            case 5:
                // The head of one and the tail of another.
                let other = seeds[below(seeds.count)]
                bytes.replaceSubrange(at..., with: other[below(other.count + 1)...])
            case 6:
                // The same again and again: nesting, long fields, long numbers.
                let piece = at < end && below(2) == 0 ? Array(bytes[at..<end]) : Array(word(words).utf8)
                let times = 1 << below(9)
                bytes.insert(contentsOf: (0..<times).flatMap { _ in piece }, at: at)
            default: bytes.insert(contentsOf: Array(word(words).utf8), at: at)
            }
        }
        return Array(bytes.prefix(65_536))
    }

    private mutating func word(_ words: [String]) -> String { words.isEmpty ? "" : words[below(words.count)] }
}
