/// Where an alert stands.
public enum AlertStatus: String, Hashable, Sendable, Codable, CaseIterable {
    case open
    /// Passed on to those who can act.
    case referred
    case dismissed
    /// The deadline passed and nobody had decided: an outcome like any other, and recorded as one.
    case expired = "expired-unhandled"
    /// The voyage was cancelled, or the person taken off it.
    case overtaken
}

/// Why an analyst dismisses an alert. A fixed vocabulary: what is free text cannot be counted.
public enum DismissalReason: String, Hashable, Sendable, Codable, CaseIterable {
    case identityMismatch = "identity-mismatch"
    /// A fact explains it; which, is asked.
    case explained
    case insufficient
    /// The same matter as another alert, which is named.
    case duplicate
}

/// What a person decided about an alert.
public enum Disposition: Hashable, Sendable {
    case refer
    case dismiss(DismissalReason, detail: String)
}

/// How soon somebody has to act, for sorting and for the eye; never a judgement on a person.
public enum Severity: Int, Hashable, Sendable, Codable, CaseIterable {
    case p1 = 1
    case p2, p3, p4

    /// P1 from three times the threshold or an exact document, P2 from twice, P3 from the threshold, P4 below.
    public init(score: Int, threshold: Int, exactDocument: Bool) {
        let limit = max(1, threshold)
        self = exactDocument || score >= 3 * limit ? .p1 : score >= 2 * limit ? .p2 : score >= limit ? .p3 : .p4
    }
}
