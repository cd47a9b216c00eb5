public import Casework
public import Travel

/// What is known of a voyage from one message on.
public struct VoyageVersionRow: CommittedRow {
    public static let table = Table(
        "voyage_version", .committed, key: [.integer("month"), .bytes("voyage"), .integer("version")],
        [
            .bytes("message"), .text("mode"), .text("carrier"), .text("number"), .text("origin"), .text("date"), .text("legs"),
            .text("status"), .integer("departure", optional: true), .integer("arrival", optional: true),
            .integer("moment", optional: true), .text("moment_place", optional: true), .integer("ordered"), .integer("placed"),
        ])
    public var voyage: VoyageKey
    public var version: Int
    public var message: Identifier
    public var designator: VoyageDesignator
    /// Legs as JSON.
    public var legs: String
    /// planned, cancelled, closed
    public var status: String
    public var departure: Instant?
    public var arrival: Instant?
    /// Latest useful moment before handling: the landing here, or the departure from here; nil when nothing is known.
    public var moment: Instant?
    /// Airport that the moment is about.
    public var momentPlace: String?
    public var ordered: Instant
    /// False for the voyage of a transmission that names no flight or date.
    public var placed: Bool

    public init(
        voyage: VoyageKey, version: Int, message: Identifier, designator: VoyageDesignator, legs: String, status: String,
        departure: Instant?, arrival: Instant?, moment: Instant?, momentPlace: String?, ordered: Instant, placed: Bool
    ) {
        self.voyage = voyage
        self.version = version
        self.message = message
        self.designator = designator
        self.legs = legs
        self.status = status
        self.departure = departure
        self.arrival = arrival
        self.moment = moment
        self.momentPlace = momentPlace
        self.ordered = ordered
        self.placed = placed
    }

    public var values: [Value] {
        [
            .integer(Int64(voyage.month)), .bytes(voyage.voyage.bytes), .integer(Int64(version)), .bytes(message.bytes),
            .text(designator.mode.rawValue), .text(designator.carrier), .text(designator.number), .text(designator.origin),
            .text(designator.date.description), .text(legs), .text(status), departure.map { .integer($0.microseconds) } ?? .null,
            arrival.map { .integer($0.microseconds) } ?? .null, moment.map { .integer($0.microseconds) } ?? .null, .text(momentPlace),
            .integer(ordered.microseconds), .integer(placed ? 1 : 0),
        ]
    }
}

/// What one message says about one person, but for who it is: that stands sealed in ``IdentityRow``.
public struct TravellerVersionRow: CommittedRow {
    public static let table = Table(
        "traveller_version", .committed, key: [.integer("month"), .bytes("voyage"), .bytes("passage"), .integer("version")],
        [
            .text("kind"), .bytes("message"), .integer("offset"), .integer("length"), .text("role"), .bytes("booking", optional: true),
            .bytes("digest"), .bytes("shared_tokens"), .bytes("voyage_tokens"), .bytes("places"),
        ])
    public var key: PassageKey
    public var version: Int
    /// PAXLST or PNRGOV.
    public var kind: String
    public var message: Identifier
    public var extent: Extent
    public var role: String
    public var booking: Identifier?
    /// Keyed digest of the facts: equal means unchanged.
    public var digest: [UInt8]
    /// 17 bytes each: kind, token.
    public var sharedTokens: [UInt8]
    public var voyageTokens: [UInt8]
    /// Where each fact stands, as ``PackedPlaces``; no fact itself.
    public var places: [UInt8]

    public init(
        key: PassageKey, version: Int, kind: String, message: Identifier, extent: Extent, role: String, booking: Identifier?,
        digest: [UInt8], sharedTokens: [UInt8], voyageTokens: [UInt8], places: [UInt8]
    ) {
        self.key = key
        self.version = version
        self.kind = kind
        self.message = message
        self.extent = extent
        self.role = role
        self.booking = booking
        self.digest = digest
        self.sharedTokens = sharedTokens
        self.voyageTokens = voyageTokens
        self.places = places
    }

    public var values: [Value] {
        [
            .integer(Int64(key.month)), .bytes(key.voyage.bytes), .bytes(key.passage.bytes), .integer(Int64(version)), .text(kind),
            .bytes(message.bytes), .integer(Int64(extent.offset)), .integer(Int64(extent.length)), .text(role), .bytes(booking?.bytes),
            .bytes(digest), .bytes(sharedTokens), .bytes(voyageTokens), .bytes(places),
        ]
    }
}

