import Travel

/// A travel document as SSR DOCS has it:
/// `/type/issuer/number/nationality/birth/sex/expiry/SURNAME/given/second[/H]`.
///
/// Senders leave out or add a leading field, so each token is taken for what it can be (a document type, a state code, a
/// number, a date, a sex), and its place decides only where it can be several things.
struct SSRDocument {
    var document: TravelDocument
    /// The holder's names as the document spells them, given names joined by blanks.
    var family: String
    var given: String
    /// The sex code was that of an infant (MI, FI, UI): the document is not the adult's on whom it was put.
    var isInfant: Bool
    /// Whether the fields did not stand where the standard has them.
    var isShifted: Bool
    /// Whether a date was there that could not be read.
    var hasUnreadableDate: Bool
    var tie: SSRTie?

    /// Nil when the text has no content at all.
    init?(_ text: ArraySlice<UInt8>, reference: LocalDate) {
        let tokens = SSRTokens(text)
        guard tokens.firstFilled != nil else { return nil }
        tie = tokens.tie
        let base = tokens.isEmpty(0) && tokens.count > 1 ? 1 : 0
        let slots = Self.slots(tokens, base: base)

        document = TravelDocument()
        isShifted = base == 0
        let headEnd = slots.number ?? slots.head.upperBound
        let before = Filled(tokens, in: slots.head.lowerBound..<max(slots.head.lowerBound, headEnd))
        if let number = slots.number {
            document.number = tokens.text(number)
            (document.type, document.issuer) = Self.typeAndIssuer(tokens, before, base: base)
            let behind = Filled(tokens, in: number + 1..<max(number + 1, slots.head.upperBound))
            if let nationality = behind.last { document.nationality = tokens.text(nationality) }
            let typeIsMisplaced = before.count == 1 && before.first.map { $0 > base } ?? false && document.type != nil
            isShifted = isShifted || number - base != 2 || typeIsMisplaced
        } else if let last = before.last, last == slots.birth - 1, last - base >= 1, Self.isState(tokens, last) {
            document.nationality = tokens.text(last)
            (document.type, document.issuer) = Self.typeAndIssuer(tokens, Filled(tokens, in: slots.head.lowerBound..<last), base: base)
        } else {
            (document.type, document.issuer) = Self.typeAndIssuer(tokens, before, base: base)
        }
        isShifted = isShifted || (slots.birth - base != 4 && !slots.isGuess)

        isInfant = false
        if let sex = slots.sex, !tokens.isEmpty(sex) { (document.sex, isInfant) = Self.sex(tokens, sex) }
        hasUnreadableDate = false
        if !tokens.isEmpty(slots.birth) {
            document.birthDate = tokens.date(slots.birth)?.birth(notAfter: reference)
            hasUnreadableDate = document.birthDate == nil
        }
        if let expiry = slots.expiry, !tokens.isEmpty(expiry) {
            document.expiry = tokens.date(expiry)?.near(reference)
            hasUnreadableDate = hasUnreadableDate || document.expiry == nil
        }
        (family, given) = Self.names(tokens, from: slots.names)
    }

    /// The tokens of a range that are not empty: how many, and which are the first two and the last.
    private struct Filled {
        var count = 0
        var first: Int?
        var second: Int?
        var last: Int?

        init(_ tokens: SSRTokens, in range: Range<Int>) {
            for index in range where !tokens.isEmpty(index) {
                count += 1
                if first == nil { first = index } else if second == nil { second = index }
                last = index
            }
        }
    }

    private struct Slots {
        var head: Range<Int>
        var number: Int?
        var birth: Int
        var sex: Int?
        var expiry: Int?
        var names: Int
        /// No date and no number gave an anchor.
        var isGuess: Bool
    }

    /// Where each field stands: dates are the anchor, then the number, then the standard's order.
    private static func slots(_ tokens: SSRTokens, base: Int) -> Slots {
        let number = (base..<min(base + 5, tokens.count)).first { isNumber(tokens, $0) }
        if let date = (base..<min(base + 9, tokens.count)).first(where: { tokens.date($0) != nil }) {
            if date - 1 > base, isSex(tokens, date - 1), number.map({ $0 < date - 1 }) ?? true, date - base >= 5 {
                let birth = max(base, date - 2)
                return Slots(
                    head: base..<birth, number: number.flatMap { $0 < birth ? $0 : nil }, birth: birth, sex: date - 1, expiry: date,
                    names: date + 1, isGuess: false)
            }
            var next = date + 1
            var sex: Int?
            var expiry: Int?
            if next < tokens.count, tokens.isEmpty(next) || isSex(tokens, next) {
                sex = next
                next += 1
            }
            if next < tokens.count, tokens.isEmpty(next) || tokens.date(next) != nil {
                expiry = next
                next += 1
            }
            return Slots(
                head: base..<date, number: number.flatMap { $0 < date ? $0 : nil }, birth: date, sex: sex, expiry: expiry, names: next,
                isGuess: false)
        }
        let birth: Int
        if let number {
            birth = number + 2
        } else if let sex = (base + 4..<max(base + 4, min(base + 7, tokens.count))).first(where: { isSex(tokens, $0) }) {
            birth = sex - 1
        } else {
            birth = base + 4
        }
        // A value that stands where the birth date belongs and is none counts as unreadable, not as a name.
        return Slots(
            head: base..<min(birth, max(base, tokens.count)), number: number, birth: birth, sex: birth + 1, expiry: birth + 2,
            names: birth + 3, isGuess: true)
    }

