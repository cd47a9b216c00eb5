public import Casework
public import Travel

/// One version of a list: what it is, and the import that made it.
public struct WatchlistVersionRow: CommittedRow {
    public static let table = Table(
        "watchlist_version", .committed, key: [.bytes("list"), .integer("version")],
        [
            .text("name"), .text("owner"), .text("legal_basis"), .integer("at"), .bytes("author", optional: true),
            .bytes("signer", optional: true), .bytes("proposal", optional: true), .integer("added"), .integer("changed"),
            .integer("withdrawn"),
        ])
    public var list: Identifier
    public var version: Int
    public var name: String
    public var owner: String
    public var legalBasis: String
    public var at: Instant
    /// Who brought it in, or proposed to.
    public var author: Identifier?
    /// Who signed the proposal; nil for an import before anything had been received.
    public var signer: Identifier?
    public var proposal: Identifier?
    public var counts: EntryCounts

    public init(
        list: Identifier, version: Int, name: String, owner: String, legalBasis: String, at: Instant, author: Identifier?,
        signer: Identifier? = nil, proposal: Identifier? = nil, counts: EntryCounts
    ) {
        self.list = list
        self.version = version
        self.name = name
        self.owner = owner
        self.legalBasis = legalBasis
        self.at = at
        self.author = author
        self.signer = signer
        self.proposal = proposal
        self.counts = counts
    }

    public var values: [Value] {
        [
            .bytes(list.bytes), .integer(Int64(version)), .text(name), .text(owner), .text(legalBasis), .integer(at.microseconds),
            .bytes(author?.bytes), .bytes(signer?.bytes), .bytes(proposal?.bytes), .integer(Int64(counts.added)),
            .integer(Int64(counts.changed)), .integer(Int64(counts.withdrawn)),
        ]
    }
}

/// One version of an entry, sealed.
public struct ListEntryVersionRow: CommittedRow {
    public static let table = Table(
        "list_entry_version", .committed, key: [.bytes("list"), .bytes("entry"), .integer("version")],
        [
            .bytes("reference"), .integer("withdrawn"), .text("valid_from", optional: true), .text("valid_to", optional: true),
            .bytes("digest"), .integer("sealing_key"), .bytes("sealed"), .integer("list_version"),
        ])
    public var list: Identifier
    public var entry: Identifier
    public var version: Int
    /// Keyed digest of the owner's reference: finds the entry again at the next import.
    public var reference: [UInt8]
    public var withdrawn: Bool
    public var validFrom: LocalDate?
    public var validTo: LocalDate?
    public var digest: [UInt8]
    public var key: Int
    public var sealed: [UInt8]
    /// The version of the list that it came with.
    public var listVersion: Int

    public init(
        list: Identifier, entry: Identifier, version: Int, reference: [UInt8], withdrawn: Bool, validFrom: LocalDate?,
        validTo: LocalDate?, digest: [UInt8], key: Int, sealed: [UInt8], listVersion: Int
    ) {
        self.list = list
        self.entry = entry
        self.version = version
        self.reference = reference
        self.withdrawn = withdrawn
        self.validFrom = validFrom
        self.validTo = validTo
        self.digest = digest
        self.key = key
        self.sealed = sealed
        self.listVersion = listVersion
    }

    public var values: [Value] {
        [
            .bytes(list.bytes), .bytes(entry.bytes), .integer(Int64(version)), .bytes(reference), .integer(withdrawn ? 1 : 0),
            .text(validFrom?.description), .text(validTo?.description), .bytes(digest), .integer(Int64(key)), .bytes(sealed),
            .integer(Int64(listVersion)),
        ]
    }
}

/// One version of an indicator, as its author wrote it.
public struct IndicatorVersionRow: CommittedRow {
    public static let table = Table(
        "indicator_version", .committed, key: [.text("name"), .integer("version")],
        [.text("yaml"), .integer("active"), .integer("at"), .bytes("proposal", optional: true)])
    public var name: String
    public var version: Int
    public var yaml: String
    public var active: Bool
    public var at: Instant
    /// The proposal that switched it; nil for what came from the folder's files.
    public var proposal: Identifier?

