/// The body of a cosignature/v1 (C2SP tlog-cosignature): when a witness saw a checkpoint, and its Ed25519 signature over both.
struct Cosignature {
    /// Seconds since 1970, at most 2^63 - 1.
    let timestamp: UInt64
    /// 64 bytes.
    let signature: [UInt8]

    init(timestamp: UInt64, signature: [UInt8]) {
        self.timestamp = timestamp
        self.signature = signature
    }

    /// Reads 8 bytes of time, big-endian, and 64 of signature.
    init?(bytes: [UInt8]) {
        guard bytes.count == 72 else { return nil }
        timestamp = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        guard timestamp <= UInt64(Int64.max) else { return nil }
        signature = Array(bytes[8...])
    }

    var bytes: [UInt8] {
        withUnsafeBytes(of: timestamp.bigEndian) { Array($0) } + signature
    }

    /// What is signed: the fixed header, the time, the checkpoint's whole text.
    static func message(text: [UInt8], timestamp: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(timestamp)\n".utf8) + text
    }
}
