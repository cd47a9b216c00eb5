public import Travel
public import TravelMessages

/// A file as a carrier sends it.
public struct SimulatedMessage: Hashable, Sendable {
    /// Why it was sent.
    public enum Occasion: String, Hashable, Sendable, CaseIterable {
        /// All bookings, 48 hours before departure.
        case early = "pnr-48h"
        /// Bookings made, changed or cancelled since, 24 hours before departure.
        case update = "pnr-24h"
        /// All bookings, once the flight is closed.
        case close = "pnr-close"
        /// Who is on board.
        case manifest = "api-list"
        /// A person's facts put right.
        case correction = "api-change"
        /// Somebody taken off.
        case offload = "api-cancel"
        /// The flight does not fly.
        case flightCancelled = "api-cancel-flight"
    }

    /// Unique in the world, and sorts by receipt: `20261125T0812-XA123-OSL-pnr-48h.edi`.
    public let fileName: String
    public let bytes: [UInt8]
    public let receivedAt: Instant
    public let kind: TravelMessage.Kind
    public let occasion: Occasion
    public let voyage: VoyageDesignator
}
