public import Storage

/// A page of the log: nothing of a person.
public struct LogFile: Sendable {
    /// Newest first.
    public var lines: [LogEntryRow]
    public var size: Int64
    public var checkpoint: String?
    public var key: String
    /// Number before which the next page begins; nil on the last.
    public var older: Int64?
}

extension Unit {
    /// Newest entries before a number, with the last signed checkpoint.
    public func logFile(before number: Int64? = nil, limit: Int = 100) async throws -> LogFile {
        let limit = min(max(1, limit), 1_000)
        let lines = try await storage.logPage(before: number, limit: limit)
        let last = lines.last?.number
        return LogFile(
            lines: lines, size: try await storage.logSize(), checkpoint: try await storage.lastCheckpoint()?.note, key: logKey,
            older: lines.count == limit ? last.flatMap { $0 > 0 ? $0 : nil } : nil)
    }
}
