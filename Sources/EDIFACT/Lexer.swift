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
            position = segments(from: start.firstSegment, characters: start.characters)
        }
    }

    /// Reads segments until the interchange ends or another one begins, and returns where.
    private mutating func segments(from start: Int, characters: ServiceCharacters) -> Int {
        let classes = CharacterClasses(characters)
        var position = start
        while true {
            position = skipBlanks(position, classes)
            guard position < end else { return end }
            // Not where reading began: these characters may be the best guess there is for it.
            if position > start, beginsInterchange(position, classes) { return position }
            guard let tag = tag(at: position, classes) else {
                position = skipUnreadable(position, classes)
                continue
            }
            if tag.isLowerCase { note(.lowerCaseTag, position..<position + 3) }
            position = segment(from: position, tag: tag, classes)
            if tag.packed == Tag.unz.packed { return position }
        }
    }

    // MARK: One segment

    private struct TagReading {
        var packed: UInt32
        var isLowerCase: Bool
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
        default: return nil
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
            case CharacterClasses.lineBreak:
                isPlain = false
                if isLineByLine, endsAtLineBreak(position, classes) {
                    last = position
                    lostTerminator = true
                    break scan
                }
            case CharacterClasses.control:
                isPlain = false
            default:
                isPlain = false
                isASCII = false
            }
            position += 1
        }
        if !isTerminated && !lostTerminator { last = position }
        let length = position - start
        if length > SegmentList.maximumSegmentLength || components.count - firstComponent > SegmentList.maximumComponents {
            elements.removeLast(elements.count - firstElement)
            components.removeLast(components.count - firstComponent)
            note(.segmentTooLong, start..<position)
            return position
        }
        let count = elements.count - firstElement
        elements.append(UInt32(truncatingIfNeeded: components.count))
        components.append(UInt32(truncatingIfNeeded: last + 1))
        if !isTerminated { note(lostTerminator ? .missingTerminator : .cut, start..<position) }
        if !isASCII, String(validating: bytes[start..<position], as: UTF8.self) == nil { note(.notUTF8, start..<position) }
        entries.append(
            SegmentTables.Entry(
                tag: tag.packed, offset: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: length),
                firstElement: UInt32(truncatingIfNeeded: firstElement), elementCount: UInt16(truncatingIfNeeded: count),
                release: classes.release, isPlain: isPlain))
        if isTerminated { isLineByLine = position < end && (bytes[position] == 0x0A || bytes[position] == 0x0D) }
        return position
    }

    /// Whether the line break at `position` stands where a terminator should: a segment starts behind it, and no
    /// separator that would lead into the next line stands before it.
    private func endsAtLineBreak(_ position: Int, _ classes: CharacterClasses) -> Bool {
        guard position > 0, classes.table[Int(bytes[position - 1])] != CharacterClasses.element else { return false }
        var next = position
        while next < end, bytes[next] == 0x0A || bytes[next] == 0x0D { next += 1 }
        return isSegmentStart(next, classes)
    }

    // MARK: Between segments

    private func skipBlanks(_ start: Int, _ classes: CharacterClasses) -> Int {
        var position = start
        while position < end, bytes[position] <= 0x20 || classes.table[Int(bytes[position])] == CharacterClasses.terminator {
            position += 1
        }
        return position
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
            position += 1
            if kind == CharacterClasses.lineBreak, !isBlank, isSegmentStart(position, classes) { break }
        }
        note(.unreadableSegment, start..<position)
        return position
    }

    private mutating func noteJunk(_ range: Range<Int>) {
        guard let first = range.first(where: { bytes[$0] > 0x20 }) else { return }
        note(.junk, first..<range.upperBound)
    }

    private mutating func note(_ kind: SyntaxDiagnostic.Kind, _ range: Range<Int>) {
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
        diagnostics.append(SyntaxDiagnostic(kind, offset: range.lowerBound, length: range.count))
    }
}
