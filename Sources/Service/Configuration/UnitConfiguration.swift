import Casework
import Foundation
import Storage
import Yams

/// What a unit is served with, and where each value comes from: the file, over it the environment, over both the command line.
public struct UnitConfiguration: Hashable, Sendable {
    public enum Source: Hashable, Sendable, CustomStringConvertible {
        case standard
        case file(path: String, line: Int)
        case environment(name: String)
        case option(name: String)

        public var description: String {
            switch self {
            case .standard: "standard"
            case .file(let path, let line): "\(path):\(line)"
            case .environment(let name): name
            case .option(let name): name
            }
        }
    }
    public struct Value: Hashable, Sendable {
        public var text: String
        public var source: Source
    }

    private var values: [Setting: Value] = [:]

    public subscript(_ setting: Setting) -> Value { values[setting] ?? Value(text: setting.standard, source: .standard) }

    /// Names that stand in the environment and set nothing of these.
    private static let otherNames: Set<String> = ["PLIMSOLL_FOLDER", "PLIMSOLL_CONFIGURATION"]

    /// - Parameters:
    ///   - file: path and text of the file; nil where there is none
    ///   - environment: all of it; what begins with `PLIMSOLL_` has to be known
    ///   - options: what the command line says
    /// - Throws: ``ConfigurationError`` with every fault, not the first alone
    public init(file: (path: String, text: String)? = nil, environment: [String: String] = [:], options: [Setting: String] = [:]) throws {
        var faults: [String] = []
        if let file { take(file, &faults) }
        for (name, text) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("PLIMSOLL_") && !Self.otherNames.contains(name)
        {
            guard let setting = Setting.allCases.first(where: { $0.environmentName == name }) else {
                let known = Setting.allCases.map(\.environmentName).joined(separator: ", ")
                faults.append("environment: \(name) is not known; there are \(known)")
                continue
            }
            set(setting, text, .environment(name: name), "environment: \(name)", &faults)
        }
        for (setting, text) in options.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            set(setting, text, .option(name: setting.optionName), "command line: \(setting.optionName)", &faults)
        }
        if faults.isEmpty, self.number(.heldMebibytes) < self.number(.bodyMebibytes) {
            let held = self[.heldMebibytes]
            faults.append("\(held.source): heldMebibytes is \(held.text): expected at least bodyMebibytes (\(self[.bodyMebibytes].text))")
        }
        guard faults.isEmpty else { throw ConfigurationError(faults: faults) }
    }

    private mutating func take(_ file: (path: String, text: String), _ faults: inout [String]) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: file.text)
        } catch {
            faults.append("\(file.path): \(String(describing: error).split(separator: "\n").joined(separator: " "))")
            return
        }
        // An empty file, or one of comments alone, sets nothing.
        guard let root, root.scalar?.string.isEmpty != true else { return }
        guard let mapping = root.mapping else {
            faults.append("\(file.path):\(root.mark?.line ?? 1): expected lines of the form `key: value`")
            return
        }
        for (key, value) in mapping {
            let place = "\(file.path):\(key.mark?.line ?? 1)"
            guard let name = key.scalar?.string, let setting = Setting(rawValue: name) else {
                let known = Setting.allCases.map(\.rawValue).joined(separator: ", ")
                faults.append("\(place): \(key.scalar?.string ?? "this key") is not known; there are \(known)")
                continue
            }
            guard let text = value.scalar?.string else {
                faults.append("\(place): \(name) has no single value: expected \(setting.allowed)")
                continue
            }
            set(setting, text, .file(path: file.path, line: key.mark?.line ?? 1), "\(place): \(name)", &faults)
        }
    }

    private mutating func set(_ setting: Setting, _ text: String, _ source: Source, _ place: String, _ faults: inout [String]) {
        guard let usable = setting.usable(text) else {
            faults.append("\(place) is “\(text)”: expected \(setting.allowed)")
            return
        }
        values[setting] = Value(text: usable, source: source)
    }

    // MARK: What it says

    public func text(_ setting: Setting) -> String { self[setting].text }
    /// Nothing is no text.
    public func path(_ setting: Setting) -> String? { self[setting].text.isEmpty ? nil : self[setting].text }
    public func isTrue(_ setting: Setting) -> Bool { self[setting].text == "true" }
    public func number(_ setting: Setting) -> Int { Int(self[setting].text) ?? 0 }

    /// One line a setting, in the order of their names: what the digest is made of, wherever the values come from.
    public var effective: String {
        Setting.allCases.map(\.rawValue).sorted().compactMap { Setting(rawValue: $0) }.map { "\($0.rawValue): \(self[$0].text)\n" }.joined()
    }
    /// SHA-256 of ``effective``.
    public var digest: [UInt8] { sha256(Array(effective.utf8)) }

    /// Whether other machines could reach the unit without a proxy in front: it refuses to start so.
    public var isExposed: Bool { !isTrue(.behindProxy) && !Self.isLoopback(text(.host)) }

    public static func isLoopback(_ host: String) -> Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    /// Reads the file of a folder, or the one that is named.
    /// - Throws: ``ConfigurationError``, or ``ServiceError/fileUnreadable(path:reason:)`` where a named file cannot be read
    public static func read(
        folder: UnitFolder, named: String?, environment: [String: String], options: [Setting: String] = [:]
    ) throws -> UnitConfiguration {
        let name = named ?? environment["PLIMSOLL_CONFIGURATION"]
        if let name { return try UnitConfiguration(file: (name, folder.text(of: name)), environment: environment, options: options) }
        let file = folder.configurationIsThere ? (folder.configuration, try folder.text(of: folder.configuration)) : nil
        return try UnitConfiguration(file: file, environment: environment, options: options)
    }
}

/// Everything that is wrong with a configuration: file, line, key, and what is allowed.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    public var faults: [String]
    public var description: String { "the configuration cannot be used:\n  " + faults.joined(separator: "\n  ") }
}

extension Unit {
    /// Enters in the log what the unit is served with, when it is not what it was served with before.
    /// - Returns: whether there is a new entry
    @discardableResult
    public func take(_ configuration: UnitConfiguration) async throws -> Bool {
        let digest = configuration.digest.hexadecimal
        guard try await storage.lastConfiguration() != digest else { return false }
        let access = Access(account: nil, purpose: "operation", reference: Storage.reference(ofConfiguration: digest))
        try await storage.commit(Act(access, .configurationTaken, at: clock.now()))
        return true
    }
}
