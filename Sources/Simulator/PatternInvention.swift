import Travel

/// The third layer: patterns of the three indicators, and lawful look-alikes beside each.
///
/// *Unrelated* are bookings with different locators and no surname, postal address or document in common. Nationality, sex
/// and corridor carry no signal: people and flights are drawn as in the layer below.
struct PatternInvention {
    let configuration: WorldConfiguration
    let flights: [SimulatedFlight]
    let people: PersonInvention
    var random: RandomStream
    var numbers: SerialNumbers
    private let layer: SimulationLayer
    var bookings: [SimulatedBooking] = []
    var cases: [PlantedCase] = []
    private var surnames: Set<String> = []
    private var seats: [Int: Int] = [:]
    private var serial: [PlantedCase.Pattern: Int] = [:]

    init(_ configuration: WorldConfiguration, flights: [SimulatedFlight], layer: SimulationLayer = .patterns) {
        self.configuration = configuration
        self.flights = flights
        self.layer = layer
        people = PersonInvention(today: configuration.now.utc.date)
        random = RandomStream(seed: configuration.seed, layer: layer)
        numbers = SerialNumbers(seed: configuration.seed, layer: layer)
    }

    // MARK: Where

    /// Hours from now to the moment after which an alert is of no use.
    private func hoursLeft(_ flight: SimulatedFlight) -> Double {
        let moment = flight.isInbound ? flight.arrival : flight.departure
        return Double(moment - configuration.now) / 3_600 - Double(configuration.handlingMinutes) / 60
    }

    /// Flights that are announced and whose moment lies so many hours ahead, those of one route likelier by its traffic.
    func flights(due hours: ClosedRange<Double>) -> [Int] {
        let found = flights.indices.filter { flights[$0].cancelled == nil && hours.contains(hoursLeft(flights[$0])) }
        return found.isEmpty ? [soonest] : found
    }

    /// The flight that is due first.
    var soonest: Int {
        let ahead = flights.indices.filter { hoursLeft(flights[$0]) > 0 && flights[$0].cancelled == nil }
        return ahead.min { hoursLeft(flights[$0]) < hoursLeft(flights[$1]) } ?? 0
    }

    /// Flights on which a purchase between 47 and 25 hours before departure has been pushed, or whose list is closed.
    private var withLatePurchases: [Int] {
        let found = flights.indices.filter { index in
            let flight = flights[index]
            let isKnown = flight.departure - configuration.now < 23 * 3_600
            return flight.cancelled == nil && isKnown && hoursLeft(flight) > 1
        }
        return found.isEmpty ? [soonest] : found
    }

    // MARK: Who

    /// A party of one surname that no other planted booking has, unless `family` gives it.
    mutating func party(_ size: Int = 1, on flight: Int, family: String? = nil, ages: ClosedRange<Int> = 18...44) -> [SimulatedPerson] {
        let ends = [Town(flights[flight].from).alpha3, Town(flights[flight].to).alpha3]
        let nationality = people.nationality(ends, &random)
        var surname = family ?? people.pools.family(of: nationality, &random)
        var tries = 0
        while family == nil, surnames.contains(surname) || surname.utf8.count < 3, tries < 200 {
            surname = people.pools.family(of: tries < 50 ? nationality : random.pick(people.pools.nationalities) ?? nationality, &random)
            tries += 1
        }
        surnames.insert(surname)
        return (0..<size).map { _ in people.person(nationality: nationality, family: surname, ages: ages, numbers: &numbers, &random) }
    }

