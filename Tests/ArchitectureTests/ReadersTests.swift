import Testing

/// The rules are only as good as what reads the sources for them.
@Suite("Readers of sources, manifest and table")
struct ReadersTests {
    @Test("code is found, prose and string literals are not, interpolations are")
    func code() {
        let source = SwiftSource(
            """
            let a = Date()
            // Date()
            /* Date() /* nested */ Date() */ let b = 1
            let c = "Date()"
            let d = "\\(Date()) and Date()"
            let e = LocalDate()
            let f = #"a " Date() "#; let g = Date()
            let h = ""\"
                Date()
                \\(Date())
                ""\"
            let i = x.Date()
            """)
        #expect(source.lineNumbers(of: "Date()") == [1, 5, 7, 10, 12])
        #expect(source.code.count == source.lines.count)
    }

    @Test("a name that only contains the pattern is another name")
    func wholeNames() {
        let source = SwiftSource("runtime(nil)\ntime(nil)\nclass!\nas! X\nx as! Y\ntry!f()\nx.random(in: 1)\nx.randomize(1)")
        #expect(source.lineNumbers(of: "time(nil)") == [2])
        #expect(source.lineNumbers(of: "as!") == [4, 5])
        #expect(source.lineNumbers(of: "try!") == [6])
        #expect(source.lineNumbers(of: ".random(") == [7])
    }

    @Test("imports of every form give their module")
    func imports() {
        let source = SwiftSource(
            """
            import A
            public import B
            @testable import C
            @preconcurrency internal import D
            import struct E.F
            // import G
            let text = "import H"
            import I.J
            """)
        #expect(source.imports.map(\.module) == ["A", "B", "C", "D", "E", "I"])
        #expect(source.imports.map(\.line) == [1, 2, 3, 4, 5, 8])
    }

    @Test("a public type without a comment is found, with attributes between or not")
    func documentation() {
        let source = SwiftSource(
            """
            /// Said.
            public struct A {}
            public struct B {}
            /// Said.
            @frozen
            public final class C {}
            @frozen
            public indirect enum D {}
            struct E {}
            public func f() {}
            extension A { public struct G {} }
            // Not said.
            public actor H {}
            """)
        #expect(source.undocumentedPublicTypes.map(\.line) == [3, 8, 13])
    }

    @Test("a manifest gives its targets with rooms and products")
    func manifest() throws {
        let manifest = try Manifest(
            """
            // swift-tools-version: 6.2
            let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
            let package = Package(
                name: "x",
                products: [.executable(name: "b", targets: ["B"])],
                dependencies: [.package(url: "https://host.example/a", exact: "1.0.0")],
                targets: [
                    .target(name: "A", swiftSettings: house), // .target(name: "Not")
                    .target(
                        name: "B",
                        dependencies: [
                            "A", crypto,
                            .product(name: "P", package: "p"),
                        ],
                        swiftSettings: house),
                    .testTarget(name: "BTests", dependencies: ["B"]),
                ]
            )
            """)
        #expect(
            manifest.targets == [
                .init(name: "A", isTest: false),
                .init(name: "B", isTest: false, rooms: ["A"], products: ["Crypto", "P"]),
                .init(name: "BTests", isTest: true, rooms: ["B"]),
            ])
    }

    @Test("a dependency that cannot be read is an error, not an omission")
    func unreadable() {
        #expect(throws: Manifest.Unreadable.self) {
            try Manifest("let package = Package(name: \"x\", targets: [.target(name: \"A\", dependencies: [something])])")
        }
        #expect(throws: Manifest.Unreadable.self) { try Manifest("nothing") }
    }

    @Test("rows of rooms are read, other tables are not")
    func table() {
        let table = RoomTable(
            """
            | floor | room | what it is | knows | packages |
            |---|---|---|---|---|
            | 1 | `A` | the first | – | – |
            | 2 | `B` | knows `A` | `A` | `Crypto`, `GRDB` |
            | 3 | `C` | without marks | A, B | – |
            | table | class |
            | 1 | `D` | too short |
            """)
        #expect(
            table.rooms == [
                .init(floor: 1, name: "A", knows: [], packages: []),
                .init(floor: 2, name: "B", knows: ["A"], packages: ["Crypto", "GRDB"]),
                .init(floor: 3, name: "C", knows: ["A", "B"], packages: []),
            ])
    }
}
