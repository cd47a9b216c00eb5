import Casework
import HTTPTypes
import Service
import Storage
import Travel
import TravelMessages

/// What was received.
extension Route {
    static let messages: [Route] = [
        // Nobody is shown, and nothing sealed is opened: the purpose is declared since the permission also opens messages.
        Route(.get, "messages", right: .permission(.messagesRead), purpose: .ofRole) { try await list($0) }
    ]

    private static func list(_ exchange: Exchange) async throws -> WebAnswer {
        let asked = exchange.request.parameters
        let filter = MessagesPage.Filter(
            sender: trimmed(asked["sender"], to: 70), door: trimmed(asked["door"], to: 16), finding: trimmed(asked["finding"], to: 64),
            severity: trimmed(asked["severity"], to: 16), from: trimmed(asked["from"], to: 19), to: trimmed(asked["to"], to: 19))
        var errors: [FieldError] = []
        func moment(_ text: String, _ name: String) -> Instant? {
            guard !text.isEmpty else { return nil }
            let moment = LocalDateTime(iso8601: text).map { Instant(seconds: $0.secondsSince1970) }
            if moment == nil { errors.append(FieldError(name, name + "-malformed")) }
            return moment
        }
        func chosen(_ text: String, _ name: String, of values: [String]) -> String? {
            guard !text.isEmpty else { return nil }
            if !values.contains(text) { errors.append(FieldError(name, name + "-unknown")) }
            return text
        }
        let codes = FindingCode.allCases.map(\.rawValue).sorted()
        let window = ReceiptWindow(
            from: moment(filter.from, "from"), to: moment(filter.to, "to"), sender: filter.sender.isEmpty ? nil : filter.sender,
            door: chosen(filter.door, "door", of: MessagesPage.doors), finding: chosen(filter.finding, "finding", of: codes),
            severity: chosen(filter.severity, "severity", of: MessagesPage.severities))
        if let from = window.from, let to = window.to, to < from { errors.append(FieldError("to", "to-before-from")) }
        // What cannot be asked shows nothing, rather than something else.
        guard errors.isEmpty else {
            let page = MessagesPage(filter: filter, codes: codes, rows: [], errors: errors)
            return .page(page.html(in: exchange.shell()), status: .unprocessableContent)
        }
        let cursor = ReceiptCursor(text: asked["after"])
        let list = try await exchange.unit.messageList(window, after: cursor)
        let shell = exchange.shell()
        let mayOpenFlights = shell.account?.mayOpen.contains(.flights) ?? false
        let models = exchange.models
        let page = MessagesPage(
            filter: filter, codes: codes, rows: list.lines.map { models.row($0, mayOpenFlights: mayOpenFlights) }, next: list.next?.text,
            searchedBackTo: list.searchedBackTo, isFirstPage: cursor == nil)
        return .page(page.html(in: shell))
    }

    /// Without blanks at its ends, and no longer than a field takes.
    static func trimmed(_ text: String, to length: Int = .max) -> String {
        String(text.drop(while: \.isWhitespace).prefix(length).reversed().drop(while: \.isWhitespace).reversed())
    }
}

extension AlertModels {
    func row(_ line: MessageList.Line, mayOpenFlights: Bool) -> MessagesPage.Row {
        let receipt = line.receipt
        let message = receipt.message
        let counts = line.notes.map { FindingCounts.Count(code: $0.code, severity: $0.severity.rawValue, count: $0.count) }
        var row = MessagesPage.Row(received: Moment(receipt.place.received), findings: FindingCounts(counts: counts))
        row.door = receipt.door
        row.carrier = receipt.carrier
        row.isDuplicate = receipt.duplicateOf != nil
        row.first = receipt.firstMessage.map { .message($0.description) }
        row.waits = receipt.waits
        guard let message else { return row }
        row.address = .message(receipt.place.id.description)
        row.kind = message.kind
        row.release = message.release
        row.action = message.action
        row.part = message.part
        row.isFinalPart = message.finalPart == true
        row.travellers = message.travellers
        row.bookings = message.bookings
        row.sender = message.sender.isEmpty ? nil : message.sender
        if let voyage = message.voyage {
            row.flight = self.voyage(voyage)
            row.flightPage = mayOpenFlights ? .flight(voyage.key) : nil
        }
        return row
    }
}
