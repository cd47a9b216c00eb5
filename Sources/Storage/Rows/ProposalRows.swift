public import Casework
public import Travel

/// A change that waits for a second signature: by whom, against which version, and what it holds, as a digest.
public struct ProposalRow: CommittedRow {
    public static let table = Table(
        "proposal", .committed, key: [.bytes("proposal")],
        [
            .text("kind"), .text("subject"), .integer("base"), .bytes("author"), .integer("at"), .integer("expires"), .bytes("digest"),
            .integer("added"), .integer("changed"), .integer("withdrawn"), .integer("alone"),
        ])
    public var proposal: Identifier
    public var kind: ProposalKind
    /// The indicator's name; empty for an import, whose lists are rows of their own.
    public var subject: String
    /// Version of the indicator that the proposal was made against; 0 for an import.
    public var base: Int
    public var author: Identifier
    public var at: Instant
    public var expires: Instant
    /// SHA-256 over what is proposed, in which entries stand as keyed digests: it shows nothing of a person.
    public var digest: [UInt8]
    public var counts: EntryCounts
    /// One signature was enough, since nothing had been received yet.
    public var isAlone: Bool

    public init(
        proposal: Identifier, kind: ProposalKind, subject: String, base: Int, author: Identifier, at: Instant, expires: Instant,
        digest: [UInt8], counts: EntryCounts = EntryCounts(), isAlone: Bool = false
    ) {
        self.proposal = proposal
        self.kind = kind
        self.subject = subject
        self.base = base
        self.author = author
        self.at = at
        self.expires = expires
        self.digest = digest
        self.counts = counts
        self.isAlone = isAlone
    }

    public var values: [Value] {
        [
            .bytes(proposal.bytes), .text(kind.rawValue), .text(subject), .integer(Int64(base)), .bytes(author.bytes),
            .integer(at.microseconds), .integer(expires.microseconds), .bytes(digest), .integer(Int64(counts.added)),
            .integer(Int64(counts.changed)), .integer(Int64(counts.withdrawn)), .integer(isAlone ? 1 : 0),
        ]
    }
}

/// How many entries a change adds, changes and takes off.
public struct EntryCounts: Hashable, Sendable {
    public var added: Int
    public var changed: Int
    public var withdrawn: Int

    public init(added: Int = 0, changed: Int = 0, withdrawn: Int = 0) {
        self.added = added
        self.changed = changed
        self.withdrawn = withdrawn
    }

    public var sum: Int { added + changed + withdrawn }

    public mutating func count(_ effect: EntryEffect) {
        switch effect {
        case .added: added += 1
        case .changed: changed += 1
        case .withdrawn: withdrawn += 1
        }
    }

    public subscript(_ effect: EntryEffect) -> Int {
        switch effect {
        case .added: added
        case .changed: changed
        case .withdrawn: withdrawn
        }
    }
}

/// A list that a proposal would change, and the version that it was made against.
public struct ProposalListRow: CommittedRow {
    public static let table = Table(
        "proposal_list", .committed, key: [.bytes("proposal"), .bytes("list")],
        [
            .integer("base"), .text("name"), .text("owner"), .text("legal_basis"), .integer("entries"), .integer("added"),
            .integer("changed"), .integer("withdrawn"),
        ])
    public var proposal: Identifier
    public var list: Identifier
    /// 0 for a list that does not exist yet.
    public var base: Int
    public var name: String
    public var owner: String
    public var legalBasis: String
    /// That the list had.
    public var entries: Int
    public var counts: EntryCounts

    public init(
        proposal: Identifier, list: Identifier, base: Int, name: String, owner: String, legalBasis: String, entries: Int,
        counts: EntryCounts
    ) {
        self.proposal = proposal
        self.list = list
        self.base = base
        self.name = name
        self.owner = owner
        self.legalBasis = legalBasis
        self.entries = entries
        self.counts = counts
    }

    public var values: [Value] {
        [
            .bytes(proposal.bytes), .bytes(list.bytes), .integer(Int64(base)), .text(name), .text(owner), .text(legalBasis),
            .integer(Int64(entries)), .integer(Int64(counts.added)), .integer(Int64(counts.changed)), .integer(Int64(counts.withdrawn)),
        ]
    }
}

/// An entry as it will stand once the proposal is signed: sealed for its own place in its list, so that signing copies it as it is.
public struct ProposalEntryRow: CommittedRow {
    public static let table = Table(
        "proposal_entry", .committed, key: [.bytes("proposal"), .text("effect"), .integer("ordinal")],
        [
            .bytes("list"), .bytes("entry"), .integer("version"), .bytes("reference"), .integer("withdrawn"),
            .text("valid_from", optional: true), .text("valid_to", optional: true), .bytes("digest"), .integer("sealing_key"),
            .bytes("sealed"), .integer("list_version"),
        ])
    public var proposal: Identifier
    public var effect: EntryEffect
    /// From 1 among those of the effect.
    public var ordinal: Int
    public var entry: ListEntryVersionRow

    public init(proposal: Identifier, effect: EntryEffect, ordinal: Int, entry: ListEntryVersionRow) {
        self.proposal = proposal
        self.effect = effect
        self.ordinal = ordinal
        self.entry = entry
    }

    public var values: [Value] {
        [.bytes(proposal.bytes), .text(effect.rawValue), .integer(Int64(ordinal))] + entry.values
    }
}

/// What became of a proposal: signed, refused with a reason, or withdrawn by its author.
public struct ProposalStepRow: CommittedRow {
    public static let table = Table(
        "proposal_step", .committed, key: [.bytes("proposal"), .integer("version")],
        [
            .integer("at"), .bytes("account"), .text("step"), .bytes("digest"), .integer("sealing_key", optional: true),
            .bytes("note", optional: true),
        ])
    public var proposal: Identifier
    /// The version that the proposal has after this step; the proposal itself is version 1.
    public var version: Int
    public var at: Instant
    public var account: Identifier
    public var step: ProposalStatus
    /// Of what was signed or refused: that of the proposal.
    public var digest: [UInt8]
    /// Why, in their words; sealed, since it may speak of a person.
    public var note: (key: Int, sealed: [UInt8])?

    public init(
        proposal: Identifier, version: Int, at: Instant, account: Identifier, step: ProposalStatus, digest: [UInt8],
        note: (key: Int, sealed: [UInt8])? = nil
    ) {
        self.proposal = proposal
        self.version = version
        self.at = at
        self.account = account
        self.step = step
        self.digest = digest
        self.note = note
    }

    public var values: [Value] {
        [
            .bytes(proposal.bytes), .integer(Int64(version)), .integer(at.microseconds), .bytes(account.bytes), .text(step.rawValue),
            .bytes(digest), .integer(note?.key), .bytes(note?.sealed),
        ]
    }
}
