public import TravelMessages

/// A message with deviations, and which they are.
public struct MessageMutant: Hashable, Sendable {
    public var bytes: [UInt8]
    public var deviations: [MessageDeviation]
}

/// Makes messages with deviations from one without any: the same seed makes the same one everywhere.
///
/// Beside ``MessageFaults``, which spoils a few messages of a world at about the rates that are published, this one is for
/// holding readers to what they promise: every mutant has some deviation, and most have several at once.
public struct MessageMutator: Sendable {
    private let segments: [String]
    private let isList: Bool

    /// - Parameters:
    ///   - clean: one interchange as ``PAXLSTWriter`` or ``PNRGOVWriter`` writes it, with the standard's separators
    ///   - kind: what its message is
    public init(_ clean: [UInt8], kind: TravelMessage.Kind) {
        isList = kind == .paxlst
        var segments: [String] = []
        var segment: [UInt8] = []
        var isReleased = false
        for byte in clean {
            if byte == 0x27, !isReleased {
                segments.append(String(decoding: segment, as: UTF8.self))
                segment = []
            } else {
                segment.append(byte)
            }
            isReleased = byte == 0x3F && !isReleased
        }
        self.segments = segments
    }

    /// A mutant with one to six deviations.
    public func mutant(seed: UInt64) -> MessageMutant {
        var random = RandomStream(state: seed).part(1)
        var draft = MutantDraft(segments: segments, isList: isList)
        var deviations = MessageDeviation.allCases
        random.shuffle(&deviations)
        let most = random.between(1, 6)
        var chosen: [MessageDeviation] = []
        for deviation in deviations where chosen.count < most {
            if !chosen.allSatisfy({ deviation.isCompatible(with: $0) }) { continue }
            if draft.apply(deviation, &random) { chosen.append(deviation) }
        }
        return MessageMutant(bytes: Array(draft.text(chosen, &random).utf8), deviations: chosen)
    }
}

/// A message while it is changed: its segments, without terminators.
private struct MutantDraft {
    var segments: [String]
    let isList: Bool

    /// Changes segments; false where the message has nothing that this can happen to. What concerns the whole text waits.
    mutating func apply(_ deviation: MessageDeviation, _ random: inout RandomStream) -> Bool {
        switch deviation {
        case .emptyDocument: insertBehindPerson("DOC++", &random)
        case .emptyResidence: insertBehindPerson("LOC+174+", &random)
        case .bagsMisplaced: insertBehindPerson("MEA+CT++2", &random)
        case .endlessTags: insertBehindPerson("FTX+BAG+++XY012345:722356", &random)
        case .noTag: insertBehindPerson("FTX+BAG+++NULL", &random)
        case .strayGroup: insert("GR6+1", before: "NAD+F", isList)
        case .agencyInHeader: insert("NAD+BA+++HARBOUR TRAVEL", before: "TDT+", isList)
        case .countInPush: insert("CNT+42:1", before: "UNT+", !isList)
        case .dateBehindPlus: change("DTM+329:", &random) { "DTM+329+" + $0.dropFirst(8) }
        case .yearsWithCentury: change("DTM+36:", &random) { $0.utf8.count == 13 ? "DTM+36:20" + $0.dropFirst(7) : nil }
        case .paddedFlight: padFlight()
        case .nameInOnePart: changeName(&random) { "\($0)/\($1)" }
        case .titleApart: changeName(&random) { "\($0):\($1) MR" }
        case .titleGlued: changeName(&random) { "\($0):\($1)MRS" }
        case .travellerTwice: !isList && repeatTraveller(&random)
        case .noTrigger: !isList && remove("SRC")
        case .noOriginator: !isList && removeBeforeBookings("ORG+")
        case .noTotal: !isList && removeBeforeBookings("EQN+")
        case .documentOneOff:
            change("SSR+DOCS", &random) { $0.contains(":/P/") ? $0.replacing(":/P/", with: ":/", maxReplacements: 1) : nil }
        case .documentsBehindFlights: !isList && moveDocuments()
        case .timeWithoutDate: change("RCI+", &random) { Self.withoutDate($0) }
        case .checkInWithoutDate: insert("DAT+2:", before: "UNT+", !isList)
        case .wrongCount: change("UNT+", &random) { _ in "UNT+9999+1" }
        case .wrongReference: change("UNT+", &random) { $0 + "X" }
        case .noEnvelope: envelopeRemoved()
        case .declaredSeparators, .guessedSeparators: !segments.contains { $0.utf8.contains { [0x21, 0x23, 0x5E].contains($0) } }
        case .smallTag, .strayLine, .blanksBetween, .junkAround, .shortServiceString, .typographicTerminators, .lines, .brokenLines,
            .lostTerminator, .noLastTerminator, .twice:
            true
        }
    }

