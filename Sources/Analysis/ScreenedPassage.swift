import Casework
import NameScreening
import Storage
import Travel

/// A passage with its facts opened: everything that is said of one person, by API and PNR together.
struct ScreenedPassage: Sendable {
    struct Opened<Value: Sendable>: Sendable {
        var value: Value
        var reference: FactsReference

        init(_ value: Value, _ reference: FactsReference) {
            self.value = value
            self.reference = reference
        }

        /// Where a fact stands; the whole of its segments where the message's reader did not say more.
        func place(_ field: FactField, _ index: Int = 0) -> EvidencePlace {
            // Read only here: most people have no hit, and then nobody asks where their facts stand.
            let places = (try? PackedFacts.decode(PackedPlaces.self, from: reference.places))?.places ?? []
            let extent = places.first { $0.field == field && $0.index == index }?.extent ?? reference.extent
            return EvidencePlace(
                subject: reference.subject.subject, version: reference.subject.version, field: field, message: reference.message,
                extent: extent)
        }
    }

    let passage: JudgedPassage
    /// API first.
    let travellers: [Opened<Traveller>]
    let booking: Opened<BookingFacts>?

    /// Opens what is said of many passages at once.
    /// - Parameter passages: those that are looked at together, such as a family's: what they share is opened once
    static func open(_ passages: [JudgedPassage], storage: Storage, at now: Instant) async throws -> [ScreenedPassage] {
        var subjects: Set<SealedSubject> = []
        for passage in passages {
            for reference in references(of: passage) { subjects.insert(reference.subject) }
            if let booking = presentBooking(of: passage) { subjects.insert(booking.facts.subject) }
        }
        let opened = try await storage.open(identities: Array(subjects), access: .assessment, what: "assessment", at: now)
        var bookings: [SealedSubject: BookingFacts] = [:]
        return try passages.map { passage in
            let travellers = try references(of: passage).compactMap { reference in
                try opened[reference.subject].map { Opened(try PackedFacts.decode(Traveller.self, from: $0), reference) }
            }
            var booking: Opened<BookingFacts>?
            if let facts = presentBooking(of: passage)?.facts, let sealed = opened[facts.subject] {
                let value = try bookings[facts.subject] ?? PackedFacts.decode(BookingFacts.self, from: sealed)
                bookings[facts.subject] = value
                booking = Opened(value, facts)
            }
            return ScreenedPassage(passage: passage, travellers: travellers, booking: booking)
        }
    }

    /// API first.
    private static func references(of passage: JudgedPassage) -> [FactsReference] { [passage.api, passage.pnr].compactMap { $0 } }
    private static func presentBooking(of passage: JudgedPassage) -> JudgedBooking? {
        passage.booking.flatMap { $0.cancelled ? nil : $0 }
    }

    /// All readings of the name, from all messages and documents, each once.
    var names: [PersonName] {
        var seen: Set<String> = []
        let all = travellers.flatMap { $0.value.names + $0.value.documents.compactMap(\.holder) }
        return all.filter { !$0.full.isEmpty && seen.insert($0.family + "\u{1F}" + $0.given).inserted }
    }
    var births: [PartialDate] {
        unique(travellers.flatMap { [$0.value.birthDate].compactMap { $0 } + $0.value.documents.compactMap(\.birthDate) })
    }
    var sex: Travel.Sex? {
        let said = travellers.flatMap { [$0.value.sex] + $0.value.documents.map(\.sex) }.compactMap { $0 }
        return said.first { $0 == .female || $0 == .male }
    }
    var nationalities: [String] {
        unique(
            travellers.flatMap { $0.value.nationalities + $0.value.documents.compactMap(\.nationality) }.filter { !$0.isEmpty }
                .map(WatchlistSnapshot.normalState))
    }
    /// Whether the person is a minor on the day of the voyage: all that an indicator may know of age.
    var isMinor: Bool { travellers.contains { $0.value.isMinor(on: passage.voyage.designator.date) == true } }

    private func unique<Element: Hashable>(_ all: [Element]) -> [Element] {
        var seen: Set<Element> = []
        return all.filter { seen.insert($0).inserted }
    }
}
