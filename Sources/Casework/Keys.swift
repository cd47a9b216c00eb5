public import Travel

/// Where a voyage's rows stand: the month of its first announced local date, which never changes, and its name.
public struct VoyageKey: Hashable, Sendable, Codable {
    /// Year × 100 + month: 202611.
    public let month: Int
    public let voyage: Identifier

    public init(month: Int, voyage: Identifier) {
        self.month = month
        self.voyage = voyage
    }
}

/// One person on one voyage of ours.
public struct PassageKey: Hashable, Sendable, Codable {
    public let month: Int
    public let voyage: Identifier
    public let passage: Identifier

    public init(_ voyage: VoyageKey, _ passage: Identifier) {
        month = voyage.month
        self.voyage = voyage.voyage
        self.passage = passage
    }
    public init(month: Int, voyage: Identifier, passage: Identifier) {
        self.month = month
        self.voyage = voyage
        self.passage = passage
    }

    public var voyageKey: VoyageKey { VoyageKey(month: month, voyage: voyage) }

    /// 36 bytes: month (big-endian, 4), voyage, passage.
    public var packed: [UInt8] {
        let m = UInt32(clamping: month)
        return [UInt8(m >> 24), UInt8(m >> 16 & 255), UInt8(m >> 8 & 255), UInt8(m & 255)] + voyage.bytes + passage.bytes
    }
    public init?(packed: [UInt8]) {
        guard packed.count == 36, let voyage = Identifier(bytes: packed[4..<20]), let passage = Identifier(bytes: packed[20..<36]) else {
            return nil
        }
        month = packed[0..<4].reduce(0) { $0 << 8 | Int($1) }
        self.voyage = voyage
        self.passage = passage
    }
}

extension LocalDate {
    /// Year × 100 + month.
    public var monthNumber: Int { year * 100 + month }
}
