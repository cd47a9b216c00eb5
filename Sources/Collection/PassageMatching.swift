import Casework
import Storage
import Travel
import TravelMessages

/// Recognises the people of a voyage. Each passage is given to one traveller of a message at most, so that two people of
/// one name stay two.
struct PassageMatching {
    struct Match: Hashable {
        var passage: Identifier
        var criterion: TravellerTokens.Criterion
        /// The other kind's passage that turned out to be the same person.
        var other: Identifier?
        var otherCriterion: TravellerTokens.Criterion?
    }

    let isAPI: Bool
    private(set) var passages: [Identifier: PassageState]
    private let tokens: [[UInt8]: [Identifier]]
    private(set) var claimed: Set<Identifier> = []
    /// Kinds of tokens that say something of a passage, by its name: read once.
    private var documents: [Identifier: Set<[UInt8]>] = [:]
    private var births: [Identifier: Set<[UInt8]>] = [:]

    init(_ state: VoyageState?, kind: TravelMessage.Kind) {
        isAPI = kind == .paxlst
        passages = Dictionary((state?.passages ?? []).map { ($0.passage, $0) }) { first, _ in first }
        tokens = state?.passageTokens ?? [:]
        for (name, passage) in passages {
            for facts in [passage.api, passage.pnr].compactMap({ $0 }) {
                for token in Token.unpack(facts.voyageTokens) {
                    if token.kind == .document { documents[name, default: []].insert(token.bytes) }
                    if token.kind == .nameAndBirthDate { births[name, default: []].insert(token.bytes) }
                }
            }
        }
    }

    /// What this kind of message has said last of the passage.
    func facts(_ passage: PassageState) -> PassageFacts? { isAPI ? passage.api : passage.pnr }
    private func otherFacts(_ passage: PassageState) -> PassageFacts? { isAPI ? passage.pnr : passage.api }

    mutating func claim(_ passage: Identifier) { claimed.insert(passage) }

    func match(_ traveller: TravellerTokens, digests: [[UInt8]]) -> Match? {
        var found: Match?
        for criterion in TravellerTokens.Criterion.allCases {
            let candidates = candidates(traveller, criterion)
            guard let first = found.flatMap({ passages[$0.passage] }) else {
                if let best = candidates.max(by: { precedes($0, $1, traveller, digests) }) {
                    found = Match(passage: best.passage, criterion: criterion)
                }
                continue
            }
            // A second look finds the passage that the other kind of message made of the same person.
            guard criterion != .locatorAndShortName, found?.other == nil else { continue }
            if let other = candidates.first(where: { $0.passage != first.passage && areHalves($0, first) }) {
                found?.other = other.passage
                found?.otherCriterion = criterion
            }
        }
        return found
    }

    private func candidates(_ traveller: TravellerTokens, _ criterion: TravellerTokens.Criterion) -> [PassageState] {
        var seen: Set<Identifier> = []
        var found: [PassageState] = []
        for lookup in traveller.lookups[criterion] ?? [] {
            for subject in tokens[lookup] ?? [] where seen.insert(subject).inserted {
                guard let passage = passages[subject], passage.status != "retired", !claimed.contains(subject) else { continue }
                if criterion == .locatorAndShortName, facts(passage) != nil { continue }
                if criterion != .uniqueReference, criterion != .document, conflicts(traveller, subject) { continue }
                found.append(passage)
            }
        }
        return found
    }

    /// Another document and another day of birth: another person of the same name.
    private func conflicts(_ traveller: TravellerTokens, _ passage: Identifier) -> Bool {
        guard traveller.hasDocument, traveller.hasBirthDate, let documents = documents[passage], let births = births[passage] else {
            return false
        }
        return documents.isDisjoint(with: traveller.lookups[.document] ?? [])
            && births.isDisjoint(with: traveller.lookups[.nameAndBirthDate] ?? [])
    }

    /// Of several candidates: the one with the same facts, then the same document, then the same birth date, then the older.
    private func precedes(_ a: PassageState, _ b: PassageState, _ traveller: TravellerTokens, _ digests: [[UInt8]]) -> Bool {
        let (first, second) = (score(a, traveller, digests), score(b, traveller, digests))
        return first != second ? first < second : a.passage > b.passage
    }

    private func score(_ passage: PassageState, _ traveller: TravellerTokens, _ digests: [[UInt8]]) -> Int {
        var score = 0
        if let facts = facts(passage), digests.contains(facts.digest) { score += 8 }
        if let known = documents[passage.passage] {
            if !known.isDisjoint(with: traveller.lookups[.document] ?? []) { score += 4 } else if traveller.hasDocument { score -= 4 }
        }
        if let known = births[passage.passage] {
            if !known.isDisjoint(with: traveller.lookups[.nameAndBirthDate] ?? []) {
                score += 2
            } else if traveller.hasBirthDate {
                score -= 2
            }
        }
        return score
    }

    /// One passage is known from API alone and the other from PNR alone, and nothing speaks against their being one.
    private func areHalves(_ a: PassageState, _ b: PassageState) -> Bool {
        guard (a.api != nil) != (b.api != nil), (a.pnr != nil) != (b.pnr != nil), (a.api != nil) != (a.pnr != nil) else { return false }
        guard let documentsA = documents[a.passage], let documentsB = documents[b.passage], let birthsA = births[a.passage],
            let birthsB = births[b.passage]
        else { return true }
        return !(documentsA.isDisjoint(with: documentsB) && birthsA.isDisjoint(with: birthsB))
    }
}
