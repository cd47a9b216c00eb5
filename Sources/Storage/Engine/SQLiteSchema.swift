import GRDB

/// What the file holds beside rows: exactly the tables and indexes of ``Schema``, and nothing that acts by itself. A trigger
/// could take work away, or people out of an answer, without any row being wrong.
enum SQLiteSchema {
    struct Difference: Hashable {
        var kind: String
        var name: String
    }

    /// What `ANALYZE` makes: figures for the planner, which change no answer. Any other name is looked at, also those that begin
    /// like the engine's own.
    private static let statistics: Set<String> = ["sqlite_stat1", "sqlite_stat4"]

    static func differences(_ db: Database) throws -> [Difference] {
        let expected = Set(Schema.tables.flatMap(\.definition))
        var found: Set<String> = []
        var differences: [Difference] = []
        let rows = try Row.fetchAll(db, sql: "SELECT type, name, sql FROM main.sqlite_master ORDER BY name")
        for row in rows where !(row["type"] == "table" && statistics.contains(row["name"])) {
            let statement: String = row["sql"] ?? ""
            if expected.contains(statement) {
                found.insert(statement)
            } else {
                differences.append(Difference(kind: row["type"], name: row["name"]))
            }
        }
        for statement in expected.subtracting(found).sorted() {
            let words = statement.split(separator: " ")
            differences.append(Difference(kind: words[1].lowercased(), name: String(words[2])))
        }
        return differences
    }
}
