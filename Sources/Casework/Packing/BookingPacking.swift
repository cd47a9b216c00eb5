public import Travel

extension Leg: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.optionalText(carrier)
        out.optionalText(number)
        out.optionalText(suffix)
        out.optionalText(from)
        out.optionalText(to)
        out.optional(departure)
        out.optional(arrival)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            carrier: try bytes.optionalText(), number: try bytes.optionalText(), suffix: try bytes.optionalText(),
            from: try bytes.optionalText(), to: try bytes.optionalText(), departure: try bytes.optional(), arrival: try bytes.optional())
    }
}

extension ItinerarySegment: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.code(kind)
        leg.pack(into: &out)
        out.optionalText(operatingCarrier)
        out.optionalText(operatingNumber)
        out.optionalText(bookingClass)
        out.optionalText(status)
        out.optionalInteger(seats)
        out.optionalText(equipment)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(kind: try bytes.code(), leg: try Leg(unpacking: &bytes))
        operatingCarrier = try bytes.optionalText()
        operatingNumber = try bytes.optionalText()
        bookingClass = try bytes.optionalText()
        status = try bytes.optionalText()
        seats = try bytes.optionalInteger()
        equipment = try bytes.optionalText()
    }
}

extension Payment: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.text(form)
        out.optionalText(amount)
        out.optionalText(currency)
        out.optionalText(vendor)
        out.optionalText(account)
        out.optionalText(expiry)
        out.optionalText(payer)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            form: try bytes.text(), amount: try bytes.optionalText(), currency: try bytes.optionalText(), vendor: try bytes.optionalText(),
            account: try bytes.optionalText(), expiry: try bytes.optionalText(), payer: try bytes.optionalText())
    }
}

extension Agency: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.optionalText(system)
        out.optionalText(number)
        out.optionalText(office)
        out.optionalText(location)
        out.optionalText(type)
        out.optionalText(country)
        out.optionalText(currency)
        out.optionalText(agentSign)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            system: try bytes.optionalText(), number: try bytes.optionalText(), office: try bytes.optionalText(),
            location: try bytes.optionalText(), type: try bytes.optionalText(), country: try bytes.optionalText(),
            currency: try bytes.optionalText(), agentSign: try bytes.optionalText())
    }
}

extension Remark: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.code(kind)
        out.text(text)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            kind: try bytes.code(), text: try bytes.text())
    }
}

extension Booking: PackedFact {
    public func pack(into out: inout FactPacker) {
        out.list(locators)
        out.optional(created)
        out.optional(changed)
        out.optional(ticketed)
        out.flag(cancelled)
        out.integers(travellers)
        out.optionalText(groupName)
        out.list(itinerary)
        out.list(contacts)
        out.list(payments)
        out.optional(agency)
        out.list(splits)
        out.list(services)
        out.list(remarks)
        out.list(remainder)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(locators: try bytes.list())
        created = try bytes.optional()
        changed = try bytes.optional()
        ticketed = try bytes.optional()
        cancelled = try bytes.flag()
        travellers = try bytes.integers()
        groupName = try bytes.optionalText()
        itinerary = try bytes.list()
        contacts = try bytes.list()
        payments = try bytes.list()
        agency = try bytes.optional()
        splits = try bytes.list()
        services = try bytes.list()
        remarks = try bytes.list()
        remainder = try bytes.list()
    }
}

extension BookingFacts: PackedFact {
    public func pack(into out: inout FactPacker) {
        booking.pack(into: &out)
        out.list(names)
        out.texts(documents)
    }

    public init(unpacking bytes: inout FactUnpacker) throws {
        self.init(
            booking: try Booking(unpacking: &bytes), names: try bytes.list(), documents: try bytes.texts())
    }
}
