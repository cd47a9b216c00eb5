import Testing
import Travel

@testable import Web

struct PagesMessagesTests {
    private let words = Catalogue.english

    @Test("The worst severity is said by shape and word, each code with how often; what is too many is counted")
    func findings() {
        let html = FindingCounts(counts: [
            .init(code: "name-missing", severity: "lost", count: 3), .init(code: "title-removed", severity: "note", count: 1),
        ]).html(words).string
        #expect(html.contains("<svg") && html.contains("<span>lost</span>") && !html.contains("<span>note</span>"))
        #expect(html.contains(">name-missing</bdi> <b>× 3</b>") && html.contains(">title-removed</bdi></li>"))
        let many = FindingCounts(counts: (1...6).map { .init(code: "c\($0)", severity: "note", count: 1) }).html(words).string
        #expect(many.contains("and 2 more codes") && !many.contains(">c5<"))
        #expect(FindingCounts(counts: []).html(words).string.contains("none"))
    }

    @Test("A row leads to its message; without one it says why, and what repeats something leads to that")
    func rows() {
        let page = PagesSamples.messages.html(in: PagesSamples.shell()).string
        #expect(page.contains("class=\"row-link\" href=\"/messages/01920\"") && page.contains("class=\"edge p1\" data-row"))
        #expect(page.contains("No message could be read") && page.contains("Waits to be read") && page.contains("Received before"))
        #expect(page.contains("<a href=\"/messages/01\">repeats an earlier one</a>"))
        #expect(page.contains("href=\"/flights/2026-11/000\"") && !page.contains("href=\"/flights/2026-11/001\""))
        #expect(page.contains("href=\"/messages?sender=QXAIR\""))
    }

    @Test("Pages keep what was asked for; a page that ended early says how far back it looked")
    func addresses() {
        let page = PagesSamples.foundMessages.html(in: PagesSamples.shell()).string
        let rest =
            "sender=QX%26AIR&amp;door=api&amp;finding=name-missing&amp;severity=lost&amp;from=2026-11-25T00%3A00&amp;to=2026-11-26T00%3A00"
        #expect(page.contains("/messages?\(rest)&amp;after=1-2-3\"") && page.contains("/messages?\(rest)\""))
        #expect(page.contains("<option value=\"lost\" selected>") && page.contains("value=\"2026-11-25T00:00\""))
        #expect(page.contains("Searched back to"))
        #expect(!PagesSamples.messages.html(in: PagesSamples.shell()).string.contains("Searched back to"))
    }
}
