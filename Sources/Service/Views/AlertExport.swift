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
    var next: PassageKey?
}

extension Unit {
    /// Passages of one page, and of one log entry.
    private static let exportedPassages = 500

    /// Each rise of each passage's score, also of those that never reached the threshold, passage by passage. Those that were
    /// received too late to be of use are left out: they are historic hits, and no alerts. What it says of people is one log
    /// entry a page.
    func alertExport(after last: PassageKey?, access: Access) async throws -> ExportedPage {
        let keys = try await storage.passagesWithHits(after: last, limit: Self.exportedPassages)
        var rows: [(passage: JudgedPassage, rises: [ScoreRise])] = []
        for key in keys {
            guard let passage = try await storage.judgedPassage(key) else { continue }
            let deadline = AlertDeadline.of(passage.voyage, received: passage.received, profile: rules.profile)
            guard deadline > passage.received else { continue }
            let rises = ScoreRise.all(of: try await storage.hits(of: key), profile: rules.profile)
            if !rises.isEmpty { rows.append((passage, rises)) }
        }
        let subjects = rows.flatMap {
            [$0.passage.api?.subject, $0.passage.pnr?.subject, $0.passage.booking?.facts.subject].compactMap { $0 }
        }
        let opened = try await storage.open(
            identities: Array(Set(subjects)), access: access, what: "alerts-export", at: clock.now(),
            naming: rows.map(\.passage.key.passage))
        var lines: [ExportedRise] = []
        for (passage, rises) in rows {
            let said = [passage.api, passage.pnr].compactMap { opened.facts(Traveller.self, of: $0?.subject) }
            let booking = opened.facts(BookingFacts.self, of: passage.booking?.facts.subject)
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
        return ExportedPage(lines: lines, next: keys.count == Self.exportedPassages ? keys.last : nil)
    }
}
