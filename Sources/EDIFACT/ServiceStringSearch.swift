/// Finds where interchanges begin, and which characters they are written with.
struct ServiceStringSearch {
    let bytes: [UInt8]
    let end: Int

    struct Start {
        /// Of UNA, or of the first segment where there is none.
        var offset: Int
        var firstSegment: Int
        var characters: ServiceCharacters
        var diagnostic: SyntaxDiagnostic.Kind?
    }

    /// How far the text is looked at to guess its separators, in bytes: no UNB is longer.
    private static let window = 512

    /// The next UNA, UNB, UNG or UNH.
    func next(from start: Int) -> Start? {
        var position = start
        while position + 3 < end {
            guard bytes[position] == 0x55, bytes[position + 1] == 0x4E, isWordStart(position, from: start) else {
                position += 1
                continue
            }
            switch bytes[position + 2] {
            case 0x41:
                if let found = serviceString(at: position) { return found }
            case 0x42, 0x47, 0x48:
                if isMark(bytes[position + 3]) { return header(at: position) }
            default: break
            }
            position += 1
        }
        return nil
    }

    private func isWordStart(_ position: Int, from start: Int) -> Bool {
        position == start || position == 0 || !ServiceCharacters.isAlphanumeric(bytes[position - 1])
    }

    private func isMark(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !ServiceCharacters.isAlphanumeric(byte)
    }

    private func isHeader(_ position: Int, _ third: UInt8) -> Bool {
        position + 3 < end && bytes[position] == 0x55 && bytes[position + 1] == 0x4E && bytes[position + 2] == third
            && isMark(bytes[position + 3])
    }

    private func behindBlanks(_ start: Int) -> Int {
        var position = start
        while position < end, bytes[position] <= 0x20 { position += 1 }
        return position
    }

    // MARK: UNA

    private func serviceString(at offset: Int) -> Start? {
        guard offset + 8 < end, isMark(bytes[offset + 3]) else { return nil }
        // Some senders leave out the reserved character: then the header, or the line's end, follows one byte early.
        let isShort =
            isHeader(offset + 8, 0x42) || isHeader(offset + 8, 0x48)
            || (bytes[offset + 8] == 0x0A || bytes[offset + 8] == 0x0D) && isMark(bytes[offset + 7])
        let release = bytes[offset + 6]
        let quote = isShort ? 0 : typographicQuote(at: offset + 8)
        let characters = ServiceCharacters(
            component: bytes[offset + 3], element: bytes[offset + 4], decimal: bytes[offset + 5],
            release: release == 0x20 ? nil : release, terminator: quote > 0 ? 0x27 : bytes[offset + (isShort ? 7 : 8)])
        let first = behindBlanks(offset + (isShort ? 8 : 8 + max(1, quote)))
        if characters.isUsable {
            // What UNA says holds, unless the header behind it is evidently written with something else.
            if first + 3 >= end || !isHeader(first, 0x42) || bytes[first + 3] == characters.element {
                if let other = otherTerminator(characters, first) {
                    return Start(offset: offset, firstSegment: first, characters: other, diagnostic: .serviceStringUnusable)
                }
                let diagnostic: SyntaxDiagnostic.Kind? =
                    isShort || quote > 0 ? .serviceStringUnusable : characters.isStandard ? nil : .separatorsDeclared
                return Start(offset: offset, firstSegment: first, characters: characters, diagnostic: diagnostic)
            }
        }
        guard isHeader(first, 0x42) || isHeader(first, 0x48) || isHeader(first, 0x47) else { return nil }
        return Start(
            offset: offset, firstSegment: first, characters: guess(at: first) ?? .standard, diagnostic: .serviceStringUnusable)
    }

    /// What ends the header where UNA names another terminator, which ends nothing near it; nil where UNA can be right.
    private func otherTerminator(_ declared: ServiceCharacters, _ first: Int) -> ServiceCharacters? {
        guard isHeader(first, 0x42) else { return nil }
        var position = first + 4
        while position < min(end, first + Self.window) {
            if bytes[position] == declared.release {
                position += 2
                continue
            }
            if bytes[position] == declared.terminator { return nil }
            position += 1
        }
        guard let found = guess(at: first), found.element == declared.element, found.component == declared.component else { return nil }
        return found.terminator == declared.terminator ? nil : found
    }

    /// Bytes of a single typographic quote, in UTF-8 or Windows-1252; 0 for anything else.
    private func typographicQuote(at position: Int) -> Int {
        if bytes[position] == 0x91 || bytes[position] == 0x92 { return 1 }
        guard position + 2 < end, bytes[position] == 0xE2, bytes[position + 1] == 0x80 else { return 0 }
        return bytes[position + 2] == 0x98 || bytes[position + 2] == 0x99 ? 3 : 0
    }

    // MARK: No UNA

    private func header(at offset: Int) -> Start {
        if isStandard(offset) { return Start(offset: offset, firstSegment: offset, characters: .standard, diagnostic: nil) }
        guard let characters = guess(at: offset), characters != .standard else {
            return Start(offset: offset, firstSegment: offset, characters: .standard, diagnostic: nil)
        }
        return Start(offset: offset, firstSegment: offset, characters: characters, diagnostic: .separatorsGuessed)
    }

    /// Whether the header ends with `'` and another segment with `+` follows.
    private func isStandard(_ offset: Int) -> Bool {
        guard bytes[offset + 3] == 0x2B else { return false }
        var position = offset + 4
        while position < min(end, offset + Self.window) {
            if bytes[position] == 0x3F {
                position += 2
                continue
            }
            if bytes[position] == 0x27 { return isTag(behindBlanks(position + 1), element: 0x2B) }
            position += 1
        }
        return false
    }

    private func isTag(_ position: Int, element: UInt8) -> Bool {
        guard position + 3 < end, bytes[position + 3] == element else { return false }
        for index in position..<position + 3 where !(bytes[index] >= 0x41 && bytes[index] <= 0x5A) { return false }
        return true
    }

    /// Separators read off a header: the element separator stands behind its tag, the component separator is the first
    /// other mark, and the terminator is the mark before the next segment.
    private func guess(at offset: Int) -> ServiceCharacters? {
        let element = bytes[offset + 3]
        let limit = min(end, offset + Self.window)
        guard
            let component = (offset + 4..<max(offset + 4, limit)).first(where: { isMark(bytes[$0]) && bytes[$0] != element })
                .map({ bytes[$0] })
        else { return nil }
        var fallback: UInt8?
        var position = offset + 5
        while position < limit {
            let mark = bytes[position]
            if isMark(mark), mark != element, mark != component {
                let next = behindBlanks(position + 1)
                if isTag(next, element: element) {
                    let isService = bytes[next] == 0x55 && bytes[next + 1] == 0x4E
                    if isService { return characters(component, element, mark) }
                    if fallback == nil { fallback = mark }
                }
            }
            position += 1
        }
        return fallback.flatMap { characters(component, element, $0) }
    }

    private func characters(_ component: UInt8, _ element: UInt8, _ terminator: UInt8) -> ServiceCharacters? {
        let release: UInt8? = [component, element, terminator].contains(0x3F) ? nil : 0x3F
        let found = ServiceCharacters(component: component, element: element, release: release, terminator: terminator)
        return found.isUsable ? found : nil
    }
}
