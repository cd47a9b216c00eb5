/// A table as the house sees it: its class, its columns in order, and which of them are its key.
public final class Table: Sendable, Hashable {
    /// What may happen to a table's rows, and who proves it.
    public enum Class: String, Sendable, CaseIterable {
        /// Only ever added to; each row is a leaf of a log entry; removed by a logged *forget* alone.
        case committed
        /// The present state: computed from committed rows, and computed again by `verify`.
        case derived
        /// Nothing that anybody has to answer for: sessions, leases, work, events.
        case transient
    }
    public enum Kind: String, Sendable {
        case integer = "INTEGER"
        case text = "TEXT"
        case bytes = "BLOB"
    }
    public struct Column: Hashable, Sendable {
        public let name: String
        public let kind: Kind
        public let optional: Bool

        public static func integer(_ name: String, optional: Bool = false) -> Column {
            Column(name: name, kind: .integer, optional: optional)
        }
        public static func text(_ name: String, optional: Bool = false) -> Column { Column(name: name, kind: .text, optional: optional) }
        public static func bytes(_ name: String, optional: Bool = false) -> Column { Column(name: name, kind: .bytes, optional: optional) }
    }

    public let name: String
    public let tableClass: Class
    public let columns: [Column]
    /// How many of the first columns are the primary key.
    public let keyLength: Int
    /// Further indexes, each a list of columns.
    public let indexes: [[String]]
    /// Columns in the order of canonical JSON, which is that of their names: position, and the name as it stands there.
    let canonicalMembers: [(column: Int, name: [UInt8])]
    let canonicalEnd: [UInt8]
    /// The statement that adds a row, and the condition that finds one, with their arguments by position.
    let insertion: String
    let keyCondition: String

    public init(_ name: String, _ tableClass: Class, key: [Column], _ columns: [Column], indexes: [[String]] = []) {
        self.name = name
        self.tableClass = tableClass
        self.columns = key + columns
        self.indexes = indexes
        keyLength = key.count
        let all = key + columns
        canonicalMembers = all.indices.sorted { all[$0].name.utf8.lexicographicallyPrecedes(all[$1].name.utf8) }
            .map { ($0, CanonicalJSON.member(all[$0].name)) }
        canonicalEnd = CanonicalJSON.end(name)
        let names = all.map(\.name).joined(separator: ", ")
        insertion = "INSERT INTO \(name) (\(names)) VALUES (\(all.map { _ in "?" }.joined(separator: ", ")))"
        keyCondition = key.map { "\($0.name) = ?" }.joined(separator: " AND ")
    }

    public static func == (a: Table, b: Table) -> Bool { a === b }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// The statements that make the table and its indexes.
    public var definition: [String] {
        let lines = columns.map { "\($0.name) \($0.kind.rawValue)\($0.optional ? "" : " NOT NULL")" }
        let key = columns[..<keyLength].map(\.name).joined(separator: ", ")
        let table = "CREATE TABLE \(name) (\(lines.joined(separator: ", ")), PRIMARY KEY (\(key))) STRICT, WITHOUT ROWID"
        return [table]
            + indexes.enumerated().map { "CREATE INDEX \(name)_\($0.offset) ON \(name) (\($0.element.joined(separator: ", ")))" }
    }

    /// The key of a row as canonical JSON: `["0192…",3]`.
    public func key(of values: [Value]) -> String { CanonicalJSON.array(values[..<keyLength]) }
}

/// A row of a committed table: what an act adds, and what a leaf of the log binds.
public protocol CommittedRow: Sendable {
    static var table: Table { get }
    /// In the order of the table's columns.
    var values: [Value] { get }
}

/// A row on its way to the engine.
public struct StoredRow: Sendable {
    public let table: Table
    public let values: [Value]

    public init(_ row: some CommittedRow) {
        table = type(of: row).table
        values = row.values.map(Self.storable)
    }
    init(table: Table, values: [Value]) {
        self.table = table
        self.values = values
    }

    /// The engine ends a text at its first NUL. A leaf has to be made of what is stored, or `verify` would accuse somebody of a text
    /// that came from outside with a NUL in it.
    private static func storable(_ value: Value) -> Value {
        guard case .text(let text) = value, text.utf8.contains(0) else { return value }
        return .text(text.replacing("\0", with: ""))
    }
}
