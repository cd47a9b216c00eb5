import Testing
import Travel

/// The examples of the library's catalogue, line for line: a test compares the two.
@Suite("Examples of the catalogue")
struct ExampleTests {
    @Test func wallTimesBecomeMoments() throws {
        let arrival = try #require(LocalDateTime(iso8601: "2026-03-29T01:30"))
        let malta = try #require(ReferenceTables.airport("MLA"))
        let moment = instant(of: arrival, at: malta)
        #expect(moment.rfc3339 == "2026-03-29T00:30:00Z")
        #expect(localTime(of: moment + 3_600, at: malta)?.description == "2026-03-29T03:30:00")
    }

    @Test func anAgeIsTheLowestThatCanBe() throws {
        let born = try #require(PartialDate(iso8601: "2009-11"))
        let day = try #require(LocalDate(iso8601: "2026-11-25"))
        #expect(born.date == nil)
        #expect(born.age(on: day) == 16)
    }
}
