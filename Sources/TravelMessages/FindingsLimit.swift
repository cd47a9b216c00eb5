/// What a habit of a sender is recognised by.
struct FindingHabit: Hashable {
    let code: FindingCode
    let segment: String?
    let arguments: [String]

    /// Findings that are said once per message.
    static func isHabit(_ code: FindingCode) -> Bool { code == .valueMissing || code == .dateFormatUnusual }
}

extension TravelMessage {
    /// Findings kept of one message; what comes after them is one more finding that says so.
    static let findingsKept = 20_000
    /// Travellers read from one message: the most that PAXLST allows (segment group 4, C99999).
    static let travellersRead = 99_999

    /// Adds a finding about a habit of the sender, once per message for each segment and qualifier: what stands with every
    /// traveller is said with how often, as the last argument.
    mutating func noteHabit(_ finding: Finding, in habits: inout [FindingHabit: Int]) {
        let habit = FindingHabit(code: finding.code, segment: finding.segment, arguments: finding.arguments)
        if let index = habits[habit] {
            let last = findings[index].arguments.count - 1
            findings[index].arguments[last] = String((Int(findings[index].arguments[last]) ?? 0) + 1)
            return
        }
        var finding = finding
        finding.arguments.append("1")
        if findings.count < Self.findingsKept { habits[habit] = findings.count }
        note(finding)
    }

    /// Adds a finding, within bounds.
    mutating func note(_ finding: Finding) {
        if findings.count < Self.findingsKept {
            findings.append(finding)
        } else if findings.count == Self.findingsKept {
            findings.append(Finding(.tooMuch, .note, at: finding.offset, ["findings", String(Self.findingsKept)]))
        }
    }
}