    /// A booking of its own telephone, e-mail and card, made so many hours before departure.
    mutating func booking(on flight: Int, _ party: [SimulatedPerson], hoursAhead: Int, purpose: TravelPurpose = .visiting)
        -> SimulatedBooking
    {
        let departure = flights[flight].departure
        let created = Schedule.roundedUp(departure - Int64(hoursAhead) * 3_600 - Int64(random.below(1_800)))
        // Rows behind those that the load fills, so that nobody sits on anybody.
        let firstSeat = seats[flight] ?? flights[flight].load + (layer == .patterns ? 6 : 90)
        seats[flight] = firstSeat + party.count
        var booking = SimulatedBooking(
            locator: numbers.locator(), flight: flight, layer: layer, purpose: purpose, people: party, created: created,
            namesAsBooked: [:], contacts: [], payments: [], remarks: [], services: [], tickets: party.map { _ in numbers.ticket() },
            further: [], hasEarlyDocuments: true, boards: party.map { _ in true },
            seats: party.indices.map { BookingInvention.seat(firstSeat + $0) }, bags: party.map { _ in random.below(2) })
        booking.ticketed = created + 300
        booking.contacts.append(Contact(kind: .telephone, role: .mobile, value: numbers.telephone(), travellerReference: "1"))
        if let first = party.first {
            booking.contacts.append(Contact(kind: .email, role: .contact, value: people.email(first, &random)))
        }
        booking.payments = [payment(card: numbers.card())]
        booking.agency = Agency(
            system: flights[flight].carrier, location: configuration.hubs.first, type: "A", country: Town(flights[flight].from).alpha2,
            currency: "EUR", agentSign: "WEB")
        return booking
    }

    mutating func payment(card: String) -> Payment {
        Payment(
            form: "CC", amount: "\(random.between(90, 700)).00", currency: "EUR", vendor: random.pick(["VI", "CA", "AX"]), account: card,
            expiry: "\(SerialNumbers.digits(UInt64(random.between(1, 12)), 2))\(28 + random.below(4))")
    }

    mutating func plant(
        _ pattern: PlantedCase.Pattern, _ planted: [SimulatedBooking], isLawful: Bool, indicators: [PlantedCase.Pattern],
        entries: [String] = [],
        note: String
    ) {
        bookings += planted
        serial[pattern, default: 0] += 1
        let members = planted.flatMap { booking in
            booking.people.indices.map { index in
                let name = booking.nameAsBooked(index)
                return PlantedCase.Person(
                    locator: booking.locator, family: name.family, given: name.given, document: booking.people[index].document.number ?? "",
                    voyage: flights[booking.flight].voyage)
            }
        }
        cases.append(
            PlantedCase(
                identifier: "\(pattern.rawValue)-\(serial[pattern] ?? 1)", pattern: pattern, isLawful: isLawful, people: members,
                indicators: indicators.map(\.rawValue), entries: entries, note: note))
    }

    /// Plants everything of this layer.
    mutating func run() {
        latePurchases()
        sharedCards()
        sharedTelephones()
    }

    // MARK: Late purchase by a third party

    private mutating func latePurchases() {
        let flights = withLatePurchases
        func hours(_ random: inout RandomStream) -> Int { random.between(27, 46) }
        for kind in 0..<4 {
            let flight = random.pick(flights) ?? 0
            var late = booking(on: flight, party(random.chance(0.3) ? 2 : 1, on: flight), hoursAhead: hours(&random))
            let payer = party(on: flight)[0]
            switch kind {
            case 0: sponsor(&late, payer)
            case 1: bill(&late, payer)
            case 2:
                // The same card paid for somebody else, on another flight and in good time.
                let other = random.pick(self.flights(due: 2...60)) ?? flight
                var earlier = booking(on: other, party(on: other), hoursAhead: 24 * random.between(9, 30))
                earlier.payments = late.payments
                bookings.append(earlier)
            default:
                sponsor(&late, payer)
                bill(&late, payer)
            }
            plant(
                .latePurchase, [late], isLawful: false, indicators: [.latePurchase],
                note: [
                    "a sponsor who does not travel", "a payment address of somebody who does not travel",
                    "a card that also paid for a stranger", "a sponsor with a payment address, neither travels",
                ][kind])
        }
        do {
            // A father books late for the three of them, and pays.
            let flight = random.pick(flights) ?? 0
            var late = booking(on: flight, party(3, on: flight, ages: 20...50), hoursAhead: hours(&random), purpose: .leisure)
            bill(&late, late.people[0])
            plant(.latePurchase, [late], isLawful: true, indicators: [], note: "one of the party pays, late")
        }
        do {
            let flight = random.pick(flights) ?? 0
            let late = booking(on: flight, party(on: flight), hoursAhead: hours(&random), purpose: .business)
            plant(.latePurchase, [late], isLawful: true, indicators: [], note: "late, with the traveller's own card")
        }
        do {
            // The same family's card on an earlier journey.
            let flight = random.pick(flights) ?? 0
            let other = random.pick(self.flights(due: 2...60)) ?? flight
            let late = booking(on: flight, party(on: flight), hoursAhead: hours(&random))
            var earlier = booking(on: other, party(2, on: other, family: late.people[0].family), hoursAhead: 24 * random.between(9, 30))
            earlier.payments = late.payments
            bookings.append(earlier)
            plant(.latePurchase, [late], isLawful: true, indicators: [], note: "late, with a card that the same family used before")
        }
        do {
            let flight = random.pick(flights) ?? 0
            var late = booking(on: flight, party(on: flight), hoursAhead: hours(&random), purpose: .worker)
            late.remarks.append(Remark(kind: .sponsor, text: "HARBOUR CRANE SERVICES STAFF TRAVEL"))
            plant(
                .latePurchase, [late], isLawful: true, indicators: [.latePurchase],
                note: "an employer pays for an urgent repair: the pattern holds, and is explained")
        }
    }

