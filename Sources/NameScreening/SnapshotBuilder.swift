/// Collects entries, in ascending order of their keys, into the flat arrays of a ``Snapshot``.
struct SnapshotBuilder {
    var tokens = TokenTable()
    var keys: [EntryKey] = []
    var nameEnds: [UInt32] = []
    var partEnds: [UInt32] = []
    var readingEnds: [UInt32] = []
    var readings: [UInt32] = []
    var partFlags: [UInt8] = []
    var birthEnds: [UInt32] = []
    var births: [UInt32] = []
    var sexes: [UInt8] = []
    var nationalityEnds: [UInt32] = []
    var nationalities: [UInt32] = []
    var nationalityNames: [String] = []
    var joins: [UInt64] = []
    private var nationalityNumbers: [String: UInt32] = [:]
    /// Token in the upper half, entry in the lower, so that sorting groups and orders them.
    private var occurrences: [UInt64] = []

    /// Ascending by key, the last of equal keys kept.
    static func ordered(_ entries: [ScreeningEntry]) -> [ScreeningEntry] {
        let order = entries.indices.sorted { left, right in
            entries[left].key == entries[right].key ? left < right : entries[left].key < entries[right].key
        }
        var result: [ScreeningEntry] = []
        result.reserveCapacity(entries.count)
        for index in order {
            if result.last?.key == entries[index].key { result.removeLast() }
            result.append(entries[index])
        }
        return result
    }

    /// States are compared in upper case, without blanks around them.
    static func folded(nationality: String) -> String {
        var text = Substring(nationality.prefix(64).uppercased())
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    mutating func append(_ entry: ScreeningEntry) {
        let number = UInt64(keys.count)
        keys.append(entry.key)
        for name in entry.names.prefix(ScreeningLimits.namesPerEntry) { append(NameFolding.parts(of: name), entry: number) }
        nameEnds.append(UInt32(partEnds.count))
        for birth in entry.births.prefix(ScreeningLimits.birthsPerPerson) { births.append(birth.packed) }
        birthEnds.append(UInt32(births.count))
        sexes.append(entry.sex.rawValue)
        for nationality in entry.nationalities.prefix(ScreeningLimits.nationalitiesPerPerson) {
            let name = SnapshotBuilder.folded(nationality: nationality)
            guard !name.isEmpty else { continue }
            if let known = nationalityNumbers[name] {
                nationalities.append(known)
            } else {
                let fresh = UInt32(nationalityNames.count)
                nationalityNumbers[name] = fresh
                nationalityNames.append(name)
                nationalities.append(fresh)
            }
        }
        nationalityEnds.append(UInt32(nationalities.count))
    }

    private mutating func append(_ parts: [NamePart], entry: UInt64) {
        for part in parts {
            for reading in part.readings {
                let token = tokens.insert(reading)
                readings.append(UInt32(token))
                occurrences.append(UInt64(token) << 32 | entry)
            }
            readingEnds.append(UInt32(readings.count))
            partFlags.append(
                (part.isParticle ? Snapshot.particleFlag : 0) | (part.isConsonantal ? Snapshot.consonantalFlag : 0))
        }
        partEnds.append(UInt32(readingEnds.count))
        for first in parts.indices {
            var joined = parts[first].readings[0]
            for last in first + 1..<max(first + 1, min(first + 3, parts.count)) {
                joined += parts[last].readings[0]
                joins.append(UInt64(LetterPatterns.hash(joined, 0..<joined.count)) << 32 | entry)
            }
        }
    }

    /// Ends of each token's run, and the entries, each once, ascending.
    consuming func postings() -> ([UInt32], [UInt32]) {
        occurrences.sort()
        var ends = [UInt32](repeating: 0, count: tokens.count)
        var entries: [UInt32] = []
        entries.reserveCapacity(occurrences.count)
        var last: UInt64?
        for occurrence in occurrences where occurrence != last {
            entries.append(UInt32(truncatingIfNeeded: occurrence))
            ends[Int(occurrence >> 32)] = UInt32(entries.count)
            last = occurrence
        }
        return (ends, entries)
    }

    static func deletions(of tokens: TokenTable) -> HashedPairs {
        var pairs: [UInt64] = []
        pairs.reserveCapacity(tokens.count * 9)
        for token in 0..<tokens.count {
            let range = tokens.range(token)
            guard range.count >= 4 else { continue }
            pairs.append(UInt64(LetterPatterns.hash(tokens.bytes, range)) << 32 | UInt64(token))
            for index in range {
                pairs.append(UInt64(LetterPatterns.hash(tokens.bytes, range, skipping: index)) << 32 | UInt64(token))
            }
        }
        return HashedPairs(pairs)
    }

    /// Numbers of the values other than zero, by value.
    static func pairs(_ hashes: [UInt32]) -> HashedPairs {
        var pairs: [UInt64] = []
        for (number, hash) in hashes.enumerated() where hash != 0 { pairs.append(UInt64(hash) << 32 | UInt64(number)) }
        return HashedPairs(pairs)
    }
}
