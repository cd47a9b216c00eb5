/// A special service request code (SSR), and what knowing it gives away about a person.
public struct ServiceCode: Hashable, Sendable {
    public enum Sensitivity: String, Hashable, Sendable {
        case no, health, religion, origin, payment, restricted
        case healthPossible = "health-possible"
        case beliefPossible = "belief-possible"
        /// Anything can stand in its text.
        case freeText = "free-text"
    }

    /// `WCHR`
    public let code: String
    /// assist, meal, seat, baggage, identity …
    public let group: String
    public let sensitivity: Sensitivity
    /// In our words.
    public let meaning: String
}
