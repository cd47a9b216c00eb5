/// An immutable index over entries: flat arrays only, shared between threads without locks. Changing a list means building another one aside.
public final class Snapshot: Sendable {
    let tokens: TokenTable
    let masks: [UInt32]
    let skeletons: [UInt32]
    /// Entries (not spellings) that have the token.
    let bearers: [UInt32]
    let postingEnds: [UInt32]
    let postings: [UInt32]
    /// Tokens of four letters and more, under their own hash and under that of each form with one letter left out.
    let deletions: HashedPairs
    let skeletonTokens: HashedPairs
    /// Entries by the hash of two or three neighbouring parts written together.
    let joins: HashedPairs

    /// In ascending order, so that an entry's number orders it as its key does.
    let keys: [EntryKey]
    let nameEnds: [UInt32]
    let partEnds: [UInt32]
    let readingEnds: [UInt32]
    let readings: [UInt32]
    let partFlags: [UInt8]
    let birthEnds: [UInt32]
    let births: [UInt32]
    let sexes: [UInt8]
    let nationalityEnds: [UInt32]
    let nationalities: [UInt32]
    let nationalityNames: [String]

    static let particleFlag: UInt8 = 1
    static let consonantalFlag: UInt8 = 2

    /// How many entries are indexed.
    public var count: Int { keys.count }
    /// How many distinct folded parts they have.
    public var tokenCount: Int { tokens.count }

    /// Of two entries with one key the later one counts. Entries without any letter in their names are kept and never found.
    public init(_ entries: [ScreeningEntry]) {
        var build = SnapshotBuilder()
        for entry in SnapshotBuilder.ordered(entries) { build.append(entry) }
        tokens = build.tokens
        masks = (0..<build.tokens.count).map { LetterPatterns.mask(build.tokens.bytes, build.tokens.range($0)) }
        skeletons = (0..<build.tokens.count).map { LetterPatterns.skeleton(build.tokens.bytes, build.tokens.range($0)) }
        (postingEnds, postings) = build.postings()
        var bearers: [UInt32] = []
        bearers.reserveCapacity(build.tokens.count)
        var from: UInt32 = 0
        for end in postingEnds {
            bearers.append(end - from)
            from = end
        }
        self.bearers = bearers
        deletions = SnapshotBuilder.deletions(of: tokens)
        skeletonTokens = SnapshotBuilder.pairs(skeletons)
        joins = HashedPairs(build.joins)
        keys = build.keys
        nameEnds = build.nameEnds
        partEnds = build.partEnds
        readingEnds = build.readingEnds
        readings = build.readings
        partFlags = build.partFlags
        birthEnds = build.birthEnds
        births = build.births
        sexes = build.sexes
        nationalityEnds = build.nationalityEnds
        nationalities = build.nationalities
        nationalityNames = build.nationalityNames
    }

    /// The number of the entry with this key.
    func find(_ key: EntryKey) -> Int? {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == key ? low : nil
    }

    static func range(_ ends: [UInt32], _ index: Int) -> Range<Int> {
        (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    func names(of entry: Int) -> Range<Int> { Snapshot.range(nameEnds, entry) }
    func parts(ofName name: Int) -> Range<Int> { Snapshot.range(partEnds, name) }
    func readings(ofPart part: Int) -> Range<Int> { Snapshot.range(readingEnds, part) }

    /// Each token of the entry once.
    func distinctTokens(of entry: Int) -> Set<UInt32> {
        var found: Set<UInt32> = []
        for name in names(of: entry) {
            for part in parts(ofName: name) {
                for reading in readings(ofPart: part) { found.insert(readings[reading]) }
            }
        }
        return found
    }

    func text(ofToken token: Int) -> String {
        String(decoding: tokens.bytes[tokens.range(token)], as: UTF8.self)
    }
}