    // MARK: Segments

    private func positions(_ start: String) -> [Int] { segments.indices.filter { segments[$0].utf8.starts(with: start.utf8) } }

    private mutating func insertBehindPerson(_ segment: String, _ random: inout RandomStream) -> Bool {
        guard let position = random.pick(positions("NAD+F")) else { return false }
        segments.insert(segment, at: position + 1)
        return true
    }

    private mutating func insert(_ segment: String, before start: String, _ isMeant: Bool) -> Bool {
        guard isMeant, let position = positions(start).first else { return false }
        segments.insert(segment, at: position)
        return true
    }

    private mutating func remove(_ segment: String) -> Bool {
        // The first booking keeps its trigger: nothing else says where it begins.
        guard let position = positions(segment).dropFirst().first else { return false }
        segments.remove(at: position)
        return true
    }

    private mutating func removeBeforeBookings(_ start: String) -> Bool {
        guard let first = positions("SRC").first, let position = positions(start).first, position < first else { return false }
        segments.remove(at: position)
        return true
    }

    private mutating func change(_ start: String, _ random: inout RandomStream, _ changed: (String) -> String?) -> Bool {
        guard let position = random.pick(positions(start)), let text = changed(segments[position]) else { return false }
        segments[position] = text
        return true
    }

    /// Family and given names of somebody, written otherwise. Names with released characters are left alone.
    private mutating func changeName(_ random: inout RandomStream, _ written: (Substring, Substring) -> String) -> Bool {
        change("NAD+F", &random) { segment in
            var elements = segment.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
            guard !segment.contains("?"), elements.count > 4 else { return nil }
            let parts = elements[4].split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, parts[1].utf8.count > 2, parts[1].utf8.allSatisfy({ $0 > 0x40 }), !parts[0].contains("/") else {
                return nil
            }
            elements[4] = written(parts[0], parts[1])
            return elements.joined(separator: "+")
        }
    }

    /// The flight that the message is about; bookings may spell it as they like.
    private mutating func padFlight() -> Bool {
        guard let position = positions(isList ? "TDT+20+" : "TVL+").first else { return false }
        var elements = segments[position].split(separator: "+", omittingEmptySubsequences: false).map(String.init)
        if isList {
            guard elements.count > 2, elements[2].utf8.count > 2, elements[2].utf8.dropFirst(2).allSatisfy({ $0 <= 0x39 }) else {
                return false
            }
            elements[2] = elements[2].prefix(2) + "0" + elements[2].dropFirst(2)
        } else {
            guard elements.count == 6 else { return false }
            elements[5] = "0" + elements[5]
        }
        segments[position] = elements.joined(separator: "+")
        return true
    }

    private mutating func repeatTraveller(_ random: inout RandomStream) -> Bool {
        let numbered = positions("TIF+").filter { position in
            let elements = segments[position].split(separator: "+", omittingEmptySubsequences: false)
            guard elements.count == 3, elements[1].hasSuffix(":I") else { return false }
            let parts = elements[2].split(separator: ":", omittingEmptySubsequences: false)
            return parts.count > 2 && !parts[2].isEmpty
        }
        guard let position = random.pick(numbered) else { return false }
        segments.insert(segments[position], at: position)
        return true
    }

    /// The documents of the last booking stand behind its flights, where each still names its holder.
    private mutating func moveDocuments() -> Bool {
        guard let last = positions("SRC").last, let end = positions("UNT+").first else { return false }
        let moved = positions("SSR+DOCS").filter { $0 > last && segments[$0].utf8.count { $0 == 0x2F } >= 9 }
        guard !moved.isEmpty, segments[last..<end].contains(where: { $0.hasPrefix("TVL+") }) else { return false }
        let documents = moved.map { segments[$0] }
        for position in moved.reversed() { segments.remove(at: position) }
        let flight = segments.lastIndex { $0.hasPrefix("TVL+") } ?? segments.count - 3
        segments.insert(contentsOf: documents, at: flight + 1)
        return true
    }

