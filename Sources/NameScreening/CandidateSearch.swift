/// Finds the entries worth comparing, through the index alone: parts that are equal, one edit away, of the same consonants, or written
/// together, the rarest first. An entry is a candidate if what it shares by these makes up ``leastShare`` of the weight of the query's
/// name. So once the parts still to come weigh less than that together, they add to known candidates and bring no new ones.
enum CandidateSearch {
    static let leastShare: Float = 0.4

    /// Leaves candidates in `scratch`, the most promising first, in an order that depends on nothing but scores and keys.
    static func collect(_ query: PreparedQuery, _ index: ScreeningIndex, _ scratch: inout SearchScratch) {
        scratch.begin(index)
        let least = leastShare * query.total
        for (number, segment) in index.segments.enumerated() {
            scratch.touched.removeAll(keepingCapacity: true)
            joinNeighbours(query, number, segment, &scratch)
            var left = query.order.reduce(Float(0)) { $0 + query.parts[$1].weight }
            for part in query.order {
                gather(query.parts[part], number, segment.snapshot, &scratch)
                mark(part, query.parts[part], number, segment, opening: left >= least, &scratch)
                left -= query.parts[part].weight
            }
            for entry in scratch.touched where scratch.marks[number].weights[Int(entry)] >= least * 0.999 {
                guard !segment.isWithdrawn(Int(entry)) else { continue }
                scratch.candidates.append(
                    .init(segment: Int32(number), entry: entry, reached: scratch.marks[number].weights[Int(entry)]))
            }
        }
        scratch.effort.postings += scratch.steps
        scratch.effort.candidates += scratch.candidates.count
        scratch.candidates.sort { left, right in
            if left.reached != right.reached { return left.reached > right.reached }
            if left.segment == right.segment { return left.entry < right.entry }
            return index.segments[Int(left.segment)].snapshot.keys[Int(left.entry)]
                < index.segments[Int(right.segment)].snapshot.keys[Int(right.entry)]
        }
    }

    /// Tokens that the part may stand for, the most alike first.
    private static func gather(_ part: PreparedQuery.Part, _ number: Int, _ snapshot: Snapshot, _ scratch: inout SearchScratch) {
        scratch.reached.removeAll(keepingCapacity: true)
        for (order, reading) in part.readings.enumerated() {
            if reading.tokens[number] >= 0 {
                scratch.reached.append(.init(token: reading.tokens[number], similarity: order == 0 ? 1 : PartSimilarity.otherReading))
            }
            let bytes = reading.bytes
            if bytes.count >= 4 {
                for skipped in -1..<bytes.count {
                    let hash = LetterPatterns.hash(bytes, 0..<bytes.count, skipping: skipped)
                    consider(snapshot.deletions.positions(of: hash), snapshot.deletions, part, reading, snapshot, &scratch)
                }
            }
            if reading.skeleton != 0 {
                consider(
                    snapshot.skeletonTokens.positions(of: reading.skeleton), snapshot.skeletonTokens, part, reading, snapshot, &scratch)
            }
        }
        scratch.reached.sort { $0.similarity == $1.similarity ? $0.token < $1.token : $0.similarity > $1.similarity }
    }

    private static func consider(
        _ positions: Range<Int>, _ table: HashedPairs, _ part: PreparedQuery.Part, _ reading: PreparedQuery.Reading,
        _ snapshot: Snapshot, _ scratch: inout SearchScratch
    ) {
        for position in positions.prefix(ScreeningLimits.tokensPerKey) {
            if scratch.reached.count >= ScreeningLimits.tokensPerPart { return }
            let token = Int(table.value(at: position))
            if scratch.reached.contains(where: { $0.token == token }) { continue }
            if let found = PartSimilarity.between(reading, snapshot, token, isConsonantal: part.isConsonantal) {
                scratch.reached.append(.init(token: token, similarity: found.value))
            }
        }
    }

    private static func mark(
        _ number: Int, _ part: PreparedQuery.Part, _ segmentNumber: Int, _ segment: ScreeningIndex.Segment, opening: Bool,
        _ scratch: inout SearchScratch
    ) {
        let snapshot = segment.snapshot
        for reached in scratch.reached {
            let weight = min(part.weight, segment.weights[reached.token]) * reached.similarity
            for position in Snapshot.range(snapshot.postingEnds, reached.token) {
                add(Int(snapshot.postings[position]), weight, number, segmentNumber, opening, &scratch)
            }
            if scratch.steps > ScreeningLimits.postings { return }
        }
        // Written together here, apart in the entry.
        guard let bytes = part.readings.first?.bytes, bytes.count >= 4 else { return }
        let positions = snapshot.joins.positions(of: LetterPatterns.hash(bytes, 0..<bytes.count))
        for position in positions {
            if scratch.steps > ScreeningLimits.postings { return }
            add(Int(snapshot.joins.value(at: position)), part.weight * PartSimilarity.joined, number, segmentNumber, true, &scratch)
        }
    }

    /// Apart here, written together in the entry.
    private static func joinNeighbours(
        _ query: PreparedQuery, _ number: Int, _ segment: ScreeningIndex.Segment, _ scratch: inout SearchScratch
    ) {
        for first in query.parts.indices {
            var joined = query.parts[first].readings[0].bytes
            var weight = query.parts[first].weight
            for last in first + 1..<max(first + 1, min(first + 3, query.parts.count)) {
                joined += query.parts[last].readings[0].bytes
                weight += query.parts[last].weight
                guard let token = segment.snapshot.tokens.find(joined) else { continue }
                let shared = min(weight, segment.weights[token]) * PartSimilarity.joined
                // Numbered beyond the parts, since the parts themselves may have met other tokens of the entry.
                let mark = ScreeningLimits.partsPerName * (last - first) + first
                for position in Snapshot.range(segment.snapshot.postingEnds, token) {
                    add(Int(segment.snapshot.postings[position]), shared, mark, number, true, &scratch)
                }
                if scratch.steps > ScreeningLimits.postings { return }
            }
        }
    }

    private static func add(
        _ entry: Int, _ weight: Float, _ part: Int, _ segment: Int, _ opening: Bool, _ scratch: inout SearchScratch
    ) {
        scratch.steps += 1
        if scratch.marks[segment].rounds[entry] != scratch.round {
            guard opening else { return }
            scratch.marks[segment].rounds[entry] = scratch.round
            scratch.marks[segment].parts[entry] = Int16(part)
            scratch.marks[segment].weights[entry] = weight
            scratch.touched.append(Int32(entry))
        } else if scratch.marks[segment].parts[entry] != Int16(part) {
            scratch.marks[segment].parts[entry] = Int16(part)
            scratch.marks[segment].weights[entry] += weight
        }
    }
}
