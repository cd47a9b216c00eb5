import Testing
import Travel
import TravelMessages

/// One list with these segments between BGM and CNT.
func listMessage(
    _ segments: [String], bgm: String = "BGM+745", count: String? = nil, flight: [String]? = nil
) -> TravelMessage {
    let standard = ["TDT+20+XY123+++XY", "LOC+125+AAA", "DTM+189:2611251200:201", "LOC+87+BBB", "DTM+232:2611251400:201"]
    let all = [bgm] + (flight ?? standard) + segments + (count.map { ["CNT+\($0)"] } ?? [])
    let head = "UNB+UNOA:4+XYAIR+PIU+261125:0630+1'UNH+1+PAXLST:D:05B:UN:IATA'"
    let text = head + all.joined(separator: "'") + "'UNT+\(all.count + 2)+1'UNZ+1+1'"
    let reading = readTransmission(bytes(text))
    return reading.messages.first ?? TravelMessage(kind: .paxlst, release: "", extent: Extent(offset: 0, length: 0))
}

/// The people of PAXLST, segment groups 4 and 5.
@Suite struct PAXLSTReaderTests {
    private func person(_ segments: String...) throws -> Traveller {
        try #require(listMessage(segments).travellers.first?.value)
    }

    private func codes(_ segments: String...) -> [FindingCode] { listMessage(segments).findings.map(\.code) }

    @Test func allThatAListSaysAboutAPerson() throws {
        let message = listMessage(
            [
                "NAD+DDU+++LINDQVIST:ASTRID:MARIA+12 HARBOUR ROAD+PORT EXAMPLE+NORTH+12345+UTO", "ATT+2++F", "DTM+329:850712", "MEA+CT++:2",
                "MEA+WT++KGM:28", "GEI+4+173", "FTX+BAG+++XY012345:2", "LOC+22+BBB", "LOC+174+UTO", "LOC+178+AAA", "LOC+179+BBB",
                "LOC+180+:::AMBERLEY UTO", "COM+202 555 0101:TE+a@b.example:EM", "EMP+1+CR1:110:111", "NAT+2+UTO", "NAT+1+XXA",
                "RFF+AVF:ABC123", "RFF+ABO:REF0001", "RFF+SEA:12A", "RFF+CR:XY998877", "RFF+YZY:9991234567890C1", "RFF+AEA:GOV1",
                "DOC+P:110:111+L898902C3", "DTM+36:301231", "DTM+182:201231", "LOC+91+UTO", "DOC+V+VISA77", "DTM+36:20271231:102",
                "QTY+1:2",
            ], count: "42:1")
        let entry = try #require(message.travellers.first)
        let person = entry.value
        #expect(message.travellers.count == 1)
        #expect(person.role == .transit)
        #expect(person.name == PersonName(family: "LINDQVIST", given: "ASTRID MARIA"))
        #expect(person.sex == .female)
        #expect(person.birthDate == PartialDate(year: 1985, month: 7, day: 12))
        #expect(person.baggage == Baggage(count: 2, weight: 28, weightUnit: "KGM", tags: [.init(first: "XY012345", count: 2)]))
        #expect(person.clearance == "BBB" && person.residence == "UTO" && person.embark == "AAA" && person.disembark == "BBB")
        #expect(person.placeOfBirth == "AMBERLEY UTO")
        #expect(person.crewRole == "CR1")
        #expect(person.nationalities == ["UTO", "XXA"])
        #expect(person.locators == [RecordLocator(value: "ABC123")])
        #expect(person.uniqueReference == "REF0001" && person.seat == "12A")
        #expect(person.frequentFlyer == ["XY998877"])
        #expect(person.tickets.map(\.number) == ["9991234567890C1"])
        #expect(person.documents.map(\.number) == ["L898902C3", "VISA77"])
        #expect(person.documents.map(\.issuer) == ["UTO", nil])
        #expect(person.documents.map(\.expiry) == [LocalDate(year: 2030, month: 12, day: 31), LocalDate(year: 2027, month: 12, day: 31)])
        #expect(person.documents[0].issued == LocalDate(year: 2020, month: 12, day: 31))
        #expect(person.contacts.map(\.kind) == [.address, .telephone, .email])
        #expect(person.contacts[0].city == "PORT EXAMPLE" && person.contacts[0].country == "UTO")
        #expect(person.remainder.map(\.text) == ["GEI+4+173", "RFF+AEA:GOV1", "QTY+1:2"])
        #expect(message.findings.isEmpty)
    }

    /// Each fact names the bytes that it was read from.
    @Test func placesPointAtTheBytes() throws {
        let segments = ["NAD+FL+++LINDQVIST:ASTRID", "NAT+2+UTO", "RFF+AVF:ABC123", "DOC+P:110:111+L898902C3", "DTM+36:301231"]
        let text = "UNB+UNOA:4+X+Y+261125:0630+1'UNH+1+PAXLST:D:05B'BGM+745'" + segments.joined(separator: "'") + "'UNT+8+1'UNZ+1+1'"
        let entry = try #require(readTransmission(bytes(text)).messages.first?.travellers.first)
        func said(_ extent: Extent?) -> String? { extent.map { String(decoding: bytes(text)[$0.range], as: UTF8.self) } }
        #expect(said(entry.place(.name)) == "LINDQVIST:ASTRID")
        #expect(said(entry.place(.nationality)) == "UTO")
        #expect(said(entry.place(.locator)) == "ABC123")
        #expect(said(entry.place(.document)) == "L898902C3")
        #expect(said(entry.extent) == segments.joined(separator: "'") + "'")
    }

