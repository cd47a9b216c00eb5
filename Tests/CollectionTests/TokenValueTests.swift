import Casework
import Testing
import Travel

@Suite("Two spellings of one value have one token")
struct TokenValueTests {
    private func text(_ value: [UInt8]?) -> String? { value.map { String(decoding: $0, as: UTF8.self) } }

    @Test("A document number is compared by letters and digits alone", arguments: [("ab 123-456", "AB123456"), ("AB123456", "AB123456")])
    func document(_ spelling: String, _ expected: String) { #expect(text(TokenValue.document(spelling)) == expected) }

    @Test("A number that is a row of one digit, or too short, identifies nobody", arguments: ["0000000", "12", "", "---"])
    func emptyDocument(_ spelling: String) { #expect(TokenValue.document(spelling) == nil) }

    @Test(
        "A telephone number has its international prefix and its decoration taken off",
        arguments: [
            "+47 912 34 567", "0047-91234567", "01147 91234567", "4791234567", "+47 (0)91234567", "OSL 4791234567-M", "+4791234567/48",
        ])
    func telephone(_ spelling: String) { #expect(text(TokenValue.telephone(spelling)) == "4791234567") }

    @Test(
        "What is typed where a number must stand links nobody",
        arguments: ["1234567", "0000000000", "12345", "9999999", "1234567890123456"])
    func placeholder(_ spelling: String) { #expect(TokenValue.telephone(spelling) == nil) }

    @Test("E-mail in either case, one @ between two parts")
    func email() {
        #expect(text(TokenValue.email("Ann@Post.Example ")) == "ann@post.example")
        for spelling in ["ann", "@post.example", "ann@", "a@b@c.example"] { #expect(TokenValue.email(spelling) == nil) }
    }

    @Test("A masked card number names no card")
    func card() {
        #expect(text(TokenValue.card("4111 1111-1111 1111")) == "4111111111111111")
        #expect(TokenValue.card("411111XXXXXX1111") == nil)
        #expect(TokenValue.card("4111") == nil)
    }

    @Test("Street, city and postcode, whatever the case and the marks")
    func address() {
        let one = TokenValue.address(street: "Storgata 1", city: "Tromsø", postcode: "90 08")
        #expect(one != nil && one == TokenValue.address(street: "STORGATA-1", city: "TROMSOE", postcode: "9008"))
        #expect(TokenValue.address(street: "Storgata 1", city: nil, postcode: nil) == nil)
    }

    @Test("Names fold as travel documents print them (ICAO Doc 9303-3), whatever was called a surname")
    func names() {
        let birth = PartialDate(iso8601: "1990-02-03")
        let one = birth.flatMap { TokenValue.nameAndBirthDate(PersonName(family: "Müller-O'Brien", given: "José"), $0) }
        let other = birth.flatMap { TokenValue.nameAndBirthDate(PersonName(family: "JOSE", given: "OBRIEN MUELLER"), $0) }
        #expect(one != nil && one == other)
        #expect(PartialDate(iso8601: "1990").flatMap { TokenValue.nameAndBirthDate(PersonName(family: "A", given: "B"), $0) } == nil)
        #expect(TokenValue.wholeName(PersonName(family: "", given: " ")) == nil)
        #expect(TokenValue.surname(PersonName(family: "de la Tour", given: "x")) == Array("DE LA TOUR".utf8))
    }
}
