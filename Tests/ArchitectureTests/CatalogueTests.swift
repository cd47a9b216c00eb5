import Testing

/// Each library of the first floor can be used alone, and says how.
@Suite("Catalogues")
struct CatalogueTests {
    static let libraries: [String] = RoomTable((try? Repository.text("docs/architecture.md")) ?? "").rooms.filter { $0.floor == 1 }.map(
        \.name)

    @Test("there are libraries on the first floor")
    func firstFloor() { #expect(Self.libraries.count >= 4) }

    @Test("every line of an example stands, in the same order, in a test that compiles and runs it", arguments: libraries)
    func examples(room: String) throws {
        let catalogue = try Repository.text("Sources/\(room)/\(room).docc/\(room).md")
        let test = try Repository.text("Tests/\(room)Tests/ExampleTests.swift").split(separator: "\n").map(Self.trimmed)
        var isCode = false
        var examples: [[String]] = []
        for line in catalogue.split(separator: "\n", omittingEmptySubsequences: false).map(Self.trimmed) {
            if line.hasPrefix("```") {
                isCode = line == "```swift"
                if isCode { examples.append([]) }
            } else if isCode, !line.isEmpty {
                examples[examples.count - 1].append(line)
            }
        }
        #expect(!examples.isEmpty, "the catalogue of \(room) has no example")
        for example in examples {
            let stands = test.indices.contains { test[$0...].starts(with: example) }
            #expect(stands, "\(example.first ?? "") … is not in Tests/\(room)Tests/ExampleTests.swift as it stands in the catalogue")
        }
    }

    @Test("what a catalogue links to is public in its library", arguments: libraries)
    func links(room: String) throws {
        let catalogue = try Repository.text("Sources/\(room)/\(room).docc/\(room).md")
        let sources = Repository.files(below: "Sources/\(room)").compactMap { try? Repository.text($0) }.joined()
        let names = catalogue.split(separator: "``", omittingEmptySubsequences: false).enumerated()
            .compactMap { $0.offset % 2 == 1 ? $0.element : nil }
            .filter { !$0.contains("\n") && $0 != room && !$0.isEmpty }
        #expect(names.count > 3)
        for name in names {
            for part in name.split(separator: "/") {
                let word = part.prefix { $0.isLetter || $0.isNumber }
                let isThere =
                    sources.contains("\(word)")
                    && ["struct", "enum", "class", "func", "var", "let", "case"].contains {
                        sources.contains("\($0) \(word)")
                    }
                #expect(isThere, "\(name) in the catalogue of \(room)")
            }
        }
    }

    private static func trimmed(_ line: Substring) -> String {
        String(line.drop { $0 == " " })
    }
}
