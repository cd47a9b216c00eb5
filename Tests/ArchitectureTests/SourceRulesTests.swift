import Foundation
import Testing

/// Rules of the house that a reader of sources can check.
@Suite("Rules of the sources")
struct SourceRulesTests {
    /// Files in which a forbidden piece of code is allowed, each with its reason.
    private static let allowed: [String: [String]] = [
        // The one place that asks the system for randomness: keys, nonces, salts, ids.
        "Sources/Storage/SystemRandom.swift": ["SystemRandomNumberGenerator", ".random(", "UUID()"],
        // The one real clock; everything else is given one.
        "Sources/Service/RealClock.swift": [
            "Date()", "Date.now", "ContinuousClock.now", "ContinuousClock()", "clock_gettime", "time(nil)", "Thread.sleep",
        ],
    ]

    private static let longestFile = 500

    private func check(_ patterns: [String], _ reason: String) {
        for (file, source) in Repository.sources {
            for pattern in patterns where Self.allowed[file]?.contains(pattern) != true {
                for line in source.lineNumbers(of: pattern) { Issue.record("\(file):\(line) has \(pattern): \(reason)") }
            }
        }
    }

    @Test("time, ids and chance are passed in: nothing asks the system for them")
    func clock() {
        check(
            [
                "Date()", "Date.now", "Date(timeIntervalSinceNow", "ContinuousClock.now", "ContinuousClock()", "SuspendingClock",
                "DispatchTime.now", "clock_gettime", "gettimeofday", "time(nil)", "Thread.sleep",
            ],
            "take the clock that is passed in")
        check(
            ["UUID()", "SystemRandomNumberGenerator", ".random(", ".randomElement()", ".shuffled()", "arc4random"],
            "take ids and seeds that are passed in")
    }

    @Test("nothing traps by choice: errors are thrown")
    func traps() {
        check(["fatalError(", "try!", "as!"], "throw an error that says what to do")
    }

    @Test("data races are ruled out by the compiler, not by promise")
    func unchecked() {
        check(["@unchecked Sendable", "nonisolated(unsafe)"], "make it Sendable, or an actor")
    }

    @Test("no file is longer than 500 lines")
    func length() throws {
        for file in Repository.files(below: "Sources") + Repository.files(below: "Tests") {
            let text = try Repository.text(file)
            if Repository.isGenerated(text) { continue }
            let count = text.utf8.count { $0 == UInt8(ascii: "\n") }
            #expect(count <= Self.longestFile, "\(file) has \(count) lines: one idea per file")
        }
    }

    @Test("no words of unfinished work are left")
    func unfinished() throws {
        // Put together here, so that this file does not hold them itself.
        let words = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "not " + "implemented", "not yet " + "implemented", "un" + "implemented"]
        let extensions: Set<String> = ["swift", "md", "css", "js", "py", "sh", "yaml", "yml", "sql"]
        for file in ["Sources", "Tests", "docs", "scripts"].flatMap({ Repository.files(below: $0, withExtensions: extensions) }) {
            let text = try Repository.text(file)
            if Repository.isGenerated(text) { continue }
            for (number, line) in Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
                for word in words where SwiftSource.holds(line, Array(word.utf8)) {
                    Issue.record("\(file):\(number + 1) says “\(word)”: finish it or take it out")
                }
            }
        }
    }

    @Test("every public type says what it is")
    func documented() {
        for (file, source) in Repository.sources {
            for (line, text) in source.undocumentedPublicTypes {
                Issue.record("\(file):\(line) has no documentation comment: \(text)")
            }
        }
    }

    @Test("every exception is for a file that exists")
    func allowListIsAlive() throws {
        let files = Set(Repository.files(below: "Sources"))
        let rooms = try Set(Repository.folders(in: "Sources"))
        for file in Self.allowed.keys.sorted() where rooms.contains(String(file.split(separator: "/")[1])) {
            let isThere = files.contains(file)
            #expect(isThere, "\(file) is on the list of exceptions and does not exist")
        }
    }
}
