public import Travel

/// A pattern worth a second look, as its author wrote it down: for whom, what speaks for it and **against** it.
public struct Indicator: Hashable, Sendable, Codable {
    /// Stable code: `late-purchase-by-third-party`.
    public var name: String
    public var version: Int
    /// What the officer reads.
    public var text: String
    /// Which of `Analysis`'s evidence functions finds it.
    public var evidence: String
    /// Thresholds of that function, by name.
    public var thresholds: [String: Int]
    /// Thousandths of the alert threshold's scale.
    public var weight: Int
    public var speaksFor: [String]
    public var speaksAgainst: [String]
    /// Stage of trafficking that it shows: recruitment, transport, exploitation.
    public var stage: String
    public var owner: String
    /// Last day on which it may run without being justified anew.
    public var expiry: LocalDate

    public init(
        name: String, version: Int, text: String, evidence: String, thresholds: [String: Int], weight: Int, speaksFor: [String],
        speaksAgainst: [String], stage: String, owner: String, expiry: LocalDate
    ) {
        self.name = name
        self.version = version
        self.text = text
        self.evidence = evidence
        self.thresholds = thresholds
        self.weight = weight
        self.speaksFor = speaksFor
        self.speaksAgainst = speaksAgainst
        self.stage = stage
        self.owner = owner
        self.expiry = expiry
    }
}