    private func sponsor(_ booking: inout SimulatedBooking, _ payer: SimulatedPerson) {
        booking.remarks.append(Remark(kind: .sponsor, text: "\(payer.given) \(payer.family)"))
    }

    private mutating func bill(_ booking: inout SimulatedBooking, _ payer: SimulatedPerson) {
        let town = Town(flights[booking.flight].to)
        var address = people.address(city: town.name, country: town.alpha2, &random)
        address.role = .billing
        booking.contacts.append(address)
        booking.payments[0].payer = "\(payer.given) \(payer.family)"
    }

    // MARK: One card

    private mutating func sharedCards() {
        for round in 0..<3 {
            let card = numbers.card()
            let sameFlight = random.pick(flights(due: 2...40)) ?? 0
            var cell: [SimulatedBooking] = []
            for _ in 0..<(4 + round % 2) {
                let flight = round == 0 ? sameFlight : random.pick(flights(due: 2...44)) ?? sameFlight
                var member = booking(on: flight, party(on: flight), hoursAhead: 50 + random.below(24 * 14))
                member.payments = [payment(card: card)]
                cell.append(member)
            }
            if round == 2 {
                let telephone = numbers.telephone()
                for index in cell.indices { cell[index].contacts[0].value = telephone }
            }
            plant(
                .sharedCard, cell, isLawful: false, indicators: round == 2 ? [.sharedCard, .sharedTelephone] : [.sharedCard],
                note: ["one card, one flight", "one card over several flights", "one card and one telephone over several flights"][round])
        }
        // A family of two surnames on four bookings: the home address is in each of them.
        var family: [SimulatedBooking] = []
        let card = numbers.card()
        let home = homeAddress(at: flights(due: 3...40))
        var names: [String] = []
        for index in 0..<4 {
            let flight = random.pick(flights(due: 3...44)) ?? 0
            let members = party(on: flight, family: index > 1 ? names[index - 2] : nil, ages: 12...70)
            names.append(members[0].family)
            var member = booking(on: flight, members, hoursAhead: 24 * random.between(5, 40), purpose: .leisure)
            member.payments = [payment(card: card)]
            member.contacts.append(home)
            family.append(member)
        }
        plant(.sharedCard, family, isLawful: true, indicators: [], note: "a family of two surnames with one card and one home")
        // An employer: six workers, one card, the company's address in each booking.
        var workers: [SimulatedBooking] = []
        let company = numbers.card()
        let office = homeAddress(at: flights(due: 3...40))
        for _ in 0..<6 {
            let flight = random.pick(flights(due: 3...44)) ?? 0
            var member = booking(on: flight, party(on: flight, ages: 20...58), hoursAhead: 24 * random.between(4, 20), purpose: .worker)
            member.payments = [payment(card: company)]
            member.contacts.append(office)
            workers.append(member)
        }
        plant(.sharedCard, workers, isLawful: true, indicators: [], note: "an employer's card, with the employer's address")
        // Two friends: one pays for both, which is below any threshold.
        let shared = numbers.card()
        var friends: [SimulatedBooking] = []
        let flight = random.pick(flights(due: 3...44)) ?? 0
        for _ in 0..<2 {
            var member = booking(on: flight, party(on: flight), hoursAhead: 24 * 21, purpose: .leisure)
            member.payments = [payment(card: shared)]
            friends.append(member)
        }
        plant(.sharedCard, friends, isLawful: true, indicators: [], note: "two friends, one of whom pays")
    }

