import Testing
import Travel
import TravelMessages

/// Reading faults that users of another system report in public. None of them may happen here.
@Suite("Reading faults of others")
struct PeerFaultTests {
    private func push(_ bookings: String, count: Int = 1) -> TravelMessage {
        readTransmission(bytes(Fixture.push(bookings, level0: Fixture.level0 + "EQN+\(count)'"))).messages[0]
    }
    private func list(_ people: String) -> TravelMessage { readTransmission(bytes(Fixture.list(people))).messages[0] }

    @Test("a push of no bookings is a push of no bookings", arguments: ["EQN+0'", "EQN+'"]) func empty(total: String) {
        let text = Fixture.push("", level0: Fixture.level0 + total)
        let message = readTransmission(bytes(text)).messages[0]
        #expect(message.bookings.isEmpty && message.legs.first?.number == "123")
        #expect(message.findings.map(\.code) == (total == "EQN+0'" ? [] : [.countUnreadable]))
    }

    @Test("many bookings, each with its own trigger, are all read") func many() {
        let message = push(String(repeating: Fixture.booking + Fixture.second, count: 300), count: 600)
        #expect(message.bookings.count == 600 && message.travellers.count == 600 && message.findings.isEmpty)
    }

    @Test("the dialect of release 11.1: contacts by letter, an operating flight in a TVL of its own") func release11() {
        let message = readTransmission(
            bytes(
                Fixture.push(
                    "SRC'RCI+XY:ABC123'ADD++700:ASTRID//X.EXAMPLE:E'ADD++700:47 12345678:M'TIF+LINDQVIST:I+ASTRID:A:1'" + Fixture.documents
                        + "TVL+261126:0930::1345+AAA+BBB+XY+123:K'TVL+++++972:M'", header: "PNRGOV:11:1:IA",
                    level0: Fixture.level0 + "EQN+1'"))
        ).messages[0]
        #expect(Deviation.facts(TransmissionReading(messages: [message])) == Fixture.one)
        #expect(message.bookings[0].value.contacts.map(\.kind) == [.email, .telephone])
        #expect(message.bookings[0].value.itinerary.map(\.operatingNumber) == ["972"])
        #expect(message.findings.isEmpty)
    }

    @Test(
        "names that begin or end like a title, and names with digits, stay as they are",
        arguments: [
            "ELIZABETH", "MRINAL", "NASIR", "YASIR", "DREW", "DRAGAN", "ADAMS", "ALEXANDR", "SIRAJ", "AVI", "DAVI", "RAVI", "4EVER",
        ])
    func names(name: String) {
        #expect(list("NAD+FL+++LINDQVIST:\(name)'").travellers[0].value.name.given == name)
        #expect(list("NAD+FL+++\(name):ASTRID'").travellers[0].value.name.family == name)
        #expect(push("SRC'RCI+XY:ABC123'TIF+LINDQVIST:I+\(name):A:1'").travellers[0].value.name.given == name)
        let titled = list("NAD+FL+++LINDQVIST:MRS \(name)'").travellers[0].value
        #expect(titled.name.given == name && titled.titles == ["MRS"])
    }

    @Test("given names stay apart from one another") func givenNames() {
        #expect(list("NAD+FL+++LINDQVIST:ASTRID:MARIA'").travellers[0].value.name.given == "ASTRID MARIA")
        let message = push(
            "SRC'RCI+XY:ABC123'TIF+LINDQVIST:I+ASTRID:A:1'SSR+DOCS:HK:1:XY:::::/P/UTO/L898902C3/UTO/12JUL85/F/31DEC30/LINDQVIST/ASTRID/MARIA'"
        )
        #expect(message.travellers[0].value.names.last?.given == "ASTRID MARIA")
    }

    @Test("a number behind a name in a document is no part of it; the tie finds whose it is") func tie() {
        let message = push(
            "SRC'RCI+XY:ABC123'TIF+LINDQVIST:I+ASTRID:A:1'TIF+BERG:I+OLE:A:2'" + Fixture.own
                + "SSR+DOCS:HK:1:XY:::::/P/UTO/X1234567/UTO/03FEB90/M/30NOV29-1BERG/OLEMR'")
        #expect(message.travellers.map { $0.value.documents.count } == [0, 1])
    }

