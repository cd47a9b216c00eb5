import Analysis
import Casework
import Storage
import Testing
import Travel

/// Lists as versions: what came in, what changed, what is screened with.
@Suite struct WatchlistImportTests {
    private let first = """
        \(header)
        Own,person,VELDOR,TAMARA,,1985-07-12,F,UTO,P,XA100001,UTO,Unit 1,Act 1,r,a,2026-01-01,,R-1
        Own,person,KOZUN,MIRA,,1990,M,UTO,,,,,,r,a,,2026-11-24,R-2
        Weak,person,SELVANA,DORIK,,1971-03-09,M,UTO,,,,,,r,a,2026-12-01,,R-1
        """

    @Test func aSecondImportOfTheSameFileChangesNothing() async throws {
        let world = try World()
        let outcome = try await world.importList(first)
        #expect((outcome.added, outcome.changed, outcome.unchanged, outcome.withdrawn) == (3, 0, 0, 0))
        #expect(try await world.storage.watchlists().map(\.name) == ["Own", "Weak"])
        #expect(try await world.waiting(.rescreen).count == 1)
        let label = world.watchlists.current.label
        let again = try await world.importList(first)
        #expect((again.added, again.changed, again.unchanged) == (0, 0, 3))
        #expect(world.watchlists.current.label == label)
    }

    @Test func aRowOverrulesItsListAndInheritsWhatItLeavesOut() async throws {
        let world = try World()
        _ = try await world.importList(first)
        let list = try #require(try await world.storage.watchlists().first { $0.name == "Own" })
        #expect(list.owner == "Unit 1" && list.legalBasis == "Act 1")
        let states = try await world.storage.entries(ofList: list.list, after: nil, limit: 10)
        let sealed = states.map { SealedEntry(list: $0.list, entry: $0.entry, version: $0.version) }
        let opened = try await world.storage.open(entries: sealed, access: .assessment, what: "test", at: world.clock.now())
        let facts = try opened.values.map { try PackedFacts.decode(ListEntryFacts.self, from: $0) }
        #expect(facts.allSatisfy { $0.owner == "Unit 1" && $0.legalBasis == "Act 1" })
    }

    @Test func whatAFileLeavesOutStaysUnlessItReplaces() async throws {
        let world = try World()
        _ = try await world.importList(first)
        let shorter = "\(header)\nOwn,person,VELDOR,TAMARA,ANN,1985-07-12,F,UTO,P,XA100001,UTO,Unit 1,Act 1,r,a,2026-01-01,,R-1"
        let added = try await world.importList(shorter)
        #expect((added.added, added.changed, added.withdrawn) == (0, 1, 0))
        let replaced = try await world.importList(shorter, replace: true)
        #expect((replaced.unchanged, replaced.withdrawn) == (1, 1))
        // The other list is not in the file, and stays.
        #expect(world.watchlists.current.count == 2)
        let back = try await world.importList(first)
        #expect((back.changed, back.unchanged) == (2, 1))
    }

    @Test func strictLetsNothingInBesideAFault() async throws {
        let world = try World()
        let outcome = try await world.importList(first + "\nOwn,person,X", strict: true)
        #expect(!outcome.isImported && outcome.faults.map(\.line) == [5])
        #expect(try await world.storage.watchlists().isEmpty)
        let lenient = try await world.importList(first + "\nOwn,person,X")
        #expect(lenient.added == 3 && lenient.faults.count == 1)
    }

    @Test func onlyEntriesThatAreValidTodayAreScreenedWith() async throws {
        let world = try World()
        _ = try await world.importList(first)
        // R-2 was over yesterday and is not even read; Weak R-1 begins on 1 December.
        #expect(world.watchlists.current.count == 2)
        let voyage = try await world.voyage(departsIn: 24 * 10)
        let seeded = try await world.book(on: voyage, [traveller("SELVANA", "DORIK", born: "1971-03-09"), traveller("KOZUN", "MIRA")])
        for key in seeded.passages {
            try await world.assess(key)
            #expect(try await world.hits(key).isEmpty)
        }
    }

    @Test func aThousandAndMoreEntriesGoInSlices() async throws {
        let world = try World()
        let rows = (0..<3_200).map { "Own,person,VEL\($0),TAMARA,,1985,F,UTO,P,XB\(100_000 + $0),UTO,U,L,r,a,,,R-\($0)" }
        let outcome = try await world.importList(([header] + rows).joined(separator: "\n"))
        #expect(outcome.added == 3_200 && world.watchlists.current.count == 3_200)
    }
}
