import Travel

/// The second layer: who is on the flights, and how they booked.
struct BookingInvention {
    let configuration: WorldConfiguration
    let flights: [SimulatedFlight]
    private let people: PersonInvention
    private let agencies: [Agency]
    private let agencyWeights: [Double]
    /// Telephone of the largest agency: on so many bookings that it says nothing about any two. Small worlds have none.
    private let agencyTelephone: String?
    private let organisers: [TravelPurpose: [Organiser]]

    init(_ configuration: WorldConfiguration, flights: [SimulatedFlight]) {
        self.configuration = configuration
        self.flights = flights
        people = PersonInvention(today: configuration.now.utc.date)
        var random = RandomStream(seed: configuration.seed, layer: .bookings, day: 90)
        var numbers = SerialNumbers(seed: configuration.seed, layer: .bookings, day: 4)
        let towns = configuration.hubs.map { Town($0) }
        var agencies: [Agency] = []
        for index in 0..<30 {
            let town = towns[index % max(1, towns.count)]
            agencies.append(
                Agency(
                    system: "1Q", number: "99" + SerialNumbers.digits(UInt64(index * 7_919 + 10_007) % 1_000_000, 6),
                    office: "\(configuration.hubs[index % configuration.hubs.count])XA2\(SerialNumbers.digits(UInt64(index + 100), 3))",
                    location: configuration.hubs[index % configuration.hubs.count], type: "T", country: town.alpha2, currency: "EUR",
                    agentSign: "A\(random.between(100, 999))"))
        }
        self.agencies = agencies
        agencyWeights = (0..<30).map { 1 / Double($0 + 1) }
        agencyTelephone = configuration.travellers >= 2_000 ? numbers.telephone() : nil
        organisers = Self.organisers(configuration, people: people, towns: towns, numbers: &numbers, &random)
    }

    private static func organisers(
        _ configuration: WorldConfiguration, people: PersonInvention, towns: [Town], numbers: inout SerialNumbers,
        _ random: inout RandomStream
    ) -> [TravelPurpose: [Organiser]] {
        let names: [TravelPurpose: [String]] = [
            .worker: ["NORDHAVN FISH PROCESSING", "GREENHOUSE GROWERS COOP", "ALDER CONSTRUCTION", "FJELL HOTELS", "SILVA TIMBER"],
            .seafarer: ["BLUE ANCHOR CREWING", "MERIDIAN SHIP MANAGEMENT", "LODESTAR MARINE"],
            .languageSchool: ["BABEL HOUSE SCHOOL", "OPEN DOOR LANGUAGES"],
            .resettlement: ["SAFE PASSAGE RESETTLEMENT OFFICE"],
        ]
        var organisers: [TravelPurpose: [Organiser]] = [:]
        for purpose in TravelPurpose.allCases {
            for name in names[purpose] ?? [] {
                let town = random.pick(towns) ?? Town("")
                let address = people.address(city: town.name, country: town.alpha2, &random)
                organisers[purpose, default: []].append(
                    Organiser(name: name, address: address, telephone: numbers.telephone(), card: numbers.card()))
            }
        }
        return organisers
    }

    /// The bookings of all flights, each flight from a stream of its own.
    func bookings() -> [SimulatedBooking] {
        var result: [SimulatedBooking] = []
        var counts: [Int: SerialNumbers] = [:]
        for (index, flight) in flights.enumerated() {
            var random = RandomStream(seed: configuration.seed, layer: .bookings, day: flight.day).part(index)
            var numbers = counts[flight.day] ?? SerialNumbers(seed: configuration.seed, layer: .bookings, day: flight.day)
            var seats = 0
            while seats < flight.load {
                let booking = booking(on: index, free: flight.load - seats, firstSeat: seats, numbers: &numbers, &random)
                seats += booking.people.count
                result.append(booking)
            }
            counts[flight.day] = numbers
        }
        return result
    }

    private func booking(
        on index: Int, free: Int, firstSeat: Int, numbers: inout SerialNumbers, _ random: inout RandomStream
    ) -> SimulatedBooking {
        let flight = flights[index]
        let traits = PurposeTraits.all[random.weighted(PurposeTraits.all.map(\.share)) ?? 0]
        let ends = [Town(flight.from), Town(flight.to)]
        let size = min(free, 1 + (random.weighted(traits.parties) ?? 0))
        let party = party(size, traits, ends: ends.map(\.alpha3), numbers: &numbers, &random)
        let days = min(330, random.logNormal(mean: traits.lead.mean, deviation: traits.lead.deviation) - 0.7)
        // Organisers book in time here; what an employer's late booking looks like, the patterns layer shows.
        let lead = max(traits.hasOrganiser ? 2.2 : 2.5 / 24, days)
        let created = Schedule.roundedUp(flight.departure - Int64(lead * 86_400))
        var booking = SimulatedBooking(
            locator: numbers.locator(), flight: index, layer: .bookings, purpose: traits.purpose, people: party, created: created,
            namesAsBooked: [:], contacts: [], payments: [], remarks: [], services: [], tickets: party.map { _ in numbers.ticket() },
            further: [], hasEarlyDocuments: random.chance(0.6), boards: party.map { _ in !random.chance(0.035) },
            seats: party.indices.map { Self.seat(firstSeat + $0) }, bags: party.map { _ in random.weighted([33, 52, 15]) ?? 0 })
        booking.ticketed = min(created + Int64(random.below(1_800)), flight.departure - 3_600)
        if random.chance(0.025) { booking.cancelled = flight.departure - Int64(random.between(5, 46)) * 3_600 }
        addContactsAndPayment(to: &booking, traits, home: random.chance(0.5) ? ends[0] : ends[1], numbers: &numbers, &random)
        addWayBack(to: &booking, traits, &random)
        addServices(to: &booking, &random)
        return booking
    }

