public import Travel

extension LocalDate: PackedFact {
    public func pack(into out: inout FactPacker) { out.integer(daysSince1970) }

    public init(unpacking bytes: inout FactUnpacker) throws {
        let days = try bytes.integer()
        let date = LocalDate(daysSince1970: days)
        // Days outside the calendar are clamped there, and here no date.
        guard date.daysSince1970 == days else { throw bytes.fault }
        self = date
    }
}

extension LocalDateTime: PackedFact {
    public func pack(into out: inout FactPacker) {
        date.pack(into: &out)
        out.natural(UInt64(hour * 3_600 + minute * 60 + second))
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        let date = try LocalDate(unpacking: &bytes)
        let seconds = try bytes.natural()
        guard seconds < 86_400 else { throw bytes.fault }
        let time = Int(seconds)
        guard let value = LocalDateTime(date: date, hour: time / 3_600, minute: time / 60 % 60, second: time % 60) else {
            throw bytes.fault
        }
        self = value
    }
}

extension PartialDate: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.natural(UInt64(year))
        out.natural(UInt64(month ?? 0))
        if month != nil { out.natural(UInt64(day ?? 0)) }
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        func part(_ value: UInt64) throws -> Int {
            guard value <= 9_999 else { throw bytes.fault }
            return Int(value)
        }
        let year = try part(bytes.natural())
        let month = try part(bytes.natural())
        let day = month == 0 ? 0 : try part(bytes.natural())
        guard let value = PartialDate(year: year, month: month == 0 ? nil : month, day: day == 0 ? nil : day) else { throw bytes.fault }
        self = value
    }
}
