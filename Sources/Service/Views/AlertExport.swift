import Casework
import Foundation
import Response
import Storage
import Travel

/// A line of the export: a passage whose score rose.
struct ExportedRise: Codable, Sendable {
    var raisedAt: String
    var score: Int
    var locator: String
    var documentNumber: String
    var family: String
    var given: String
    var birthDate: String
    var flight: String

    enum CodingKeys: String, CodingKey {
        case raisedAt = "raised_at"
        case score, locator
        case documentNumber = "document_number"
        case family, given
        case birthDate = "birth_date"
        case flight
    }
}

/// A page of the export.
struct ExportedPage: Codable, Sendable {
    var lines: [ExportedRise]
    /// Where the next page begins; nil on the last.
    var next: String?
}

extension Unit {
    /// Passages of one page, and of one log entry.
    private static let exportedPassages = 500

    /// Each rise of each passage's score, also of those that never reached the threshold, passage by passage. Those that were
    /// received too late to be of use are left out: they are historic hits, and no alerts. What it says of people is one log
    /// entry a page.
    func alertExport(after text: String?, access: Access) async throws -> ExportedPage {
        var last: PassageKey?
        if let text {
            guard let key = PassageKey(packed: Self.bytes(hexadecimal: text)) else {
                throw ServiceError.request("\(text) is no place in the export")
            }
            last = key
        }
        let keys = try await storage.passagesWithHits(after: last, limit: Self.exportedPassages)
        var rows: [(passage: JudgedPassage, rises: [ScoreRise])] = []
        for key in keys {
            guard let subject = try await storage.raisingSubject(key), let passage = try await storage.judgedPassage(key) else { continue }
            let deadline = AlertDeadline.of(subject.voyage, received: subject.received, profile: rules.profile)
            guard deadline > subject.received else { continue }
            let rises = ScoreRise.all(of: subject.hits, profile: rules.profile)
            if !rises.isEmpty { rows.append((passage, rises)) }
        }
        let subjects = rows.flatMap {
            [$0.passage.api?.subject, $0.passage.pnr?.subject, $0.passage.booking?.facts.subject].compactMap { $0 }
        }
        let opened = try await storage.open(
            identities: Array(Set(subjects)), access: access, what: "alerts-export", at: clock.now(),
            naming: rows.map(\.passage.key.passage))
        func traveller(_ facts: FactsReference?) -> Traveller? {
            facts.flatMap { opened[$0.subject] }.flatMap { try? PackedFacts.decode(Traveller.self, from: $0) }
        }
        var lines: [ExportedRise] = []
        for (passage, rises) in rows {
            let said = [traveller(passage.api), traveller(passage.pnr)].compactMap { $0 }
            let booking = passage.booking.flatMap { opened[$0.facts.subject] }.flatMap {
                try? PackedFacts.decode(BookingFacts.self, from: $0)
            }
            let name = said.first?.name
            let locators = (booking?.booking.locators ?? []).map(\.value) + said.flatMap(\.locators).map(\.value)
            let voyage = passage.voyage
            for rise in rises {
                lines.append(
                    ExportedRise(
                        raisedAt: rise.at.rfc3339, score: rise.score, locator: locators.first ?? "",
                        documentNumber: said.lazy.flatMap(\.documents).compactMap(\.number).first ?? "", family: name?.family ?? "",
                        given: name?.given ?? "", birthDate: said.lazy.compactMap(\.birthDate).first?.description ?? "",
                        flight: voyage.placed ? voyage.designator.carrier + voyage.designator.number : ""))
            }
        }
        let next = keys.count == Self.exportedPassages ? keys.last?.packed.hexadecimal : nil
        return ExportedPage(lines: lines, next: next)
    }

    private static func bytes(hexadecimal text: String) -> [UInt8] {
        let digits = text.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
