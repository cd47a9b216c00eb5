import Foundation
import GRDB

/// Between the house's values and the engine's.
enum SQLiteValue {
    static func databaseValue(_ value: Value) -> DatabaseValue {
        switch value {
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        case .null: .null
        }
    }

    static func value(_ stored: DatabaseValue) -> Value {
        switch stored.storage {
        case .int64(let number): .integer(number)
        case .string(let text): .text(text)
        case .blob(let data): .bytes(Array(data))
        case .double(let number): .text(String(number))
        case .null: .null
        }
    }

    static func arguments(_ values: [Value]) -> StatementArguments { StatementArguments(values.map(databaseValue)) }
}

extension Row {
    func bytes(_ column: String) -> [UInt8] { (self[column] as Data?).map { Array($0) } ?? [] }
    func optionalBytes(_ column: String) -> [UInt8]? { (self[column] as Data?).map { Array($0) } }
}
