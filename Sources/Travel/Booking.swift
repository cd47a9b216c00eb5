/// The name of a booking in one system.
public struct RecordLocator: Hashable, Sendable, Codable {
    /// Carrier or reservation system that gave it, where known.
    public var system: String?
    /// Upper case, without blanks.
    public var value: String
    /// C: a departure control reference, because no booking locator is known (PNRGOV RCI 9958).
    public var type: String?

    @inlinable
    public init(system: String? = nil, value: String, type: String? = nil) {
        self.system = system
        self.value = value
        self.type = type
    }
}

/// A reservation (PNR): who asked for which journey, when, paid how.
public struct Booking: Hashable, Sendable, Codable {
    /// The first is the sender's own.
    public var locators: [RecordLocator]
    /// When the booking was made, in UTC as the guide says.
    public var created: LocalDateTime?
    /// Last transaction (DAT+700), in UTC.
    public var changed: LocalDateTime?
    /// Tickets were issued (DAT+710), in UTC.
    public var ticketed: LocalDateTime?
    /// The record is there, and empty: cancelled, or this flight taken out of it.
    public var cancelled: Bool
    /// Indices into the travellers of the message.
    public var travellers: [Int]
    /// Name of a group without individual names.
    public var groupName: String?
    public var itinerary: [ItinerarySegment]
    public var contacts: [Contact]
    public var payments: [Payment]
    public var agency: Agency?
    /// Locators of bookings that this one was split from or into.
    public var splits: [RecordLocator]
    public var services: [ServiceRequest]
    /// Free text for people: OSI, remarks, history lines. Kept apart from facts, since nobody checked it.
    public var remarks: [Remark]
    public var remainder: [Remainder]

    @inlinable
    public init(locators: [RecordLocator] = []) {
        self.locators = locators
        cancelled = false
        travellers = []
        itinerary = []
        contacts = []
        payments = []
        splits = []
        services = []
        remarks = []
        remainder = []
    }
}

/// One line of an itinerary.
public struct ItinerarySegment: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        /// A flight with a place on it.
        case flight
        /// Arrival unknown (ARNK): the traveller gets to the next place by other means.
        case surface
        /// A flight without a date or a number yet.
        case open
        /// A hotel, a car, a train: not carriage by air.
        case other
    }
    public var kind: Kind
    public var leg: Leg
    /// Carrier that flies it, where another one sold it.
    public var operatingCarrier: String?
    public var operatingNumber: String?
    /// Reservation class designator.
    public var bookingClass: String?
    /// HK, HL, XX … (RPI).
    public var status: String?
    public var seats: Int?
    public var equipment: String?

    @inlinable
    public init(kind: Kind, leg: Leg) {
        self.kind = kind
        self.leg = leg
    }
}

/// How somebody can be reached.
public struct Contact: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        case telephone, email, address, other
    }
    public enum Role: String, Hashable, Sendable, Codable {
        case contact, home, business, mobile, agency, residence, destination, emergency, billing, sponsor, other
    }
    public var kind: Kind
    public var role: Role
    /// Telephone or e-mail address or whole text; for an address its street.
    public var value: String
    /// A person or company that the text names.
    public var name: String?
    public var city: String?
    public var region: String?
    public var postcode: String?
    public var country: String?
    /// Number of the traveller in the booking; nil for the booking as a whole.
    public var travellerReference: String?

    @inlinable
    public init(
        kind: Kind, role: Role = .contact, value: String, name: String? = nil, city: String? = nil, region: String? = nil,
        postcode: String? = nil, country: String? = nil, travellerReference: String? = nil
    ) {
        self.kind = kind
        self.role = role
        self.value = value
        self.name = name
        self.city = city
        self.region = region
        self.postcode = postcode
        self.country = country
        self.travellerReference = travellerReference
    }
}

/// A form of payment.
public struct Payment: Hashable, Sendable, Codable {
    /// CC card, CA cash, CK cheque, GR government, MS miscellaneous …
    public var form: String
    /// As received: decimal digits with a point.
    public var amount: String?
    public var currency: String?
    /// Card vendor: VI, CA, AX …
    public var vendor: String?
    /// Card or account number **as received**. A card number is for the moment of intake only: whoever stores a booking
    /// calls ``Booking/withoutCardNumbers()`` first.
    public var account: String?
    /// MMYY as received.
    public var expiry: String?
    /// Who pays, where the message names somebody (sponsor, card holder).
    public var payer: String?

    @inlinable
    public init(
        form: String, amount: String? = nil, currency: String? = nil, vendor: String? = nil, account: String? = nil,
        expiry: String? = nil, payer: String? = nil
    ) {
        self.form = form
        self.amount = amount
        self.currency = currency
        self.vendor = vendor
        self.account = account
        self.expiry = expiry
        self.payer = payer
    }

    /// Whether `account` is a card's number.
    public var isCard: Bool { form.utf8.starts(with: "CC".utf8) || form == "DC" || form == "TP" }
}

extension Booking {
    /// The same booking with each card number cut to its last four digits (PCI DSS 3.4).
    public func withoutCardNumbers() -> Booking {
        var copy = self
        for index in copy.payments.indices where copy.payments[index].isCard {
            guard let account = copy.payments[index].account else { continue }
            let kept = account.suffix(4)
            copy.payments[index].account = String(repeating: "*", count: max(0, account.count - kept.count)) + kept
        }
        return copy
    }
}

/// Who made the booking: ORG of the record.
public struct Agency: Hashable, Sendable, Codable {
    /// Reservation system or carrier.
    public var system: String?
    /// IATA agency number.
    public var number: String?
    /// Office identification in the system.
    public var office: String?
    public var location: String?
    /// A airline, T travel agent …
    public var type: String?
    public var country: String?
    public var currency: String?
    /// Sign of the agent at the desk.
    public var agentSign: String?

    @inlinable
    public init(
        system: String? = nil, number: String? = nil, office: String? = nil, location: String? = nil, type: String? = nil,
        country: String? = nil, currency: String? = nil, agentSign: String? = nil
    ) {
        self.system = system
        self.number = number
        self.office = office
        self.location = location
        self.type = type
        self.country = country
        self.currency = currency
        self.agentSign = agentSign
    }
}

/// A line of free text in a booking.
public struct Remark: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        /// Other service information (IFT+4:28).
        case otherService
        /// Who pays for the journey (IFT+4:43).
        case sponsor
        case fareCalculation
        case history
        case other
    }
    public var kind: Kind
    public var text: String

    @inlinable
    public init(kind: Kind, text: String) {
        self.kind = kind
        self.text = text
    }
}