    private func party(
        _ size: Int, _ traits: PurposeTraits, ends: [String], numbers: inout SerialNumbers, _ random: inout RandomStream
    ) -> [SimulatedPerson] {
        let nationality = people.nationality(ends, &random)
        let first = people.person(nationality: nationality, ages: traits.ages, numbers: &numbers, &random)
        var party = [first]
        while party.count < size {
            let isChild = traits.isFamily && party.count > 1 && first.age(on: people.today) < 55
            let sharesName = traits.isFamily && random.chance(0.8)
            party.append(
                people.person(
                    nationality: traits.isFamily || random.chance(0.6) ? nationality : people.nationality(ends, &random),
                    family: sharesName ? first.family : nil, sex: nil, ages: isChild ? 2...17 : traits.ages, numbers: &numbers, &random))
        }
        return party
    }

    private func addContactsAndPayment(
        to booking: inout SimulatedBooking, _ traits: PurposeTraits, home: Town, numbers: inout SerialNumbers,
        _ random: inout RandomStream
    ) {
        guard let lead = booking.people.first else { return }
        let amount = "\(random.between(60, 900)).\(random.between(10, 99))"
        let organiser = traits.hasOrganiser ? random.pick(organisers[traits.purpose] ?? []) : nil
        if random.chance(0.85) {
            booking.contacts.append(Contact(kind: .telephone, role: .mobile, value: numbers.telephone(), travellerReference: "1"))
        }
        if random.chance(0.7) { booking.contacts.append(Contact(kind: .email, role: .contact, value: people.email(lead, &random))) }
        if let organiser {
            booking.contacts.append(organiser.address)
            if random.chance(0.6) { booking.contacts.append(Contact(kind: .telephone, role: .business, value: organiser.telephone)) }
        } else if random.chance(0.4) {
            booking.contacts.append(people.address(city: home.name, country: home.alpha2, &random))
        }
        if random.chance(traits.agencyShare), let chosen = random.weighted(agencyWeights) {
            booking.agency = agencies[chosen]
            if chosen == 0, let agencyTelephone {
                booking.contacts.append(Contact(kind: .telephone, role: .agency, value: agencyTelephone))
            }
        } else {
            let carrier = flights[booking.flight].carrier
            booking.agency = Agency(
                system: carrier, location: configuration.hubs.first, type: "A", country: home.alpha2, currency: "EUR", agentSign: "WEB")
        }
        if random.chance(traits.cardShare) {
            let card = organiser?.card ?? numbers.card()
            booking.payments = [
                Payment(
                    form: "CC", amount: amount, currency: "EUR", vendor: random.pick(["VI", "CA", "AX"]), account: card,
                    expiry: "\(SerialNumbers.digits(UInt64(random.between(1, 12)), 2))\(28 + random.below(4))")
            ]
        } else {
            booking.payments = [
                Payment(form: random.pick(["CA", "CA", "CK", "MS"]) ?? "CA", amount: amount, currency: "EUR")
            ]
        }
    }

    private func addWayBack(to booking: inout SimulatedBooking, _ traits: PurposeTraits, _ random: inout RandomStream) {
        guard let stay = traits.stay, random.chance(0.86) else { return }
        let flight = flights[booking.flight]
        let days = max(1, Int(random.logNormal(mean: 0, deviation: 0.8) * stay))
        let departure = flight.arrivalLocal.adding(seconds: Int64(days) * 86_400 + Int64(random.between(-8, 8)) * 1_800)
        let number = (Int(flight.number) ?? 100) ^ 1
        var leg = Leg(carrier: flight.carrier, number: String(number), from: flight.to, to: flight.from, departure: departure)
        leg.arrival = departure.adding(seconds: flight.arrival - flight.departure)
        // On some journeys the way back was the first half, and is behind them.
        if flight.isInbound == random.chance(0.5) {
            let earlier = flight.departureLocal.adding(seconds: -Int64(days) * 86_400 - Int64(random.between(2, 10)) * 1_800)
            leg.departure = earlier
            leg.arrival = earlier.adding(seconds: flight.arrival - flight.departure)
        }
        var segment = ItinerarySegment(kind: .flight, leg: leg)
        segment.bookingClass = "Y"
        segment.status = "HK"
        segment.seats = booking.people.count
        booking.further = [segment]
    }

    private func addServices(to booking: inout SimulatedBooking, _ random: inout RandomStream) {
        guard random.chance(0.12), let code = random.pick(["WCHR", "VGML", "AVML", "BLND", "PETC", "SPEQ", "MOML", "BIKE"]) else { return }
        booking.services.append(
            ServiceRequest(code: code, status: "HK", quantity: 1, carrier: flights[booking.flight].carrier, travellerReference: "1"))
    }

    /// Seats in the order in which they are given: window, aisle, middle, from row 3 on.
    static func seat(_ index: Int) -> String {
        let letters = ["A", "F", "C", "D", "B", "E"]
        return "\(3 + index / 6)\(letters[index % 6])"
    }
}
