import Testing
import Travel

@testable import Web

struct PagesFlightTests {
    private let words = Catalogue.english

    @Test("A severity on the board has shape, letter, word and number: any one of them suffices")
    func severities() {
        let html = AlertCounts([.p3: 2, .p1: 1, .p2: 0]).html(words).string
        #expect(html.split(separator: "<svg").count == 3)
        #expect(html.contains("<b>P1</b> <span>act now</span> <b>× 1</b>") && html.contains("<b>P3</b> <span>look</span> <b>× 2</b>"))
        #expect(!html.contains("P2"), "what there is none of is not named")
        #expect(AlertCounts([.p3: 2, .p1: 1]).worst == .p1 && AlertCounts([:]).worst == nil)
    }

    @Test("What is missing is said with its number; where all is missing, that is said")
    func gaps() {
        func text(_ gap: FlightGap) -> String {
            gap.html(words).string.replacing(/<svg.*<\/svg>/, with: "").replacing(/<[^>]*>/, with: "").trimmingPrefix(" ").description
        }
        #expect(text(.api(6, of: 182)) == "6 of 182 without API" && text(.api(182, of: 182)) == "no API yet")
        #expect(text(.pnr(1, of: 9)) == "1 of 9 without PNR" && text(.pnr(9, of: 9)) == "no PNR yet")
        #expect(text(.parts(kind: "PAXLST", parts: [2, 4], hasLast: true)) == "PAXLST list: parts 2, 4 missing")
        #expect(text(.parts(kind: "PAXLST", parts: [2], hasLast: false)) == "PAXLST list: part 2 and the last missing")
        #expect(text(.parts(kind: "PNRGOV", parts: [], hasLast: false)) == "PNRGOV list: last part missing")
        #expect(text(.parts(kind: "PNRGOV", parts: Array(1...9), hasLast: true)).contains("7, 8 …"))
    }

    @Test("A row leads to its flight, says whether it goes, and is set apart once its moment has passed")
    func rows() {
        let page = PagesSamples.board.html(in: PagesSamples.shell()).string
        #expect(page.contains("class=\"row-link\" href=\"/flights/2026-11/01920\""))
        #expect(page.contains("class=\"edge p1 past\" data-row") && page.contains("class=\"edge calm\" data-row"))
        #expect(page.contains("<b>cancelled</b>") && page.contains("closed out") && page.contains("No flight named"))
        #expect(page.contains("API 176 · PNR 180 · both 176") && page.contains("API and PNR complete"))
        #expect(page.contains("landed 3 h 20 min ago") && page.contains("newest <bdi dir=\"ltr\" class=\"code\">21 min</bdi> ago"))
    }

    @Test("Pages and days keep what was asked for")
    func addresses() {
        let page = PagesSamples.dayBoard.html(in: PagesSamples.shell()).string
        let rest = "&amp;carrier=QX&amp;airport=OSL&amp;alerts=open&amp;missing=some\""
        #expect(page.contains("/flights?day=2026-11-24" + rest) && page.contains("/flights?day=2026-11-26" + rest))
        #expect(page.contains("href=\"/flights?day=2026-11-25" + rest), "back to the first page")
        #expect(page.contains("value=\"open\" checked") && page.contains("value=\"some\" checked"))
        let board = PagesSamples.board.html(in: PagesSamples.shell()).string
        #expect(board.contains("href=\"/flights?after=cursor%2Fwith%3Fodd%26signs\"") && board.contains("/flights?after=1-2-3"))
        #expect(!board.contains(" checked>  <span>with open alerts"))
    }
}
