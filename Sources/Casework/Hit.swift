public import Travel

/// What a hit comes from.
public enum HitSource: String, Hashable, Sendable, Codable, CaseIterable {
    /// A document number that a list has, exactly.
    case document
    /// A name on a list, with what else is known.
    case name
    /// A pattern that an indicator describes.
    case indicator
}

/// One line of a score: which part, by which rule, worth how much. The weights of a hit's lines add up to its weight.
public struct ScorePart: Hashable, Sendable, Codable {
    /// What the traveller's side has; empty where it has nothing.
    public var part: String
    /// What the list's side has; empty where it has nothing.
    public var met: String
    /// Code of the rule; worded when shown.
    public var rule: String
    /// Thousandths.
    public var weight: Int

    public init(part: String, met: String, rule: String, weight: Int) {
        self.part = part
        self.met = met
        self.rule = rule
        self.weight = weight
    }
}

/// Where a piece of evidence stands: the version of a traveller or booking, the field, the message and the bytes in it.
public struct EvidencePlace: Hashable, Sendable, Codable {
    public var subject: Identifier
    public var version: Int
    public var field: FactField
    public var message: Identifier
    public var extent: Extent?

    public init(subject: Identifier, version: Int, field: FactField, message: Identifier, extent: Extent?) {
        self.subject = subject
        self.version = version
        self.field = field
        self.message = message
        self.extent = extent
    }
}

/// A reason in codes and arguments, worded when shown.
public struct Reason: Hashable, Sendable, Codable {
    public var code: String
    public var arguments: [String]

    public init(_ code: String, _ arguments: [String] = []) {
        self.code = code
        self.arguments = arguments
    }
}

/// Why a hit is one: what speaks for it, what was looked at that speaks against it, and where it all stands.
public struct HitExplanation: Hashable, Sendable, Codable {
    public var parts: [ScorePart]
    public var supporting: [Reason]
    public var opposing: [Reason]
    public var places: [EvidencePlace]

    public init(parts: [ScorePart], supporting: [Reason] = [], opposing: [Reason] = [], places: [EvidencePlace] = []) {
        self.parts = parts
        self.supporting = supporting
        self.opposing = opposing
        self.places = places
    }
}
