/// Every table of the house, with its class. Tables only get more columns at the end; a migration never takes one away.
public enum Schema {
    /// Raised with each migration; see `Engine/Migrations.swift`.
    public static let version = 1

    // MARK: Derived: the present state

    public static let voyage = Table(
        "voyage", .derived, key: [.integer("month"), .bytes("voyage")],
        [
            .integer("version"), .integer("facts"), .text("mode"), .text("carrier"), .text("number"), .text("origin"), .text("date"),
            .text("legs"), .text("status"), .integer("departure", optional: true), .integer("arrival", optional: true),
            .integer("moment", optional: true), .text("moment_place", optional: true), .integer("ordered"), .integer("placed"),
        ], indexes: [["moment"], ["carrier", "moment"]])

    public static let voyageCall = Table(
        "voyage_call", .derived, key: [.text("carrier"), .text("number"), .text("origin"), .text("date")],
        [.integer("month"), .bytes("voyage")])

    public static let passage = Table(
        "passage", .derived, key: [.integer("month"), .bytes("voyage"), .bytes("passage")],
        [
            .integer("version"), .text("role"), .bytes("booking", optional: true), .text("status"), .integer("listed"),
            .bytes("into_passage", optional: true), .integer("received"),
            .integer("api_version", optional: true), .bytes("api_message", optional: true), .integer("api_ordered", optional: true),
            .text("api_sender", optional: true), .integer("pnr_version", optional: true), .bytes("pnr_message", optional: true),
            .integer("pnr_ordered", optional: true), .text("pnr_sender", optional: true), .integer("assessed", optional: true),
        ], indexes: [["month", "voyage", "booking"]])

    public static let booking = Table(
        "booking", .derived, key: [.integer("month"), .bytes("voyage"), .bytes("booking")],
        [
            .integer("version"), .bytes("message"), .integer("ordered"), .text("sender"), .integer("cancelled"), .integer("size"),
            .integer("created", optional: true),
        ])

    /// What links people of one voyage: locator, document, name. Keyed by the voyage first, so that the index stays in order.
    public static let voyageToken = Table(
        "voyage_token", .derived, key: [.integer("month"), .bytes("voyage"), .bytes("token"), .bytes("subject")], [.text("of")])

    /// What links different voyages: document, telephone, e-mail, card, address.
    public static let sharedToken = Table(
        "shared_token", .derived,
        key: [.bytes("token"), .integer("month"), .bytes("voyage"), .bytes("subject"), .text("source")], [])

    /// `came` and `went` count the changes of a passage's hits in the order of their commits: what somebody has weighed is a
    /// number, not a time, since an act may be older than the commit that it ends up in.
    public static let hitState = Table(
        "hit_state", .derived, key: [.integer("month"), .bytes("voyage"), .bytes("passage"), .bytes("hit")],
        [
            .text("source"), .bytes("subject"), .integer("subject_version"), .bytes("cause"), .integer("weight"), .integer("opened"),
            .integer("ended", optional: true), .text("ended_reason", optional: true), .bytes("digest"), .integer("came"),
            .integer("went", optional: true),
        ], indexes: [["cause"], ["subject", "opened"]])

    /// `ending` is the last eight digits of the name, by which people call it.
    public static let alertState = Table(
        "alert_state", .derived, key: [.bytes("alert")],
        [
            .integer("version"), .text("status"), .integer("deadline"), .integer("severity"), .integer("score"), .integer("raised"),
            .integer("month"), .bytes("voyage"), .bytes("passage"), .bytes("linked", optional: true), .integer("changed"),
            .integer("weighed"),
            .text("ending"),
        ],
        indexes: [["status", "deadline", "severity"], ["status", "raised"], ["raised"], ["month", "voyage", "passage"], ["ending"]])

    public static let watchlist = Table(
        "watchlist", .derived, key: [.bytes("list")],
        [.integer("version"), .text("name"), .text("owner"), .text("legal_basis"), .integer("entries")])

    public static let listEntry = Table(
        "list_entry", .derived, key: [.bytes("list"), .bytes("entry")],
        [
            .integer("version"), .bytes("reference"), .integer("withdrawn"), .text("valid_from", optional: true),
            .text("valid_to", optional: true), .bytes("digest"),
        ])

