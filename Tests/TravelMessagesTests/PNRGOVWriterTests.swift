import EDIFACT
import Testing
import Travel
import TravelMessages

/// What is written means the same when it is read (guide, group table; ISO 9735-1 clause 8 for release and counts).
@Suite("PNRGOV writing")
struct PNRGOVWriterTests {
    static let other = ServiceCharacters(component: 0x21, element: 0x40, release: 0x24, terminator: 0x5E)

    @Test("read(write(x)) means x", arguments: 0..<60 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        let message = PNRGOVWorld.message(seed: seed, bookings: Int(seed % 7), isUpdate: seed % 3 == 0)
        let characters = seed % 2 == 0 ? ServiceCharacters.standard : Self.other
        let bytes = PNRGOVWriter.write([message], characters: characters, lineBreaks: seed % 5 == 0)
        let read = try #require(PNRGOVFixture.messages(bytes).first)
        #expect(read.action == message.action)
        #expect(read.legs == message.legs)
        #expect(read.reporter == message.reporter)
        #expect(read.announcedBookings == message.announcedBookings)
        #expect(read.bookings.count == message.bookings.count)
        for (got, sent) in zip(read.bookings, message.bookings) { #expect(got.value == sent.value) }
        #expect(read.travellers.count == message.travellers.count)
        for (got, sent) in zip(read.travellers, message.travellers) { #expect(got.value == sent.value) }
        let harmless: Set<FindingCode> = [.titleRemoved, .bookingEmptied]
        #expect(read.findings.allSatisfy { harmless.contains($0.code) })
    }

    @Test("Several messages in one interchange; counts of UNT and UNZ are right")
    func envelope() throws {
        var first = PNRGOVWorld.message(seed: 1, bookings: 3)
        first.part = 1
        first.isFinalPart = false
        first.commonReference = "XY0123/261126/0930"
        var second = PNRGOVWorld.message(seed: 2, bookings: 2)
        second.messageReference = "2"
        second.part = 2
        second.isFinalPart = true
        let segments = SegmentList(PNRGOVWriter.write([first, second]))
        var counted = 0
        for segment in segments {
            if segment.tag == .unh { counted = 0 }
            counted += 1
            if segment.tag == .unt { #expect(segment.number(1) == counted) }
            if segment.tag == .unz { #expect(segment.number(1) == 2) }
        }
        let read = PNRGOVFixture.messages(PNRGOVWriter.write([first, second]))
        #expect(read.map(\.part) == [1, 2])
        #expect(read.map(\.isFinalPart) == [false, true])
        #expect(read.map(\.bookings.count) == [3, 2])
        #expect(read.first?.commonReference == "XY0123/261126/0930")
    }

    @Test("A sponsor, a payer and an address that only one traveller has come back")
    func sponsor() throws {
        var message = PNRGOVWorld.message(seed: 5, bookings: 1)
        let sponsor = Contact(kind: .address, role: .sponsor, value: "2 PIER STREET", name: "OLE BERG")
        message.bookings[0].value.contacts.insert(sponsor, at: 0)
        message.bookings[0].value.payments = [Payment(form: "CC", vendor: "CA", account: "5555555555554444", payer: "KARI BERG")]
        let read = try #require(PNRGOVFixture.messages(PNRGOVWriter.write([message])).first?.bookings.first?.value)
        #expect(read.contacts.contains(sponsor))
        #expect(read.payments.first?.payer == "KARI BERG")
        #expect(read.payments.first?.account == "5555555555554444")
    }
}
