extension TravelMessage {
    /// Findings kept of one message; what comes after them is one more finding that says so.
    static let findingsKept = 20_000
    /// Travellers read from one message: the most that PAXLST allows (segment group 4, C99999).
    static let travellersRead = 99_999

    /// Adds a finding, within bounds.
    mutating func note(_ finding: Finding) {
        if findings.count < Self.findingsKept {
            findings.append(finding)
        } else if findings.count == Self.findingsKept {
            findings.append(Finding(.tooMuch, .note, at: finding.offset, ["findings", String(Self.findingsKept)]))
        }
    }
}
