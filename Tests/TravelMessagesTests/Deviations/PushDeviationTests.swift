import Testing
import Travel
import TravelMessages

private func read(_ text: String) -> [TravelMessage] { readTransmission(Deviation("", text, findings: []).bytes).messages }

@Suite("N1 and N2 Stray lines, free text and agencies where others are expected")
struct StrayLineDeviationTests {
    private static let astrid = Fixture.booking

    static let fixtures = [
        Deviation(
            "a line LT before a booking", Fixture.push(astrid + "¶LT'" + Fixture.second, segments: 18),
            findings: ["lost segment-unreadable -"]),
        Deviation(
            "lines L and LT without terminators, in a push in lines",
            Fixture.push(astrid + "¶L\r\nLT 0/O/NO 123\r\n" + Fixture.second).replacing("'", with: "'\r\n"),
            findings: ["lost segment-unreadable -"]),
        Deviation(
            "free text before the locator",
            Fixture.push(astrid.replacing("SRC'", with: "SRC'IFT+4:28::XY+CTCE ASTRID//X.EXAMPLE'") + Fixture.second), findings: []),
        Deviation(
            "a booking without its trigger", Fixture.push(astrid + Fixture.second.replacing("SRC'", with: "")), findings: []),
        Deviation(
            "the message ends without UNT", Fixture.push().replacing("RPI+1+HK'UNT+18+1'", with: "¶RPI+1+HK'"),
            findings: ["lost message-cut RPI"]),
        Deviation(
            "stray lines, no trigger, and no agency (with N9)",
            Fixture.push(
                astrid + "¶L'" + Fixture.second.replacing("SRC'", with: ""),
                level0: "¶" + Fixture.level0.replacing("ORG+XY:AAA'", with: "") + "EQN+2'", segments: 16),
            findings: ["note segment-missing ORG", "lost segment-unreadable -"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }

    @Test("both bookings are there, each with its own", arguments: [fixtures[0], fixtures[1], fixtures[3], fixtures[5]])
    func bookings(fixture: Deviation) {
        let message = readTransmission(fixture.bytes).messages[0]
        #expect(message.bookings.map { $0.value.locators.map(\.value) } == [["ABC123"], ["DEF456"]])
        #expect(message.bookings.map(\.value.travellers) == [[0], [1]])
    }
}

@Suite("N3 Odd endings, wrong trailers, and CNT in a push")
struct EndingDeviationTests {
    static let fixtures = [
        Deviation(
            "a line L at the end", Fixture.push(Fixture.booking + Fixture.second + "¶L'", segments: 18),
            findings: ["lost segment-unreadable -"]),
        Deviation(
            "a count as lists have it", Fixture.push(Fixture.booking + Fixture.second + "¶CNT+42:2'"),
            findings: ["note segment-unexpected CNT"]),
        Deviation(
            "trailers that count others",
            Fixture.push(segments: 99).replacing("UNT+99", with: "¶UNT+99").replacing("UNZ+1", with: "¶UNZ+9"),
            findings: ["note segment-count-wrong UNT", "note message-count-wrong UNZ"]),
        Deviation(
            "a line L, a count and a wrong trailer, behind a mail gateway's line (with P4)",
            "¶Scanned\r\n"
                + Fixture.push(Fixture.booking + Fixture.second + "¶CNT+42:2'¶L'", segments: 99).replacing("UNT+99", with: "¶UNT+99"),
            findings: [
                "note junk-outside-interchange -", "note segment-unexpected CNT", "lost segment-unreadable -",
                "note segment-count-wrong UNT",
            ]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }
}

@Suite("N4 DOCS in groups 1 and 5, without sex or year, one element off, or without any TIF")
struct DocumentPlaceDeviationTests {
    private static let two = "TIF+LINDQVIST:I+ASTRID:A:1'TIF+BERG:I+OLE:A:2'"
    private static let ole = "SSR+DOCS:HK:1:XY:::::/P/UTO/X1234567/UTO/03FEB90/M/30NOV29/BERG/OLE'"
    private static func push(_ first: String, _ people: String, _ last: String = "") -> String {
        Fixture.push("SRC'RCI+XY:ABC123::251126:0439'" + first + people + Fixture.own + last, level0: Fixture.level0 + "EQN+1'")
    }

    static let fixtures = [
        Deviation("in group 1", push(Fixture.documents + ole, two), findings: []),
        Deviation("in group 5", push("", two, Fixture.documents + ole), findings: []),
        Deviation(
            "without sex and expiry", push(Fixture.documents.replacing("/F/31DEC30/", with: "///"), two, ole), findings: []),
        Deviation(
            "without a year of birth", push(Fixture.documents.replacing("SSR", with: "¶SSR").replacing("12JUL85", with: "12JUL"), two, ole),
            facts: ["LINDQVIST/ASTRID - L898902C3", Fixture.both[1]], findings: ["lost date-unreadable SSR"]),
        Deviation(
            "the kind left out", push(Fixture.documents.replacing("SSR", with: "¶SSR").replacing("/P/UTO/L8", with: "/UTO/L8"), two, ole),
            findings: ["repaired document-shifted SSR"]),
        Deviation(
            "an empty element before the kind",
            push("", two, Fixture.documents.replacing("SSR", with: "¶SSR").replacing("/P/UTO/L8", with: "//P/UTO/L8") + ole),
            findings: ["repaired document-shifted SSR"]),
        Deviation(
            "nobody but in the documents", push("", "", "¶" + Fixture.documents + "¶" + ole),
            findings: ["repaired traveller-in-document-only SSR", "repaired traveller-in-document-only SSR"]),
        Deviation(
            "a reference to nobody, one element off, in a group where it speaks of everybody (combined)",
            push("", two, ole + "¶¶SSR+DOCS:HK:1:XY:::::/UTO/L898902C3/UTO/12JUL85/F/31DEC30/LINDQVIST/ASTRID+::9'"),
            findings: ["note reference-unknown SSR", "repaired document-shifted SSR"]),
        Deviation(
            "one that could be anybody's",
            push("¶SSR+DOCS:HK:1:XY:::::/P/UTO/L898902C3/UTO/12JUL85/F'", two, ole),
            facts: ["LINDQVIST/ASTRID - -", Fixture.both[1]], findings: ["lost document-unassigned SSR"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }
}

@Suite("N5 Other separators, and the same signs in free text and amounts")
struct SeparatorsInTextDeviationTests {
    private static func push(_ extra: String) -> String {
        let own = Fixture.translated(Fixture.push(), "!", "@", "$", "^")
        return "¶UNA!@#$ ^" + own.replacing("SRC^", with: "SRC^" + extra, maxReplacements: 1).replacing("UNT@18", with: "UNT@19")
    }

    static let fixtures = [
        Deviation(
            "UNA!@#$ ^", push("IFT@4!28!!XY@HELLO^"), findings: ["note separators-declared UNA"]),
        Deviation(
            "of five characters, and a blank line", "¶UNA!@#$^\r\n" + String(push("IFT@4!28!!XY@HELLO^").dropFirst(10)),
            findings: ["repaired separators-unusual UNA"]),
        Deviation(
            "an e-mail address with the sign that parts elements", push("IFT@4!28!!XY@¶CTCE ASTRID@X.EXAMPLE^"),
            findings: ["note separators-declared UNA", "repaired separator-in-text IFT"]),
        Deviation(
            "a document with the sign that parts components, in its number's place",
            push("SSR@OTHS!HK!1!XY!!!!!¶/CALL BACK!LATER^"),
            findings: ["note separators-declared UNA", "repaired separator-in-text SSR"]),
        Deviation(
            "the sign that ends segments, in a text: the rest of the text is lost (with N1)",
            push("IFT@4!28!!XY@UP^¶AND AWAY^"), findings: ["note separators-declared UNA", "lost segment-unreadable -"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }

    @Test("the address is put together again") func address() {
        let contacts = read(Self.push("IFT@4!28!!XY@CTCE ASTRID@X.EXAMPLE^"))[0].bookings[0].value.contacts
        #expect(contacts.map(\.value) == ["ASTRID@X.EXAMPLE"] && contacts.map(\.kind) == [.email])
    }

    @Test("an amount with the release character and another decimal mark keeps its digits") func amount() {
        let tickets = read(
            Self.push("").replacing("!A!1^SSR", with: "!A!1^TKT@9991234567890!T^MON@T!$1234#50!XTS^SSR", maxReplacements: 1))[0]
            .travellers[0].value.tickets
        #expect(tickets == [Ticket(number: "9991234567890", type: "T", amount: "1234#50", currency: "XTS")])
    }
}

@Suite("N6 Another order in group 1, blanks in names, references with points, TIF twice")
struct OrderDeviationTests {
    private static let ole = "SSR+DOCS:HK:1:XY:::::/P/UTO/X1234567/UTO/03FEB90/M/30NOV29+::2.1'"
    private static func push(_ first: String, _ people: String, _ last: String = "") -> String {
        Fixture.push("SRC'RCI+XY:ABC123::251126:0439'" + first + people + Fixture.own + last, level0: Fixture.level0 + "EQN+1'")
    }
    private static let pointed = "TIF+LINDQVIST:I+ASTRID:A:1.1'TIF+BERG:I+OLE:A:2.1'"

    static let fixtures = [
        Deviation(
            "SSR before DAT and ORG",
            push(Fixture.documents + ole + "DAT+700:251126:0500'ORG+1A:MUC+99993340:XXXXY08AA'", pointed), findings: []),
        Deviation("references with points", push("", pointed, Fixture.documents + ole), findings: []),
        Deviation(
            "blanks in names", push("", "TIF+LIND  QVIST:I+ASTRID  MARIA:A:1'", Fixture.documents.replacing("/LINDQVIST/ASTRID", with: "")),
            facts: ["LIND QVIST/ASTRID MARIA 1985-07-12 L898902C3"], findings: []),
        Deviation(
            "TIF twice", push("", pointed.replacing("TIF+BERG", with: "¶TIF+LINDQVIST:I+ASTRID:A:1.1'TIF+BERG"), Fixture.documents + ole),
            findings: ["repaired traveller-repeated TIF"]),
        Deviation(
            "one reference for two people: neither gets what is only referred to",
            push(
                "", "TIF+LINDQVIST:I+ASTRID:A:1'TIF+BERG:I+OLE:A:1'",
                Fixture.documents + "¶¶SSR+DOCS:HK:1:XY:::::/P/UTO/X1234567/UTO/03FEB90/M+::1'"),
            facts: [Fixture.both[0], "BERG/OLE - -"], findings: ["note reference-unknown SSR", "lost document-unassigned SSR"]),
        Deviation(
            "TIF twice with a title and a title glued, in another order (with P8)",
            push(Fixture.documents + ole, "¶TIF+LINDQVIST:I+ASTRID MRS:A:1.1'¶TIF+LINDQVIST:I+ASTRID MRS:A:1.1'¶TIF+BERG:I+OLEMR:A:2.1'"),
            facts: [Fixture.both[0], "BERG/OLEMR 1990-02-03 X1234567"],
            findings: ["note title-removed TIF", "repaired traveller-repeated TIF", "note title-glued TIF"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }

    @Test("two people of one name without references are two") func namesakes() {
        let message = read(Self.push("", "TIF+BERG:I+OLE:A'TIF+BERG:I+OLE:A'"))[0]
        #expect(message.travellers.count == 2)
    }

    @Test("a group of a dozen keeps its references apart") func manyReferences() {
        let people = (1...12).map { "TIF+BERG:I+OLE\(Character(UnicodeScalar(UInt8(0x40 + $0)))):A:\($0)'" }.joined()
        let requests = (1...12).map { "SSR+DOCS:HK:1:XY:::::/P/UTO/X00000\($0 + 10)/UTO/03FEB90/M+::\($0)'" }.joined()
        let message = read(Self.push("", people + people, requests))[0]
        #expect(message.travellers.map { $0.value.documents.map(\.number) } == (1...12).map { ["X00000\($0 + 10)"] })
        #expect(message.findings.count { $0.code == .travellerRepeated } == 12)
    }
}

@Suite("N7 TRI missing, and DAT without a date")
struct CheckInDeviationTests {
    private static func push(_ checkIn: String) -> String {
        Fixture.push(
            "SRC'RCI+XY:ABC123::251126:0439'TIF+LINDQVIST:I+ASTRID:A:1'TIF+BERG:I+OLE:A:2'" + Fixture.documents
                + "SSR+DOCS:HK:1:XY:::::/P/UTO/X1234567/UTO/03FEB90/M/30NOV29/BERG/OLE'" + Fixture.own + checkIn,
            level0: Fixture.level0 + "EQN+1'")
    }

    static let fixtures = [
        Deviation("no date", push("DAT+2:¶'TRI++XY-168:::2'SSD+011D'"), findings: ["note value-missing DAT"]),
        Deviation(
            "a seat and bags of nobody", push("DAT+2:261126:0700'¶SSD+011D'¶TBD++1:10:700'"),
            findings: ["note check-in-unassigned SSD", "note check-in-unassigned TBD"]),
        Deviation(
            "nobody between two flights", push("DAT+2:261126:0700'TVL+261126:1600:261126:1700+BBB+CCC+XY+125'"), findings: []),
        Deviation(
            "a reference to nobody", push("DAT+2:261126:0700'¶TRI++XY-168:::7'¶SSD+011D'"),
            findings: ["note reference-unknown TRI", "note check-in-unassigned SSD"]),
        Deviation(
            "no date, nobody, and a run of tags that cannot be (with P12)",
            push("DAT+2:¶'¶SSD+011D'TRI++XY-168:::2'¶TBD++1:10:700++HP+XY:4074902999:722356:BBB'"),
            findings: ["note value-missing DAT", "note check-in-unassigned SSD", "repaired tag-range-capped TBD"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }

    @Test("what is nobody's is kept with the booking; what is somebody's is that person's") func kept() {
        let message = read(Self.push("DAT+2:'SSD+011D'TRI++XY-168:::2'SSD+012C'"))[0]
        #expect(message.travellers.map(\.value.seat) == [nil, "12C"])
        #expect(message.bookings[0].value.remainder.contains { $0.text == "SSD+011D" })
    }
}

@Suite("N8 Hard wraps, two segments on one line, typographic quotes as terminators")
struct QuoteDeviationTests {
    /// It is said for the envelope, and once for each message.
    private static func quoted(by lineBreak: String) -> String {
        Fixture.push().replacing("77'UNH", with: "77¶'UNH").replacing("IA'", with: "IA¶'").replacing("'", with: "\u{2019}" + lineBreak)
    }

    static let fixtures = [
        Deviation(
            "lines of 60", Fixture.wrapped(Fixture.push(), at: 60, by: "\n").replacing("MSG+:2\n", with: "MSG+:2¶\n"),
            findings: ["repaired lines-broken MSG"]),
        Deviation(
            "two segments on one line", Fixture.push().replacing("TIF", with: "\r\nTIF").replacing("SRC", with: "\r\nSRC"), findings: []),
        Deviation(
            "typographic quotes, in lines", quoted(by: "\r\n"),
            findings: ["repaired separators-unusual UNB", "repaired separators-unusual UNH"]),
        Deviation(
            "typographic quotes, in one line", quoted(by: ""),
            findings: ["repaired separators-unusual UNB", "repaired separators-unusual UNH"]),
        Deviation(
            "some of them, as a word processor leaves them",
            Fixture.push().replacing("¶", with: "").replacing("'", with: "'\r\n").replacing(
                "TIF+LINDQVIST:I+ASTRID:A:1'", with: "TIF+LINDQVIST:I+ASTRID:A:1¶\u{2018}"),
            findings: ["repaired separators-unusual TIF"]),
        Deviation(
            "UNA with a typographic quote", "¶UNA:+.? \u{2019}\r\n" + quoted(by: "\r\n"),
            findings: ["repaired separators-unusual UNA", "repaired separators-unusual UNB", "repaired separators-unusual UNH"]),
        Deviation(
            "typographic quotes in lines, one of them lost behind a segment without elements (with P5)",
            quoted(by: "\r\n").replacing("SRC\u{2019}", with: "¶SRC", maxReplacements: 1),
            findings: ["repaired separators-unusual UNB", "repaired separators-unusual UNH", "repaired terminator-missing SRC"]),
        Deviation(
            "typographic quotes in one line, and a group in small letters (with P10 and P13)",
            Fixture.list(flight: Fixture.flight + "GR6+1'").replacing("77'UNH", with: "77¶'UNH").replacing("IATA'", with: "IATA¶'")
                .replacing("'", with: "\u{2019}").replacing("GR6", with: "¶¶gr6"),
            findings: [
                "repaired separators-unusual UNB", "repaired separators-unusual UNH", "repaired tag-in-lower-case GR6",
                "note segment-unexpected GR6",
            ]),
        Deviation(
            "a typographic apostrophe in a name is part of the name",
            Fixture.push(
                Fixture.booking
                    + Fixture.second.replacing("TIF+BERG:I+OLE:A:1'SSR", with: "¶TIF+D\u{2019}ACO:I+OLE:A:1'SSR").replacing(
                        "/BERG/OLE", with: "")),
            facts: [Fixture.both[0], "D\u{2019}ACO/OLE 1990-02-03 X1234567"], findings: ["note characters-unannounced TIF"]),
        Deviation(
            "typographic quotes and broken lines (with P1)",
            quoted(by: "\r\n").replacing("SSR+DOCS:HK:1:XY:::::/P/UTO/L89", with: "SSR+DOCS:HK:1:XY:::::/P/UTO/¶\r\nL89"),
            findings: ["repaired separators-unusual UNB", "repaired separators-unusual UNH", "repaired lines-broken SSR"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }
}

@Suite("N9 No ORG, no MSG, no EQN at level 0")
struct MissingSegmentDeviationTests {
    static let fixtures = [
        Deviation(
            "no ORG", Fixture.push(level0: "¶" + Fixture.level0.replacing("ORG+XY:AAA'", with: "") + "EQN+2'"),
            findings: ["note segment-missing ORG"]),
        Deviation(
            "no MSG", Fixture.push(level0: "¶" + Fixture.level0.replacing("MSG+:22'", with: "") + "EQN+2'"),
            findings: ["note action-unknown MSG"]),
        Deviation("no EQN", Fixture.push(level0: "¶" + Fixture.level0), findings: ["note segment-missing EQN"]),
        Deviation(
            "EQN is no number", Fixture.push(level0: Fixture.level0 + "¶EQN+TWO'"), findings: ["note count-unreadable EQN"]),
        Deviation(
            "none of them, and no carrier but an ICAO one (with P14)",
            Fixture.push(level0: "¶¶¶¶TVL+261126:0930:261126:1345+AAA+BBB+QXZ+123'"),
            findings: ["note carrier-in-icao TVL", "note action-unknown MSG", "note segment-missing ORG", "note segment-missing EQN"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }
}

@Suite("N10 The time in RCI, with seconds, without a date, and the century of its year")
struct CreationDeviationTests {
    private static func push(_ locator: String) -> String {
        Fixture.push(Fixture.booking.replacing("RCI+XY:ABC123::251126:0439'", with: locator) + Fixture.second)
    }

    static let fixtures = [
        Deviation("seconds", push("RCI+XY:ABC123::251126:043915'"), findings: []),
        Deviation("no date", push("RCI+XY:ABC123:::¶0439'"), findings: ["lost date-unreadable RCI"]),
        Deviation("no time", push("RCI+XY:ABC123::¶251126'"), findings: ["repaired time-missing RCI"]),
        Deviation("no date that can be", push("RCI+XY:ABC123::¶311426:0439'"), findings: ["lost date-unreadable RCI"]),
        Deviation("no time that can be", push("RCI+XY:ABC123::251126:¶2539'"), findings: ["repaired date-unreadable RCI"]),
        Deviation(
            "no date, and a flight padded with zeros (with P14)",
            push("RCI+XY:ABC123:::¶043915'").replacing(
                "TVL+261126:0930:261126:1345+AAA+BBB+XY+123'EQN", with: "¶TVL+261126:0930:261126:1345+AAA+BBB+XY+0123'EQN"),
            findings: ["note flight-number-padded TVL", "lost date-unreadable RCI"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }

    @Test(
        "made when",
        arguments: [
            ("251126:0439", "2026-11-25T04:39:00"), ("251126:043915", "2026-11-25T04:39:15"), ("25112026:0439", "2026-11-25T04:39:00"),
            ("251126", "2026-11-25T00:00:00"), ("010179:0439", "2079-01-01T04:39:00"), ("010180:0439", "1980-01-01T04:39:00"),
        ])
    func created(text: String, expected: String) {
        #expect(read(Self.push("RCI+XY:ABC123::\(text)'"))[0].bookings[0].value.created?.description == expected)
    }
}
