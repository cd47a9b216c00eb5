public import Casework
public import Travel

/// Everything that happens at once or not at all: who, for which purpose, what must still be true, and what changes.
///
/// An act is a value: no code of the caller runs inside the transaction, so that the engine can put the acts of many callers
/// into one durable commit. No act holds more than ``rowLimit`` rows.
public struct Act: Sendable {
    public static let rowLimit = 2_000

    public var access: Access
    public var at: Instant
    /// Nil only for acts that change nothing but transient rows.
    public var entry: LogEntryType?
    public var expectations: [Expectation]
    public private(set) var rows: [StoredRow]
    public var transient: [TransientChange]

    public init(_ access: Access, _ entry: LogEntryType?, at: Instant) {
        self.access = access
        self.entry = entry
        self.at = at
        expectations = []
        rows = []
        transient = []
    }

    public mutating func insert(_ row: some CommittedRow) { rows.append(StoredRow(row)) }
    public mutating func insert(_ stored: [StoredRow]) { rows += stored }
    public mutating func add(_ work: Work) { transient.append(.work(work)) }

    /// Bytes that the act holds while it waits, near enough.
    var byteCount: Int {
        var sum = 0
        for row in rows {
            for value in row.values {
                switch value {
                case .bytes(let bytes): sum += bytes.count
                case .text(let text): sum += text.utf8.count
                case .integer, .null: sum += 8
                }
            }
        }
        for case .journal(_, _, _, let sealed) in transient { sum += sealed.count }
        return sum
    }
}

/// What an act relies on; checked inside the commit.
public enum Expectation: Hashable, Sendable {
    /// The derived row with that key has that version.
    case version(table: Table, key: [Value], Int)
    /// There is no row with that key.
    case absent(table: Table, key: [Value])
    /// No transmission has these bytes, under whichever key their digest was taken.
    case noTransmission(digests: [[UInt8]])
    /// No message has this body, under whichever key its digest was taken.
    case noMessage(bodyDigests: [[UInt8]])
    /// No request of this name has been answered that is still kept.
    case noRequest(hash: [UInt8], now: Instant)
    /// This message of the transmission has not been read yet.
    case unread(transmission: Identifier, ordinal: Int)
    /// The newest alert of the passage is that one; nil when there must be none yet.
    case lastAlert(PassageKey, Identifier?)
    /// Fewer attempts than the limit have been counted at the key in this window and the one before.
    case attempts(key: [UInt8], window: Int64, below: Int)
    /// No account has this name, in capitals or not; names of ended accounts are not given again.
    case noAccount(named: String)
    /// No active carrier has this code.
    case noCarrier(code: String)
    /// No list has this name.
    case noList(named: String)
    /// A one-time link is still there; it is taken away in the same commit.
    case invitation(hash: [UInt8], account: Identifier, now: Instant)

    public static func voyage(_ key: VoyageKey, version: Int) -> Expectation {
        .version(table: Schema.voyage, key: [.integer(Int64(key.month)), .bytes(key.voyage.bytes)], version)
    }
    public static func noVoyage(carrier: String, number: String, origin: String, date: LocalDate) -> Expectation {
        .absent(table: Schema.voyageCall, key: [.text(carrier), .text(number), .text(origin), .text(date.description)])
    }
    public static func passage(_ key: PassageKey, version: Int) -> Expectation {
        .version(
            table: Schema.passage, key: [.integer(Int64(key.month)), .bytes(key.voyage.bytes), .bytes(key.passage.bytes)], version)
    }
    public static func alert(_ alert: Identifier, version: Int) -> Expectation {
        .version(table: Schema.alertState, key: [.bytes(alert.bytes)], version)
    }
    public static func list(_ list: Identifier, version: Int) -> Expectation {
        .version(table: Schema.watchlist, key: [.bytes(list.bytes)], version)
    }
    public static func indicator(_ name: String, version: Int) -> Expectation {
        .version(table: Schema.indicator, key: [.text(name)], version)
    }
    /// The proposal still waits.
    public static func waiting(_ proposal: Identifier) -> Expectation {
        .version(table: Schema.proposalState, key: [.bytes(proposal.bytes)], 1)
    }
    public static func account(_ account: Identifier, version: Int) -> Expectation {
        .version(table: Schema.account, key: [.bytes(account.bytes)], version)
    }
}

