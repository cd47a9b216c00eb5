import Testing
import Travel

@testable import Web

struct PagesMessageTests {
    @Test("Segments become lines at their terminator, but not at a released one")
    func lines() {
        let raw = RawText(Array("UNA:+.? 'A+x?'y'\r\nB+??'C".utf8), start: 100)
        #expect(raw.lines.map { $0.pieces.map(\.text).joined() } == ["UNA:+.? '", "A+x?'y'", "B+??'", "C"])
        #expect(raw.lines.map(\.offset) == [100, 109, 118, 123])
    }

    @Test("A line is cut where a fact begins and ends, and the fact's piece gets an id")
    func anchors() {
        let raw = RawText(Array("TIF+DOE+JO'".utf8), anchors: [Extent(offset: 4, length: 3)])
        #expect(raw.lines[0].pieces.map(\.text) == ["TIF+", "DOE", "+JO'"])
        #expect(raw.lines[0].pieces.map(\.isAnchor) == [false, true, false])
    }

    @Test("Overwritten digits are marked and counted, and a piece never ends inside of a character")
    func masked() {
        let raw = RawText(Array("FOP+é1234XX56'".utf8), masked: [Extent(offset: 10, length: 2)], anchors: [Extent(offset: 5, length: 0)])
        #expect(raw.maskedDigits == 2)
        #expect(raw.lines[0].pieces.filter(\.isMasked).map(\.text) == ["XX"])
        #expect(raw.lines[0].pieces.map(\.text).joined() == "FOP+é1234XX56'")
    }

    @Test("Nothing in the bytes is invisible: controls, direction marks, and bytes that are no text")
    func visible() {
        #expect(RawText([0x41, 0x00, 0x07, 0x7F]).lines[0].pieces[0].text == "A\u{2400}\u{2407}\u{2421}")
        #expect(RawText(Array("a\u{202E}b".utf8)).lines[0].pieces[0].text == "a[U+202E]b")
        #expect(RawText([0xE9, 0x41, 0x85]).lines[0].pieces[0].text == "éA[U+85]")
    }

    @Test(
        "Extents that cannot be are passed over",
        arguments: [Extent(offset: Int.max, length: 5), Extent(offset: -3, length: -9), Extent(offset: 0, length: Int.max)])
    func extremes(extent: Extent) {
        let raw = RawText(Array("A+B'".utf8), masked: [extent], anchors: [extent])
        #expect(raw.lines.map { $0.pieces.map(\.text).joined() } == ["A+B'"])
        #expect(RawText([], masked: [extent], anchors: [extent]).lines.isEmpty)
        #expect(RawText([0x3F], anchors: [extent]).lines.count == 1)
    }

    @Test("A fact leads to its byte on this page, or to the part of the message that has it; a line leads back")
    func links() {
        let page = PagesSamples.message.html(in: PagesSamples.shell()).string
        let name = PagesSamples.offset(of: "ALHUSAINI+NOURAMISS")
        #expect(page.contains("href=\"#b\(name)\"") && page.contains("<span id=\"b\(name)\">ALHUSAINI+NOURAMISS</span>"))
        #expect(page.contains("href=\"/messages/m7?from=9999999#b9999999\""))
        #expect(page.contains("class=\"at\" href=\"#f"))
    }

    @Test("The parts of a match add up to what is shown, to the tenth of a point")
    func sums() {
        let page = PagesSamples.match.html(.english).string
        #expect(page.contains("<div>87.0</div>") && page.contains("× 90.0 %") && page.contains("+78.3"))
        #expect([312, 205, 0, 250, 85, 38, -20, 0].reduce(0, +) == 870)
        #expect(Points.text(-5) == "−0.5" && Points.text(.min).hasPrefix("−") && Points.signed(0).string == "<bdi dir=\"ltr\">0.0</bdi>")
    }

    @Test("The script knows every key that the help page names")
    func keys() {
        let script = String(decoding: Asset.script.bytes, as: UTF8.self)
        for key in KeyboardPage.keys.flatMap(\.keys) where key != "Enter" && key != "1" && key != "9" {
            #expect(script.contains("\"\(key)\""), "\(key)")
        }
        #expect(script.contains("[1-9]"))
        #expect(!script.contains("innerHTML") && !script.contains("eval") && !script.contains(".style"))
    }
}
