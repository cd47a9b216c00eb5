import Testing
import Travel

@testable import Web

struct PagesTravellerTests {
    @Test("Findings below the threshold are shown with their sum, and say that they raise nothing")
    func threshold() {
        let words = Catalogue.english
        func page(_ weights: [Int]) -> String {
            var page = PagesSamples.travellerPage()
            page.hits = weights.map { HitPart(source: .indicator(name: "x", version: 1), headline: .authored("x"), weight: $0) }
            return page.html(in: PagesSamples.shell()).string
        }
        #expect(
            page([300, 390]).contains("<b>69.0</b> points; an alert is raised from")
                && page([300, 390]).contains("These alone raise none."))
        #expect(!page([300, 400]).contains("These alone raise none.") && page([300, 400]).contains("<b>70.0</b>"))
        #expect(page([]).contains(words.plain("traveller.hits.none")))
        #expect(page([.max, .max]).contains("points"))
    }

    @Test("Of a card, what was kept is shown; contacts of booking and person stand once")
    func booking() {
        var part = PagesSamples.bookingPart
        part.own.append(part.booking.contacts[0])
        let html = part.html(.english).string
        #expect(html.contains("************0042") && html.contains("card") && html.contains("1240.00 XTS"))
        #expect(html.split(separator: "+99 5550 1234").count == 2)
        #expect(html.contains("31 h 0 min") && html.contains("class=\"tag late\""))
        part.beforeDeparture = -60
        #expect(!part.html(.english).string.contains("before departure"))
    }
}
