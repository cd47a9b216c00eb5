import EDIFACT
import Travel

/// A booking while it is read: what is known of it and of its travellers, and what waits for a traveller to be known.
struct PNRGOVBookingDraft {
    var booking = Booking()
    var start = 0
    var end = 0
    var isOpen = false
    var places: [Place] = []
    var travellers: [PNRGOVTravellerDraft] = []
    /// Service requests that name a person, in order, until all travellers of the booking are known.
    var pending: [PNRGOVPendingService] = []
    /// An ORG without content stood in the record.
    var hasEmptyOriginator = false
    /// Whether the last segment of the itinerary is the flight that the message is about.
    var isOwnFlight = false
    var hasOwnFlight = false
    var embark: String?
    var disembark: String?

    init() {}

    init(at range: Range<Int>) {
        start = range.lowerBound
        end = range.upperBound
        isOpen = true
        places.reserveCapacity(32)
        pending.reserveCapacity(8)
        travellers.reserveCapacity(2)
    }

    /// Moves the booking and its travellers to the end of a message: a copy of one of them is dozens of counts.
    mutating func move(into message: inout TravelMessage) {
        for index in travellers.indices {
            let extent = Extent(travellers[index].start..<max(travellers[index].start, travellers[index].end))
            message.travellers.append(Evidenced(Traveller(names: []), extent: extent))
            let last = message.travellers.count - 1
            swap(&message.travellers[last].value, &travellers[index].value)
            swap(&message.travellers[last].places, &travellers[index].places)
        }
        message.bookings.append(Evidenced(Booking(), extent: Extent(start..<max(start, end))))
        let last = message.bookings.count - 1
        swap(&message.bookings[last].value, &booking)
        swap(&message.bookings[last].places, &places)
    }

    mutating func add(_ extent: Extent, _ field: FactField, index: Int = 0) {
        places.append(Place(field: field, index: index, extent: extent))
    }

    /// Names and references of the travellers so far; ``indexNames()`` brings it up to date.
    private var index = PNRGOVTravellerIndex()
    private var indexed = 0

    /// Up to so many travellers are looked through one by one; more are found through the table.
    private static let fewTravellers = 9

    /// Takes note of travellers that came since.
    mutating func indexNames() {
        guard travellers.count > Self.fewTravellers else { return }
        while indexed < travellers.count {
            index.add(travellers[indexed].value, at: indexed)
            indexed += 1
        }
    }

    /// The traveller with this number in the booking.
    func traveller(reference: String) -> Int? {
        if travellers.count > Self.fewTravellers { return index.traveller(reference: reference) }
        // By index: a closure would be handed a copy of each traveller.
        var found: Int?
        for position in travellers.indices where travellers[position].value.travellerReference == reference {
            guard let first = found else {
                found = position
                continue
            }
            // Two with one reference: the adult of an infant, else neither.
            guard let one = PNRGOVTravellerIndex.adult(first, travellers[first].value, position, travellers[position].value) else {
                return nil
            }
            found = one
        }
        if let found { return found }
        for position in travellers.indices
        where PNRGOVTravellerIndex.isReference(reference, travellers[position].value.travellerReference) {
            return position
        }
        return nil
    }

    /// Whether a traveller with this very number and name is known.
    func hasTraveller(_ reference: String, called name: PersonName) -> Bool {
        if travellers.count > Self.fewTravellers {
            // The last few: a record that names people twice does so in a row, or from the beginning.
            guard let known = index.traveller(reference: reference), travellers.indices.contains(known) else { return false }
            return travellers[known].value.travellerReference == reference && travellers[known].value.names[0] == name
        }
        for position in travellers.indices where travellers[position].value.travellerReference == reference {
            if travellers[position].value.names[0] == name { return true }
        }
        return false
    }

    /// The one traveller who is called so; nil for none and for several.
    func traveller(family: String, given: String) -> Int? {
        if travellers.count > Self.fewTravellers { return index.traveller(family: family, given: given) }
        let asked = PersonName(family: family, given: given)
        switch only({ PNRGOVTravellerIndex.haveSameLetters($0, asked) }) {
        case .some(let found): return found
        case .none: return only { PNRGOVTravellerIndex.haveSameFirstName($0, asked) } ?? nil
        }
    }

    /// The only traveller with such a name; an inner nil for several, an outer one for none.
    private func only(_ isSought: (PersonName) -> Bool) -> Int?? {
        var found: Int?
        for position in travellers.indices {
            // Names that documents spell came later than the table is made.
            guard travellers[position].value.names.contains(where: { $0.reading != .document && isSought($0) }) else { continue }
            if found != nil { return .some(nil) }
            found = position
        }
        return found.map { .some($0) }
    }

    mutating func extendTraveller(to end: Int) {
        guard let last = travellers.indices.last else { return }
        travellers[last].end = end
    }

    /// The infant of the booking, where there is exactly one.
    var onlyInfant: Int?

    /// Looks for the only infant, once all travellers are known.
    func findOnlyInfant() -> Int? {
        var found: Int?
        for position in travellers.indices where travellers[position].value.category == .infant {
            if found != nil { return nil }
            found = position
        }
        return found
    }

    /// The last line of the itinerary is the flight that the message is about.
    mutating func noteOwnFlight() {
        hasOwnFlight = true
        guard let last = booking.itinerary.indices.last else { return }
        if embark == nil { embark = booking.itinerary[last].leg.from }
        disembark = booking.itinerary[last].leg.to ?? disembark
    }

