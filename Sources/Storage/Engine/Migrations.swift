import GRDB

/// Brings a database to the schema of this program. Migrations only add.
enum Migrations {
    static func run(_ db: Database) throws {
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard found <= Schema.version else { throw StorageError.newerSchema(found: found, known: Schema.version) }
        guard found < Schema.version else { return }
        try db.execute(sql: "BEGIN IMMEDIATE")
        if found < 1 {
            for table in Schema.tables {
                for statement in table.definition { try db.execute(sql: statement) }
            }
        }
        try db.execute(sql: "PRAGMA user_version = \(Schema.version)")
        try db.execute(sql: "COMMIT")
    }
}
