import Testing
import Travel
import TravelMessages

/// PNRGOV (IATA/ICAO implementation guide; section numbers are those of its segment descriptions and group table).
@Suite("PNRGOV reading")
struct PNRGOVReaderTests {
    static let own = "TVL+261126:0930:261126:1345+ABC+DEF+XY+123A:K'"
    static let anna = "SSR+DOCS:HK:1:XY:::::/P/NOR/NX1234567/NOR/12JUL84/F/23AUG29/LINDE/ANNA'"

    func codes(_ message: TravelMessage) -> [FindingCode] { message.findings.map(\.code) }

    @Test("Level 0: action, flight without padding, sender, announced bookings")
    func levelZero() {
        let message = PNRGOVFixture.message("SRC'RCI+XY:ABC123'TIF+LINDE:I+ANNA'")
        #expect(message.action == .manifest)
        #expect(message.legs.count == 1)
        #expect(message.legs.first?.carrier == "XY")
        #expect(message.legs.first?.number == "123")
        #expect(message.legs.first?.suffix == "A")
        #expect(message.legs.first?.departure == LocalDateTime(iso8601: "2026-11-26T09:30"))
        #expect(message.legs.first?.arrival == LocalDateTime(iso8601: "2026-11-26T13:45"))
        #expect(message.announcedBookings == 1)
        #expect(message.reporter.first?.value == "XY")
        #expect(codes(message) == [.flightNumberPadded])
        #expect(PNRGOVFixture.message("", action: "141", bookings: 0).action == .update)
    }

