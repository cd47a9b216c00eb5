public import Travel

/// What the sealed blob of a booking's version holds: the booking, and what links it to its own people, so that a group of
/// bookings can be compared without opening each companion.
public struct BookingFacts: Hashable, Sendable {
    /// Without card numbers. Its `travellers` are empty here: passages name their booking.
    public var booking: Booking
    /// All names of its travellers.
    public var names: [PersonName]
    /// Document numbers of its travellers, normalised.
    public var documents: [String]

    public init(booking: Booking, names: [PersonName], documents: [String]) {
        self.booking = booking
        self.names = names
        self.documents = documents
    }
}
