/// Writes an interchange: escapes what needs it, leaves out what is empty at the end, and counts for the trailers.
public struct SegmentWriter: Sendable {
    /// One data element: a text, or several components.
    public struct Element: Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
        public var components: [String]
        public init(_ components: [String]) { self.components = components }
        /// Nil writes an empty element.
        public init(_ text: String?) { components = text.map { [$0] } ?? [] }
        public init(stringLiteral text: String) { components = [text] }
        public init(arrayLiteral components: String?...) { self.components = components.map { $0 ?? "" } }
    }

    /// What was written so far.
    public private(set) var bytes: [UInt8] = []
    public let characters: ServiceCharacters
    /// Whether each segment stands on its own line.
    public let lineBreaks: Bool

    private var interchangeReference = ""
    private var groupReference: String?
    private var messageReference = ""
    private var segmentsInMessage = 0
    private var messagesInGroup = 0
    private var messages = 0
    private var groups = 0

    public init(_ characters: ServiceCharacters = .standard, lineBreaks: Bool = false) {
        self.characters = characters
        self.lineBreaks = lineBreaks
    }

    /// Bytes written so far: the offset of what comes next.
    public var offset: Int { bytes.count }

    /// Writes one segment.
    public mutating func segment(_ tag: String, _ elements: Element...) { segment(tag, elements) }

    /// Writes one segment.
    public mutating func segment(_ tag: String, _ elements: [Element]) {
        bytes.append(contentsOf: tag.utf8)
        let last = elements.lastIndex { $0.components.contains { !$0.isEmpty } } ?? -1
        for element in elements.prefix(last + 1) {
            bytes.append(characters.element)
            let end = element.components.lastIndex { !$0.isEmpty } ?? -1
            for (index, component) in element.components.prefix(end + 1).enumerated() {
                if index > 0 { bytes.append(characters.component) }
                escape(component)
            }
        }
        terminate()
    }

    /// Writes a segment that is already in these service characters, without its terminator.
    public mutating func rawSegment(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        terminate()
    }

    private mutating func terminate() {
        bytes.append(characters.terminator)
        if lineBreaks { bytes.append(0x0A) }
        segmentsInMessage += 1
    }

    private mutating func escape(_ text: String) {
        for byte in text.utf8 {
            let isService =
                byte == characters.component || byte == characters.element || byte == characters.terminator
                || byte == characters.release
            if isService {
                // Without a release character the mark cannot be written; a blank keeps the parts apart.
                guard let release = characters.release else {
                    bytes.append(0x20)
                    continue
                }
                bytes.append(release)
            }
            // Line breaks and controls are no text of any level of ISO 9735.
            bytes.append(byte < 0x20 ? 0x20 : byte)
        }
    }

    // MARK: Envelope

    /// UNA where the characters are not the standard ones, and UNB.
    /// - Parameters:
    ///   - syntax: identifier and version, `UNOA` and `4`
    ///   - date: YYMMDD, or CCYYMMDD in syntax 4
    ///   - time: HHMM
    public mutating func beginInterchange(
        syntax: String = "UNOA", version: String = "4", sender: Element, recipient: Element, date: String, time: String,
        reference: String, application: String = ""
    ) {
        if characters != .standard {
            bytes.append(contentsOf: characters.serviceString)
            if lineBreaks { bytes.append(0x0A) }
        }
        interchangeReference = reference
        groupReference = nil
        messages = 0
        groups = 0
        segment("UNB", [[syntax, version], sender, recipient, [date, time], [reference], [], [application]])
    }

    /// UNG. Optional; once one is written, UNZ counts groups.
    public mutating func beginGroup(
        type: String, sender: Element, recipient: Element, date: String, time: String, reference: String, agency: String = "UN",
        version: Element
    ) {
        groupReference = reference
        messagesInGroup = 0
        groups += 1
        segment("UNG", [[type], sender, recipient, [date, time], [reference], [agency], version])
    }

    /// UNH.
    /// - Parameters:
    ///   - type: message type, version, release, agency, association code: `PAXLST`, `D`, `05B`, `UN`, `IATA`
    ///   - commonReference: the same on all parts of a list
    ///   - part: number and C or F
    public mutating func beginMessage(reference: String, type: Element, commonReference: String? = nil, part: Element = []) {
        messageReference = reference
        segmentsInMessage = 0
        messages += 1
        messagesInGroup += 1
        segment("UNH", [[reference], type, Element(commonReference), part])
    }

    /// UNT with the number of segments from UNH on.
    public mutating func endMessage() {
        segment("UNT", [String(segmentsInMessage + 1)], [messageReference])
    }

    /// UNE, where a group is open.
    public mutating func endGroup() {
        guard let reference = groupReference else { return }
        segment("UNE", [String(messagesInGroup)], [reference])
        groupReference = nil
    }

    /// UNZ.
    public mutating func endInterchange() {
        endGroup()
        segment("UNZ", [String(groups > 0 ? groups : messages)], [interchangeReference])
    }
}
