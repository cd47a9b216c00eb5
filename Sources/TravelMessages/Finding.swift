/// What a reader noticed, as a value: a code and arguments, worded when shown.
public struct Finding: Hashable, Sendable, Codable {
    public enum Severity: String, Hashable, Sendable, Codable, Comparable, CaseIterable {
        /// Worth knowing; nothing was changed.
        case note
        /// Read otherwise than it was written; what it means is there.
        case repaired
        /// Something could not be read, and is only in the evidence copy.
        case lost

        public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
        private var rank: Int { self == .note ? 0 : self == .repaired ? 1 : 2 }
    }

    public var code: FindingCode
    public var severity: Severity
    /// Byte offset from the start of the transmission.
    public var offset: Int
    /// Tag of the segment, where the finding belongs to one.
    public var segment: String?
    /// What the wording needs: counts, references, codes. Never a name, number or text of a person.
    public var arguments: [String]

    public init(_ code: FindingCode, _ severity: Severity, at offset: Int, segment: String? = nil, _ arguments: [String] = []) {
        self.code = code
        self.severity = severity
        self.offset = offset
        self.segment = segment
        self.arguments = arguments
    }
}
