import Testing
import Travel

@Suite("Dates: days, partial dates, instants")
struct DateTests {
    @Test(
        "a day that does not exist is no LocalDate",
        arguments: [(1998, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 13, 1), (0, 1, 1), (2026, 1, 0)])
    func impossibleDays(year: Int, month: Int, day: Int) {
        #expect(LocalDate(year: year, month: month, day: day) == nil)
    }

    @Test("29 February exists in 2000 and 2024") func leapDays() {
        #expect(LocalDate(year: 2000, month: 2, day: 29) != nil)
        #expect(LocalDate(year: 2024, month: 2, day: 29) != nil)
    }

    @Test("every day from 1890 to 2110 survives the way to a number and back, and each follows the one before")
    func dayNumbers() throws {
        let first = try #require(LocalDate(year: 1890, month: 1, day: 1))
        var previous = first.adding(days: -1)
        for number in first.daysSince1970..<first.daysSince1970 + 220 * 365 {
            let date = LocalDate(daysSince1970: number)
            #expect(date.daysSince1970 == number)
            #expect(previous < date && previous.adding(days: 1) == date)
            previous = date
        }
        #expect(LocalDate(iso8601: "1970-01-01")?.daysSince1970 == 0)
        #expect(LocalDate(iso8601: "2026-11-25")?.daysSince1970 == 20_782)
    }

    @Test("ISO 8601 is read strictly", arguments: ["2026-1-25", "26-11-25", "2026-11-25 ", "2026/11/25", "+026-11-25", "", "２026-11-2"])
    func strictISO(text: String) {
        #expect(LocalDate(iso8601: text) == nil)
    }

    @Test("numbers of days beyond the years 1 to 9999 are held at their ends") func clamped() {
        #expect(LocalDate(daysSince1970: Int.max).description == "9999-12-31")
        #expect(LocalDate(daysSince1970: Int.min).description == "0001-01-01")
    }

    @Test("a partial date keeps what is known, and drops a day without a month") func partial() {
        #expect(PartialDate(iso8601: "1985")?.description == "1985")
        #expect(PartialDate(iso8601: "1985-07")?.description == "1985-07")
        #expect(PartialDate(iso8601: "1985-07-12")?.date == LocalDate(year: 1985, month: 7, day: 12))
        #expect(PartialDate(year: 1985, month: nil, day: 12)?.description == "1985")
        #expect(PartialDate(iso8601: "1998-02-29") == nil)
        #expect(PartialDate(iso8601: "1985-") == nil)
    }

    @Test("age counts whole years, and the fewest that can be where parts are unknown") func ages() throws {
        let flight = try #require(LocalDate(iso8601: "2026-11-25"))
        #expect(PartialDate(year: 2008, month: 11, day: 25)?.age(on: flight) == 18)
        #expect(PartialDate(year: 2008, month: 11, day: 26)?.age(on: flight) == 17)
        #expect(PartialDate(year: 2008)?.age(on: flight) == 17)
        #expect(PartialDate(year: 2008, month: 10)?.age(on: flight) == 18)
    }

    @Test("an instant reads and writes RFC 3339 in UTC") func instants() {
        let instant = Instant(rfc3339: "2026-11-25T08:00:00Z")
        #expect(instant?.seconds == 1_795_593_600)
        #expect(instant?.rfc3339 == "2026-11-25T08:00:00Z")
        #expect(Instant(rfc3339: "2026-11-25T08:00:00.5Z")?.microseconds == 1_795_593_600_500_000)
        #expect(Instant(rfc3339: "2026-11-25T08:00:00") == nil)
        #expect(Instant(rfc3339: "2026-11-25T24:00:00Z") == nil)
    }

    @Test("seconds and hours before 1970 are rounded down") func before1970() {
        #expect(Instant(microseconds: -1).seconds == -1)
        #expect(Instant(seconds: -1).hour == -1)
        #expect(Instant(seconds: -1).rfc3339 == "1969-12-31T23:59:59Z")
    }

    @Test("local times compare, add and count across midnight") func localTimes() throws {
        let late = try #require(LocalDateTime(iso8601: "2026-12-31T23:30"))
        #expect(late.adding(seconds: 3_600).description == "2027-01-01T00:30:00")
        #expect(late < late.adding(seconds: 1))
        #expect(LocalDateTime(iso8601: "2026-12-31T24:00") == nil)
    }
}
