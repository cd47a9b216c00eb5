public import Casework
public import Travel

/// One line of a list's file that can be imported.
public struct WatchlistRow: Hashable, Sendable {
    /// From 1; of a row over several lines the first.
    public var line: Int
    public var list: String
    public var facts: ListEntryFacts
    public var validFrom: LocalDate?
    public var validTo: LocalDate?
}

/// What is wrong with a line, in a code: no value of the line is repeated.
public struct WatchlistFault: Hashable, Sendable {
    public enum Severity: String, Hashable, Sendable, CaseIterable {
        /// The row goes in; what could not be read of it is missing.
        case warning
        /// The row stays out.
        case rejected
    }
    public enum Code: String, Hashable, Sendable, CaseIterable {
        case emptyFile = "empty-file"
        case missingColumn = "missing-column"
        case unknownColumn = "unknown-column"
        case repeatedColumn = "repeated-column"
        /// The row has another number of columns than the header.
        case columnCount = "column-count"
        case openQuote = "open-quote"
        case notUTF8 = "not-utf-8"
        case noList = "no-list"
        case noName = "no-name"
        /// A day that does not exist; its year is kept.
        case impossibleDay = "impossible-day"
        case unreadableDate = "unreadable-date"
        /// `valid_to` lies before `valid_from`.
        case validityReversed = "validity-reversed"
        case unknownSex = "unknown-sex"
        case unknownState = "unknown-state"
        /// Another line of the file has the same list and reference.
        case repeatedReference = "repeated-reference"
    }
    public var line: Int
    public var severity: Severity
    public var code: Code
    /// Column or number that the code speaks of; never a value.
    public var detail: String

    public init(line: Int, severity: Severity, code: Code, detail: String) {
        self.line = line
        self.severity = severity
        self.code = code
        self.detail = detail
    }

    /// For the operator: what is wrong, and with which line.
    public var message: String {
        let what =
            switch code {
            case .emptyFile: "the file has no header line"
            case .missingColumn: "the header lacks the column \(detail)"
            case .unknownColumn: "the header has an unknown column \(detail), which is not read"
            case .repeatedColumn: "the header has the column \(detail) twice"
            case .columnCount: "the row has \(detail) columns, which is not what the header has"
            case .openQuote: "a quote is opened and never closed"
            case .notUTF8: "the row is not UTF-8; save the file as UTF-8"
            case .noList: "the row names no list"
            case .noName: "the row names nobody"
            case .impossibleDay: "\(detail) is a day that does not exist; only its year is kept"
            case .unreadableDate: "\(detail) is no date; expected 1985-07-12, 1985-07, 1985, 12.07.1985 or 12 JUL 1985"
            case .validityReversed: "valid_to lies before valid_from"
            case .unknownSex: "sex is none of F, M and X"
            case .unknownState: "\(detail) is no code of a state; it is kept as it is"
            case .repeatedReference: "the reference stands on line \(detail) already"
            }
        return "line \(line): \(what)"
    }
}

/// A unit's own list as plain comma-separated values: a header with the columns in any order, one row a person. One file may
/// feed several lists. What cannot be read is named line by line; the rest is rows.
public enum WatchlistFile {
    public static let columns = [
        "list", "category", "last_name", "first_name", "middle_name", "dob", "sex", "nationality", "doc_type", "doc_number",
        "doc_issuing_country", "owner", "legal_basis", "reason", "action", "valid_from", "valid_to", "reference",
    ]
    private static let needed = ["list", "last_name"]

    public static func read(_ bytes: [UInt8]) -> (rows: [WatchlistRow], faults: [WatchlistFault]) {
        var reader = CommaSeparatedValues(bytes)
        var faults: [WatchlistFault] = []
        guard let header = reader.next() else {
            return ([], [WatchlistFault(line: 1, severity: .rejected, code: .emptyFile, detail: "")])
        }
        var positions: [String: Int] = [:]
        for (position, field) in header.fields.enumerated() {
            let name = trimmed(field).lowercased()
            if !columns.contains(name) {
                // A heading may be anything, even a person's row in a file without a header: only its number is repeated.
                faults.append(WatchlistFault(line: header.line, severity: .warning, code: .unknownColumn, detail: "\(position + 1)"))
            } else if positions.updateValue(position, forKey: name) != nil {
                faults.append(WatchlistFault(line: header.line, severity: .rejected, code: .repeatedColumn, detail: name))
            }
        }
        for name in needed where positions[name] == nil {
            faults.append(WatchlistFault(line: header.line, severity: .rejected, code: .missingColumn, detail: name))
        }
        guard !faults.contains(where: { $0.severity == .rejected }) else { return ([], faults) }

        var rows: [WatchlistRow] = []
        var lines: [String: Int] = [:]
        while let record = reader.next() {
            guard let row = row(record, positions, columnCount: header.fields.count, &faults) else { continue }
            if !row.facts.reference.isEmpty {
                let key = row.list + "\u{1F}" + row.facts.reference
                if let first = lines[key] {
                    faults.append(
                        WatchlistFault(line: record.line, severity: .rejected, code: .repeatedReference, detail: "\(first)"))
                    continue
                }
                lines[key] = record.line
            }
            rows.append(row)
        }
        return (rows, faults)
    }

