/// Everything that an operator can set for `plimsoll serve`: one name in the file, one in the environment, one on the command line.
public enum Setting: String, Hashable, Sendable, CaseIterable {
    case host, port, behindProxy, inbox, demonstration, language, logLevel, connections, patienceSeconds
    case bodyMebibytes, heldMebibytes, waitingActs

    enum Kind: Hashable {
        case text
        case path
        case word([String])
        case isTrue
        case number(ClosedRange<Int>)
    }

    var kind: Kind {
        switch self {
        case .host: .text
        case .port: .number(0...65_535)
        case .behindProxy, .demonstration: .isTrue
        case .inbox: .path
        case .language: .word(["en", "en-XA", "ar-XB"])
        case .logLevel: .word(["debug", "info", "warning", "error", "critical"])
        case .connections: .number(1...65_535)
        case .patienceSeconds: .number(0...120)
        case .bodyMebibytes: .number(1...64)
        case .heldMebibytes: .number(64...65_536)
        case .waitingActs: .number(64...65_536)
        }
    }

    /// What holds where nobody says anything; empty: nothing.
    public var standard: String {
        switch self {
        case .host: "127.0.0.1"
        case .port: "8480"
        case .behindProxy, .demonstration: "false"
        case .inbox: ""
        case .language: "en"
        case .logLevel: "error"
        case .connections: "512"
        case .patienceSeconds: "2"
        case .bodyMebibytes: "64"
        case .heldMebibytes: "512"
        case .waitingActs: "4096"
        }
    }

    /// `PLIMSOLL_BEHIND_PROXY`
    public var environmentName: String { "PLIMSOLL_" + words(joinedBy: "_").uppercased() }
    /// `--behind-proxy`
    public var optionName: String { "--" + words(joinedBy: "-") }

    private func words(joinedBy separator: Character) -> String {
        rawValue.reduce(into: "") { text, letter in
            if letter.isUppercase { text.append(separator) }
            text += letter.lowercased()
        }
    }

    /// What may stand there, in words.
    public var allowed: String {
        switch kind {
        case .text: "an address, such as 127.0.0.1"
        case .path: "the path of a folder"
        case .word(let words): "one of " + words.joined(separator: ", ")
        case .isTrue: "true or false"
        case .number(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        }
    }

    /// The value in its one spelling; nil when it is not allowed.
    func usable(_ text: String) -> String? {
        switch kind {
        case .text, .path: text.isEmpty || text.contains(where: \.isNewline) ? nil : text
        case .word(let words): words.contains(text) ? text : nil
        case .isTrue: ["true", "false"].contains(text) ? text : nil
        case .number(let range): Int(text).flatMap { range.contains($0) ? String($0) : nil }
        }
    }
}
