public import Travel

extension PersonName: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.text(family)
        out.text(given)
        out.code(reading)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            family: try bytes.text(), given: try bytes.text(), reading: try bytes.code())
    }
}

extension RecordLocator: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.optionalText(system)
        out.text(value)
        out.optionalText(type)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            system: try bytes.optionalText(), value: try bytes.text(), type: try bytes.optionalText())
    }
}

extension TravelDocument: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.optionalText(type)
        out.optionalText(number)
        out.optionalText(issuer)
        out.optionalText(nationality)
        out.optional(issued)
        out.optional(expiry)
        out.optionalText(placeOfIssue)
        out.optional(holder)
        out.optional(birthDate)
        out.optionalCode(sex)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            type: try bytes.optionalText(), number: try bytes.optionalText(), issuer: try bytes.optionalText(),
            nationality: try bytes.optionalText(), issued: try bytes.optional(), expiry: try bytes.optional(),
            placeOfIssue: try bytes.optionalText(), holder: try bytes.optional(), birthDate: try bytes.optional(),
            sex: try bytes.optionalCode())
    }
}

extension Contact: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.code(kind)
        out.code(role)
        out.text(value)
        out.optionalText(name)
        out.optionalText(city)
        out.optionalText(region)
        out.optionalText(postcode)
        out.optionalText(country)
        out.optionalText(travellerReference)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            kind: try bytes.code(), role: try bytes.code(), value: try bytes.text(), name: try bytes.optionalText(),
            city: try bytes.optionalText(), region: try bytes.optionalText(), postcode: try bytes.optionalText(),
            country: try bytes.optionalText(), travellerReference: try bytes.optionalText())
    }
}

extension Baggage.TagRange: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.text(first)
        out.integer(count)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            first: try bytes.text(), count: try bytes.integer())
    }
}

extension Baggage: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.optionalInteger(count)
        out.optionalInteger(weight)
        out.optionalText(weightUnit)
        out.list(tags)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            count: try bytes.optionalInteger(), weight: try bytes.optionalInteger(), weightUnit: try bytes.optionalText(),
            tags: try bytes.list())
    }
}

extension ServiceRequest: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.text(code)
        out.optionalText(status)
        out.optionalInteger(quantity)
        out.optionalText(carrier)
        out.optionalText(board)
        out.optionalText(off)
        out.optionalText(text)
        out.optionalText(travellerReference)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            code: try bytes.text(), status: try bytes.optionalText(), quantity: try bytes.optionalInteger(),
            carrier: try bytes.optionalText(), board: try bytes.optionalText(), off: try bytes.optionalText(),
            text: try bytes.optionalText(), travellerReference: try bytes.optionalText())
    }
}

extension Ticket: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.optionalText(number)
        out.optionalText(type)
        out.optional(issued)
        out.optionalText(amount)
        out.optionalText(currency)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            number: try bytes.optionalText(), type: try bytes.optionalText(), issued: try bytes.optional(),
            amount: try bytes.optionalText(), currency: try bytes.optionalText())
    }
}

extension Remainder: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.text(segment)
        out.text(text)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            segment: try bytes.text(), text: try bytes.text())
    }
}

extension Traveller: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.list(names)
        out.code(role)
        out.texts(titles)
        out.optionalCode(sex)
        out.optional(birthDate)
        out.texts(nationalities)
        out.optionalText(residence)
        out.optionalText(placeOfBirth)
        out.optionalCode(category)
        out.optionalText(crewRole)
        out.list(documents)
        out.list(contacts)
        out.optionalText(seat)
        out.optional(baggage)
        out.list(locators)
        out.optionalText(embark)
        out.optionalText(disembark)
        out.optionalText(clearance)
        out.optionalText(uniqueReference)
        out.optionalText(travellerReference)
        out.texts(frequentFlyer)
        out.list(tickets)
        out.list(services)
        out.list(remainder)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(names: try bytes.list(), role: try bytes.code())
        titles = try bytes.texts()
        sex = try bytes.optionalCode()
        birthDate = try bytes.optional()
        nationalities = try bytes.texts()
        residence = try bytes.optionalText()
        placeOfBirth = try bytes.optionalText()
        category = try bytes.optionalCode()
        crewRole = try bytes.optionalText()
        documents = try bytes.list()
        contacts = try bytes.list()
        seat = try bytes.optionalText()
        baggage = try bytes.optional()
        locators = try bytes.list()
        embark = try bytes.optionalText()
        disembark = try bytes.optionalText()
        clearance = try bytes.optionalText()
        uniqueReference = try bytes.optionalText()
        travellerReference = try bytes.optionalText()
        frequentFlyer = try bytes.texts()
        tickets = try bytes.list()
        services = try bytes.list()
        remainder = try bytes.list()
    }
}
