import Travel

/// A list as its owner would export it: CSV in UTF-8. Everybody on it is invented.
public struct SimulatedWatchlist: Hashable, Sendable {
    public let name: String
    public let fileName: String
    public let csv: String
    public let entries: Int
}

/// One line of a list, before it is written.
struct WatchlistRow: Sendable {
    static let header =
        "list,category,last_name,first_name,middle_name,dob,sex,nationality,doc_type,doc_number,doc_issuing_country,owner,legal_basis,"
        + "reason,action,valid_from,valid_to,reference"

    var list: String
    var category: String
    var family: String
    var given: String
    var middle = ""
    var birth: String
    var sex: Sex
    var nationality: String
    var document: String?
    var reference: String

    func line(validFrom: LocalDate, validTo: LocalDate) -> String {
        let action = category == "missing" ? "inform owner" : category == "discreet check" ? "do not stop" : "refer to secondary"
        let fields = [
            list, category, family, given, middle, birth, sex.rawValue, nationality, document == nil ? "" : "P", document ?? "",
            document == nil ? "" : nationality, "Unit 7", "Test basis, article 6", "Invented entry", action, validFrom.description,
            validTo.description, reference,
        ]
        return fields.map(Self.quoted).joined(separator: ",")
    }

    /// RFC 4180.
    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else { return field }
        return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
