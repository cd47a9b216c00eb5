import Testing
import Travel

@testable import Web

struct PagesHTMLTests {
    @Test("Given the five characters that end text or attributes, they are escaped wherever they stand")
    func five() {
        let text = "<a href='x' title=\"y\">&"
        #expect(("\(text)" as HTML).string == "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;")
    }

    @Test(
        "Given a sign with a combining mark or joiner after it, which make one Character of both, the sign is escaped all the same",
        arguments: ["\u{0301}", "\u{200D}", "\u{FE0F}", "\u{0338}", "\u{1F3FB}"])
    func graphemes(mark: String) {
        for (sign, escape) in [("\"", "&quot;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#39;"), ("&", "&amp;")] {
            let text = sign + mark
            #expect(HTML(text: text).utf8 == Array((escape + mark).utf8))
            #expect(HTML.attribute("title", text).utf8 == Array(" title=\"\(escape)\(mark)\"".utf8))
        }
    }

    @Test("Escaped text holds no byte that is markup, whatever the text (10,000 random texts, seed 7)")
    func random() {
        var state: UInt64 = 7
        func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        for _ in 0..<10_000 {
            var text = ""
            for _ in 0..<next() % 12 {
                let pool: [UInt32] = [
                    0x22, 0x27, 0x3C, 0x3E, 0x26, 0x301, 0x200D, 0x41, 0, 0x1F, 0x7F, 0x202E, 0x645, 0x4E00, UInt32(next() % 0xD7FF),
                ]
                if let scalar = Unicode.Scalar(pool[Int(next() % UInt64(pool.count))]) { text.unicodeScalars.append(scalar) }
            }
            let out = HTML(text: text).utf8
            #expect(!out.contains { $0 == 0x22 || $0 == 0x27 || $0 == 0x3C || $0 == 0x3E || $0 == 0x60 || $0 == 0 || $0 == 0x7F })
        }
    }

    @Test("Markup passes unchanged, and is never escaped twice")
    func markup() {
        let inner: HTML = "<b>\("<")</b>"
        #expect(("<p>\(inner)\([inner, inner])\(3)</p>" as HTML).string == "<p><b>&lt;</b><b>&lt;</b><b>&lt;</b>3</p>")
    }

    @Test("An address cannot leave this server")
    func addresses() {
        #expect(Address("alerts", "//evil.example").text == "/alerts/%2F%2Fevil.example")
        #expect(Address("", "..", ".", "a b").text == "/_/_/a%20b")
        #expect(Address("a", query: [("k&", "v=#é")], fragment: "x\"").text == "/a?k%26=v%3D%23%C3%A9#x%22")
        for path in ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "/a\nb", "/<x>", "/a\\b"] {
            #expect(Address(untrustedPath: path) == nil, "\(path)")
        }
        #expect(Address(untrustedPath: "/alerts/a7?x=1#b3")?.text == "/alerts/a7?x=1#b3")
    }

    @Test("The content security policy allows nothing inline and nothing from elsewhere")
    func policy() {
        #expect(PageHeaders.contentSecurityPolicy.hasPrefix("default-src 'none'"))
        #expect(!PageHeaders.contentSecurityPolicy.contains("unsafe") && !PageHeaders.contentSecurityPolicy.contains("http"))
    }

    @Test("An asset's address changes with its content, and finds it again")
    func assets() {
        #expect(Asset("a", contentType: "text/css", suffix: "css").address != Asset("b", contentType: "text/css", suffix: "css").address)
        #expect(Set(Asset.all.map(\.address)).count == 3)
        for asset in Asset.all { #expect(Asset.named(String(asset.address.text.split(separator: "/")[1]))?.digest == asset.digest) }
        #expect(Asset.named("../x") == nil)
    }

    @Test("The stylesheet speaks of no left and no right")
    func logical() {
        let text = String(decoding: Asset.stylesheet.bytes, as: UTF8.self)
        for word in [
            "left:", "right:", "margin-left", "padding-right", "text-align:left", "text-align:right", "float:", "width:", "height:",
        ] {
            for piece in text.split(separator: word, omittingEmptySubsequences: false).dropLast() {
                // max-width of a media query, line-height and the width of an outline are no directions.
                let before = piece.suffix(12)
                #expect(["max-", "line-", "min-", "-block-end-"].contains { before.hasSuffix($0) }, "\(before)\(word)")
            }
        }
    }
}
