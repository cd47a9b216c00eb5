import EDIFACT
import Travel
import TravelMessages

/// SplitMix64: the same numbers for the same seed everywhere.
struct PNRGOVRandom {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
    mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }
    mutating func letters(_ count: Int) -> String { String((0..<count).map { _ in pick(Array("ABCDEFGHKLMNPRSTUVXZ")) }) }
    mutating func digits(_ count: Int) -> String { String((0..<count).map { _ in pick(Array("123456789")) }) }
}

enum PNRGOVFixture {
    static let header = "UNB+IATA:1+XY+ZZGOV+261125:0800+0001'UNH+1+PNRGOV:11:1:IA'"

    /// Reads the first message of an interchange, its envelope as a dispatcher fills it in.
    static func read(_ text: String) -> TravelMessage { read(Array(text.utf8)) }

    static func read(_ bytes: [UInt8]) -> TravelMessage {
        messages(bytes).first ?? TravelMessage(kind: .pnrgov, release: "", extent: Extent(offset: 0, length: 0))
    }

    static func messages(_ bytes: [UInt8]) -> [TravelMessage] {
        let segments = SegmentList(bytes)
        var messages: [TravelMessage] = []
        var header: Int?
        func close(_ end: Int) {
            guard let start = header else { return }
            header = nil
            let unh = segments[start]
            var message = TravelMessage(
                kind: .pnrgov, release: (unh.text(2, 2) ?? "") + ":" + (unh.text(2, 3) ?? ""), extent: Extent(offset: unh.offset, length: 0)
            )
            message.messageReference = unh.text(1)
            message.commonReference = unh.text(3)
            message.part = unh.number(4, 1)
            message.isFinalPart = unh.text(4, 2).map { $0 == "F" }
            message.prepared = LocalDateTime(iso8601: "2026-11-25T08:00")
            PNRGOVReader.read(segments, start + 1..<end, into: &message)
            messages.append(message)
        }
        for position in 0..<segments.count {
            switch segments.tag(at: position) {
            case .unh:
                close(position)
                header = position
            case .unt: close(position)
            default: break
            }
        }
        close(segments.count)
        return messages
    }

    /// A message of our own flight XY123 ABC-DEF on 26 November 2026.
    static func message(_ body: String, action: String = "22", bookings: Int = 1) -> TravelMessage {
        read(
            header + "MSG+:\(action)'ORG+XY:ABC'TVL+261126:0930:261126:1345+ABC+DEF+XY+0123A'EQN+\(bookings)'" + body
                + "UNT+1+1'UNZ+1+0001'")
    }
}