    @Test("A booking in full: groups 1 to 5")
    func wholeBooking() throws {
        let message = PNRGOVFixture.message(
            "SRC'RCI+XY:ABC123::251126:0439+KE:QQ9Z9Z'DAT+700:251126:1316+710:251126:1120'"
                + "IFT+4:28::XY+CTCE ANNA//X.EXAMPLE'IFT+4:43+OLE BERG+2 PIER STREET DEF+47 22334455'"
                + "ORG+1A:MUC+32393340:SINXY08AA+NCE++T+NO:NOK+ELPD'"
                + "ADD++700:4532 WILSON STREET:PHILADELPHIA:PA::US:34288'ADD++700:::::::+47 98765432'".replacing("+47", with: "?+47")
                + "TIF+LINDE:I+ANNA MRS:A:1:1'FTI+SQ:8794285757'REF+:UCI9'FAR+A'" + Self.anna
                + "TKT+0271420067693:T:1'MON+T:1234.00:NOK'FOP+CC::1234.00:VI:4111111111111111:1229'"
                + Self.own + "TRA+KE+8734:B'RPI+1+HK'APD+333'")
        let booking = try #require(message.bookings.first?.value)
        #expect(booking.locators == [RecordLocator(system: "XY", value: "ABC123"), RecordLocator(system: "KE", value: "QQ9Z9Z")])
        #expect(booking.created == LocalDateTime(iso8601: "2026-11-25T04:39"))
        #expect(booking.changed == LocalDateTime(iso8601: "2026-11-25T13:16"))
        #expect(booking.ticketed == LocalDateTime(iso8601: "2026-11-25T11:20"))
        #expect(
            booking.agency
                == Agency(
                    system: "1A", number: "32393340", office: "SINXY08AA", location: "NCE", type: "T", country: "NO", currency: "NOK",
                    agentSign: "ELPD"))
        #expect(booking.contacts.contains(Contact(kind: .email, role: .contact, value: "ANNA@X.EXAMPLE")))
        #expect(booking.contacts.contains(Contact(kind: .address, role: .sponsor, value: "2 PIER STREET DEF", name: "OLE BERG")))
        #expect(booking.contacts.contains(Contact(kind: .telephone, role: .sponsor, value: "47 22334455", name: "OLE BERG")))
        #expect(
            booking.contacts.contains(
                Contact(kind: .address, value: "4532 WILSON STREET", city: "PHILADELPHIA", region: "PA", postcode: "34288", country: "US")))
        #expect(booking.contacts.contains(Contact(kind: .telephone, value: "+47 98765432")))
        #expect(booking.payments == [Payment(form: "CC", amount: "1234.00", vendor: "VI", account: "4111111111111111", expiry: "1229")])
        #expect(booking.itinerary.count == 1)
        #expect(booking.itinerary.first?.operatingCarrier == "KE")
        #expect(booking.itinerary.first?.operatingNumber == "8734")
        #expect(booking.itinerary.first?.bookingClass == "K")
        #expect(booking.itinerary.first?.status == "HK")
        #expect(booking.itinerary.first?.equipment == "333")
        let traveller = try #require(message.travellers.first?.value)
        #expect(traveller.names == [PersonName(family: "LINDE", given: "ANNA")])
        #expect(traveller.titles == ["MRS"])
        #expect(traveller.category == .adult)
        #expect(traveller.sex == .female)
        #expect(traveller.birthDate == PartialDate(year: 1984, month: 7, day: 12))
        #expect(traveller.nationalities == ["NOR"])
        #expect(traveller.documents.first?.number == "NX1234567")
        #expect(traveller.frequentFlyer == ["SQ8794285757"])
        #expect(traveller.uniqueReference == "UCI9")
        #expect(traveller.tickets == [Ticket(number: "0271420067693", type: "T", amount: "1234.00", currency: "NOK")])
        #expect(traveller.embark == "ABC")
        #expect(traveller.disembark == "DEF")
        #expect(traveller.locators.first?.value == "ABC123")
    }

    @Test("Every place points at the bytes that say it")
    func places() throws {
        let text =
            PNRGOVFixture.header + "TVL+261126:0930+ABC+DEF+XY+1'EQN+1'SRC'RCI+XY:ABC123'TIF+LINDE:I+ANNA'" + Self.anna + Self.own
            + "UNT+1+1'"
        let message = PNRGOVFixture.read(text)
        let bytes = Array(text.utf8)
        func said(_ extent: Extent?) -> String { extent.map { String(decoding: bytes[$0.range], as: UTF8.self) } ?? "" }
        let traveller = try #require(message.travellers.first)
        #expect(said(traveller.place(.name)) == "LINDE:I+ANNA")
        #expect(said(traveller.place(.document)) == "/P/NOR/NX1234567/NOR/12JUL84/F/23AUG29/LINDE/ANNA")
        #expect(said(traveller.place(.birthDate)).contains("12JUL84"))
        #expect(said(traveller.extent) == "TIF+LINDE:I+ANNA'" + Self.anna)
        let booking = try #require(message.bookings.first)
        #expect(said(booking.place(.locator)) == "ABC123")
        #expect(said(booking.extent).hasPrefix("SRC'"))
        #expect(said(booking.extent).hasSuffix(Self.own))
    }

    @Test("A damaged booking costs its neighbours nothing")
    func damagedNeighbour() {
        let first = "SRC'RCI+XY:AAAAAA'TIF+LINDE:I+ANNA'" + Self.own
        let third = "SRC'RCI+XY:CCCCCC'TIF+BERG:I+OLE'" + Self.own
        for middle in [
            "SRC'LT'L'RCI'TIF'SSR+DOCS'TVL+999999:9999+++:'TBD++A:B'ADD'IFT'QQQ+1'DAT+700:xx'FOP+CC'",
            "SRC'TVL+ARNK'TRI'SSD'TIF+:I'EQN+x'RCI+::'ABI'SAC'TIF+A'LTS'MSG+8'TVL'",
            "SRC'\u{0}\u{1}\u{2}''''TIF+++++'ORG++++++'MON+T'TKT'",
        ] {
            let message = PNRGOVFixture.message(first + middle + third, bookings: 3)
            #expect(message.bookings.count == 3)
            #expect(message.bookings.first?.value.locators.first?.value == "AAAAAA")
            #expect(message.bookings.last?.value.locators.first?.value == "CCCCCC")
            #expect(message.travellers.first?.value.name.full == "ANNA LINDE")
            #expect(message.travellers.last?.value.name.full == "OLE BERG")
            #expect(message.bookings.last?.value.travellers == [message.travellers.count - 1])
        }
    }

    @Test("A missing SRC: RCI begins a booking where travellers follow (N1)")
    func missingSource() {
        let message = PNRGOVFixture.message(
            "RCI+XY:AAAAAA'TIF+LINDE:I+ANNA'" + Self.own + "RCI+KE:PARTNR'RPI+1+HK'RCI+XY:BBBBBB'DAT+700:251126:1316'TIF+BERG:I+OLE'"
                + Self.own,
            bookings: 2)
        #expect(message.bookings.count == 2)
        #expect(message.bookings.first?.value.locators.map(\.value) == ["AAAAAA", "PARTNR"])
        #expect(message.bookings.last?.value.locators.map(\.value) == ["BBBBBB"])
    }

    @Test("DOCS in group 5 or 1 finds its traveller by reference, by tie, by name (N4)")
    func documentsElsewhere() {
        let two = "TIF+LINDE:I+ANNA:A:1'TIF+BERG:I+OLE MR:A:2'"
        let ole = "/P/NOR/B7654321/NOR/01JAN80/M/23AUG29/BERG/OLE"
        for request in [
            "SSR+DOCS:HK:1:XY:::ABC:DEF:/P/NOR/B7654321/NOR/01JAN80/M/23AUG29+::2'",
            "SSR+DOCS:HK:1:XY:::ABC:DEF:/P/NOR/B7654321/NOR/01JAN80/M/23AUG29-1BERG/OLEMR'",
            "SSR+DOCS:HK:1:XY:::ABC:DEF:\(ole)'",
        ] {
            let inGroup5 = PNRGOVFixture.message("SRC'RCI+XY:ABC123'" + two + Self.own + request)
            #expect(inGroup5.travellers.map(\.value.documents.count) == [0, 1])
            #expect(inGroup5.travellers.last?.value.sex == .male)
            #expect(!codes(inGroup5).contains(.documentUnassigned))
            let inGroup1 = PNRGOVFixture.message("SRC'RCI+XY:ABC123'" + request + two + Self.own)
            #expect(inGroup1.travellers.map(\.value.documents.count) == [0, 1])
        }
        let alone = PNRGOVFixture.message(
            "SRC'RCI+XY:ABC123'TIF+LINDE:I+ANNA'" + Self.own + "SSR+DOCS:HK:1:XY:::::/P/NOR/B7654321/NOR/01JAN80/F'")
        #expect(alone.travellers.first?.value.documents.first?.number == "B7654321")
    }

    @Test("A document that could be anybody's stays in the booking, with a finding")
    func unassigned() {
        let message = PNRGOVFixture.message(
            "SRC'RCI+XY:ABC123'TIF+LINDE:I+ANNA:A:1'TIF+BERG:I+OLE:A:2'" + Self.own + "SSR+DOCS:HK:1:XY:::::/P/NOR/B7654321/NOR/01JAN80/M'")
        #expect(codes(message).contains(.documentUnassigned))
        #expect(message.bookings.first?.value.services.map(\.code) == ["DOCS"])
        #expect(message.travellers.allSatisfy { $0.value.documents.isEmpty })
    }

    @Test("A traveller without DOCS is a traveller; a group's name is none; a document's spelling is a further reading")
    func travellers() {
        let message = PNRGOVFixture.message(
            "SRC'RCI+XY:ABC123'TIF+PIERTOURS:G'TIF+LINDE:I+ANNA:A:1.1'TIF+BERG:I+OLE:A:2.1'SSR+DOCS:HK:1:XY:::::/P/NOR/B7654321/NOR/01JAN80/M//BERGH/OLE'"
                + Self.own)
        #expect(message.travellers.map(\.value.name.full) == ["ANNA LINDE", "OLE BERG"])
        #expect(message.bookings.first?.value.groupName == "PIERTOURS")
        #expect(message.travellers.last?.value.names.last == PersonName(family: "BERGH", given: "OLE", reading: .document))
    }

    @Test("An infant on an adult's record is a traveller of its own, with its own document")
    func infants() {
        let requests = "SSR+INFT:HK:1:XY:::::LINDE/IDA 01JAN26'SSR+DOCS:HK:1:XY:::::/P/NOR/I1234567/NOR/01JAN26/FI/01JAN31/LINDE/IDA'"
        let message = PNRGOVFixture.message("SRC'RCI+XY:ABC123'TIF+LINDE:I+ANNA:A:1:1'" + Self.anna + requests + Self.own)
        #expect(message.travellers.map(\.value.name.full) == ["ANNA LINDE", "IDA LINDE"])
        #expect(message.travellers.map(\.value.documents.count) == [1, 1])
        #expect(message.travellers.last?.value.category == .infant)
        #expect(message.travellers.last?.value.birthDate == PartialDate(year: 2026, month: 1, day: 1))
        #expect(message.travellers.first?.value.birthDate?.year == 1984)
        #expect(message.bookings.first?.value.travellers == [0, 1])
        let named = PNRGOVFixture.message(
            "SRC'RCI+XY:ABC123'TIF+LINDE:I+ANNA:A:1:1'SSR+DOCS:HK:1:XY:::::/P/NOR/I1234567/NOR/01JAN26/FI/01JAN31/LINDE/IDA'TIF+LINDE:I+IDA:IN:2'"
                + Self.own)
        #expect(named.travellers.map(\.value.documents.count) == [0, 1])
        let unnamed = PNRGOVFixture.message(
            "SRC'RCI+XY:ABC123'TIF+LINDE:I+ANNA:A:1'SSR+DOCS:HK:1:XY:::::/P/NOR/I1234567/NOR/01JAN26/FI/01JAN31/LINDE/IDA'" + Self.own)
        #expect(unnamed.travellers.count == 1)
        #expect(codes(unnamed).contains(.documentUnassigned))
    }

    @Test("ARNK, OPEN and an operating flight in a TVL of its own (release 13.1 and before)")
    func itinerary() throws {
        let message = PNRGOVFixture.message(
            "SRC'RCI+XY:ABC123'TIF+LINDE:I+ANNA'" + Self.own + "TVL+++KE+972:M'".replacing("+++KE", with: "++++KE")
                + "TVL++DEF+GHI++ARNK'TVL++GHI+ABC+XY+OPEN:Y'TVL+301126:0915::1230+GHI+ABC+XY:KE+0007'MSG+8'TVL+261126+DEF++HTL'")
        let booking = try #require(message.bookings.first?.value)
        #expect(booking.itinerary.map(\.kind) == [.flight, .surface, .open, .flight, .other])
        #expect(booking.itinerary[0].operatingCarrier == "KE")
        #expect(booking.itinerary[0].operatingNumber == "972")
        #expect(booking.itinerary[3].leg.number == "7")
        #expect(booking.itinerary[3].leg.arrival == LocalDateTime(iso8601: "2026-11-30T12:30"))
        #expect(booking.itinerary[3].operatingCarrier == "KE")
        #expect(message.travellers.first?.value.disembark == "DEF")
    }

    @Test("An empty ORG in an update empties the booking; in a manifest it does not")
    func emptied() {
        let update = PNRGOVFixture.message(
            "SRC'RCI+XY:ABC123'ORG'SRC'RCI+XY:ABC124'ORG+1A'TIF+LINDE:I+ANNA'" + Self.own, action: "141", bookings: 2)
        #expect(update.bookings.map(\.value.cancelled) == [true, false])
        #expect(codes(update).contains(.bookingEmptied))
        #expect(update.bookings.first?.value.locators.first?.value == "ABC123")
        #expect(PNRGOVFixture.message("SRC'RCI+XY:ABC123'ORG'").bookings.first?.value.cancelled == false)
    }

    @Test("Check-in: seat and bags of the person whom TRI names; a run of tags is capped")
    func checkIn() {
        let message = PNRGOVFixture.message(
            "SRC'RCI+XY:ABC123'TIF+LINDE:I+ANNA:A:1'TIF+BERG:I+OLE:A:2'" + Self.own
                + "DAT+2:261126:0700'ORG+XY:ABC'TRI++XY-168:::2'SSD+011D++++J'TBD++3:84:700++HP+XY:4074902824:3:DEF'"
                + "TRI++XY-169:::1'TIF+LINDE:I+ANNA'SSD+12A'TBD++1:10:701++MP+XY:4074902999:722356:DEF'")
        #expect(message.travellers.map(\.value.seat) == ["12A", "11D"])
        #expect(
            message.travellers.last?.value.baggage
                == Baggage(count: 3, weight: 84, weightUnit: "KGM", tags: [.init(first: "4074902824", count: 3)]))
        #expect(message.travellers.first?.value.baggage?.tags == [.init(first: "4074902999", count: 1)])
        #expect(message.travellers.first?.value.baggage?.weightUnit == "LBR")
        #expect(codes(message).contains(.tagRangeCapped))
        #expect(message.travellers.count == 2)
    }

    @Test("Seats asked for are given to the travellers whom each element names; a seat on another flight is no seat here")
    func seats() {
        let message = PNRGOVFixture.message(
            "SRC'RCI+XY:ABC123'TIF+LINDE:I+ANNA:A:1'TIF+BERG:I+OLE:A:2'" + Self.own
                + "SSR+SEAT:HK:2:XY:::ABC:DEF+14A::1:N+14B::2:N'TVL+301126:0915:301126:1230+DEF+ABC+XY+124'SSR+SEAT:HK:1:XY:::DEF:ABC+20C::1'"
        )
        #expect(message.travellers.map(\.value.seat) == ["14A", "14B"])
        #expect(message.travellers.first?.value.services.first?.text == "20C")
    }

    @Test("Split records, history and lines of text are kept; unknown segments too")
    func rest() {
        let message = PNRGOVFixture.message(
            "SRC'RCI+XY:ABC123'TIF+LINDE:I+ANNA'" + Self.own
                + "EQN+1'RCI+XY:SPLIT1::110526:114800'ABI+4+05FD28:GS+ABC++XY'DAT+T:010526:1200'SAC+++X'TIF+GONE:I+PERSON'LTS+0/O/SS/XY 123'ZZZ+1'"
        )
        let booking = message.bookings[0].value
        #expect(booking.splits == [RecordLocator(system: "XY", value: "SPLIT1")])
        #expect(booking.locators.map(\.value) == ["ABC123"])
        #expect(message.travellers.count == 1)
        #expect(booking.remarks.filter { $0.kind == .history }.map(\.text).contains("0/O/SS/XY 123"))
        #expect(booking.remarks.contains { $0.text.hasPrefix("TIF+GONE") })
    }

    @Test("Card numbers are found wherever they stand, and are in no text that is kept")
    func cardNumbers() {
        let text =
            PNRGOVFixture.header
            + "TVL+261126:0930+ABC+DEF+XY+1'EQN+1'SRC'RCI+XY:ABC123'IFT+4:28+PAID BY 5555555555554444'ADD++700:CARD 4111111111111111'TIF+LINDE:I+ANNA'TKT+4111111111111111:T'FOP+CC::1:VI:4111111111111111:1229+CA'IFT+4:43+OLE BERG'SSR+OTHS:HK:1:XY:::::378282246310005'SSR+CTCM:HK:1:XY:::::/4111111111119'LTS+4111 1111 1111 1111'ZZZ+4111111111111111'UNT+1+1'"
        var bytes = Array(text.utf8)
        let message = PNRGOVFixture.read(bytes)
        for extent in message.cardNumbers {
            #expect(bytes[extent.range].allSatisfy { $0 >= 0x30 && $0 <= 0x39 })
            for index in extent.range { bytes[index] = 0x2A }
        }
        let masked = String(decoding: bytes, as: UTF8.self)
        for number in ["5555555555554444'", "CARD 41", ":VI:4", "378282246310005", "1111 1111 1111 1111", "ZZZ+4"] {
            #expect(!masked.contains(number))
        }
        #expect(masked.contains("4444'"))
        #expect(masked.contains("TKT+4111111111111111"))
        #expect(masked.contains("/4111111111119"))
        let booking = message.bookings[0].value
        #expect(booking.payments.first?.account == "4111111111111111")
        #expect(booking.payments.map(\.form) == ["CC", "CA"])
        #expect(booking.payments.last?.payer == "OLE BERG")
        let texts =
            booking.remarks.map(\.text) + booking.services.compactMap(\.text) + booking.remainder.map(\.text)
            + booking.contacts.map(\.value)
            + message.travellers[0].value.services.compactMap(\.text) + message.travellers[0].value.remainder.map(\.text)
        for text in texts where !text.contains("TKT") { #expect(!text.contains("11111111")) }
    }

    @Test("Other service characters: the same text, the same reading (N5)")
    func customServiceCharacters() {
        let body =
            "MSG+:22'TVL+261126:0930:261126:1345+ABC+DEF+XY+123'EQN+1'SRC'RCI+XY:ABC123'TIF+LINDE:I+ANNA MRS:A:1'" + Self.anna + Self.own
        let standard = PNRGOVFixture.read(PNRGOVFixture.header + body + "UNT+1+1'UNZ+1+1'")
        let map: [Character: Character] = [":": "!", "+": "@", "?": "$", "'": "^"]
        let other = "UNA!@.$ ^" + String((PNRGOVFixture.header + body + "UNT+1+1'UNZ+1+1'").map { map[$0] ?? $0 })
        let read = PNRGOVFixture.read(other)
        #expect(read.travellers.map(\.value) == standard.travellers.map(\.value))
        #expect(read.bookings.map(\.value) == standard.bookings.map(\.value))
        #expect(read.legs == standard.legs)
    }

    @Test("Mutants: bytes changed, cut out and doubled never trap, and places stay inside the input")
    func mutants() {
        var random = PNRGOVRandom(seed: 11)
        let seed = PNRGOVWriter.write([PNRGOVWorld.message(seed: 3, bookings: 6)])
        for _ in 0..<600 {
            var bytes = seed
            for _ in 0...random.below(12) {
                guard !bytes.isEmpty else { break }
                let at = random.below(bytes.count)
                switch random.below(4) {
                case 0: bytes[at] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.removeSubrange(at..<min(bytes.count, at + 1 + random.below(40)))
                case 2: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 1 + random.below(60))], at: at)
                default: bytes[at] = random.pick(Array("'+:?/- \n0".utf8))
                }
            }
            for message in PNRGOVFixture.messages(bytes) {
                let extents =
                    message.cardNumbers + message.travellers.map(\.extent) + message.bookings.map(\.extent)
                    + message.travellers.flatMap { $0.places.map(\.extent) } + message.bookings.flatMap { $0.places.map(\.extent) }
                #expect(extents.allSatisfy { $0.offset >= 0 && $0.length >= 0 && $0.offset + $0.length <= bytes.count })
                for booking in message.bookings { #expect(booking.value.travellers.allSatisfy { message.travellers.indices.contains($0) }) }
            }
        }
    }

    @Test("Ten thousand bookings are ten thousand bookings")
    func manyBookings() {
        let message = PNRGOVFixture.message(String(repeating: "SRC'RCI+XY:ABC123'TIF+LINDE:I+ANNA'", count: 10_000), bookings: 10_000)
        #expect(message.bookings.count == 10_000)
        #expect(message.travellers.count == 10_000)
        #expect(!codes(message).contains(.bookingCountWrong))
    }
}
