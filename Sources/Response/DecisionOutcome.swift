public import Casework
public import Travel

/// What became of a decision.
public enum DecisionOutcome: Hashable, Sendable {
    /// It stands, as this version of the alert.
    case recorded(version: Int, status: AlertStatus, late: Bool)
    /// It does not stand: something happened to the alert first.
    case conflict(DecisionConflict)
}

/// What came first.
public struct DecisionConflict: Hashable, Sendable {
    /// decided, evidence, deadline-moved, expired, overtaken
    public var step: String
    /// Who, where it was a person.
    public var account: Identifier?
    public var accountName: String?
    public var at: Instant
    public var status: AlertStatus
    /// The version that a decision has to name now.
    public var version: Int
}

/// Why a decision cannot be taken; each says what to do.
public enum DecisionError: Error, Hashable, Sendable, CustomStringConvertible {
    case notPermitted
    case unknownAlert
    case reasonNotOffered(DismissalReason, offered: [DismissalReason])
    case explanationNotOffered(offered: [String])
    case duplicateOfNothing
    case textTooShort(least: Int)
    case textTooLong(most: Int)

    public var description: String {
        switch self {
        case .notPermitted: "deciding needs an account with the permission \(Permission.alertsDecide.rawValue)"
        case .unknownAlert: "there is no such alert"
        case .reasonNotOffered(let reason, let offered):
            "the state profile does not offer the reason \(reason.rawValue); it offers " + offered.map(\.rawValue).joined(separator: ", ")
        case .explanationNotOffered(let offered): "say which fact explains it: one of " + offered.joined(separator: ", ")
        case .duplicateOfNothing: "name the other alert that this one is a duplicate of"
        case .textTooShort(let least): "say in words why: at least \(least) characters"
        case .textTooLong(let most): "the text is too long: at most \(most) characters"
        }
    }
}
