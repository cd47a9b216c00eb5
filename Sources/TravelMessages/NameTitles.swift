import Travel

/// Which words beside a name are titles or age marks, and which endings of a word may be a title that was glued on.
///
/// Only words that are nobody's name are in these lists: SR, LADY, HON or ENG are left alone, since people are called so.
enum NameTitles {
    /// Titles that are taken off where they stand apart, as long as a name is left.
    private static let standing = packed([
        "MR", "MRS", "MS", "MX", "MISS", "MSTR", "MASTER", "MISTER", "DR", "PROF", "REV", "SIR", "MADAM", "MME", "MLLE", "CAPT",
        "MRDR", "DRMR", "DRMRS", "DRMS", "PROFDR", "PROFMR", "PROFMRS", "HERR", "FRAU",
    ])

    /// Titles that are titles even when they are all that stands where given names belong (`ATUYET+MISS`).
    private static let neverName = packed(["MR", "MRS", "MS", "MX", "MISS", "MSTR", "DR", "PROF", "MME", "MLLE", "MRDR", "DRMR"])

    /// What stands for "no given name": first, last, or given name unknown.
    private static let placeholders = packed(["FNU", "LNU", "NFN", "NLN", "NOFN", "NOLN", "UNKNOWN"])

    private static let adults = packed(["ADT"])
    private static let children = packed(["CHD", "CNN"])
    private static let infants = packed(["INF", "INFT", "INS"])

    // A walk through a few numbers is quicker than a hash, and these are asked for each word of each name.
    static func isStanding(_ packed: UInt64) -> Bool { packed != 0 && standing.contains(packed) }
    static func isNeverName(_ packed: UInt64) -> Bool { packed != 0 && neverName.contains(packed) }
    static func isPlaceholder(_ packed: UInt64) -> Bool { packed != 0 && placeholders.contains(packed) }

    /// The age class that a mark such as CHD or INF gives.
    static func age(_ packed: UInt64) -> TravellerCategory? {
        guard packed != 0 else { return nil }
        return adults.contains(packed) ? .adult : children.contains(packed) ? .child : infants.contains(packed) ? .infant : nil
    }

    /// Endings that are looked for in a word, longest first. MS, DR and SIR are not among them: ADAMS, ALEXANDR and NASIR
    /// are names.
    static let glued: [[UInt8]] = ["MSTR", "MISS", "MRS", "MR"].map { Array($0.utf8) }

    /// At least so many letters have to be left before a glued title (AMR is a name).
    static let lettersLeft = 3

    /// Up to eight ASCII letters as one number, upper case; 0 for anything else.
    static func pack(_ text: String) -> UInt64 { text.utf8.count > 8 ? 0 : pack(bytes: text.utf8) }

    static func pack(_ text: ArraySlice<UInt8>) -> UInt64 { text.count > 8 ? 0 : pack(bytes: text) }

    private static func pack(bytes: some Sequence<UInt8>) -> UInt64 {
        var value: UInt64 = 0
        for byte in bytes {
            let upper = byte & 0xDF
            guard upper >= 0x41, upper <= 0x5A, byte < 0x80 else { return 0 }
            value = value << 8 | UInt64(upper)
        }
        return value
    }

    private static func packed(_ words: [String]) -> [UInt64] { words.map { pack($0) } }
}
