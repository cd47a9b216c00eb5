import Casework
import Foundation
import GRDB
import Testing
import Travel

@testable import Storage

/// The seam "Storage speaks of what is asked": the engine answers as the model does, also after crashes and where the disk is full.
///
/// Three seeds with `make test`, a hundred with `make soak`. A failure names its seed and the step.
@Suite struct ModelTests {
    private static let seeds: Range<UInt64> = 0..<(ProcessInfo.processInfo.environment["PLIMSOLL_SOAK"] == nil ? 3 : 100)
    private static let steps = 150

    @Test("Given acts and questions at random, with crashes between, then the engine says what the model says", arguments: seeds)
    func modelMutation(seed: UInt64) async throws {
        let unit = ModelUnit()
        defer { unit.end() }
        try await unit.begin()
        var model = ModelStore()
        var acts = RandomActs(seed: seed)
        var claims: [WorkClaim] = []
        var outcomes: Set<String> = []
        for step in 0..<Self.steps {
            acts.pass()
            let place: Comment = "seed \(seed), step \(step)"
            switch acts.below(24) {
            case 0...3:
                let kinds = acts.below(2) == 0 ? Work.Kind.allCases : [acts.pick(Work.Kind.allCases)]
                let lease = Int64(acts.below(200))
                let found = try await unit.storage.claim(kinds, limit: 1_000, now: acts.now, leaseSeconds: lease)
                #expect(Set(found) == model.claim(kinds, now: acts.now, leaseSeconds: lease), place)
                claims = Array((found + claims).prefix(12))
            case 4:
                // Closed as it should be; what was held and not finished is nobody's.
                try unit.reopen()
                model.reopen()
            case 5:
                // As after a loss of power: the files as they lie there, while the unit is open.
                try unit.crash()
                model.reopen()
            default:
                let group = (0...acts.below(3)).map { _ in acts.act(model, claims: claims) }
                let isFull = acts.below(12) == 0
                if isFull { try unit.fill() }
                let answers = await unit.commit(group)
                if isFull { try unit.makeRoom() }
                for (act, answer) in zip(group, answers) {
                    // What could not be written has not happened, and nothing else is known of it.
                    if case .failure(let refusal) = answer, refusal.kind == "unwritable" {
                        #expect(isFull, place)
                        outcomes.insert("unwritable")
                        continue
                    }
                    let meant = Result { () throws(ModelStore.Refusal) in try model.commit(act) }
                    #expect(answer == meant, place)
                    outcomes.insert((try? meant.get()) == nil ? "refused" : "done")
                }
            }
            if step % 8 == 0 { try await Self.compare(unit.storage, model, at: acts.now, place) }
        }
        try await Self.compare(unit.storage, model, at: acts.now, "seed \(seed), the end")
        #expect(outcomes.isSuperset(of: ["done", "refused"]), "seed \(seed) tries too little")
        try unit.storage.close()
        let faults = try Storage.audit(folder: unit.folder, checkpoints: { _ in }, entry: { _ in }).faults.filter { fault in
            switch fault {
            // Random acts take work away, make sessions and change lists alone: that this is named is another test's matter.
            case .workLost, .workHeld, .accessForged, .signatureMissing: false
            default: true
            }
        }
        #expect(faults == [], "seed \(seed)")
    }

