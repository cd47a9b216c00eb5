import Foundation

/// Where the files of a unit stand. The folder is the unit: its database, keys, profile and rules.
public struct UnitFolder: Hashable, Sendable {
    public let path: String

    public init(_ path: String) {
        let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
        self.path = absolute
    }

    public var database: String { path + "/plimsoll.sqlite" }
    public var profile: String { path + "/profile.yaml" }
    /// What `serve` takes; it need not be there.
    public var configuration: String { path + "/plimsoll.yaml" }
    /// Name of the file that a restored folder has until its first start.
    static let restoredName = "restored.json"
    var configurationIsThere: Bool { FileManager.default.fileExists(atPath: configuration) }
    public var indicators: String { path + "/indicators" }
    /// Public key of the log, as text.
    public var logKey: String { path + "/log.vkey" }
    /// Commands reach a running unit here.
    public var socket: String { path + "/control.sock" }

    func text(of file: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ServiceError.fileUnreadable(path: file, reason: "missing or unreadable")
        }
        guard let text = String(data: data, encoding: .utf8) else { throw ServiceError.fileUnreadable(path: file, reason: "not UTF-8") }
        return text
    }

    /// The log's public key.
    public func logVerifierKey() throws -> String {
        try text(of: logKey).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
