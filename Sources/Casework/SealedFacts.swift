import Foundation
public import Travel

/// What the sealed blob of a booking's version holds: the booking, and what links it to its own people, so that a group of
/// bookings can be compared without opening each companion.
public struct BookingFacts: Hashable, Sendable, Codable {
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

/// Facts as bytes: JSON with sorted members, so that equal facts have equal bytes and equal digests.
public enum SealedFacts {
    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
