/// Reading of the tables that are compiled in as one literal each: lines, and fields between `|`.
enum TableText {
    /// Calls `body` with the fields of each line.
    static func forEachLine(of text: StaticString, _ body: ([Substring]) -> Void) {
        let whole = String(describing: text)
        for line in whole.utf8.split(separator: UInt8(ascii: "\n")) {
            body(line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map { Substring($0) })
        }
    }
}

/// A code of one to four letters or digits as a number that sorts like the code; lower case and upper case are the same.
struct TableKey: Hashable, Comparable {
    let value: UInt32

    /// Nil for anything that is no code of that length. `<`, the filler of machine-readable zones, and blanks at the ends do not count.
    init?(_ code: some StringProtocol) {
        var value: UInt32 = 0
        var count = 0
        var ended = false
        for byte in code.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"):
                guard !ended, count < 4 else { return nil }
                let upper = byte >= UInt8(ascii: "a") ? byte - 0x20 : byte
                value = value << 8 | UInt32(upper)
                count += 1
            case UInt8(ascii: "<"), UInt8(ascii: " "):
                ended = count > 0
            default:
                return nil
            }
        }
        guard count > 0 else { return nil }
        self.value = value << UInt32(8 * (4 - count))
    }

    static func < (a: TableKey, b: TableKey) -> Bool { a.value < b.value }
}

/// Values by code: sorted once, searched by halving.
struct CodeTable<Value: Sendable>: Sendable {
    private let keys: [UInt32]
    private let values: [Value]

    /// Where a code stands twice, the first stays.
    init(_ pairs: [(TableKey, Value)]) {
        var keys: [UInt32] = []
        var values: [Value] = []
        keys.reserveCapacity(pairs.count)
        values.reserveCapacity(pairs.count)
        let order = pairs.indices.sorted { (pairs[$0].0.value, $0) < (pairs[$1].0.value, $1) }
        for index in order where keys.last != pairs[index].0.value {
            keys.append(pairs[index].0.value)
            values.append(pairs[index].1)
        }
        self.keys = keys
        self.values = values
    }

    var all: [Value] { values }

    subscript(code: some StringProtocol) -> Value? {
        guard let key = TableKey(code)?.value else { return nil }
        var low = 0
        var high = keys.count
        while low < high {
            let middle = low + (high - low) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == key ? values[low] : nil
    }
}
