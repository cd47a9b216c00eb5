import EDIFACT
import Travel

/// SSR: 1 code : status : quantity : carrier : : : board : off : text; 2… data : unit : traveller reference : characteristic.
extension PNRGOVReading {
    mutating func readServiceRequest(_ segment: Segment) {
        guard let kind = segment.withText(1, 1, { PNRGOVServiceKind($0) }) else { return keep(segment) }
        let hasCard = noteCardNumbers(in: segment, leastDigits: kind.leastCardDigits)
        let textStart = textComponent(segment)
        var text = joined(segment, 1, from: textStart)
        if hasCard { text = text.map { Array(PaymentCardNumbers.masked(String(decoding: $0, as: UTF8.self)).utf8)[...] } }

        let owner = group == .traveller || group == .ticket || group == .payment ? draft.travellers.indices.last : nil
        var extent = segment.extent
        if let first = segment.range(1, textStart), let last = segment.range(1, segment.componentCount(1)) {
            extent = Extent(first.lowerBound..<max(first.upperBound, last.upperBound))
        }
        // One request may be for several travellers, each with its own seat, in elements of their own.
        var isFirst = true
        var dataKept: ArraySlice<UInt8>?
        for element in 2...max(2, segment.elementCount) {
            let reference = segment.text(element, 3)
            let data = segment.textBytes(element, 1)
            guard isFirst || reference != nil || data != nil else { continue }
            isFirst = false
            if data != nil, !hasCard { dataKept = data }
            var source = PNRGOVServiceSource(segment: segment, textStart: textStart, text: text, data: dataKept)
            var content = content(kind, text: text, data: data)
            // A seat on another flight is no seat on this one.
            if case .seat = content, !draft.isOwnFlight, group == .segment || group == .checkIn {
                content = .other
                if let last = draft.booking.itinerary.indices.last {
                    source.from = draft.booking.itinerary[last].leg.from
                    source.to = draft.booking.itinerary[last].leg.to
                }
            }
            draft.pending.append(
                PNRGOVPendingService(
                    content: content, source: source, travellerReference: reference, owner: owner, extent: extent, offset: segment.offset))
        }
    }

    /// First component of the free text: the ninth, or where senders miscount the first that can be nothing else.
    private func textComponent(_ segment: Segment) -> Int {
        let count = segment.componentCount(1)
        var component = 5
        while component < 9, component <= count {
            if segment.withText(1, component, { Self.isFreeText($0) }) == true { return component }
            component += 1
        }
        return 9
    }

    /// More than a code or a place.
    private static func isFreeText(_ text: Span<UInt8>) -> Bool {
        if text.count > 3 { return true }
        for index in text.indices where text[index] == 0x2F { return true }
        return false
    }

    /// Components from one on: a separator that was not escaped is part of the text.
    private mutating func joined(_ segment: Segment, _ element: Int, from first: Int) -> ArraySlice<UInt8>? {
        let count = segment.componentCount(element)
        guard first <= count else { return nil }
        if first == count { return segment.textBytes(element, first) }
        let parts = (first...count).map { segment.textBytes(element, $0) ?? [] }
        let text = Array(parts.joined(separator: [0x3A]))
        if parts.count(where: { !$0.isEmpty }) > 1 { note(.separatorInText, .repaired, segment, element, first) }
        return text.allSatisfy { $0 == 0x3A } ? nil : text[...]
    }

    private func content(_ kind: PNRGOVServiceKind, text: ArraySlice<UInt8>?, data: ArraySlice<UInt8>?) -> PNRGOVPendingService.Content {
        guard let text = text ?? data else { return .other }
        switch kind {
        case .document: return .document(text)
        case .permission: return .permission(text)
        case .address: return .address(text)
        case .infant: return .infant(text)
        case .child: return .child(text)
        case .frequentFlyer: return .frequentFlyer(text)
        case .ticket: return .ticket(text)
        case .contact(let letter): return .contact(text, letter)
        case .ticketLike, .other: return .tied(text)
        case .seat:
            let seat = (data ?? text).drop { $0 == 0x2F || $0 == 0x30 }.prefix { $0 != 0x2F && $0 != 0x20 }
            let isSeat = seat.last.map { $0 > 0x40 } ?? false && seat.first.map { $0 <= 0x39 } ?? false && seat.count <= 4
            return isSeat ? .seat(String(decoding: seat, as: UTF8.self)) : .other
        }
    }
}

/// What a special service request is about, by its code.
enum PNRGOVServiceKind {
    case document, permission, address, infant, child, frequentFlyer, ticket, seat, other
    /// Begins as codes of tickets do.
    case ticketLike
    /// With the letter that says of which kind: M mobile, E e-mail.
    case contact(UInt8?)

    init(_ code: Span<UInt8>) {
        switch Tag(code) {
        case Tag("D", "O", "C", "S"): self = .document
        case Tag("D", "O", "C", "O"): self = .permission
        case Tag("D", "O", "C", "A"): self = .address
        case Tag("I", "N", "F", "T"), Tag("I", "N", "F"): self = .infant
        case Tag("C", "H", "L", "D"): self = .child
        case Tag("F", "Q", "T", "V"), Tag("F", "Q", "T", "R"), Tag("F", "Q", "T", "U"), Tag("F", "Q", "T", "S"): self = .frequentFlyer
        case Tag("T", "K", "N", "E"), Tag("T", "K", "N", "A"), Tag("T", "K", "N", "M"), Tag("T", "K", "N", "R"): self = .ticket
        case Tag("S", "E", "A", "T"), Tag("N", "S", "S", "T"), Tag("N", "S", "S", "A"), Tag("N", "S", "S", "W"), Tag("N", "S", "S", "B"),
            Tag("R", "Q", "S", "T"), Tag("S", "M", "S", "T"):
            self = .seat
        default:
            switch code.count >= 3 ? Tag(code.extracting(0..<3)) : nil {
            case Tag("C", "T", "C"): self = .contact(code.count > 3 ? code[code.count - 1] : nil)
            case Tag("T", "K", "N"): self = .ticketLike
            default: self = .other
            }
        }
    }

    /// Fewest digits of a card's number in such a request: telephones and tickets have nearly as many.
    var leastCardDigits: Int {
        switch self {
        case .contact: 16
        case .ticket, .ticketLike: 20
        default: 13
        }
    }
}
