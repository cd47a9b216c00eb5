public import Travel

/// A name as a message has it, taken apart without changing what it says.
public struct NameReading: Hashable, Sendable {
    /// The first is as received, without a title that stood apart; further ones are other readings for screening.
    public var names: [PersonName]
    /// Titles that stood apart, upper case, in order.
    public var titles: [String]
    /// Age class, where a mark beside the name gave one: `(CHD)`, `INF`.
    public var category: TravellerCategory?
    /// What was noticed: name missing, name in one part, title removed, reference removed, title glued.
    public var codes: [FindingCode]
    /// A reference stood behind a part of the name (`-1`).
    var hadReference = false

    /// The codes with how much each of them matters.
    public var findings: [(FindingCode, Finding.Severity)] {
        codes.map { ($0, Self.severity($0)) }
    }

    static func severity(_ code: FindingCode) -> Finding.Severity {
        code == .nameMissing ? .lost : code == .nameInOnePart ? .repaired : .note
    }
}

/// Reads a name: titles are cut only where they are titles.
///
/// `SMITH/DREW MR` loses MR and nothing else. A title that is glued to a name (`MOANMISS`) stays in the name as received,
/// and the cut form is a second reading, as are the name without a placeholder for a missing part (`FNU`) and a
/// single-letter surname that the sender doubled (`YY`). A whole name in one part (`SMITH/DREW MR`) is split at its slash.
public func readName(family: String, given: String) -> NameReading {
    var reading = NameReading(names: [], titles: [], category: nil, codes: [])
    var familyText = family
    var givenText = given
    if given.isEmpty, let slash = family.utf8.firstIndex(of: 0x2F) {
        familyText = String(family[..<slash])
        givenText = String(family[family.utf8.index(after: slash)...])
        reading.codes.append(.nameInOnePart)
    }
    let cleanFamily = cleanNamePart(familyText, isGiven: false, into: &reading)
    let cleanGiven = cleanNamePart(givenText, isGiven: true, into: &reading)
    if !reading.titles.isEmpty { reading.codes.append(.titleRemoved) }
    if reading.hadReference { reading.codes.append(.nameReferenceRemoved) }

    reading.names.append(PersonName(family: cleanFamily, given: cleanGiven))
    if cleanFamily.isEmpty && cleanGiven.isEmpty {
        reading.codes.append(.nameMissing)
        return reading
    }
    addSecondReading(family: cleanFamily, given: cleanGiven, into: &reading)
    return reading
}

/// The first reading of a name alone, for names of which nothing else is asked.
func readNameAsReceived(family: String, given: String) -> PersonName {
    // Two words that are no titles are the name.
    if !given.isEmpty, isPlainWord(family.utf8.span), isPlainWord(given.utf8.span),
        !NameTitles.isNeverName(NameTitles.pack(given.utf8.span))
    {
        return PersonName(family: family, given: given)
    }
    return readName(family: family, given: given).names[0]
}

/// Blanks, a reference behind the name (`-1`), age marks and titles off; the rest as received.
private func cleanNamePart(_ text: String, isGiven: Bool, into reading: inout NameReading) -> String {
    let bytes = text.utf8.span
    if isPlainWord(bytes) {
        guard isGiven else { return text }
        let packed = NameTitles.pack(bytes)
        guard NameTitles.isNeverName(packed), let title = NameTitles.standing(packed) else { return text }
        reading.titles.append(title)
        return ""
    }
    var words = trimmedBlanks(bytes, nameBody(bytes, into: &reading))
    var titlesBehind: [String] = []
    while !words.isEmpty {
        var start = words.upperBound
        while start > words.lowerBound, bytes[start - 1] != 0x20 { start -= 1 }
        let isOnly = start == words.lowerBound
        let packed = NameTitles.pack(bytes.extracting(start..<words.upperBound))
        if let age = NameTitles.age(packed), !isOnly || isGiven {
            reading.category = age
        } else if let title = NameTitles.standing(packed), !isOnly || (isGiven && NameTitles.isNeverName(packed)) {
            titlesBehind.append(title)
        } else {
            break
        }
        words = trimmedBlanks(bytes, words.lowerBound..<start)
    }
    while let blank = words.first(where: { bytes[$0] == 0x20 }) {
        let packed = NameTitles.pack(bytes.extracting(words.lowerBound..<blank))
        guard NameTitles.isNeverName(packed), let title = NameTitles.standing(packed) else { break }
        reading.titles.append(title)
        words = trimmedBlanks(bytes, blank..<words.upperBound)
    }
    for title in titlesBehind.reversed() { reading.titles.append(title) }
    return spacedOnce(text, words)
}

/// One word of letters: the common case, in which only a title in place of a name needs a look.
private func isPlainWord(_ text: Span<UInt8>) -> Bool {
    for index in text.indices where text[index] <= 0x39 || text[index] == 0x5F { return false }
    return true
}

