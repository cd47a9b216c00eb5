/// Parts of a query against parts of one spelling of an entry, one to one, in any order. Pairs are taken the most alike first, so that
/// equal parts always meet; what is left over is missing on one side.
struct Alignment: Sendable {
    struct Pair: Sendable {
        var query: Int
        var queryCount: Int
        var entry: Int
        var entryCount: Int
        var similarity: Float
        var weight: Float
        var rule: MatchRule
    }
    private var pairs: [Pair] = []
    /// The pairs that stand, in the order of the query.
    private(set) var chosen: [Pair] = []
    private(set) var takenQuery: UInt32 = 0
    private(set) var takenEntry: UInt32 = 0
    /// Comparisons that the current name reading has spent.
    var comparisons = 0

    static let missingInEntry: Float = 0.8
    static let missingInQuery: Float = 0.45
    /// What a full name is worth at most.
    static let full = 0.8

    /// Score of the name alone, 0 to ``full``.
    mutating func align(_ query: PreparedQuery, _ segment: ScreeningIndex.Segment, segmentNumber: Int, name: Int) -> Double {
        let parts = segment.snapshot.parts(ofName: name)
        pairs.removeAll(keepingCapacity: true)
        chosen.removeAll(keepingCapacity: true)
        takenQuery = 0
        takenEntry = 0
        for index in query.parts.indices {
            for part in parts { compare(query, index, segment, segmentNumber, parts, part) }
        }
        pairs.sort { left, right in
            if left.similarity != right.similarity { return left.similarity > right.similarity }
            if left.weight != right.weight { return left.weight > right.weight }
            return left.query == right.query ? left.entry < right.entry : left.query < right.query
        }
        for pair in pairs {
            let query = UInt32((1 << pair.queryCount) - 1) << UInt32(pair.query)
            let entry = UInt32((1 << pair.entryCount) - 1) << UInt32(pair.entry)
            if takenQuery & query != 0 || takenEntry & entry != 0 { continue }
            takenQuery |= query
            takenEntry |= entry
            chosen.append(pair)
        }
        return score(query, segment, parts).total
    }

    /// The name's score, what the chosen pairs add to it, and the cost of each missing unit of weight (negative).
    func score(
        _ query: PreparedQuery, _ segment: ScreeningIndex.Segment, _ parts: Range<Int>
    ) -> (total: Double, perMatched: Double, perMissing: Double) {
        var met: Float = 0
        var compared: Float = 0
        for pair in chosen {
            met += pair.weight * pair.similarity
            compared += pair.weight
        }
        var missing: Float = 0
        for index in query.parts.indices where takenQuery >> UInt32(index) & 1 == 0 {
            missing += Alignment.missingInEntry * query.parts[index].weight
        }
        for part in parts where takenEntry >> UInt32(part - parts.lowerBound) & 1 == 0 {
            missing += Alignment.missingInQuery * segment.weight(ofPart: part)
        }
        guard met > 0 else { return (0, 0, 0) }
        let evidence = Double(met)
        let strength = Alignment.full * evidence * evidence / (evidence * evidence + 4.84)
        func shaped(_ share: Double) -> Double { share * (0.6 + 0.4 * share) }
        let withoutMissing = strength * shaped(evidence / Double(compared))
        let total = strength * shaped(evidence / Double(compared + missing))
        return (total, withoutMissing / evidence, missing > 0 ? (total - withoutMissing) / Double(missing) : 0)
    }