    public init(name: String, version: Int, yaml: String, active: Bool, at: Instant, proposal: Identifier? = nil) {
        self.name = name
        self.version = version
        self.yaml = yaml
        self.active = active
        self.at = at
        self.proposal = proposal
    }

    public var values: [Value] {
        [
            .text(name), .integer(Int64(version)), .text(yaml), .integer(active ? 1 : 0), .integer(at.microseconds),
            .bytes(proposal?.bytes),
        ]
    }
}

/// One version of the state profile: the file and its SHA-256.
public struct ProfileVersionRow: CommittedRow {
    public static let table = Table(
        "profile_version", .committed, key: [.integer("version")], [.text("yaml"), .bytes("sha256"), .integer("at")])
    public var version: Int
    public var yaml: String
    public var sha256: [UInt8]
    public var at: Instant

    public init(version: Int, yaml: String, sha256: [UInt8], at: Instant) {
        self.version = version
        self.yaml = yaml
        self.sha256 = sha256
        self.at = at
    }

    public var values: [Value] { [.integer(Int64(version)), .text(yaml), .bytes(sha256), .integer(at.microseconds)] }
}

/// Who may do what.
public struct AccountVersionRow: CommittedRow {
    public static let table = Table(
        "account_version", .committed, key: [.bytes("account"), .integer("version")],
        [.text("name"), .text("role"), .text("status"), .integer("os_user", optional: true)])
    public var account: Identifier
    public var version: Int
    public var name: String
    public var role: Role
    /// active, ended
    public var status: String
    /// User of the operating system that this account answers for, on the command line.
    public var osUser: Int?

    public init(account: Identifier, version: Int, name: String, role: Role, status: String, osUser: Int?) {
        self.account = account
        self.version = version
        self.name = name
        self.role = role
        self.status = status
        self.osUser = osUser
    }

    public var values: [Value] {
        [.bytes(account.bytes), .integer(Int64(version)), .text(name), .text(role.rawValue), .text(status), .integer(osUser)]
    }
}

/// A password, as scrypt keeps it (RFC 7914), with the parameters of that time.
public struct CredentialRow: CommittedRow {
    public static let table = Table(
        "credential", .committed, key: [.bytes("account"), .integer("version")],
        [.integer("cost"), .integer("block_size"), .integer("parallelism"), .bytes("salt"), .bytes("hash")])
    public var account: Identifier
    public var version: Int
    public var password: PasswordHash

    public init(account: Identifier, version: Int, password: PasswordHash) {
        self.account = account
        self.version = version
        self.password = password
    }

    public var values: [Value] {
        [
            .bytes(account.bytes), .integer(Int64(version)), .integer(Int64(password.cost)), .integer(Int64(password.blockSize)),
            .integer(Int64(password.parallelism)), .bytes(password.salt), .bytes(password.hash),
        ]
    }
}

/// A carrier that may send.
public struct CarrierVersionRow: CommittedRow {
    public static let table = Table(
        "carrier_version", .committed, key: [.bytes("carrier"), .integer("version")], [.text("code"), .text("name"), .text("status")])
    public var carrier: Identifier
    public var version: Int
    public var code: String
    public var name: String
    public var status: String

    public init(carrier: Identifier, version: Int, code: String, name: String, status: String) {
        self.carrier = carrier
        self.version = version
        self.code = code
        self.name = name
        self.status = status
    }

    public var values: [Value] { [.bytes(carrier.bytes), .integer(Int64(version)), .text(code), .text(name), .text(status)] }
}

/// A carrier's API key: its SHA-256, since the key has 256 random bits of its own.
public struct ApiKeyVersionRow: CommittedRow {
    public static let table = Table(
        "api_key_version", .committed, key: [.bytes("hash"), .integer("version")], [.bytes("carrier"), .text("status")])
    public var hash: [UInt8]
    public var version: Int
    public var carrier: Identifier
    /// As ``ApiKeyState/Status`` spells it.
    public var status: String

    public init(hash: [UInt8], version: Int, carrier: Identifier, status: String) {
        self.hash = hash
        self.version = version
        self.carrier = carrier
        self.status = status
    }

    public var values: [Value] { [.bytes(hash), .integer(Int64(version)), .bytes(carrier.bytes), .text(status)] }
}
