/// A name reading of a query, looked up in the dictionaries of an index once.
struct PreparedQuery {
    struct Reading {
        let bytes: [UInt8]
        let mask: UInt32
        let skeleton: UInt32
        /// The token in each segment, or -1.
        let tokens: [Int]
        /// Some entry has exactly this part, so that it is a name and less likely a mistyped one.
        let isKnown: Bool
    }

    struct Part {
        let readings: [Reading]
        let weight: Float
        let isParticle: Bool
        let isConsonantal: Bool
        let endsField: Bool
        var isInitial: Bool { readings[0].bytes.count == 1 }
    }

    let parts: [Part]
    /// Weights of all parts.
    let total: Float
    /// Parts that look for candidates, the weightiest first.
    let order: [Int]

    init(_ name: ScreenedName, _ index: ScreeningIndex) {
        var parts: [Part] = []
        for part in NameFolding.parts(of: name) {
            let readings = part.readings.map { PreparedQuery.reading($0, index) }
            let least = readings.map { PreparedQuery.weight($0, index) }.min() ?? index.unknownWeight
            parts.append(
                Part(
                    readings: readings, weight: Rarity.tempered(least, letters: part.readings[0].count, isParticle: part.isParticle),
                    isParticle: part.isParticle, isConsonantal: part.isConsonantal, endsField: part.endsField))
        }
        self.parts = parts
        total = parts.reduce(0) { $0 + $1.weight }
        let searching = parts.indices.filter { !parts[$0].isParticle && !parts[$0].isInitial }
        order = (searching.isEmpty ? Array(parts.indices) : searching).sorted {
            parts[$0].weight == parts[$1].weight ? $0 < $1 : parts[$0].weight > parts[$1].weight
        }
    }

    static func reading(_ bytes: [UInt8], _ index: ScreeningIndex) -> Reading {
        let tokens = index.segments.map { $0.snapshot.tokens.find(bytes) ?? -1 }
        let isKnown = zip(tokens, index.segments).contains { $0 >= 0 && $1.bearers[$0] > 0 }
        let range = 0..<bytes.count
        return Reading(
            bytes: bytes, mask: LetterPatterns.mask(bytes, range), skeleton: LetterPatterns.skeleton(bytes, range), tokens: tokens,
            isKnown: isKnown)
    }

    private static func weight(_ reading: Reading, _ index: ScreeningIndex) -> Float {
        for (token, segment) in zip(reading.tokens, index.segments) where token >= 0 { return segment.weights[token] }
        return index.unknownWeight
    }
}