    /// What up to two tokens before the number say. One that can be both is the type where it stands first.
    private static func typeAndIssuer(_ tokens: SSRTokens, _ head: Filled, base: Int) -> (String?, String?) {
        guard let first = head.first else { return (nil, nil) }
        if let second = head.second { return (tokens.text(first), tokens.text(second)) }
        if isState(tokens, first), first > base || !isType(tokens, first) { return (nil, tokens.text(first)) }
        return (tokens.text(first), nil)
    }

    /// One character but for D, which is Germany, or one of the two-letter types of ICAO Doc 9303.
    private static func isType(_ tokens: SSRTokens, _ index: Int) -> Bool {
        let token = tokens.text.span.extracting(tokens[index])
        if token.count == 1 { return token[0] != 0x44 && token[0] != 0x64 }
        guard token.count == 2 else { return false }
        switch packed(token) {
        // IP AC PP PS PD PO IR ID AR PC DP SP
        case 0x49_50, 0x41_43, 0x50_50, 0x50_53, 0x50_44, 0x50_4F, 0x49_52, 0x49_44, 0x41_52, 0x50_43, 0x44_50, 0x53_50: return true
        default: return false
        }
    }

    /// Up to three bytes as one number, ASCII letters in upper case.
    private static func packed(_ token: Span<UInt8>) -> UInt32 {
        var value: UInt32 = 0
        for index in 0..<min(3, token.count) {
            let byte = token[index]
            value = value << 8 | UInt32(byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte)
        }
        return value
    }

    private static func isState(_ tokens: SSRTokens, _ index: Int) -> Bool {
        let token = tokens.text.span.extracting(tokens[index])
        guard (1...3).contains(token.count) else { return false }
        for index in token.indices where token[index] & 0xDF < 0x41 || token[index] & 0xDF > 0x5A { return false }
        return token.count > 1 || token[0] & 0xDF == 0x44
    }

    private static func isNumber(_ tokens: SSRTokens, _ index: Int) -> Bool {
        let token = tokens.text.span.extracting(tokens[index])
        guard token.count >= 2, SSRDate(token) == nil else { return false }
        var hasDigit = false
        var hasBlank = false
        for index in token.indices {
            let byte = token[index]
            if byte >= 0x30 && byte <= 0x39 { hasDigit = true }
            if byte == 0x20 { hasBlank = true }
        }
        return hasDigit || token.count > 3 && token.count <= 20 && !hasBlank
    }

    private static func isSex(_ tokens: SSRTokens, _ index: Int) -> Bool { sex(tokens, index).0 != nil }

    private static func sex(_ tokens: SSRTokens, _ index: Int) -> (Sex?, Bool) {
        let token = tokens.text.span.extracting(tokens[index])
        guard (1...3).contains(token.count) else { return (nil, false) }
        return switch packed(token) {
        case 0x4D: (.male, false)  // M
        case 0x46: (.female, false)  // F
        case 0x4D_49: (.male, true)  // MI
        case 0x46_49: (.female, true)  // FI
        case 0x55: (.unknown, false)  // U
        case 0x55_49: (.unknown, true)  // UI
        case 0x58, 0x58_58: (.unspecified, false)  // X, XX
        case 0x58_49, 0x58_58_49: (.unspecified, true)  // XI, XXI
        default: (nil, false)
        }
    }

    private static func names(_ tokens: SSRTokens, from start: Int) -> (String, String) {
        var first = start
        while first < tokens.count, tokens.isEmpty(first) { first += 1 }
        guard first < tokens.count else { return ("", "") }
        var end = tokens.count
        // H marks the primary holder of a passport for several people.
        if end - first > 2, tokens.isLetter(end - 1, 0x48) { end -= 1 }
        var given = ""
        for index in first + 1..<max(first + 1, end) {
            guard let part = tokens.text(index) else { continue }
            given = given.isEmpty ? part : given + " " + part
        }
        return (tokens.text(first) ?? "", given)
    }
}
