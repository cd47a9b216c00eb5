import Foundation
import Testing

/// The seam "Bad input never traps": everything that takes bytes from outside keeps its promises, whatever the bytes are.
///
/// Some hundred seeded changes for each with `make test`, fifty times as many with `make soak`. A failure names target and seed; what a
/// trap was given stands in the folder for temporary files, under the target's name.
@Suite("Any bytes at all")
struct FuzzTests {
    /// So that each target takes about a second; the door commits each body three times.
    private static func rounds(_ target: FuzzTarget) -> UInt64 {
        let rounds: UInt64 =
            switch target {
            case .door: 40
            case .paxlst, .pnrgov, .edifact: 250
            default: 1_000
            }
        return ProcessInfo.processInfo.environment["PLIMSOLL_SOAK"] == nil ? rounds : rounds * 50
    }

    @Test("Given seeds, what fuzzing once found, and changed seeds, when taken, then every promise holds", arguments: FuzzTarget.allCases)
    func promises(_ target: FuzzTarget) async throws {
        let seeds = try FuzzSeeds.of(target)
        #expect(!seeds.isEmpty, "nothing to begin with")
        for bytes in [[]] + seeds.prefix(40) { #expect(try await target.broken(by: bytes) == []) }
        for (name, bytes) in try Self.found(target) {
            let broken = try await target.broken(by: bytes)
            #expect(broken == [], "Found/\(target.rawValue)/\(name)")
        }
        for seed in 0..<Self.rounds(target) {
            var mutation = FuzzMutation(seed: seed)
            let bytes = mutation.mutant(of: seeds, words: target.words)
            // Before the bytes are taken: a trap leaves no other trace of them.
            Self.keep(bytes, target, seed)
            let broken = try await target.broken(by: bytes)
            if !broken.isEmpty { Issue.record("seed \(seed): \(Set(broken).sorted())") }
        }
        Self.forget(target)
        if target == .door { try await MessageDoor.shared.value.end() }
    }

    @Test("The same seed makes the same bytes, another seed others") func reproducible() throws {
        let seeds = try FuzzSeeds.of(.watchlist)
        func mutant(_ seed: UInt64) -> [UInt8] {
            var mutation = FuzzMutation(seed: seed)
            return mutation.mutant(of: seeds, words: FuzzTarget.watchlist.words)
        }
        #expect(mutant(3) == mutant(3))
        #expect(Set((0..<50).map(mutant)).count > 40)
    }

    /// Inputs that once broke something, here or in other readers of the format.
    private static func found(_ target: FuzzTarget) throws -> [(String, [UInt8])] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Found/\(target.rawValue)")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return try names.sorted().map { ($0, Array(try Data(contentsOf: folder.appendingPathComponent($0)))) }
    }

    private static func path(_ target: FuzzTarget) -> String {
        NSTemporaryDirectory() + "plimsoll-fuzz-\(target.rawValue)-\(ProcessInfo.processInfo.processIdentifier)"
    }
    private static func keep(_ bytes: [UInt8], _ target: FuzzTarget, _ seed: UInt64) {
        _ = FileManager.default.createFile(atPath: path(target), contents: Data(bytes))
    }
    private static func forget(_ target: FuzzTarget) { try? FileManager.default.removeItem(atPath: path(target)) }
}
