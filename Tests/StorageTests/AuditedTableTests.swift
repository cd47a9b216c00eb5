import Testing
import Travel

@testable import Storage

@Suite("An audit names rows as the leaves do")
struct AuditedTableTests {
    /// RFC 8785: one spelling. What was written is read back, whatever a text holds; bytes are hexadecimal texts in it.
    @Test(
        "given a key in canonical JSON, when it is read, then its values come back",
        arguments: [
            [Value.integer(0)], [.integer(Int64.max)], [.integer(-7), .text("")], [.text("a"), .text("b"), .integer(12)],
            [.text("\"quoted\" and \\ and \u{1}\n"), .integer(3)], [.text("Ærø, نور, 王")], [.text("1"), .integer(1)],
            [.integer(202_606), .text("00ff")], [.null, .integer(1)],
        ])
    func keys(values: [Value]) { #expect(KeyText.values(CanonicalJSON.array(values)) == values) }

    @Test(
        "given a text that is no key, when it is read, then it names nothing",
        arguments: ["", "[", "]", "[]x", "[1,]", "[,1]", "[1 2]", "[\"a]", "[01]", "{\"a\":1}", "[\"a\"1]", "[--1]", "[\"a\",]"])
    func noKeys(text: String) { #expect(KeyText.values(text) == nil) }

    @Test(
        "given the same names in another order, when they are summed, then the sums agree; with one more, less, twice or other they do not")
    func sums() {
        let key = SystemRandom.bytes(32)
        func sum(_ members: [String]) -> SetSum {
            var sum = SetSum(key: key)
            for member in members { sum.add(member) }
            return sum
        }
        let names = (0..<500).map { "[\($0),\"\(String($0, radix: 16))\"]" }
        #expect(sum(names) == sum(names.shuffled()))
        #expect(sum(names) != sum(names + ["[500,\"1f4\"]"]))
        #expect(sum(names) != sum(Array(names.dropLast())))
        #expect(sum(names) != sum(names + [names[7]]))
        #expect(sum(names) != sum(Array(names.dropLast()) + ["[499, \"1f3\"]"]))
    }
}
