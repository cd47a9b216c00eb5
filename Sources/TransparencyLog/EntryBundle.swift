/// The entries behind a tile of level 0: each with its length before it, 16 bits big-endian (C2SP tlog-tiles, "Log entries").
public enum EntryBundle {
    /// Longest entry in bytes.
    public static let maximumEntryByteCount = 65_535

    /// Writes 1 to 256 entries.
    public static func encode(_ entries: [[UInt8]]) throws(TileError) -> [UInt8] {
        guard (1...Tile.fullWidth).contains(entries.count) else { throw .wrongEntryCount(entries.count) }
        var out: [UInt8] = []
        for (position, entry) in entries.enumerated() {
            guard entry.count <= maximumEntryByteCount else { throw .entryTooLong(position: position) }
            out.append(UInt8(entry.count >> 8))
            out.append(UInt8(entry.count & 255))
            out += entry
        }
        return out
    }

    /// Reads a bundle back, whole or not at all.
    public static func decode(_ bytes: [UInt8]) throws(TileError) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        var offset = 0
        while offset < bytes.count {
            guard bytes.count - offset >= 2 else { throw .cutEntry(offset: offset) }
            let length = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
            guard bytes.count - offset - 2 >= length else { throw .cutEntry(offset: offset) }
            entries.append(Array(bytes[(offset + 2)..<(offset + 2 + length)]))
            offset += 2 + length
        }
        guard (1...Tile.fullWidth).contains(entries.count) else { throw .wrongEntryCount(entries.count) }
        return entries
    }
}
