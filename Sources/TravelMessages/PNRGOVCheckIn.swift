import EDIFACT
import Travel

/// Groups 6 and 7: who was checked in, with which seat and bags.
extension PNRGOVReading {
    /// Most bags in one run of tags.
    private static let mostTags = 99

    /// TRI: 2 sequence number : … : … : traveller reference.
    mutating func readCheckInPerson(_ segment: Segment) {
        group = .checkInPerson
        checkInTraveller = nil
        let reference = segment.text(2, 4) ?? segment.text(1, 4)
        if let reference {
            checkInTraveller = traveller(reference: reference)
            if checkInTraveller == nil { note(.referenceUnknown, .note, segment) }
        }
        if checkInTraveller == nil, draft.travellers.count == 1 { checkInTraveller = 0 }
        if !segment.isEmpty(1) || !segment.isEmpty(2, 1) || segment.elementCount > 2 { keepCheckIn(segment) }
    }

    /// TIF of group 7 names a traveller of group 2; one that is not there is a traveller all the same.
    mutating func readCheckInName(_ segment: Segment) {
        group = .checkInPerson
        let reading = readName(family: segment.text(1, 1) ?? "", given: segment.text(2, 1) ?? "")
        if let reference = segment.text(2, 3), let known = traveller(reference: reference) {
            checkInTraveller = known
            return
        }
        if let known = checkInTraveller, draft.travellers[known].value.names.contains(where: { $0.family == reading.names[0].family }) {
            return
        }
        draft.indexNames()
        if let known = draft.traveller(family: reading.names[0].family, given: reading.names[0].given) {
            checkInTraveller = known
            return
        }
        for code in reading.codes { note(code, NameReading.severity(code), segment) }
        guard message.travellers.count + draft.travellers.count < TravelMessage.travellersRead else {
            return note(.tooMuch, .lost, segment, ["travellers", String(TravelMessage.travellersRead)])
        }
        var added = PNRGOVTravellerDraft(names: reading.names, at: segment.range)
        added.value.titles = reading.titles
        added.value.category = reading.category
        added.value.travellerReference = segment.text(2, 3)
        added.add(segment.extent, .name)
        draft.travellers.append(added)
        checkInTraveller = draft.travellers.count - 1
    }

    private mutating func traveller(reference: String) -> Int? {
        draft.indexNames()
        return draft.traveller(reference: reference)
    }

    /// SSD: seat, without leading zeros.
    mutating func readSeat(_ segment: Segment) {
        guard let owner = checkInOwner else {
            note(.checkInUnassigned, .note, segment)
            return keep(segment)
        }
        guard let text = segment.text(1) else {
            noteEmpty(segment, 1, 1, qualifier: nil)
            return keep(segment)
        }
        let seat = String(Substring(text.utf8.drop { $0 == 0x30 }))
        if draft.isOwnFlight || !draft.hasOwnFlight {
            draft.travellers[owner].value.seat = seat
            draft.travellers[owner].add(segment.extent(1), .seat)
        } else {
            let leg = draft.booking.itinerary.last?.leg
            draft.add(ServiceRequest(code: "SEAT", board: leg?.from, off: leg?.to, text: seat), at: segment.extent, traveller: owner)
        }
    }

    /// TBD: 1 status; 2, 3 count : weight : unit; 4 pool; from 5 on carrier : first tag : number of tags : destination.
    mutating func readBaggage(_ segment: Segment) {
        if checkInOwner == nil { note(.checkInUnassigned, .note, segment) }
        guard let owner = checkInOwner, draft.isOwnFlight || !draft.hasOwnFlight else { return keepCheckIn(segment) }
        var baggage = draft.travellers[owner].value.baggage ?? Baggage()
        for element in 2...3 where element <= segment.elementCount {
            if let count = segment.number(element, 1), count <= 9_999 { baggage.count = (baggage.count ?? 0) + count }
            if let weight = segment.number(element, 2), weight <= 99_999 {
                baggage.weight = (baggage.weight ?? 0) + weight
                baggage.weightUnit =
                    segment.number(element, 3) == 701 ? "LBR" : segment.number(element, 3) == 700 ? "KGM" : baggage.weightUnit
            }
        }
        if segment.elementCount >= 5 {
            for element in 5...segment.elementCount {
                guard let first = segment.text(element, 2) else { continue }
                baggage.tags.append(Baggage.TagRange(first: first, count: tagCount(segment, element, of: baggage.count)))
            }
        }
        draft.travellers[owner].value.baggage = baggage
        draft.travellers[owner].add(segment.extent, .baggage)
    }

    /// A run has no more tags than the traveller has bags, and never more than can be.
    private mutating func tagCount(_ segment: Segment, _ element: Int, of bags: Int?) -> Int {
        guard !segment.isEmpty(element, 3) else { return 1 }
        if let count = segment.number(element, 3), (1...Self.mostTags).contains(count) { return count }
        note(.tagRangeCapped, .repaired, segment)
        return min(max(bags ?? 1, 1), Self.mostTags)
    }

    private var checkInOwner: Int? {
        if let checkInTraveller { return checkInTraveller }
        return draft.travellers.count == 1 ? 0 : nil
    }

    private mutating func keepCheckIn(_ segment: Segment) {
        guard let owner = checkInTraveller, !noteCardNumbers(in: segment) else { return keep(segment) }
        draft.travellers[owner].add(segment.extent, .remainder, index: draft.travellers[owner].value.remainder.count)
        draft.travellers[owner].value.remainder.append(Remainder(segment: segment.tag.description, text: segment.raw))
    }
}
