public import Travel

extension ListEntryFacts: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.text(reference)
        out.text(category)
        out.list(names)
        out.list(births)
        out.optionalCode(sex)
        out.texts(nationalities)
        out.list(documents)
        out.text(owner)
        out.text(legalBasis)
        out.text(reason)
        out.text(action)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            reference: try bytes.text(), category: try bytes.text(), names: try bytes.list(), births: try bytes.list(),
            sex: try bytes.optionalCode(), nationalities: try bytes.texts(), documents: try bytes.list(), owner: try bytes.text(),
            legalBasis: try bytes.text(), reason: try bytes.text(), action: try bytes.text())
    }
}

extension ScorePart: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.text(part)
        out.text(met)
        out.text(rule)
        out.integer(weight)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            part: try bytes.text(), met: try bytes.text(), rule: try bytes.text(), weight: try bytes.integer())
    }
}

extension Reason: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.text(code)
        out.texts(arguments)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            try bytes.text(), try bytes.texts())
    }
}

extension Extent: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.integer(offset)
        out.integer(length)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            offset: try bytes.integer(), length: try bytes.integer())
    }
}

extension EvidencePlace: PackedFact {
    public func pack(into out: inout FactPacker) {
        subject.pack(into: &out)
        out.integer(version)
        out.code(field)
        message.pack(into: &out)
        out.optional(extent)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            subject: try Identifier(unpacking: &bytes), version: try bytes.integer(), field: try bytes.code(),
            message: try Identifier(unpacking: &bytes), extent: try bytes.optional())
    }
}

extension HitExplanation: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.list(parts)
        out.list(supporting)
        out.list(opposing)
        out.list(places)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            parts: try bytes.list(), supporting: try bytes.list(), opposing: try bytes.list(), places: try bytes.list())
    }
}

extension Identifier: PackedFact {
    public func pack(into out: inout FactPacker) {
        for word in [high, low] {
            for shift in stride(from: 56, through: 0, by: -8) { out.append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
        }
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        var words: (UInt64, UInt64) = (0, 0)
        for _ in 0..<8 { words.0 = words.0 << 8 | UInt64(try bytes.byte()) }
        for _ in 0..<8 { words.1 = words.1 << 8 | UInt64(try bytes.byte()) }
        self.init(high: words.0, low: words.1)
    }
}

/// Where the facts of one version stand. Each offset counts from the one before: places follow each other in a message.
public struct PackedPlaces: PackedFact, Hashable {
    public var places: [Place]

    public init(_ places: [Place]) { self.places = places }

    public func pack(into out: inout FactPacker) {
        out.natural(UInt64(places.count))
        var before = 0
        for place in places {
            out.code(place.field)
            out.integer(place.index)
            out.integer(place.extent.offset &- before)
            out.integer(place.extent.length)
            before = place.extent.offset
        }
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        let count = try bytes.count()
        places = []
        places.reserveCapacity(min(count, 64))
        var before = 0
        for _ in 0..<count {
            let (field, index) = (try bytes.code(FactField.self), try bytes.integer())
            let offset = before &+ (try bytes.integer())
            places.append(Place(field: field, index: index, extent: Extent(offset: offset, length: try bytes.integer())))
            before = offset
        }
    }
}
