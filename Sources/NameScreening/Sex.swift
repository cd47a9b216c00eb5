/// Sex as documents state it. `unspecified` covers both X and not known: it neither helps nor hurts a match.
public enum Sex: UInt8, Hashable, Sendable, CaseIterable {
    case unspecified = 0
    case female = 1
    case male = 2
}
