/// The only place in the house where unpredictable bits come from: keys, nonces, salts, links and identifiers.
public enum SystemRandom {
    /// 64 bits from the operating system's generator.
    public static func next() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }

    public static func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            let bits = next()
            for shift in stride(from: 0, to: 64, by: 8) where bytes.count < count {
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
            }
        }
        return bytes
    }
}
