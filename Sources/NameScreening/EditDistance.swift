/// Optimal string alignment: insertions, omissions, replacements and exchanges of neighbours.
enum EditDistance {
    /// Distance between two runs of bytes, or `limit` + 1 where it is greater. Runs are at most ``ScreeningLimits/lettersPerPart`` long.
    static func between(_ left: [UInt8], _ leftRange: Range<Int>, _ right: [UInt8], _ rightRange: Range<Int>, limit: Int) -> Int {
        var a = leftRange
        var b = rightRange
        while !a.isEmpty, !b.isEmpty, left[a.lowerBound] == right[b.lowerBound] {
            a = a.lowerBound + 1..<a.upperBound
            b = b.lowerBound + 1..<b.upperBound
        }
        while !a.isEmpty, !b.isEmpty, left[a.upperBound - 1] == right[b.upperBound - 1] {
            a = a.lowerBound..<a.upperBound - 1
            b = b.lowerBound..<b.upperBound - 1
        }
        if a.isEmpty || b.isEmpty { return min(max(a.count, b.count), limit + 1) }
        if abs(a.count - b.count) > limit || a.count > 40 || b.count > 40 { return limit + 1 }
        var before = InlineArray<41, Int16>(repeating: 0)
        var previous = InlineArray<41, Int16>(repeating: 0)
        var current = InlineArray<41, Int16>(repeating: 0)
        for column in 0...b.count { previous[column] = Int16(column) }
        for row in 1...a.count {
            current[0] = Int16(row)
            var least = Int16(row)
            let letter = left[a.lowerBound + row - 1]
            for column in 1...b.count {
                let other = right[b.lowerBound + column - 1]
                var best = min(previous[column], current[column - 1]) + 1
                best = min(best, previous[column - 1] + (letter == other ? 0 : 1))
                if row > 1, column > 1, letter == right[b.lowerBound + column - 2], left[a.lowerBound + row - 2] == other {
                    best = min(best, before[column - 2] + 1)
                }
                current[column] = best
                least = min(least, best)
            }
            // An exchange reaches two rows back, so one row above the limit is not yet the end.
            if Int(least) > limit + 1 { return limit + 1 }
            before = previous
            previous = current
        }
        return min(Int(previous[b.count]), limit + 1)
    }
}
