public import Travel

/// What one message says: facts, with where they stand, and what was noticed on the way.
public struct TravelMessage: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Advance passenger information: who is on board.
        case paxlst = "PAXLST"
        /// Passenger name record: how the trip was booked.
        case pnrgov = "PNRGOV"
    }

    /// What the sender wants done with the facts.
    public enum Action: String, Hashable, Sendable, Codable, CaseIterable {
        case manifest, update, change, cancel, reduction
        case cancelFlight = "cancel-flight"
        case changeFlight = "change-flight"
        case closeOut = "close-out"
        case closeOutOnBoard = "close-out-on-board"
        case closeOutNotOnBoard = "close-out-not-on-board"
        case crewChange = "crew-change"
        case masterCrew = "master-crew"
        case gatePass = "gate-pass"
        case unknown
    }

    public var kind: Kind
    /// Version and release, with the directory's letter where it has one: `D:05B`, `11:1`.
    public var release: String
    public var action: Action
    /// From UNH to UNT, in bytes from the start of the transmission.
    public var extent: Extent
    /// Between the first segment after UNH and UNT: what makes two messages the same one.
    public var body: Extent
    /// Sender identification of the interchange.
    public var sender: String?
    public var recipient: String?
    /// When the interchange was prepared (UNB S004). Carriers mean UTC, though the standard does not say.
    public var prepared: LocalDateTime?
    public var interchangeReference: String?
    public var messageReference: String?
    /// Common access reference (UNH 0068), the same on all parts of a list.
    public var commonReference: String?
    /// Part of a list that is sent in parts (UNH S010), from 1; nil when the message does not say.
    public var part: Int?
    /// False when more parts follow (C), true for the last (F), nil when the message does not say.
    public var isFinalPart: Bool?
    /// Transaction number of the sender (RFF+TN).
    public var transactionReference: String?
    /// The voyage that the message is about, hop by hop.
    public var legs: [Leg]
    public var travellers: [Evidenced<Traveller>]
    public var bookings: [Evidenced<Booking>]
    /// Who reports (NAD+MS and its COM), or the system that pushes (ORG of level 0).
    public var reporter: [Contact]
    /// Bookings in the whole push over all parts, as announced (EQN).
    public var announcedBookings: Int?
    /// Passengers and crew as announced by the trailer (CNT+42, CNT+41).
    public var announcedPassengers: Int?
    public var announcedCrew: Int?
    public var remainder: [Remainder]
    public var findings: [Finding]
    /// Card numbers in the bytes, to be overwritten in what is kept; each extent covers digits only, but for the last four.
    public var cardNumbers: [Extent]

    public init(kind: Kind, release: String, extent: Extent) {
        self.kind = kind
        self.release = release
        self.extent = extent
        body = extent
        action = .unknown
        legs = []
        travellers = []
        bookings = []
        reporter = []
        remainder = []
        findings = []
        cardNumbers = []
    }
}

/// What one transmission says: its messages in order, and findings that belong to none of them.
public struct TransmissionReading: Hashable, Sendable {
    public var messages: [TravelMessage]
    public var findings: [Finding]

    public init(messages: [TravelMessage] = [], findings: [Finding] = []) {
        self.messages = messages
        self.findings = findings
    }

    /// The version of the readers: stored beside each fact, and raised whenever the same bytes would read otherwise.
    public static let readerVersion = 2
}
