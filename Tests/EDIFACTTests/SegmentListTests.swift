import EDIFACT
import Testing

/// ISO 9735-1 clause 7 (syntax) and annex A (service characters), read leniently.
@Suite struct SegmentListTests {
    private func read(_ text: String) -> SegmentList { SegmentList(Array(text.utf8)) }

    private func shape(_ text: String) -> [String] { read(text).map { "\($0.tag)" } }

    @Test func elementsAndComponentsCountFromOne() throws {
        let segment = try #require(read("UNB+UNOA:4+X'NAD+FL+++SMITH:JOHN:PAUL++CITY'").last)
        #expect(segment.tag == Tag("NAD"))
        #expect(segment.elementCount == 6)
        #expect(segment.text(1) == "FL")
        #expect(segment.text(2) == nil)
        #expect(segment.text(4) == "SMITH")
        #expect(segment.text(4, 3) == "PAUL")
        #expect(segment.text(4, 4) == nil)
        #expect(segment.text(6) == "CITY")
        #expect(segment.text(7) == nil)
        #expect(segment.componentCount(4) == 3)
        #expect(segment.componentCount(2) == 1)
        #expect(segment.componentCount(9) == 0)
        #expect(segment.text(0) == "NAD")
        #expect(segment.text(-1) == nil && segment.text(1, 0) == nil)
    }

    @Test func offsetsAreThoseOfTheInput() throws {
        let text = "junk\r\nUNA:+.? '\r\nUNB+UNOA:4+X'\r\nFTX+A+B:C'"
        let bytes = Array(text.utf8)
        let segment = try #require(SegmentList(bytes).last)
        #expect(String(decoding: bytes[segment.range], as: UTF8.self) == "FTX+A+B:C'")
        #expect(segment.range(2, 2).map { String(decoding: bytes[$0], as: UTF8.self) } == "C")
        #expect(segment.raw == "FTX+A+B:C")
    }

    /// Release character: `??` is `?`, `?'` is `'`, and neither ends anything.
    @Test func releaseCharacterTakesTheMeaningAway() throws {
        let list = read("UNB+UNOA:4+X'FTX+A+WHAT??:D?'ARC?+1?:2+?  '")
        #expect(list.count == 2)
        let segment = try #require(list.last)
        #expect(segment.text(2) == "WHAT?")
        #expect(segment.text(2, 2) == "D'ARC+1:2")
        #expect(segment.raw == "FTX+A+WHAT??:D?'ARC?+1?:2+?")
    }

    @Test(arguments: [
        ("UNA:+.? '", "+", ":", "'"),
        ("UNA:(.) -", "(", ":", "-"),
        ("UNA!@#$ ^", "@", "!", "^"),
        ("UNA:+.?*'", "+", ":", "'"),
        ("UNA*|.  ~", "|", "*", "~"),
    ])
    func serviceStringIsHonoured(una: String, element: String, component: String, terminator: String) throws {
        let body = ["UNB+UNOA:4+XY+ZZ", "NAD+FL+++SMITH:JOHN", "UNZ+1+1"].map {
            $0.replacing("+", with: element).replacing(":", with: component) + terminator
        }
        let list = read(una + body.joined())
        #expect(list.map { "\($0.tag)" } == ["UNB", "NAD", "UNZ"])
        #expect(list[1].text(4, 2) == "JOHN")
        #expect(list.diagnostics.map(\.kind) == (una.hasPrefix("UNA:+.?") ? [] : [.separatorsDeclared]))
    }

    @Test func serviceStringOfFiveCharactersIsRead() {
        let list = read("UNA:+.?'UNB+UNOA:4+XY'UNZ+1+1'")
        #expect(list.map { "\($0.tag)" } == ["UNB", "UNZ"])
    }

