/// A part of a name, folded to A–Z.
struct NamePart: Equatable {
    /// One to three spellings: the recommended transliteration first.
    var readings: [[UInt8]]
    /// Article, preposition or patronymic marker, which counts little.
    var isParticle = false
    /// From a script that leaves out vowels, so that only consonants can be compared.
    var isConsonantal = false
    /// Last part of a field, where a cut falls.
    var endsField = false

    var isInitial: Bool { readings.first?.count == 1 }
}

/// Names to parts: split at everything but letters and apostrophes, Latin, upper case, A–Z. Never fails: what has no letters has no parts.
enum NameFolding {
    static func parts(of name: ScreenedName) -> [NamePart] {
        var parts: [NamePart] = []
        let fields = name.family.isEmpty && name.given.isEmpty ? [name.full] : [name.given, name.family]
        for field in fields {
            let before = parts.count
            append(field, to: &parts)
            if parts.count > before + 1 { moveArticle(&parts) }
            if parts.count > before { parts[parts.count - 1].endsField = true }
        }
        if parts.count > ScreeningLimits.partsPerName { parts.removeLast(parts.count - ScreeningLimits.partsPerName) }
        markParticles(&parts)
        return parts
    }

    /// An article put behind its name, as directories do, goes back before it, where it may be written together with it.
    private static func moveArticle(_ parts: inout [NamePart]) {
        let last = parts.count - 1
        let word = parts[last].readings[0]
        if word == [0x41, 0x4C] || word == [0x45, 0x4C] { parts.swapAt(last, last - 1) }
    }

    private static func append(_ field: String, to parts: inout [NamePart]) {
        if field.utf8.allSatisfy({ $0 < 0x80 }) {
            for word in words(field) { parts.append(NamePart(readings: [word])) }
            return
        }
        let short = Transliteration.composed(String(String.UnicodeScalarView(field.unicodeScalars.prefix(ScreeningLimits.scalarsPerField))))
        for word in short.unicodeScalars.split(whereSeparator: { !isPartOfWord($0) }) {
            append(word: Array(word.prefix(ScreeningLimits.lettersPerPart)), to: &parts)
            if parts.count >= ScreeningLimits.partsPerName { return }
        }
    }

    /// Letters of ASCII text, upper case, apostrophes dropped (ICAO Doc 9303-3 section 4.6), at most as many as a name may have.
    private static func words(_ text: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        for byte in text.utf8.prefix(ScreeningLimits.scalarsPerField) {
            switch byte {
            case 0x41...0x5A: if word.count < ScreeningLimits.lettersPerPart { word.append(byte) }
            case 0x61...0x7A: if word.count < ScreeningLimits.lettersPerPart { word.append(byte - 0x20) }
            case 0x27, 0x60: continue
            default:
                if !word.isEmpty { words.append(word) }
                word.removeAll(keepingCapacity: true)
                if words.count >= ScreeningLimits.partsPerName { return words }
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static func append(word: [Unicode.Scalar], to parts: inout [NamePart]) {
        var letters = word
        let isArabic = letters.contains { (0x600...0x6FF).contains($0.value) }
        let isHebrew = letters.contains { (0x590...0x5FF).contains($0.value) }
        var hasArticle = false
        if isArabic {
            // Written before the name without a space, and a word of its own in Latin letters.
            if letters.count >= 5, letters[0].value == 0x627, letters[1].value == 0x644 {
                parts.append(NamePart(readings: [[0x41, 0x4C]]))
                letters.removeFirst(2)
                hasArticle = true
            }
            // The closing feminine letter is silent; ICU makes it a T.
            letters.removeAll { $0.value == 0x629 }
            // An opening pharyngeal carries the first vowel, which ICU leaves out.
            if letters.first?.value == 0x639 { letters[0] = "A" }
        }
        var first = ""
        var second = ""
        for letter in letters {
            if let readings = LetterReadings.readings(of: letter) {
                first += readings.0
                second += readings.1
            } else {
                first.unicodeScalars.append(letter)
                second.unicodeScalars.append(letter)
            }
        }
        let isSame = first == second
        let firstWords = latinWords(first)
        var secondWords = isSame ? firstWords : latinWords(second)
        if isArabic { secondWords = firstWords.map(withoutGlides) }
        for (index, word) in firstWords.enumerated() {
            var part = NamePart(readings: [word], isConsonantal: isArabic || isHebrew)
            if secondWords.count == firstWords.count, secondWords[index] != word, !secondWords[index].isEmpty {
                part.readings.append(secondWords[index])
            }
            // Latin letters often leave the article joined.
            if hasArticle, index == 0 { part.readings.append([0x41, 0x4C] + word.prefix(ScreeningLimits.lettersPerPart - 2)) }
            parts.append(part)
        }
    }

    private static func latinWords(_ text: String) -> [[UInt8]] {
        words(text.utf8.allSatisfy { $0 < 0x80 } ? text : Transliteration.latin(text))
    }

    /// W inside an Arabic word is as often a long vowel as a consonant.
    private static func withoutGlides(_ word: [UInt8]) -> [UInt8] {
        guard let first = word.first else { return word }
        return [first] + word.dropFirst().filter { $0 != 0x57 }
    }

    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x2BB, 0x2BC, 0x2B9, 0x2C8, 0x5F3, 0x5F4: return true
        case 0x200B...0x200F, 0x2060, 0xFEFF: return true
        case 0..<0x80: return (0x41...0x5A).contains(scalar.value & ~0x20)
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark,
            .enclosingMark:
            return true
        default: return false
        }
    }

    private static let particles = Set(
        ["AL", "EL", "UL", "UD", "BIN", "IBN", "BINT", "VON", "ZU", "DEL", "DELLA", "DER", "DEN", "DOS", "DAS"].map { Array($0.utf8) })
    /// Names in their own right elsewhere (Vietnamese VAN and LE, Chinese DU), so only particles beside two other parts.
    private static let ambiguous = Set(["VAN", "BEN", "DE", "DA", "DI", "DU", "LA", "LE", "TER", "TEN"].map { Array($0.utf8) })

    private static func markParticles(_ parts: inout [NamePart]) {
        let others = parts.count { !particles.contains($0.readings[0]) && !ambiguous.contains($0.readings[0]) }
        guard others > 0 else { return }
        for index in parts.indices {
            let word = parts[index].readings[0]
            parts[index].isParticle = particles.contains(word) || (others > 1 && ambiguous.contains(word))
        }
    }
}
