import Travel

/// A date as people write it into lists: `1985-07-12`, `1985-07`, `1985`, `22.05.1981`, `27 FEB 1973`.
enum ListDate: Hashable {
    case read(PartialDate)
    /// A day or month that does not exist (29 February 1998): the year is kept.
    case yearKept(PartialDate)
    case unreadable

    private static let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]

    init(_ text: String) {
        guard let (year, month, day) = Self.numbers(text) else {
            self = .unreadable
            return
        }
        if let date = PartialDate(year: year, month: month, day: day) {
            self = .read(date)
        } else if let date = PartialDate(year: year) {
            self = .yearKept(date)
        } else {
            self = .unreadable
        }
    }

    private static func numbers(_ text: String) -> (year: Int, month: Int?, day: Int?)? {
        let dashed = text.split(separator: "-", omittingEmptySubsequences: false)
        if let year = number(dashed[0], digits: 4...4), dashed.count <= 3 {
            let rest = dashed.dropFirst().map { number($0, digits: 1...2) }
            guard !rest.contains(nil) else { return nil }
            return (year, rest.first ?? nil, rest.count > 1 ? rest[1] : nil)
        }
        let dotted = text.split(separator: ".", omittingEmptySubsequences: false)
        if dotted.count == 3, let day = number(dotted[0], digits: 1...2), let month = number(dotted[1], digits: 1...2),
            let year = number(dotted[2], digits: 4...4)
        {
            return (year, month, day)
        }
        let words = text.split(separator: " ")
        if let last = words.last, let year = number(last, digits: 4...4), (2...3).contains(words.count),
            let month = months.firstIndex(of: String(words[words.count - 2].prefix(3)).uppercased())
        {
            if words.count == 2 { return (year, month + 1, nil) }
            guard let day = number(words[0], digits: 1...2) else { return nil }
            return (year, month + 1, day)
        }
        return nil
    }

    private static func number(_ text: some StringProtocol, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int(text)
    }
}
