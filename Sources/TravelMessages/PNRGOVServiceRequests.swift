import EDIFACT
import Travel

/// SSR: 1 code : status : quantity : carrier : : : board : off : text; 2… data : unit : traveller reference : characteristic.
extension PNRGOVReading {
    mutating func readServiceRequest(_ segment: Segment) {
        guard let code = segment.text(1, 1) else { return keep(segment) }
        let isContact = code.utf8.starts(with: "CTC".utf8)
        let hasCard = noteCardNumbers(in: segment, leastDigits: isContact ? 16 : code.utf8.starts(with: "TKN".utf8) ? 20 : 13)
        let textStart = textComponent(segment)
        var text = joined(segment, 1, from: textStart)
        if hasCard { text = text.map { PaymentCardNumbers.masked($0) } }
        var service = ServiceRequest(code: code, status: segment.text(1, 2), quantity: segment.number(1, 3), carrier: segment.text(1, 4))
        service.board = textStart > 7 ? segment.text(1, 7) : nil
        service.off = textStart > 8 ? segment.text(1, 8) : nil
        service.text = text

        let owner = group == .traveller || group == .ticket || group == .payment ? draft.travellers.indices.last : nil
        let extent = segment.range(1, textStart).flatMap { first in
            segment.range(1, segment.componentCount(1)).map { Extent(first.lowerBound..<max(first.upperBound, $0.upperBound)) }
        }
        // One request may be for several travellers, each with its own seat, in elements of their own.
        var isFirst = true
        for element in 2...max(2, segment.elementCount) {
            let reference = segment.text(element, 3)
            let data = segment.text(element, 1)
            guard isFirst || reference != nil || data != nil else { continue }
            isFirst = false
            service.travellerReference = reference
            if let data, hasCard == false { service.text = [text, data].compactMap { $0 }.joined(separator: " ") }
            let (content, tie) = content(code, text: text, data: data)
            keep(
                PNRGOVPendingService(
                    content: content, service: service, tie: tie, owner: owner, extent: extent ?? segment.extent, offset: segment.offset))
        }
    }

    /// First component of the free text: the ninth, or where senders miscount the first that can be nothing else.
    private func textComponent(_ segment: Segment) -> Int {
        let count = segment.componentCount(1)
        var component = 5
        while component < 9, component <= count {
            if let range = segment.range(1, component), !range.isEmpty, let text = segment.text(1, component),
                text.utf8.count > 3 || text.utf8.contains(0x2F)
            {
                return component
            }
            component += 1
        }
        return 9
    }

    /// Components from one on: a separator that was not escaped is part of the text.
    private func joined(_ segment: Segment, _ element: Int, from first: Int) -> String? {
        let count = segment.componentCount(element)
        guard first <= count else { return nil }
        if first == count { return segment.text(element, first) }
        let parts = (first...count).map { segment.text(element, $0) ?? "" }
        let text = parts.joined(separator: ":")
        return text.utf8.allSatisfy { $0 == 0x3A } ? nil : text
    }

    private mutating func content(
        _ code: String, text: String?, data: String?
    ) -> (PNRGOVPendingService.Content, SSRTie?) {
        guard let text = text ?? data else { return (.other, nil) }
        switch code.utf8.count <= 4 ? Tag(code) : Tag("\0", "\0") {
        case Self.docs:
            guard let document = SSRDocument(text, reference: reference) else { return (.other, nil) }
            return (.document(document), document.tie)
        case Self.doco:
            guard let read = SSRPermission(text, reference: reference) else { return (.other, nil) }
            return (.permission(read), read.tie)
        case Self.doca:
            guard let read = SSRAddress(text) else { return (.other, nil) }
            return (.address(read), read.tie)
        case Self.inft, Self.inf:
            guard let read = SSRInfant(text) else { return (.other, nil) }
            return (.infant(read), read.tie)
        case Self.chld:
            let tokens = SSRTokens(text)
            let date = (0..<tokens.count).lazy.flatMap { tokens[$0].split(separator: 0x20) }.compactMap { SSRDate($0) }.first
            return (date.map { .child($0) } ?? .other, tokens.tie)
        case let code where Self.frequentFlyers.contains(code):
            let tokens = SSRTokens(text)
            guard let first = tokens.firstFilled else { return (.other, nil) }
            return (.frequentFlyer(String(decoding: tokens[first].filter { $0 != 0x20 }, as: UTF8.self)), tokens.tie)
        case let code where Self.tickets.contains(code):
            guard let read = SSRTicketNumber(text) else { return (.other, nil) }
            return (.ticket(read), read.tie)
        case let code where Self.seats.contains(code):
            let seat = Array((data ?? text).utf8).drop { $0 == 0x2F || $0 == 0x30 }.prefix { $0 != 0x2F && $0 != 0x20 }
            let isSeat = seat.last.map { $0 > 0x40 } ?? false && seat.first.map { $0 <= 0x39 } ?? false && seat.count <= 4
            return (isSeat ? .seat(String(decoding: seat, as: UTF8.self)) : .other, nil)
        default:
            guard code.utf8.starts(with: "CTC".utf8), let contact = ContactText(text, code: code) else {
                return (.other, SSRTie.find(in: Array(text.utf8)[...])?.tie)
            }
            return (.contact(contact.contact), contact.tie)
        }
    }

    private static let docs = Tag("DOCS")
    private static let doco = Tag("DOCO")
    private static let doca = Tag("DOCA")
    private static let inft = Tag("INFT")
    private static let inf = Tag("I", "N", "F")
    private static let chld = Tag("CHLD")
    private static let frequentFlyers: [Tag] = ["FQTV", "FQTR", "FQTU", "FQTS"]
    private static let tickets: [Tag] = ["TKNE", "TKNA", "TKNM", "TKNR"]
    private static let seats: [Tag] = ["SEAT", "NSST", "NSSA", "NSSW", "NSSB", "RQST", "SMST"]

    /// Keeps a request until all travellers of the booking are known.
    private mutating func keep(_ pending: PNRGOVPendingService) {
        guard case .seat = pending.content, !draft.isOwnFlight, group == .segment || group == .checkIn else {
            draft.pending.append(pending)
            return
        }
        // A seat on another flight is no seat on this one.
        var service = pending.service
        if let leg = draft.booking.itinerary.last?.leg {
            service.board = service.board ?? leg.from
            service.off = service.off ?? leg.to
        }
        draft.pending.append(
            PNRGOVPendingService(content: .other, service: service, owner: pending.owner, extent: pending.extent, offset: pending.offset))
    }
}