/// What one message says about one booking, but for what identifies people.
public struct BookingVersionRow: CommittedRow {
    public static let table = Table(
        "booking_version", .committed, key: [.integer("month"), .bytes("voyage"), .bytes("booking"), .integer("version")],
        [
            .bytes("message"), .integer("offset"), .integer("length"), .integer("created", optional: true), .integer("cancelled"),
            .integer("size"), .bytes("digest"), .bytes("shared_tokens"), .bytes("voyage_tokens"), .bytes("places"),
        ])
    public var voyage: VoyageKey
    public var booking: Identifier
    public var version: Int
    public var message: Identifier
    public var extent: Extent
    public var created: Instant?
    public var cancelled: Bool
    public var size: Int
    public var digest: [UInt8]
    public var sharedTokens: [UInt8]
    public var voyageTokens: [UInt8]
    public var places: [UInt8]

    public init(
        voyage: VoyageKey, booking: Identifier, version: Int, message: Identifier, extent: Extent, created: Instant?, cancelled: Bool,
        size: Int, digest: [UInt8], sharedTokens: [UInt8], voyageTokens: [UInt8], places: [UInt8]
    ) {
        self.voyage = voyage
        self.booking = booking
        self.version = version
        self.message = message
        self.extent = extent
        self.created = created
        self.cancelled = cancelled
        self.size = size
        self.digest = digest
        self.sharedTokens = sharedTokens
        self.voyageTokens = voyageTokens
        self.places = places
    }

    public var values: [Value] {
        [
            .integer(Int64(voyage.month)), .bytes(voyage.voyage.bytes), .bytes(booking.bytes), .integer(Int64(version)),
            .bytes(message.bytes), .integer(Int64(extent.offset)), .integer(Int64(extent.length)),
            created.map { .integer($0.microseconds) } ?? .null, .integer(cancelled ? 1 : 0), .integer(Int64(size)), .bytes(digest),
            .bytes(sharedTokens), .bytes(voyageTokens), .bytes(places),
        ]
    }
}

/// The sealed facts of one version of a traveller or booking: all that the law calls identifying (Directive 2016/681,
/// article 12(2)) stands here and nowhere else.
public struct IdentityRow: CommittedRow {
    public static let table = Table(
        "identity", .committed, key: [.integer("month"), .bytes("voyage"), .bytes("subject"), .integer("version")],
        [.integer("sealing_key"), .bytes("sealed")])
    public var voyage: VoyageKey
    /// Passage, booking or hit.
    public var subject: Identifier
    public var version: Int
    public var key: Int
    public var sealed: [UInt8]

    public init(voyage: VoyageKey, subject: Identifier, version: Int, key: Int, sealed: [UInt8]) {
        self.voyage = voyage
        self.subject = subject
        self.version = version
        self.key = key
        self.sealed = sealed
    }

    public var values: [Value] {
        [
            .integer(Int64(voyage.month)), .bytes(voyage.voyage.bytes), .bytes(subject.bytes), .integer(Int64(version)),
            .integer(Int64(key)), .bytes(sealed),
        ]
    }
}

/// Something that happened to a passage apart from new facts.
public struct PassageChangeRow: CommittedRow {
    public enum Effect: String, Sendable, CaseIterable {
        /// API and PNR, or two messages, were found to speak of the same person.
        case joined
        /// Two passages turned out to be one; this one goes into the older.
        case retired
        case off
        case on
        case notListed = "not-listed"
        case listed
    }
    public static let table = Table(
        "passage_change", .committed,
        key: [.integer("month"), .bytes("voyage"), .bytes("passage"), .bytes("message"), .text("effect")],
        [.text("reason"), .bytes("into_passage", optional: true), .integer("ordered")])
    public var key: PassageKey
    public var message: Identifier
    public var effect: Effect
    /// Code: locator-and-name, document, name-and-birth-date, cancelled, reduced, closed-out, booking-emptied, absent …
    public var reason: String
    public var into: Identifier?
    public var ordered: Instant

    public init(key: PassageKey, message: Identifier, effect: Effect, reason: String, into: Identifier? = nil, ordered: Instant) {
        self.key = key
        self.message = message
        self.effect = effect
        self.reason = reason
        self.into = into
        self.ordered = ordered
    }

    public var values: [Value] {
        [
            .integer(Int64(key.month)), .bytes(key.voyage.bytes), .bytes(key.passage.bytes), .bytes(message.bytes),
            .text(effect.rawValue), .text(reason), .bytes(into?.bytes), .integer(ordered.microseconds),
        ]
    }
}
