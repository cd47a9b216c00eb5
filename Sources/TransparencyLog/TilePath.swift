/// The paths below a log's URL prefix, or its folder (C2SP tlog-tiles, "APIs").
extension Tile {
    /// Path of the signed checkpoint.
    public static let checkpointPath = "checkpoint"

    /// `tile/<level>/<index>[.p/<width>]`.
    public var path: String { "tile/\(level)/\(suffix)" }

    /// `tile/entries/<index>[.p/<width>]`: the entries whose leaf hashes a tile of level 0 carries; nil for other levels.
    public var entriesPath: String? { level == 0 ? "tile/entries/\(suffix)" : nil }

    /// Reads ``path`` strictly: one tile has one path, and anything else is nil.
    public init?(path: String) {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Array($0) }
        guard parts.count >= 3, parts[0].elementsEqual("tile".utf8), let level = Self.decimal(parts[1]) else { return nil }
        var groups = Array(parts[2...])
        var width = Self.fullWidth
        let partial = Array(".p".utf8)
        if groups.count >= 2, groups[groups.count - 2].suffix(2).elementsEqual(partial), let last = groups.popLast() {
            guard let written = Self.decimal(last), written < Self.fullWidth else { return nil }
            width = written
            groups[groups.count - 1].removeLast(partial.count)
        }
        guard let index = Self.index(groups), let tile = Tile(level: level, index: index, width: width) else { return nil }
        // Leading groups of zeros and the like are other spellings of the same tile.
        guard tile.path.utf8.elementsEqual(path.utf8) else { return nil }
        self = tile
    }

    private var suffix: String {
        var groups: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1000)
            let group = String(repeating: "0", count: 3 - digits.utf8.count) + digits
            groups.append(groups.isEmpty ? group : "x" + group)
            rest /= 1000
        } while rest > 0
        return groups.reversed().joined(separator: "/") + (width < Self.fullWidth ? ".p/\(width)" : "")
    }

    private static func index(_ groups: [[UInt8]]) -> UInt64? {
        var index: UInt64 = 0
        for (position, group) in groups.enumerated() {
            let isLast = position == groups.count - 1
            guard group.count == (isLast ? 3 : 4), isLast || group.first == UInt8(ascii: "x") else { return nil }
            for digit in group.suffix(3) {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
                let (tens, overflow) = index.multipliedReportingOverflow(by: 10)
                let (sum, carry) = tens.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
                guard !overflow, !carry else { return nil }
                index = sum
            }
        }
        return index
    }

    private static func decimal(_ digits: [UInt8]) -> Int? {
        guard (1...3).contains(digits.count), digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}
