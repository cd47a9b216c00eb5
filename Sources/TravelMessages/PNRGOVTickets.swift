import EDIFACT
import Travel

/// Groups 3 and 4: TKT, MON, FOP.
extension PNRGOVReading {
    /// TKT: number : type : booklets.
    mutating func readTicket(_ segment: Segment) {
        guard let owner = draft.travellers.indices.last, group == .traveller || group == .ticket || group == .payment else {
            return keep(segment)
        }
        group = .ticket
        let ticket = Ticket(number: segment.text(1, 1), type: segment.text(1, 2))
        draft.travellers[owner].add(segment.extent, .ticket, index: draft.travellers[owner].value.tickets.count)
        draft.travellers[owner].value.tickets.append(ticket)
    }

    private static var total: Tag { Tag(letter: "T") }

    /// MON: each element B base or T total : amount : currency.
    mutating func readAmounts(_ segment: Segment) {
        guard let owner = draft.travellers.indices.last, group == .ticket || group == .payment,
            let ticket = draft.travellers[owner].value.tickets.indices.last
        else { return keep(segment) }
        for element in 1...max(1, segment.elementCount) {
            let isTotal = segment.code(element, 1) == Self.total
            guard let amount = segment.text(element, 2) else { continue }
            if isTotal || draft.travellers[owner].value.tickets[ticket].amount == nil {
                draft.travellers[owner].value.tickets[ticket].amount = amount
                draft.travellers[owner].value.tickets[ticket].currency = segment.text(element, 3)
            }
        }
        if segment.elementCount > 1 { keep(segment) }
    }

    /// FOP: each element form : use : amount : vendor : account : expiry.
    mutating func readPayments(_ segment: Segment) {
        if group == .ticket || group == .traveller { group = .payment }
        for element in 1...max(1, segment.elementCount) {
            let vendor = segment.text(element, 4)
            guard let form = segment.text(element, 1) ?? vendor else {
                noteAccount(segment, element, isCard: false)
                continue
            }
            let payment = Payment(
                form: form, amount: segment.text(element, 3), vendor: vendor, account: segment.text(element, 5),
                expiry: segment.text(element, 6))
            noteAccount(segment, element, isCard: payment.isCard)
            draft.add(segment.extent, .payment, index: draft.booking.payments.count)
            draft.booking.payments.append(payment)
        }
    }

    /// The account of a card, and whatever else in the element looks like a card's number.
    private mutating func noteAccount(_ segment: Segment, _ element: Int, isCard: Bool) {
        let count = segment.componentCount(element)
        guard let first = segment.range(element, 1), let last = segment.range(element, max(1, count)) else { return }
        let bytes = segments.bytes.span
        if isCard, let account = segment.range(element, 5) {
            message.cardNumbers += PaymentCardNumbers.accountExtents(in: bytes, from: account.lowerBound, to: account.upperBound)
            // An account that is cut by separators, or one in another place, is looked for by its check digit.
            message.cardNumbers += PaymentCardNumbers.extents(in: bytes, from: first.lowerBound, to: account.lowerBound)
            message.cardNumbers += PaymentCardNumbers.extents(
                in: bytes, from: account.upperBound, to: max(account.upperBound, last.upperBound))
        } else {
            message.cardNumbers += PaymentCardNumbers.extents(
                in: bytes, from: first.lowerBound, to: max(first.lowerBound, last.upperBound))
        }
    }
}
