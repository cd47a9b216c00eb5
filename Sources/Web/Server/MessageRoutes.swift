import Casework
import Foundation
import HTTPTypes
import Service
import Storage
import Travel
import TravelMessages

/// A message beside what was read from it, and the log.
extension Route {
    static let records: [Route] = [
        Route(.get, "messages", ":message", right: .permission(.messagesRead), purpose: .ofRole) { exchange in
            let access = try exchange.reader()
            let file = try await exchange.unit.messageFile(try exchange.identifier("message"), access: access)
            let shell = exchange.shell()
            var page = messagePage(file, from: Int(exchange.request.parameters["from"]))
            if let voyage = file.voyage {
                page.receipt.flight = exchange.models.voyage(voyage)
                if shell.account?.mayOpen.contains(.flights) ?? false { page.receipt.flightPage = .flight(voyage.key) }
            }
            return .page(page.html(in: shell))
        },
        Route(.get, "log", right: .permission(.logRead)) { exchange in
            let before = Int64(exchange.request.parameters["before"])
            let file = try await exchange.unit.logFile(before: before)
            let entries = file.lines.map { line in
                LogPage.Entry(
                    number: line.number, hour: line.hour, type: line.type, root: line.root.hexadecimal)
            }
            let page = LogPage(
                entries: entries, size: file.size, checkpoint: file.checkpoint, publicKey: file.key, older: file.older,
                isFirstPage: before == nil)
            return .page(page.html(in: exchange.shell()))
        },
    ]

    /// The stretch of the message that has the byte, and the facts that stand in it.
    static func messagePage(_ file: MessageFile, from: Int?) -> MessagePage {
        let stored = file.stored
        let begin = stored.extent.offset
        let end = begin + file.bytes.count
        let asked = min(max(from ?? begin, begin), max(begin, end - 1))
        let start = begin + (asked - begin) / RawText.window * RawText.window
        let stop = min(start + RawText.window, end)
        func isHere(_ extent: Extent) -> Bool { extent.offset < stop && extent.offset + max(0, extent.length) >= start }
        var facts: [FactNode] = []
        if let message = file.message {
            facts += message.legs.prefix(100).map(FactNode.leg)
            for (index, traveller) in message.travellers.enumerated() where isHere(traveller.extent) {
                facts.append(.traveller(traveller, number: index + 1))
            }
            for (index, booking) in message.bookings.enumerated() where isHere(booking.extent) {
                facts.append(.booking(booking, number: index + 1))
            }
        }
        let findings = file.findings.prefix(1_000).map { finding in
            MessagePage.FindingLine(
                code: finding.code.rawValue, severity: finding.severity.rawValue, offset: finding.offset, segment: finding.segment,
                arguments: finding.arguments)
        }
        let receipt = MessagePage.Receipt(
            received: Moment(stored.received), sender: stored.sender.isEmpty ? nil : stored.sender, door: stored.door,
            size: file.bytes.count,
            digest: file.digest.hexadecimal, readerVersion: stored.reader, part: stored.part, isFinalPart: stored.finalPart ?? false)
        return MessagePage(
            id: stored.id.description, kind: stored.kind, release: stored.release, action: stored.action, receipt: receipt, facts: facts,
            findings: Array(findings), bytes: Array(file.bytes[(start - begin)..<max(start - begin, stop - begin)]), start: start,
            masked: file.masked, terminator: file.terminator, earlier: start > begin ? max(begin, start - RawText.window) : nil,
            later: stop < end ? stop : nil)
    }
}
