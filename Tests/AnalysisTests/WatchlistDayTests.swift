import Analysis
import Casework
import Storage
import Testing
import Travel

/// Entries begin and end with a day; a day on which nothing begins or ends is no reason to screen everybody again.
@Suite struct WatchlistDayTests {
    private let world: World
    init() throws { world = try World() }

    private func list(from: String, to: String) -> String {
        """
        list,category,last_name,first_name,middle_name,dob,sex,nationality,doc_type,doc_number,doc_issuing_country,owner,legal_basis,reason,action,valid_from,valid_to,reference
        Trafficking,person,Veldor,Tamara,,1990-02-03,F,UTO,P,UT7654321,UTO,Unit 7,"Test basis, article 6",Invented,refer,\(from),\(to),T-1

        """
    }

    @Test func onlyTheDaysOnWhichAnEntryBeginsOrEndsScreenAgain() async throws {
        // Given an entry from the 27th to the 28th, and today the 25th
        let outcome = try await world.importList(list(from: "2026-11-27", to: "2026-11-28"), strict: true)
        #expect(outcome.added == 1)
        // When the days pass, then the 27th begins it, the 28th does nothing, and the 29th ends it
        var screened: [String] = []
        for _ in 0..<6 {
            world.wait(seconds: 86_400)
            let now = world.clock.now()
            if try await world.watchlists.reload(storage: world.storage, at: now) { screened.append(now.utc.date.description) }
        }
        #expect(screened == ["2026-11-27", "2026-11-29"])
        #expect(world.watchlists.current.count == 0)
    }
}
