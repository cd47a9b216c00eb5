/// What birth date, sex and nationality say. What is missing on either side says nothing.
struct AttributeComparison {
    private struct Births {
        let mine: BirthDate
        let theirs: BirthDate
        let rule: MatchRule
        let weight: Double
    }
    private let births: Births?
    private let sex: (mine: Sex, theirs: Sex)?
    /// A nationality of each side: the same where they share one.
    private let nationality: (mine: String, theirs: String)?
    /// Share of their weight that agreeing attributes count with.
    private let trust: Double

    /// What agrees counts in full only beside a name that agrees: a `nameScore` below ``fullTrust`` scales it down. What contradicts
    /// counts in full always.
    init(_ query: ScreeningQuery, queryNationalities: [String], _ snapshot: Snapshot, _ entry: Int, nameScore: Double) {
        trust = min(1, nameScore / AttributeComparison.fullTrust)
        births = AttributeComparison.best(query.births, snapshot, entry)
        let theirs = Sex(rawValue: snapshot.sexes[entry]) ?? .unspecified
        sex = query.sex == .unspecified || theirs == .unspecified ? nil : (query.sex, theirs)
        nationality = AttributeComparison.common(queryNationalities, snapshot, entry)
    }

    static let fullTrust = 0.6

    /// What all three add to the name's score.
    var weight: Double {
        var sum = 0.0
        if let births { sum += counted(births.weight) }
        if sex != nil { sum += sexWeight }
        if nationality != nil { sum += nationalityWeight }
        return sum
    }

    /// One line for each attribute that both sides know; their weights add up to ``weight``.
    var lines: [Explanation] {
        var lines: [Explanation] = []
        if let births {
            lines.append(
                Explanation(
                    queryPart: births.mine.text, entryPart: births.theirs.text, rule: births.rule, weight: counted(births.weight)))
        }
        if let sex {
            func code(_ sex: Sex) -> String { sex == .female ? "F" : "M" }
            let rule: MatchRule = sex.mine == sex.theirs ? .sexEqual : .sexContradiction
            lines.append(Explanation(queryPart: code(sex.mine), entryPart: code(sex.theirs), rule: rule, weight: sexWeight))
        }
        if let nationality {
            let rule: MatchRule = nationality.mine == nationality.theirs ? .nationalityEqual : .nationalityContradiction
            lines.append(
                Explanation(queryPart: nationality.mine, entryPart: nationality.theirs, rule: rule, weight: nationalityWeight))
        }
        return lines
    }

    private var sexWeight: Double { counted(sex?.mine == sex?.theirs ? 0.03 : -0.1) }
    private var nationalityWeight: Double { counted(nationality?.mine == nationality?.theirs ? 0.06 : -0.06) }
    private func counted(_ weight: Double) -> Double { weight > 0 ? weight * trust : weight }

    private static func best(_ mine: [BirthDate], _ snapshot: Snapshot, _ entry: Int) -> Births? {
        var best: Births?
        for position in Snapshot.range(snapshot.birthEnds, entry) {
            let theirs = BirthDate(packed: snapshot.births[position])
            for own in mine.prefix(ScreeningLimits.birthsPerPerson) {
                let (rule, weight) = compare(own, theirs)
                if let best, best.weight >= weight { continue }
                best = Births(mine: own, theirs: theirs, rule: rule, weight: weight)
            }
        }
        return best
    }

    private static func common(_ mine: [String], _ snapshot: Snapshot, _ entry: Int) -> (mine: String, theirs: String)? {
        let range = Snapshot.range(snapshot.nationalityEnds, entry)
        guard let first = mine.first, let theirFirst = range.first else { return nil }
        for position in range {
            let name = snapshot.nationalityNames[Int(snapshot.nationalities[position])]
            if mine.contains(name) { return (name, name) }
        }
        return (first, snapshot.nationalityNames[Int(snapshot.nationalities[theirFirst])])
    }

    static func compare(_ left: BirthDate, _ right: BirthDate) -> (MatchRule, Double) {
        let years = abs(left.year - right.year)
        guard let leftMonth = left.month, let rightMonth = right.month else {
            // A year alone is often an estimate.
            return years == 0
                ? (.birthDatePartlyEqual, 0.07) : years == 1 ? (.birthDateYearOffByOne, 0.02) : (.birthDateContradiction, -0.3)
        }
        guard let leftDay = left.day, let rightDay = right.day else {
            if years == 0, leftMonth == rightMonth { return (.birthDatePartlyEqual, 0.12) }
            if years == 1, leftMonth == rightMonth { return (.birthDateYearOffByOne, 0.04) }
            return (.birthDateContradiction, -0.3)
        }
        if years == 0, leftMonth == rightMonth, leftDay == rightDay { return (.birthDateEqual, 0.2) }
        if years == 0, leftMonth == rightDay, leftDay == rightMonth { return (.birthDateDayMonthSwapped, 0.14) }
        if years == 1, leftMonth == rightMonth, leftDay == rightDay { return (.birthDateYearOffByOne, 0.12) }
        let isNewYear = (leftMonth == 1 && leftDay == 1) || (rightMonth == 1 && rightDay == 1)
        if years == 0, isNewYear { return (.birthDatePartlyEqual, 0.06) }
        if leftMonth == rightMonth, leftDay == rightDay, oneDigit(left.year, right.year) { return (.birthDateMistyped, 0.08) }
        if years == 0, leftMonth == rightMonth, oneDigit(leftDay, rightDay) { return (.birthDateMistyped, 0.08) }
        if years == 0, leftDay == rightDay, oneDigit(leftMonth, rightMonth) { return (.birthDateMistyped, 0.08) }
        return (.birthDateContradiction, -0.4)
    }

    /// The numbers, written with as many digits, differ in at most one.
    private static func oneDigit(_ left: Int, _ right: Int) -> Bool {
        var a = left
        var b = right
        var different = 0
        while a > 0 || b > 0 {
            if a % 10 != b % 10 { different += 1 }
            a /= 10
            b /= 10
        }
        return different <= 1
    }
}
