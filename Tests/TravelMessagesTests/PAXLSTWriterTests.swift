import EDIFACT
import Testing
import Travel
import TravelMessages

/// Lists of invented people, the same for the same seed.
struct PAXLSTWorld {
    var random: SplitMix64
    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[random.below(list.count)] }
    mutating func maybe<Element>(_ value: Element) -> Element? { random.below(3) > 0 ? value : nil }

    mutating func day(_ from: Int, _ to: Int) -> LocalDate {
        LocalDate(year: from + random.below(to - from + 1), month: 1, day: 1)?.adding(days: random.below(365))
            ?? LocalDate(daysSince1970: 0)
    }

    mutating func traveller() -> Traveller {
        let families = ["LINDQVIST", "O'NEILL", "AL-QADIR", "DE LA CRUZ", "NGUYEN", "MÜLLER", "ST+CLAIR", "WHAT?"]
        let given = ["ASTRID", "NASIR", "DREW", "MARIA JOSE", "YASIR", "SIRAJ", "JO:ANNE"]
        var person = Traveller(
            names: [PersonName(family: pick(families), given: pick(given))],
            role: pick([.passenger, .passenger, .crew, .transit, .transitCrew]))
        person.sex = maybe(pick(Sex.allCases))
        person.birthDate = maybe(
            pick([PartialDate(day(1927, 2025)), PartialDate(year: 1960), PartialDate(year: 1971, month: 3)]) ?? PartialDate(day(1950, 1990))
        )
        person.nationalities = random.below(2) == 0 ? [] : [pick(["UTO", "XXA", "D"])]
        person.residence = maybe(pick(["UTO", "XXB"]))
        person.placeOfBirth = maybe("AMBERLEY, NORTH")
        if person.role == .crew { person.crewRole = maybe("CR2") }
        for _ in 0..<random.below(3) {
            person.documents.append(
                TravelDocument(
                    type: maybe(pick(["P", "V", "I", "IP"])), number: "X\(random.below(1_000_000))", issuer: maybe("UTO"),
                    issued: maybe(day(2010, 2025)), expiry: maybe(day(2026, 2040))))
        }
        if random.below(3) == 0 {
            person.contacts.append(
                Contact(
                    kind: .address, role: .residence, value: "12 HARBOUR ROAD", city: maybe("PORT"), postcode: maybe("123"), country: "UTO")
            )
        }
        if random.below(3) == 0 {
            person.contacts.append(Contact(kind: .telephone, role: pick([.mobile, .contact]), value: "+999 555 01"))
        }
        if random.below(3) == 0 { person.contacts.append(Contact(kind: .email, value: "a@b.example")) }
        person.seat = maybe("12A")
        if random.below(2) == 0 {
            person.baggage = Baggage(count: maybe(2), weight: 28, weightUnit: "KGM", tags: [.init(first: "XY012345", count: 2)])
        }
        person.locators = random.below(2) == 0 ? [] : [RecordLocator(value: "ABC\(100 + random.below(900))")]
        person.embark = maybe("AAA")
        person.disembark = maybe("BBB")
        person.clearance = maybe("BBB")
        person.uniqueReference = maybe("REF\(random.below(1_000))")
        person.frequentFlyer = random.below(3) == 0 ? ["XY998877"] : []
        person.tickets = random.below(3) == 0 ? [Ticket(number: "9991234567890C1")] : []
        return person
    }

    mutating func message(people: Int) -> TravelMessage {
        var message = TravelMessage(kind: .paxlst, release: pick(["D:02B", "D:05B", "D:24A"]), extent: Extent(offset: 0, length: 0))
        message.action = pick([
            .manifest, .change, .cancel, .reduction, .crewChange, .closeOut, .closeOutOnBoard, .closeOutNotOnBoard, .cancelFlight,
            .changeFlight, .gatePass,
        ])
        message.sender = "XYAIR"
        message.recipient = "PIU"
        message.prepared = LocalDateTime(iso8601: "2026-11-25T06:30")
        message.interchangeReference = "77"
        message.messageReference = "M\(random.below(1_000))"
        message.commonReference = maybe("XY123")
        message.part = 1
        message.isFinalPart = true
        message.transactionReference = maybe("T\(random.below(100))")
        message.reporter = [Contact(kind: .other, value: "HELPDESK"), Contact(kind: .telephone, value: "555 01", name: "HELPDESK")]
        let stops = ["AAA", "BBB", "CCC", "DDD"].prefix(2 + random.below(3))
        var time = LocalDateTime(iso8601: "2026-11-25T12:00")
        for (from, to) in zip(stops, stops.dropFirst()) {
            let arrival = time?.adding(seconds: 7_200)
            message.legs.append(
                Leg(carrier: "XY", number: "123", suffix: maybe("A"), from: from, to: to, departure: time, arrival: maybe(arrival) ?? nil))
            time = time?.adding(seconds: 10_800)
        }
        message.travellers = (0..<people).map { _ in Evidenced(traveller(), extent: Extent(offset: 0, length: 0)) }
        let crew = message.travellers.count { $0.value.role == .crew || $0.value.role == .transitCrew }
        message.announcedCrew = crew > 0 ? crew : nil
        message.announcedPassengers = people - crew > 0 ? people - crew : nil
        return message
    }
}

