/// An opaque name for an entry, given by the caller: 16 bytes, such as a UUID. Orders matches of equal score.
public struct EntryKey: Hashable, Sendable, Comparable {
    public var high: UInt64
    public var low: UInt64

    public init(high: UInt64 = 0, low: UInt64) {
        self.high = high
        self.low = low
    }

    public static func < (left: EntryKey, right: EntryKey) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}

/// Somebody to be found: all spellings and aliases, and what else is known.
public struct ScreeningEntry: Hashable, Sendable {
    public var key: EntryKey
    /// Spellings and aliases, in any script. At most ``ScreeningLimits/namesPerEntry`` are indexed.
    public var names: [ScreenedName]
    /// Every date of birth that the entry states; empty where unknown.
    public var births: [BirthDate]
    public var sex: Sex
    /// Codes or names of states; compared without regard to case. Empty where unknown.
    public var nationalities: [String]

    public init(key: EntryKey, names: [ScreenedName], births: [BirthDate] = [], sex: Sex = .unspecified, nationalities: [String] = []) {
        self.key = key
        self.names = names
        self.births = births
        self.sex = sex
        self.nationalities = nationalities
    }
}
