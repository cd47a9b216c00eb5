extension ScreeningIndex {
    /// Entries that the person may be, the highest score first, equal scores in the order of their keys.
    ///
    /// - Parameters:
    ///   - limit: at most so many matches.
    ///   - minimumScore: matches below are left out; see the catalogue page for the scale.
    ///   - scratch: working memory, reused between queries of one thread.
    /// - Returns: nothing for a name without letters or an empty index. Never fails; work is bounded by ``ScreeningLimits``.
    public func matches(
        for query: ScreeningQuery, limit: Int = 20, minimumScore: Double = 0.35, scratch: inout SearchScratch
    ) -> [Match] {
        scratch.effort = SearchScratch.Effort()
        guard limit > 0 else { return [] }
        let nationalities = query.nationalities.prefix(ScreeningLimits.nationalitiesPerPerson)
            .map { SnapshotBuilder.folded(nationality: $0) }.filter { !$0.isEmpty }
        let names = query.names.prefix(ScreeningLimits.namesPerQuery).map { PreparedQuery($0, self) }
        let budget = ScreeningLimits.comparisons / max(names.count, 1)
        var found: [Found] = []
        for (number, name) in names.enumerated() where !name.parts.isEmpty {
            CandidateSearch.collect(name, self, &scratch)
            scratch.alignment.comparisons = 0
            for candidate in scratch.candidates.prefix(ScreeningLimits.alignments) {
                if scratch.alignment.comparisons > budget { break }
                scratch.effort.aligned += 1
                let segment = segments[Int(candidate.segment)]
                var best = Found(segment: Int(candidate.segment), entry: Int(candidate.entry), reading: number)
                for spelling in segment.snapshot.names(of: best.entry) {
                    let score = scratch.alignment.align(name, segment, segmentNumber: best.segment, name: spelling)
                    if score > best.nameScore {
                        best.nameScore = score
                        best.spelling = spelling
                    }
                    if scratch.alignment.comparisons > budget { break }
                }
                guard best.nameScore > 0 else { continue }
                let attributes = AttributeComparison(
                    query, queryNationalities: nationalities, segment.snapshot, best.entry, nameScore: best.nameScore)
                best.score = min(1, max(0, best.nameScore + attributes.weight))
                if best.score >= minimumScore, best.score > 0 { found.append(best) }
            }
            scratch.effort.comparisons += scratch.alignment.comparisons
        }
        return ranked(found, limit).map { explain($0, query, nationalities, names[$0.reading], &scratch) }
    }

    /// As ``matches(for:limit:minimumScore:scratch:)`` with working memory of its own; dearer by an array as long as the list.
    public func matches(for query: ScreeningQuery, limit: Int = 20, minimumScore: Double = 0.35) -> [Match] {
        var scratch = SearchScratch()
        return matches(for: query, limit: limit, minimumScore: minimumScore, scratch: &scratch)
    }

    private struct Found {
        var segment: Int
        var entry: Int
        var reading: Int
        var spelling = 0
        var nameScore = 0.0
        var score = 0.0
    }

    private func ranked(_ found: [Found], _ limit: Int) -> [Found] {
        func key(_ one: Found) -> EntryKey { segments[one.segment].snapshot.keys[one.entry] }
        let order = found.sorted { left, right in
            if left.score != right.score { return left.score > right.score }
            if left.nameScore != right.nameScore, key(left) == key(right) { return left.nameScore > right.nameScore }
            return key(left) == key(right) ? left.reading < right.reading : key(left) < key(right)
        }
        var seen: Set<EntryKey> = []
        var result: [Found] = []
        for one in order where result.count < limit {
            if seen.insert(key(one)).inserted { result.append(one) }
        }
        return result
    }

    private func explain(
        _ found: Found, _ query: ScreeningQuery, _ nationalities: [String], _ name: PreparedQuery, _ scratch: inout SearchScratch
    ) -> Match {
        let segment = segments[found.segment]
        let snapshot = segment.snapshot
        let nameScore = scratch.alignment.align(name, segment, segmentNumber: found.segment, name: found.spelling)
        let parts = snapshot.parts(ofName: found.spelling)
        let scale = scratch.alignment.score(name, segment, parts)
        func queryText(_ range: Range<Int>) -> String {
            range.map { String(decoding: name.parts[$0].readings[0].bytes, as: UTF8.self) }.joined(separator: " ")
        }
        func entryText(_ range: Range<Int>) -> String {
            range.map { part in
                snapshot.text(ofToken: Int(snapshot.readings[snapshot.readings(ofPart: parts.lowerBound + part).lowerBound]))
            }.joined(separator: " ")
        }
        var lines: [Explanation] = []
        for pair in scratch.alignment.chosen.sorted(by: { $0.query < $1.query }) {
            lines.append(
                Explanation(
                    queryPart: queryText(pair.query..<pair.query + pair.queryCount),
                    entryPart: entryText(pair.entry..<pair.entry + pair.entryCount), rule: pair.rule,
                    weight: Double(pair.weight * pair.similarity) * scale.perMatched))
        }
        for index in name.parts.indices where scratch.alignment.takenQuery >> UInt32(index) & 1 == 0 {
            let missing = Double(Alignment.missingInEntry * name.parts[index].weight) * scale.perMissing
            lines.append(Explanation(queryPart: queryText(index..<index + 1), entryPart: "", rule: .missingInEntry, weight: missing))
        }
        for index in 0..<parts.count where scratch.alignment.takenEntry >> UInt32(index) & 1 == 0 {
            let weight = segment.weight(ofPart: parts.lowerBound + index)
            let missing = Double(Alignment.missingInQuery * weight) * scale.perMissing
            lines.append(Explanation(queryPart: "", entryPart: entryText(index..<index + 1), rule: .missingInQuery, weight: missing))
        }
        lines += AttributeComparison(query, queryNationalities: nationalities, snapshot, found.entry, nameScore: nameScore).lines
        // Also takes up what 32-bit weights lose in adding, far below anything a reader sees, into the first line.
        let sum = lines.reduce(0) { $0 + $1.weight }
        let unbounded = found.score - sum
        if abs(unbounded) > 1e-6 {
            lines.append(Explanation(queryPart: "", entryPart: "", rule: .bounded, weight: unbounded))
        } else if let first = lines.first {
            lines[0] = Explanation(
                queryPart: first.queryPart, entryPart: first.entryPart, rule: first.rule, weight: first.weight + unbounded)
        }
        return Match(
            key: snapshot.keys[found.entry], score: found.score, parts: lines, queryName: found.reading,
            entryName: found.spelling - snapshot.names(of: found.entry).lowerBound)
    }
}