    /// Every question that the model can answer.
    private static func compare(_ storage: Storage, _ model: ModelStore, at now: Instant, _ place: Comment) async throws {
        #expect(try await storage.logEntries(from: 0, limit: 10_000).map(\.type) == model.types, place)
        #expect(try await Set(storage.accounts()) == Set(model.accounts), place)
        for user in 0..<3 {
            let answering = model.accounts.filter { $0.osUser == user && $0.isActive }
            #expect(try await Set(storage.accounts(ofUser: user)) == Set(answering), place)
        }
        for hash in RandomActs.hashes {
            let session = try await storage.session(hash: hash, now: now, idleSeconds: 900)
            #expect(session?.session == model.session(hash, now: now, idleSeconds: 900), place)
            #expect(try await storage.invitation(hash: hash, now: now) == model.invitation(hash, now: now), place)
            #expect(try await storage.request(hash: hash, at: now)?.transmission == model.request(hash, now: now), place)
            #expect(try await storage.carrier(apiKeyHash: hash, now: now)?.carrier == model.carrier(apiKey: hash, now: now), place)
            #expect(try await storage.transmission(withDigest: [hash]) == model.transmission(withDigest: [hash]), place)
        }
        #expect(try await Set(storage.carriers()) == Set(model.carriers), place)
        for list in RandomActs.lists {
            #expect(try await storage.watchlist(list) == model.watchlists.first { $0.list == list }, place)
        }
        #expect(try await storage.indicators().map { "\($0.name) \($0.version) \($0.yaml)" } == model.indicators, place)
        for proposal in RandomActs.proposals {
            let found = try await storage.proposal(proposal).map {
                ModelStore.Proposal(
                    proposal: $0.proposal, version: $0.version, status: $0.status.rawValue, author: $0.authorName, decider: $0.deciderName)
            }
            #expect(found == model.proposals.first { $0.proposal == proposal }, place)
        }
        let waiting = model.proposals.filter { $0.status == "waiting" }.map(\.proposal)
        #expect(try await Set(storage.waitingProposals().map(\.proposal)) == Set(waiting), place)
        for alert in RandomActs.alerts {
            #expect(try await storage.alert(alert) == model.alerts.first { $0.alert == alert }, place)
        }
        #expect(try await storage.openAlerts(limit: 1_000) == model.alerts.count { $0.status == .open }, place)
        for key in RandomActs.passages {
            let hits = try await storage.hits(of: key).map { hit in
                let end = hit.ended.map { "ended \($0.microseconds) \(hit.endReason ?? "") \(hit.went ?? 0)" }
                return "\(hit.hit.bytes.hex) \(hit.weight) \(hit.came) \(end ?? "holds")"
            }
            #expect(hits.sorted() == model.hits(of: key), place)
        }
        for transmission in RandomActs.transmissions {
            #expect(try await storage.isRead(transmission) == !model.journal.contains(transmission.bytes), place)
        }
        #expect(try await storage.newestReceipt() == model.newestReceipt, place)
        #expect(try await storage.nextDue() == model.nextDue, place)
        #expect(try await storage.waitingWork() == model.waitingWork, place)
        #expect(try await storage.workDue(at: now, limit: 1_000) == model.workDue(at: now), place)
    }
}

/// A unit that is closed, torn away, and short of room.
private final class ModelUnit {
    private(set) var folder = ModelUnit.newFolder()
    private var opened: Storage?
    var storage: Storage {
        get throws { try #require(opened) }
    }

    private static func newFolder() -> String { NSTemporaryDirectory() + "plimsoll-model-\(SystemRandom.next())" }

    func begin() async throws {
        try Storage.create(folder: folder)
        opened = try Storage(folder: folder)
    }

    func end() {
        opened?.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func reopen() throws {
        opened?.close()
        opened = try Storage(folder: folder)
    }

    /// What is on the disk, and nothing that was only in memory.
    func crash() throws {
        let other = Self.newFolder()
        try FileManager.default.copyItem(atPath: folder, toPath: other)
        try? FileManager.default.removeItem(atPath: other + "/plimsoll.sqlite-shm")
        opened?.close()
        try FileManager.default.removeItem(atPath: folder)
        folder = other
        opened = try Storage(folder: folder)
    }

    func commit(_ acts: [Act]) async -> [Result<Int64?, ModelStore.Refusal>] {
        func refusal(_ error: any Error) -> ModelStore.Refusal {
            (error as? StorageError).map { ModelStore.Refusal($0) } ?? ModelStore.Refusal("\(error)")
        }
        do {
            return try await storage.commit(acts).map { $0.mapError(refusal) }
        } catch {
            return acts.map { _ in .failure(refusal(error)) }
        }
    }

    /// Not a page more.
    func fill() throws {
        try storage.pool.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 1
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
    }

    func makeRoom() throws { try storage.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1073741823") } }
}
