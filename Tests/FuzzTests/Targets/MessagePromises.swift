import EDIFACT
import Travel
import TravelMessages

/// Places lie inside the input and in order; every text can be asked for, also one past the last.
enum SyntaxPromises {
    static func broken(by bytes: [UInt8]) -> [String] {
        var broken: [String] = []
        let list = SegmentList(bytes)
        var last = 0
        for segment in list {
            if segment.offset < last || segment.range.upperBound > bytes.count { broken.append("a segment outside of its place") }
            last = segment.range.upperBound
            for element in 0...segment.elementCount + 1 {
                for component in 0...segment.componentCount(element) + 1 {
                    _ = segment.text(element, component)
                    guard let range = segment.range(element, component) else { continue }
                    if range.lowerBound < segment.offset || range.upperBound > last { broken.append("a component outside of its segment") }
                }
            }
            _ = segment.raw
        }
        for diagnostic in list.diagnostics
        where diagnostic.offset < 0 || diagnostic.length < 0 || diagnostic.offset + diagnostic.length > bytes.count {
            broken.append("a diagnostic outside of the input: \(diagnostic.kind)")
        }
        return broken
    }
}

/// Whatever a reader says stands in the input, is the same when asked again, and can be shown.
enum ReaderPromises {
    static func broken(by bytes: [UInt8]) -> [String] {
        var broken: [String] = []
        let reading = readTransmission(bytes)
        func inside(_ extent: Extent, _ what: String) {
            if extent.offset < 0 || extent.length < 0 || extent.offset + extent.length > bytes.count {
                broken.append("\(what) outside of the input")
            }
        }
        for finding in reading.findings + reading.messages.flatMap(\.findings) where !(0...bytes.count).contains(finding.offset) {
            broken.append("a finding outside of the input: \(finding.code)")
        }
        for message in reading.messages {
            inside(message.extent, "a message")
            inside(message.body, "a body")
            for traveller in message.travellers { inside(traveller.extent, "a traveller") }
            for booking in message.bookings {
                inside(booking.extent, "a booking")
                if booking.value.travellers.contains(where: { !message.travellers.indices.contains($0) }) {
                    broken.append("a booking of somebody who is not there")
                }
            }
            for extent in message.cardNumbers {
                inside(extent, "a card number")
                let range = max(0, extent.offset)..<max(0, extent.offset, min(bytes.count, extent.offset + extent.length))
                if bytes[range].contains(where: { !(0x30...0x39).contains($0) }) { broken.append("a card number that is not digits") }
            }
        }
        if reading.messages.isEmpty && !reading.findings.contains(where: { $0.severity == .lost }) { broken.append("nothing read, unsaid") }
        if readTransmission(bytes) != reading { broken.append("another reading of the same bytes") }
        let inspection = Inspection(reading: reading, bytes: bytes)
        _ = inspection.json()
        _ = inspection.text(colour: false)
        return broken
    }
}
