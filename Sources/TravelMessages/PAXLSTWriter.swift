public import EDIFACT
import Travel

/// Writes passenger and crew lists: what ``readTransmission(_:)`` reads back as the same facts.
public enum PAXLSTWriter {
    /// One interchange with these messages. Sender, recipient, preparation time and reference of the interchange are the
    /// first message's. A ``Remainder`` is written as it stands, so it has to come from the same service characters.
    /// - Parameter inGroup: with UNG and UNE, as most states ask
    public static func write(
        _ messages: [TravelMessage], characters: ServiceCharacters = .standard, lineBreaks: Bool = false, inGroup: Bool = true
    ) -> [UInt8] {
        var writer = SegmentWriter(characters, lineBreaks: lineBreaks)
        guard let first = messages.first else { return [] }
        let prepared = first.prepared
        let date = prepared.map { envelopeDate($0.date) } ?? ""
        let time = prepared.map { digits($0.hour, 2) + digits($0.minute, 2) } ?? ""
        let reference = first.interchangeReference ?? ""
        let sender = SegmentWriter.Element(first.sender)
        let recipient = SegmentWriter.Element(first.recipient)
        writer.beginInterchange(
            syntax: needsOctets(messages) ? "UNOW" : "UNOA", sender: sender, recipient: recipient, date: date, time: time,
            reference: reference, application: "APIS")
        if inGroup {
            writer.beginGroup(
                type: "PAXLST", sender: sender, recipient: recipient, date: date, time: time, reference: reference,
                version: SegmentWriter.Element(release(first)))
        }
        for message in messages { write(message, to: &writer) }
        writer.endInterchange()
        return writer.bytes
    }

    private static func write(_ message: TravelMessage, to writer: inout SegmentWriter) {
        var part: [String] = []
        if let number = message.part { part.append(digits(number, 2)) }
        if let isFinal = message.isFinalPart { part += part.isEmpty ? ["", isFinal ? "F" : "C"] : [isFinal ? "F" : "C"] }
        writer.beginMessage(
            reference: message.messageReference ?? "", type: SegmentWriter.Element(["PAXLST"] + release(message) + ["UN", "IATA"]),
            commonReference: message.commonReference, part: SegmentWriter.Element(part))
        writeHeader(message, to: &writer)
        writeLegs(message.legs, to: &writer)
        let person = PAXLSTPersonWriter(latestBirth: latestBirth(message))
        for traveller in message.travellers { person.write(traveller.value, to: &writer) }
        writeCounts(message, to: &writer)
        for remainder in message.remainder where isTrailer(remainder) { writer.rawSegment(remainder.text) }
        writer.endMessage()
    }

    // MARK: Header

    private static func writeHeader(_ message: TravelMessage, to writer: inout SegmentWriter) {
        let isCrew =
            !message.travellers.isEmpty && message.travellers.allSatisfy { $0.value.role == .crew || $0.value.role == .transitCrew }
        if let received = message.remainder.first(where: { $0.segment == "BGM" }) {
            writer.rawSegment(received.text)
        } else if let codes = PAXLSTAction.codes(message.action, isCrew: isCrew) {
            writer.segment("BGM", [codes.type], SegmentWriter.Element(codes.function))
        }
        if let transaction = message.transactionReference { writer.segment("RFF", ["TN", transaction]) }
        for remainder in message.remainder where !isTrailer(remainder) && remainder.segment != "BGM" && remainder.segment != "TDT" {
            writer.rawSegment(remainder.text)
        }
        writeReporter(message.reporter, to: &writer)
    }

    private static func writeReporter(_ reporter: [Contact], to writer: inout SegmentWriter) {
        guard !reporter.isEmpty else { return }
        let names = reporter.filter { $0.kind == .other && $0.name == nil }
        writer.segment("NAD", "MS", [], [], SegmentWriter.Element(names.first?.value))
        for name in names.dropFirst() { writer.segment("CTA", "IC", [nil, name.value]) }
        let reachable = reporter.filter { $0.kind != .other || $0.name != nil }
        if !reachable.isEmpty { writer.segment("COM", reachable.map { [$0.value, PAXLSTPersonWriter.code($0)] }) }
    }

    private static func isTrailer(_ remainder: Remainder) -> Bool { remainder.segment == "AUT" || remainder.segment == "CNT" }

