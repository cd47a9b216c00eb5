import Testing
import Travel

@testable import TravelMessages

/// Card numbers in text (PCI DSS 3.4; ISO/IEC 7812-1 annex B). The numbers are the schemes' published test numbers.
@Suite("Payment card numbers")
struct PaymentCardNumbersTests {
    @Test(
        "All but the last four digits are masked",
        arguments: [
            ("CARD VI4111111111111111 EXP 1229", "CARD VI************1111 EXP 1229"),
            ("4111 1111 1111 1111", "**** **** **** 1111"),
            ("AX 3782-822463-10005", "AX ****-******-*0005"),
            ("378282246310005", "***********0005"),
            ("CA5555555555554444/1229", "CA************4444/1229"),
            ("4111111111111111123", "************1111123"),
            ("4111111\n111111111 X", "*******\n*****1111 X"),
        ])
    func masked(text: String, expected: String) {
        #expect(PaymentCardNumbers.masked(text) == expected)
    }

    @Test(
        "Numbers that are none are left alone",
        arguments: [
            "4111111111111112", "0271420067693", "TKNE 4111111111111111", "FA PAX 4111111111111111", "47123456", "1234567890123456",
            "41111111111111111111111111111111",
        ])
    func leftAlone(text: String) {
        #expect(PaymentCardNumbers.masked(text) == text)
    }

    @Test("Where telephones stand, fewer than 16 digits are no card")
    func telephone() {
        #expect(PaymentCardNumbers.masked("378282246310005", leastDigits: 16) == "378282246310005")
        #expect(PaymentCardNumbers.masked("4111111111111111", leastDigits: 16) == "************1111")
    }

    @Test("A field that holds an account loses all digits but four, masked or not")
    func account() {
        let bytes = Array("37XXX4567-89012".utf8)
        #expect(
            PaymentCardNumbers.accountExtents(in: bytes.span, from: 0, to: bytes.count) == [
                Extent(offset: 0, length: 2), Extent(offset: 5, length: 4), Extent(offset: 10, length: 1),
            ])
        let short = Array("1234".utf8)
        #expect(PaymentCardNumbers.accountExtents(in: short.span, from: 0, to: 4).isEmpty)
    }
}
