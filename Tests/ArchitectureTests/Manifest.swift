/// What Package.swift says of its targets, read from its text: the package manager itself cannot be asked from within a test run.
struct Manifest {
    struct Target: Equatable {
        let name: String
        let isTest: Bool
        /// Targets of this package.
        var rooms: Set<String> = []
        /// Products of other packages.
        var products: Set<String> = []
    }

    let targets: [Target]

    /// Reads targets with `name:` and `dependencies:` of strings, `.product(name:package:)`, `.target(name:)`, and names of constants that
    /// stand for these. Throws for anything else, so that nothing slips by unread.
    init(_ text: String) throws {
        let text = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in line.firstRange(of: "//").map { isInString(line, $0.lowerBound) ? line : line[..<$0.lowerBound] } ?? line }
            .joined(separator: "\n")
        var constants: [String: String] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("let ") && line.contains(".product(") {
            let name = line.dropFirst(4).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            constants[String(name)] = Self.argument("name", of: line)
        }
        // Products name their targets too; the package's own list comes last.
        guard let list = text.ranges(of: "targets: [").last else { throw Unreadable(what: "the list of targets") }
        var targets: [Target] = []
        for call in Self.calls(in: text[list.upperBound...]) {
            guard [".target", ".executableTarget", ".testTarget", ".systemLibrary"].contains(call.function) else { continue }
            guard let name = Self.argument("name", of: call.arguments) else { throw Unreadable(what: "a target without a name") }
            var target = Target(name: name, isTest: call.function == ".testTarget")
            for element in Self.list("dependencies", of: call.arguments) {
                if element.hasPrefix("\"") {
                    target.rooms.insert(element.trimmingQuotes)
                } else if element.hasPrefix(".product("), let product = Self.argument("name", of: element) {
                    target.products.insert(product)
                } else if element.hasPrefix(".target(") || element.hasPrefix(".byName("), let room = Self.argument("name", of: element) {
                    target.rooms.insert(room)
                } else if let product = constants[String(element)] {
                    target.products.insert(product)
                } else {
                    throw Unreadable(what: "the dependency \(element) of \(name)")
                }
            }
            targets.append(target)
        }
        self.targets = targets
    }

    struct Unreadable: Error, CustomStringConvertible {
        let what: String
        var description: String { "Package.swift: \(what) cannot be read by Tests/ArchitectureTests/Manifest.swift" }
    }

    /// The calls directly in a list, up to its closing bracket.
    private static func calls(in text: Substring) -> [(function: Substring, arguments: Substring)] {
        elements(of: text).compactMap { element in
            guard let open = element.firstIndex(of: "(") else { return nil }
            return (element[..<open], element[element.index(after: open)...])
        }
    }

    private static func list(_ label: String, of text: Substring) -> [Substring] {
        guard let range = text.firstRange(of: "\(label): [") else { return [] }
        return elements(of: text[range.upperBound...])
    }

    private static func argument(_ label: String, of text: Substring) -> String? {
        guard let range = text.firstRange(of: "\(label): \"") else { return nil }
        return String(text[range.upperBound...].prefix { $0 != "\"" })
    }

    /// The comma-separated elements up to the bracket that closes the list in which `text` begins.
    private static func elements(of text: Substring) -> [Substring] {
        var elements: [Substring] = []
        var depth = 0
        var isInString = false
        var start = text.startIndex
        func element(_ end: Substring.Index) -> Substring { text[start..<end].trimmingSpaces }
        for index in text.indices {
            let character = text[index]
            if character == "\"" { isInString.toggle() }
            if isInString { continue }
            switch character {
            case "(", "[": depth += 1
            case ")", "]":
                depth -= 1
                if depth < 0 {
                    if !element(index).isEmpty { elements.append(element(index)) }
                    return elements
                }
            case "," where depth == 0:
                elements.append(element(index))
                start = text.index(after: index)
            default: break
            }
        }
        return elements
    }
}

/// Whether a place in a line lies within quotes, as the slashes of an address do.
private func isInString(_ line: Substring, _ place: Substring.Index) -> Bool {
    !line[..<place].count { $0 == "\"" }.isMultiple(of: 2)
}

extension StringProtocol where SubSequence == Substring {
    fileprivate var trimmingSpaces: Substring {
        let head = self.drop { $0.isWhitespace }
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return head.prefix(0) }
        return head[...last]
    }

    fileprivate var trimmingQuotes: String { String(filter { $0 != "\"" }) }
}
