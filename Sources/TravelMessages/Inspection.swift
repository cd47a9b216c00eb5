import Travel

/// What files say, for somebody who wants to see it without storing anything: JSON by a published schema, or text with the
/// raw segment beside each fact. Card numbers show their last four digits only.
public struct Inspection: Sendable {
    /// One file that was read.
    public struct Input: Sendable {
        /// Name to show; nil when there is but one input.
        public var file: String?
        public var reading: TransmissionReading
        public var bytes: [UInt8]

        /// - Parameter bytes: what `reading` was read from
        public init(file: String? = nil, reading: TransmissionReading, bytes: [UInt8]) {
            self.file = file
            let cardNumbers = reading.messages.flatMap(\.cardNumbers)
            self.bytes = Self.masked(bytes, cardNumbers)
            // Read again, so that no card number stands in a free text either.
            self.reading = cardNumbers.isEmpty ? reading : readTransmission(self.bytes)
        }

        /// The bytes with card numbers overwritten at the same length.
        private static func masked(_ bytes: [UInt8], _ extents: [Extent]) -> [UInt8] {
            var copy = bytes
            for extent in extents {
                let start = max(0, min(extent.offset, copy.count))
                let end = max(start, min(extent.offset + extent.length, copy.count))
                for index in start..<end { copy[index] = 0x2A }
            }
            return copy
        }
    }

    public var inputs: [Input]

    public init(_ inputs: [Input]) { self.inputs = inputs }

    /// One input.
    public init(reading: TransmissionReading, bytes: [UInt8], file: String? = nil) {
        inputs = [Input(file: file, reading: reading, bytes: bytes)]
    }

    /// Whether there is a message at all: a command exits with 0, else with 2.
    public var isReadable: Bool { inputs.contains { !$0.reading.messages.isEmpty } }
}
