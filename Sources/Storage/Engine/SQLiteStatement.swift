import Casework
import GRDB
import GRDBSQLite
import Travel

/// A cached statement, bound and read by position straight at the engine's interface.
///
/// What every step of the way reads and writes goes through here: rows and arguments with names, and a `Data` for each value,
/// cost as much again as the engine itself.
struct SQLiteStatement {
    private let statement: Statement
    private var pointer: OpaquePointer { statement.sqliteStatement }
    /// SQLITE_TRANSIENT, a macro that Swift does not import (sqlite3.h: `((sqlite3_destructor_type)-1)`): the engine copies what is
    /// bound, since an array may be gone before the statement runs.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ statement: Statement) { self.statement = statement }

    /// Runs a statement that answers nothing.
    /// - Throws: `DatabaseError`, without the values that were bound.
    func run(_ values: [Value]) throws { try each(values) { _ in true } }

    /// Runs a statement whose arguments are some of a row's values, in that order.
    func run(_ values: [Value], at columns: [Int]) throws {
        for (position, column) in columns.enumerated() { try bind(values[column], Int32(position + 1)) }
        try step { _ in true }
    }

    /// What `read` makes of each row, in order; rows of which it makes nothing are left out.
    func all<Answer>(_ values: [Value], _ read: (SQLiteColumns) throws -> Answer?) throws -> [Answer] {
        var answers: [Answer] = []
        try each(values) { row in
            if let answer = try read(row) { answers.append(answer) }
            return true
        }
        return answers
    }

    /// What `read` makes of the first row; nil without one.
    func first<Answer>(_ values: [Value], _ read: (SQLiteColumns) throws -> Answer?) throws -> Answer? {
        var answer: Answer?
        try each(values) { row in
            answer = try read(row)
            return false
        }
        return answer
    }

    /// Hands each row to `read`, in order, until it wants no more.
    func each(_ values: [Value], _ read: (SQLiteColumns) throws -> Bool) throws {
        try bind(values)
        try step(read)
    }

    private func step(_ read: (SQLiteColumns) throws -> Bool) throws {
        defer { sqlite3_reset(pointer) }
        while true {
            switch sqlite3_step(pointer) {
            case SQLITE_ROW: guard try read(SQLiteColumns(pointer)) else { return }
            case SQLITE_DONE: return
            case let code: throw fault(code)
            }
        }
    }

    private func bind(_ values: [Value]) throws {
        for (position, value) in values.enumerated() { try bind(value, Int32(position + 1)) }
    }

    private func bind(_ value: Value, _ position: Int32) throws {
        let code: Int32
        switch value {
        case .integer(let number): code = sqlite3_bind_int64(pointer, position, number)
        case .text(var text):
            // An empty text has no address, and without one the engine would bind NULL.
            code =
                text.isEmpty
                ? sqlite3_bind_text(pointer, position, "", 0, Self.copied)
                : text.withUTF8 { utf8 in
                    utf8.withMemoryRebound(to: CChar.self) {
                        sqlite3_bind_text(pointer, position, $0.baseAddress, Int32($0.count), Self.copied)
                    }
                }
        case .bytes(let bytes):
            code =
                bytes.isEmpty
                ? sqlite3_bind_zeroblob(pointer, position, 0)
                : bytes.withUnsafeBytes { sqlite3_bind_blob(pointer, position, $0.baseAddress, Int32($0.count), Self.copied) }
        case .null: code = sqlite3_bind_null(pointer, position)
        }
        guard code == SQLITE_OK else { throw fault(code) }
    }

    private func fault(_ code: Int32) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code), message: sqlite3_errmsg(sqlite3_db_handle(pointer)).map { String(cString: $0) })
    }
}

/// The columns of the row that a statement stands on, by position. Gone with the next step: what is kept is a copy.
struct SQLiteColumns {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(pointer, column) == SQLITE_NULL }
    func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(pointer, column)) }
    func optionalInteger(_ column: Int32) -> Int? { isNull(column) ? nil : integer(column) }
    func flag(_ column: Int32) -> Bool { sqlite3_column_int64(pointer, column) != 0 }
    func instant(_ column: Int32) -> Instant { Instant(microseconds: sqlite3_column_int64(pointer, column)) }
    func optionalInstant(_ column: Int32) -> Instant? { isNull(column) ? nil : instant(column) }

    func text(_ column: Int32) -> String { optionalText(column) ?? "" }
    func optionalText(_ column: Int32) -> String? {
        guard let start = sqlite3_column_text(pointer, column) else { return nil }
        return String(decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column))), as: UTF8.self)
    }

    /// The value as it is stored, whatever the column's kind. A text is taken to its end, NUL or not; bytes that are no text stay bytes,
    /// so that they never equal the text that was bound.
    func exactly(_ column: Int32) -> Value {
        switch sqlite3_column_type(pointer, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, column))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(pointer, column) else { return .text("") }
            let utf8 = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column)))
            return String(validating: utf8, as: UTF8.self).map { .text($0) } ?? .bytes(Array(utf8))
        case SQLITE_BLOB: return .bytes(bytes(column))
        case SQLITE_FLOAT: return .text(String(sqlite3_column_double(pointer, column)))
        default: return .null
        }
    }

    /// Empty for NULL too.
    func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }

    /// Nil for NULL, and for what is not a name of 16 bytes.
    func identifier(_ column: Int32) -> Identifier? {
        withBytes(column) { raw in
            guard raw.count == 16 else { return nil }
            return Identifier(
                high: UInt64(bigEndian: raw.loadUnaligned(as: UInt64.self)),
                low: UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
        }
    }

    private func withBytes<Answer>(_ column: Int32, _ read: (UnsafeRawBufferPointer) -> Answer) -> Answer {
        let start = sqlite3_column_blob(pointer, column)
        return read(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(pointer, column))))
    }
}

extension Database {
    /// The statement from this connection's cache.
    func statement(_ sql: String) throws -> SQLiteStatement { SQLiteStatement(try cachedStatement(sql: sql)) }
}
