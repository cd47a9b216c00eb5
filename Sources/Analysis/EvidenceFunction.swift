import Casework

/// What an indicator's file may name as its evidence.
public enum EvidenceFunction: String, Hashable, Sendable, CaseIterable {
    /// Bought shortly before departure, and paid by somebody who does not travel.
    case latePurchaseByThirdParty
    /// One payment card over bookings that have nothing else in common.
    case cardOverUnrelatedBookings
    /// One telephone over bookings that have nothing else in common.
    case telephoneOverUnrelatedBookings

    /// Thresholds by name, with what holds when the file says nothing.
    var thresholds: [String: (standard: Int, range: ClosedRange<Int>)] {
        switch self {
        // `hours` from purchase to departure, fewer than; `days` between departures for a card to count as seen elsewhere.
        case .latePurchaseByThirdParty: ["hours": (48, 1...720), "days": (30, 1...366)]
        // `families`: unrelated families, at least; `days` between departures; `rise`: weight for each further family.
        case .cardOverUnrelatedBookings, .telephoneOverUnrelatedBookings:
            ["families": (3, 2...64), "days": (30, 1...366), "rise": (100, 0...10_000)]
        }
    }

    func threshold(_ name: String, of indicator: Indicator) -> Int {
        guard let known = thresholds[name] else { return 0 }
        return indicator.thresholds[name].map { min(max($0, known.range.lowerBound), known.range.upperBound) } ?? known.standard
    }
}
