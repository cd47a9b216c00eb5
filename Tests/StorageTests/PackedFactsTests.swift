import Casework
import Testing
import Travel

/// Facts as packed bytes: one form for each value, one value for each form, and no trap whatever the bytes are.
@Suite struct PackedFactsTests {
    @Test func everyMemberIsThereAgain() throws {
        let samples = FactSamples()
        try expectComplete(samples.traveller)
        try expectComplete(samples.bookingFacts)
        try expectComplete(samples.listEntry)
        try expectComplete(samples.explanation)
        try expectComplete(PackedPlaces(samples.places))
    }

    /// A member that is added to a value, and forgotten when it is packed, is found here: the sample then lacks it.
    private func expectComplete<Value: PackedFact & Equatable>(_ value: Value) throws {
        #expect(emptyMembers(of: value, "\(Value.self)") == [])
        #expect(try PackedFacts.decode(Value.self, from: PackedFacts.encode(value)) == value)
    }

    private func emptyMembers(of value: Any, _ path: String) -> [String] {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional:
            return mirror.children.first.map { emptyMembers(of: $0.value, path) } ?? [path]
        case .collection:
            // The travellers of a stored booking are empty, and may be here.
            return mirror.children.isEmpty ? [path] : mirror.children.flatMap { emptyMembers(of: $0.value, path) }
        case .struct:
            return mirror.children.flatMap { emptyMembers(of: $0.value, "\(path).\($0.label ?? "")") }
        default: return []
        }
    }

    @Test func whatIsMissingIsNotWhatIsEmpty() throws {
        var traveller = Traveller(names: [])
        let bare = PackedFacts.encode(traveller)
        #expect(try PackedFacts.decode(Traveller.self, from: bare) == traveller)
        traveller.seat = ""
        let empty = PackedFacts.encode(traveller)
        #expect(empty != bare)
        #expect(try PackedFacts.decode(Traveller.self, from: empty) == traveller)
    }

    @Test func anyValueIsReadBackAsItWas() throws {
        var random = FactRandom(seed: 1)
        for _ in 0..<400 {
            let traveller = random.traveller()
            let facts = random.bookingFacts()
            let places = PackedPlaces(random.list { $0.place() })
            #expect(try PackedFacts.decode(Traveller.self, from: PackedFacts.encode(traveller)) == traveller)
            #expect(try PackedFacts.decode(BookingFacts.self, from: PackedFacts.encode(facts)) == facts)
            #expect(try PackedFacts.decode(PackedPlaces.self, from: PackedFacts.encode(places)) == places)
        }
    }

    @Test func everyNameHasAByteOfItsOwn() throws {
        for role in TravellerRole.allCases {
            let traveller = Traveller(names: [], role: role)
            #expect(try PackedFacts.decode(Traveller.self, from: PackedFacts.encode(traveller)).role == role)
        }
        for sex in Travel.Sex.allCases {
            var traveller = Traveller(names: [])
            traveller.sex = sex
            #expect(try PackedFacts.decode(Traveller.self, from: PackedFacts.encode(traveller)).sex == sex)
        }
        let places = PackedPlaces(FactField.allCases.map { Place(field: $0, extent: Extent(offset: .min, length: .max)) })
        #expect(try PackedFacts.decode(PackedPlaces.self, from: PackedFacts.encode(places)) == places)
    }

    @Test func daysOutsideTheCalendarAreRefused() throws {
        var traveller = Traveller(names: [])
        for date in [LocalDate(daysSince1970: .min), LocalDate(daysSince1970: -1), LocalDate(daysSince1970: .max)] {
            traveller.tickets = [Ticket(issued: date)]
            #expect(try PackedFacts.decode(Traveller.self, from: PackedFacts.encode(traveller)) == traveller)
        }
    }

    @Test func mutilatedBytesAreThrownOrMeanWhatTheySay() {
        let samples = FactSamples()
        var random = FactRandom(seed: 2)
        for round in 0..<6_000 {
            let traveller = random.mutilated(PackedFacts.encode(round % 2 == 0 ? samples.traveller : random.traveller()))
            expectOneForm(Traveller.self, traveller)
            expectOneForm(BookingFacts.self, random.mutilated(PackedFacts.encode(samples.bookingFacts)))
            expectOneForm(ListEntryFacts.self, random.mutilated(PackedFacts.encode(samples.listEntry)))
            expectOneForm(HitExplanation.self, random.mutilated(PackedFacts.encode(samples.explanation)))
            expectOneForm(PackedPlaces.self, random.mutilated(PackedFacts.encode(PackedPlaces(samples.places))))
            let noise = [PackedFacts.format] + (0..<random.below(60)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            expectOneForm(Traveller.self, noise)
            expectOneForm(BookingFacts.self, noise)
            expectOneForm(PackedPlaces.self, noise)
        }
    }

    /// Whatever is read is written the same: then equal digests mean equal facts.
    private func expectOneForm<Value: PackedFact>(_ type: Value.Type, _ bytes: [UInt8]) {
        do {
            let value = try PackedFacts.decode(type, from: bytes)
            #expect(PackedFacts.encode(value) == bytes)
        } catch {
            #expect(error is PackedFactsFault)
        }
    }

    @Test func whatIsCutOffOrFollowsIsRefused() throws {
        let bytes = PackedFacts.encode(FactSamples().bookingFacts)
        for end in bytes.indices {
            #expect(throws: PackedFactsFault.self) { try PackedFacts.decode(BookingFacts.self, from: Array(bytes[..<end])) }
        }
        #expect(throws: PackedFactsFault.bytes(at: bytes.count)) { try PackedFacts.decode(BookingFacts.self, from: bytes + [0]) }
        #expect(throws: PackedFactsFault.format) { try PackedFacts.decode(BookingFacts.self, from: [2] + bytes.dropFirst()) }
        // A length in more bytes than it takes, one beyond the end, and one that no number holds.
        for length: [UInt8] in [[0x80, 0x00], [0xFF, 0xFF, 0x03], [UInt8](repeating: 0xFF, count: 10)] {
            #expect(throws: PackedFactsFault.self) { try PackedFacts.decode(PackedPlaces.self, from: [PackedFacts.format] + length) }
        }
    }
}
