import Foundation
import Testing

/// The table of rooms in docs/architecture.md is the law: Package.swift and the imports are compared with it.
@Suite("Rooms")
struct RoomsTests {
    private let table: RoomTable
    private let manifest: Manifest

    /// Modules of the toolchain and of the system, which no room has to name.
    private static let systemModules: Set<String> = [
        "Swift", "Foundation", "FoundationEssentials", "FoundationInternationalization", "FoundationNetworking", "Glibc", "Musl",
        "Synchronization", "Dispatch", "RegexBuilder", "Observation", "Darwin",
    ]

    init() throws {
        table = RoomTable(try Repository.text("docs/architecture.md"))
        manifest = try Manifest(try Repository.text("Package.swift"))
        try #require(!table.rooms.isEmpty, "docs/architecture.md has no table of rooms")
        try #require(!manifest.targets.isEmpty, "Package.swift has no targets")
    }

    @Test("every target has a row in docs/architecture.md, and every row a target")
    func sameRooms() {
        let rows = table.rooms.map(\.name)
        let targets = manifest.targets.filter { !$0.isTest }.map(\.name)
        #expect(Set(rows).count == rows.count, "a room has two rows")
        #expect(Set(targets).subtracting(rows).sorted() == [], "targets without a row in docs/architecture.md")
        #expect(Set(rows).subtracting(targets).sorted() == [], "rows of docs/architecture.md without a target in Package.swift")
    }

    @Test("dependencies in Package.swift are those of the table")
    func sameDependencies() {
        for room in table.rooms {
            guard let target = manifest.targets.first(where: { $0.name == room.name && !$0.isTest }) else { continue }
            // Left what Package.swift says, right what docs/architecture.md says.
            #expect(target.rooms.sorted() == room.knows.sorted(), "the rooms that \(room.name) knows")
            #expect(target.products.sorted() == room.packages.sorted(), "the package products of \(room.name)")
        }
    }

    @Test("a room knows rooms of lower floors only")
    func floors() {
        let floors = Dictionary(table.rooms.map { ($0.name, $0.floor) }, uniquingKeysWith: min)
        for room in table.rooms {
            for known in room.knows {
                #expect((floors[known] ?? .max) < room.floor, "\(room.name) on floor \(room.floor) knows \(known)")
            }
        }
    }

    @Test("a room imports what its row names and nothing else")
    func imports() {
        for room in table.rooms {
            let allowed = room.knows.union(room.packages).union(Self.systemModules)
            for (file, source) in Repository.sources where file.hasPrefix("Sources/\(room.name)/") {
                for (module, line) in source.imports {
                    #expect(allowed.contains(module), "\(file):\(line) imports \(module), which is not in the row of \(room.name)")
                }
            }
        }
    }

    @Test("every room has sources, and every folder of sources is a room")
    func noEmptyRooms() throws {
        for room in table.rooms {
            let sources = Repository.files(below: "Sources/\(room.name)", withExtensions: ["swift", "c", "h", "modulemap"])
            #expect(!sources.isEmpty, "\(room.name) has no sources")
        }
        let names = Set(table.rooms.map(\.name))
        let folders = try Repository.folders(in: "Sources").filter { !names.contains($0) }
        #expect(folders == [], "folders of Sources without a row")
    }

    @Test("every folder of tests is a test target, so that no test is left out")
    func everyTestRuns() throws {
        let targets = Set(manifest.targets.filter(\.isTest).map(\.name))
        // Folders without Swift hold suites that are scripts; scripts/test names those.
        let leftOut = try Repository.folders(in: "Tests").filter {
            !targets.contains($0) && !Repository.files(below: "Tests/\($0)", withExtensions: ["swift"]).isEmpty
        }
        #expect(leftOut == [], "folders that Package.swift does not name")
    }
}
