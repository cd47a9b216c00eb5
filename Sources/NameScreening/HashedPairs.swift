/// Hashes to numbers, many to many, in two flat arrays sorted by hash, with a directory by leading bits.
struct HashedPairs: Sendable {
    private let hashes: [UInt32]
    private let values: [UInt32]
    private let directory: [UInt32]
    private let shift: UInt32

    /// From pairs of a hash (upper half) and a value (lower half); repeated pairs are kept once.
    init(_ pairs: consuming [UInt64]) {
        pairs.sort()
        var hashes: [UInt32] = []
        var values: [UInt32] = []
        hashes.reserveCapacity(pairs.count)
        values.reserveCapacity(pairs.count)
        var last: UInt64?
        for pair in pairs where pair != last {
            hashes.append(UInt32(truncatingIfNeeded: pair >> 32))
            values.append(UInt32(truncatingIfNeeded: pair))
            last = pair
        }
        var bits: UInt32 = 1
        while bits < 24, 1 << Int(bits) < hashes.count { bits += 1 }
        shift = 32 - bits
        var directory = [UInt32](repeating: 0, count: (1 << Int(bits)) + 1)
        for hash in hashes { directory[Int(hash >> shift) + 1] += 1 }
        for index in 1..<directory.count { directory[index] += directory[index - 1] }
        self.hashes = hashes
        self.values = values
        self.directory = directory
    }

    /// Positions of `hash`, in the order of their values; ask ``value(at:)`` for each.
    func positions(of hash: UInt32) -> Range<Int> {
        let bucket = Int(hash >> shift)
        var from = Int(directory[bucket])
        let end = Int(directory[bucket + 1])
        while from < end, hashes[from] < hash { from += 1 }
        var to = from
        while to < end, hashes[to] == hash { to += 1 }
        return from..<to
    }

    func value(at position: Int) -> UInt32 { values[position] }
}
