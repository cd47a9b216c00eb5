public import Casework
public import Travel

/// Leaf 0 of each entry: the act itself.
public struct ActRow: CommittedRow {
    public static let table = Table(
        "act", .committed, key: [.integer("entry")],
        [
            .bytes("account", optional: true), .text("role", optional: true), .text("permission", optional: true), .text("purpose"),
            .text("reference"), .integer("at"),
        ], indexes: [["reference"]])
    public var entry: Int64
    public var access: Access
    public var at: Instant

    public init(entry: Int64, access: Access, at: Instant) {
        self.entry = entry
        self.access = access
        self.at = at
    }

    public var values: [Value] {
        [
            .integer(entry), .bytes(access.account?.bytes), .text(access.role?.rawValue), .text(access.permission?.rawValue),
            .text(access.purpose), .text(access.reference), .integer(at.microseconds),
        ]
    }
}

/// An entry of the log: what outsiders see of an act.
public struct LogEntryRow: CommittedRow {
    public static let table = Table(
        "log_entry", .committed, key: [.integer("number")],
        [.text("type"), .integer("hour"), .bytes("root"), .integer("leaves"), .bytes("seal")])
    public var number: Int64
    public var type: String
    public var hour: Int64
    public var root: [UInt8]
    public var leaves: Int
    /// HMAC of the entry under a key of the folder: until a checkpoint covers it, this is what nobody makes with the database
    /// alone. Not in the tree, and not needed by those who verify from outside.
    public var seal: [UInt8]

    public init(number: Int64, type: String, hour: Int64, root: [UInt8], leaves: Int, seal: [UInt8] = []) {
        self.number = number
        self.type = type
        self.hour = hour
        self.root = root
        self.leaves = leaves
        self.seal = seal
    }

    public var values: [Value] {
        [.integer(number), .text(type), .integer(hour), .bytes(root), .integer(Int64(leaves)), .bytes(seal)]
    }

    /// The bytes that stand in the tree: canonical JSON of number, type, hour and root.
    public var treeBytes: [UInt8] {
        CanonicalJSON.object([("hour", .integer(hour)), ("number", .integer(number)), ("root", .bytes(root)), ("type", .text(type))])
    }
}

/// One committed row, as an entry binds it: which row, with which salt, hashed to what.
public struct LogLeafRow: CommittedRow {
    public static let table = Table(
        "log_leaf", .committed, key: [.integer("entry"), .integer("position")],
        [.text("place"), .text("row_key"), .bytes("salt", optional: true), .bytes("hash")])
    public var entry: Int64
    public var position: Int
    public var place: String
    public var rowKey: String
    public var salt: [UInt8]?
    public var hash: [UInt8]

    public var values: [Value] {
        [.integer(entry), .integer(Int64(position)), .text(place), .text(rowKey), .bytes(salt), .bytes(hash)]
    }
}

/// A key of the house, wrapped by the folder's key.
public struct DataKeyRow: CommittedRow {
    public static let table = Table(
        "data_key", .committed, key: [.integer("number")], [.text("kind"), .text("period"), .bytes("wrapped"), .integer("made")])
    public var number: Int
    public var kind: String
    public var period: String
    public var wrapped: [UInt8]
    public var made: Instant

    public var values: [Value] {
        [.integer(Int64(number)), .text(kind), .text(period), .bytes(wrapped), .integer(made.microseconds)]
    }
}

/// What a person was shown: one row per answer.
public struct ReadRecordRow: CommittedRow {
    public static let table = Table(
        "read_record", .committed, key: [.bytes("id")],
        [.bytes("session", optional: true), .text("what"), .integer("count"), .bytes("subjects")])
    public var id: Identifier
    public var session: Identifier?
    /// Which page or command: `alerts`, `alert`, `message`.
    public var what: String
    /// Names of the passages or messages, 16 bytes each.
    public var subjects: [Identifier]

    public init(id: Identifier, session: Identifier?, what: String, subjects: [Identifier]) {
        self.id = id
        self.session = session
        self.what = what
        self.subjects = subjects
    }

    public var values: [Value] {
        [
            .bytes(id.bytes), .bytes(session?.bytes), .text(what), .integer(Int64(subjects.count)), .bytes(subjects.flatMap(\.bytes)),
        ]
    }
}
