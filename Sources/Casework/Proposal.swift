/// What a proposal would change. A change that could hide somebody needs two people: whoever proposes it, and another account.
public enum ProposalKind: String, Hashable, Sendable, Codable, CaseIterable {
    case listImport = "list-import"
    case indicatorOff = "indicator-off"
    case indicatorOn = "indicator-on"

    /// What the author and whoever signs or refuses must both be allowed to do.
    public var permission: Permission {
        switch self {
        case .listImport: .listsImport
        case .indicatorOff, .indicatorOn: .indicatorsPublish
        }
    }
}

/// Where a proposal stands. One that nobody signs in time stays `waiting` in the tables, and can no longer be signed.
public enum ProposalStatus: String, Hashable, Sendable, Codable, CaseIterable {
    case waiting, signed, refused, withdrawn
}

/// What an import does to an entry of a list.
public enum EntryEffect: String, Hashable, Sendable, Codable, CaseIterable {
    case added, changed, withdrawn
}
