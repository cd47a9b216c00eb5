import Foundation
import Service
import Testing
import Travel

@testable import Web

struct PagesStatusTests {
    private let now = PagesSamples.now

    private func page(_ newest: Instant?) -> String {
        var shell = PagesSamples.shell()
        shell.feed = Feed(newest: newest, quietSeconds: 1_800)
        return KeyboardPage().html(in: shell).string
    }

    @Test("A page says that no message has come in once the profile's minutes have passed, and not a second before")
    func quiet() {
        #expect(page(now - 1_800).contains("data-feed=\"/feed\">No message has come in for 30 min."))
        #expect(page(now - 1_799).contains("data-feed=\"/feed\" hidden></p>"))
        // A unit that never had one is being set up; a clock that was set back says nothing of the feed.
        #expect(page(nil).contains("data-feed=\"/feed\" hidden></p>"))
        #expect(page(now + 90_000).contains("data-feed=\"/feed\" hidden></p>"))
    }

    @Test("The script has the words for a page that cannot be renewed and for clocks that differ; before signing in there is none of it")
    func script() {
        let page = page(now)
        #expect(page.contains("data-stale=\"The server does not answer, or your session has ended. What you see is {age} old.\" hidden"))
        #expect(page.contains("data-skew=\"The clock of this device differs by {age} from the server&#39;s."))
        #expect(!SignInPage().html(in: PagesSamples.shell(.signIn, signedIn: false)).string.contains("data-feed"))
    }

    @Test("What is counted to its limit is said to be more; ages count on; trouble stands first")
    func troubled() throws {
        let page = PagesSamples.troubled.html(in: PagesSamples.shell()).string
        #expect(page.contains("1000 or more") && page.contains(">overdue by 1 h 6 min</span>") && page.contains(">due in 15 min</span>"))
        #expect(page.contains(">less than 1 min ago</span>") && !page.contains(">in less than 1 min</span>"))
        #expect(page.contains("not open") && page.contains("none yet") && page.contains("3.50.4"))
        #expect(page.contains("<div>45</div>") || page.contains("<dd>45</dd>"), "entries behind the checkpoint")
        let trouble = try #require(page.range(of: "senders are asked to come back later"))
        let doors = try #require(page.range(of: "id=\"doors\""))
        #expect(trouble.lowerBound < doors.lowerBound)
        let calm = PagesSamples.calm.html(in: PagesSamples.shell()).string
        #expect(calm.contains("no checkpoint yet") && calm.contains("Nothing since the start.") && !calm.contains("class=\"warn\""))
    }
}
