public import Casework

/// The receipt of a transmission: its bytes are durable when it is given.
public struct Received: Hashable, Sendable {
    public var transmission: Identifier
    /// The first transmission with the same bytes: then this one is a receipt and nothing more.
    public var duplicateOf: Identifier?

    public init(transmission: Identifier, duplicateOf: Identifier? = nil) {
        self.transmission = transmission
        self.duplicateOf = duplicateOf
    }
}