    @Test(arguments: [("FL", TravellerRole.passenger), ("FM", .crew), ("DDU", .transit), ("DDT", .transitCrew)])
    func rolesOfTravellers(code: String, role: TravellerRole) {
        #expect(listMessage(["NAD+\(code)+++A:B"]).travellers.first?.value.role == role)
    }

    @Test func anUnknownRoleIsAPersonAllTheSame() throws {
        let message = listMessage(["NAD+QQ+++A:B", "NAD++++C:D"])
        #expect(message.travellers.map(\.value.name.family) == ["A", "C"])
        #expect(message.findings.map(\.code) == [.codeUnknown, .codeUnknown])
    }

    /// A traveller without document, name or anything is still one (deviation P6, P8).
    @Test func nobodyIsDropped() {
        let message = listMessage(
            ["NAD+FL", "ATT+2++M", "NAD+FL+++ONLYNAME", "NAD+FL+++A:B", "DOC++", "NAD+FL+++C:D", "DOC+P:110:ZZZ+X1"], count: "42:4")
        #expect(message.travellers.map(\.value.name.family) == ["", "ONLYNAME", "A", "C"])
        #expect(message.travellers[2].value.documents.isEmpty)
        #expect(message.findings.map(\.code) == [.nameMissing, .travellerUnidentified, .nameInOnePart, .valueMissing])
    }

    /// One bad person loses no other: unknown codes, single names, stray segments, dates that cannot be.
    @Test func aBadPersonLosesNoOther() {
        let bad = ["NAD+FL+++", "LOC+999+X", "MEA+QQ++7", "DTM+329:991399", "XQX+1", "ATT+2++Z", "MEA+CT++:MANY", "DOC+P+", "CPI+::"]
        let message = listMessage(["NAD+FL+++A:B"] + bad + ["NAD+FL+++C:D", "ATT+2++F"], count: "42:3")
        #expect(message.travellers.count == 3)
        #expect(message.travellers[2].value.sex == .female)
        #expect(message.travellers[1].value.remainder.map(\.segment) == ["LOC", "MEA", "DTM", "XQX", "ATT", "MEA", "CPI"])
        let lost = message.findings.filter { $0.severity == .lost }
        #expect(lost.map(\.code) == [.nameMissing, .dateUnreadable, .codeUnknown, .countUnreadable])
        #expect(message.findings.contains { $0.code == .segmentUnexpected && $0.segment == "XQX" })
    }

    @Test(arguments: ["MEA+CT++:2", "MEA+CT++2", "MEA+CT+2", "MEA+CT++:2.0", "mea+ct++:2"])
    func bagsInAnyComponent(segment: String) throws {
        #expect(try person("NAD+FL+++A:B", segment).baggage?.count == 2)
    }

    @Test(arguments: ["MEA+WT++KGM:28", "MEA+WT++28:KGM", "MEA+WT+28+KGM"])
    func weightInAnyComponent(segment: String) throws {
        #expect(try person("NAD+FL+++A:B", segment).baggage?.weight == 28)
    }

    /// P9, P12.
    @Test func bagTags() throws {
        #expect(try person("NAD+FL+++A:B", "FTX+BAG+++NULL").baggage == nil)
        let capped = listMessage(["NAD+FL+++A:B", "FTX+BAG+++XY012345:722356"])
        #expect(capped.travellers[0].value.baggage?.tags == [.init(first: "XY012345", count: 999)])
        #expect(capped.findings.map(\.code) == [.tagRangeCapped])
    }

    /// P7: an empty value says nothing, which is noted, and nothing is made of it.
    @Test func emptyValuesAreNothing() {
        let message = listMessage(["NAD+FL+++A:B", "LOC+174+", "DTM+36:", "DOC++", "LOC+91+", "NAT+2+", "RFF+AVF:", "ATT+2++", "MEA+CT++:"])
        #expect(message.findings.allSatisfy { $0.code == .valueMissing && $0.severity == .note })
        #expect(message.travellers[0].value.remainder.isEmpty && message.travellers[0].value.documents.isEmpty)
    }

    @Test(arguments: ["DOC+P:110:111+L898902C3", "DOC+P:110:ZZZ+L898902C3", "DOC+P+L898902C3", "doc+p+L898902C3"])
    func documentForms(segment: String) throws {
        let document = try #require(try person("NAD+FL+++A:B", segment).documents.first)
        #expect(document.type == "P" && document.number == "L898902C3")
    }

