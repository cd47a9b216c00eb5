/// What queries run against: a snapshot, and what changed since. Immutable and without locks: the caller swaps it as a whole.
/// Answers are those of a snapshot rebuilt from the same entries, scores included.
public struct ScreeningIndex: Sendable {
    let segments: [Segment]
    /// Weight of a part that no entry has.
    let unknownWeight: Float
    /// How many entries can be found.
    public let count: Int

    /// A snapshot or a delta's additions, with the rarity of its tokens in the whole index.
    final class Segment: Sendable {
        let snapshot: Snapshot
        let weights: [Float]
        /// Entries of the whole index that have the token.
        let bearers: [UInt32]
        /// One bit an entry; empty where nothing was withdrawn.
        private let withdrawn: [UInt64]

        init(_ snapshot: Snapshot, bearers: [UInt32], population: Int, withdrawn: [UInt64]) {
            self.snapshot = snapshot
            self.bearers = bearers
            self.withdrawn = withdrawn
            weights = bearers.map { Rarity.weight(bearers: Int($0), population: population) }
        }

        func isWithdrawn(_ entry: Int) -> Bool {
            !withdrawn.isEmpty && withdrawn[entry >> 6] >> UInt64(entry & 63) & 1 == 1
        }

        /// Weight of a part of an entry.
        func weight(ofPart part: Int) -> Float {
            var least = Float.infinity
            var letters = 0
            for reading in snapshot.readings(ofPart: part) {
                let token = Int(snapshot.readings[reading])
                if letters == 0 { letters = snapshot.tokens.range(token).count }
                least = min(least, weights[token])
            }
            return Rarity.tempered(least, letters: letters, isParticle: snapshot.partFlags[part] & Snapshot.particleFlag != 0)
        }
    }

    public init(_ snapshot: Snapshot) { self.init(snapshot, Delta()) }

    public init(_ snapshot: Snapshot, _ delta: Delta) {
        var bits = [UInt64](repeating: 0, count: snapshot.count / 64 + 1)
        var bearers = snapshot.bearers
        var gone = 0
        for key in delta.withdrawn + delta.added.map(\.key) {
            guard let entry = snapshot.find(key) else { continue }
            bits[entry >> 6] |= 1 << UInt64(entry & 63)
            gone += 1
            for token in snapshot.distinctTokens(of: entry) { bearers[Int(token)] -= 1 }
        }
        var fresh = delta.snapshot.bearers
        for token in 0..<delta.snapshot.tokens.count {
            let word = Array(delta.snapshot.tokens.bytes[delta.snapshot.tokens.range(token)])
            guard let known = snapshot.tokens.find(word) else { continue }
            let sum = bearers[known] + fresh[token]
            bearers[known] = sum
            fresh[token] = sum
        }
        let count = snapshot.count - gone + delta.snapshot.count
        var segments = [Segment(snapshot, bearers: bearers, population: count, withdrawn: gone == 0 ? [] : bits)]
        if delta.snapshot.count > 0 { segments.append(Segment(delta.snapshot, bearers: fresh, population: count, withdrawn: [])) }
        self.segments = segments
        self.count = count
        unknownWeight = Rarity.weight(bearers: 1, population: count)
    }
}