    private mutating func compare(
        _ query: PreparedQuery, _ index: Int, _ segment: ScreeningIndex.Segment, _ segmentNumber: Int, _ parts: Range<Int>, _ part: Int
    ) {
        comparisons += 1
        let snapshot = segment.snapshot
        let mine = query.parts[index]
        let entry = part - parts.lowerBound
        let isConsonantal = mine.isConsonantal || snapshot.partFlags[part] & Snapshot.consonantalFlag != 0
        let readings = snapshot.readings(ofPart: part)
        var best: PartSimilarity?
        for (order, reading) in mine.readings.enumerated() {
            for position in readings {
                let token = Int(snapshot.readings[position])
                var found: PartSimilarity?
                if token == reading.tokens[segmentNumber] {
                    found =
                        order == 0 && position == readings.lowerBound
                        ? PartSimilarity(value: 1, rule: .exact)
                        : PartSimilarity(value: PartSimilarity.otherReading, rule: .romanisation)
                } else {
                    found = PartSimilarity.between(reading, snapshot, token, isConsonantal: isConsonantal)
                }
                if let found, found.value > best?.value ?? 0 { best = found }
            }
        }
        let first = snapshot.tokens.range(Int(snapshot.readings[readings.lowerBound]))
        let bytes = mine.readings[0].bytes
        if best == nil, bytes.count != first.count, bytes[0] == snapshot.tokens.bytes[first.lowerBound] {
            if bytes.count == 1 || first.count == 1 {
                best = PartSimilarity(value: PartSimilarity.initial, rule: .initial)
            } else if mine.endsField, bytes.count < first.count, begins(bytes, 0, snapshot, first.prefix(bytes.count)) {
                best = PartSimilarity(value: 0.5 + 0.5 * Float(bytes.count) / Float(first.count), rule: .cut)
            }
        }
        if let best {
            pairs.append(
                Pair(
                    query: index, queryCount: 1, entry: entry, entryCount: 1, similarity: best.value,
                    weight: min(mine.weight, segment.weight(ofPart: part)), rule: best.rule))
        }
        if bytes.count > first.count + 1 { joinEntryParts(query, index, segment, parts, part) }
        if first.count > bytes.count + 1 { joinQueryParts(query, index, segment, parts, part) }
    }

    /// The query's part is this part of the entry and the one or two after it.
    private mutating func joinEntryParts(
        _ query: PreparedQuery, _ index: Int, _ segment: ScreeningIndex.Segment, _ parts: Range<Int>, _ part: Int
    ) {
        let snapshot = segment.snapshot
        let bytes = query.parts[index].readings[0].bytes
        var at = 0
        var weight: Float = 0
        for next in part..<min(part + 3, parts.upperBound) {
            let range = snapshot.tokens.range(Int(snapshot.readings[snapshot.readings(ofPart: next).lowerBound]))
            guard at + range.count <= bytes.count, begins(bytes, at, snapshot, range) else { return }
            at += range.count
            weight += segment.weight(ofPart: next)
            if at == bytes.count, next > part {
                pairs.append(
                    Pair(
                        query: index, queryCount: 1, entry: part - parts.lowerBound, entryCount: next - part + 1,
                        similarity: PartSimilarity.joined, weight: min(query.parts[index].weight, weight), rule: .joined))
                return
            }
        }
    }

    /// The entry's part is this part of the query and the one or two after it.
    private mutating func joinQueryParts(
        _ query: PreparedQuery, _ index: Int, _ segment: ScreeningIndex.Segment, _ parts: Range<Int>, _ part: Int
    ) {
        let snapshot = segment.snapshot
        let range = snapshot.tokens.range(Int(snapshot.readings[snapshot.readings(ofPart: part).lowerBound]))
        var at = range.lowerBound
        var weight: Float = 0
        for next in index..<min(index + 3, query.parts.count) {
            let bytes = query.parts[next].readings[0].bytes
            guard at + bytes.count <= range.upperBound, begins(bytes, 0, snapshot, at..<at + bytes.count) else { return }
            at += bytes.count
            weight += query.parts[next].weight
            if at == range.upperBound, next > index {
                pairs.append(
                    Pair(
                        query: index, queryCount: next - index + 1, entry: part - parts.lowerBound, entryCount: 1,
                        similarity: PartSimilarity.joined, weight: min(weight, segment.weight(ofPart: part)), rule: .joined))
                return
            }
        }
    }

    private func begins(_ bytes: [UInt8], _ at: Int, _ snapshot: Snapshot, _ range: Range<Int>) -> Bool {
        for offset in 0..<range.count where bytes[at + offset] != snapshot.tokens.bytes[range.lowerBound + offset] { return false }
        return true
    }
}
