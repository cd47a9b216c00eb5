import Synchronization

/// The rules that judgement runs with, swapped as a whole when an indicator is switched; whoever judges takes one value and keeps it
/// for the work at hand.
public final class RulesInForce: Sendable {
    private let held: Mutex<AnalysisRules>

    public init(_ rules: AnalysisRules) { held = Mutex(rules) }

    public var current: AnalysisRules {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}
