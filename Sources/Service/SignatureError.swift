public import Casework

/// Why a proposal was not made, signed, refused or withdrawn; nothing has changed then.
public enum SignatureError: Error, Hashable, Sendable, CustomStringConvertible {
    case unknown
    /// Nobody signs or refuses what they proposed themselves.
    case ownProposal
    /// Both accounts answer for the same user of the machine: that is one person.
    case sameUser
    /// Only its author withdraws a proposal.
    case notAuthor
    /// What it was made against is not the newest any more.
    case stale
    case expired
    case decided(ProposalStatus)
    /// What is stored is not what was proposed.
    case altered
    case reasonMissing
    case reasonTooLong(most: Int)
    /// The indicator runs, or rests, already.
    case noChange
    /// Somebody else proposed the same switch, and it waits.
    case waitsAlready

    public var description: String {
        switch self {
        case .unknown: "no such proposal: `plimsoll lists proposals` shows those that wait"
        case .ownProposal: "you proposed this: it takes another account to sign or refuse it"
        case .sameUser: "your account and the author's answer for the same user of the machine: it takes another person"
        case .notAuthor: "only its author withdraws a proposal: refuse it, with a reason"
        case .stale: "what it was made against has changed since: nothing was changed; propose it anew"
        case .expired: "nobody signed it in time: propose it anew"
        case .decided(let status): "somebody was first: the proposal is \(status.rawValue)"
        case .altered: "what is stored is not what was proposed: nothing was changed; run `plimsoll verify`"
        case .reasonMissing: "say why, in a few words"
        case .reasonTooLong(let most): "the reason is longer than \(most) characters: shorten it"
        case .noChange: "the indicator is in that state already"
        case .waitsAlready: "the same waits for a signature already"
        }
    }
}
