import Synchronization
import Travel

/// A 16-byte name of something: UUID version 7 (RFC 9562), so that names sort by the time they were given.
public struct Identifier: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Nil unless there are 16 bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            if index < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
        self.init(high: high, low: low)
    }

    /// Reads 32 hexadecimal digits, hyphens ignored, or nil.
    public init?(_ text: String) {
        var digits: [UInt8] = []
        for byte in text.utf8 where byte != 0x2D {
            switch byte {
            case 0x30...0x39: digits.append(byte - 0x30)
            case 0x61...0x66: digits.append(byte - 0x61 + 10)
            case 0x41...0x46: digits.append(byte - 0x41 + 10)
            default: return nil
            }
        }
        guard digits.count == 32 else { return nil }
        self.init(bytes: (0..<16).map { digits[$0 * 2] << 4 | digits[$0 * 2 + 1] })
    }

    public var bytes: [UInt8] { withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) } }

    /// 32 lower-case hexadecimal digits.
    public var description: String { bytes.hexadecimal }
    /// The last eight digits: enough for people to tell two apart on one page.
    public var short: String { String(description.suffix(8)) }

    public static func < (a: Identifier, b: Identifier) -> Bool { (a.high, a.low) < (b.high, b.low) }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Identifier(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an identifier: expected 32 hexadecimal digits"))
        }
        self = value
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The one source of identifiers of a running unit. It is made once, beside the domain clock, and passed in.
public final class IdentifierSource: Sendable {
    private let clock: DomainClock
    private let random: @Sendable () -> UInt64
    private let last = Mutex<(millisecond: UInt64, counter: UInt64)>((0, 0))

    /// - Parameters:
    ///   - clock: where the time in the name comes from
    ///   - random: 64 unpredictable bits at each call
    public init(clock: DomainClock, random: @escaping @Sendable () -> UInt64) {
        self.clock = clock
        self.random = random
    }

    /// A name that sorts after all names given before it, also within one millisecond (RFC 9562 section 6.2, method 1).
    public func next() -> Identifier {
        let now = UInt64(max(0, clock.now().microseconds / 1_000))
        let (millisecond, counter) = last.withLock { state -> (UInt64, UInt64) in
            if now > state.millisecond {
                state = (now, random() & 0x7FF)
            } else {
                state.counter += 1
                if state.counter > 0xFFF { state = (state.millisecond + 1, random() & 0x7FF) }
            }
            return state
        }
        return Identifier(
            high: millisecond << 16 | 0x7000 | counter,
            low: 0x8000_0000_0000_0000 | random() >> 2)
    }
}

extension Collection<UInt8> {
    /// Lower-case hexadecimal digits.
    public var hexadecimal: String {
        String(unsafeUninitializedCapacity: count * 2) { buffer in
            var position = 0
            for byte in self {
                let (first, second) = (byte >> 4, byte & 15)
                buffer[position] = first < 10 ? 0x30 + first : 0x57 + first
                buffer[position + 1] = second < 10 ? 0x30 + second : 0x57 + second
                position += 2
            }
            return position
        }
    }
}
