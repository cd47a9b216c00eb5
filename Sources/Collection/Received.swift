public import Casework

/// The receipt of a transmission: its bytes are durable when it is given.
public struct Received: Hashable, Sendable {
    public var transmission: Identifier
    /// The first transmission with the same bytes: then this one is a receipt and nothing more.
    public var duplicateOf: Identifier?

    /// The request was asked before, under the same name: this is what it was answered with.
    public var isRepeated: Bool

    public init(transmission: Identifier, duplicateOf: Identifier? = nil, isRepeated: Bool = false) {
        self.transmission = transmission
        self.duplicateOf = duplicateOf
        self.isRepeated = isRepeated
    }
}
