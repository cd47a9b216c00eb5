/// A fixed action that an account may be allowed to take. Every route and command declares one.
public enum Permission: String, Hashable, Sendable, Codable, CaseIterable {
    /// See alerts and the people that they are about.
    case alertsRead = "alerts.read"
    /// Refer or dismiss an alert.
    case alertsDecide = "alerts.decide"
    /// See a message as it was received.
    case messagesRead = "messages.read"
    /// Bring in messages by hand.
    case messagesIngest = "messages.ingest"
    case listsRead = "lists.read"
    case listsImport = "lists.import"
    case indicatorsRead = "indicators.read"
    case indicatorsPublish = "indicators.publish"
    /// See the log's entries, which show no person.
    case logRead = "log.read"
    /// See who decided what, without the travellers' identity.
    case workloadRead = "workload.read"
    case accountsManage = "accounts.manage"
    /// Make or end the account of an inspector.
    case inspectorsManage = "inspectors.manage"
    case carriersManage = "carriers.manage"
    case profileChange = "profile.change"
    /// Start and stop the unit, and look at its health.
    case unitOperate = "unit.operate"

    /// Whether whoever has it sees who a traveller is.
    public var showsPersonalData: Bool {
        switch self {
        case .alertsRead, .alertsDecide, .messagesRead, .listsRead, .listsImport: true
        case .messagesIngest, .indicatorsRead, .indicatorsPublish, .logRead, .workloadRead, .accountsManage, .inspectorsManage,
            .carriersManage, .profileChange, .unitOperate:
            false
        }
    }
}

/// A named set of permissions; which, the state profile says.
public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
    case analyst, supervisor, inspector, administrator
    case listOwner = "list-owner"
    case dataProtectionOfficer = "data-protection-officer"
}

/// Under which right somebody acts: who, with which permission, for which purpose, in which matter.
public struct Access: Hashable, Sendable {
    /// Nil when the unit itself works, for the purpose of assessment.
    public var account: Identifier?
    public var role: Role?
    public var permission: Permission?
    /// Code of a purpose of the state profile.
    public var purpose: String
    /// Case number, flight, or whatever the matter is known by.
    public var reference: String
    /// The session that asks, so that a refresh is recorded once.
    public var session: Identifier?

    public init(
        account: Identifier?, role: Role? = nil, permission: Permission? = nil, purpose: String, reference: String = "",
        session: Identifier? = nil
    ) {
        self.account = account
        self.role = role
        self.permission = permission
        self.purpose = purpose
        self.reference = reference
        self.session = session
    }

    /// The unit's own steps: what they commit is the record, so they make no read entry.
    public static let assessment = Access(account: nil, purpose: "assessment")
}
