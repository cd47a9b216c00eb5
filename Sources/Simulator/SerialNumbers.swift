/// Numbers that are unique in a world and cannot belong to anybody: documents `UT` and seven digits, telephones under the
/// unassigned country code 999, cards and tickets that fail the Luhn check, e-mail at `.example` (RFC 2606).
///
/// They are permutations of (layer, day, count), not draws, so that no layer needs to know which ones another has taken.
struct SerialNumbers: Sendable {
    private let base: UInt64
    private let shift: UInt64
    private var count: UInt64 = 0

    init(seed: UInt64, layer: SimulationLayer, day: Int = 0) {
        base = UInt64(layer.number) * 8 + UInt64((day % 8 + 8) % 8)
        shift = seed % 1_000_003 * 97
    }

    /// The next of a layer and day as a place among `size`, which is prime, so that the places of a layer have no pattern of
    /// their own. Two are the same only after 156,000 documents of a layer and day.
    private mutating func place(_ factor: UInt64, of size: UInt64) -> UInt64 {
        defer { count += 1 }
        return ((count * 64 + base) % size * factor + shift) % size
    }

    mutating func document() -> String { "UT" + Self.digits(place(7_368_787, of: 9_999_991), 7) }

    mutating func telephone() -> String { "+999" + Self.digits(place(618_033_989, of: 999_999_937), 9) }

    mutating func card() -> String { Self.failingLuhn("9999" + Self.digits(place(161_803_399, of: 99_999_999_977), 11)) }

    mutating func ticket() -> String { Self.failingLuhn("999" + Self.digits(place(618_033_989, of: 999_999_937), 9)) }

    /// Six letters and digits, without vowels and without what is taken for something else.
    mutating func locator() -> String {
        let alphabet = Array("BCDFGHJKLMNPQRSTVWXZ23456789")
        var rest = place(297_121_507, of: 481_890_259)
        var text = ""
        for _ in 0..<6 {
            text.append(alphabet[Int(rest % 28)])
            rest /= 28
        }
        return text
    }

    static func digits(_ value: UInt64, _ width: Int) -> String {
        let text = String(value)
        return text.utf8.count >= width ? text : String(repeating: "0", count: width - text.utf8.count) + text
    }

    /// The digits, and one more with which they fail the check of ISO/IEC 7812-1.
    static func failingLuhn(_ digits: String) -> String {
        for last in "7412" where !passesLuhn(digits + String(last)) { return digits + String(last) }
        return digits
    }

    /// Whether the digits pass the check of ISO/IEC 7812-1.
    static func passesLuhn(_ text: some StringProtocol) -> Bool {
        var sum = 0
        for (index, byte) in text.utf8.reversed().enumerated() {
            guard byte >= 0x30, byte <= 0x39 else { return false }
            let digit = Int(byte - 0x30)
            let value = index % 2 == 0 ? digit : digit * 2
            sum += value > 9 ? value - 9 : value
        }
        return sum % 10 == 0
    }
}
