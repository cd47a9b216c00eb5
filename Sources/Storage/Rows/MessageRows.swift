public import Casework
public import Travel

/// Bytes received once, through one door, from one sender.
public struct TransmissionRow: CommittedRow {
    public static let table = Table(
        "transmission", .committed, key: [.integer("month"), .bytes("id")],
        [
            .integer("received"), .text("door"), .bytes("carrier", optional: true), .integer("bytes"), .bytes("digest"),
            .bytes("duplicate_of", optional: true),
        ], indexes: [["digest"], ["received"], ["door", "received"]])
    /// Month of receipt.
    public var month: Int
    public var id: Identifier
    public var received: Instant
    public var door: String
    public var carrier: Identifier?
    public var bytes: Int
    /// Keyed: a plain one beside the evidence copy would give the overwritten digits away.
    public var digest: [UInt8]
    public var duplicateOf: Identifier?

    public init(
        month: Int, id: Identifier, received: Instant, door: String, carrier: Identifier?, bytes: Int, digest: [UInt8],
        duplicateOf: Identifier?
    ) {
        self.month = month
        self.id = id
        self.received = received
        self.door = door
        self.carrier = carrier
        self.bytes = bytes
        self.digest = digest
        self.duplicateOf = duplicateOf
    }

    public var values: [Value] {
        [
            .integer(Int64(month)), .bytes(id.bytes), .integer(received.microseconds), .text(door), .bytes(carrier?.bytes),
            .integer(Int64(bytes)), .bytes(digest), .bytes(duplicateOf?.bytes),
        ]
    }
}

/// The evidence copy: the bytes at their offsets, without what the law forbids to keep.
public struct EvidenceRow: CommittedRow {
    public static let table = Table(
        "evidence", .committed, key: [.integer("month"), .bytes("transmission")],
        [.integer("sealing_key"), .bytes("sealed"), .bytes("sha256"), .text("findings")])
    public var month: Int
    public var transmission: Identifier
    public var key: Int
    public var sealed: [UInt8]
    public var sha256: [UInt8]
    /// Findings that belong to no message, as JSON.
    public var findings: String

    public init(month: Int, transmission: Identifier, key: Int, sealed: [UInt8], sha256: [UInt8], findings: String) {
        self.month = month
        self.transmission = transmission
        self.key = key
        self.sealed = sealed
        self.sha256 = sha256
        self.findings = findings
    }

    public var values: [Value] {
        [
            .integer(Int64(month)), .bytes(transmission.bytes), .integer(Int64(key)), .bytes(sealed), .bytes(sha256), .text(findings),
        ]
    }
}

/// One message, read. Its row switches the view: what its parts brought becomes the present state.
public struct MessageRow: CommittedRow {
    public static let table = Table(
        "message", .committed, key: [.integer("month"), .bytes("id")],
        [
            .bytes("transmission"), .integer("ordinal"), .text("kind"), .text("release"), .text("action"), .integer("offset"),
            .integer("length"), .integer("voyage_month"), .bytes("voyage"), .text("sender"), .text("common_reference"),
            .integer("part", optional: true), .integer("final_part", optional: true), .integer("prepared", optional: true),
            .integer("ordered"), .integer("received"), .bytes("body_digest"), .bytes("duplicate_of", optional: true), .integer("reader"),
            .integer("travellers"), .integer("bookings"), .bytes("repeats"), .text("findings"),
        ],
        indexes: [
            ["transmission", "ordinal"], ["body_digest"], ["voyage_month", "voyage"], ["received"], ["sender", "received"],
        ])
    public var month: Int
    public var id: Identifier
    public var transmission: Identifier
    public var ordinal: Int
    public var kind: String
    public var release: String
    public var action: String
    public var extent: Extent
    public var voyage: VoyageKey
    public var sender: String
    public var commonReference: String
    public var part: Int?
    public var finalPart: Bool?
    public var prepared: Instant?
    /// What orders messages of one kind and sender: preparation where that is not later than receipt, else receipt.
    public var ordered: Instant
    public var received: Instant
    public var bodyDigest: [UInt8]
    public var duplicateOf: Identifier?
    public var reader: Int
    public var travellers: Int
    public var bookings: Int
    /// Passages and bookings that it repeats unchanged: no new version, only this line.
    public var repeats: [Identifier]
    public var findings: String

    public init(
        month: Int, id: Identifier, transmission: Identifier, ordinal: Int, kind: String, release: String, action: String,
        extent: Extent, voyage: VoyageKey, sender: String, commonReference: String, part: Int?, finalPart: Bool?, prepared: Instant?,
        ordered: Instant, received: Instant, bodyDigest: [UInt8], duplicateOf: Identifier?, reader: Int, travellers: Int, bookings: Int,
        repeats: [Identifier], findings: String
    ) {
        self.month = month
        self.id = id
        self.transmission = transmission
        self.ordinal = ordinal
        self.kind = kind
        self.release = release
        self.action = action
        self.extent = extent
        self.voyage = voyage
        self.sender = sender
        self.commonReference = commonReference
        self.part = part
        self.finalPart = finalPart
        self.prepared = prepared
        self.ordered = ordered
        self.received = received
        self.bodyDigest = bodyDigest
        self.duplicateOf = duplicateOf
        self.reader = reader
        self.travellers = travellers
        self.bookings = bookings
        self.repeats = repeats
        self.findings = findings
    }

    public var values: [Value] {
        [
            .integer(Int64(month)), .bytes(id.bytes), .bytes(transmission.bytes), .integer(Int64(ordinal)), .text(kind), .text(release),
            .text(action), .integer(Int64(extent.offset)), .integer(Int64(extent.length)), .integer(Int64(voyage.month)),
            .bytes(voyage.voyage.bytes), .text(sender), .text(commonReference), .integer(part), .integer(finalPart.map { $0 ? 1 : 0 }),
            prepared.map { .integer($0.microseconds) } ?? .null, .integer(ordered.microseconds), .integer(received.microseconds),
            .bytes(bodyDigest), .bytes(duplicateOf?.bytes), .integer(Int64(reader)), .integer(Int64(travellers)),
            .integer(Int64(bookings)), .bytes(repeats.flatMap(\.bytes)), .text(findings),
        ]
    }
}
