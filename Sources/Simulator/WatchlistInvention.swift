import Travel

/// The fourth layer: two lists, people on them who travel in the ways in which a name differs, and namesakes who are nobody.
struct WatchlistInvention {
    private let configuration: WorldConfiguration
    private var invention: PatternInvention
    private var rows: [[WatchlistRow]] = [[], []]

    static let names = ["Trafficking", "Missing persons"]
    /// Entries of each list that nobody of the world is.
    private static let others = 60

    /// As the list writes it, and as the passport does: romanisations of one name, no part further apart than one letter, or
    /// the list's own script; some with the order of names turned round on the way.
    private static let romanised: [(list: (String, String), message: (String, String), sex: Sex, nationality: String)] = [
        (("Бондарук", "Мирон"), ("MIRON", "BONDARUK"), .male, "UKR"),
        (("Yusupova", "Mukhabbat"), ("YUSUPOVA", "MUHABBAT"), .female, "UZB"),
        (("Al-Rashdan", "Khaled"), ("ALRASHDAN", "KHALID"), .male, "JOR"),
        (("Şimşekoğlu", "Gülizar"), ("SIMSEKOGLU", "GULIZAR"), .female, "TUR"),
    ]

    init(_ configuration: WorldConfiguration, flights: [SimulatedFlight]) {
        self.configuration = configuration
        invention = PatternInvention(configuration, flights: flights, layer: .watchlists)
    }

    /// Bookings, truths and lists of this layer.
    mutating func run() -> (bookings: [SimulatedBooking], cases: [PlantedCase], lists: [SimulatedWatchlist]) {
        documents()
        misspelt()
        romanised()
        gluedTitles()
        namesakes()
        for list in 0..<2 { for _ in 0..<Self.others { stranger(list) } }
        return (invention.bookings, invention.cases, Self.names.indices.map { written($0) })
    }

    private mutating func flight(_ hours: ClosedRange<Double>) -> Int {
        let found = invention.flights(due: hours)
        return invention.random.pick(found) ?? 0
    }

    // MARK: The people

    private mutating func documents() {
        // The first is on the flight that is due first.
        for index in 0..<3 {
            let flight = index == 0 ? invention.soonest : flight(3...44)
            let booking = booking(on: flight)
            let person = booking.people[0]
            // On the third, the list knows the document under another name altogether.
            let other = invention.party(on: flight)[0]
            let reference = add(index % 2, index == 2 ? other : person, birth: index != 2, document: person.document.number)
            invention.plant(
                .listedDocument, [booking], isLawful: false, indicators: [], entries: [reference],
                note: index == 2 ? "a listed document, carried under another name" : "a listed document")
        }
    }

    private mutating func misspelt() {
        for index in 0..<3 {
            let booking = booking(on: flight(2...44))
            let person = booking.people[0]
            let reference = add(
                index % 2, person, family: index == 2 ? nil : misspelling(person.family),
                given: index == 2 ? misspelling(person.given) : nil,
                birth: true, document: nil)
            invention.plant(
                .listedNameMisspelt, [booking], isLawful: false, indicators: [], entries: [reference],
                note: "one letter of the \(index == 2 ? "given name" : "surname") differs from the list; the birth date is the same")
        }
    }

    private mutating func romanised() {
        for (index, name) in Self.romanised.enumerated() {
            let flight = flight(2...44)
            let model = invention.party(on: flight)[0]
            let person = Self.person(model, family: name.message.0, given: name.message.1, sex: name.sex, nationality: name.nationality)
            let booking = invention.booking(on: flight, [person], hoursAhead: 50 + invention.random.below(24 * 20))
            let reference = add(index % 2, person, family: name.list.0, given: name.list.1, birth: true, document: nil)
            invention.plant(
                .listedNameRomanised, [booking], isLawful: false, indicators: [], entries: [reference],
                note: index == 0
                    ? "the list writes Cyrillic, and the booking has the names turned round" : "another romanisation of the list's spelling"
            )
        }
    }

    private mutating func gluedTitles() {
        for index in 0..<2 {
            let flight = flight(2...44)
            let model = invention.party(on: flight)[0]
            // A short name, so that the title is what makes it long.
            let person = Self.person(
                model, family: model.family, given: String(model.given.split(separator: " ").first ?? "ANA"), sex: model.sex,
                nationality: model.nationality)
            var booking = invention.booking(on: flight, [person], hoursAhead: 50 + invention.random.below(24 * 20))
            let title = person.sex == .female ? (index == 0 ? "MRS" : "MISS") : "MR"
            booking.namesAsBooked[0] = PersonName(family: person.family, given: person.given + title)
            // Without a document in the record, the glued name is the only one.
            booking.hasEarlyDocuments = index == 0
            let reference = add(index % 2, person, birth: true, document: nil)
            invention.plant(
                .listedNameTitleGlued, [booking], isLawful: false, indicators: [], entries: [reference],
                note: "the title is glued to the given name\(index == 0 ? "" : ", and no document is known before check-in")")
        }
    }

