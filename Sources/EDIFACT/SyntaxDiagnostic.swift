/// What the lexer noticed: a kind and where, never a text.
public struct SyntaxDiagnostic: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Bytes before, between or after interchanges.
        case junk
        /// UNA is there and cannot be used; other characters were found in the text.
        case serviceStringUnusable
        /// UNA is missing and the text is evidently written with other characters than the default ones.
        case separatorsGuessed
        /// Bytes between two segments that are no segment.
        case unreadableSegment
        /// A segment ended at a line break, without its terminator.
        case missingTerminator
        /// The input ends inside a segment.
        case cut
        /// A segment longer than ``SegmentList/maximumSegmentLength``, or with more separators than
        /// ``SegmentList/maximumComponents``; it was passed over.
        case segmentTooLong
        /// UNA names other characters than those that hold without it; they were used.
        case separatorsDeclared
        /// Typographic quotes stand where the terminator belongs, as word processors make of an apostrophe. Once per message.
        case typographicTerminator
        /// Line breaks inside segments, as transports with short lines make them. Once per message.
        case brokenLines
        /// Blanks, control characters or empty segments between segments. Once per message.
        case blanksBetween
        /// A tag in lower case. Once per message.
        case lowerCaseTag
        /// A segment that is no UTF-8; its text is read as ISO 8859-1.
        case notUTF8
        /// Characters beyond ASCII, in UTF-8. Once per message.
        case beyondASCII
        /// More input than can be addressed; the rest was not read.
        case inputTooLong
        /// More diagnostics than are kept.
        case diagnosticsCapped
    }

    public var kind: Kind
    /// Offset and length in bytes.
    public var offset: Int
    public var length: Int
    /// Tag of the segment, where it is about one.
    public var tag: Tag?
    /// How many of them there are, of a kind that is said once per message.
    public var count = 1

    public init(_ kind: Kind, offset: Int, length: Int, tag: Tag? = nil) {
        self.kind = kind
        self.offset = offset
        self.length = length
        self.tag = tag
    }
}
