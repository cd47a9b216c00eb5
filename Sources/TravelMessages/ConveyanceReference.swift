/// A flight number as TDT 8028 has it, taken apart: `XY0123A` is carrier XY, number 123, suffix A.
struct ConveyanceReference {
    /// Designator of two characters (IATA) or three letters (ICAO), upper case.
    var carrier: String?
    /// Without padding.
    var number: String?
    var suffix: String?
    /// Zeros stood before the number.
    var wasPadded: Bool

    /// Takes `text` apart. Nil where there is neither a carrier nor a number in it.
    /// - Parameter carrier: the designator, where the message has it apart.
    init?(_ text: String?, carrier: String? = nil) {
        let designator = carrier.map(Self.cleaned).flatMap { $0.isEmpty ? nil : $0 }
        let body = text.map(Self.cleaned) ?? []
        wasPadded = false
        self.carrier = designator.map { String(decoding: $0, as: UTF8.self) }
        if body.isEmpty {
            if designator == nil { return nil }
            return
        }
        if let designator, body.starts(with: designator), set(body.dropFirst(designator.count)) { return }
        if set(body[...]) { return }
        for length in [2, 3] where body.count > length && Self.isDesignator(body[..<length]) && set(body.dropFirst(length)) {
            if self.carrier == nil { self.carrier = String(decoding: body[..<length], as: UTF8.self) }
            return
        }
        // No flight number, but the name of a voyage all the same.
        number = String(decoding: body, as: UTF8.self)
    }

    /// Digits and at most one letter behind them.
    private mutating func set(_ text: ArraySlice<UInt8>) -> Bool {
        var digits = text
        var letter: UInt8?
        if let last = digits.last, last >= 0x41 {
            letter = last
            digits = digits.dropLast()
        }
        guard !digits.isEmpty, digits.count <= 6, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return false }
        let significant = digits.drop { $0 == 0x30 }
        wasPadded = significant.count < digits.count && digits.count > 1
        number = significant.isEmpty ? "0" : String(decoding: significant, as: UTF8.self)
        suffix = letter.map { String(decoding: [$0], as: UTF8.self) }
        return true
    }

    private static func isDesignator(_ text: ArraySlice<UInt8>) -> Bool {
        let letters = text.count { $0 >= 0x41 }
        return text.count == 2 ? letters > 0 : letters == 3
    }

    /// Letters and digits, upper case.
    private static func cleaned(_ text: String) -> [UInt8] {
        text.utf8.compactMap { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A: byte
            case 0x61...0x7A: byte - 0x20
            default: nil
            }
        }
    }
}
