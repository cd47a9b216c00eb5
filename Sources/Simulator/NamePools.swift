import Travel

/// Given names and surnames by country, upper case A–Z, with weights. Everybody who is called by them is invented.
struct NamePools: Sendable {
    struct Pool: Sendable {
        var names: [String] = []
        var cumulative: [Double] = []

        mutating func add(_ name: String, weight: Double) {
            names.append(name)
            cumulative.append((cumulative.last ?? 0) + weight)
        }

        func draw(_ random: inout RandomStream) -> String {
            guard let total = cumulative.last else { return "NAME" }
            let point = random.unit() * total
            var low = 0
            var high = cumulative.count - 1
            while low < high {
                let middle = (low + high) / 2
                if cumulative[middle] <= point { low = middle + 1 } else { high = middle }
            }
            return names[low]
        }
    }

    private let pools: [String: Pool]
    /// Nationalities that there are names for, sorted.
    let nationalities: [String]

    /// States whose people are called by the pool `ARA`.
    private static let arabic = ["ARE", "BHR", "EGY", "IRQ", "JOR", "KWT", "LBN", "MAR", "OMN", "QAT", "SAU", "SDN", "SYR", "TUN", "YEM"]

    static let shared = NamePools()

    private init() {
        var pools: [String: Pool] = [:]
        var countries: Set<String> = []
        for line in String(describing: NameTable.text).split(separator: "\n") {
            let field = line.split(separator: "|")
            guard field.count == 4, let weight = Double(field[3]) else { continue }
            // Square roots, since the tables are of the most frequent names and life is flatter.
            pools["\(field[0])\(field[1])", default: Pool()].add(String(field[2]), weight: weight.squareRoot())
            countries.insert(String(field[0]))
        }
        countries.remove("ARA")
        self.pools = pools
        nationalities = (countries.union(Self.arabic)).sorted()
    }

    func has(_ nationality: String) -> Bool { pools[key(nationality) + "s"] != nil }

    func given(_ sex: Sex, of nationality: String, _ random: inout RandomStream) -> String {
        pools[key(nationality) + (sex == .female ? "f" : "m")]?.draw(&random) ?? "NAME"
    }

    func family(of nationality: String, _ random: inout RandomStream) -> String { pools[key(nationality) + "s"]?.draw(&random) ?? "NAME" }

    private func key(_ nationality: String) -> String { Self.arabic.contains(nationality) ? "ARA" : nationality }
}