/// A name part without a mark in brackets and a reference behind a hyphen.
private func nameBody(_ text: Span<UInt8>, into reading: inout NameReading) -> Range<Int> {
    var end = text.count
    if let open = text.indices.first(where: { text[$0] == 0x28 }), open > 0 {
        var close = open + 1
        while close < end, text[close] != 0x29 { close += 1 }
        if let age = NameTitles.age(NameTitles.pack(text.extracting(open + 1..<close))) {
            reading.category = age
            end = open
        }
    }
    var hyphen = end - 1
    while hyphen >= 0, text[hyphen] != 0x2D {
        hyphen -= 1
    }
    if hyphen >= 0, hyphen + 1 < end, (hyphen + 1..<end).allSatisfy({ text[$0] >= 0x30 && text[$0] <= 0x39 }) {
        reading.hadReference = true
        end = hyphen
    }
    return 0..<end
}

/// The words with one blank between them.
private func spacedOnce(_ text: String, _ words: Range<Int>) -> String {
    let utf8 = text.utf8
    var isSpaced = true
    var previous: UInt8 = 0
    let span = utf8.span
    for index in words {
        if span[index] == 0x20, previous == 0x20 { isSpaced = false }
        previous = span[index]
    }
    if isSpaced, words.count == span.count { return text }
    let start = utf8.index(utf8.startIndex, offsetBy: words.lowerBound)
    let part = text[start..<utf8.index(start, offsetBy: words.count)]
    return isSpaced ? String(part) : part.utf8.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
}

/// Adds the reading in which a glued title, a placeholder or a doubled letter is undone, when there is one.
private func addSecondReading(family: String, given: String, into reading: inout NameReading) {
    let isGivenPlaceholder = NameTitles.isPlaceholder(NameTitles.pack(given.utf8.span))
    let isFamilyPlaceholder = NameTitles.isPlaceholder(NameTitles.pack(family.utf8.span))
    // Nearly every name: nothing in it can be read otherwise.
    if !isGivenPlaceholder, !isFamilyPlaceholder, !family.isEmpty, family.utf8.count != 2, let last = given.utf8.last, !mayEndTitle(last),
        !mayBeginTitle(given)
    {
        return
    }
    var second = PersonName(family: family, given: given, reading: .titleCut)
    if isGivenPlaceholder { second.given = "" }
    if isFamilyPlaceholder { second.family = "" }
    if second.family.isEmpty != second.given.isEmpty {
        if !reading.codes.contains(.nameInOnePart) { reading.codes.append(.nameInOnePart) }
    }
    if second.given.isEmpty {
        if let cut = withoutGluedTitle(second.family) { second.family = cut }
    } else if let cut = withoutGluedTitle(second.given) ?? withoutTitleBefore(second.given) {
        second.given = cut
    }
    let gluedTitle = second.given != given && !second.given.isEmpty || second.family != family && !second.family.isEmpty
    if gluedTitle { reading.codes.append(.titleGlued) }
    if !second.given.isEmpty, let letter = doubledLetter(second.family) { second.family = letter }
    if second.family != family || second.given != given, !second.family.isEmpty || !second.given.isEmpty {
        reading.names.append(second)
    }
}

/// The text without a title glued to its end, or nil.
private func withoutGluedTitle(_ text: String) -> String? {
    let utf8 = text.utf8
    guard let last = utf8.last, mayEndTitle(last) else { return nil }
    for title in NameTitles.glued where utf8.count >= title.count + NameTitles.lettersLeft {
        let start = utf8.index(utf8.endIndex, offsetBy: -title.count)
        guard zip(utf8[start...], title).allSatisfy({ $0 & 0xDF == $1 && $0 < 0x80 }) else { continue }
        let before = utf8[..<start].suffix(NameTitles.lettersLeft)
        guard before.allSatisfy({ $0 > 0x40 }) else { return nil }
        return String(text[..<start])
    }
    return nil
}

/// The text without a title glued to its beginning, or nil. Only titles that no given name begins with: MRINAL is one.
private func withoutTitleBefore(_ text: String) -> String? {
    guard mayBeginTitle(text) else { return nil }
    let utf8 = text.utf8
    for title in NameTitles.gluedBefore where utf8.count >= title.count + NameTitles.lettersLeft {
        guard zip(utf8, title).allSatisfy({ $0 & 0xDF == $1 && $0 < 0x80 }) else { continue }
        let rest = utf8.dropFirst(title.count)
        guard rest.prefix(NameTitles.lettersLeft).allSatisfy({ $0 > 0x40 }) else { return nil }
        return String(Substring(rest))
    }
    return nil
}

/// MR or MS.
private func mayBeginTitle(_ text: String) -> Bool {
    var bytes = text.utf8.makeIterator()
    guard let first = bytes.next(), first & 0xDF == 0x4D, let second = bytes.next() else { return false }
    return mayEndTitle(second)
}

/// R or S.
private func mayEndTitle(_ byte: UInt8) -> Bool { byte & 0xDF == 0x52 || byte & 0xDF == 0x53 }

/// The letter of a surname that is one ASCII letter twice (`YY`), or nil.
private func doubledLetter(_ text: String) -> String? {
    let utf8 = text.utf8
    guard utf8.count == 2, let first = utf8.first, first == utf8.last, first & 0xDF >= 0x41, first & 0xDF <= 0x5A, first < 0x80 else {
        return nil
    }
    return String(text.prefix(1))
}
