import Casework
import Storage
import Travel
import TravelMessages

/// One message on its way into the database, with what orders it and what it is compared with.
struct MessageContext {
    var message: TravelMessage
    var id: Identifier
    var ordinal: Int
    var transmission: TransmissionState
    var keys: KeySet
    var sender: String
    var ordered: Instant
    var prepared: Instant?
    var bodyDigest: [UInt8]
    var findings: [Finding]

    init(_ message: TravelMessage, id: Identifier, ordinal: Int, of transmission: TransmissionState, bytes: [UInt8], keys: KeySet) {
        self.message = message
        self.id = id
        self.ordinal = ordinal
        self.transmission = transmission
        self.keys = keys
        sender = message.sender ?? ""
        findings = message.findings
        prepared = message.prepared.map { Instant(seconds: $0.secondsSince1970) }
        ordered = transmission.received
        if let prepared {
            if prepared <= transmission.received {
                ordered = prepared
            } else {
                findings.append(Finding(.preparedInFuture, .note, at: message.extent.offset, segment: "UNB"))
            }
        }
        bodyDigest = keys.digest(Self.bodyValue(message, bytes))
    }

    /// What two messages have in common when they are the same one: kind and body, without the envelope's references.
    static func bodyValue(_ message: TravelMessage, _ bytes: [UInt8]) -> [UInt8] {
        let start = max(0, min(message.body.offset, bytes.count))
        let length = max(0, min(message.body.length, bytes.count - start))
        return Array(message.kind.rawValue.utf8) + [0x1F] + bytes[start..<start + length]
    }

    /// Whether what this message says is not older than what another said: other senders and other kinds do not order each other.
    func isNotOlder(than other: Instant, kind: String, sender: String) -> Bool {
        kind != message.kind.rawValue || sender != self.sender || ordered >= other
    }

    /// What groups the parts of a list.
    var commonReference: String { message.commonReference ?? "" }

    func row(voyage: VoyageKey, duplicateOf: Identifier?, travellers: Int, bookings: Int, repeats: [Identifier]) throws -> MessageRow {
        MessageRow(
            month: transmission.month, id: id, transmission: transmission.id, ordinal: ordinal, kind: message.kind.rawValue,
            release: message.release, action: message.action.rawValue, extent: message.extent, voyage: voyage, sender: sender,
            commonReference: commonReference, part: message.part, finalPart: message.isFinalPart, prepared: prepared, ordered: ordered,
            received: transmission.received, bodyDigest: bodyDigest, duplicateOf: duplicateOf, reader: TransmissionReading.readerVersion,
            travellers: travellers, bookings: bookings, repeats: repeats, findings: try encodeJSON(findings))
    }
}

/// A list that is sent in parts, as far as it has come.
struct ListParts {
    /// With this message all parts are here; also for a list without part marks.
    var isComplete: Bool
    /// The other parts.
    var others: [MessageState]

    static let limit = 9_999

    init(_ context: MessageContext, among stored: [MessageState]) {
        let message = context.message
        guard let part = message.part else {
            isComplete = message.isFinalPart != false
            others = []
            return
        }
        others = stored.filter { other in
            guard other.kind == message.kind.rawValue, other.sender == context.sender, other.duplicateOf == nil, other.part != nil,
                other.part != part
            else { return false }
            // Without a common reference, only one transmission can say what belongs together.
            return message.commonReference == nil
                ? other.transmission == context.transmission.id : other.commonReference == context.commonReference
        }
        let final = message.isFinalPart == true ? part : others.first { $0.finalPart == true }?.part
        guard let final, (1...Self.limit).contains(final) else {
            isComplete = false
            return
        }
        let here = Set(others.compactMap(\.part) + [part])
        isComplete = (1...final).allSatisfy(here.contains)
    }

    /// Findings about what the whole list announces, once it is whole.
    func countFindings(_ message: TravelMessage) -> [Finding] {
        guard isComplete, !others.isEmpty else { return [] }
        var findings: [Finding] = []
        let travellers = others.reduce(message.travellers.count) { $0 + $1.travellers }
        let bookings = others.reduce(message.bookings.count) { $0 + $1.bookings }
        if message.announcedPassengers != nil || message.announcedCrew != nil {
            let (announced, _) = (message.announcedPassengers ?? 0).addingReportingOverflow(message.announcedCrew ?? 0)
            // Some senders count the part and not the list.
            if announced != travellers, announced != message.travellers.count {
                findings.append(
                    Finding(
                        .travellerCountWrong, .note, at: message.extent.offset, segment: "CNT", [String(announced), String(travellers)]))
            }
        }
        if let announced = message.announcedBookings, announced != bookings {
            findings.append(
                Finding(.bookingCountWrong, .note, at: message.extent.offset, segment: "EQN", [String(announced), String(bookings)]))
        }
        return findings
    }
}

extension TravelMessage.Action {
    /// Takes those whom it names off the voyage: the reason that is stored.
    var takesOffNamed: String? {
        switch self {
        case .cancel: "cancelled"
        case .reduction: "reduced"
        case .closeOutNotOnBoard: "closed-out"
        default: nil
        }
    }

    /// Says who is on board and hardly more: of somebody known, its facts replace nothing.
    var isBoardingOnly: Bool { takesOffNamed != nil || self == .closeOut || self == .closeOutOnBoard || self == .cancelFlight }
}
