import Testing
import Travel
import TravelMessages

private func people(_ text: String) -> [Traveller] {
    readTransmission(Deviation("", text, findings: []).bytes).messages.flatMap { $0.travellers.map(\.value) }
}

@Suite("P6 Forms of DOC")
struct DocumentDeviationTests {
    private static func list(_ document: String, _ rest: String = "DTM+36:301231'LOC+91+UTO'") -> String {
        Fixture.list("NAD+FL+++LINDQVIST:ASTRID'ATT+2++F'DTM+329:850712'" + document + rest + Fixture.ole)
    }

    static let fixtures = [
        Deviation("another agency", list("DOC+P:110:ZZZ+L898902C3'"), findings: []),
        Deviation("neither list nor agency", list("DOC+P+L898902C3'"), findings: []),
        Deviation("no kind", list("DOC++¶L898902C3'"), findings: ["note document-incomplete DOC"]),
        Deviation(
            "a kind and no number", list("¶DOC+P:110:111'"), facts: ["LINDQVIST/ASTRID 1985-07-12 -", Fixture.both[1]],
            findings: ["note document-incomplete DOC"]),
        Deviation(
            "nothing at all", list("DOC++¶'", ""), facts: ["LINDQVIST/ASTRID 1985-07-12 -", Fixture.both[1]],
            findings: ["note value-missing DOC"]),
        Deviation(
            "nothing at all, and then an expiry all the same (with P10)", list("DOC++¶'", "DTM+36:¶¶20301231'"),
            facts: ["LINDQVIST/ASTRID 1985-07-12 -", Fixture.both[1]],
            findings: ["note value-missing DOC", "repaired date-format-unusual DTM", "note document-incomplete DOC"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }

    @Test(arguments: ["DOC+P:110:111+L898902C3'", "DOC+P:110:ZZZ+L898902C3'", "DOC+P+L898902C3'", "doc+p+L898902C3'"])
    func kindNumberIssuerAndExpiry(document: String) {
        #expect(
            people(Self.list(document)).first?.documents == [
                TravelDocument(type: "P", number: "L898902C3", issuer: "UTO", expiry: LocalDate(year: 2030, month: 12, day: 31))
            ])
    }
}

@Suite("P7 Values that are empty")
struct EmptyValueDeviationTests {
    static let fixtures = [
        Deviation(
            "a residence", Fixture.list(Fixture.astrid + "LOC+174+¶'" + Fixture.ole), findings: ["note value-missing LOC"]),
        Deviation(
            "an issuing state and an expiry",
            Fixture.list(Fixture.astrid.replacing("DTM+36:301231'LOC+91+UTO'", with: "DTM+36:¶'LOC+91+¶'") + Fixture.ole),
            findings: ["note value-missing DTM", "note value-missing LOC"]),
        Deviation(
            "a locator, a nationality, a sex, a number of bags",
            Fixture.list(Fixture.astrid.replacing("ATT+2++F'", with: "ATT+2++¶'") + "NAT+2+¶'RFF+AVF:¶'MEA+CT++¶:'" + Fixture.ole),
            findings: ["note value-missing ATT", "note value-missing NAT", "note value-missing RFF", "note value-missing MEA"]),
        Deviation(
            "with every traveller: said once", Fixture.list(Fixture.astrid + "LOC+174+¶'" + Fixture.ole + "LOC+174+'"),
            findings: ["note value-missing LOC"]),
        Deviation(
            "empty, broken by a line, in small letters (with P1 and P10)", Fixture.list(Fixture.astrid + "¶loc+174+¶¶\r\n'" + Fixture.ole),
            findings: ["repaired tag-in-lower-case LOC", "repaired lines-broken LOC", "note value-missing LOC"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }

    @Test("the finding says which qualifier, and how often") func counted() {
        let text = Fixture.list(Fixture.astrid + "LOC+174+'" + Fixture.ole + "LOC+174+'LOC+178+'")
        let findings = readTransmission(bytes(text)).messages[0].findings
        #expect(findings.map(\.arguments) == [["174", "2"], ["178", "1"]])
    }
}

@Suite("P8 Names in one part, with titles, placeholders, and letters that were not announced")
struct NameDeviationTests {
    private static func list(_ name: String, syntax: String = "UNOA:4") -> String {
        Fixture.list(Fixture.astrid.replacing("LINDQVIST:ASTRID", with: name) + Fixture.ole, syntax: syntax)
    }
    private static func facts(_ name: String) -> [String] { ["\(name) 1985-07-12 L898902C3", Fixture.both[1]] }

    static let fixtures = [
        Deviation("all in one, with a slash", list("¶LINDQVIST/ASTRID"), findings: ["repaired name-in-one-part NAD"]),
        Deviation(
            "all in one, without a mark between", list("¶LINDQVIST ASTRID"), facts: facts("LINDQVIST ASTRID/"),
            findings: ["repaired name-in-one-part NAD"]),
        Deviation("turned round: nobody can tell", list("ASTRID:LINDQVIST"), facts: facts("ASTRID/LINDQVIST"), findings: []),
        Deviation("a title apart", list("¶LINDQVIST:ASTRID MRS"), findings: ["note title-removed NAD"]),
        Deviation("a reference behind the name", list("¶LINDQVIST:ASTRID-1"), findings: ["note name-reference-removed NAD"]),
        Deviation(
            "a reference and a title", list("¶¶LINDQVIST-02:ASTRID MRS"),
            findings: ["note title-removed NAD", "note name-reference-removed NAD"]),
        Deviation("a hyphen within a name", list("LINDQVIST:ANNA-ASTRID"), facts: facts("LINDQVIST/ANNA-ASTRID"), findings: []),
        Deviation(
            "a title glued to the end", list("¶LINDQVIST:ASTRIDMRS"), facts: facts("LINDQVIST/ASTRIDMRS"),
            findings: ["note title-glued NAD"]),
        Deviation(
            "a title glued to the beginning", list("¶LINDQVIST:MRSASTRID"), facts: facts("LINDQVIST/MRSASTRID"),
            findings: ["note title-glued NAD"]),
        Deviation(
            "a placeholder", list("¶LINDQVIST:FNU"), facts: facts("LINDQVIST/FNU"), findings: ["repaired name-in-one-part NAD"]),
        Deviation(
            "letters beyond UNOA, in UTF-8", list("YYÉ:ASTRID").replacing("NAD+FL+++YY", with: "¶NAD+FL+++YY"), facts: facts("YYÉ/ASTRID"),
            findings: ["note characters-unannounced NAD"]),
        Deviation(
            "letters beyond UNOA, in ISO 8859-1", list("YYÉ:ASTRID").replacing("NAD+FL+++YY", with: "¶NAD+FL+++YY"),
            facts: facts("YYÉ/ASTRID"), findings: ["repaired encoding-repaired NAD"], latin1: true),
        Deviation(
            "letters that UNOC announces", list("YYÉ:ASTRID", syntax: "UNOC:3"), facts: facts("YYÉ/ASTRID"), findings: [], latin1: true),
        Deviation(
            "one part, a title, and a letter nobody announced (combined)",
            list("LINDQVIST/ÅSTRID MRS").replacing("NAD+FL+++LIN", with: "¶NAD+FL+++¶¶LIN"), facts: facts("LINDQVIST/ÅSTRID"),
            findings: ["note characters-unannounced NAD", "repaired name-in-one-part NAD", "note title-removed NAD"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }

    @Test("what could be read otherwise is a second reading, and the name stays as received")
    func secondReadings() {
        #expect(people(Self.list("LINDQVIST:ASTRIDMRS"))[0].names.map(\.given) == ["ASTRIDMRS", "ASTRID"])
        #expect(people(Self.list("LINDQVIST:MRSASTRID"))[0].names.map(\.given) == ["MRSASTRID", "ASTRID"])
        #expect(people(Self.list("LINDQVIST:FNU"))[0].names.map(\.given) == ["FNU", ""])
        #expect(people(Self.list("LINDQVIST:MRINAL"))[0].names.map(\.given) == ["MRINAL"])
    }

    @Test("other parts of ISO 8859 are read as the first, which is said") func otherAlphabets() {
        let text = Deviation("", Self.list("YYÉ:ASTRID", syntax: "UNOE:3"), findings: [], latin1: true)
        #expect(Deviation.findings(readTransmission(text.bytes)).first?.hasPrefix("repaired encoding-repaired NAD") == true)
    }
}

@Suite("P9 Bags without a tag, and weights in the second element")
struct BagTextDeviationTests {
    private static func list(_ text: String) -> String { Fixture.list(Fixture.astrid + text + Fixture.ole) }

    static let fixtures = [
        Deviation("NULL", list("FTX+BAG+++¶NULL'"), findings: ["note value-missing FTX"]),
        Deviation("null, and a count", list("FTX+BAG+++¶null:0'"), findings: ["note value-missing FTX"]),
        Deviation("a weight in the second element", list("FTX+BAG+¶23++XY012345:2'"), findings: ["repaired qualifier-misplaced FTX"]),
        Deviation(
            "NULL beside a number of bags in the wrong component (with P12)", list("MEA+CT++¶2'FTX+BAG+++¶NULL'"),
            findings: ["repaired qualifier-misplaced MEA", "note value-missing FTX"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }

    @Test func bags() {
        #expect(people(Self.list("FTX+BAG+++NULL'"))[0].baggage == nil)
        #expect(
            people(Self.list("FTX+BAG+23++XY012345:2'"))[0].baggage == Baggage(weight: 23, tags: [.init(first: "XY012345", count: 2)]))
        #expect(people(Self.list("MEA+CT++2'FTX+BAG+++NULL'"))[0].baggage == Baggage(count: 2))
    }
}

@Suite("P10 Dates in other forms, and small letters")
struct DateDeviationTests {
    private static func list(_ birth: String) -> String {
        Fixture.list(Fixture.astrid.replacing("DTM+329:850712'", with: birth) + Fixture.ole)
    }

    static let fixtures = [
        Deviation("a plus for a colon", list("DTM+329+¶850712'"), findings: ["repaired date-format-unusual DTM"]),
        Deviation("eight digits without a format", list("DTM+329:¶19850712'"), findings: ["repaired date-format-unusual DTM"]),
        Deviation("a format that is another's", list("DTM+329:¶19850712:101'"), findings: ["repaired date-format-unusual DTM"]),
        Deviation(
            "a departure without a format", Fixture.list().replacing("DTM+189:2611251200:201", with: "DTM+189:¶2611251200"),
            findings: ["repaired date-format-unusual DTM"]),
        Deviation(
            "a time in a component of its own", Fixture.list().replacing("DTM+189:2611251200:201", with: "DTM+189:¶20261125:1200:203"),
            findings: ["repaired date-format-unusual DTM"]),
        Deviation(
            "a departure without a time", Fixture.list().replacing("DTM+189:2611251200:201", with: "DTM+189:¶261125:101"),
            findings: ["repaired time-missing DTM"]),
        Deviation(
            "small letters, said once",
            Fixture.list().replacing("ATT+2++F'DTM+329", with: "¶att+2++f'dtm+329"), findings: ["repaired tag-in-lower-case ATT"]),
        Deviation(
            "all of it in small letters",
            Fixture.list().lowercased().replacing("unb+", with: "UNB+").replacing("bgm+745", with: "¶bgm+745").replacing(
                "unh+1+paxlst:d:05b:un:iata", with: "UNH+1+PAXLST:D:05B:UN:IATA"),
            facts: ["lindqvist/astrid 1985-07-12 l898902c3", "berg/ole 1990-02-03 x1234567"],
            findings: ["repaired tag-in-lower-case BGM"]),
        Deviation(
            "a date that cannot be", list("DTM+329:¶850230'"), facts: ["LINDQVIST/ASTRID - L898902C3", Fixture.both[1]],
            findings: ["lost date-unreadable DTM"]),
        Deviation(
            "eight digits behind a plus, broken by a line, in small letters (with P1)", list("¶dtm+329+¶1985¶\r\n0712'"),
            findings: ["repaired tag-in-lower-case DTM", "repaired date-format-unusual DTM", "repaired lines-broken DTM"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }

    @Test(
        "the departure is the same in every form",
        arguments: ["189:2611251200:201", "189:2611251200", "189+2611251200+201", "189:20261125:1200:203", "189:202611251200:203"])
    func departures(form: String) {
        let text = Fixture.list().replacing("189:2611251200:201", with: form)
        #expect(readTransmission(bytes(text)).messages[0].legs.first?.departure == LocalDateTime(iso8601: "2026-11-25T12:00"))
    }
}

@Suite("P12 Numbers of bags in another component, and runs of tags that cannot be")
struct BagCountDeviationTests {
    private static func list(_ text: String) -> String { Fixture.list(Fixture.astrid + text + Fixture.ole) }

    static let fixtures = [
        Deviation("the count first", list("MEA+CT++¶2'"), findings: ["repaired qualifier-misplaced MEA"]),
        Deviation("the weight before its unit", list("MEA+WT++¶28:KGM'"), findings: ["repaired qualifier-misplaced MEA"]),
        Deviation("a run of 722,356 bags", list("FTX+BAG+++XY012345:¶722356'"), findings: ["repaired tag-range-capped FTX"]),
        Deviation(
            "a run longer than any number", list("FTX+BAG+++XY012345:¶99999999999999999999'"), findings: ["repaired tag-range-capped FTX"]),
        Deviation("a run that is no number", list("FTX+BAG+++XY012345:¶TWO'"), findings: ["lost count-unreadable FTX"]),
        Deviation(
            "a count an element early, and a run too long (combined)", list("MEA+CT+¶2'FTX+BAG+++XY012345:¶5000'"),
            findings: ["repaired qualifier-misplaced MEA", "repaired tag-range-capped FTX"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }

    @Test func bags() {
        #expect(people(Self.list("MEA+CT++2'"))[0].baggage == Baggage(count: 2))
        #expect(people(Self.list("MEA+WT++28:KGM'"))[0].baggage == Baggage(weight: 28, weightUnit: "KGM"))
        #expect(people(Self.list("FTX+BAG+++XY012345:TWO'"))[0].baggage?.tags == [.init(first: "XY012345", count: 1)])
        #expect(people(Self.list("FTX+BAG+++A1:1:B1:2:C1:3:D1:4:E1:5:F1:6'"))[0].baggage?.tags.map(\.count) == [1, 2, 3, 4, 5, 6])
    }
}

@Suite("P13 Segments of other dialects before the first person")
struct DialectDeviationTests {
    static let fixtures = [
        Deviation(
            "a locator and dates in the header",
            Fixture.list(flight: "¶RFF+AVF:XX1234'¶DTM+179:261125:101'¶DTM+558:261125:101'" + Fixture.flight),
            findings: ["note segment-unexpected RFF", "note segment-unexpected DTM", "note segment-unexpected DTM"]),
        Deviation(
            "a group that air lists do not have", Fixture.list(flight: Fixture.flight + "¶GR6+1'GID+1'"),
            findings: ["note segment-unexpected GR6"]),
        Deviation(
            "a travel agency", Fixture.list(flight: "¶NAD+BA+++HARBOUR TRAVEL'" + Fixture.flight), findings: ["note code-unknown NAD"]),
        Deviation(
            "an agency, a locator, and a flight in ICAO form (with P14)",
            Fixture.list(
                flight: "¶NAD+BA+++HARBOUR TRAVEL'¶RFF+AVF:XX1234'" + Fixture.flight.replacing("TDT+20+XY123+++XY", with: "¶TDT+20+QXZ123")),
            findings: ["note code-unknown NAD", "note segment-unexpected RFF", "note carrier-in-icao TDT"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }

    @Test("what has no home is kept, word for word") func kept() {
        let text = Fixture.list(flight: "RFF+AVF:XX1234'DTM+183:261125:101'NAD+BA+++HARBOUR TRAVEL'GR6+1'" + Fixture.flight)
        let message = readTransmission(bytes(text)).messages[0]
        #expect(message.remainder.map(\.text) == ["RFF+AVF:XX1234", "DTM+183:261125:101", "GR6+1"])
        #expect(message.reporter.map(\.value) == ["HARBOUR TRAVEL"])
        #expect(message.legs.first?.number == "123")
    }
}

@Suite("P14 Flight numbers with padding, with a suffix, and with ICAO designators")
struct FlightNumberDeviationTests {
    private static func list(_ transport: String) -> String {
        Fixture.list(flight: Fixture.flight.replacing("TDT+20+XY123+++XY'", with: transport))
    }

    static let fixtures = [
        Deviation("padded", list("¶TDT+20+XY0123+++XY'"), findings: ["note flight-number-padded TDT"]),
        Deviation("padded, without the carrier before it", list("¶TDT+20+0123+++XY'"), findings: ["note flight-number-padded TDT"]),
        Deviation("an ICAO designator", list("¶TDT+20+QXZ123'"), findings: ["note carrier-in-icao TDT"]),
        Deviation("a suffix is no fault", list("TDT+20+XY123A+++XY'"), findings: []),
        Deviation(
            "an ICAO designator, padding and a suffix (combined)", list("¶¶TDT+20+QXZ0123A+++QXZ'"),
            findings: ["note carrier-in-icao TDT", "note flight-number-padded TDT"]),
    ]

    @Test(arguments: fixtures) func isReadAndNamed(fixture: Deviation) { fixture.holds() }

    @Test(arguments: [("TDT+20+XY0123+++XY'", "XY", ""), ("TDT+20+0123+++XY'", "XY", ""), ("TDT+20+QXZ0123A'", "QXZ", "A")])
    func number(transport: String, carrier: String, suffix: String) {
        let leg = readTransmission(bytes(Self.list(transport))).messages[0].legs[0]
        #expect(leg.carrier == carrier && leg.number == "123" && leg.suffix ?? "" == suffix)
    }
}