    // MARK: Flight

    /// Hops that follow one another under one number share a TDT.
    private static func writeLegs(_ legs: [Leg], to writer: inout SegmentWriter) {
        var index = 0
        while index < legs.count {
            var chain = [legs[index]]
            while index + chain.count < legs.count, let last = chain.last, continues(last, legs[index + chain.count]) {
                chain.append(legs[index + chain.count])
            }
            writeChain(chain, to: &writer)
            index += chain.count
        }
    }

    private static func continues(_ leg: Leg, _ next: Leg) -> Bool {
        leg.to != nil && leg.to == next.from && next.to != nil && leg.from != nil && leg.carrier == next.carrier
            && leg.number == next.number && leg.suffix == next.suffix
    }

    private static func writeChain(_ chain: [Leg], to writer: inout SegmentWriter) {
        guard let first = chain.first, let last = chain.last else { return }
        let flight = (first.number == nil ? "" : first.carrier ?? "") + (first.number ?? "") + (first.suffix ?? "")
        writer.segment("TDT", "20", [flight], [], [], SegmentWriter.Element(first.carrier))
        guard let from = first.from else {
            writeTime("189", first.departure, to: &writer)
            if let to = last.to { writer.segment("LOC", "87", [to]) }
            writeTime("232", last.arrival, to: &writer)
            return
        }
        writer.segment("LOC", "125", [from])
        writeTime("189", first.departure, to: &writer)
        for (leg, next) in zip(chain, chain.dropFirst()) {
            writer.segment("LOC", "92", SegmentWriter.Element(leg.to))
            writeTime("232", leg.arrival, to: &writer)
            writeTime("189", next.departure, to: &writer)
        }
        if let to = last.to { writer.segment("LOC", "87", [to]) }
        writeTime("232", last.arrival, to: &writer)
    }

    private static func writeTime(_ qualifier: String, _ time: LocalDateTime?, to writer: inout SegmentWriter) {
        guard let time else { return }
        let clock = digits(time.hour, 2) + digits(time.minute, 2)
        if (1980...2079).contains(time.date.year) {
            writer.segment("DTM", [qualifier, shortDate(time.date) + clock, "201"])
        } else {
            writer.segment("DTM", [qualifier, longDate(time.date) + clock, "203"])
        }
    }

    // MARK: Trailer

    private static func writeCounts(_ message: TravelMessage, to writer: inout SegmentWriter) {
        let isAlone = message.isFinalPart != false && (message.part ?? 1) <= 1
        let crew = message.travellers.count { $0.value.role == .crew || $0.value.role == .transitCrew }
        let passengers = message.travellers.count - crew
        if let count = message.announcedPassengers ?? (isAlone && passengers > 0 ? passengers : nil) {
            writer.segment("CNT", ["42", String(count)])
        }
        if let count = message.announcedCrew ?? (isAlone && crew > 0 ? crew : nil) { writer.segment("CNT", ["41", String(count)]) }
    }

    // MARK: Texts

    /// What a two-digit year of birth may be at most: as the reader takes it.
    private static func latestBirth(_ message: TravelMessage) -> LocalDate? {
        let days = [message.prepared?.date, message.legs.first?.departure?.date].compactMap { $0 }
        return days.min()
    }

    private static func release(_ message: TravelMessage) -> [String] {
        let parts = message.release.split(separator: ":").map(String.init)
        return parts.isEmpty ? ["D", "05B"] : parts
    }

    /// Whether a text goes beyond ASCII, so that the syntax level has to say so.
    private static func needsOctets(_ messages: [TravelMessage]) -> Bool {
        messages.contains { message in
            message.travellers.contains { $0.value.names.contains { !$0.full.utf8.allSatisfy { $0 < 0x80 } } }
        }
    }

    private static func envelopeDate(_ date: LocalDate) -> String {
        (1980...2079).contains(date.year) ? shortDate(date) : longDate(date)
    }

    static func shortDate(_ date: LocalDate) -> String { digits(date.year % 100, 2) + digits(date.month, 2) + digits(date.day, 2) }
    static func longDate(_ date: LocalDate) -> String { digits(date.year, 4) + digits(date.month, 2) + digits(date.day, 2) }

    static func digits(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
