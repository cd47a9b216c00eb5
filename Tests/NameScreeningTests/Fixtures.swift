@testable import NameScreening

/// Small generator with a seed, so that a failure can be repeated.
struct SplitMix64 {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }
    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}

/// People nobody has met: names out of syllables, with some parts far more frequent than others.
struct InventedPeople {
    var random: SplitMix64
    private let syllables = [
        "KA", "VEL", "DOR", "MI", "ZUN", "TA", "BRE", "SOL", "WIM", "PA", "LIR", "GON", "HE", "FUR", "NAD", "OSK", "RU", "JEM",
    ]
    private let frequent = ["TAMAREL", "DORIK", "SELVANA", "KOZUN", "MIRABO"]

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func part() -> String {
        if random.below(4) == 0 { return random.pick(frequent) }
        return (0..<2 + random.below(2)).map { _ in random.pick(syllables) }.joined()
    }

    mutating func name() -> ScreenedName {
        let given = (0..<1 + random.below(2)).map { _ in part() }.joined(separator: " ")
        return ScreenedName(family: part(), given: given)
    }

    mutating func entry(_ key: UInt64) -> ScreeningEntry {
        let birth = BirthDate(year: 1950 + random.below(55), month: 1 + random.below(12), day: 1 + random.below(28))
        return ScreeningEntry(
            key: EntryKey(low: key), names: (0..<1 + random.below(2)).map { _ in name() },
            births: random.below(10) == 0 ? [] : [birth].compactMap { $0 }, sex: random.pick(Sex.allCases),
            nationalities: random.below(5) == 0 ? [] : [random.pick(["UTO", "XXA", "XXB", "XXC"])])
    }

    mutating func list(_ count: Int) -> [ScreeningEntry] { (0..<count).map { entry(UInt64($0)) } }
}

/// The score of one name against one spelling, in a list that has nobody else.
func score(_ query: ScreenedName, _ entry: ScreenedName) -> Double {
    let index = ScreeningIndex(Snapshot([ScreeningEntry(key: EntryKey(low: 1), names: [entry])]))
    return index.matches(for: ScreeningQuery(names: [query]), minimumScore: 0).first?.score ?? 0
}

func score(_ query: String, _ entry: String) -> Double { score(ScreenedName(full: query), ScreenedName(full: entry)) }

func match(_ query: ScreeningQuery, _ entry: ScreeningEntry) -> Match? {
    ScreeningIndex(Snapshot([entry])).matches(for: query, minimumScore: 0).first
}

func query(_ entry: ScreeningEntry, name: Int = 0) -> ScreeningQuery {
    ScreeningQuery(names: [entry.names[name]], births: entry.births, sex: entry.sex, nationalities: entry.nationalities)
}
