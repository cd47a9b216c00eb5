import Casework
import Travel

/// What in a booking speaks against a pattern: looked at for each hit, and shown beside what speaks for it.
enum InnocentFacts {
    /// Opposing reasons of a booking, in a fixed order.
    static func reasons(_ facts: BookingFacts, relations: BookingRelations, leadHours: Int64?) -> [Reason] {
        var reasons: [Reason] = []
        if hasReturn(facts.booking) { reasons.append(Reason("return-booked")) }
        if let leadHours, leadHours >= 21 * 24 { reasons.append(Reason("long-lead", ["\(leadHours / 24)"])) }
        if let shared = payers(facts.booking).lazy.compactMap({ relations.names($0.text) }).first {
            reasons.append(Reason("payer-shares-surname", [String(decoding: shared, as: UTF8.self)]))
        }
        if isCompanyTravel(facts.booking) { reasons.append(Reason("company-travel")) }
        if let agency = facts.booking.agency?.number { reasons.append(Reason("booked-by-agency", [agency])) }
        return reasons
    }

    /// Somebody whom the booking names as paying: sponsors, card holders, people of a billing address.
    static func payers(_ booking: Booking) -> [(text: String, field: FactField, index: Int)] {
        var payers: [(text: String, field: FactField, index: Int)] = []
        for (index, contact) in booking.contacts.enumerated() where contact.role == .sponsor || contact.role == .billing {
            if let name = contact.name { payers.append((name, .contact, index)) }
        }
        for (index, payment) in booking.payments.enumerated() { if let payer = payment.payer { payers.append((payer, .payment, index)) } }
        for (index, remark) in booking.remarks.enumerated() where remark.kind == .sponsor { payers.append((remark.text, .remark, index)) }
        return payers.filter { $0.text.contains(where: \.isLetter) }
    }

    /// Whether a later flight goes back to where the first one started.
    private static func hasReturn(_ booking: Booking) -> Bool {
        let flights = booking.itinerary.filter { $0.kind == .flight || $0.kind == .open }
        guard let origin = flights.first?.leg.from else { return false }
        return flights.dropFirst().contains { $0.leg.to == origin }
    }

    private static func isCompanyTravel(_ booking: Booking) -> Bool {
        // GR: government transportation request (PNRGOV FOP).
        if booking.payments.contains(where: { $0.form.hasPrefix("GR") }) { return true }
        return payers(booking).contains { payer in !BookingRelations.words(payer.text).isDisjoint(with: companyWords) }
    }

    /// Legal forms and words of organisations, as they stand in sponsors' lines.
    private static let companyWords: Set<[UInt8]> = Set(
        [
            "LTD", "LIMITED", "INC", "LLC", "LLP", "PLC", "CORP", "CORPORATION", "GMBH", "OHG", "SARL", "SRL", "SPA", "BV", "NV", "OY",
            "APS",
            "SDN", "BHD", "PTE", "PTY", "COMPANY", "GROUP", "HOLDING", "SERVICES", "INDUSTRIES", "ENGINEERING", "LOGISTICS", "SHIPPING",
            "STAFF", "UNIVERSITY", "MINISTRY", "EMBASSY", "HOSPITAL", "FOUNDATION", "CORPORATE",
        ].map { Array($0.utf8) })
}
