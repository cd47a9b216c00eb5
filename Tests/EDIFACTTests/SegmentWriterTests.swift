import EDIFACT
import Testing

/// What is written is read back, and the trailers count what is there (ISO 9735-1 clauses 7 and 8).
@Suite struct SegmentWriterTests {
    private func example(_ characters: ServiceCharacters, group: Bool) -> SegmentWriter {
        var writer = SegmentWriter(characters)
        writer.beginInterchange(sender: "XY", recipient: ["PIU", "ZZ"], date: "261125", time: "0800", reference: "77")
        if group {
            writer.beginGroup(
                type: "PAXLST", sender: "XY", recipient: "PIU", date: "261125", time: "0800", reference: "G1", version: ["D", "05B"])
        }
        for reference in ["1", "2"] {
            writer.beginMessage(reference: reference, type: ["PAXLST", "D", "05B"], commonReference: "C", part: ["01", "F"])
            writer.segment("FTX", "A", [], ["it's 50? +1: ok", nil, "x"], [], "")
            writer.endMessage()
        }
        writer.endInterchange()
        return writer
    }

    @Test func standardCharactersNeedNoServiceString() {
        let text = String(decoding: example(.standard, group: false).bytes, as: UTF8.self)
        #expect(
            text
                == "UNB+UNOA:4+XY+PIU:ZZ+261125:0800+77'UNH+1+PAXLST:D:05B+C+01:F'FTX+A++it?'s 50?? ?+1?: ok::x'UNT+3+1'"
                + "UNH+2+PAXLST:D:05B+C+01:F'FTX+A++it?'s 50?? ?+1?: ok::x'UNT+3+2'UNZ+2+77'")
    }

    @Test func groupsAreCountedInsteadOfMessages() {
        let text = String(decoding: example(.standard, group: true).bytes, as: UTF8.self)
        #expect(text.hasSuffix("UNE+2+G1'UNZ+1+77'"))
    }

    @Test(arguments: [
        ServiceCharacters.standard,
        ServiceCharacters(component: 0x3A, element: 0x28, release: 0x29, terminator: 0x2D),
        ServiceCharacters(component: 0x21, element: 0x40, release: 0x24, terminator: 0x5E),
    ])
    func readsBackWithAnyCharacters(characters: ServiceCharacters) throws {
        let list = SegmentList(example(characters, group: true).bytes)
        #expect(list.map { "\($0.tag)" } == ["UNB", "UNG", "UNH", "FTX", "UNT", "UNH", "FTX", "UNT", "UNE", "UNZ"])
        #expect(list[3].text(3) == "it's 50? +1: ok")
        #expect(list[3].text(3, 3) == "x")
        #expect(list.diagnostics.allSatisfy { $0.kind == .separatorsDeclared })
    }

    /// Any text comes back, but for blanks at its ends and what no level of the syntax has.
    @Test func anyTextComesBack() {
        var random = SplitMix64(seed: 21)
        let alphabet: [Character] = ["A", "b", "'", "+", ":", "?", " ", "é", "李", "-", "("]
        for _ in 0..<2_000 {
            let text = String((0..<random.below(12)).map { _ in alphabet[random.below(alphabet.count)] })
            var writer = SegmentWriter(lineBreaks: random.below(2) == 0)
            writer.beginInterchange(sender: "XY", recipient: "PIU", date: "261125", time: "0800", reference: "1")
            writer.segment("FTX", [text, "END"], "END")
            let list = SegmentList(writer.bytes)
            var expected = text[...]
            while expected.first == " " { expected.removeFirst() }
            while expected.last == " " { expected.removeLast() }
            #expect(list.count == 2)
            #expect(list.last?.text(1) == (expected.isEmpty ? nil : String(expected)))
            #expect(list.last?.text(2) == "END")
        }
    }
}
