public import Travel

/// Somebody who is invented.
public struct SimulatedPerson: Hashable, Sendable {
    public let family: String
    public let given: String
    public let sex: Sex
    public let birth: LocalDate
    /// ISO 3166-1 alpha-3.
    public let nationality: String
    public let document: TravelDocument

    public func age(on date: LocalDate) -> Int { PartialDate(birth).age(on: date) }
}

/// Why people travel: what their bookings look like follows from it.
public enum TravelPurpose: String, Hashable, Sendable, CaseIterable {
    case leisure, visiting, business, student, worker, group, seafarer, resettlement, languageSchool
}

/// One booking of the invented world, with what becomes of it.
public struct SimulatedBooking: Hashable, Sendable {
    public let locator: String
    /// Index into the flights of the world.
    public let flight: Int
    /// The layer that it comes from.
    public let layer: SimulationLayer
    public let purpose: TravelPurpose
    public let people: [SimulatedPerson]
    public let created: Instant
    public var ticketed: Instant?
    /// When it is cancelled, for those that are.
    public var cancelled: Instant?
    /// Names as the carrier has them, where that is not the person's own: by index into `people`.
    public var namesAsBooked: [Int: PersonName]
    public var contacts: [Contact]
    public var payments: [Payment]
    public var agency: Agency?
    public var remarks: [Remark]
    public var services: [ServiceRequest]
    public var tickets: [String]
    /// Itinerary besides the flight itself: the way back.
    public var further: [ItinerarySegment]
    /// The documents are in the record from its first push on, and not from check-in only.
    public var hasEarlyDocuments: Bool
    /// By person: whether the person is on board at departure.
    public var boards: [Bool]
    public var seats: [String]
    public var bags: [Int]

    public func nameAsBooked(_ index: Int) -> PersonName {
        namesAsBooked[index] ?? PersonName(family: people[index].family, given: people[index].given)
    }
}
