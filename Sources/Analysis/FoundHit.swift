import Casework
import Storage
import Travel

/// A reason that holds now, before it is compared with what is stored.
struct FoundHit: Hashable, Sendable {
    var source: HitSource
    /// List entry, or the indicator's name in UTF-8.
    var subject: [UInt8]
    var subjectVersion: Int
    /// The group's token; empty where there is none.
    var cause: [UInt8]
    var weight: Int
    var explanation: HitExplanation

    /// What tells hits of one passage apart, whatever their version says.
    struct Name: Hashable {
        var source: HitSource
        var subject: [UInt8]
        var cause: [UInt8]
    }
    var name: Name { Name(source: source, subject: subject, cause: cause) }

    /// What an equal hit has equal. The places are left out: a later message that says the same stands elsewhere.
    func digested() throws -> [UInt8] {
        struct Digested: Encodable {
            var source: HitSource
            var subject: [UInt8]
            var version: Int
            var weight: Int
            var parts: [ScorePart]
            var supporting: [Reason]
            var opposing: [Reason]
        }
        return try FactsJSON.encode(
            Digested(
                source: source, subject: subject, version: subjectVersion, weight: weight, parts: explanation.parts,
                supporting: explanation.supporting, opposing: explanation.opposing))
    }
}

/// What is stored against what holds now: rows for what is new, an end with a reason for what does not hold any more.
struct HitChanges {
    var rows: [StoredRow] = []
    var open = 0

    var isEmpty: Bool { rows.isEmpty }

    /// - Parameters:
    ///   - stored: open hits that this comparison answers for, and no others
    ///   - causes: causes that mean the same, since keys have lives; a new hit is stored under the first
    ///   - reason: code of why a hit that was not found again has ended
    mutating func compare(
        _ key: PassageKey, stored: [HitState], found: [FoundHit], causes: [[UInt8]] = [], keys: KeySet, ids: IdentifierSource,
        at now: Instant,
        reason: (HitState) -> String
    ) throws {
        func name(_ hit: HitState) -> FoundHit.Name {
            FoundHit.Name(source: hit.source, subject: hit.subject, cause: causes.contains(hit.cause) ? causes[0] : hit.cause)
        }
        var left = Dictionary(grouping: stored, by: name)
        for hit in found {
            open += 1
            let digested = try hit.digested()
            let digests = keys.living(.digest, digested).map(\.bytes)
            var earlier = left.removeValue(forKey: hit.name) ?? []
            let holds = earlier.firstIndex { digests.contains($0.digest) }
            if let holds { earlier.remove(at: holds) }
            for old in earlier {
                let code =
                    holds != nil || old.subjectVersion == hit.subjectVersion
                    ? "replaced" : hit.source == .indicator ? "indicator-changed" : "entry-changed"
                rows.append(StoredRow(HitEndRow(key: key, hit: old.hit, at: now, reason: code)))
            }
            guard holds == nil else { continue }
            let id = ids.next()
            rows.append(
                StoredRow(
                    HitRow(
                        key: key, hit: id, at: now, source: hit.source, subject: hit.subject, subjectVersion: hit.subjectVersion,
                        cause: hit.cause, weight: hit.weight, digest: keys.digest(digested))))
            rows.append(
                StoredRow(try keys.sealIdentity(PackedFacts.encode(hit.explanation), voyage: key.voyageKey, subject: id, version: 1)))
        }
        for old in left.values.flatMap({ $0 }).sorted(by: { $0.hit < $1.hit }) {
            rows.append(StoredRow(HitEndRow(key: key, hit: old.hit, at: now, reason: reason(old))))
        }
    }
}