    @Test func aDocumentOfAnyShape() throws {
        #expect(try person("NAD+FL+++A:B", "DOC++L898902C3").documents == [TravelDocument(number: "L898902C3")])
        let open = listMessage(["NAD+FL+++A:B", "DOC++", "DTM+36:301231", "LOC+91+UTO"])
        #expect(open.travellers[0].value.documents == [TravelDocument(issuer: "UTO", expiry: LocalDate(year: 2030, month: 12, day: 31))])
        #expect(open.findings.map(\.code) == [.valueMissing, .documentIncomplete])
    }

    /// Two-digit years of birth lie in the past; P10: any separator and format, or none.
    @Test(arguments: [
        ("DTM+329:850712", "1985-07-12"), ("DTM+329:850712:101", "1985-07-12"), ("DTM+329:19850712:102", "1985-07-12"),
        ("DTM+329:19850712", "1985-07-12"), ("DTM+329+850712", "1985-07-12"), ("DTM+329:261125", "2026-11-25"),
        ("DTM+329:261126", "1926-11-26"), ("DTM+329:270101", "1927-01-01"), ("DTM+329:000229", "2000-02-29"),
        ("DTM+329:19850000:102", "1985"), ("DTM+329:1985XXXX:102", "1985"), ("DTM+329:19850700:102", "1985-07"),
        ("DTM+329:1985-07-12", "1985-07-12"), ("dtm+329:850712", "1985-07-12"),
    ])
    func birthDates(segment: String, expected: String) throws {
        #expect(try person("NAD+FL+++A:B", segment).birthDate?.description == expected)
    }

    @Test(arguments: ["DTM+329:850230", "DTM+329:851301", "DTM+329:8507", "DTM+329:JULY", "DTM+329:99999999999"])
    func birthDatesThatCannotBe(segment: String) throws {
        let message = listMessage(["NAD+FL+++A:B", segment])
        #expect(message.travellers[0].value.birthDate == nil)
        #expect(message.travellers[0].value.remainder.map(\.text) == [segment])
        #expect(message.findings.map(\.code) == [.dateUnreadable])
    }

    @Test func aBirthInTheFutureIsNoted() {
        #expect(codes("NAD+FL+++A:B", "DTM+329:20990101:102") == [.dateImplausible])
        #expect(codes("NAD+FL+++A:B", "DTM+329:18500101:102") == [.dateImplausible])
    }

    /// Titles are cut where they are titles; NASIR stays NASIR.
    @Test(arguments: [
        ("NAD+FL+++ZAHRANI:NASIR", "NASIR"), ("NAD+FL+++SMITH:DREW MR", "DREW"), ("NAD+FL+++SMITH/DREW MR", "DREW"),
        ("NAD+FL+++YY:MOANMISS", "MOANMISS"), ("NAD+FL+++ALNASR:YASIR", "YASIR"), ("NAD+FL++SMITH:DREW", "DREW"),
    ])
    func names(segment: String, given: String) throws {
        #expect(try person(segment).name.given == given)
    }

    @Test func aNameOfTenThousandCharactersIsCut() throws {
        let message = listMessage(["NAD+FL+++" + String(repeating: "LONG", count: 2_500) + ":B", "NAD+FL+++C:D"])
        #expect(message.travellers.count == 2)
        #expect(message.travellers[0].value.name.family.utf8.count <= 500)
        #expect(message.findings.map(\.code) == [.valueTooLong])
    }

    @Test func qualifiersInLowerCase() throws {
        let person = try person("nad+fl+++Lindqvist:Astrid", "att+2++f", "nat+2+uto", "rff+avf:abc123", "loc+178+aaa")
        #expect(person.sex == .female && person.nationalities == ["UTO"] && person.locators.first?.value == "ABC123")
        #expect(person.embark == "AAA" && person.name.family == "Lindqvist")
    }

    @Test func groupSevenTransportSpeaksOfThePerson() {
        let message = listMessage(["NAD+FL+++A:B", "TDT+25+TRUCK", "NAD+FL+++C:D"])
        #expect(message.legs.count == 1)
        #expect(message.travellers.count == 2)
        #expect(message.travellers[0].value.remainder.map(\.segment) == ["TDT"])
    }

    /// Lists in parts: the trailer's count is that of the whole, and is compared where the parts come together.
    @Test func countsOfPartsAreNotCompared() {
        let text =
            "UNB+UNOA:4+X+Y+261125:0630+1'UNH+1+PAXLST:D:05B:UN:IATA+LIST+01:C'BGM+745'TDT+20+XY1'DTM+189:2611251200'LOC+125+AAA'NAD+FL+++A:B'CNT+42:300'UNT+8+1'UNZ+1+1'"
        let message = readTransmission(bytes(text)).messages[0]
        #expect(message.announcedPassengers == 300)
        #expect(message.part == 1 && message.isFinalPart == false)
        #expect(!message.findings.contains { $0.code == .travellerCountWrong })
    }

    @Test func crewAndPassengersAreCountedApart() {
        #expect(listMessage(["NAD+FL+++A:B", "NAD+FM+++C:D", "CNT+42:1", "CNT+41:1"]).findings.isEmpty)
        #expect(listMessage(["NAD+FM+++C:D", "CNT+41:2"], bgm: "BGM+250+C").findings.map(\.code) == [.travellerCountWrong])
    }
}
