public import Casework
public import Storage
public import Travel

/// A moment at which the hits of a passage weighed more than before.
public struct ScoreRise: Hashable, Sendable {
    public var at: Instant
    /// Thousandths, as an alert's.
    public var score: Int

    /// All rises of a passage, the first included, computed from the coming and going of its hits. Hits of one instant came of
    /// one step, and count together.
    /// - Parameter hits: all of one passage, those that ended too
    public static func all(of hits: [HitState], profile: StateProfile) -> [ScoreRise] {
        var changes: [(number: Int, at: Instant)] = []
        for hit in hits {
            changes.append((hit.came, hit.opened))
            if let went = hit.went, let ended = hit.ended { changes.append((went, ended)) }
        }
        changes.sort { $0.number < $1.number }
        var rises: [ScoreRise] = []
        var score = 0
        for (index, change) in changes.enumerated() {
            if index + 1 < changes.count, changes[index + 1].at == change.at { continue }
            let now = WeighedEvidence(hits.compactMap { $0.standing(after: change.number) }, profile: profile).score
            if now > score { rises.append(ScoreRise(at: change.at, score: now)) }
            score = now
        }
        return rises
    }
}

extension HitState {
    /// The hit as it stood after a change; nil when it did not hold then.
    fileprivate func standing(after change: Int) -> HitState? {
        guard came <= change, went.map({ $0 > change }) ?? true else { return nil }
        var hit = self
        hit.ended = nil
        return hit
    }
}
