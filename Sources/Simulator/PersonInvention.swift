import Travel

/// Invents people: a nationality by where the flight goes, a name, an age, a document.
struct PersonInvention {
    let pools = NamePools.shared
    let today: LocalDate

    /// Nationality of a party on a flight between two countries; countries without names give way to others.
    func nationality(_ ends: [String], _ random: inout RandomStream) -> String {
        let draw = random.unit()
        if draw < 0.42, let first = ends.first, pools.has(first) { return first }
        if draw < 0.80, let last = ends.last, pools.has(last) { return last }
        return random.pick(pools.nationalities) ?? "UTO"
    }

    func person(
        nationality: String, family: String? = nil, sex: Sex? = nil, ages: ClosedRange<Int>, numbers: inout SerialNumbers,
        _ random: inout RandomStream
    ) -> SimulatedPerson {
        let sex = sex ?? (random.chance(0.5) ? .female : .male)
        var given = pools.given(sex, of: nationality, &random)
        if random.chance(0.2) {
            let second = pools.given(sex, of: nationality, &random)
            if second != given, given.utf8.count + second.utf8.count < 24 { given += " " + second }
        }
        let years = random.between(ages.lowerBound, ages.upperBound)
        let birth = today.adding(days: -(years * 365 + years / 4 + 1 + random.below(364)))
        let family = family ?? pools.family(of: nationality, &random)
        let expiry = today.adding(days: 120 + random.below(3_300))
        let document = TravelDocument(
            type: random.chance(0.93) ? "P" : "I", number: numbers.document(), issuer: nationality, nationality: nationality,
            expiry: expiry, holder: PersonName(family: family, given: given, reading: .document), birthDate: PartialDate(birth), sex: sex)
        return SimulatedPerson(
            family: family, given: given, sex: sex, birth: birth, nationality: nationality, document: document)
    }

    private static let streets = [
        "BIRCH LANE", "HARBOUR STREET", "MILL ROAD", "STATION SQUARE", "ORCHARD WAY", "CHAPEL HILL", "LONG WALK", "KILN LANE", "ASH GROVE",
        "WATER STREET", "NORTH ROW", "WEAVERS YARD", "OLD TOLL ROAD", "GARDEN TERRACE", "RIVERSIDE", "TANNERS LANE", "HIGH MEADOW",
        "LOWER MARKET", "CANAL BANK", "SUMMER PLACE",
    ]

    func address(city: String, country: String, _ random: inout RandomStream) -> Contact {
        Contact(
            kind: .address, role: .contact, value: "\(random.between(1, 480)) \(random.pick(Self.streets) ?? "MILL ROAD")", city: city,
            postcode: String(random.between(10_000, 99_999)), country: country)
    }

    func email(_ person: SimulatedPerson, _ random: inout RandomStream) -> String {
        func part(_ text: String) -> String { text.lowercased().filter { $0 != " " && $0 != "-" } }
        let given = person.given.split(separator: " ").first.map(String.init) ?? person.given
        let domain = random.pick(["post", "letters", "mailbox", "inbox", "quickmail"]) ?? "post"
        return "\(part(given)).\(part(person.family))\(random.between(1, 999))@\(domain).example"
    }
}

/// A city and a country code that an address and a message can carry.
struct Town: Sendable {
    let name: String
    let alpha2: String
    let alpha3: String

    init(_ code: String) {
        let airport = ReferenceTables.airport(code)
        alpha3 = airport?.country ?? "UTO"
        alpha2 = ReferenceTables.country(anyCode: alpha3)?.alpha2 ?? "XX"
        let text = (airport?.city ?? airport?.name ?? code).uppercased()
        let plain = text.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || $0 == " ") }
        name = plain ? text : code
    }
}
