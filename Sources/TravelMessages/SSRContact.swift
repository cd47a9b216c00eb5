import Travel

/// A contact in the text of SSR CTC*, or of an OSI or ADD that spells one: `CTCE JOHN//X.EXAMPLE`, `CTC M 4712345678`.
struct ContactText {
    var contact: Contact
    var tie: SSRTie?

    /// The first contact that a free text spells with a CTC word.
    init?(in text: String) {
        let bytes = Array(text.utf8)
        guard let word = Self.contactWord(bytes) else { return nil }
        var next = word + 3
        if next < bytes.count, bytes[next] == 0x20 { next += 1 }
        guard next < bytes.count else { return nil }
        var kind: UInt8?
        // One letter behind CTC, and then no further letter, says what kind of contact follows.
        if bytes[next] >= 0x41, bytes[next] <= 0x5A, next + 1 == bytes.count || bytes[next + 1] < 0x41 {
            kind = bytes[next]
            next += 1
        }
        let rest = bytes[next...]
        let found = SSRTie.find(in: rest.span)
        tie = found?.tie
        guard let contact = Self.contact(found.map { rest[..<(next + $0.start)] } ?? rest, letter: kind) else { return nil }
        self.contact = contact
    }

    /// Where CTC stands at the start of a word.
    private static func contactWord(_ bytes: [UInt8]) -> Int? {
        var before: UInt8 = 0x20
        var index = 0
        while index + 3 <= bytes.count {
            if bytes[index] == 0x43, bytes[index + 1] == 0x54, bytes[index + 2] == 0x43, before < 0x30 { return index }
            before = bytes[index]
            index += 1
        }
        return nil
    }

    /// The contact that a text is, without its tie, with a letter that says of which kind; nil when nothing is left of it.
    static func contact(_ text: ArraySlice<UInt8>, letter: UInt8?) -> Contact? {
        let value = trimmedBlanks(text.drop { $0 == 0x20 || $0 == 0x2F || $0 == 0x2D })
        guard !value.isEmpty else { return nil }
        let role = role(letter)
        if letter == 0x45 || looksLikeEmail(value) { return Contact(kind: .email, role: role, value: decodedEmail(email(in: value))) }
        let whole = String(decoding: value, as: UTF8.self)
        if letter == 0x41 { return Contact(kind: .address, role: role, value: whole) }
        let digits = value.count { $0 >= 0x30 && $0 <= 0x39 }
        return Contact(kind: digits >= 5 ? .telephone : .other, role: role, value: whole)
    }

    /// The word of a text that looks like an e-mail address; else the whole text.
    static func email(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        text.split(separator: 0x20).first { looksLikeEmail($0) } ?? text
    }

    private static func role(_ letter: UInt8?) -> Contact.Role {
        switch letter {
        case 0x4D: .mobile  // M
        case 0x48: .home  // H
        case 0x42: .business  // B
        case 0x54: .agency  // T
        default: .contact
        }
    }

    static func looksLikeEmail(_ text: ArraySlice<UInt8>) -> Bool {
        if text.contains(0x40) { return true }
        // JOHN//X.EXAMPLE: two slashes stand for @ and are not at an end.
        var previous: UInt8 = 0
        var hasLetterBefore = false
        var isAfter = false
        for byte in text {
            if isAfter { return hasLetterBefore && byte > 0x2F }
            if byte == 0x2F && previous == 0x2F { isAfter = true } else if byte > 0x40 { hasLetterBefore = true }
            previous = byte
        }
        return false
    }

    /// `//` is @, `..` is _ and `./` is - (AIRIMP CTCE). A language behind a last slash is left off.
    static func decodedEmail(_ bytes: ArraySlice<UInt8>) -> String {
        var result: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
            switch (bytes[index], next) {
            case (0x2F, 0x2F): result.append(0x40)
            case (0x2E, 0x2E): result.append(0x5F)
            case (0x2E, 0x2F): result.append(0x2D)
            case (0x2F, _) where result.contains(0x40): return String(decoding: result, as: UTF8.self)
            default:
                result.append(bytes[index])
                index -= 1
            }
            index += 2
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The other way round, for a writer.
    static func encodedEmail(_ text: String) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x40: result += [0x2F, 0x2F]
            case 0x5F: result += [0x2E, 0x2E]
            case 0x2D: result += [0x2E, 0x2F]
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
