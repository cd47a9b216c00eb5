/// A run of bytes in what was received: offset from its start, and length.
public struct Extent: Hashable, Sendable, Codable {
    public var offset: Int
    public var length: Int

    @inlinable
    public init(offset: Int, length: Int) {
        self.offset = offset
        self.length = length
    }

    @inlinable
    public var range: Range<Int> { offset..<offset + length }
}

/// Which fact of a traveller or a booking a place speaks of.
public enum FactField: String, Hashable, Sendable, Codable, CaseIterable {
    case name, sex, birthDate, nationality, residence, placeOfBirth, document, contact, seat, baggage, locator, embark
    case disembark, service, ticket, frequentFlyer, created, itinerary, payment, agency, split, remark, role, remainder
}

/// Where one fact stands in the bytes: the field, which of several, and the extent.
public struct Place: Hashable, Sendable, Codable {
    public var field: FactField
    /// Index in the field's list; 0 for a single value.
    public var index: Int
    public var extent: Extent

    @inlinable
    public init(field: FactField, index: Int = 0, extent: Extent) {
        self.field = field
        self.index = index
        self.extent = extent
    }
}

/// A value, and where in the bytes it and its parts stand. Apart from the value, since a later push of the same facts
/// stands elsewhere and is still the same.
public struct Evidenced<Value: Sendable & Hashable>: Hashable, Sendable {
    public var value: Value
    /// All segments that speak of it.
    public var extent: Extent
    public var places: [Place]

    @inlinable
    public init(_ value: Value, extent: Extent, places: [Place] = []) {
        self.value = value
        self.extent = extent
        self.places = places
    }

    /// The first place of the field with that index.
    public func place(_ field: FactField, _ index: Int = 0) -> Extent? {
        places.first { $0.field == field && $0.index == index }?.extent
    }
}