    public static let indicator = Table("indicator", .derived, key: [.text("name")], [.integer("version"), .integer("active")])
    /// A change that two people make, and where it stands.
    public static let proposalState = Table(
        "proposal_state", .derived, key: [.bytes("proposal")],
        [
            .integer("version"), .text("status"), .text("kind"), .text("subject"), .integer("base"), .bytes("author"), .integer("made"),
            .integer("expires"), .integer("decided", optional: true), .bytes("decider", optional: true),
        ], indexes: [["status", "made"], ["subject", "decided"], ["made"]])
    public static let account = Table(
        "account", .derived, key: [.bytes("account")],
        [.integer("version"), .text("name"), .text("role"), .text("status"), .integer("os_user", optional: true)], indexes: [["name"]])
    public static let carrier = Table(
        "carrier", .derived, key: [.bytes("carrier")], [.integer("version"), .text("code"), .text("name"), .text("status")])
    public static let apiKey = Table(
        "api_key", .derived, key: [.bytes("hash")], [.bytes("carrier"), .text("status")], indexes: [["carrier"]])

    /// Signed statements of the log's size and root; each is recomputed from the entries by `verify`.
    public static let checkpoint = Table(
        "checkpoint", .derived, key: [.integer("size")], [.bytes("root"), .text("note"), .bytes("frontier")])

    // MARK: Transient

    public static let work = Table(
        "work", .transient, key: [.text("kind"), .bytes("key")],
        [.integer("due"), .integer("lease"), .integer("generation"), .integer("attempts")],
        indexes: [["kind", "due"]])
    public static let event = Table("event", .transient, key: [.integer("number")], [.text("kind"), .bytes("key"), .integer("at")])
    public static let journal = Table(
        "journal", .transient, key: [.bytes("transmission")], [.integer("month"), .integer("sealing_key"), .bytes("sealed")])
    public static let session = Table(
        "session", .transient, key: [.bytes("hash")],
        [.bytes("id"), .bytes("account"), .integer("created"), .integer("seen"), .integer("expires"), .text("form_token")],
        indexes: [["account"]])
    /// How long a one-time link works: `verify` finds the entry that issued it by its end.
    public static let invitationSeconds: Int64 = 48 * 3_600
    public static let invitation = Table(
        "invitation", .transient, key: [.bytes("hash")], [.bytes("account"), .integer("expires")], indexes: [["account"]])
    /// When each account last signed in, for whoever manages accounts. What binds a sign-in is its entry of the log.
    public static let lastSignIn = Table("last_sign_in", .transient, key: [.bytes("account")], [.integer("at")])
    public static let shown = Table("shown", .transient, key: [.bytes("session"), .text("what"), .bytes("subject")], [])
    /// What a sender called a request (`Idempotency-Key`), with the sender's name, as a hash: asking again is answered as before.
    public static let request = Table(
        "request", .transient, key: [.bytes("hash")], [.bytes("transmission"), .bytes("digest"), .integer("expires")],
        indexes: [["expires"]])
    /// A search that was made, for the session that made it: of what was asked for, only the kind. Named by the hash of a secret.
    public static let search = Table(
        "search", .transient, key: [.bytes("hash")],
        [
            .bytes("session"), .integer("expires"), .text("purpose"), .text("reference"), .text("kind"), .text("level", optional: true),
            .text("first_day", optional: true), .text("last_day", optional: true), .integer("compared"),
            .integer("compared_until", optional: true), .integer("cut"),
        ], indexes: [["expires"], ["session"]])
    /// Whom it found.
    public static let searchResult = Table(
        "search_result", .transient, key: [.bytes("search"), .integer("position")],
        [.integer("month"), .bytes("voyage"), .bytes("passage"), .integer("score", optional: true)])
    public static let attempt = Table("attempt", .transient, key: [.bytes("key"), .integer("window")], [.integer("count")])

    public static let committed: [Table] = [
        ActRow.table, LogEntryRow.table, LogLeafRow.table, DataKeyRow.table, TransmissionRow.table, EvidenceRow.table, MessageRow.table,
        VoyageVersionRow.table, TravellerVersionRow.table, BookingVersionRow.table, IdentityRow.table, PassageChangeRow.table,
        AssessmentRow.table, HitRow.table, HitEndRow.table, AlertRow.table, AlertStepRow.table, WatchlistVersionRow.table,
        ListEntryVersionRow.table, IndicatorVersionRow.table, ProfileVersionRow.table, AccountVersionRow.table, CredentialRow.table,
        CarrierVersionRow.table, ApiKeyVersionRow.table, ReadRecordRow.table, ProposalRow.table, ProposalListRow.table,
        ProposalEntryRow.table, ProposalStepRow.table,
    ]
    public static let derived: [Table] = [
        voyage, voyageCall, passage, booking, voyageToken, sharedToken, hitState, alertState, watchlist, listEntry, indicator,
        proposalState,
        account, carrier, apiKey, checkpoint,
    ]
    public static let transient: [Table] = [
        work, event, journal, session, invitation, lastSignIn, shown, request, search, searchResult, attempt,
    ]

    public static let tables: [Table] = committed + derived + transient
    /// By name.
    static let byName = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0) })
}
