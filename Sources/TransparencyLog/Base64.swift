/// Standard base64 (RFC 4648 section 4), read strictly: padding is required, unused bits are zero, nothing else may stand between.
///
/// One value has exactly one spelling; a lenient reader would let a checkpoint be written in many ways with the same signature.
enum Base64 {
    private static let alphabet: [UInt8] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        var start = 0
        while start < bytes.count {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for position in 0..<3 {
                group = group << 8 | (position < count ? UInt32(bytes[start + position]) : 0)
            }
            for position in 0..<4 {
                let digit = Int(group >> (18 - 6 * UInt32(position)) & 63)
                out.append(position <= count ? alphabet[digit] : padding)
            }
            start += 3
        }
        return String(decoding: out, as: UTF8.self)
    }

    static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        let text = Array(text)
        guard text.count.isMultiple(of: 4) else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(text.count / 4 * 3)
        var start = 0
        while start < text.count {
            var digits = 4
            if start + 4 == text.count {
                if text[start + 3] == padding { digits = text[start + 2] == padding ? 2 : 3 }
            }
            var group: UInt32 = 0
            for position in 0..<4 {
                var value: UInt32 = 0
                if position < digits {
                    guard let digit = value6(text[start + position]) else { return nil }
                    value = digit
                }
                group = group << 6 | value
            }
            let unused: UInt32 = digits == 2 ? 0xFFFF : digits == 3 ? 0xFF : 0
            guard group & unused == 0 else { return nil }
            for position in 0..<(digits - 1) {
                out.append(UInt8(truncatingIfNeeded: group >> (16 - 8 * UInt32(position))))
            }
            start += 4
        }
        return out
    }

    private static func value6(_ character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
