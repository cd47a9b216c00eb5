public import Casework
import Travel

/// What judgement runs with: the state's profile and the indicators in force. A value: a change makes another.
public struct AnalysisRules: Sendable {
    /// Raised with each change of the code that may find other hits in the same facts.
    public static let engineVersion = 1

    public var profile: StateProfile
    public var indicators: [Indicator]

    public init(profile: StateProfile, indicators: [Indicator]) {
        self.profile = profile
        self.indicators = indicators
    }

    /// The indicators of an evidence function that may run on that day.
    func indicators(_ evidence: EvidenceFunction, on day: LocalDate) -> [Indicator] {
        indicators.filter { $0.evidence == evidence.rawValue && day <= $0.expiry }
    }

    /// Which indicators, in which version: `name:2,other:1`.
    var label: String { indicators.map { "\($0.name):\($0.version)" }.sorted().joined(separator: ",") }

    /// What is wrong with an indicator, in words for its author; empty when it can run.
    public static func faults(of indicator: Indicator) -> [String] {
        var faults: [String] = []
        guard let function = EvidenceFunction(rawValue: indicator.evidence) else {
            let known = EvidenceFunction.allCases.map(\.rawValue).joined(separator: ", ")
            return ["\(indicator.name): evidence \(indicator.evidence) is not known; there are \(known)"]
        }
        if indicator.name.isEmpty || indicator.version < 1 { faults.append("\(indicator.name): name and version (from 1) are needed") }
        if indicator.weight <= 0 { faults.append("\(indicator.name): weight: expected thousandths above 0, found \(indicator.weight)") }
        if indicator.owner.isEmpty { faults.append("\(indicator.name): owner: somebody has to answer for it") }
        if indicator.speaksAgainst.isEmpty { faults.append("\(indicator.name): speaksAgainst: say what would explain it innocently") }
        for name in indicator.thresholds.keys.sorted() where function.thresholds[name] == nil {
            faults.append(
                "\(indicator.name): threshold \(name) is not known to \(function.rawValue); there are "
                    + function.thresholds.keys.sorted().joined(separator: ", "))
        }
        for (name, value) in indicator.thresholds.sorted(by: { $0.key < $1.key }) {
            if let range = function.thresholds[name]?.range, !range.contains(value) {
                faults.append("\(indicator.name): threshold \(name): expected \(range.lowerBound) … \(range.upperBound), found \(value)")
            }
        }
        return faults
    }
}
