import Foundation

/// Pseudo-random numbers of one layer of the world: SplitMix64 (Steele, Lea, Flood 2014). For invented worlds only, never for keys.
struct RandomStream: Sendable {
    private var state: UInt64

    init(state: UInt64) { self.state = state }

    /// The stream of a layer on a day: a function of the three alone, so that adding a layer, or drawing more in one, changes no other.
    init(seed: UInt64, layer: SimulationLayer, day: Int = 0) {
        var mixed = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
        mixed = Self.mix(mixed ^ UInt64(layer.number) &* 0xD1B5_4A32_D192_ED03)
        mixed = Self.mix(mixed ^ UInt64(bitPattern: Int64(day)) &* 0xAEF1_7502_108E_F2D9)
        state = mixed
    }

    /// A stream of its own for a part of the layer: one flight, one booking.
    func part(_ number: Int) -> RandomStream {
        RandomStream(state: Self.mix(state ^ UInt64(bitPattern: Int64(number)) &* 0x9FB2_1C65_1E98_DF25))
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// 0 ≤ x < 1
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// 0 ..< bound; 0 where bound is not positive.
    mutating func below(_ bound: Int) -> Int { bound > 0 ? Int(next() % UInt64(bound)) : 0 }

    mutating func between(_ low: Int, _ high: Int) -> Int { low + below(high - low + 1) }

    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// Mean 0, deviation 1 (Box and Muller).
    mutating func normal() -> Double {
        let radius = (-2 * log(1 - unit())).squareRoot()
        return radius * cos(2 * .pi * unit())
    }

    /// Logarithm normally distributed.
    mutating func logNormal(mean: Double, deviation: Double) -> Double { exp(mean + deviation * normal()) }

    /// Nil for an empty list only.
    mutating func pick<Element>(_ list: [Element]) -> Element? { list.isEmpty ? nil : list[below(list.count)] }

    /// An index, by weights that need not add up to anything; nil where none is positive.
    mutating func weighted(_ weights: [Double]) -> Int? {
        let total = weights.reduce(0) { $0 + max(0, $1) }
        guard total > 0 else { return nil }
        var rest = unit() * total
        for (index, weight) in weights.enumerated() where weight > 0 {
            rest -= weight
            if rest < 0 { return index }
        }
        return weights.lastIndex { $0 > 0 }
    }

    mutating func shuffle<Element>(_ list: inout [Element]) {
        guard list.count > 1 else { return }
        for index in stride(from: list.count - 1, to: 0, by: -1) { list.swapAt(index, below(index + 1)) }
    }
}
