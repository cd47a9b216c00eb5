import Testing
import Travel
import TravelMessages

@testable import Simulator

@Suite("The invented world")
struct WorldTests {
    static let now = Instant(rfc3339: "2026-11-25T08:00:00Z") ?? Instant(seconds: 0)

    private func configuration(
        seed: UInt64 = 1, travellers: Int = 600, layers: Set<SimulationLayer> = Set(SimulationLayer.allCases)
    ) -> WorldConfiguration {
        WorldConfiguration(seed: seed, now: Self.now, travellers: travellers, layers: layers)
    }

    @Test("the same seed gives the same bytes, another seed others") func reproducible() throws {
        let first = try World.generate(configuration())
        let second = try World.generate(configuration())
        let other = try World.generate(configuration(seed: 2))
        #expect(first.messages == second.messages)
        #expect(first.watchlists == second.watchlists)
        #expect(first.truth == second.truth)
        #expect(first.messages != other.messages)
    }

    @Test("adding a layer never changes another") func layersAreIndependent() throws {
        let whole = try World.generate(configuration())
        let bare = try World.generate(configuration(layers: [.bookings]))
        let lists = try World.generate(configuration(layers: [.watchlists]))
        let noPatterns = try World.generate(configuration(layers: [.bookings, .watchlists, .faults]))
        #expect(bare.flights == whole.flights && lists.flights == whole.flights)
        #expect(bare.bookings == whole.bookings.filter { $0.layer == .bookings })
        #expect(lists.bookings == whole.bookings.filter { $0.layer == .watchlists })
        #expect(lists.watchlists == whole.watchlists)
        // Flights without planted people send the same bytes, faults included.
        let touched = Set(whole.bookings.filter { $0.layer == .patterns }.map { whole.flights[$0.flight].voyage })
        let untouched = whole.messages.filter { !touched.contains($0.voyage) }
        #expect(!untouched.isEmpty)
        #expect(untouched == noPatterns.messages.filter { !touched.contains($0.voyage) })
        // And where people were added, the faults of the others are the same.
        #expect(whole.messages.count >= noPatterns.messages.count)
    }

    @Test("flights leave from a day before to two days after now; nothing is received later than now, and all in order")
    func window() throws {
        let world = try World.generate(configuration(seed: 7, travellers: 4_000))
        for flight in world.flights {
            #expect(flight.departure >= Self.now - 86_400 && flight.departure <= Self.now + 2 * 86_400)
            #expect(flight.arrival > flight.departure)
            #expect(flight.from == "OSL" || flight.to == "OSL")
            let airport = try #require(ReferenceTables.airport(flight.from))
            #expect(instant(of: flight.departureLocal, at: airport) == flight.departure)
        }
        #expect(Set(world.flights.map(\.voyage)).count == world.flights.count)
        #expect(world.messages.allSatisfy { $0.receivedAt <= Self.now })
        #expect(zip(world.messages, world.messages.dropFirst()).allSatisfy { $0.receivedAt <= $1.receivedAt })
        #expect(Set(world.messages.map(\.fileName)).count == world.messages.count)
        for occasion in SimulatedMessage.Occasion.allCases { #expect(world.messages.contains { $0.occasion == occasion }, "\(occasion)") }
    }

    @Test("no designator of the world belongs to an airline") func invented() {
        for carrier in Schedule.carriers { #expect(ReferenceTables.carrier(carrier) == nil, "\(carrier)") }
    }

    @Test("without faults, every message is read whole and means what was written") func readsBack() throws {
        let world = try World.generate(configuration(layers: [.bookings, .patterns, .watchlists]))
        let read = ReadBack(world)
        #expect(read.messages.count == world.messages.count)
        #expect(read.findings.filter { $0.severity != .note }.map(\.code) == [])
        for (file, message) in read.messages {
            #expect(message.kind == file.kind)
            let leg = try #require(message.legs.first)
            #expect(leg.carrier == file.voyage.carrier && leg.number == file.voyage.number && leg.from == file.voyage.origin)
            #expect(leg.departure?.date == file.voyage.date)
            if let announced = message.announcedBookings { #expect(announced == message.bookings.count) }
            if let announced = message.announcedPassengers { #expect(announced == message.travellers.count) }
        }
        for booking in world.bookings where booking.cancelled == nil {
            guard let found = read.bookings[booking.locator] else { continue }
            #expect(found.created == booking.created.utc)
            #expect(found.cards == Set(booking.payments.compactMap(\.account)))
            #expect(found.telephones == Set(booking.contacts.filter { $0.kind == .telephone }.map { $0.value.filter { $0.isNumber } }))
        }
    }

    @Test("faults are there, and cost nobody but those whom a message forgets") func faults() throws {
        let clean = ReadBack(try World.generate(configuration(seed: 7, travellers: 3_000, layers: [.bookings])))
        let spoilt = ReadBack(try World.generate(configuration(seed: 7, travellers: 3_000, layers: [.bookings, .faults])))
        let grave = { (read: ReadBack) in read.findings.count { $0.severity != .note || $0.code == .segmentCountWrong } }
        #expect(grave(clean) == 0 && grave(spoilt) > 0)
        let people = { (read: ReadBack) in read.messages.reduce(0) { $0 + $1.message.travellers.count } }
        #expect(people(spoilt) >= people(clean))
        let undated = { (read: ReadBack) in
            read.messages.filter { $0.file.occasion == .manifest }.reduce(0) {
                $0 + $1.message.travellers.count { $0.value.birthDate == nil }
            }
        }
        #expect(undated(clean) == 0 && undated(spoilt) > 0)
    }

    @Test("numbers of people and lead times are near the published ones") func anchors() throws {
        let world = try World.generate(configuration(travellers: 3_000, layers: [.bookings]))
        #expect(abs(world.travellers - 3_000) < 600)
        let leads = world.bookings.map { world.flights[$0.flight].departure - $0.created }.sorted()
        let median = Double(leads[leads.count / 2]) / 86_400
        #expect((30...65).contains(median), "median lead \(median) days")
        let alone = Double(world.bookings.count { $0.people.count == 1 }) / Double(world.bookings.count)
        #expect((0.55...0.70).contains(alone), "alone \(alone)")
        let pairs = Double(world.bookings.count { $0.people.count == 2 }) / Double(world.bookings.count)
        #expect((0.18...0.33).contains(pairs), "pairs \(pairs)")
    }

    @Test("an airport that is not known is refused with a word of advice", arguments: [[], ["XXX"], ["KIV"], ["OSL", "nowhere"]])
    func unknownHub(hubs: [String]) {
        #expect(throws: WorldError.self) { try World.generate(WorldConfiguration(seed: 1, now: Self.now, hubs: hubs)) }
    }

    @Test(
        "any hub, any size and any moment give a world", arguments: [(["MLA"], 1), (["GVA", "ZRH"], 300), (["SIN"], 50), (["APW"], 400)])
    func otherPlaces(hubs: [String], travellers: Int) throws {
        for seed in [1, 2] as [UInt64] {
            let now = Self.now + Int64(seed) * 9_000_001
            let world = try World.generate(WorldConfiguration(seed: seed, now: now, hubs: hubs, travellers: travellers))
            #expect(!world.messages.isEmpty && !world.truth.isEmpty)
            #expect(Set(world.flights.map(\.voyage)).count == world.flights.count)
        }
    }
}