    /// Senders that change characters and say nothing, or say something else (SIRE style, Type B style).
    @Test(arguments: [
        "UNB+SIRE:1+XY+ZZ+261125:0800+1\"UNH+1+PAXLST:D:05B:UN\"NAD+FL+++A:B\"UNZ+1+1\"",
        "UNB(UNOA:4(XY(ZZ(261125:0800(1-UNH(1(PAXLST:D:05B:UN-NAD(FL(((A:B-UNZ(1(1-",
        "UNB$UNOA*4$XY$ZZ$261125*0800$1^\r\nUNH$1$PAXLST*D*05B*UN^\r\nNAD$FL$$$A*B^\r\nUNZ$1$1^",
        "UNA:+.? 'UNB@UNOA!4@XY@ZZ@261125!0800@1^UNH@1@PAXLST!D!05B!UN^NAD@FL@@@A!B^UNZ@1@1^",
    ])
    func separatorsAreGuessedWhereUNAIsMissingOrWrong(text: String) {
        let list = read(text)
        #expect(list.map { "\($0.tag)" } == ["UNB", "UNH", "NAD", "UNZ"])
        #expect(list.map { $0.text(4, 2) ?? "" }[2] == "B")
        #expect(list.diagnostics.map(\.kind).contains { $0 == .separatorsGuessed || $0 == .serviceStringUnusable })
    }

    @Test func eachInterchangeHasItsOwnCharacters() {
        let list = read("UNB+UNOA:4+X'FTX+A-B'UNZ+0+1'\r\nUNA:(.) -UNB(UNOA:4(Y-FTX(A+B-UNZ(0(2-UNB+UNOA:4+Z'FTX+C(D'UNZ+0+3'")
        #expect(list.filter { $0.tag == Tag("FTX") }.map { $0.text(1) } == ["A-B", "A+B", "C(D"])
    }

    @Test func blanksLineBreaksAndNULBetweenSegmentsAreNothing() {
        #expect(shape("UNB+UNOA:4+X'\r\n  NAD+FL'\n\n\u{0}\tATT+2'  UNZ+1+1'\u{1A}\r\n") == ["UNB", "NAD", "ATT", "UNZ"])
    }

    @Test func lineBreaksInsideATextAreTakenOut() throws {
        let list = read("UNB+UNOA:4+X'NAD+FL+++SMI\r\nTH:JO\nHN'C\nNT+42:\r\n4'")
        #expect(list[1].text(4) == "SMITH")
        #expect(list[1].text(4, 2) == "JOHN")
        #expect(list[2].tag == Tag("CNT"))
        #expect(list[2].number(1, 2) == 4)
    }

    @Test func aLostTerminatorEndsWithItsLine() {
        let list = read("UNB+UNOA:4+X'\nNAD+FL+++A:B'\nATT+2++F\nDTM+329:850712'\nUNZ+1+1'\n")
        #expect(list.map { "\($0.tag)" } == ["UNB", "NAD", "ATT", "DTM", "UNZ"])
        #expect(list.diagnostics.map(\.kind) == [.missingTerminator])
    }

    @Test func whatIsNoSegmentIsPassedOverToTheNext() {
        let list = read("UNB+UNOA:4+X'\nL'\n??!\nNAD+FL'12+34'abcd+1'ATT+2'UNZ+1+1'")
        #expect(list.map { "\($0.tag)" } == ["UNB", "NAD", "ATT", "UNZ"])
        #expect(list.diagnostics.map(\.kind) == [.unreadableSegment, .unreadableSegment, .unreadableSegment])
        #expect(list.diagnostics.first?.offset == 14)
    }

    @Test func junkAroundInterchangesIsNamedWithItsPlace() {
        let list = read("QK ABCXYZ\r\n.XYZ 250800\r\nUNB+UNOA:4+X'UNZ+0+1'\r\nScanned by a gateway")
        #expect(list.map { "\($0.tag)" } == ["UNB", "UNZ"])
        #expect(list.diagnostics == [SyntaxDiagnostic(.junk, offset: 0, length: 24), SyntaxDiagnostic(.junk, offset: 47, length: 20)])
    }

    /// ISO 9735-1 has the element separator behind a tag; a header with another mark there is read with what there is, and ends.
    @Test(arguments: ["UNB:IATA+1'", "UNB:IATA+1'UNB:IATA+1'UNZ+1+1'", "UNB'", "UNB", "UNH:1'UNT+1+1'", "UNA:'UNB:1'", "UNG?1'"])
    func headerWithoutItsElementSeparatorIsPassed(text: String) {
        let list = read(text)
        #expect(list.allSatisfy { $0.range.upperBound <= text.utf8.count })
        #expect(list.count <= text.utf8.count { $0 == 0x27 } + 1)
    }

