import Crypto
import Foundation
import GRDB

/// A committed table as an audit reads it: its statements, prepared once, and what the leaves have bound of it.
final class AuditedTable {
    let table: Table
    /// What the leaves name of it.
    var bound: SetSum
    private let rowOfKey: SQLiteStatement
    private let steps: [(statement: SQLiteStatement, columns: [Int])]

    /// - Parameter plays: whether the derived tables are played back from the rows
    init(_ table: Table, key: [UInt8], plays: Bool, _ db: Database) throws {
        self.table = table
        bound = SetSum(key: key)
        let columns = table.columns.map(\.name).joined(separator: ", ")
        rowOfKey = try db.statement("SELECT \(columns) FROM main.\(table.name) WHERE \(table.keyCondition)")
        steps = plays ? try Projection.steps(of: table).map { (try db.statement($0.sql), $0.columns) } : []
    }

    /// The row that a leaf names; nil where there is none, or where the name is none.
    func row(_ key: String) throws -> [Value]? {
        guard var values = KeyText.values(key), values.count == table.keyLength else { return nil }
        for (position, column) in table.columns[..<table.keyLength].enumerated() {
            // Bytes are hexadecimal text in a key; the column says which is which.
            if column.kind == .bytes, case .text(let text) = values[position] { values[position] = .bytes(KeyText.bytes(text)) }
        }
        let count = Int32(table.columns.count)
        return try rowOfKey.first(values) { row in (0..<count).map(row.exactly) }
    }

    /// Plays back what follows from a row.
    func play(_ values: [Value]) throws {
        for step in steps { try step.statement.run(values, at: step.columns) }
    }

    /// Names of all rows that stand there.
    func names(_ db: Database) throws -> SetSum {
        var sum = SetSum(like: bound)
        try eachName(db) { sum.add($0) }
        return sum
    }

    /// Hands the name of each row that stands there to `visit`, in the order of the keys.
    func eachName(_ db: Database, _ visit: (String) throws -> Void) throws {
        let columns = table.columns[..<table.keyLength].map(\.name).joined(separator: ", ")
        let count = Int32(table.keyLength)
        try db.statement("SELECT \(columns) FROM main.\(table.name)").each([]) { row in
            try visit(CanonicalJSON.array((0..<count).map(row.exactly)))
            return true
        }
    }
}

/// A sum over the members of a set, in whatever order they come: two sets are compared without either being kept.
///
/// Each member counts as 128 bits of its SHA-256 behind a key. The key is drawn anew for each audit, so that nobody can choose
/// rows whose sums agree (an additive multiset hash: Clarke and others, ASIACRYPT 2003).
struct SetSum: Equatable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private let begun: SHA256

    init(key: [UInt8]) {
        var begun = SHA256()
        key.withUnsafeBytes { begun.update(bufferPointer: $0) }
        self.begun = begun
    }
    /// The empty set, under the same key.
    init(like other: SetSum) { begun = other.begun }

    mutating func add(_ member: String) {
        var hash = begun
        var member = member
        member.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        hash.finalize().withUnsafeBytes { raw in
            first &+= raw.loadUnaligned(as: UInt64.self)
            second &+= raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        }
    }

    static func == (a: SetSum, b: SetSum) -> Bool { a.first == b.first && a.second == b.second }
}

/// Reads a row's key back from its canonical JSON.
enum KeyText {
    static func values(_ text: String) -> [Value]? { plain(text) ?? parsed(text) }

    /// The common form: strings without an escape, and whole numbers; nil for every other.
    private static func plain(_ text: String) -> [Value]? {
        var text = text
        return text.withUTF8 { utf8 in
            guard utf8.count > 2, utf8[0] == 0x5B, utf8[utf8.count - 1] == 0x5D else { return nil }
            var values: [Value] = []
            var place = 1
            let end = utf8.count - 1
            while true {
                let start = place
                if utf8[place] == 0x22 {
                    place += 1
                    while place < end, utf8[place] != 0x22, utf8[place] != 0x5C, utf8[place] >= 0x20, utf8[place] < 0x80 { place += 1 }
                    guard place < end, utf8[place] == 0x22 else { return nil }
                    values.append(.text(String(decoding: utf8[start + 1..<place], as: UTF8.self)))
                    place += 1
                } else {
                    var number: Int64 = 0
                    while place < end, utf8[place] >= 0x30, utf8[place] <= 0x39 {
                        number = number * 10 + Int64(utf8[place] - 0x30)
                        place += 1
                    }
                    let hasLeadingZero = utf8[start] == 0x30 && place > start + 1
                    guard place > start, place - start <= 18, !hasLeadingZero else { return nil }
                    values.append(.integer(number))
                }
                if place == end { return values }
                guard utf8[place] == 0x2C, place + 1 < end else { return nil }
                place += 1
            }
        }
    }

    private static func parsed(_ text: String) -> [Value]? {
        guard let array = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any] else { return nil }
        let values = array.map { element -> Value in
            if let text = element as? String { return .text(text) }
            if let number = element as? NSNumber { return .integer(number.int64Value) }
            return .null
        }
        // A row has one name: another spelling of it is none.
        return CanonicalJSON.array(values) == text ? values : nil
    }

    static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x61...0x66: byte - 0x57
            default: nil
            }
        }
        return stride(from: 0, to: digits.count - digits.count % 2, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
