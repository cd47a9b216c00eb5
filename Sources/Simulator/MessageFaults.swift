import Travel
import TravelMessages

/// The fifth layer: what goes wrong between a desk and the wire, at about the rates that are published (7 % of booking files
/// break the grammar somewhere; births and documents are missing, names are cut, turned round or carry their title).
/// People whom another layer planted are left alone.
struct MessageFaults {
    private let stream: RandomStream

    init(seed: UInt64, flight: Int, day: Int) {
        stream = RandomStream(seed: seed, layer: .faults, day: day).part(flight)
    }

    /// Faults in what a desk typed. `spared` are locators that stay as they are.
    func spoil(_ message: inout TravelMessage, sparing spared: Set<String>) {
        var random = stream.part(1)
        for index in message.travellers.indices {
            let draw = random.unit()
            if let locator = message.travellers[index].value.locators.first?.value, spared.contains(locator) { continue }
            var traveller = message.travellers[index].value
            switch draw {
            case ..<0.012: traveller.birthDate = nil
            case ..<0.020: traveller.documents = []
            case ..<0.026: traveller.names[0] = PersonName(family: traveller.name.given, given: traveller.name.family)
            case ..<0.036: traveller.names[0].given += traveller.sex == .female ? "MRS" : "MR"
            case ..<0.042: traveller.names[0].given = String(traveller.name.given.prefix(3))
            case ..<0.045: traveller.sex = nil
            case ..<0.048:
                if let year = traveller.birthDate?.year { traveller.birthDate = PartialDate(year: year) }
            default: continue
            }
            message.travellers[index].value = traveller
        }
        var counting = stream.part(2)
        if counting.chance(0.03) { message.announcedPassengers = message.travellers.count + 1 }
    }

    /// A person whose document number was typed with two digits exchanged, for a correction later; nil for most flights.
    func mistyped(in message: inout TravelMessage, sparing spared: Set<String>) -> Traveller? {
        var random = stream.part(3)
        guard random.chance(0.3), let index = candidate(in: message, sparing: spared, &random) else { return nil }
        let right = message.travellers[index].value
        guard var number = right.documents.first?.number.map(Array.init), number.count > 4 else { return nil }
        number.swapAt(number.count - 1, number.count - 2)
        message.travellers[index].value.documents[0].number = String(number)
        return right
    }

    /// Somebody who is taken off before departure; nil for most flights.
    func offloaded(in message: TravelMessage, sparing spared: Set<String>) -> Traveller? {
        var random = stream.part(4)
        guard random.chance(0.3), let index = candidate(in: message, sparing: spared, &random) else { return nil }
        return message.travellers[index].value
    }

    private func candidate(in message: TravelMessage, sparing spared: Set<String>, _ random: inout RandomStream) -> Int? {
        let candidates = message.travellers.indices.filter { index in
            let traveller = message.travellers[index].value
            return !traveller.documents.isEmpty && traveller.locators.first.map { !spared.contains($0.value) } ?? false
        }
        return random.pick(candidates)
    }

    /// Faults of the sending system: a stray line, a count that is wrong, a file that was mailed on.
    func spoil(_ bytes: inout [UInt8], occasion: Int, rate: Double) {
        var random = stream.part(10 + occasion)
        guard random.chance(rate) else { return }
        switch random.below(4) {
        case 0: insertBeforeTrailer(&bytes, "L'")
        case 1: insertBeforeTrailer(&bytes, "LT\r\n'")
        case 2: bytes = Array("SCANNED BY MAIL GATEWAY\r\n".utf8) + bytes
        default: raiseCount(&bytes)
        }
    }

    private func trailer(_ bytes: [UInt8]) -> Int? {
        let tag = Array("'UNT+".utf8)
        guard bytes.count > tag.count else { return nil }
        for start in stride(from: bytes.count - tag.count, through: 0, by: -1) where bytes[start..<start + tag.count].elementsEqual(tag) {
            return start + 1
        }
        return nil
    }

    private func insertBeforeTrailer(_ bytes: inout [UInt8], _ text: String) {
        guard let start = trailer(bytes) else { return }
        bytes.insert(contentsOf: Array(text.utf8), at: start)
    }

    /// The count of segments says nine more than there are, or fewer.
    private func raiseCount(_ bytes: inout [UInt8]) {
        guard let start = trailer(bytes), start + 4 < bytes.count, (0x30...0x39).contains(bytes[start + 4]) else { return }
        bytes[start + 4] = bytes[start + 4] == 0x39 ? 0x31 : bytes[start + 4] + 1
    }
}