    private static func withoutDate(_ segment: String) -> String? {
        var elements = segment.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
        var parts = elements[1].split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 4, !parts[3].isEmpty, !parts[4].isEmpty else { return nil }
        parts[3] = ""
        elements[1] = parts.joined(separator: ":")
        return elements.joined(separator: "+")
    }

    private mutating func envelopeRemoved() -> Bool {
        guard segments.first?.hasPrefix("UNB+") == true, segments.last?.hasPrefix("UNZ+") == true else { return false }
        segments.removeLast()
        return true
    }

    // MARK: The whole text

    func text(_ chosen: [MessageDeviation], _ random: inout RandomStream) -> String {
        var segments = segments
        // From the second segment of the message to the last before UNT: the envelope has tests of its own.
        let inner = 3..<max(4, segments.count - 3)
        if chosen.contains(.smallTag) {
            let position = random.between(inner.lowerBound, inner.upperBound - 1)
            segments[position] = segments[position].prefix(3).lowercased() + segments[position].dropFirst(3)
        }
        var terminators = [String](repeating: "'", count: segments.count)
        var before = [String](repeating: "", count: segments.count)
        if chosen.contains(.blanksBetween) { before[random.between(inner.lowerBound, inner.upperBound - 1)] = "  " }
        if chosen.contains(.strayLine) {
            before[random.between(inner.lowerBound, inner.upperBound - 1)] += random.chance(0.5) ? "L'" : "LT 1'"
        }
        if chosen.contains(.lostTerminator), let position = loser(segments, before, inner, &random) { terminators[position] = "" }
        if chosen.contains(.noLastTerminator) { terminators[segments.count - 1] = "" }
        let isInLines = chosen.contains(.lines) || chosen.contains(.lostTerminator)
        var text = ""
        for position in segments.indices {
            text += before[position] + segments[position] + terminators[position] + (isInLines ? "\r\n" : "")
        }
        text = separated(text, chosen)
        if chosen.contains(.brokenLines) { text = broken(text, at: random.between(58, 70)) }
        if chosen.contains(.twice) { text += text }
        if chosen.contains(.junkAround) { text = random.chance(0.5) ? "Scanned by a gateway\r\n" + text : text + "\r\nend of file" }
        return text
    }

    /// A segment of the message that can lose its terminator and still be told from the next: one follows that has elements.
    private func loser(_ segments: [String], _ before: [String], _ inner: Range<Int>, _ random: inout RandomStream) -> Int? {
        random.pick(
            inner.dropLast().filter { position in
                let next = segments[position + 1]
                return !segments[position].hasSuffix("+") && !segments[position].hasSuffix(":") && !before[position + 1].contains("L")
                    && next.utf8.dropFirst(3).first == 0x2B
            })
    }

    private func separated(_ text: String, _ chosen: [MessageDeviation]) -> String {
        if chosen.contains(.shortServiceString) { return "UNA:+.?'" + text }
        if chosen.contains(.typographicTerminators) { return text.replacing("'", with: "\u{2019}") }
        guard chosen.contains(.declaredSeparators) || chosen.contains(.guessedSeparators) else { return text }
        var other = ""
        var isReleased = false
        for character in text {
            switch character {
            case ":" where !isReleased: other += "!"
            case "+" where !isReleased: other += "#"
            case "'" where !isReleased: other += "^"
            default: other.append(character)
            }
            isReleased = character == "?" && !isReleased
        }
        return chosen.contains(.declaredSeparators) ? "UNA!#.? ^" + other : other
    }

    private func broken(_ text: String, at width: Int) -> String {
        var result: [UInt8] = []
        var column = 0
        for byte in text.utf8 {
            // Never within a letter of several bytes.
            if column >= width, byte < 0x80 || byte >= 0xC0 {
                result += [0x0D, 0x0A]
                column = 0
            }
            result.append(byte)
            column += 1
        }
        return String(decoding: result, as: UTF8.self)
    }
}
