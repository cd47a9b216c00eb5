import Casework
import Storage
import Travel

/// What a message changes, worked out and not yet committed.
struct MessagePlan {
    /// Rows that belong together and may stand in any slice: a version and its sealed facts.
    typealias Group = [StoredRow]

    var voyage: VoyageKey
    var expectations: [Expectation] = []
    var voyageVersion: VoyageVersionRow?
    var groups: [Group] = []
    var changes: [PassageChangeRow] = []
    var work: [Work] = []
    var message: MessageRow?
    /// Passages of the other kind whose facts go over to the passage that stays.
    var retirements: [Retirement] = []

    struct Retirement {
        var from: PassageState
        var into: Identifier
        /// The facts that go over, and the version that they become; nil when the message itself says them anew.
        var facts: PassageFacts?
        var version: Int
        var kind: String
    }

    private var seen: Set<Work> = []

    init(voyage: VoyageKey) { self.voyage = voyage }

    mutating func add(_ kind: Work.Kind, _ key: [UInt8], due: Instant) {
        let work = Work(kind, key: key, due: due)
        if seen.insert(work).inserted { self.work.append(work) }
    }

    /// The acts of the plan, each within the limit. The last has the voyage, the message and what happens to its passages:
    /// it switches the view. What must come before the message and does not fit is in the slices before.
    func acts(access: Access, at now: Instant) -> [Act] {
        let room = Act.rowLimit - 16
        var ending = changes.map { StoredRow($0) }
        var slices: [Act] = []
        var slice = Act(access, .messagePart, at: now)
        func flush() {
            // What the whole relies on, each slice relies on: a plan that came too late leaves as little as it can.
            slice.expectations = expectations
            if !slice.rows.isEmpty { slices.append(slice) }
            slice = Act(access, .messagePart, at: now)
        }
        while ending.count > room / 2 {
            for row in ending.prefix(room) { slice.insert([row]) }
            ending.removeFirst(min(room, ending.count))
            flush()
        }
        let rows = groups.reduce(0) { $0 + $1.count }
        var left = rows
        var kept: [StoredRow] = []
        for group in groups {
            if left + ending.count <= room || left <= room / 2 {
                kept += group
            } else {
                if slice.rows.count + group.count > room { flush() }
                slice.insert(group)
                left -= group.count
            }
        }
        flush()
        var last = Act(access, .transmissionRead, at: now)
        last.expectations = expectations
        if let voyageVersion { last.insert(voyageVersion) }
        last.insert(kept)
        if let message { last.insert(message) }
        last.insert(ending)
        for work in work { last.add(work) }
        return slices + [last]
    }
}
