import Casework
import Storage
import Travel

/// Evidence function `latePurchaseByThirdParty`: the booking was made fewer hours before departure than the indicator says,
/// and who pays is nobody of the booking, or the card also paid for a booking that shares no surname.
struct LatePurchase {
    /// A present booking that has a card in common, opened.
    struct Other: Sendable {
        var booking: JudgedBooking
        var facts: ScreenedPassage.Opened<BookingFacts>
    }

    let indicator: Indicator

    /// Whole hours from purchase to departure; nil where one is not known or the purchase is the later.
    static func leadHours(created: Instant?, departure: Instant?) -> Int64? {
        guard let created, let departure, departure >= created else { return nil }
        return (departure - created) / 3_600
    }

    func isLate(_ hours: Int64?) -> Bool {
        hours.map { $0 < Int64(EvidenceFunction.latePurchaseByThirdParty.threshold("hours", of: indicator)) } ?? false
    }

    func hit(_ screened: ScreenedPassage, others: [Other]) -> FoundHit? {
        guard let judged = screened.passage.booking, let booking = screened.booking,
            let lead = Self.leadHours(created: judged.created, departure: screened.passage.voyage.departure), isLate(lead)
        else { return nil }
        let relations = BookingRelations(booking.value)
        let payers = InnocentFacts.payers(booking.value.booking)
        let strangers = payers.filter { relations.names($0.text) == nil }
        // Somebody of the booking pays: then a remark that names nobody (a company's code) proves no third party.
        let namesOneOfThem = payers.count > strangers.count
        let days = EvidenceFunction.latePurchaseByThirdParty.threshold("days", of: indicator)
        let elsewhere = others.filter { other in
            let distance = abs(other.booking.date.daysSince1970 - judged.date.daysSince1970)
            let theirs = BookingRelations(other.facts.value)
            return distance <= days && !theirs.surnames.isEmpty && !theirs.sharesSurname(with: relations)
                && theirs.locators.isDisjoint(with: relations.locators)
        }
        var supporting = [Reason("bought-hours-before-departure", ["\(lead)"])]
        var places = [booking.place(.created)]
        if !strangers.isEmpty, !namesOneOfThem {
            supporting.append(Reason("payer-does-not-travel", ["\(strangers.count)"]))
            places += strangers.map { booking.place($0.field, $0.index) }
        }
        if !elsewhere.isEmpty {
            supporting.append(Reason("card-also-paid-for-strangers", ["\(elsewhere.count)"]))
            places.append(booking.place(.payment))
            places += elsewhere.prefix(8).map { $0.facts.place(.payment) }
        }
        guard supporting.count > 1 else { return nil }
        if screened.isMinor { supporting.append(Reason("is-minor")) }
        let half = indicator.weight / 2
        return FoundHit(
            source: .indicator, subject: Array(indicator.name.utf8), subjectVersion: indicator.version, cause: [], weight: indicator.weight,
            explanation: HitExplanation(
                parts: [
                    ScorePart(part: "\(lead)", met: "", rule: "bought-late", weight: half),
                    ScorePart(part: "", met: "", rule: "paid-by-third-party", weight: indicator.weight - half),
                ], supporting: supporting, opposing: InnocentFacts.reasons(booking.value, relations: relations, leadHours: lead),
                places: places))
    }
}
