/// Why a transmission was not taken in or not read; each says what to do next.
public enum CollectionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// More bytes than a transmission may have.
    case tooLarge(bytes: Int, limit: Int)
    /// Too much is waiting to be written or read.
    case full
    /// The claim is no work of reading.
    case notReading
    /// No such transmission was received.
    case unknownTransmission
    /// Other messages of the same voyage kept coming first; the work stays and is done again.
    case contended(attempts: Int)
    /// The sender used the name of an earlier request for other bytes.
    case requestReused
    /// The bytes stand neither in the journal nor as an evidence copy: somebody took them away.
    case journalGone

    public var description: String {
        switch self {
        case .tooLarge(let bytes, let limit):
            "a transmission of \(bytes) bytes; the limit is \(limit): send it in parts, one interchange each"
        case .full: "too much is waiting to be read: send it again in a few seconds"
        case .notReading: "the work is not the reading of a transmission"
        case .unknownTransmission: "no such transmission was received"
        case .requestReused: "an earlier request had this Idempotency-Key and other bytes: give each transmission a key of its own"
        case .journalGone: "the bytes are gone from the journal before they were read: run `plimsoll verify`"
        case .contended(let attempts): "the voyage was changed by other messages \(attempts) times in a row: the work will be done again"
        }
    }
}