    mutating func add(_ contact: consuming Contact, at extent: Extent, traveller: Int?) {
        if let traveller, travellers.indices.contains(traveller) {
            travellers[traveller].add(extent, .contact, index: travellers[traveller].value.contacts.count)
            travellers[traveller].value.contacts.append(contact)
        } else {
            add(extent, .contact, index: booking.contacts.count)
            booking.contacts.append(contact)
        }
    }

    mutating func add(_ service: consuming ServiceRequest, at extent: Extent, traveller: Int?) {
        if let traveller, travellers.indices.contains(traveller) {
            travellers[traveller].add(extent, .service, index: travellers[traveller].value.services.count)
            travellers[traveller].value.services.append(service)
        } else {
            add(extent, .service, index: booking.services.count)
            booking.services.append(service)
        }
    }
}

/// A traveller while the booking is read.
struct PNRGOVTravellerDraft {
    var value: Traveller
    var start: Int
    var end: Int
    var places: [Place] = []

    init(names: [PersonName], at range: Range<Int>) {
        value = Traveller(names: names)
        start = range.lowerBound
        end = range.upperBound
        places.reserveCapacity(12)
    }

    mutating func add(_ extent: Extent, _ field: FactField, index: Int = 0) {
        places.append(Place(field: field, index: index, extent: extent))
    }

    /// Takes a document over, and the facts that it states where nothing stated them before. What is left in `document` is empty.
    mutating func move(_ document: inout TravelDocument, at extent: Extent) {
        // The same document stands at each flight of the itinerary with some senders; looking at the last few is enough.
        if !value.documents.isEmpty, value.documents.suffix(8).contains(document) { return }
        add(extent, .document, index: value.documents.count)
        if value.sex == nil, let sex = document.sex {
            value.sex = sex
            add(extent, .sex)
        }
        if value.birthDate == nil, let birthDate = document.birthDate {
            value.birthDate = birthDate
            add(extent, .birthDate)
        }
        if let nationality = document.nationality, !document.isPermission, value.nationalities.count < 8,
            !value.nationalities.contains(nationality)
        {
            add(extent, .nationality, index: value.nationalities.count)
            value.nationalities.append(nationality)
        }
        if let holder = document.holder, value.names.count < 8,
            !value.names.contains(where: { $0.family == holder.family && $0.given == holder.given })
        {
            add(extent, .name, index: value.names.count)
            value.names.append(PersonName(family: holder.family, given: holder.given, reading: .document))
        }
        value.documents.append(TravelDocument())
        swap(&value.documents[value.documents.count - 1], &document)
    }
}

/// Where a service request stands: its texts are made when somebody keeps it.
struct PNRGOVServiceSource {
    let segment: Segment
    /// First component of the free text.
    let textStart: Int
    /// The free text, without card numbers.
    let text: ArraySlice<UInt8>?
    /// What stands with the traveller's reference.
    let data: ArraySlice<UInt8>?
    /// The ends of the flight that it stands with, where it is kept for that flight.
    var from: String?
    var to: String?

    /// The request as it is kept where nobody or nothing takes its content.
    func service(travellerReference: String?) -> ServiceRequest {
        ServiceRequest(
            code: segment.text(1, 1) ?? "", status: segment.text(1, 2), quantity: segment.number(1, 3), carrier: segment.text(1, 4),
            board: (textStart > 7 ? segment.text(1, 7) : nil) ?? from, off: (textStart > 8 ? segment.text(1, 8) : nil) ?? to,
            text: whole, travellerReference: travellerReference)
    }

    private var whole: String? {
        guard let data else { return text.map { String(decoding: $0, as: UTF8.self) } }
        let last = String(decoding: data, as: UTF8.self)
        return text.map { String(decoding: $0, as: UTF8.self) + " " + last } ?? last
    }
}

/// A service request that waits until it is known whose it is. A class, since it is handed on more often than it is made.
final class PNRGOVPendingService {
    /// What it is about, and the text that says it: read when it is settled.
    enum Content {
        case document(ArraySlice<UInt8>)
        case permission(ArraySlice<UInt8>)
        case address(ArraySlice<UInt8>)
        case infant(ArraySlice<UInt8>)
        case child(ArraySlice<UInt8>)
        /// With the letter that says of which kind.
        case contact(ArraySlice<UInt8>, UInt8?)
        /// A contact that a free text spells.
        indirect case spelled(ContactText)
        case frequentFlyer(ArraySlice<UInt8>)
        case ticket(ArraySlice<UInt8>)
        case seat(String)
        /// Nothing that is taken over, but the text may name somebody.
        case tied(ArraySlice<UInt8>)
        case other
    }
    let content: Content
    private let source: PNRGOVServiceSource
    let travellerReference: String?
    /// Traveller in whose group it stood, by position in the draft.
    let owner: Int?
    let extent: Extent
    let offset: Int

    init(content: Content, source: PNRGOVServiceSource, travellerReference: String? = nil, owner: Int?, extent: Extent, offset: Int) {
        self.content = content
        self.source = source
        self.travellerReference = travellerReference
        self.owner = owner
        self.extent = extent
        self.offset = offset
    }

    /// The request as it is kept where nobody or nothing takes its content.
    var service: ServiceRequest { source.service(travellerReference: travellerReference) }
}