/// Something to be done later, or by another room. Unique by kind and key: doing it twice is doing it once.
public struct Work: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Read a transmission that stands in the journal. Key: its identifier.
        case read
        /// Screen a passage. Key: ``PassageKey/packed``.
        case assess
        /// Look at a group that shares a token. Key: the packed token.
        case link
        /// Weigh the hits of a passage. Key: ``PassageKey/packed``.
        case raise
        /// An alert's deadline. Key: the alert.
        case expire
        /// Screen all passages whose moment lies ahead, after a list or rule has changed. Key: empty, or ``Work/rules``.
        case rescreen
        /// Bring in the rest of an import that was signed. Key: the proposal.
        case apply
    }
    /// Key of a rescreening that also looks at the groups again, since the profile or an indicator has changed.
    public static let rules: [UInt8] = [1]

    public var kind: Kind
    public var key: [UInt8]
    public var due: Instant

    public init(_ kind: Kind, key: [UInt8], due: Instant) {
        self.kind = kind
        self.key = key
        self.due = due
    }
}

/// Work that somebody holds until its lease ends.
public struct WorkClaim: Hashable, Sendable {
    public var kind: Work.Kind
    public var key: [UInt8]
    public var due: Instant
    /// Rises whenever the same work is asked for again: finishing an older generation leaves the newer to be done.
    public var generation: Int
    public var attempts: Int

    public init(kind: Work.Kind, key: [UInt8], due: Instant, generation: Int, attempts: Int) {
        self.kind = kind
        self.key = key
        self.due = due
        self.generation = generation
        self.attempts = attempts
    }
}

/// A change of a row that nobody has to answer for.
public enum TransientChange: Sendable {
    case work(Work)
    case finished(WorkClaim)
    /// Give the work back, to be claimed again at that time.
    case postponed(WorkClaim, until: Instant)
    case event(kind: String, key: [UInt8])
    case journal(transmission: Identifier, month: Int, key: Int, sealed: [UInt8])
    case journalTaken(transmission: Identifier)
    /// A request that is answered as before until then, when it is asked again.
    case request(hash: [UInt8], transmission: Identifier, digest: [UInt8], expires: Instant)
    case session(Session)
    case sessionSeen(hash: [UInt8], at: Instant)
    case sessionEnded(hash: [UInt8])
    /// All sessions of an account end: its password, role or state has changed.
    case sessionsEnded(account: Identifier)
    /// All of its sessions but that one.
    case otherSessionsEnded(account: Identifier, but: [UInt8])
    case invitation(hash: [UInt8], account: Identifier, expires: Instant)
    /// Rows that a page has shown to a session, so that a refresh lists only new ones.
    case shown(session: Identifier, what: String, subjects: [Identifier])
    /// Whom a search found, for the session that made it.
    case search(KeptSearch)
    /// One more attempt at the key within its window: counted before it is known whether it fails.
    case attempt(key: [UInt8], window: Int64)
    /// It did not fail.
    case attemptTakenBack(key: [UInt8], window: Int64)
    /// Writes what stands there already: whether it can be written is the question.
    case probe
    case checkpoint(size: Int64, root: [UInt8], note: String, frontier: [UInt8])
}

/// Somebody who has signed in.
public struct Session: Hashable, Sendable {
    /// SHA-256 of the cookie's secret: the secret itself is nowhere.
    public var hash: [UInt8]
    public var id: Identifier
    public var account: Identifier
    public var created: Instant
    public var expires: Instant
    /// Secret that each form carries.
    public var formToken: String

    public init(hash: [UInt8], id: Identifier, account: Identifier, created: Instant, expires: Instant, formToken: String) {
        self.hash = hash
        self.id = id
        self.account = account
        self.created = created
        self.expires = expires
        self.formToken = formToken
    }
}
