/// What a part is worth: the logarithm of how many people there are for each who bears it. Sharing a rare surname says more than sharing a frequent one.
enum Rarity {
    /// A short list cannot tell how frequent a name is, so no list counts as shorter.
    static let smallestPopulation = 10_000

    /// Natural logarithm of population / bearers. An unknown part counts as borne by one.
    static func weight(bearers: Int, population: Int) -> Float {
        Float(logarithm(Double(max(population, smallestPopulation)) / Double(max(bearers, 1))))
    }

    /// What is left of a weight where a part says less than its rarity: particles, and parts of one or two letters.
    static func tempered(_ weight: Float, letters: Int, isParticle: Bool) -> Float {
        let capped = letters == 1 ? min(weight, 2.5) : letters == 2 ? min(weight, 5) : weight
        return max(isParticle ? capped * 0.15 : capped, 0.05)
    }

    /// Natural logarithm of a number of at least 1, the same to the bit on every machine.
    private static func logarithm(_ value: Double) -> Double {
        guard value > 1, value.isFinite else { return 0 }
        let y = (value.significand - 1) / (value.significand + 1)
        let square = y * y
        var power = y
        var sum = 0.0
        for odd in stride(from: 1, through: 25, by: 2) {
            sum += power / Double(odd)
            power *= square
        }
        return Double(value.exponent) * 0.693147180559945309 + 2 * sum
    }
}