    @Test("somebody without a given name, a document or both is a traveller") func incomplete() {
        let message = push("SRC'RCI+XY:ABC123'TIF+LINDQVIST:I'TIF+BERG:I+OLE'" + Fixture.own)
        #expect(message.travellers.map(\.value.name.family) == ["LINDQVIST", "BERG"])
        #expect(list("NAD+FL+++LINDQVIST'" + Fixture.ole).travellers.count == 2)
    }

    @Test("the flight of a code share has its people, by either number", arguments: ["KE+972", "XY+123"]) func codeShare(own: String) {
        let message = push(
            "SRC'RCI+XY:ABC123'TIF+LINDQVIST:I+ASTRID:A:1'" + Fixture.documents + "TVL+261126:0930:261126:1345+AAA+BBB+\(own)'TRA+XY+123'")
        #expect(message.travellers[0].value.embark == "AAA" && message.travellers[0].value.disembark == "BBB")
    }

    @Test("namesakes are two, and each keeps the own document") func namesakes() {
        let message = push(
            "SRC'RCI+XY:ABC123'TIF+BERG:I+OLE:A:1'TIF+BERG:I+OLE:A:2'" + Fixture.own
                + "SSR+DOCS:HK:1:XY:::::/P/UTO/X1111111/UTO/03FEB90/M/30NOV29/BERG/OLE+::1'"
                + "SSR+DOCS:HK:1:XY:::::/P/UTO/X2222222/UTO/04MAR61/M/30NOV29/BERG/OLE+::2'")
        #expect(message.travellers.map { $0.value.documents.map(\.number) } == [["X1111111"], ["X2222222"]])
    }

    @Test("transit, close-out and place of birth are said") func status() {
        #expect(list("NAD+DDU+++LINDQVIST:ASTRID'LOC+180+:::AMBERLEY UTO'").travellers[0].value.role == .transit)
        #expect(list("NAD+FL+++LINDQVIST:ASTRID'LOC+180+:::AMBERLEY UTO'").travellers[0].value.placeOfBirth == "AMBERLEY UTO")
        let closed = readTransmission(bytes(Fixture.list("NAD+ZZZ'RFF+ABO:REF0001'", bgm: "BGM+266+CLOB'"))).messages[0]
        #expect(closed.action == .closeOutOnBoard && closed.travellers[0].value.uniqueReference == "REF0001" && closed.findings.isEmpty)
    }

    @Test("times stand as written, over midnight too") func midnight() {
        let message = push("SRC'RCI+XY:ABC123'TIF+LINDQVIST:I+ASTRID:A:1'TVL+261126:2350:271126:0110+AAA+BBB+XY+123'")
        let leg = message.bookings[0].value.itinerary[0].leg
        #expect(leg.departure == LocalDateTime(iso8601: "2026-11-26T23:50") && leg.arrival == LocalDateTime(iso8601: "2026-11-27T01:10"))
    }

    @Test("every fact names the bytes that say it, so that a hit leads to its message") func evidence() throws {
        let text = Fixture.push()
        let message = readTransmission(bytes(text)).messages[0]
        for (traveller, number) in zip(message.travellers, ["L898902C3", "X1234567"]) {
            let place = try #require(traveller.place(.document))
            #expect(String(decoding: bytes(text)[place.range], as: UTF8.self).contains(number))
        }
    }

    @Test("a release character before the terminator swallows nobody") func release() {
        let message = list("NAD+FL+++LINDQVIST:ANA??'ATT+2++F'DTM+329:850712'" + Fixture.ole)
        #expect(message.travellers.map(\.value.name.given) == ["ANA?", "OLE"] && message.travellers[0].value.sex == .female)
    }

    @Test("single names, unknown places and other measures lose no list") func oneBadTraveller() {
        let message = list("NAD+FL+++LINDQVIST'LOC+999+X'MEA+VOL++MTQ:1'TDT+25+TRUCK'" + Fixture.ole)
        #expect(message.travellers.map(\.value.name.family) == ["LINDQVIST", "BERG"])
    }
}