/// read(write(x)) means the same as x.
@Suite struct PAXLSTWriterTests {
    /// Without what speaks of the bytes.
    private func meaning(_ message: TravelMessage) -> TravelMessage {
        var copy = message
        copy.extent = Extent(offset: 0, length: 0)
        copy.body = copy.extent
        copy.findings = []
        for index in copy.travellers.indices { copy.travellers[index] = Evidenced(copy.travellers[index].value, extent: copy.extent) }
        return copy
    }

    @Test func whatIsWrittenIsReadBack() {
        var world = PAXLSTWorld(seed: 77)
        let sets = [ServiceCharacters.standard, ServiceCharacters(component: 0x3A, element: 0x28, release: 0x29, terminator: 0x2D)]
        for _ in 0..<150 {
            let messages = (0..<1 + world.random.below(3)).map { _ in world.message(people: world.random.below(6)) }
            let written = PAXLSTWriter.write(
                messages, characters: world.pick(sets), lineBreaks: world.random.below(2) == 0, inGroup: world.random.below(2) == 0)
            let reading = readTransmission(written)
            #expect(reading.findings.allSatisfy { $0.code == .separatorsDeclared })
            #expect(reading.messages.count == messages.count)
            for (read, message) in zip(reading.messages, messages) {
                #expect(meaning(read) == meaning(message))
                #expect(!read.findings.contains { $0.severity == .lost })
            }
        }
    }

    /// Every mutation is read: no trap, nothing outside the input, and findings in order.
    @Test func anyMutationIsRead() {
        var world = PAXLSTWorld(seed: 5)
        let seed = PAXLSTWriter.write([world.message(people: 2), world.message(people: 1)])
        let alphabet = Array("NADLOCDTM+:'?0129X \n".utf8) + [0, 0xFF]
        var random = SplitMix64(seed: 9)
        for _ in 0..<1_000 {
            var mutant = seed
            for _ in 0..<1 + random.below(8) {
                let at = random.below(mutant.count)
                switch random.below(4) {
                case 0: mutant[at] = alphabet[random.below(alphabet.count)]
                case 1: mutant.insert(alphabet[random.below(alphabet.count)], at: at)
                case 2: mutant.removeSubrange(at..<min(mutant.count, at + random.below(30)))
                default: mutant.insert(contentsOf: mutant[at..<min(mutant.count, at + random.below(60))], at: random.below(mutant.count))
                }
                if mutant.isEmpty { mutant = [0x55] }
            }
            let reading = readTransmission(mutant)
            let isInside = reading.messages.allSatisfy { message in
                let offsets = message.findings.map(\.offset)
                let places = message.travellers.flatMap(\.places)
                return message.extent.range.upperBound <= mutant.count && offsets == offsets.sorted()
                    && places.allSatisfy { $0.extent.length >= 0 && $0.extent.range.upperBound <= mutant.count }
            }
            #expect(isInside)
        }
    }
}
