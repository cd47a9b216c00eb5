/// A name as somebody wrote it, in any script: in fields, or whole where the fields are not known.
public struct ScreenedName: Hashable, Sendable {
    /// Primary identifier (ICAO Doc 9303-3, section 4): surname or surnames. Empty where unknown.
    public var family: String
    /// Secondary identifier: given names. Empty where unknown.
    public var given: String
    /// The whole name, used where neither field is known.
    public var full: String

    public init(family: String, given: String) {
        self.family = family
        self.given = given
        self.full = ""
    }

    public init(full: String) {
        self.family = ""
        self.given = ""
        self.full = full
    }
}
