public import Casework
import Dispatch
public import Storage
public import Travel
public import TravelMessages

/// A message as it was received, read again from its evidence copy.
public struct MessageFile: Sendable {
    public var stored: StoredMessage
    /// The flight that it speaks of.
    public var voyage: JudgedVoyage?
    /// What the present reader makes of the copy; nil where it finds no message at that place any more.
    public var message: TravelMessage?
    /// As the reader noted them when it came in.
    public var findings: [Finding]
    /// The bytes of this message alone.
    public var bytes: [UInt8]
    /// SHA-256 of the whole evidence copy.
    public var digest: [UInt8]
    /// Overwritten digits of card numbers.
    public var masked: [Extent]

    /// The sign that ends a segment: the one that the interchange announces (ISO 9735-1 section 6), else an apostrophe.
    public var terminator: UInt8
}

extension Unit {
    /// Opens the evidence copy of a message: one log entry, committed before the answer.
    /// - Throws: ``ServiceError/unknown(what:)``
    public func messageFile(_ id: Identifier, access: Access) async throws -> MessageFile {
        guard let stored = try await storage.storedMessages([id])[id] else { throw ServiceError.unknown(what: "message") }
        var access = access
        access.reference = id.description
        guard
            let evidence = try await storage.openEvidence(
                stored.transmission, month: stored.month, access: access, what: "message", at: clock.now())
        else { throw ServiceError.unknown(what: "evidence copy of this message") }
        let copy = evidence.copy
        // Seconds of work for the largest transmissions: not on the threads that serve everybody.
        let reading = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: readTransmission(copy)) }
        }
        let start = min(max(0, stored.extent.offset), copy.count)
        let end = min(start + min(max(0, stored.extent.length), copy.count), copy.count)
        return MessageFile(
            stored: stored, voyage: try await storage.voyage(stored.voyage)?.voyage,
            message: reading.messages.first { $0.extent.offset == stored.extent.offset && $0.kind.rawValue == stored.kind },
            findings: (try? FactsJSON.decode([Finding].self, from: Array(stored.findings.utf8))) ?? [], bytes: Array(copy[start..<end]),
            digest: evidence.sha256, masked: Self.masked(copy[start..<end]), terminator: Self.terminator(copy, before: start))
    }

    /// Runs of the letter that overwrites card digits, as long as a card number's hidden part (ISO/IEC 7812-1: 12 to 19 digits,
    /// the last four of which stay), with four digits behind them.
    static func masked(_ bytes: ArraySlice<UInt8>) -> [Extent] {
        var extents: [Extent] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            guard bytes[index] == UInt8(ascii: "X") else {
                index += 1
                continue
            }
            var end = index
            var digits = 0
            while end < bytes.endIndex, bytes[end] == UInt8(ascii: "X") || bytes[end] == 0x20 || bytes[end] == 0x2D {
                if bytes[end] == UInt8(ascii: "X") { digits += 1 }
                end += 1
            }
            let following = bytes[end...].prefix(4)
            if digits >= 8, following.count == 4, following.allSatisfy({ (0x30...0x39).contains($0) }) {
                extents.append(Extent(offset: index, length: end - index))
            }
            index = max(end, index + 1)
        }
        return extents
    }

    private static func terminator(_ bytes: [UInt8], before start: Int) -> UInt8 {
        let announcement = Array("UNA".utf8)
        var found: UInt8 = UInt8(ascii: "'")
        var index = 0
        // The announcement stands at the head of an interchange: the last one before the message counts.
        while index + 9 <= min(bytes.count, start + 9) {
            if bytes[index] == announcement[0], bytes[index + 1] == announcement[1], bytes[index + 2] == announcement[2],
                index == 0 || bytes[index - 1] == found || bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D
            {
                found = bytes[index + 8]
                index += 9
            } else {
                index += 1
            }
        }
        return found
    }
}