    private static func row(
        _ record: CommaSeparatedValues.Record, _ positions: [String: Int], columnCount: Int, _ faults: inout [WatchlistFault]
    ) -> WatchlistRow? {
        func reject(_ code: WatchlistFault.Code, _ detail: String = "") -> WatchlistRow? {
            faults.append(WatchlistFault(line: record.line, severity: .rejected, code: code, detail: detail))
            return nil
        }
        func warn(_ code: WatchlistFault.Code, _ detail: String = "") {
            faults.append(WatchlistFault(line: record.line, severity: .warning, code: code, detail: detail))
        }
        func field(_ name: String) -> String { positions[name].map { trimmed(record.fields[$0]) } ?? "" }
        if record.isCut { return reject(.openQuote) }
        guard record.fields.count == columnCount else { return reject(.columnCount, "\(record.fields.count)") }
        guard record.isUTF8 else { return reject(.notUTF8) }
        let list = field("list")
        guard !list.isEmpty else { return reject(.noList) }
        let given = [field("first_name"), field("middle_name")].filter { !$0.isEmpty }.joined(separator: " ")
        let name = PersonName(family: field("last_name"), given: given)
        guard name.full.contains(where: \.isLetter) else { return reject(.noName) }

        var births: [PartialDate] = []
        let born = field("dob")
        if !born.isEmpty {
            switch ListDate(born) {
            case .read(let date): births = [date]
            case .yearKept(let date):
                births = [date]
                warn(.impossibleDay, "dob")
            case .unreadable: warn(.unreadableDate, "dob")
            }
        }
        var validity: [LocalDate?] = []
        for column in ["valid_from", "valid_to"] {
            let text = field(column)
            if text.isEmpty {
                validity.append(nil)
            } else if case .read(let date) = ListDate(text), let day = date.date {
                validity.append(day)
            } else {
                // An entry without its end would stay for ever.
                return reject(.unreadableDate, column)
            }
        }
        if let from = validity[0], let to = validity[1], to < from { return reject(.validityReversed) }
        var sex: Sex?
        switch field("sex").uppercased() {
        case "F": sex = .female
        case "M": sex = .male
        case "X": sex = .unspecified
        case "": sex = nil
        default: warn(.unknownSex)
        }
        let nationality = state(field("nationality"))
        if let nationality, ReferenceTables.country(anyCode: nationality) == nil { warn(.unknownState, "nationality") }
        var documents: [TravelDocument] = []
        if !field("doc_number").isEmpty {
            let type = field("doc_type")
            let issuer = state(field("doc_issuing_country"))
            if let issuer, ReferenceTables.country(anyCode: issuer) == nil { warn(.unknownState, "doc_issuing_country") }
            documents = [TravelDocument(type: type.isEmpty ? nil : type, number: field("doc_number"), issuer: issuer)]
        }
        let facts = ListEntryFacts(
            reference: field("reference"), category: field("category"), names: [name], births: births, sex: sex,
            nationalities: nationality.map { [$0] } ?? [], documents: documents, owner: field("owner"), legalBasis: field("legal_basis"),
            reason: field("reason"), action: field("action"))
        return WatchlistRow(line: record.line, list: list, facts: facts, validFrom: validity[0], validTo: validity[1])
    }

    /// The code that equal states are compared by, where it is known.
    private static func state(_ text: String) -> String? {
        let code = text.uppercased()
        return code.isEmpty ? nil : ReferenceTables.country(anyCode: code)?.code ?? code
    }

    private static func trimmed(_ text: String) -> String {
        var slice = Substring(text)
        while let first = slice.first, first.isWhitespace { slice.removeFirst() }
        while let last = slice.last, last.isWhitespace || last == "\u{1A}" { slice.removeLast() }
        return String(slice)
    }
}