    // MARK: One telephone

    private mutating func sharedTelephones() {
        for round in 0..<3 {
            let telephone = numbers.telephone()
            let sameFlight = random.pick(flights(due: 2...40)) ?? 0
            var cell: [SimulatedBooking] = []
            for _ in 0..<(4 + round) {
                let flight = round == 1 ? sameFlight : random.pick(flights(due: 2...44)) ?? sameFlight
                var member = booking(on: flight, party(on: flight), hoursAhead: 50 + random.below(24 * 14))
                member.contacts[0].value = telephone
                cell.append(member)
            }
            plant(
                .sharedTelephone, cell, isLawful: false, indicators: [.sharedTelephone],
                note: ["one telephone over several flights", "one telephone, one flight", "one telephone, six bookings"][round])
        }
        let telephone = numbers.telephone()
        let home = homeAddress(at: flights(due: 3...40))
        var household: [SimulatedBooking] = []
        for _ in 0..<3 {
            let flight = random.pick(flights(due: 3...44)) ?? 0
            var member = booking(on: flight, party(on: flight, ages: 18...75), hoursAhead: 24 * random.between(6, 50))
            member.contacts[0].value = telephone
            member.contacts.append(home)
            household.append(member)
        }
        plant(
            .sharedTelephone, household, isLawful: true, indicators: [],
            note: "a household of three surnames with one telephone and one home")
        let reunion = numbers.telephone()
        var relatives: [SimulatedBooking] = []
        var surname: String?
        for _ in 0..<4 {
            let flight = random.pick(flights(due: 3...44)) ?? 0
            let members = party(2, on: flight, family: surname, ages: 8...80)
            surname = members[0].family
            var member = booking(on: flight, members, hoursAhead: 24 * random.between(20, 90), purpose: .leisure)
            member.contacts[0].value = reunion
            relatives.append(member)
        }
        plant(.sharedTelephone, relatives, isLawful: true, indicators: [], note: "relatives of one surname, one of whom organises")
        guard configuration.travellers >= 2_000 else { return }
        // A small travel agency leaves its own number as everybody's contact: a hub, which says nothing about any two.
        let agency = numbers.telephone()
        var customers: [SimulatedBooking] = []
        for _ in 0..<70 {
            let flight = random.pick(flights(due: 1...46)) ?? 0
            var member = booking(on: flight, party(on: flight, ages: 18...75), hoursAhead: 24 * random.between(5, 80), purpose: .leisure)
            member.contacts[0] = Contact(kind: .telephone, role: .mobile, value: agency)
            member.agency = Agency(
                system: "1Q", number: "99700707", office: "\(configuration.hubs[0])XA2707", location: configuration.hubs[0], type: "T",
                country: Town(configuration.hubs[0]).alpha2, currency: "EUR", agentSign: "A707")
            customers.append(member)
        }
        plant(
            .sharedTelephone, customers, isLawful: true, indicators: [],
            note: "customers of an agency that leaves its own telephone number: a hub")
    }

    private mutating func homeAddress(at flights: [Int]) -> Contact {
        let town = Town(self.flights[random.pick(flights) ?? 0].to)
        return people.address(city: town.name, country: town.alpha2, &random)
    }
}