    private mutating func namesakes() {
        for index in 0..<4 {
            let booking = booking(on: flight(2...44))
            let person = booking.people[0]
            let born = person.birth.adding(days: (index % 2 == 0 ? -1 : 1) * invention.random.between(2_200, 5_000))
            _ = add(index % 2, person, birthDate: born, birth: true, document: nil)
            invention.plant(
                .namesake, [booking], isLawful: true, indicators: [], note: "called like a listed person, born years apart")
        }
    }

    private mutating func stranger(_ list: Int) {
        let nationality = invention.random.pick(invention.people.pools.nationalities) ?? "UTO"
        let person = invention.people.person(nationality: nationality, ages: 8...66, numbers: &invention.numbers, &invention.random)
        let birth = invention.random.chance(0.8)
        let document = invention.random.chance(0.5) ? person.document.number : nil
        _ = add(list, person, birth: birth, document: document)
    }

    private mutating func booking(on flight: Int) -> SimulatedBooking {
        let party = invention.party(on: flight)
        return invention.booking(on: flight, party, hoursAhead: 50 + invention.random.below(24 * 20))
    }

    private static func person(_ model: SimulatedPerson, family: String, given: String, sex: Sex, nationality: String) -> SimulatedPerson {
        var document = model.document
        document.holder = PersonName(family: family, given: given, reading: .document)
        document.sex = sex
        document.issuer = nationality
        document.nationality = nationality
        return SimulatedPerson(family: family, given: given, sex: sex, birth: model.birth, nationality: nationality, document: document)
    }

    /// One letter in the middle becomes another one.
    private mutating func misspelling(_ name: String) -> String {
        var letters = Array(name)
        guard letters.count > 3 else { return name + "A" }
        let place = invention.random.between(1, letters.count - 2)
        let others = Array("AEIOUNRT").filter { $0 != letters[place] }
        letters[place] = others[invention.random.below(others.count)]
        return String(letters)
    }

    // MARK: The lists

    private mutating func add(
        _ list: Int, _ person: SimulatedPerson, family: String? = nil, given: String? = nil, birthDate: LocalDate? = nil, birth: Bool,
        document: String?
    ) -> String {
        let reference = "\(list == 0 ? "TR" : "MP")-\(SerialNumbers.digits(UInt64(rows[list].count), 4))"
        let categories = list == 0 ? ["person", "discreet check"] : ["missing", "missing"]
        let parts = Self.titleCase(given ?? person.given).split(separator: " ", maxSplits: 1)
        rows[list].append(
            WatchlistRow(
                list: Self.names[list], category: categories[rows[list].count % 2], family: Self.titleCase(family ?? person.family),
                given: parts.first.map(String.init) ?? "", middle: parts.count > 1 ? String(parts[1]) : "",
                birth: birth ? Self.written(birthDate ?? person.birth, style: rows[list].count) : "", sex: person.sex,
                nationality: person.nationality, document: document, reference: reference))
        return reference
    }

    private func written(_ list: Int) -> SimulatedWatchlist {
        let today = configuration.now.utc.date
        let lines = rows[list].map { $0.line(validFrom: today.adding(days: -200), validTo: today.adding(days: 500)) }
        let csv = ([WatchlistRow.header] + lines).joined(separator: "\n") + "\n"
        return SimulatedWatchlist(
            name: Self.names[list], fileName: list == 0 ? "trafficking.csv" : "missing-persons.csv", csv: csv, entries: lines.count)
    }

    /// `JEAN PAUL` as `Jean Paul`; what has small letters already stays.
    static func titleCase(_ name: String) -> String {
        guard name.utf8.allSatisfy({ $0 < 0x80 && !($0 >= 0x61 && $0 <= 0x7A) }) else { return name }
        var isStart = true
        var text = ""
        for character in name {
            text += isStart ? String(character) : character.lowercased()
            isStart = character == " " || character == "-"
        }
        return text
    }

    private static let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]

    /// The three ways in which owners write a day.
    private static func written(_ date: LocalDate, style: Int) -> String {
        let day = SerialNumbers.digits(UInt64(date.day), 2)
        return switch style % 3 {
        case 0: date.description
        case 1: "\(day).\(SerialNumbers.digits(UInt64(date.month), 2)).\(date.year)"
        default: "\(day) \(months[date.month - 1]) \(date.year)"
        }
    }
}
