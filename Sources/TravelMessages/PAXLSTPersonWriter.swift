import EDIFACT
import Travel

/// Writes one person of a list: segment groups 4 and 5.
struct PAXLSTPersonWriter {
    let latestBirth: LocalDate?

    func write(_ traveller: Traveller, to writer: inout SegmentWriter) {
        writeName(traveller, to: &writer)
        if let sex = traveller.sex { writer.segment("ATT", "2", [], [sex.rawValue]) }
        if let birth = traveller.birthDate { writeBirth(birth, to: &writer) }
        if let baggage = traveller.baggage { writeBaggage(baggage, to: &writer) }
        writePlaces(traveller, to: &writer)
        let reachable = traveller.contacts.filter { $0.kind != .address }
        if !reachable.isEmpty { writer.segment("COM", reachable.map { [$0.value, Self.code($0)] }) }
        if let role = traveller.crewRole { writer.segment("EMP", "1", [role, "110", "111"]) }
        for nationality in traveller.nationalities { writer.segment("NAT", "2", [nationality]) }
        for locator in traveller.locators { writer.segment("RFF", ["AVF", locator.value]) }
        if let reference = traveller.uniqueReference { writer.segment("RFF", ["ABO", reference]) }
        if let seat = traveller.seat { writer.segment("RFF", ["SEA", seat]) }
        for number in traveller.frequentFlyer { writer.segment("RFF", ["CR", number]) }
        for ticket in traveller.tickets { if let number = ticket.number { writer.segment("RFF", ["YZY", number]) } }
        for remainder in traveller.remainder { writer.rawSegment(remainder.text) }
        for document in traveller.documents { write(document, to: &writer) }
    }

    private func writeName(_ traveller: Traveller, to writer: inout SegmentWriter) {
        let role =
            switch traveller.role {
            case .passenger: "FL"
            case .crew: "FM"
            case .transit: "DDU"
            case .transitCrew: "DDT"
            }
        let name = traveller.name
        let titles = traveller.titles.joined(separator: " ")
        let given = name.given.isEmpty || titles.isEmpty ? name.given : name.given + " " + titles
        let family = name.given.isEmpty && !titles.isEmpty && !name.family.isEmpty ? name.family + " " + titles : name.family
        var elements: [SegmentWriter.Element] = [[role], [], [], [family, given]]
        if let address = traveller.contacts.first(where: { $0.kind == .address }) {
            elements += [
                [address.value], SegmentWriter.Element(address.city), SegmentWriter.Element(address.region),
                SegmentWriter.Element(address.postcode), SegmentWriter.Element(address.country),
            ]
        }
        writer.segment("NAD", elements)
    }

    /// YYMMDD where the reader will find the century by itself, else CCYYMMDD.
    private func writeBirth(_ birth: PartialDate, to writer: inout SegmentWriter) {
        if let day = birth.date, let latestBirth, day <= latestBirth, day.adding(days: 36_500) > latestBirth {
            writer.segment("DTM", ["329", PAXLSTWriter.shortDate(day)])
            return
        }
        let text = PAXLSTWriter.digits(birth.year, 4) + PAXLSTWriter.digits(birth.month ?? 0, 2) + PAXLSTWriter.digits(birth.day ?? 0, 2)
        writer.segment("DTM", ["329", text, "102"])
    }

    private func writeBaggage(_ baggage: Baggage, to writer: inout SegmentWriter) {
        if let count = baggage.count { writer.segment("MEA", "CT", [], [nil, String(count)]) }
        if let weight = baggage.weight { writer.segment("MEA", "WT", [], [baggage.weightUnit, String(weight)]) }
        for tags in baggage.tags { writer.segment("FTX", "BAG", [], [], [tags.first, String(tags.count)]) }
    }

    private func writePlaces(_ traveller: Traveller, to writer: inout SegmentWriter) {
        if let place = traveller.clearance { writer.segment("LOC", "22", [place]) }
        if let place = traveller.residence { writer.segment("LOC", "174", [place]) }
        if let place = traveller.embark { writer.segment("LOC", "178", [place]) }
        if let place = traveller.disembark { writer.segment("LOC", "179", [place]) }
        if let place = traveller.placeOfBirth { writer.segment("LOC", "180", [nil, nil, nil, place]) }
    }

    private func write(_ document: TravelDocument, to writer: inout SegmentWriter) {
        writer.segment("DOC", [document.type, "110", "111"], SegmentWriter.Element(document.number))
        if let expiry = document.expiry { writeDay("36", expiry, to: &writer) }
        if let issued = document.issued { writeDay("182", issued, to: &writer) }
        if let issuer = document.issuer { writer.segment("LOC", "91", [issuer]) }
        if document.issuer != nil, let place = document.placeOfIssue { writer.segment("LOC", "91", [place]) }
    }

    private func writeDay(_ qualifier: String, _ day: LocalDate, to writer: inout SegmentWriter) {
        if (1980...2079).contains(day.year) {
            writer.segment("DTM", [qualifier, PAXLSTWriter.shortDate(day)])
        } else {
            writer.segment("DTM", [qualifier, PAXLSTWriter.longDate(day), "102"])
        }
    }

    /// COM 3155.
    static func code(_ contact: Contact) -> String {
        switch contact.kind {
        case .telephone: contact.role == .mobile ? "AL" : "TE"
        case .email: "EM"
        case .address, .other: "FX"
        }
    }
}
