public import Casework
import Crypto
import Travel

/// The keys that one moment works with: values are written under the current ones, looked up under the current and the
/// previous, searched under all living.
public struct KeySet: Sendable {
    /// Seals identities received in this month.
    let identity: NumberedKey
    /// Seals the intake journal of this day.
    let day: NumberedKey
    /// Seals list entries and notes.
    let lists: NumberedKey
    /// Current first, then earlier half-years.
    let tokens: [NumberedKey]

    /// The token to store.
    public func token(_ kind: TokenKind, _ value: String) -> Token { Token(kind: kind, value: Array(value.utf8), key: tokens[0]) }
    public func token(_ kind: TokenKind, _ value: [UInt8]) -> Token { Token(kind: kind, value: value, key: tokens[0]) }
    /// The tokens to look for: under the current and the previous key.
    public func lookups(_ kind: TokenKind, _ value: String) -> [Token] {
        tokens.prefix(2).map { Token(kind: kind, value: Array(value.utf8), key: $0) }
    }
    public func lookups(_ kind: TokenKind, _ value: [UInt8]) -> [Token] {
        tokens.prefix(2).map { Token(kind: kind, value: value, key: $0) }
    }

    /// Keyed digest of facts, as stored beside a version.
    public func digest(_ value: [UInt8]) -> [UInt8] { token(.digest, value).bytes }
    /// The digests that equal facts may have been stored under.
    public func digests(_ value: [UInt8]) -> [[UInt8]] { lookups(.digest, value).map(\.bytes) }

    public func sealIdentity(_ plain: [UInt8], voyage: VoyageKey, subject: Identifier, version: Int) throws -> IdentityRow {
        let place = IdentityRow.place(voyage: voyage, subject: subject, version: version)
        let sealed = try Sealing.seal(plain, with: identity.key, at: place)
        return IdentityRow(voyage: voyage, subject: subject, version: version, key: identity.number, sealed: sealed)
    }

    public func sealEvidence(
        _ copy: [UInt8], month: Int, transmission: Identifier, findings: String
    ) throws -> EvidenceRow {
        let sealed = try Sealing.seal(copy, with: identity.key, at: EvidenceRow.place(month: month, transmission: transmission))
        return EvidenceRow(
            month: month, transmission: transmission, key: identity.number, sealed: sealed, sha256: sha256(copy), findings: findings)
    }

    /// The journal's row for bytes that have just come in.
    public func sealJournal(_ bytes: [UInt8], month: Int, transmission: Identifier) throws -> TransientChange {
        let sealed = try Sealing.seal(bytes, with: day.key, at: "journal\(transmission)")
        return .journal(transmission: transmission, month: month, key: day.number, sealed: sealed)
    }

    public func sealEntry(_ plain: [UInt8], list: Identifier, entry: Identifier, version: Int) throws -> (key: Int, sealed: [UInt8]) {
        (lists.number, try Sealing.seal(plain, with: lists.key, at: ListEntryVersionRow.place(entry: entry, version: version)))
    }

    /// Why a proposal was refused.
    public func sealNote(_ text: String, proposal: Identifier, version: Int) throws -> (key: Int, sealed: [UInt8]) {
        (lists.number, try Sealing.seal(Array(text.utf8), with: lists.key, at: ProposalStepRow.place(proposal: proposal, version: version)))
    }

    public func sealNote(_ text: String, alert: Identifier, version: Int) throws -> (key: Int, sealed: [UInt8]) {
        let sealed = try Sealing.seal(Array(text.utf8), with: identity.key, at: AlertStepRow.place(alert: alert, version: version))
        return (identity.number, sealed)
    }
}

extension IdentityRow {
    static func place(voyage: VoyageKey, subject: Identifier, version: Int) -> String {
        "identity\(voyage.month)/\(voyage.voyage)/\(subject)/\(version)"
    }
}
extension EvidenceRow {
    static func place(month: Int, transmission: Identifier) -> String { "evidence\(month)/\(transmission)" }
}
extension ListEntryVersionRow {
    static func place(entry: Identifier, version: Int) -> String { "entry\(entry)/\(version)" }
}
extension AlertStepRow {
    static func place(alert: Identifier, version: Int) -> String { "note\(alert)/\(version)" }
}
extension ProposalStepRow {
    static func place(proposal: Identifier, version: Int) -> String { "proposal\(proposal)/\(version)" }
}
