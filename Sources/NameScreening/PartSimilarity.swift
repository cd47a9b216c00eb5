/// How alike two parts are, 0 to 1, and by which rule.
struct PartSimilarity {
    var value: Float
    var rule: MatchRule

    static let joined: Float = 0.95
    static let otherReading: Float = 0.97
    static let initial: Float = 0.8

    /// A reading of the query against a token that differs from it; nil where they are not alike.
    static func between(
        _ reading: PreparedQuery.Reading, _ snapshot: Snapshot, _ token: Int, isConsonantal: Bool
    ) -> PartSimilarity? {
        let range = snapshot.tokens.range(token)
        let longest = max(reading.bytes.count, range.count)
        let shortest = min(reading.bytes.count, range.count)
        let known: Float = reading.isKnown ? 0.08 : 0
        if reading.skeleton != 0, reading.skeleton == snapshot.skeletons[token] {
            let limit = isConsonantal ? longest : longest / 2
            let distance = EditDistance.between(
                reading.bytes, 0..<reading.bytes.count, snapshot.tokens.bytes, range, limit: limit)
            if distance <= limit {
                let value = 1 - 0.6 * Float(distance) / Float(longest)
                return PartSimilarity(value: isConsonantal ? max(value, 0.8) : value - known / 2, rule: .romanisation)
            }
        }
        guard shortest >= 4, longest - shortest <= 2 else { return nil }
        let limit = shortest >= 7 ? 2 : 1
        guard (reading.mask ^ snapshot.masks[token]).nonzeroBitCount <= 2 * limit, longest - shortest <= limit else { return nil }
        let distance = EditDistance.between(reading.bytes, 0..<reading.bytes.count, snapshot.tokens.bytes, range, limit: limit)
        guard distance <= limit else { return nil }
        let cost: Float = distance == 1 ? 1.1 : 2.6
        return PartSimilarity(value: 1 - cost / Float(longest) - known, rule: .edit)
    }
}
