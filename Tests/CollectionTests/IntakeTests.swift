import Casework
import Foundation
import Storage
import Testing
import Travel
import TravelMessages

@testable import Collection

@Suite("Collect: intake, duplicates, evidence")
struct IntakeTests {
    @Test("Given bytes, when received, then they are durable with work to read them; the same bytes again are a receipt alone")
    func sameBytes() async throws {
        let quay = try Quay()
        let bytes = quay.bytes([api([person("SOLBERG", "ANN")])])
        let first = try await quay.collector.receive(bytes, door: "http", access: .assessment)
        let second = try await quay.collector.receive(bytes, door: "inbox", access: .assessment)
        #expect(first.duplicateOf == nil && second.duplicateOf == first.transmission)
        #expect(try await quay.storage.openJournal(first.transmission) == bytes)
        #expect(try await quay.storage.openJournal(second.transmission) == nil)
        let claims = try await quay.storage.claim([.read], limit: 9, now: Quay.noon + 60)
        #expect(claims.map(\.key) == [first.transmission.bytes])
        _ = try await quay.collector.read(try #require(claims.first))
        #expect(try await quay.storage.openJournal(first.transmission) == nil)
        #expect(try await quay.collector.report(second.transmission)?.messages.count == 1)
    }

    @Test("The same message body in another envelope changes nothing and points at the first")
    func sameBody() async throws {
        let quay = try Quay()
        let first = try await quay.send(api([person("SOLBERG", "ANN", document: "N1234567")]), bodies: ["SAME'"])
        let second = try await quay.send(api([person("SOLBERG", "ANN", document: "N1234567")]), bodies: ["SAME'"])
        #expect(second.messages.first?.duplicateOf == first.messages.first?.id)
        let voyage = try await quay.voyage()
        #expect(voyage.passages.count == 1 && voyage.passages.first?.highest == 1)
    }

    @Test("Empty input, and bytes that nobody can read, are kept with a finding and no message", arguments: ["", "\u{0}\u{1}nothing"])
    func unreadable(_ text: String) async throws {
        let quay = try Quay()
        let report = try await quay.send(bytes: Array(text.utf8))
        #expect(report.messages.isEmpty && report.findings.contains { $0.code == .nothingReadable })
        let state = try #require(try await quay.storage.transmission(report.transmission))
        let evidence = try #require(
            try await quay.storage.openEvidence(report.transmission, month: state.month, access: .assessment, at: Quay.noon))
        #expect(evidence.copy == Array(text.utf8))
        #expect(try await quay.collector.report(report.transmission)?.findings == report.findings)
    }

