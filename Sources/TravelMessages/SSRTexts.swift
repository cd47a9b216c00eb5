import Travel

/// SSR DOCO: `/place of birth/V/number/place of issue/date of issue/country where valid[/I]`.
struct SSRPermission {
    var document: TravelDocument
    var placeOfBirth: String?
    var isInfant: Bool
    var tie: SSRTie?

    /// Nil when the text has no content.
    init?(_ text: ArraySlice<UInt8>, reference: LocalDate) {
        let read = SSRTokens(text)
        // The type is the anchor: V visa, K known traveller, R redress, with the place of birth before it.
        let anchor = (0..<min(4, read.count)).first { read.isLetter($0, 0x56) || read.isLetter($0, 0x4B) || read.isLetter($0, 0x52) }
        let base = anchor ?? (read.isEmpty(0) ? 2 : 1)
        document = TravelDocument(type: read.text(base) ?? "V")
        document.number = read.text(base + 1)
        document.placeOfIssue = read.text(base + 2)
        document.issued = read.date(base + 3)?.near(reference)
        document.issuer = read.text(base + 4)
        isInfant = read.isLetter(base + 5, 0x49)
        placeOfBirth = base >= 1 ? read.text(base - 1) : nil
        tie = read.tie
        if document.number == nil && placeOfBirth == nil { return nil }
    }
}

/// SSR DOCA: `/R or D/country/address/city/state/postcode[/I]`; R residence, D destination.
struct SSRAddress {
    var contact: Contact
    var isInfant: Bool
    var tie: SSRTie?

    /// Nil when the text has no content.
    init?(_ text: ArraySlice<UInt8>) {
        let read = SSRTokens(text)
        guard read.firstFilled != nil else { return nil }
        let anchor = (0..<min(3, read.count)).first { read.isLetter($0, 0x52) || read.isLetter($0, 0x44) }
        let base = anchor ?? (read.isEmpty(0) ? 1 : 0)
        contact = Contact(kind: .address, role: .other, value: read.text(base + 2) ?? "")
        if let anchor { contact.role = read.isLetter(anchor, 0x52) ? .residence : .destination }
        contact.country = read.text(base + 1)
        contact.city = read.text(base + 3)
        contact.region = read.text(base + 4)
        contact.postcode = read.text(base + 5)
        isInfant = read.isLetter(base + 6, 0x49)
        tie = read.tie
        if contact.value.isEmpty && contact.country == nil && contact.city == nil && contact.postcode == nil { return nil }
    }
}

/// SSR INFT: `SURNAME/GIVEN DDMMMYY`, with or without a slash before it.
struct SSRInfant {
    var family: String
    var given: String
    var birth: SSRDate?
    var tie: SSRTie?

    /// Nil when the text names nobody.
    init?(_ text: ArraySlice<UInt8>) {
        let read = SSRTokens(text)
        tie = read.tie
        var parts = (0..<read.count).filter { !read.isEmpty($0) }.map { read.bytes($0) }
        if let last = parts.last {
            let word = last.lastIndex(of: 0x20).map { last[($0 + 1)...] } ?? last[last.endIndex...]
            if let date = SSRDate(last.span) {
                birth = date
                parts.removeLast()
            } else if !word.isEmpty, let date = SSRDate(word.span) {
                birth = date
                parts[parts.count - 1] = trimmedBlanks(last[..<(word.startIndex - 1)])
            }
        }
        guard let first = parts.first, !first.isEmpty else { return nil }
        family = String(decoding: first, as: UTF8.self)
        given = parts.dropFirst().map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }
}

/// SSR TKNE: a ticket's number, a coupon behind a C, INF before it for an infant's.
struct SSRTicketNumber {
    var number: String
    var isInfant: Bool
    var tie: SSRTie?

    /// Nil when there is no number of a ticket.
    init?(_ text: ArraySlice<UInt8>) {
        let read = SSRTokens(text)
        tie = read.tie
        guard let first = read.firstFilled else { return nil }
        var token = read.bytes(first)
        isInfant = token.starts(with: "INF".utf8)
        if isInfant { token = token.dropFirst(3) }
        let digits = token.prefix { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D || $0 == 0x20 }
        number = String(decoding: digits.filter { $0 >= 0x30 }, as: UTF8.self)
        if number.utf8.count < 10 { return nil }
    }
}
