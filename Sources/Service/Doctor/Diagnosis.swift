/// What one check found, and what to do about it.
public struct Diagnosis: Hashable, Sendable, Codable {
    public enum State: String, Hashable, Sendable, Codable {
        case good
        /// Nothing is broken, and somebody should know.
        case note
        case fault
    }
    /// Stable code of the check.
    public var check: String
    public var state: State
    public var finding: String
    /// What to do; nil where nothing is to be done.
    public var remedy: String?

    static func good(_ check: String, _ finding: String) -> Diagnosis { Diagnosis(check: check, state: .good, finding: finding) }
    static func note(_ check: String, _ finding: String, do remedy: String) -> Diagnosis {
        Diagnosis(check: check, state: .note, finding: finding, remedy: remedy)
    }
    static func fault(_ check: String, _ finding: String, do remedy: String) -> Diagnosis {
        Diagnosis(check: check, state: .fault, finding: finding, remedy: remedy)
    }

    /// For people: state, check and finding; below it what to do.
    public var lines: [String] {
        let mark =
            switch state {
            case .good: "good "
            case .note: "note "
            case .fault: "FAULT"
            }
        return ["\(mark)  \(check): \(finding)"] + (remedy.map { ["       → \($0)"] } ?? [])
    }
}

extension [Diagnosis] {
    public var hasFault: Bool { contains { $0.state == .fault } }
}
