/// A Swift source with its comments and the text of its string literals blanked, so that a rule about code is not broken by prose.
///
/// What stands in an interpolation stays: it is code. Lines keep their numbers. Bytes throughout: every source is read in every test run.
struct SwiftSource: Sendable {
    /// Lines with only code in them.
    let code: [ArraySlice<UInt8>]
    /// Lines as written.
    let lines: [ArraySlice<UInt8>]

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var scanner = CodeScanner(bytes)
        scanner.scanCode(untilParenthesis: false)
        code = scanner.out.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    /// Numbers (from 1) of the lines whose code holds `pattern`, not as the tail or head of a longer name.
    func lineNumbers(of pattern: String) -> [Int] {
        let pattern = Array(pattern.utf8)
        return code.indices.filter { Self.holds(code[$0], pattern) }.map { $0 + 1 }
    }

    /// Modules that are imported, with the number of the line.
    var imports: [(module: String, line: Int)] {
        let keyword = Array("import".utf8)
        return code.enumerated().compactMap { number, line in
            guard Self.holds(line, keyword) else { return nil }
            var words = Self.words(line)[...]
            while let first = words.first, first.hasPrefix("@") || Self.accessLevels.contains(first) { words = words.dropFirst() }
            guard words.popFirst() == "import", var module = words.popFirst() else { return nil }
            if Self.importKinds.contains(module), let next = words.popFirst() { module = next }
            return (String(module.prefix { $0 != "." }), number + 1)
        }
    }

    /// Top-level public types without a documentation comment, as line number and line.
    var undocumentedPublicTypes: [(line: Int, text: String)] {
        let start = Array("public ".utf8)
        return code.enumerated().compactMap { number, line in
            guard line.starts(with: start) else { return nil }
            let keyword = Self.words(line).dropFirst().first { !Self.modifiers.contains($0) }
            guard let keyword, Self.typeKeywords.contains(keyword) else { return nil }
            var above = number - 1
            while above >= 0, code[above].first(where: { $0 != 0x20 }) == UInt8(ascii: "@") { above -= 1 }
            let isDocumented = above >= 0 && lines[above].starts(with: Array("///".utf8))
            return isDocumented ? nil : (number + 1, String(decoding: lines[number], as: UTF8.self))
        }
    }

    private static let accessLevels: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
    private static let importKinds: Set<String> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    private static let typeKeywords: Set<String> = ["struct", "class", "enum", "actor", "protocol"]
    private static let modifiers: Set<String> = ["final", "indirect", "nonisolated", "distributed"]

    private static func words(_ line: ArraySlice<UInt8>) -> [String] {
        line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ";") }).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether the pattern stands in the line, as whole words where it begins or ends with a letter.
    static func holds(_ line: ArraySlice<UInt8>, _ pattern: [UInt8]) -> Bool {
        guard let first = pattern.first, let last = pattern.last, line.count >= pattern.count else { return false }
        for start in line.startIndex...(line.endIndex - pattern.count) where line[start] == first {
            let end = start + pattern.count
            guard line[start..<end].elementsEqual(pattern) else { continue }
            let cutsHead = isName(first) && start > line.startIndex && isName(line[start - 1])
            let cutsTail = isName(last) && end < line.endIndex && isName(line[end])
            if !cutsHead && !cutsTail { return true }
        }
        return false
    }

    /// Letters, digits, underscore, and all that is not ASCII.
    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "_"), 0x80...0xFF: true
        default: false
        }
    }
}
