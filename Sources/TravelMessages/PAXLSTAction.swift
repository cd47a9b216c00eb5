import Travel

/// What BGM asks for: document name (1001) and function (1004).
enum PAXLSTAction {
    /// The action; nil for a code that is not known.
    static func action(type: String?, function: String?) -> TravelMessage.Action? {
        switch (type, function) {
        case ("745", nil): .manifest
        case ("745", "CP"): .change
        case ("745", "XR"): .cancel
        case ("745", "RP"): .reduction
        case ("250", "CC"), ("250", "BC"), ("250", "EC"), ("250", "FC"): .crewChange
        case ("250", nil), ("250", "C"), ("250", "B"), ("250", "A"), ("250", "D"), ("250", "E"), ("250", "F"): .manifest
        case ("266", "CL"): .closeOut
        case ("266", "CLNB"): .closeOutNotOnBoard
        case ("266", "CLOB"): .closeOutOnBoard
        case ("266", "XF"): .cancelFlight
        case ("266", "CF"): .changeFlight
        case ("336", _): .masterCrew
        case ("655", _): .gatePass
        // 1004 is a document identifier in the standard, and some senders number their lists there.
        case ("745", let text?), ("250", let text?): isIdentifier(text) ? .manifest : nil
        default: nil
        }
    }

    /// Whether the function is one of the codes, and not an identifier of the document.
    static func isFunction(_ function: String, of type: String) -> Bool {
        type == "336" || type == "655" ? function.utf8.count == 1 : !isIdentifier(function)
    }

    private static func isIdentifier(_ text: String) -> Bool {
        text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } || text.utf8.count > 4
    }

    /// The codes that ask for an action, for writing.
    static func codes(_ action: TravelMessage.Action, isCrew: Bool) -> (type: String, function: String?)? {
        switch action {
        case .manifest, .update: isCrew ? ("250", "C") : ("745", nil)
        case .change: ("745", "CP")
        case .cancel: ("745", "XR")
        case .reduction: ("745", "RP")
        case .crewChange: ("250", "CC")
        case .closeOut: ("266", "CL")
        case .closeOutNotOnBoard: ("266", "CLNB")
        case .closeOutOnBoard: ("266", "CLOB")
        case .cancelFlight: ("266", "XF")
        case .changeFlight: ("266", "CF")
        case .masterCrew: ("336", "G")
        case .gatePass: ("655", nil)
        case .unknown: nil
        }
    }
}
