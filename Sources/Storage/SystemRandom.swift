import Foundation

/// The only place in the house where unpredictable bits come from: keys, nonces, salts, links and identifiers.
public enum SystemRandom {
    /// 64 bits from the operating system's generator.
    public static func next() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }

    /// That many bytes at once: the system is asked once for each 256, not for each eight.
    public static func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let length = min(256, count - filled)
                // 256 bytes are given whole (getentropy(3)); where the call is refused, eight at a time as ever.
                if getentropy(UnsafeMutableRawPointer(buffer.baseAddress?.advanced(by: filled)), length) == 0 {
                    filled += length
                } else {
                    let bits = next()
                    for shift in 0..<min(8, length) { buffer[filled + shift] = UInt8(truncatingIfNeeded: bits >> UInt64(8 * shift)) }
                    filled += min(8, length)
                }
            }
        }
    }
}
