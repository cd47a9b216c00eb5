import Testing
import Travel
import TravelMessages

@testable import Simulator

@Suite("What is planted, and what only looks like it")
struct PlantedCaseTests {
    private static let now = WorldTests.now

    private func world(seed: UInt64 = 7, travellers: Int = 1_000) throws -> World {
        try World.generate(WorldConfiguration(seed: seed, now: Self.now, travellers: travellers))
    }

    @Test("every planted person stands in the messages, under locator and name") func visible() throws {
        let world = try world(travellers: 2_000)
        var seen: Set<String> = []
        for (file, message) in ReadBack(world).messages {
            for traveller in message.travellers {
                let locators = traveller.value.locators.map(\.value)
                for name in traveller.value.names {
                    for locator in locators { seen.insert("\(file.voyage)/\(locator)/\(name.family)/\(name.given)") }
                }
            }
        }
        for planted in world.truth {
            for person in planted.people {
                #expect(seen.contains("\(person.voyage)/\(person.locator)/\(person.family)/\(person.given)"), "\(planted.identifier)")
            }
        }
    }

    @Test("the indicators, computed from the messages alone, find the planted bookings and nothing else", arguments: [7, 8] as [UInt64])
    func indicators(seed: UInt64) throws {
        let world = try world(seed: seed, travellers: 2_000)
        let read = ReadBack(world)
        let found: [PlantedCase.Pattern: Set<String>] = [
            .latePurchase: read.latePurchases, .sharedCard: read.unrelated(by: \.cards), .sharedTelephone: read.unrelated(by: \.telephones),
        ]
        for (pattern, locators) in found {
            let expected = Set(world.truth.filter { $0.indicators.contains(pattern.rawValue) }.flatMap { $0.people.map(\.locator) })
            #expect(!expected.isEmpty)
            #expect(
                locators == expected, "\(pattern) unexpected \(locators.subtracting(expected)) missing \(expected.subtracting(locators))")
        }
    }

    @Test("each pattern has several planted cases, and lawful look-alikes beside them") func variety() throws {
        let truth = try world(travellers: 2_000).truth
        for pattern in [PlantedCase.Pattern.latePurchase, .sharedCard, .sharedTelephone] {
            #expect(truth.count { $0.pattern == pattern && !$0.isLawful } >= 3)
            #expect(truth.count { $0.pattern == pattern && $0.isLawful } >= 3)
        }
        for pattern in [PlantedCase.Pattern.listedDocument, .listedNameMisspelt, .listedNameRomanised, .listedNameTitleGlued, .namesake] {
            #expect(truth.count { $0.pattern == pattern } >= 2)
        }
        #expect(Set(truth.map(\.identifier)).count == truth.count)
    }

    @Test(
        "one listed document is on a flight whose deadline goes by within minutes; the other cases have hours",
        arguments: [1, 2, 3] as [UInt64])
    func deadlines(seed: UInt64) throws {
        let world = try world(seed: seed, travellers: 600)
        var minutes: [Int64] = []
        for planted in world.truth {
            for person in planted.people {
                let flight = try #require(world.flights.first { $0.voyage == person.voyage })
                #expect(flight.cancelled == nil)
                minutes.append(((flight.isInbound ? flight.arrival : flight.departure) - 45 * 60 - Self.now) / 60)
            }
        }
        let first = try #require(world.truth.first { $0.pattern == .listedDocument })
        let flight = try #require(world.flights.first { $0.voyage == first.people[0].voyage })
        let left = Double(flight.arrival - 45 * 60 - Self.now) / 60
        #expect(left > 4 && left <= 8)
        #expect(minutes.count { $0 > 60 } > minutes.count / 2)
    }

    @Test("lists have the columns that units exchange, and name the planted people by document, or by name and birth date")
    func lists() throws {
        let world = try world()
        #expect(world.watchlists.count == 2)
        for list in world.watchlists {
            let lines = list.csv.split(separator: "\n")
            #expect(lines[0] == Substring(WatchlistRow.header))
            #expect(lines.count == list.entries + 1)
            for line in lines { #expect(line.split(separator: ",", omittingEmptySubsequences: false).count >= 18) }
        }
        let all = world.watchlists.map(\.csv).joined()
        for planted in world.truth where !planted.entries.isEmpty {
            let line = try #require(all.split(separator: "\n").first { $0.hasSuffix("," + planted.entries[0]) })
            if planted.pattern == .listedDocument { #expect(line.contains(planted.people[0].document)) }
        }
        for planted in world.truth where planted.pattern == .namesake { #expect(planted.entries.isEmpty && planted.isLawful) }
    }

    /// Whoever finds a number of this world in real data has found a fault.
    @Test("no number of the world can belong to anybody") func numbers() throws {
        let world = try world()
        for file in world.messages {
            var run: [UInt8] = []
            for byte in file.bytes + [0x27] {
                if byte >= 0x30 && byte <= 0x39 {
                    run.append(byte)
                } else {
                    if (13...19).contains(run.count) { #expect(!SerialNumbers.passesLuhn(String(decoding: run, as: UTF8.self))) }
                    run = []
                }
            }
        }
        for (_, message) in ReadBack(world).messages {
            for traveller in message.travellers {
                for document in traveller.value.documents { #expect(document.number?.hasPrefix("UT") == true) }
                for contact in traveller.value.contacts { check(contact) }
            }
            for booking in message.bookings {
                for contact in booking.value.contacts { check(contact) }
                for payment in booking.value.payments where payment.isCard { #expect(payment.account?.hasPrefix("9999") == true) }
            }
        }
        let documents = world.bookings.flatMap { $0.people.compactMap(\.document.number) }
        #expect(Set(documents).count == documents.count)
        #expect(Set(world.bookings.map(\.locator)).count == world.bookings.count)
    }

    private func check(_ contact: Contact) {
        switch contact.kind {
        case .telephone: #expect(contact.value.hasPrefix("+999"))
        case .email: #expect(contact.value.hasSuffix(".example"))
        case .address, .other: break
        }
    }

    @Test("no message says what is planted") func secrecy() throws {
        let world = try world(travellers: 800)
        for file in world.messages {
            let text = String(decoding: file.bytes, as: UTF8.self).lowercased()
            for word in ["planted", "lawful", "traffick", "indicator"] { #expect(!text.contains(word)) }
        }
    }
}
