import Travel

extension Inspection {
    /// The inspection as JSON (`docs/schema/inspect.schema.json`). Offsets count bytes from the start of the file.
    public func json() -> String {
        let messages = inputs.flatMap { input in input.reading.messages.map { Self.message($0, input.file) } }
        let findings = inputs.flatMap { input in input.reading.findings.map { Self.finding($0, input.file) } }
        return InspectionJSON.object([("messages", .list(messages)), ("findings", .list(findings))]).written + "\n"
    }

    private static func message(_ message: TravelMessage, _ file: String?) -> InspectionJSON {
        var members: [(String, InspectionJSON)] = []
        if let file { members.append(("file", .text(file))) }
        members += [
            ("type", .text(message.kind.rawValue)),
            ("release", .text(message.release)),
            ("action", .text(message.action.rawValue)),
            ("offset", .number(message.extent.offset)),
            ("length", .number(message.extent.length)),
            ("sender", .of(message.sender)),
            ("recipient", .of(message.recipient)),
            ("prepared", .of(message.prepared?.description)),
            ("interchangeReference", .of(message.interchangeReference)),
            ("messageReference", .of(message.messageReference)),
            ("commonReference", .of(message.commonReference)),
            ("part", .of(message.part)),
            ("finalPart", message.isFinalPart.map { .bool($0) } ?? .null),
            ("transactionReference", .of(message.transactionReference)),
            ("announcedPassengers", .of(message.announcedPassengers)),
            ("announcedCrew", .of(message.announcedCrew)),
            ("announcedBookings", .of(message.announcedBookings)),
            ("legs", .list(message.legs.map { .object(leg($0)) })),
            ("travellers", .list(message.travellers.map(traveller))),
            ("bookings", .list(message.bookings.map(booking))),
            ("reporter", .list(message.reporter.map(contact))),
            ("remainder", remainder(message.remainder)),
            ("findings", .list(message.findings.map { finding($0, nil) })),
        ]
        return .object(members)
    }

    private static func leg(_ leg: Leg) -> [(String, InspectionJSON)] {
        [
            ("carrier", .of(leg.carrier)), ("number", .of(leg.number)), ("suffix", .of(leg.suffix)), ("from", .of(leg.from)),
            ("to", .of(leg.to)), ("departure", .of(leg.departure?.description)), ("arrival", .of(leg.arrival?.description)),
        ]
    }

    private static func traveller(_ evidenced: Evidenced<Traveller>) -> InspectionJSON {
        let person = evidenced.value
        let name = person.name
        let others = person.names.dropFirst().map { InspectionJSON.object([("family", .text($0.family)), ("given", .text($0.given))]) }
        let services = person.services.map(service)
        return .object([
            ("family", .text(name.family)),
            ("given", .text(name.given)),
            ("titles", .list(person.titles.map { .text($0) })),
            ("otherReadings", .list(Array(others))),
            ("sex", .of(person.sex?.rawValue)),
            ("birthDate", .of(person.birthDate?.description)),
            ("placeOfBirth", .of(person.placeOfBirth)),
            ("nationality", .of(person.nationalities.first)),
            ("otherNationalities", .list(person.nationalities.dropFirst().map { .text($0) })),
            ("residence", .of(person.residence)),
            ("role", .text(person.role.rawValue)),
            ("crewRole", .of(person.crewRole)),
            ("category", .of(person.category?.rawValue)),
            ("documents", .list(person.documents.map(document))),
            ("seat", .of(person.seat)),
            ("bags", .of(person.baggage?.count)),
            ("bagWeight", .of(person.baggage?.weight)),
            ("bagWeightUnit", .of(person.baggage?.weightUnit)),
            ("bagTags", .list((person.baggage?.tags ?? []).map { .object([("first", .text($0.first)), ("count", .number($0.count))]) })),
            ("locator", .of(person.locators.first?.value)),
            ("embark", .of(person.embark)),
            ("disembark", .of(person.disembark)),
            ("clearance", .of(person.clearance)),
            ("reference", .of(person.uniqueReference)),
            ("travellerReference", .of(person.travellerReference)),
            ("contacts", .list(person.contacts.map(contact))),
            ("frequentFlyer", .list(person.frequentFlyer.map { .text($0) })),
            ("tickets", .list(person.tickets.map(ticket))),
            ("services", .list(services)),
            ("offset", .number(evidenced.extent.offset)),
            ("length", .number(evidenced.extent.length)),
            ("remainder", remainder(person.remainder)),
        ])
    }

    private static func document(_ document: TravelDocument) -> InspectionJSON {
        .object([
            ("type", .of(document.type)), ("number", .of(document.number)), ("issuer", .of(document.issuer)),
            ("expiry", .of(document.expiry?.description)), ("issued", .of(document.issued?.description)),
            ("nationality", .of(document.nationality)), ("placeOfIssue", .of(document.placeOfIssue)),
            ("holderFamily", .of(document.holder?.family)), ("holderGiven", .of(document.holder?.given)),
            ("birthDate", .of(document.birthDate?.description)), ("sex", .of(document.sex?.rawValue)),
        ])
    }

