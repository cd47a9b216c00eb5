/// What somebody does on board.
public enum TravellerRole: String, Hashable, Sendable, Codable, CaseIterable {
    case passenger, crew, transit
    case transitCrew = "transit-crew"
}

/// Age class as a booking says it; no age is computed from it.
public enum TravellerCategory: String, Hashable, Sendable, Codable {
    case adult, child, infant
}

/// What one message says about one person.
public struct Traveller: Hashable, Sendable, Codable {
    /// The first is as received (empty parts where the message has none); further ones are other readings.
    public var names: [PersonName]
    /// Titles that stood apart from the name: MR, MRS, DR.
    public var titles: [String]
    public var sex: Sex?
    public var birthDate: PartialDate?
    /// State codes as received, current first.
    public var nationalities: [String]
    public var residence: String?
    public var placeOfBirth: String?
    public var role: TravellerRole
    public var category: TravellerCategory?
    /// EMP code of crew: CR1 … CR5.
    public var crewRole: String?
    public var documents: [TravelDocument]
    public var contacts: [Contact]
    public var seat: String?
    public var baggage: Baggage?
    /// Locators of this person's booking, as this message gives them.
    public var locators: [RecordLocator]
    public var embark: String?
    public var disembark: String?
    /// Place where the person completes clearance (LOC+22).
    public var clearance: String?
    /// The carrier's unique reference of this person on this voyage (RFF+ABO, REF).
    public var uniqueReference: String?
    /// The booking's own number of this person (TIF 9944), which other segments point to.
    public var travellerReference: String?
    public var frequentFlyer: [String]
    public var tickets: [Ticket]
    public var services: [ServiceRequest]
    public var remainder: [Remainder]

    @inlinable
    public init(names: [PersonName], role: TravellerRole = .passenger) {
        self.names = names
        self.role = role
        titles = []
        nationalities = []
        documents = []
        contacts = []
        locators = []
        frequentFlyer = []
        tickets = []
        services = []
        remainder = []
    }

    /// The name as received.
    @inlinable
    public var name: PersonName { names.first ?? PersonName(family: "", given: "") }

    /// Whether the person is under 18 on `date`: yes, no, or not known. A birth date that is not complete says yes only
    /// where every day that it leaves open would. Without one, the booking's age class speaks.
    public func isMinor(on date: LocalDate) -> Bool? {
        if let birthDate { return birthDate.age(on: date) < 18 }
        if let born = documents.compactMap(\.birthDate).first { return born.age(on: date) < 18 }
        return switch category {
        case .child, .infant: true
        case .adult, nil: nil
        }
    }
}

/// Bags checked in, as counted and weighed by the carrier.
public struct Baggage: Hashable, Sendable, Codable {
    public var count: Int?
    public var weight: Int?
    /// KGM or LBR as in UN/ECE Recommendation 20.
    public var weightUnit: String?
    /// First tag of each run, and how many consecutive tags it has.
    public var tags: [TagRange]

    public struct TagRange: Hashable, Sendable, Codable {
        public var first: String
        public var count: Int
        @inlinable
        public init(first: String, count: Int) {
            self.first = first
            self.count = count
        }
    }

    @inlinable
    public init(count: Int? = nil, weight: Int? = nil, weightUnit: String? = nil, tags: [TagRange] = []) {
        self.count = count
        self.weight = weight
        self.weightUnit = weightUnit
        self.tags = tags
    }
}

/// A special service request (SSR): code, status, and what it says.
public struct ServiceRequest: Hashable, Sendable, Codable {
    public var code: String
    public var status: String?
    public var quantity: Int?
    public var carrier: String?
    public var board: String?
    public var off: String?
    public var text: String?
    /// Number of the traveller in the booking that it is for; nil for all.
    public var travellerReference: String?

    @inlinable
    public init(
        code: String, status: String? = nil, quantity: Int? = nil, carrier: String? = nil, board: String? = nil,
        off: String? = nil, text: String? = nil, travellerReference: String? = nil
    ) {
        self.code = code
        self.status = status
        self.quantity = quantity
        self.carrier = carrier
        self.board = board
        self.off = off
        self.text = text
        self.travellerReference = travellerReference
    }
}

/// A ticket as TKT, MON and their neighbours describe it.
public struct Ticket: Hashable, Sendable, Codable {
    public var number: String?
    public var type: String?
    public var issued: LocalDate?
    public var amount: String?
    public var currency: String?

    @inlinable
    public init(number: String? = nil, type: String? = nil, issued: LocalDate? = nil, amount: String? = nil, currency: String? = nil) {
        self.number = number
        self.type = type
        self.issued = issued
        self.amount = amount
        self.currency = currency
    }
}

/// What a message said that has no home of its own yet: kept, named by where it came from, never dropped.
public struct Remainder: Hashable, Sendable, Codable {
    /// Tag of the segment: `PTK`.
    public var segment: String
    /// The segment as received, without its terminator.
    public var text: String

    @inlinable
    public init(segment: String, text: String) {
        self.segment = segment
        self.text = text
    }
}
