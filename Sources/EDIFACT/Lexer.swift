/// Bytes to tables, in one pass (ISO 9735-1 clause 7, read leniently).
struct Lexer {
    let bytes: [UInt8]
    /// End of what is read.
    let end: Int
    private(set) var diagnostics: [SyntaxDiagnostic] = []
    private var entries: [SegmentTables.Entry] = []
    private var elements: [UInt32] = []
    private var components: [UInt32] = []
    /// Whether segments stand on lines of their own: only then can a line break stand for a lost terminator.
    private var isLineByLine = false
    /// Length of the last line that was broken inside a segment; 0 before the first.
    private var wrapWidth = 0
    /// A typographic quote ended a segment: others may too.
    private var hasTypographicTerminators = false
    /// Where the diagnostics stand that are said once per message.
    private var said: [SyntaxDiagnostic.Kind: Int] = [:]

    private static let diagnosticsKept = 1_000

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        end = min(bytes.count, SegmentList.maximumInputLength)
        entries.reserveCapacity(end / 24 + 8)
        elements.reserveCapacity(end / 6 + 16)
        components.reserveCapacity(end / 5 + 16)
    }

    func tables() -> SegmentTables {
        SegmentTables(bytes: bytes, entries: entries, elements: elements, components: components)
    }

    mutating func run() {
        if bytes.count > end { note(.inputTooLong, end..<bytes.count) }
        let search = ServiceStringSearch(bytes: bytes, end: end)
        var position = 0
        while position < end {
            guard let start = search.next(from: position) else {
                noteJunk(position..<end)
                break
            }
            noteJunk(position..<start.offset)
            if let kind = start.diagnostic { note(kind, start.offset..<start.firstSegment) }
            isLineByLine = false
            hasTypographicTerminators = false
            position = segments(from: start.firstSegment, characters: start.characters)
        }
    }

    /// Reads segments until the interchange ends or another one begins, and returns where.
    private mutating func segments(from start: Int, characters: ServiceCharacters) -> Int {
        let classes = CharacterClasses(characters)
        var position = start
        wrapWidth = firstWrapWidth(from: start, classes)
        while true {
            let next = skipBlanks(position, classes)
            guard next < end else { return end }
            if next > position { noteBlanks(position..<next) }
            position = next
            // Not where reading began: these characters may be the best guess there is for it.
            if position > start, beginsInterchange(position, classes) { return position }
            guard let tag = tag(at: position, classes) else {
                position = skipUnreadable(position, classes)
                continue
            }
            if !said.isEmpty, tag.packed == Tag.unh.packed || tag.packed == Tag.unb.packed { said = [:] }
            if tag.isLowerCase { noteOnce(.lowerCaseTag, position..<position + 3, tag.packed) }
            if tag.hasLineBreak { noteBreak(inTagAt: position, tag.packed) }
            position = segment(from: position, tag: tag, classes)
            if tag.packed == Tag.unz.packed { return position }
        }
    }

    // MARK: One segment

    private struct TagReading {
        var packed: UInt32
        var isLowerCase: Bool
        var hasLineBreak = false
        /// Offset behind the last letter.
        var end: Int
    }

    /// A letter and two letters or digits, followed by a separator or the end. A line break may stand between them.
    private func tag(at start: Int, _ classes: CharacterClasses) -> TagReading? {
        // Nearly every tag: three capital letters and a separator behind them.
        if isSegmentStart(start, classes) {
            let packed = UInt32(bytes[start]) << 16 | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2])
            return TagReading(packed: packed, isLowerCase: false, end: start + 3)
        }
        var reading = TagReading(packed: 0, isLowerCase: false, end: start)
        var found = 0
        while reading.end < end, found < 3 {
            var byte = bytes[reading.end]
            if found > 0, byte == 0x0A || byte == 0x0D {
                reading.end += 1
                reading.hasLineBreak = true
                continue
            }
            if byte >= 0x61, byte <= 0x7A {
                reading.isLowerCase = true
                byte -= 0x20
            }
            guard byte >= 0x41 && byte <= 0x5A || found > 0 && byte >= 0x30 && byte <= 0x39 else { return nil }
            reading.packed = reading.packed << 8 | UInt32(byte)
            found += 1
            reading.end += 1
        }
        guard found == 3 else { return nil }
        var next = reading.end
        while next < end, bytes[next] == 0x0A || bytes[next] == 0x0D { next += 1 }
        guard next < end else {
            reading.end = next
            return reading
        }
        switch classes.table[Int(bytes[next])] {
        case CharacterClasses.component, CharacterClasses.element, CharacterClasses.terminator: return reading
        default:
            if typographicTerminator(at: next, classes) > 0 { return reading }
            // A segment without elements, whose terminator is lost at the end of its line.
            return next > reading.end && endsAtLineBreak(reading.end, next, classes) ? reading : nil
        }
    }

    /// Whether a segment in capital letters starts exactly here.
    private func isSegmentStart(_ position: Int, _ classes: CharacterClasses) -> Bool {
        guard position + 3 < end, classes.table[Int(bytes[position + 3])] == CharacterClasses.element else { return false }
        for index in position..<position + 3 {
            let byte = bytes[index]
            guard byte >= 0x41 && byte <= 0x5A || index > position && byte >= 0x30 && byte <= 0x39 else { return false }
        }
        return true
    }

    private mutating func segment(from start: Int, tag: TagReading, _ classes: CharacterClasses) -> Int {
        let firstElement = elements.count
        let firstComponent = components.count
        elements.append(UInt32(truncatingIfNeeded: firstComponent))
        components.append(UInt32(truncatingIfNeeded: start))
        var position = tag.end
        var isPlain = true
        var isASCII = true
        var isTerminated = false
        var lostTerminator = false
        var last = position
        let input = bytes
        // Of known lengths, so that the compiler checks each byte once.
        let span = input.span.extracting(first: end)
        let table = classes.table.span.extracting(first: 256)
        scan: while position < span.count {
            let kind = table[Int(span[position])]
            if kind == CharacterClasses.other {
                position += 1
                continue
            }
            switch kind {
            case CharacterClasses.component:
                components.append(UInt32(truncatingIfNeeded: position + 1))
            case CharacterClasses.element:
                elements.append(UInt32(truncatingIfNeeded: components.count))
                components.append(UInt32(truncatingIfNeeded: position + 1))
            case CharacterClasses.terminator:
                last = position
                position += 1
                isTerminated = true
                break scan
            case CharacterClasses.release:
                isPlain = false
                position = min(position + 1, end - 1)
                if span[position] >= 0x80 { isASCII = false }
                if span[position] == 0x0A || span[position] == 0x0D, let charge = charge(behind: position, classes) {
                    noteBreak(at: position, tag.packed)
                    position = charge
                }
            case CharacterClasses.lineBreak:
                isPlain = false
                let next = behindLineBreaks(position)
                if endsAtLineBreak(position, next, classes) {
                    last = position
                    lostTerminator = true
                    break scan
                }
                if next < end { noteBreak(at: position, tag.packed) }
                position = next
                continue scan
            case CharacterClasses.control:
                isPlain = false
            default:
                isPlain = false
                let quote = typographicTerminator(at: position, classes)
                if quote > 0 {
                    noteOnce(.typographicTerminator, position..<position + quote, tag.packed)
                    hasTypographicTerminators = true
                    last = position
                    position += quote
                    isTerminated = true
                    break scan
                }
                isASCII = false
            }
            position += 1
        }
        if !isTerminated && !lostTerminator { last = position }
        let length = position - start
        if length > SegmentList.maximumSegmentLength || components.count - firstComponent > SegmentList.maximumComponents {
            elements.removeLast(elements.count - firstElement)
            components.removeLast(components.count - firstComponent)
            note(.segmentTooLong, start..<position, tag.packed)
            return position
        }
        let count = elements.count - firstElement
        elements.append(UInt32(truncatingIfNeeded: components.count))
        components.append(UInt32(truncatingIfNeeded: last + 1))
        if !isTerminated { note(lostTerminator ? .missingTerminator : .cut, start..<position, tag.packed) }
        if !isASCII {
            if String(validating: bytes[start..<position], as: UTF8.self) == nil {
                note(.notUTF8, start..<position, tag.packed)
            } else {
                noteOnce(.beyondASCII, start..<position, tag.packed)
            }
        }
        entries.append(
            SegmentTables.Entry(
                tag: tag.packed, offset: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: length),
                firstElement: UInt32(truncatingIfNeeded: firstElement), elementCount: UInt16(truncatingIfNeeded: count),
                release: classes.release, isPlain: isPlain))
        if isTerminated {
            isLineByLine = position < end && (bytes[position] == 0x0A || bytes[position] == 0x0D)
        } else if lostTerminator {
            isLineByLine = true
        }
        return position
    }

    /// Whether the line break at `position` stands where a terminator should: a segment starts at `next`, no separator that
    /// would lead into the next line stands before it, and its line is not as long as those that were broken elsewhere.
    private func endsAtLineBreak(_ position: Int, _ next: Int, _ classes: CharacterClasses) -> Bool {
        guard position > 0, classes.table[Int(bytes[position - 1])] != CharacterClasses.element else { return false }
        let next = behindIndent(next)
        guard isTagStart(next, classes) else { return false }
        if bytes[next] == 0x55, bytes[next + 1] == 0x4E { return true }
        guard isLineByLine else { return false }
        return wrapWidth < Self.leastWrapWidth || abs(lineWidth(endingAt: position) - wrapWidth) > Self.wrapTolerance
    }

    // MARK: Lines that are broken inside segments

    /// Shortest line that a transport breaks: below it, what looks like the next segment is one.
    private static let leastWrapWidth = 40
    /// Lines of 64 to 69 characters are seen within one message.
    private static let wrapTolerance = 4
    /// Lines are measured up to this length.
    private static let longestLine = 160

    private func behindLineBreaks(_ start: Int) -> Int {
        var position = start
        while position < end, bytes[position] == 0x0A || bytes[position] == 0x0D { position += 1 }
        return position
    }

    /// Behind the few blanks that a line may begin with.
    private func behindIndent(_ start: Int) -> Int {
        var position = start
        while position < end, position - start < 16, bytes[position] <= 0x20 { position += 1 }
        return position
    }

    private func lineWidth(endingAt position: Int) -> Int {
        var start = position
        while start > 0, position - start < Self.longestLine, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
        return position - start
    }

    /// The service character that a line break parts from its release character.
    private func charge(behind position: Int, _ classes: CharacterClasses) -> Int? {
        let next = behindLineBreaks(position)
        guard next < end else { return nil }
        switch classes.table[Int(bytes[next])] {
        case CharacterClasses.component, CharacterClasses.element, CharacterClasses.terminator, CharacterClasses.release: return next
        default: return nil
        }
    }

    /// Length of the first line near the beginning that is broken inside a segment; 0 where there is none.
    private func firstWrapWidth(from start: Int, _ classes: CharacterClasses) -> Int {
        var position = start
        while position < min(end, start + 4 * Self.longestLine) {
            guard classes.table[Int(bytes[position])] == CharacterClasses.lineBreak else {
                position += 1
                continue
            }
            let next = behindIndent(behindLineBreaks(position))
            let isBroken = position > start && classes.table[Int(bytes[position - 1])] != CharacterClasses.terminator
            if isBroken, next < end, !isTagStart(next, classes) { return lineWidth(endingAt: position) }
            position = next
        }
        return 0
    }

    private mutating func noteBreak(at position: Int, _ tag: UInt32) {
        // The second half of CR LF is the same break.
        if position > 0, bytes[position - 1] == 0x0A || bytes[position - 1] == 0x0D { return }
        wrapWidth = lineWidth(endingAt: position)
        noteOnce(.brokenLines, position..<position + 1, tag)
    }

    private mutating func noteBreak(inTagAt start: Int, _ tag: UInt32) {
        for position in start..<min(end, start + 16) where bytes[position] == 0x0A || bytes[position] == 0x0D {
            return noteBreak(at: position, tag)
        }
    }

    // MARK: Typographic quotes

    /// Whether a letter, two letters or digits, all of one case, and a sign that ends a tag stand here.
    private func isTagStart(_ position: Int, _ classes: CharacterClasses) -> Bool {
        if isSegmentStart(position, classes) { return true }
        guard position + 3 < end else { return false }
        let small = bytes[position] & 0x20
        for index in position..<position + 3 {
            if index > position, bytes[index] >= 0x30, bytes[index] <= 0x39 { continue }
            let letter = bytes[index] & 0xDF
            guard letter >= 0x41, letter <= 0x5A, bytes[index] & 0x20 == small else { return false }
        }
        if classes.table[Int(bytes[position + 3])] == CharacterClasses.element { return true }
        return small == 0 && classes.table[Int(bytes[position + 3])] == CharacterClasses.terminator || quoteLength(at: position + 3) > 0
    }

    /// Bytes of a typographic quote in UTF-8 or Windows-1252; 0 for anything else.
    private func quoteLength(at position: Int) -> Int {
        guard position < end else { return 0 }
        let byte = bytes[position]
        if byte == 0xE2 {
            guard position + 2 < end, bytes[position + 1] == 0x80 else { return 0 }
            return [0x98, 0x99, 0x9C, 0x9D].contains(bytes[position + 2]) ? 3 : 0
        }
        // 0x91 to 0x94 are also second bytes of letters in UTF-8.
        return byte >= 0x91 && byte <= 0x94 && (position == 0 || bytes[position - 1] < 0x80) ? 1 : 0
    }

    /// Length of a typographic quote that stands where the terminator belongs; 0 for none. In a name, it is part of the name:
    /// it ends a segment where a service segment or a line with a segment follows, and where another one did before.
    private func typographicTerminator(at position: Int, _ classes: CharacterClasses) -> Int {
        let length = quoteLength(at: position)
        guard length > 0 else { return 0 }
        guard classes.table[0x27] == CharacterClasses.terminator || classes.table[0x22] == CharacterClasses.terminator else { return 0 }
        var next = position + length
        let endsLine = next < end && (bytes[next] == 0x0A || bytes[next] == 0x0D)
        while next < end, bytes[next] <= 0x20 { next += 1 }
        if next >= end { return hasTypographicTerminators ? length : 0 }
        if endsLine, hasTypographicTerminators { return length }
        guard isTagStart(next, classes) else { return 0 }
        return hasTypographicTerminators || endsLine || bytes[next] == 0x55 && bytes[next + 1] == 0x4E ? length : 0
    }

    // MARK: Between segments

    private func skipBlanks(_ start: Int, _ classes: CharacterClasses) -> Int {
        var position = start
        while position < end, bytes[position] <= 0x20 || classes.table[Int(bytes[position])] == CharacterClasses.terminator {
            position += 1
        }
        return position
    }

    private mutating func noteBlanks(_ range: Range<Int>) {
        for position in range where bytes[position] != 0x0A && bytes[position] != 0x0D {
            return noteOnce(.blanksBetween, position..<range.upperBound, 0)
        }
    }

    /// Whether another service string or interchange header starts here, that these characters do not read.
    private func beginsInterchange(_ position: Int, _ classes: CharacterClasses) -> Bool {
        guard position + 3 < end, bytes[position] == 0x55, bytes[position + 1] == 0x4E else { return false }
        let next = bytes[position + 3]
        switch bytes[position + 2] {
        case 0x41: return !ServiceCharacters.isAlphanumeric(next) && next > 0x20
        case 0x42:
            return !ServiceCharacters.isAlphanumeric(next) && next > 0x20
                && classes.table[Int(next)] != CharacterClasses.element
        default: return false
        }
    }

    /// Passes over what is no segment, to the next terminator or to a line that starts with a segment.
    private mutating func skipUnreadable(_ start: Int, _ classes: CharacterClasses) -> Int {
        var position = start
        var isBlank = true
        while position < end {
            let byte = bytes[position]
            let kind = classes.table[Int(byte)]
            if kind == CharacterClasses.terminator {
                position += 1
                break
            }
            if kind == CharacterClasses.release {
                position = min(position + 2, end)
                continue
            }
            if byte > 0x20 { isBlank = false }
            let quote = byte >= 0x80 ? typographicTerminator(at: position, classes) : 0
            if quote > 0 {
                position += quote
                break
            }
            position += 1
            if kind == CharacterClasses.lineBreak, !isBlank, isTagStart(position, classes) { break }
        }
        note(.unreadableSegment, start..<position)
        return position
    }

    private mutating func noteJunk(_ range: Range<Int>) {
        guard let first = range.first(where: { bytes[$0] > 0x20 }) else { return }
        note(.junk, first..<range.upperBound)
    }

    /// What is so all through a message is said once, with how often.
    private mutating func noteOnce(_ kind: SyntaxDiagnostic.Kind, _ range: Range<Int>, _ tag: UInt32) {
        if let index = said[kind], index < diagnostics.count {
            diagnostics[index].count += 1
            return
        }
        said[kind] = diagnostics.count
        note(kind, range, tag)
    }

    private mutating func note(_ kind: SyntaxDiagnostic.Kind, _ range: Range<Int>, _ tag: UInt32 = 0) {
        if kind == .unreadableSegment, let last = diagnostics.last, last.kind == kind, last.offset + last.length == range.lowerBound {
            diagnostics[diagnostics.count - 1].length += range.count
            return
        }
        guard diagnostics.count < Self.diagnosticsKept else {
            if diagnostics.last?.kind != .diagnosticsCapped {
                diagnostics.append(SyntaxDiagnostic(.diagnosticsCapped, offset: range.lowerBound, length: 0))
            }
            return
        }
        let tag = tag == 0 ? nil : Tag(packed: tag)
        diagnostics.append(SyntaxDiagnostic(kind, offset: range.lowerBound, length: range.count, tag: tag))
    }
}