    @Test("More than 64 MiB is refused before anything is stored")
    func tooLarge() async throws {
        let quay = try Quay()
        await #expect(throws: CollectionError.tooLarge(bytes: Collector.byteLimit + 1, limit: Collector.byteLimit)) {
            try await quay.collector.receive([UInt8](repeating: 0x41, count: Collector.byteLimit + 1), door: "http", access: .assessment)
        }
    }

    @Test("A read that is done twice, or after its end, does no harm")
    func twice() async throws {
        let quay = try Quay()
        let received = try await quay.collector.receive(
            quay.bytes([api([person("SOLBERG", "ANN")])]), door: "http", access: .assessment)
        let claim = try #require(try await quay.storage.claim([.read], limit: 1, now: Quay.noon + 60).first)
        let first = try await quay.collector.read(claim)
        let second = try await quay.collector.read(claim)
        #expect(first.messages.map(\.id) == second.messages.map(\.id))
        #expect(first.transmission == received.transmission)
        #expect(try await quay.voyage().passages.count == 1)
    }

    @Test("Given a kill between two messages, when read again, then what was stored is kept and the rest follows")
    func killed() async throws {
        let quay = try Quay()
        let messages = [api([person("SOLBERG", "ANN", document: "N1111111")]), api(.update, [person("BERG", "BO", document: "N2222222")])]
        let bytes = quay.bytes(messages)
        let both = quay.collector.reader(bytes)
        // An attempt that ended after the first message: that one is stored, and the bytes are in the journal still.
        let cut = Collector(
            storage: quay.storage, clock: quay.collector.clock, identifiers: quay.collector.identifiers, profile: { Quay.profile },
            reader: { _ in TransmissionReading(messages: [both.messages[0]]) })
        let received = try await quay.collector.receive(bytes, door: "http", access: .assessment)
        let first = try await cut.read(try #require(try await quay.storage.claim([.read], limit: 1, now: Quay.noon + 60).first))
        var act = Act(.assessment, nil, at: Quay.noon)
        let keys = try await quay.storage.keys(at: Quay.noon)
        act.transient.append(try keys.sealJournal(bytes, month: 202_611, transmission: received.transmission))
        act.add(Work(.read, key: received.transmission.bytes, due: Quay.noon))
        try await quay.storage.commit(act)

        let whole = try await quay.collector.read(try #require(try await quay.storage.claim([.read], limit: 1, now: Quay.noon + 60).first))
        #expect(whole.messages.count == 2 && whole.messages.first?.id == first.messages.first?.id)
        let voyage = try await quay.voyage()
        #expect(voyage.passages.count == 2 && voyage.messages.count == 2)
        #expect(try await quay.storage.openJournal(received.transmission) == nil)
    }

    @Test("Slices of an attempt that did not end stay invisible, and stand in nobody's way")
    func orphans() async throws {
        let quay = try Quay()
        try await quay.send(api([person("SOLBERG", "ANN", document: "N1111111")]))
        let before = try await quay.voyage()
        let passage = try #require(before.passages.first)
        let keys = try await quay.storage.keys(at: Quay.noon)
        var act = Act(.assessment, .messagePart, at: Quay.noon)
        act.insert(try keys.sealIdentity([1], voyage: before.key, subject: passage.passage, version: 2))
        act.insert(
            TravellerVersionRow(
                key: PassageKey(before.key, passage.passage), version: 2, kind: "PAXLST", message: quay.collector.identifiers.next(),
                extent: Extent(offset: 0, length: 1), role: "crew", booking: nil, digest: [], sharedTokens: [], voyageTokens: [],
                places: []))
        try await quay.storage.commit(act)
        #expect(try await quay.voyage().passages.first?.api == passage.api)

        try await quay.send(api(.change, [person("SOLBERG", "ANN", born: "1990-01-01", document: "N1111111")]))
        let after = try #require(try await quay.voyage().passages.first)
        #expect(after.api?.version == 3 && after.role == "passenger")
    }

    @Test("A message of 3,000 travellers is stored in slices and seen whole")
    func slices() async throws {
        let quay = try Quay()
        let people = (0..<3_000).map { person("FAMILY\($0)", "GIVEN", document: "D\(1_000_000 + $0)") }
        let report = try await quay.send(api(people))
        #expect(report.messages.first?.travellers == 3_000)
        let voyage = try await quay.voyage()
        #expect(voyage.passages.count == 3_000)
        #expect(Set(voyage.passages.map(\.passage)).count == 3_000)
        #expect(try await quay.work()[.assess]?.count == 3_000)
        // And all of them taken off at once.
        try await quay.send(api(.cancelFlight, []))
        let cancelled = try await quay.voyage()
        #expect(cancelled.status == "cancelled" && cancelled.passages.allSatisfy { $0.status == "off" })
    }

    @Test("Card digits are overwritten at the same length but for the last four, and no planted value stands anywhere in plain")
    func canary() async throws {
        let quay = try Quay()
        let card = "4929123456781234"
        let body = "FOP+CC::416.00:VI:\(card):1229'TIF+CANARYNAME+GIVENBIRD'"
        var message = pnr([
            (
                booking("CNRYLC", telephone: "+4791827364", card: card),
                [person("CANARYNAME", "GIVENBIRD", born: "1991-02-03", document: "CNRY88421")]
            )
        ])
        message.bookings[0].value.contacts.append(Contact(kind: .email, value: "canary@bird.example"))
        message.bookings[0].value.contacts.append(Contact(kind: .address, value: "Canarystreet 7", city: "Birdtown", postcode: "7788"))
        let at = try #require(body.range(of: card)).lowerBound.utf16Offset(in: body)
        message.cardNumbers = [Extent(offset: at, length: 12)]
        let bytes = quay.bytes([message], bodies: [body])
        let report = try await quay.send(bytes: bytes)
        let evidence = try #require(
            try await quay.storage.openEvidence(report.transmission, month: 202_611, access: .assessment, at: Quay.noon))
        #expect(evidence.copy.count == bytes.count)
        #expect(String(decoding: evidence.copy, as: UTF8.self).contains(":VI:XXXXXXXXXXXX1234:1229'"))

        for file in try FileManager.default.contentsOfDirectory(atPath: quay.folder) {
            guard let contents = FileManager.default.contents(atPath: quay.folder + "/" + file) else { continue }
            for canary in [
                "CANARYNAME", "GIVENBIRD", "CNRY88421", "CNRYLC", "91827364", "canary@bird", "canary", "Canarystreet", card, "49291234",
                "1991-02-03",
            ] {
                #expect(contents.range(of: Data(canary.utf8)) == nil, "\(canary) in \(file)")
            }
        }
        #expect(FileManager.default.contents(atPath: quay.folder + "/plimsoll.sqlite-wal")?.isEmpty == false)
        let voyage = try await quay.voyage()
        let subject = SealedSubject(voyage: voyage.key, subject: try #require(voyage.bookings.first).booking, version: 1)
        let sealed = try await quay.storage.open(identities: [subject], access: .assessment, what: "test", at: Quay.noon)
        let facts = try PackedFacts.decode(BookingFacts.self, from: try #require(sealed[subject]))
        #expect(facts.booking.payments.first?.account == "************1234")
        #expect(facts.documents == ["CNRY88421"])
    }
}
