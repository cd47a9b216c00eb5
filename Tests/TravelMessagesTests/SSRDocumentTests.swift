import Testing
import Travel

@testable import TravelMessages

/// SSR grammar (AIRIMP; PNRGOV guide, SSR 4440). Dates are read for a message prepared on 25 November 2026.
@Suite("SSR grammar")
struct SSRDocumentTests {
    static let reference = LocalDate(daysSince1970: 20_782)

    /// As they stand in a message: not at the beginning.
    private func bytes(_ text: String) -> ArraySlice<UInt8> { Array("+:\(text)".utf8).dropFirst(2) }

    func read(_ text: String) throws -> SSRDocument { try #require(SSRDocument(bytes(text), reference: Self.reference)) }

    @Test("DOCS with every field in its place")
    func canonical() throws {
        let read = try read("/P/NOR/NX123456/SWE/12JUL64/F/23AUG29/LINDE/ANNA/MARIA/H")
        #expect(read.document.type == "P")
        #expect(read.document.issuer == "NOR")
        #expect(read.document.number == "NX123456")
        #expect(read.document.nationality == "SWE")
        #expect(read.document.birthDate == PartialDate(year: 1964, month: 7, day: 12))
        #expect(read.document.sex == .female)
        #expect(read.document.expiry == LocalDate(year: 2029, month: 8, day: 23))
        #expect(read.family == "LINDE")
        #expect(read.given == "ANNA MARIA")
        #expect(!read.isShifted)
        #expect(!read.isInfant)
    }

    @Test(
        "The offset fault: a leading field more, less or in another's place costs nothing",
        arguments: [
            "P/NOR/123456/NOR/12JUL64/M/23AUG29/LINDE/ODD",
            "//P/NOR/123456/NOR/12JUL64/M/23AUG29/LINDE/ODD",
            "///P/NOR/123456/NOR/12JUL64/M/23AUG29/LINDE/ODD",
            "//P/123456/NOR/12JUL64/M/23AUG29/LINDE/ODD",
            "/P/123456/NOR/12JUL64/M/23AUG29/LINDE/ODD",
            "//NOR/123456/NOR/12JUL64/M/23AUG29/LINDE/ODD",
            "/NOR/123456/NOR/12JUL64/M/23AUG29/LINDE/ODD",
        ])
    func offsetFault(text: String) throws {
        let read = try read(text)
        #expect(read.document.number == "123456")
        #expect(read.document.nationality == "NOR")
        #expect(read.document.birthDate == PartialDate(year: 1964, month: 7, day: 12))
        #expect(read.document.sex == .male)
        #expect(read.document.expiry == LocalDate(year: 2029, month: 8, day: 23))
        #expect(read.family == "LINDE")
        #expect(read.given == "ODD")
        if text.contains("P/") { #expect(read.document.type == "P") } else { #expect(read.document.type == nil) }
        if text.contains("NOR/123456") { #expect(read.document.issuer == "NOR") } else { #expect(read.document.issuer == nil) }
    }

    @Test("A type where the issuer belongs, and an issuer without a type, are told apart by what they can be")
    func typeOrIssuer() throws {
        #expect(try read("//P/123456/DE/12JUL64/M//LINDE/ODD").document.type == "P")
        #expect(try read("//P/123456/DE/12JUL64/M//LINDE/ODD").isShifted)
        #expect(try read("//DE/123456/DE/12JUL64/M//LINDE/ODD").document.issuer == "DE")
        #expect(try read("//D/123456/D/12JUL64/M//LINDE/ODD").document.issuer == "D")
    }

    @Test("A document with only a name and a birth date is a valid partial one")
    func partial() throws {
        let read = try read("/////14JUL71/M//LINDE/ODD")
        #expect(read.document.number == nil)
        #expect(read.document.birthDate == PartialDate(year: 1971, month: 7, day: 14))
        #expect(read.family == "LINDE")
        #expect(read.given == "ODD")
        #expect(!read.isShifted)
    }

    @Test("Without sex, without birth date, without a year: the rest is there")
    func missingParts() throws {
        let noSex = try read("/P/NOR/123456/NOR/12JUL64//23AUG29/LINDE/ODD")
        #expect(noSex.document.expiry == LocalDate(year: 2029, month: 8, day: 23))
        #expect(noSex.family == "LINDE")
        let noBirth = try read("/P/NOR/123456/NOR//M/23AUG29/LINDE/ODD")
        #expect(noBirth.document.birthDate == nil)
        #expect(noBirth.document.sex == .male)
        #expect(noBirth.document.expiry == LocalDate(year: 2029, month: 8, day: 23))
        #expect(noBirth.family == "LINDE")
        let noYear = try read("/P/NOR/123456/NOR/12JUL/M/23AUG29/LINDE/ODD")
        #expect(noYear.document.birthDate == nil)
        #expect(noYear.hasUnreadableDate)
        #expect(noYear.family == "LINDE")
        let noDates = try read("/P/NOR/123456/NOR//F//LINDE/ANNA")
        #expect(noDates.document.sex == .female)
        #expect(noDates.family == "LINDE")
    }

    @Test(
        "A two-digit year of birth is never in the future; an expiry is near",
        arguments: [("26", 2026), ("27", 1927), ("99", 1999), ("00", 2000)])
    func centuries(digits: String, year: Int) throws {
        let read = try read("/P/NOR/123456/NOR/01JAN\(digits)/M/01JAN\(digits)/LINDE/ODD")
        #expect(read.document.birthDate?.year == year)
        #expect(read.document.expiry.map { abs($0.year - 2026) <= 50 } == true)
    }

    @Test("FI and MI are infants; X and XX say that the sex is not stated")
    func sexes() throws {
        #expect(try read("/P/NOR/1234567/NOR/01JAN26/FI/01JAN30/LINDE/IDA").isInfant)
        #expect(try read("/P/NOR/1234567/NOR/01JAN26/FI/01JAN30/LINDE/IDA").document.sex == .female)
        #expect(try read("/P/NOR/1234567/NOR/01JAN86/XX/01JAN30/LINDE/IDA").document.sex == .unspecified)
    }

    @Test("A tie at the end names the traveller, and is no part of the holder's name")
    func tie() throws {
        let read = try read("/P/NOR/1234567/NOR/01JAN86/F/01JAN30/LINDE-BERG/IDA-1LINDE/IDAMRS")
        #expect(read.tie == SSRTie(family: "LINDE", given: "IDAMRS"))
        #expect(read.family == "LINDE-BERG")
        #expect(read.given == "IDA")
    }

    @Test("DOCO and DOCA")
    func permissionAndAddress() throws {
        let visa = try #require(SSRPermission(bytes("/OSLO NOR/V/9891404/LONDON GBR/14MAR26/USA"), reference: Self.reference))
        #expect(visa.placeOfBirth == "OSLO NOR")
        #expect(visa.document.type == "V")
        #expect(visa.document.number == "9891404")
        #expect(visa.document.placeOfIssue == "LONDON GBR")
        #expect(visa.document.issued == LocalDate(year: 2026, month: 3, day: 14))
        #expect(visa.document.issuer == "USA")
        let address = try #require(SSRAddress(bytes("/D/USA/301 PINE ST/BUFFALO/NY/12345")))
        #expect(
            address.contact
                == Contact(
                    kind: .address, role: .destination, value: "301 PINE ST", city: "BUFFALO", region: "NY", postcode: "12345",
                    country: "USA"))
    }

    @Test("INFT with and without a slash before it", arguments: ["LINDE/IDA 01JAN26", "/LINDE/IDA 01JAN26", "/LINDE/IDA/01JAN26"])
    func infant(text: String) throws {
        let infant = try #require(SSRInfant(bytes(text)))
        #expect(infant.family == "LINDE")
        #expect(infant.given == "IDA")
        #expect(infant.birth?.birth(notAfter: Self.reference) == PartialDate(year: 2026, month: 1, day: 1))
    }

    @Test("CTCE spells @ as //, _ as .. and - as ./")
    func email() throws {
        #expect(
            try #require(ContactText.contact(bytes("/ANNA..LINDE//MY./MAIL.EXAMPLE/EN"), letter: 0x45)).value
                == "ANNA_LINDE@MY-MAIL.EXAMPLE")
        #expect(ContactText.decodedEmail(Array(ContactText.encodedEmail("A_B-C@D-E.EXAMPLE").utf8)[...]) == "A_B-C@D-E.EXAMPLE")
        let phone = try #require(ContactText(in: "YY CTC M 47123456"))
        #expect(phone.contact == Contact(kind: .telephone, role: .mobile, value: "47123456"))
        #expect(ContactText(in: "VIP PASSENGER") == nil)
    }

    @Test("Random texts never trap")
    func randomTexts() {
        var random = PNRGOVRandom(seed: 7)
        let alphabet = Array("/-1 PNORM12JUL64FIXC:,".utf8)
        for _ in 0..<20_000 {
            let length = Int(random.next() % 40)
            let text = String(decoding: (0..<length).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }, as: UTF8.self)
            _ = SSRDocument(bytes(text), reference: Self.reference)
            _ = SSRPermission(bytes(text), reference: Self.reference)
            _ = SSRAddress(bytes(text))
            _ = SSRInfant(bytes(text))
            _ = SSRTicketNumber(bytes(text))
            _ = ContactText(in: text)
            _ = readName(family: text, given: text)
            _ = PaymentCardNumbers.masked(text)
        }
    }
}
