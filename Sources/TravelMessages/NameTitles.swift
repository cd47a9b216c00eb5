import Travel

/// Which words beside a name are titles or age marks, and which endings of a word may be a title that was glued on.
///
/// Only words that are nobody's name are in these lists: SR, LADY, HON or ENG are left alone, since people are called so.
enum NameTitles {
    // Words are numbers that the compiler knows (letters as bytes), since these are asked for each word of each name.

    /// The title that the word is, which is taken off where it stands apart, as long as a name is left.
    static func standing(_ packed: UInt64) -> String? {
        switch packed {
        case 0x4D_52: "MR"
        case 0x4D_52_53: "MRS"
        case 0x4D_53: "MS"
        case 0x4D_58: "MX"
        case 0x4D_49_53_53: "MISS"
        case 0x4D_53_54_52: "MSTR"
        case 0x4D_41_53_54_45_52: "MASTER"
        case 0x4D_49_53_54_45_52: "MISTER"
        case 0x44_52: "DR"
        case 0x50_52_4F_46: "PROF"
        case 0x52_45_56: "REV"
        case 0x53_49_52: "SIR"
        case 0x4D_41_44_41_4D: "MADAM"
        case 0x4D_4D_45: "MME"
        case 0x4D_4C_4C_45: "MLLE"
        case 0x43_41_50_54: "CAPT"
        case 0x4D_52_44_52: "MRDR"
        case 0x44_52_4D_52: "DRMR"
        case 0x44_52_4D_52_53: "DRMRS"
        case 0x44_52_4D_53: "DRMS"
        case 0x50_52_4F_46_44_52: "PROFDR"
        case 0x50_52_4F_46_4D_52: "PROFMR"
        case 0x50_52_4F_46_4D_52_53: "PROFMRS"
        case 0x48_45_52_52: "HERR"
        case 0x46_52_41_55: "FRAU"
        default: nil
        }
    }

    /// Titles that are titles even when they are all that stands where given names belong (`ATUYET+MISS`).
    static func isNeverName(_ packed: UInt64) -> Bool {
        switch packed {
        // MR MRS MS MX MISS MSTR DR PROF MME MLLE MRDR DRMR
        case 0x4D_52, 0x4D_52_53, 0x4D_53, 0x4D_58, 0x4D_49_53_53, 0x4D_53_54_52, 0x44_52, 0x50_52_4F_46, 0x4D_4D_45,
            0x4D_4C_4C_45, 0x4D_52_44_52, 0x44_52_4D_52:
            true
        default: false
        }
    }

    /// What stands for "no given name": first, last, or given name unknown.
    static func isPlaceholder(_ packed: UInt64) -> Bool {
        switch packed {
        // FNU LNU NFN NLN NOFN NOLN UNKNOWN
        case 0x46_4E_55, 0x4C_4E_55, 0x4E_46_4E, 0x4E_4C_4E, 0x4E_4F_46_4E, 0x4E_4F_4C_4E, 0x55_4E_4B_4E_4F_57_4E: true
        default: false
        }
    }

    /// The age class that a mark such as CHD or INF gives.
    static func age(_ packed: UInt64) -> TravellerCategory? {
        switch packed {
        case 0x41_44_54: .adult  // ADT
        case 0x43_48_44, 0x43_4E_4E: .child  // CHD CNN
        case 0x49_4E_46, 0x49_4E_46_54, 0x49_4E_53: .infant  // INF INFT INS
        default: nil
        }
    }

    /// Endings that are looked for in a word, longest first. MS, DR and SIR are not among them: ADAMS, ALEXANDR and NASIR
    /// are names.
    static let glued: [[UInt8]] = ["MSTR", "MISS", "MRS", "MR"].map { Array($0.utf8) }

    /// Beginnings that are looked for in a word.
    static let gluedBefore: [[UInt8]] = ["MSTR", "MRS"].map { Array($0.utf8) }

    /// At least so many letters have to be left before a glued title (AMR is a name).
    static let lettersLeft = 3

    /// Up to eight ASCII letters as one number, upper case; 0 for anything else.
    static func pack(_ text: Span<UInt8>) -> UInt64 {
        guard text.count <= 8 else { return 0 }
        var value: UInt64 = 0
        for index in text.indices {
            let byte = text[index]
            let upper = byte & 0xDF
            guard upper >= 0x41, upper <= 0x5A, byte < 0x80 else { return 0 }
            value = value << 8 | UInt64(upper)
        }
        return value
    }
}