    @Test func inputCutAnywhereGivesTheSegmentsBeforeTheCut() {
        let whole = "UNA:+.? 'UNB+UNOA:4+X'NAD+FL+++A?'B:C'ATT+2++F'UNZ+1+1'"
        for length in 0...whole.utf8.count {
            let list = SegmentList(Array(whole.utf8.prefix(length)))
            for (segment, tag) in zip(list, ["UNB", "NAD", "ATT", "UNZ"]) { #expect("\(segment.tag)" == tag) }
        }
    }

    @Test func textThatIsNoUTF8IsReadAsLatin1() {
        let list = SegmentList(Array("UNB+UNOC:3+X'NAD+FL+++M".utf8) + [0xDC] + Array("LLER:J'NAD+FL+++MÜLLER:J'".utf8))
        #expect(list[1].text(4) == "MÜLLER")
        #expect(list[2].text(4) == "MÜLLER")
        #expect(list.diagnostics.map(\.kind) == [.notUTF8, .beyondASCII])
    }

    @Test func numbersAreWholeAndUnsigned() {
        let list = read("UNB+UNOA:4+X'CNT+42: 7 :-3:12A:99999999999999999999:0042'")
        #expect([2, 3, 4, 5, 6].map { list[1].number(1, $0) } == [7, nil, nil, nil, 42])
        #expect(list[1].code(1) == Tag("42"))
    }

    @Test func nothingInEmptyOrBinaryInput() {
        #expect(SegmentList([]).isEmpty)
        #expect(SegmentList([UInt8](repeating: 0, count: 10_000)).isEmpty)
        #expect(SegmentList([UInt8](repeating: 0xFF, count: 10_000)).isEmpty)
        #expect(read("UNA").isEmpty && read("UNB").isEmpty && read("UNA''''''").isEmpty)
    }

    /// One segment of any size costs its length in time, and is a diagnostic.
    @Test func aSegmentWithoutEndIsPassedOver() {
        let size = 2 << 20
        let start = ContinuousClock.now
        for filler: UInt8 in [0x41, 0x2B, 0x3A, 0x3F, 0x20, 0x0A] {
            let list = SegmentList(Array("UNB+UNOA:4+X'FTX+".utf8) + [UInt8](repeating: filler, count: size))
            #expect(list.count == 1)
            #expect(list.diagnostics.contains { $0.kind == .segmentTooLong })
        }
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    /// Anything at all: no trap, places inside the input and in order, every text can be asked for.
    @Test func anyMutationIsReadWithinTheInput() {
        var random = SplitMix64(seed: 8)
        let seed = Array("UNA:+.? 'UNB+UNOA:4+XY:ZZ+S:ZZ+261125:0800+1'UNH+1+PAXLST:D:05B:UN'NAD+FL+++O?'NEILL:A??B'UNT+3+1'UNZ+1+1'".utf8)
        let alphabet = Array("UNABHGZ+:'?. \r\n*-\"".utf8) + [0, 0xC3, 0xFF]
        for _ in 0..<2_000 {
            var bytes = seed
            for _ in 0..<1 + random.below(6) {
                let at = random.below(bytes.count)
                switch random.below(4) {
                case 0: bytes[at] = alphabet[random.below(alphabet.count)]
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(alphabet[random.below(alphabet.count)], at: at)
                default: bytes.removeSubrange(at..<min(bytes.count, at + random.below(12)))
                }
                if bytes.isEmpty { bytes = [0x55] }
            }
            var last = 0
            var isInside = true
            for segment in SegmentList(bytes) {
                isInside = isInside && segment.offset >= last && segment.range.upperBound <= bytes.count
                last = segment.range.upperBound
                for element in 0...segment.elementCount + 1 {
                    for component in 0...segment.componentCount(element) + 1 {
                        _ = segment.text(element, component)
                        if let range = segment.range(element, component) {
                            isInside = isInside && range.lowerBound >= segment.offset && range.upperBound <= last
                        }
                    }
                }
                _ = segment.raw
            }
            #expect(isInside)
        }
    }
}
