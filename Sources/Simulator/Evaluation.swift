import Travel

/// What a unit raised, as the evaluation needs it.
public struct RaisedAlert: Hashable, Sendable, Codable {
    public var family: String
    public var given: String
    public var carrier: String
    public var number: String
    public var date: String

    public init(family: String, given: String, carrier: String, number: String, date: String) {
        self.family = family
        self.given = given
        self.carrier = carrier
        self.number = number
        self.date = date
    }
}

/// What was found of what was planted, pattern by pattern. The truth is known only because it was planted; a figure from here
/// says nothing about the world outside.
public struct Evaluation: Hashable, Sendable {
    public struct Line: Hashable, Sendable {
        public var pattern: PlantedCase.Pattern
        /// Planted cases, and those in which at least one person has an alert.
        public var planted: Int
        public var found: Int
        /// Lawful look-alikes, and those in which somebody has an alert all the same.
        public var lawful: Int
        public var disturbed: Int
    }
    public var lines: [Line]
    /// Alerts on people of no planted case at all.
    public var elsewhere: Int
    public var alerts: Int

    public init(alerts: [RaisedAlert], truth: [PlantedCase]) {
        self.alerts = alerts.count
        let people = Set(alerts.map { Self.key($0.family, $0.given, $0.carrier, $0.number, $0.date) })
        var planted: Set<String> = []
        var lines: [Line] = []
        for pattern in PlantedCase.Pattern.allCases {
            var line = Line(pattern: pattern, planted: 0, found: 0, lawful: 0, disturbed: 0)
            for one in truth where one.pattern == pattern {
                let keys = one.people.map {
                    Self.key($0.family, $0.given, $0.voyage.carrier, $0.voyage.number, $0.voyage.date.description)
                }
                planted.formUnion(keys)
                let isAlerted = keys.contains { people.contains($0) }
                if one.isLawful {
                    line.lawful += 1
                    if isAlerted { line.disturbed += 1 }
                } else {
                    line.planted += 1
                    if isAlerted { line.found += 1 }
                }
            }
            if line.planted + line.lawful > 0 { lines.append(line) }
        }
        self.lines = lines
        elsewhere = people.subtracting(planted).count
    }

    /// Letters only, since a message may have glued a title or dropped a hyphen.
    private static func key(_ family: String, _ given: String, _ carrier: String, _ number: String, _ date: String) -> String {
        func folded(_ text: String) -> String { String(text.uppercased().filter(\.isLetter)) }
        return "\(folded(family))/\(folded(given))/\(carrier)\(number)/\(date)"
    }

    /// The table for people, a line each.
    public var table: [String] {
        var out = [Self.row("pattern", "planted", "found", "look-alikes", "disturbed")]
        out += lines.map { Self.row($0.pattern.rawValue, "\($0.planted)", "\($0.found)", "\($0.lawful)", "\($0.disturbed)") }
        out.append("\(alerts) alerts in all, \(elsewhere) of them on people about whom nothing was planted")
        return out
    }

    private static func row(_ name: String, _ columns: String...) -> String {
        let first = name + String(repeating: " ", count: max(1, 40 - name.count))
        return first + columns.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }.joined()
    }
}
