import Foundation
import Simulator
import Testing
import Travel
import TravelMessages

/// Mutants of clean messages: seeded combinations of the deviations that carriers are known to send.
///
/// 5,000 with 'make test'; 200,000 in a release build with 'make soak'. A failure names the seed.
@Suite("Mutation of messages by deviations")
struct MessageMutationTests {
    private struct Clean {
        var message: TravelMessage
        var mutator: MessageMutator
    }

    private static let rounds = ProcessInfo.processInfo.environment["PLIMSOLL_SOAK"] == nil ? 5_000 : 200_000
    private static let parts = 4

    /// A few people of each message of an invented world, written anew.
    private static let corpus: [Clean] = {
        let configuration = WorldConfiguration(
            seed: 11, now: Instant(rfc3339: "2026-11-25T08:00:00Z") ?? Instant(seconds: 0), travellers: 1_500, layers: [.bookings])
        guard let world = try? World.generate(configuration) else { return [] }
        return world.messages.flatMap { readTransmission($0.bytes).messages }.compactMap { message in
            var message = message
            if message.kind == .paxlst {
                message.travellers = Array(message.travellers.prefix(3))
                message.announcedPassengers = nil
            } else {
                message.bookings = Array(message.bookings.prefix(2))
                message.travellers = Array(message.travellers.prefix((message.bookings.last?.value.travellers.last ?? -1) + 1))
                message.announcedBookings = nil
            }
            guard !message.travellers.isEmpty, message.travellers.count < 7 else { return nil }
            let bytes = message.kind == .paxlst ? PAXLSTWriter.write([message]) : PNRGOVWriter.write([message])
            guard let clean = readTransmission(bytes).messages.first else { return nil }
            return Clean(message: clean, mutator: MessageMutator(bytes, kind: message.kind))
        }
    }()

    @Test("nobody is lost unsaid, no repair is silent, and none takes a second", arguments: 0..<parts)
    func mutants(part: Int) {
        let corpus = Self.corpus
        #expect(corpus.count > 20)
        guard !corpus.isEmpty else { return }
        var applied: Set<MessageDeviation> = []
        for round in stride(from: part, to: Self.rounds, by: Self.parts) {
            let clean = corpus[round / Self.parts % corpus.count]
            let seed = UInt64(round)
            let mutant = clean.mutator.mutant(seed: seed)
            applied.formUnion(mutant.deviations)
            let start = ContinuousClock.now
            let reading = readTransmission(mutant.bytes)
            let took = ContinuousClock.now - start
            let silent = Self.silent(mutant, reading)
            let missing = Self.missing(clean.message, reading)
            if took > .seconds(1) || !silent.isEmpty || !missing.isEmpty {
                Issue.record("seed \(seed): \(took), silent \(silent), missing \(missing) of \(mutant.deviations.map(\.rawValue))")
            }
        }
        let never = Set(MessageDeviation.allCases).subtracting(applied)
        #expect(never.isEmpty)
    }

    @Test("the same seed makes the same mutant, another seed another") func reproducible() throws {
        let mutator = try #require(Self.corpus.first).mutator
        #expect(mutator.mutant(seed: 3) == mutator.mutant(seed: 3))
        #expect(Set((0..<50).map { mutator.mutant(seed: $0).bytes }).count > 40)
    }

    /// Deviations about which the reader says nothing.
    private static func silent(_ mutant: MessageMutant, _ reading: TransmissionReading) -> [String] {
        let said = Set((reading.findings + reading.messages.flatMap(\.findings)).map(\.code))
        return mutant.deviations.filter { !$0.codes.isEmpty && $0.codes.isDisjoint(with: said) }.map(\.rawValue)
    }

    /// Positions of travellers whose family name, birth date or documents are gone, and whom no finding of severity `lost` names.
    private static func missing(_ clean: TravelMessage, _ reading: TransmissionReading) -> [Int] {
        let found = reading.messages.flatMap(\.travellers)
        let lost = (reading.findings + reading.messages.flatMap(\.findings)).filter { $0.severity == .lost }.map(\.offset)
        return clean.travellers.indices.filter { index in
            let sought = clean.travellers[index].value
            let numbers = Set(sought.documents.compactMap(\.number))
            let namesakes = found.filter { $0.value.names.contains { $0.family == sought.name.family } }
            if namesakes.contains(where: {
                $0.value.birthDate == sought.birthDate && numbers.isSubset(of: $0.value.documents.compactMap(\.number))
            }) {
                return false
            }
            return !namesakes.contains { traveller in lost.contains { traveller.extent.range.contains($0) } }
        }
    }
}
