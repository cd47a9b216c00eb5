import Testing

@testable import NameScreening

@Suite struct EditDistanceTests {
    /// The textbook table, without any short cut.
    static func plain(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count { rows[i][0] = i }
        for j in 0...b.count { rows[0][j] = j }
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        for i in 1...a.count {
            for j in 1...b.count {
                let replaced = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, replaced)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1) }
            }
        }
        return rows[a.count][b.count]
    }

    @Test func `the bounded distance agrees with the textbook`() {
        var random = SplitMix64(seed: 41)
        for _ in 0..<2_000 {
            let a = (0..<random.below(9)).map { _ in UInt8(0x41 + random.below(3)) }
            let b = (0..<random.below(9)).map { _ in UInt8(0x41 + random.below(3)) }
            let limit = random.below(5)
            let found = EditDistance.between(a, 0..<a.count, b, 0..<b.count, limit: limit)
            #expect(found == min(Self.plain(a, b), limit + 1), "\(a) \(b) \(limit)")
        }
    }

    @Test func `the index reaches every part one edit away, of four letters and more`() throws {
        var random = SplitMix64(seed: 42)
        for _ in 0..<300 {
            let word = (0..<5 + random.below(6)).map { _ in UInt8(0x41 + random.below(26)) }
            var changed = word
            let at = random.below(word.count - 1)
            switch random.below(4) {
            case 0: changed.remove(at: at)
            case 1: changed.insert(UInt8(0x41 + random.below(26)), at: at)
            case 2: changed[at] = UInt8(0x41 + random.below(26))
            default: changed.swapAt(at, at + 1)
            }
            let found = score(String(decoding: changed, as: UTF8.self), String(decoding: word, as: UTF8.self))
            #expect(found > 0.3)
        }
    }
}
