public import Casework
public import Foundation

/// What the command line can ask of a unit: through the socket of a running one, or of one that it opens itself.
public enum Command: Codable, Sendable {
    case ingest(bytes: Data)
    /// Screen what has come in and wait until nothing is due.
    case settle
    case importList(csv: Data, strict: Bool, replace: Bool = false)
    case listProposals
    case signProposal(id: String)
    case refuseProposal(id: String, reason: String)
    case withdrawProposal(id: String)
    case addCarrier(code: String, name: String)
    case listCarriers
    case rotateKey(carrier: String, overlapHours: Int)
    /// One key by its name, or all of the carrier's.
    case revokeKey(carrier: String, key: String?)
    case addAccount(name: String, role: Role, osUser: Int?)
    case addInspector(name: String)
    case mapAccount(name: String, osUser: Int?)
    case endAccount(name: String)
    case inviteAccount(name: String)
    case listAccounts
    case listAlerts(all: Bool, purpose: String)
    case showAlert(id: String, purpose: String)
    /// A page of every alert and of what weighs less, as CSV or JSON lines need it.
    case exportAlerts(after: PassageKey?, purpose: String)
    case decideAlert(id: String, version: Int, decision: DecisionRequest)
    case checkpoint
    /// Copies the unit into a folder that does not exist yet.
    case backUp(to: String)
    case status

    /// The permission that the command needs.
    public var permission: Permission {
        switch self {
        case .ingest, .settle: .messagesIngest
        case .importList, .listProposals, .signProposal, .refuseProposal, .withdrawProposal: .listsImport
        case .addCarrier, .listCarriers, .rotateKey, .revokeKey: .carriersManage
        case .addAccount(_, let role, _): role == .inspector ? .inspectorsManage : .accountsManage
        case .addInspector, .mapAccount, .endAccount, .inviteAccount, .listAccounts: .accountsManage
        case .listAlerts, .showAlert, .exportAlerts: .alertsRead
        case .decideAlert: .alertsDecide
        case .checkpoint: .logRead
        case .status, .backUp: .unitOperate
        }
    }
}

/// A decision as a form or a command words it.
public struct DecisionRequest: Codable, Hashable, Sendable {
    /// refer or dismiss
    public var decision: String
    public var reason: String
    public var detail: String
    public var text: String

    public init(decision: String, reason: String, detail: String, text: String) {
        self.decision = decision
        self.reason = reason
        self.detail = detail
        self.text = text
    }

    /// - Throws: ``ServiceError/request(_:)`` when it is neither, or the reason is none of the vocabulary.
    public func disposition() throws -> Disposition {
        switch decision {
        case "refer": return .refer
        case "dismiss":
            guard let reason = DismissalReason(rawValue: reason) else {
                let known = DismissalReason.allCases.map(\.rawValue).joined(separator: ", ")
                throw ServiceError.request(
                    "\(reason.isEmpty ? "no reason given" : reason + " is no reason"): a dismissal needs one of \(known)")
            }
            return .dismiss(reason, detail: detail)
        default: throw ServiceError.request("\(decision) is no decision: refer or dismiss")
        }
    }
}

/// What came of a command: lines for people, JSON for programs.
public struct CommandAnswer: Codable, Sendable {
    public var lines: [String]
    public var json: String
    public var failure: String?

    public init(lines: [String], json: String = "{}", failure: String? = nil) {
        self.lines = lines
        self.json = json
        self.failure = failure
    }

    static func failed(_ error: any Error) -> CommandAnswer {
        CommandAnswer(lines: [], failure: String(describing: error))
    }
}
