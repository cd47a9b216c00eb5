/// What differs between states, as one versioned file: nothing in it is code, and its hash stands in the log.
///
/// The defaults are the strictest that we know; `docs/operate.md` explains each line.
public struct StateProfile: Hashable, Sendable, Codable {
    /// ISO 3166-1 alpha-3 code of the state.
    public var state: String
    public var version: Int
    /// Minutes from an officer's alarm to a person met at the gate: per airport, `default` for all others.
    public var handlingMinutes: [String: Int]
    /// Sum of weights that makes an alert, in thousandths.
    public var threshold: Int
    /// A name match below this score is no hit, in thousandths.
    public var leastNameScore: Int
    /// Weight of a list's name hits (thousandths of the score); `default` for lists that are not named.
    public var listWeights: [String: Int]
    /// Purposes for which people may be read.
    public var purposes: [String]
    /// Dismissal reasons that an analyst may choose from.
    public var dismissalReasons: [DismissalReason]
    /// Facts that may explain a pattern, for the reason `explained`.
    public var explanations: [String]
    public var roles: [String: [Permission]]
    /// Days in which a change has to be signed by a second person; 14 where the profile does not say.
    public var daysToSign: Int?
    /// After so many minutes without a message, every page says so; nil for ``quietMinutesOtherwise``.
    public var quietMinutes: Int?

    /// Where the profile has no such line.
    public static let quietMinutesOtherwise = 30

    public init(
        state: String, version: Int, handlingMinutes: [String: Int], threshold: Int, leastNameScore: Int,
        listWeights: [String: Int], purposes: [String], dismissalReasons: [DismissalReason], explanations: [String],
        roles: [String: [Permission]], daysToSign: Int? = nil, quietMinutes: Int? = nil
    ) {
        self.state = state
        self.version = version
        self.handlingMinutes = handlingMinutes
        self.threshold = threshold
        self.leastNameScore = leastNameScore
        self.listWeights = listWeights
        self.purposes = purposes
        self.dismissalReasons = dismissalReasons
        self.explanations = explanations
        self.roles = roles
        self.daysToSign = daysToSign
        self.quietMinutes = quietMinutes
    }

    public var quietSeconds: Int64 { Int64(quietMinutes ?? Self.quietMinutesOtherwise) * 60 }

    public func handlingMinutes(at airport: String?) -> Int {
        airport.flatMap { handlingMinutes[$0] } ?? handlingMinutes["default"] ?? 45
    }
    public func weight(ofList name: String) -> Int { listWeights[name] ?? listWeights["default"] ?? 1_000 }
    public var secondsToSign: Int64 { Int64(daysToSign ?? 14) * 86_400 }
    public func permissions(of role: Role) -> Set<Permission> { Set(roles[role.rawValue] ?? []) }

    /// What is wrong with the profile, in words for the operator; empty when it can be used.
    public var faults: [String] {
        var faults: [String] = []
        if state.utf8.count != 3 { faults.append("state: expected an ISO 3166-1 alpha-3 code such as NOR, found \(state)") }
        if threshold <= 0 { faults.append("threshold: expected thousandths above 0, found \(threshold)") }
        if !(0...1_000).contains(leastNameScore) { faults.append("leastNameScore: expected 0 … 1000, found \(leastNameScore)") }
        if let quietMinutes, !(1...10_080).contains(quietMinutes) {
            faults.append("quietMinutes: expected 1 … 10080, found \(quietMinutes)")
        }
        for (airport, minutes) in handlingMinutes where !(0...1_440).contains(minutes) {
            faults.append("handlingMinutes: \(airport) has \(minutes); expected 0 … 1440")
        }
        if let daysToSign, !(1...90).contains(daysToSign) { faults.append("daysToSign: expected 1 … 90, found \(daysToSign)") }
        if purposes.isEmpty { faults.append("purposes: at least one is needed (for example: assessment)") }
        if dismissalReasons.isEmpty { faults.append("dismissalReasons: at least one is needed") }
        for name in roles.keys where Role(rawValue: name) == nil {
            faults.append("roles: \(name) is not a role; the roles are " + Role.allCases.map(\.rawValue).joined(separator: ", "))
        }
        for permission in permissions(of: .administrator).sorted(by: { $0.rawValue < $1.rawValue }) where permission.showsPersonalData {
            faults.append("roles: administrator may not have \(permission.rawValue), since it shows personal data")
        }
        return faults
    }
}
