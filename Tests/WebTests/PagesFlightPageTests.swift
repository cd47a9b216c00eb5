import Testing
import Travel

@testable import Web

struct PagesFlightPageTests {
    @Test("Those who were booked together are joined where they stand together; letters have words for those who hear them")
    func parties() {
        let table = PagesSamples.flightPage.people
        #expect(table.places == [.first, .middle, .middle, .last, .first, .last] + Array(repeating: nil, count: 6))
        let page = table.section(.english).string
        #expect(
            page.contains("edge calm together first") && page.contains("edge p1 together\"") && page.contains("edge p3 together last gone"))
        #expect(page.contains("Party <bdi dir=\"ltr\" class=\"code\">A</bdi></span>") && page.contains("4 together"))
        #expect(page.contains("201 to 212 of 412") && page.contains("rel=\"next\"") && page.contains("rel=\"prev\""))
        // Two of one letter who are apart are not joined.
        var rows = table.rows
        rows.swapAt(0, 11)
        #expect(TravellerTable(rows: rows, count: 12).places[1] == .first)
    }

    @Test("Crew lacks no booking; others say what is not there, and who was booked late")
    func marks() {
        let crew = TravellerTable(rows: [PagesSamples.traveller(9)], count: 1).section(.english).string
        #expect(!crew.contains("no PNR") && crew.contains("no booking"))
        let late = TravellerTable(rows: [PagesSamples.traveller(2), PagesSamples.traveller(4)], count: 2).section(.english).string
        #expect(late.contains("31 h 0 min") && late.contains("booked after departure") && late.contains("no PNR"))
        #expect(late.contains("not in the last full list"))
        // Before it is due, what is not there is said quietly.
        var early = PagesSamples.traveller(1)
        #expect(TravellerTable(rows: [early], count: 1).section(.english).string.contains("<span class=\"badge gap\">no API"))
        early.isOverdue = false
        #expect(TravellerTable(rows: [early], count: 1).section(.english).string.contains("<span class=\"muted\">no API"))
    }
}
