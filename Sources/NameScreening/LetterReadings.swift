/// Letters that offices write in more than one way: the recommended letters of ICAO Doc 9303-3 section 6, and the other common ones.
/// Whatever has one usual reading is left to ICU.
enum LetterReadings {
    /// Keyed by the upper-case letter.
    private static let table: [Unicode.Scalar: (String, String)] = [
        "Ä": ("AE", "A"), "Ö": ("OE", "O"), "Ü": ("UE", "U"), "ẞ": ("SS", "SS"), "ß": ("SS", "SS"), "Å": ("AA", "A"),
        "Æ": ("AE", "AE"), "Ø": ("OE", "O"), "Œ": ("OE", "OE"), "Ñ": ("N", "N"), "Þ": ("TH", "TH"), "Ð": ("D", "D"),
        "Đ": ("D", "DJ"), "Ł": ("L", "L"), "Ĳ": ("IJ", "IJ"), "İ": ("I", "I"), "ı": ("I", "I"),
        // Cyrillic: 9303 first, then BGN and passport habits.
        "А": ("A", "A"), "Б": ("B", "B"), "В": ("V", "V"), "Г": ("G", "H"), "Д": ("D", "D"), "Е": ("E", "E"), "Ё": ("E", "YO"),
        "Ж": ("ZH", "J"), "З": ("Z", "Z"), "И": ("I", "I"), "Й": ("I", "Y"), "К": ("K", "K"), "Л": ("L", "L"), "М": ("M", "M"),
        "Н": ("N", "N"), "О": ("O", "O"), "П": ("P", "P"), "Р": ("R", "R"), "С": ("S", "S"), "Т": ("T", "T"), "У": ("U", "U"),
        "Ф": ("F", "F"), "Х": ("KH", "H"), "Ц": ("TS", "C"), "Ч": ("CH", "CH"), "Ш": ("SH", "SH"), "Щ": ("SHCH", "SCH"),
        "Ъ": ("IE", ""), "Ы": ("Y", "Y"), "Ь": ("", ""), "Э": ("E", "E"), "Ю": ("IU", "YU"), "Я": ("IA", "YA"), "І": ("I", "I"),
        "Ї": ("I", "YI"), "Є": ("IE", "YE"), "Ґ": ("G", "G"), "Ў": ("U", "U"), "Ј": ("J", "J"), "Љ": ("LJ", "LJ"),
        "Њ": ("NJ", "NJ"), "Ћ": ("C", "C"), "Ђ": ("D", "DJ"), "Џ": ("DZ", "DZ"), "Ѓ": ("G", "G"), "Ќ": ("K", "K"), "Ѕ": ("DZ", "DZ"),
    ]

    /// The recommended and the other reading, in A–Z; nil where the letter has no entry of its own.
    static func readings(of letter: Unicode.Scalar) -> (String, String)? {
        if let found = table[letter] { return found }
        let upper = letter.properties.uppercaseMapping.unicodeScalars
        guard upper.count == 1, let first = upper.first else { return nil }
        return table[first]
    }
}
