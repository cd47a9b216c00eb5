import Testing

@testable import NameScreening

@Suite struct BadInputTests {
    @Test(arguments: [
        "", " ", "\0", "-", "'''", "\u{301}\u{301}", "🙂🙂", "\u{202E}\u{200F}", "12345", "\u{FFFD}", "،،", "\r\n\t",
        "\u{1F468}\u{200D}\u{1F469}",
    ])
    func `a name without letters finds nobody and harms nothing`(text: String) {
        let name = ScreenedName(full: text)
        let index = ScreeningIndex(
            Snapshot([
                ScreeningEntry(key: EntryKey(low: 1), names: [name, ScreenedName(family: text, given: text)]),
                ScreeningEntry(key: EntryKey(low: 2), names: [ScreenedName(full: "Kelvano Zubaradi")]),
                ScreeningEntry(key: EntryKey(low: 3), names: []),
            ]))
        #expect(index.matches(for: ScreeningQuery(names: [name, ScreenedName(family: text, given: "")]), minimumScore: 0).isEmpty)
        #expect(index.matches(for: ScreeningQuery(names: [ScreenedName(full: text + "Zubaradi" + text)]), minimumScore: 0).count == 1)
    }

    @Test func `an empty index and an empty query answer nothing`() {
        let empty = ScreeningIndex(Snapshot([]))
        #expect(empty.matches(for: ScreeningQuery(names: [ScreenedName(full: "Kelvano Zubaradi")])).isEmpty)
        #expect(empty.matches(for: ScreeningQuery(names: [])).isEmpty)
        let one = ScreeningIndex(Snapshot([ScreeningEntry(key: EntryKey(low: 1), names: [ScreenedName(full: "Kelvano")])]))
        #expect(one.matches(for: ScreeningQuery(names: [ScreenedName(full: "Kelvano")]), limit: -1).isEmpty)
        #expect(ScreeningIndex(Snapshot([]), Delta(withdrawn: [EntryKey(low: 1)])).count == 0)
    }

    @Test func `random scalars never trap`() {
        var random = SplitMix64(seed: 31)
        var entries: [ScreeningEntry] = []
        for key in 0..<300 {
            var text = ""
            for _ in 0..<random.below(40) {
                let range = random.pick([
                    0x20...0x7E, 0xA0...0x24F, 0x300...0x36F, 0x370...0x6FF, 0x900...0xDFF, 0x10A0...0x13FF, 0x4E00...0x4FFF,
                    0xAC00...0xAD00, 0x1F300...0x1F5FF,
                ])
                if let scalar = Unicode.Scalar(UInt32(range.lowerBound + random.below(range.count))) { text.unicodeScalars.append(scalar) }
            }
            entries.append(ScreeningEntry(key: EntryKey(low: UInt64(key)), names: [ScreenedName(full: text)], nationalities: [text]))
        }
        let index = ScreeningIndex(Snapshot(entries))
        for entry in entries {
            let found = index.matches(for: query(entry), limit: 300, minimumScore: 0)
            #expect(NameFolding.parts(of: entry.names[0]).isEmpty == found.isEmpty)
        }
    }
}
