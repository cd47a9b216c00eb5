import Testing
import Travel
import TravelMessages

@Suite("P1 Type B wrapping: address lines, and line breaks inside segments and tags")
struct TypeBDeviationTests {
    static let fixtures = [
        Deviation(
            "address and origin lines before, ETX behind",
            "\u{1}¶QD PIUZZXY\r\n.XYZDCXY 251200\r\n\u{2}" + Fixture.list() + "\r\n\u{3}",
            findings: ["note junk-outside-interchange -"]),
        Deviation(
            "lines of 64 characters, which cut names, numbers and tags",
            Fixture.wrapped(Fixture.list(), at: 64).replacing("05B:U\r\n", with: "05B:U¶\r\n"),
            findings: ["repaired lines-broken UNH"]),
        Deviation(
            "a break inside the tag of UNH, as on a teleprinter line",
            Fixture.list().replacing("UNH+1", with: "U¶\r\nNH+1"), findings: ["repaired lines-broken UNH"]),
        Deviation(
            "a break between a release character and what it releases",
            Fixture.list(Fixture.astrid + Fixture.ole.replacing("BERG", with: "O?¶\r\n'BERG"), segments: 20),
            facts: [Fixture.both[0], "O'BERG/OLE 1990-02-03 X1234567"], findings: ["repaired lines-broken NAD"]),
        Deviation(
            "a line that goes on with what looks like a tag, in a text with lines of 66 characters",
            Fixture.list(
                "\r\nNAD+FL+++LINDQVIST:ASTRID+12 HARBOUR ROAD AT THE OLD PIER NORTH O¶\r\nF THE TOWN'\r\nDTM+329:850712'\r\n"
                    + "NAD+FL+++BERG:OLE+100 LONG STREET OF MANY HOUSES IN A TOWN+PORT ROY\r\nAL1+NORTH'DTM+329:900203'"),
            facts: ["LINDQVIST/ASTRID 1985-07-12 -", "BERG/OLE 1990-02-03 -"], findings: ["repaired lines-broken NAD"]),
        Deviation(
            "with other separators, because Type B has neither plus nor apostrophe (with P2)",
            "¶QK PIUZZXY\r\n.XYZDCXY 251200\r\n¶UNA:(.) -\r\n"
                + Fixture.wrapped(Fixture.translated(Fixture.list(), ":", "(", ")", "-"), at: 64)
                .replacing("05B:U\r\n", with: "05B:U¶\r\n"),
            findings: ["note junk-outside-interchange -", "note separators-declared UNA", "repaired lines-broken UNH"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }

    @Test("how many lines are broken is said once for the message") func counted() throws {
        let text = Fixture.wrapped(Fixture.list(), at: 69)
        let finding = try #require(readTransmission(bytes(text)).messages.first?.findings.first)
        #expect(finding.arguments == [String(text.count { $0 == "\r\n" })])
    }

    @Test("every width of line reads the same") func everyWidth() throws {
        let clean = readTransmission(bytes(Fixture.list())).messages
        for width in 5...120 {
            let read = readTransmission(bytes(Fixture.wrapped(Fixture.list(), at: width, by: "\n"))).messages
            #expect(read.map { $0.travellers.map(\.value) } == clean.map { $0.travellers.map(\.value) }, "\(width)")
            #expect(read.map(\.legs) == clean.map(\.legs), "\(width)")
        }
    }
}

@Suite("P2 UNA with other characters, because Type B lacks the usual ones")
struct DeclaredSeparatorsDeviationTests {
    static let fixtures = [
        Deviation(
            "UNA:(.) -", "¶UNA:(.) -" + Fixture.translated(Fixture.list(), ":", "(", ")", "-"), findings: ["note separators-declared UNA"]),
        Deviation(
            "UNA:(.) - with a hyphen that is released",
            "¶UNA:(.) -" + Fixture.translated(Fixture.list(), ":", "(", ")", "-").replacing("ASTRID", with: "ASTRID)-MARIA"),
            facts: ["LINDQVIST/ASTRID-MARIA 1985-07-12 L898902C3", Fixture.both[1]], findings: ["note separators-declared UNA"]),
        Deviation(
            "two interchanges, each with its own",
            Fixture.list(Fixture.astrid) + "\r\n¶UNA:(.) -\r\n"
                + Fixture.translated(Fixture.list(Fixture.ole), ":", "(", ")", "-"), findings: ["note separators-declared UNA"]),
        Deviation(
            "UNA:(.) - and a count of other people (with P11)",
            "¶UNA:(.) -" + Fixture.translated(Fixture.list(count: "¶CNT+42:3'"), ":", "(", ")", "-"),
            findings: ["note separators-declared UNA", "note traveller-count-wrong CNT"]),
        Deviation(
            "a hyphen that is not released ends the segment: the rest of the name is lost, and nobody else",
            "¶UNA:(.) -" + Fixture.translated(Fixture.list(), ":", "(", ")", "-").replacing("ASTRID-", with: "ASTRID-¶MARIA-"),
            findings: ["note separators-declared UNA", "lost segment-unreadable -"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }
}

@Suite("P3 Other separators than UNA says, or without UNA")
struct GuessedSeparatorsDeviationTests {
    static let fixtures = [
        Deviation(
            "quotation marks as terminators, without UNA",
            "¶" + Fixture.list(syntax: "SIRE:1").replacing("'", with: "\""), findings: ["repaired separators-unusual UNB"]),
        Deviation(
            "asterisk and dollar, without UNA",
            "¶" + Fixture.translated(Fixture.list(), ":", "*", "?", "$"), findings: ["repaired separators-unusual UNB"]),
        Deviation(
            "UNA names the apostrophe, and the text has quotation marks",
            "¶UNA:+.? '" + Fixture.list().replacing("'", with: "\""), findings: ["repaired separators-unusual UNA"]),
        Deviation(
            "exclamation marks for components and a caret, without UNA, in lines (with P5)",
            "¶" + Fixture.translated(Fixture.list(), "!", "@", "$", "^").replacing("^", with: "^\r\n"),
            findings: ["repaired separators-unusual UNB"]),
        Deviation(
            "UNA of five characters, with its line break",
            "¶UNA:+.?'\r\n" + Fixture.list(), findings: ["repaired separators-unusual UNA"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }
}

@Suite("P4 Junk before UNA and behind UNZ")
struct JunkDeviationTests {
    static let fixtures = [
        Deviation(
            "a mail gateway's line before", "¶Scanned by UN Antivirus\r\n\r\nUNA:+.? '" + Fixture.list(),
            findings: ["note junk-outside-interchange -"]),
        Deviation(
            "a mail gateway's lines behind",
            Fixture.list() + "\r\n--\r\n".replacing("--", with: "¶--") + "Email secured by UN Antivirus\r\n",
            findings: ["note junk-outside-interchange -"]),
        Deviation(
            "before, between and behind",
            "¶X-Header: 1\r\n\r\n" + Fixture.list(Fixture.astrid) + "\n¶next file\n" + Fixture.list(Fixture.ole) + "¶EOF",
            findings: [String](repeating: "note junk-outside-interchange -", count: 3)),
        Deviation(
            "junk and separators that nobody declared (with P3)",
            "¶Scanned.\r\n¶" + Fixture.list().replacing("'", with: "\""),
            findings: ["note junk-outside-interchange -", "repaired separators-unusual UNB"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }
}

@Suite("P5 Blanks between segments, and terminators that are missing")
struct BlanksDeviationTests {
    static let fixtures = [
        Deviation("line breaks behind terminators are no fault", Fixture.list().replacing("'", with: "'\r\n"), findings: []),
        Deviation(
            "a blank before tags, said once", Fixture.list().replacing("ATT+2++F'", with: "¶ ATT+2++F' ").replacing("NAT", with: "\t NAT"),
            findings: ["note blanks-between-segments -"]),
        Deviation(
            "empty segments", Fixture.list(Fixture.astrid + "¶''" + Fixture.ole, segments: 20), findings: ["note blanks-between-segments -"]
        ),
        Deviation(
            "the last terminator is missing", String(Fixture.list().dropLast(9)) + "¶UNZ+1+77",
            findings: ["repaired terminator-missing UNZ"]),
        Deviation(
            "a terminator is missing at a line's end",
            Fixture.list().replacing("'", with: "'\n").replacing("ATT+2++F'", with: "¶ATT+2++F"),
            findings: ["repaired terminator-missing ATT"]),
        Deviation(
            "a segment without elements loses its terminator",
            Fixture.push().replacing("'", with: "'\n").replacing("SRC'", with: "¶SRC", maxReplacements: 1),
            findings: ["repaired terminator-missing SRC"]),
        Deviation(
            "lines without any terminator",
            Fixture.list(Fixture.ole).replacing("'", with: "\n").replacing("\n", with: "\n¶").dropLastMark("¶"), facts: [Fixture.both[1]],
            findings: [
                "UNB", "UNH", "BGM", "TDT", "LOC", "DTM", "LOC", "DTM", "NAD", "ATT", "DTM", "DOC", "DTM", "UNT", "UNZ",
            ].map { "repaired terminator-missing \($0)" }),
        Deviation(
            "a terminator lost, in small letters, behind blanks (with P10)",
            Fixture.list().replacing("'", with: "'\n").replacing("ATT+2++F'\nDTM", with: "¶¶att+2++F\nDTM").replacing("NAT", with: "NAT"),
            findings: ["repaired tag-in-lower-case ATT", "repaired terminator-missing ATT"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }
}

extension String {
    /// The mark moved from behind each line to before it: the first line gets one, and the last none.
    fileprivate func dropLastMark(_ mark: Character) -> String { String(mark) + String(dropLast()) }
}

@Suite("P11 Counts and references that do not agree")
struct CountsDeviationTests {
    static let fixtures = [
        Deviation("CNT counts others", Fixture.list(count: "¶CNT+42:4'"), findings: ["note traveller-count-wrong CNT"]),
        Deviation(
            "UNT counts others, and repeats another reference",
            Fixture.list(segments: 3).replacing("UNT+3+1'", with: "¶¶UNT+3+9'"),
            findings: ["note segment-count-wrong UNT", "note reference-mismatch UNT"]),
        Deviation(
            "UNZ counts others, and repeats another reference", Fixture.list().replacing("UNZ+1+77'", with: "¶¶UNZ+2+78'"),
            findings: ["note message-count-wrong UNZ", "note reference-mismatch UNZ"]),
        Deviation(
            "the count is cut by a line break, and right (with P1)", Fixture.list(count: "CNT+42:¶\r\n2'"),
            findings: ["repaired lines-broken CNT"]),
        Deviation(
            "the tag of the count is cut by a line break, and the count is wrong (with P1)", Fixture.list(count: "¶C¶\r\nNT+42:3'"),
            findings: ["note traveller-count-wrong CNT", "repaired lines-broken CNT"]),
        Deviation("the count is no number", Fixture.list(count: "¶CNT+42:TWO'"), findings: ["note count-unreadable CNT"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }
}

@Suite("P15 Full lists twice, parts without marks, changes to people nobody listed")
struct RepetitionDeviationTests {
    static let fixtures = [
        Deviation(
            "the same list twice in one interchange",
            Fixture.list(Fixture.astrid).replacing(
                "UNZ+1+77'",
                with: "¶UNH+2+PAXLST:D:05B:UN:IATA'BGM+745'" + Fixture.flight + Fixture.astrid + "UNT+15+2'UNZ+2+77'"),
            facts: Fixture.one + Fixture.one, findings: ["note message-repeated UNH"]),
        Deviation(
            "the same list in two interchanges, the second behind junk (with P4)",
            Fixture.list(Fixture.astrid) + "\n¶again:\n"
                + Fixture.list(Fixture.astrid).replacing("UNH+1", with: "¶UNH+1"),
            facts: Fixture.one + Fixture.one, findings: ["note junk-outside-interchange -", "note message-repeated UNH"]),
        Deviation(
            "a part that does not say whether more follow",
            Fixture.list(header: "PAXLST:D:05B:UN:IATA+XY123/261125+¶2", count: "CNT+42:180'"),
            findings: ["note part-mark-missing UNH"]),
        Deviation(
            "a change that names somebody: the person is read like any other",
            Fixture.list(Fixture.astrid, bgm: "BGM+745+CP'"), facts: Fixture.one, findings: []),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }

    @Test("another list of the same length is no repetition") func sameLength() {
        let other = Fixture.list(Fixture.astrid).replacing("ASTRID", with: "ASTRIX")
        let findings = Deviation.findings(readTransmission(bytes(Fixture.list(Fixture.astrid) + other)))
        #expect(findings.isEmpty)
    }
}
