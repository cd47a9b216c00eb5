import Casework
import Storage
import Travel

/// What the open hits of a passage weigh together, and whether that is news for somebody who has judged before.
struct WeighedEvidence: Hashable {
    /// Sum of the weights, in thousandths.
    let score: Int
    let severity: Severity
    let hits: [HitState]

    private struct Name: Hashable {
        var source: HitSource
        var subject: [UInt8]
        var cause: [UInt8]

        init(_ hit: HitState) {
            source = hit.source
            subject = hit.subject
            cause = hit.cause
        }
    }

    /// A hit that stands twice, since work was done twice, weighs once.
    init(_ all: [HitState], profile: StateProfile) {
        var heaviest: [Name: HitState] = [:]
        for hit in all where hit.ended == nil {
            if let known = heaviest[Name(hit)], known.weight >= hit.weight { continue }
            heaviest[Name(hit)] = hit
        }
        hits = heaviest.values.sorted { $0.hit < $1.hit }
        score = hits.reduce(0) { $0 + $1.weight }
        severity = Severity(score: score, threshold: profile.threshold, exactDocument: hits.contains { $0.source == .document })
    }

    /// Whether it has a hit that was not there, or weighed less, when the alert's evidence was last weighed. What counts is the
    /// order of commits: a finding that was on its way at that time is news, whatever its clock said.
    func isNews(after alert: AlertState, all: [HitState]) -> Bool {
        if score > alert.score { return true }
        var known: [Name: Int] = [:]
        for hit in all where hit.came <= alert.weighed && (hit.went.map { $0 > alert.weighed } ?? true) {
            known[Name(hit)] = max(known[Name(hit)] ?? 0, hit.weight)
        }
        return hits.contains { hit in known[Name(hit)].map { hit.weight > $0 } ?? true }
    }

    /// The last change of these hits: what has been weighed when they have.
    static func lastChange(_ all: [HitState]) -> Int { all.map { max($0.came, $0.went ?? 0) }.max() ?? 0 }
}