    private static func booking(_ evidenced: Evidenced<Booking>) -> InspectionJSON {
        let booking = evidenced.value.withoutCardNumbers()
        let splits = booking.splits.map { InspectionJSON.text($0.value) }
        let remarks = booking.remarks.map { InspectionJSON.object([("kind", .text($0.kind.rawValue)), ("text", .text($0.text))]) }
        return .object([
            ("locator", .of(booking.locators.first?.value)),
            ("locators", .list(booking.locators.map(locator))),
            ("created", .of(booking.created.map { $0.description + "Z" })),
            ("changed", .of(booking.changed.map { $0.description + "Z" })),
            ("ticketed", .of(booking.ticketed.map { $0.description + "Z" })),
            ("cancelled", .bool(booking.cancelled)),
            ("travellers", .list(booking.travellers.map { .number($0) })),
            ("groupName", .of(booking.groupName)),
            ("itinerary", .list(booking.itinerary.map(segment))),
            ("contacts", .list(booking.contacts.map(contact))),
            ("payments", .list(booking.payments.map(payment))),
            ("agency", booking.agency.map(agency) ?? .null),
            ("splits", .list(splits)),
            ("services", .list(booking.services.map(service))),
            ("remarks", .list(remarks)),
            ("offset", .number(evidenced.extent.offset)),
            ("length", .number(evidenced.extent.length)),
            ("remainder", remainder(booking.remainder)),
        ])
    }

    private static func locator(_ locator: RecordLocator) -> InspectionJSON {
        .object([("system", .of(locator.system)), ("value", .text(locator.value)), ("type", .of(locator.type))])
    }

    private static func segment(_ segment: ItinerarySegment) -> InspectionJSON {
        .object(
            [("kind", .text(segment.kind.rawValue))] + leg(segment.leg) + [
                ("operatingCarrier", .of(segment.operatingCarrier)), ("operatingNumber", .of(segment.operatingNumber)),
                ("bookingClass", .of(segment.bookingClass)), ("status", .of(segment.status)), ("seats", .of(segment.seats)),
                ("equipment", .of(segment.equipment)),
            ])
    }

    private static func contact(_ contact: Contact) -> InspectionJSON {
        .object([
            ("kind", .text(contact.kind.rawValue)), ("role", .text(contact.role.rawValue)), ("value", .text(contact.value)),
            ("name", .of(contact.name)), ("city", .of(contact.city)), ("region", .of(contact.region)),
            ("postcode", .of(contact.postcode)), ("country", .of(contact.country)),
            ("travellerReference", .of(contact.travellerReference)),
        ])
    }

    private static func payment(_ payment: Payment) -> InspectionJSON {
        .object([
            ("form", .text(payment.form)), ("amount", .of(payment.amount)), ("currency", .of(payment.currency)),
            ("vendor", .of(payment.vendor)), ("account", .of(payment.account)), ("expiry", .of(payment.expiry)),
            ("payer", .of(payment.payer)),
        ])
    }

    private static func agency(_ agency: Agency) -> InspectionJSON {
        .object([
            ("system", .of(agency.system)), ("number", .of(agency.number)), ("office", .of(agency.office)),
            ("location", .of(agency.location)), ("type", .of(agency.type)), ("country", .of(agency.country)),
            ("currency", .of(agency.currency)), ("agentSign", .of(agency.agentSign)),
        ])
    }

    private static func ticket(_ ticket: Ticket) -> InspectionJSON {
        .object([
            ("number", .of(ticket.number)), ("type", .of(ticket.type)), ("issued", .of(ticket.issued?.description)),
            ("amount", .of(ticket.amount)), ("currency", .of(ticket.currency)),
        ])
    }

    private static func service(_ service: ServiceRequest) -> InspectionJSON {
        .object([
            ("code", .text(service.code)), ("status", .of(service.status)), ("quantity", .of(service.quantity)),
            ("carrier", .of(service.carrier)), ("board", .of(service.board)), ("off", .of(service.off)),
            ("text", .of(service.text)), ("travellerReference", .of(service.travellerReference)),
        ])
    }

    private static func remainder(_ remainder: [Remainder]) -> InspectionJSON {
        .list(remainder.map { .object([("segment", .text($0.segment)), ("text", .text($0.text))]) })
    }

    private static func finding(_ finding: Finding, _ file: String?) -> InspectionJSON {
        var members: [(String, InspectionJSON)] = []
        if let file { members.append(("file", .text(file))) }
        members += [
            ("code", .text(finding.code.rawValue)), ("severity", .text(finding.severity.rawValue)), ("offset", .number(finding.offset)),
            ("segment", .of(finding.segment)), ("message", .text(finding.message)),
        ]
        return .object(members)
    }
}
