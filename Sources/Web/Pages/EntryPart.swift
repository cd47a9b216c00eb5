import Casework
import Travel

/// What an entry of a list says, field by field: for its own page, and for the difference between two versions.
struct EntryPart: Sendable {
    var facts: ListEntryFacts
    var validFrom: LocalDate?
    var validTo: LocalDate?

    /// A name for tables: the first, in its own script.
    var name: HTML { facts.names.first.map { HTML.value($0.full) } ?? .code(facts.reference) }

    /// Key below `entry.field.`, and the values in the list's order.
    var fields: [(key: String, values: [String])] {
        let documents = facts.documents.map { document in
            [document.type, document.number, document.issuer].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
        }
        func one(_ text: String?) -> [String] { text.map { $0.isEmpty ? [] : [$0] } ?? [] }
        return [
            ("names", facts.names.map(\.full)), ("births", facts.births.map(\.description)), ("sex", one(facts.sex?.rawValue)),
            ("nationalities", facts.nationalities), ("documents", documents), ("category", one(facts.category)),
            ("reason", one(facts.reason)), ("action", one(facts.action)), ("reference", one(facts.reference)),
            ("owner", one(facts.owner)), ("basis", one(facts.legalBasis)), ("from", one(validFrom?.description)),
            ("to", one(validTo?.description)),
        ]
    }

    /// Codes and numbers stand left to right whatever stands round them; names and words as their script has it.
    static func html(_ key: String, _ values: [String], _ words: Catalogue) -> HTML {
        values.map { value -> HTML in
            switch key {
            case "sex": words.first("sex.\(value)", else: value)
            case "names", "category", "reason", "action", "owner", "basis": .value(value)
            default: .code(value)
            }
        }.joined("; ")
    }

    func html(_ words: Catalogue) -> HTML {
        .facts(fields.map { (words.first("entry.field.\($0.key)", else: $0.key), Self.html($0.key, $0.values, words)) })
    }

    /// What has changed, the old beside the new.
    static func difference(_ before: EntryPart, _ after: EntryPart, _ words: Catalogue) -> HTML {
        let columns: [Table.Column] = [
            .init("entry.field", words), .init("entry.before", words), .init("entry.after", words),
        ]
        let rows = zip(before.fields, after.fields).compactMap { old, new -> Table.Row? in
            guard old.values != new.values else { return nil }
            func side(_ values: [String]) -> HTML {
                values.isEmpty ? "<span class=\"muted\">\(words("entry.nothing"))</span>" : html(old.key, values, words)
            }
            return Table.Row(
                .empty,
                [
                    words.first("entry.field.\(old.key)", else: old.key), "<del>\(side(old.values))</del>",
                    "<ins>\(side(new.values))</ins>",
                ])
        }
        let table = Table(
            caption: words("entry.difference", ["name": .markup(after.name)]), columns: columns, rows: rows, style: "cards diff")
        return "<h3>\(after.name) <span class=\"muted\">\(HTML.code(after.facts.reference))</span></h3>\(table.html)"
    }
}
