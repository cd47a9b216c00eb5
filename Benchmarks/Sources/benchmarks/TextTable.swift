/// A plain table in columns: the first to the left, the rest to the right.
struct TextTable {
    private var rows: [[String]]

    init(_ titles: [String]) { rows = [titles] }

    mutating func add(_ row: [String]) { rows.append(row) }

    func print() {
        let columns = rows[0].indices.map { column in rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0 }
        for row in rows {
            var line = ""
            for (column, text) in row.enumerated() {
                let pad = String(repeating: " ", count: max(0, columns[column] - text.count))
                line += column == 0 ? text + pad : "  " + pad + text
            }
            Swift.print("  " + line)
        }
        Swift.print("")
    }

    /// Three digits that matter: `0.123`, `1.23`, `12.3`, `123`, `12,345`.
    static func number(_ value: Double) -> String {
        let size = value.magnitude
        guard size < 1e15 else { return String(value) }
        if size >= 100 { return grouped(Int(value.rounded())) }
        let decimals = size >= 10 ? 1 : size >= 1 ? 2 : 3
        let scale = decimals == 1 ? 10 : decimals == 2 ? 100 : 1000
        let scaled = Int((size * Double(scale)).rounded())
        let fraction = String(scaled % scale)
        return (value < 0 ? "-" : "") + String(scaled / scale) + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }

    static func grouped(_ value: Int) -> String {
        var digits = String(value.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (value < 0 ? "-" : "") + groups.joined(separator: ",")
    }
}
