/// The table of rooms in docs/architecture.md: floor, room, what it is, which rooms it knows, which package products it uses.
struct RoomTable {
    struct Room: Equatable {
        let floor: Int
        let name: String
        let knows: Set<String>
        let packages: Set<String>
    }

    let rooms: [Room]

    /// Reads every row `| floor | Room | what it is | knows | packages |` whose first cell is a number; names stand in backticks, – is none.
    init(_ text: String) {
        rooms = text.split(whereSeparator: \.isNewline).compactMap { line in
            guard line.hasPrefix("|"), line.last(where: { $0 != " " }) == "|" else { return nil }
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map { Self.trimmed($0) }
            guard cells.count == 5, let floor = Int(cells[0]), let name = Self.names(in: cells[1]).first else { return nil }
            return Room(floor: floor, name: name, knows: Set(Self.names(in: cells[3])), packages: Set(Self.names(in: cells[4])))
        }
    }

    /// What stands in backticks; where nothing does, what the commas part, without dashes for "none".
    private static func names(in cell: Substring) -> [String] {
        let parts = cell.split(separator: "`", omittingEmptySubsequences: false)
        if parts.count > 2 { return parts.indices.filter { !$0.isMultiple(of: 2) && $0 < parts.count - 1 }.map { String(parts[$0]) } }
        return cell.split(separator: ",").map { String(trimmed($0)) }.filter { !["–", "-", "—", ""].contains($0) }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let head = text.drop { $0 == " " }
        guard let last = head.lastIndex(where: { $0 != " " }) else { return head.prefix(0) }
        return head[...last]
    }
}
